"""What stands twice: by hashes first, then by the keys themselves; a plain loop says the same."""

import random
from collections import Counter

import pyarrow as pa
import pytest

from grundlag.engine.connect import engine
from grundlag.engine.files import result, table_of
from grundlag.engine.twice import may_be_twice
from grundlag.records.repeats import Repeat, repeated

Column = list[object]


def found(keys: list[Column], values: list[float] | None = None) -> tuple[set[int], set[int]]:
    """The rows (from 0) that may say something again, and those that do."""
    named = {f"k{i}": key for i, key in enumerate(keys)}
    valued = {} if values is None else {"v": values}
    with engine() as connection:
        n = len(keys[0])
        rows = pa.table({"row": list(range(n)), "bad": [False] * n, **named, **valued})
        table = table_of(connection, rows)
        repeat = Repeat(
            column="k0",
            expected="once",
            table=table,
            keys=tuple(table[name] for name in named),
            value=None if values is None else table.v,
        )
        both = may_be_twice(connection, table, repeat.keys), repeated(repeat)
        may, do = (
            set() if each is None else set(result(connection, each)["row"].to_pylist())
            for each in both
        )
        return may, do


def by_hand(keys: list[Column], values: list[float] | None = None) -> set[int]:
    """The rows that say something again, in a loop, row by row."""
    seen: dict[tuple[object, ...], list[int]] = {}
    for row, key in enumerate(zip(*keys, strict=True)):
        if None not in key:
            seen.setdefault(key, []).append(row)
    said: set[int] = set()
    for rows in seen.values():
        differ = values is not None and len({values[row] for row in rows}) > 1
        said |= {*rows} if differ else {*rows[1:]}
    return said


def test_each_row_after_the_first_of_its_id():
    assert found([["a", "b", "a", "c", "a"]]) == ({0, 2, 4}, {2, 4})


def test_rows_of_two_figures_are_all_of_them_out():
    assert found([["n", "n", "s", "s", "t"]], [1.0, 2.0, 3.0, 3.0, 4.0])[1] == {0, 1, 3}


def test_a_bad_row_says_an_id_again_and_no_figure():
    """A good row is the first, wherever it stands; mended, the bad one would be the same report."""
    rows = pa.table({"row": [0, 1, 2, 3], "bad": [True, False, True, True], "k": [*"aabb"]})
    for also_bad, wanted in ((True, {0, 3}), (False, set())):
        with engine() as connection:
            table = table_of(connection, rows)
            repeat = Repeat(
                column="k", expected="once", table=table, keys=(table.k,), also_bad=also_bad
            )
            assert set(result(connection, repeated(repeat))["row"].to_pylist()) == wanted


def test_nothing_twice_is_nothing_looked_at():
    assert found([["a", "b", ""], [1, 1, 1]]) == (set(), set())


@pytest.mark.parametrize("valued", [False, True])
def test_a_loop_over_many_rows_says_the_same(valued):
    chance = random.Random(5)
    ids: Column = [chance.choice([f"0100-{i}" for i in range(300)]) for _ in range(500)]
    days: Column = [chance.choice([1, 2, 3, None]) for _ in ids]
    values = [float(chance.randint(1, 2)) for _ in ids] if valued else None
    may, do = found([ids, days], values)
    assert do == by_hand([ids, days], values)
    times = Counter(zip(ids, days, strict=True))
    assert may >= {r for r, key in enumerate(zip(ids, days, strict=True))
                   if times[key] > 1 and None not in key}  # fmt: skip
