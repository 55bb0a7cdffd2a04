"""What stands twice: by hashes first, then by the keys themselves; a plain loop says the same."""

import random

import pyarrow as pa
import pytest

from grundlag.engine.connect import engine
from grundlag.engine.files import result, table_of
from grundlag.records import repeats
from grundlag.records.repeats import Repeat, repeated


def rows_said_again(keys: list[list[object]], values: list[float] | None = None) -> set[int]:
    """The rows (from 0) that `repeated` finds, of columns of keys and perhaps values."""
    names = [f"k{i}" for i in range(len(keys))]
    columns = {"row": range(len(keys[0])), **dict(zip(names, keys, strict=True))}
    columns |= {} if values is None else {"v": values}
    with engine() as connection:
        table = table_of(connection, pa.table({n: list(c) for n, c in columns.items()}))
        repeat = Repeat(
            column="k0",
            expected="once",
            table=table,
            keys=tuple(table[name] for name in names),
            value=None if values is None else table.v,
        )
        return set(result(connection, repeated(connection, repeat))["row"].to_pylist())


def by_hand(keys: list[list[object]], values: list[float] | None = None) -> set[int]:
    """The same in a loop, row by row."""
    seen: dict[tuple[object, ...], list[int]] = {}
    for row, key in enumerate(zip(*keys, strict=True)):
        if None not in key:
            seen.setdefault(key, []).append(row)
    found: set[int] = set()
    for rows in seen.values():
        differ = values is not None and len({values[row] for row in rows}) > 1
        found |= {*rows} if differ else {*rows[1:]}
    return found


def test_each_row_after_the_first_of_its_id():
    assert rows_said_again([["a", "b", "a", "c", "a"]]) == {2, 4}


def test_rows_of_two_figures_are_all_of_them_out():
    assert rows_said_again([["n", "n", "s", "s"]], [1.0, 2.0, 3.0, 3.0]) == {0, 1, 3}


@pytest.mark.parametrize("valued", [False, True])
def test_a_loop_over_many_rows_says_the_same(valued):
    chance = random.Random(5)
    ids = [chance.choice([f"0100-{i}" for i in range(300)]) for _ in range(500)]
    days = [chance.choice([1, 2, 3, None]) for _ in ids]
    values = [float(chance.randint(1, 2)) for _ in ids] if valued else None
    assert rows_said_again([ids, days], values) == by_hand([ids, days], values)


def test_where_two_ids_have_one_hash_they_are_still_two(monkeypatch):
    """Then more rows are looked at than need be: here all of them."""
    monkeypatch.setattr(repeats, "_likely", lambda connection, told, keys: told)
    assert rows_said_again([["a", "b", "a", "c"]]) == {2}
