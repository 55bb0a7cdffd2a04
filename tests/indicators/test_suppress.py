"""Small counts in linked tables: what is hidden, and an attacker who tries every world."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from grundlag.errors import GrundlagError
from grundlag.indicators.linked import Box, Claim, Printed, linked
from grundlag.indicators.suppress import Choice, Guard, choose, with_verdicts

FIVE = Guard(threshold=5, width=5)
YEAR = frozenset(range(12))


def box(areas: str, codes: str, year: int = 0) -> tuple[Box, ...]:
    """Reports of single-letter areas and codes in a year."""
    months = frozenset(range(12 * year, 12 * year + 12))
    return (Box(areas=frozenset(areas), codes=frozenset(codes), months=months),)


def one(areas: str, codes: str, n: int, year: int = 0, **more: object) -> Printed:
    return Printed(of=box(areas, codes, year), n=n, **more)  # type: ignore[arg-type]


def hidden(choice: Choice) -> set[tuple[str, str, int]]:
    """What is hidden, in the letters it was given in."""
    return {
        ("".join(sorted(b.areas)), "".join(sorted(b.codes)), min(b.months) // 12)
        for of in choice.hidden
        for b in of
    }


def test_a_small_count_is_hidden_with_one_that_would_give_it_back() -> None:
    counts = [one("x", "a", 3), one("x", "b", 20), one("x", "c", 90), one("x", "abc", 113)]
    counts[3] = one("x", "abc", 113, weight=50)
    choice = choose(counts, FIVE)
    # 113 - 20 - 90 = 3: one of the other types must go, and one is enough
    assert len(hidden(choice)) == 2
    assert ("x", "a", 0) in hidden(choice)
    assert ("x", "abc", 0) not in hidden(choice)


def test_a_count_with_nothing_beside_it_is_hidden_alone() -> None:
    assert hidden(choose([one("x", "a", 3), one("x", "b", 20)], FIVE)) == {("x", "a", 0)}


def test_none_is_shown_and_the_threshold_itself_is_shown() -> None:
    assert not hidden(choose([one("x", "a", 0), one("x", "b", 5), one("y", "a", 7)], FIVE))


def test_two_small_counts_of_a_small_total_are_too_close_to_it() -> None:
    # 2 + 2 = 4 and the total is small too; but 2 + 4 = 6 leaves each between 0 and 6
    assert hidden(choose([one("x", "a", 2), one("x", "b", 4), one("x", "ab", 6)], FIVE)) == {
        ("x", "a", 0),
        ("x", "b", 0),
    }


def test_a_total_that_is_nearly_given_back_goes_too() -> None:
    # 1 and 4 make 5: each lies between 0 and 5, which is just as wide as asked for
    counts = [one("x", "a", 1), one("x", "b", 4), one("x", "ab", 5)]
    assert ("x", "ab", 0) not in hidden(choose(counts, FIVE))
    assert ("x", "ab", 0) in hidden(choose(counts, Guard(threshold=5, width=6)))


def test_a_small_difference_of_two_printed_counts_is_not_to_be_had() -> None:
    # one basis has theft and robbery, the other theft alone: 2 robberies between them
    choice = choose([one("x", "ab", 52, weight=9), one("x", "a", 50)], FIVE)
    assert hidden(choice) == {("x", "a", 0)}


def test_a_whole_gives_back_its_part_only_where_all_its_parts_are_printed() -> None:
    parts = [one("x", "a", 3), one("y", "a", 40)]
    assert hidden(choose([*parts, one("xyz", "a", 900)], FIVE)) == {("x", "a", 0)}
    assert len(hidden(choose([*parts, one("xy", "a", 43, weight=9)], FIVE))) == 2


def test_years_and_their_sum_are_one_table() -> None:
    months = frozenset(range(24))
    both = (Box(areas=frozenset("x"), codes=frozenset("a"), months=months),)
    counts = [one("x", "a", 3, 0), one("x", "a", 30, 1), Printed(of=both, n=33)]
    assert len(choose(counts, FIVE).hidden) == 2


def test_what_is_out_already_cannot_be_hidden_and_is_reckoned_with() -> None:
    counts = [
        one("x", "a", 3),
        one("x", "b", 20, known=True),
        one("x", "c", 90),
        one("x", "abc", 113),
    ]
    choice = choose(counts, FIVE)
    assert ("x", "b", 0) not in hidden(choice)
    assert len(choice.hidden) == 2
    every = choose(
        [*(p for p in counts if p.known), one("x", "a", 3), one("x", "ab", 23, known=True)], FIVE
    )
    assert (box("x", "a"), "") in every.lost


def test_what_was_hidden_stays_so() -> None:
    counts = [one("x", "a", 30), one("x", "b", 20)]
    assert hidden(choose(counts, FIVE, [box("x", "b"), box("z", "q")])) == {("x", "b", 0)}


def test_a_count_of_another_day_is_hidden_with_its_own() -> None:
    choice = choose([one("x", "a", 3), one("x", "a", 6, drawn="2021")], FIVE)
    assert choice.hidden == {box("x", "a")}


def test_a_reader_is_taken_to_guess_that_nothing_changed_between_two_days() -> None:
    then = [one("x", "a", 3, drawn="2021"), one("x", "b", 40, drawn="2021"),
            one("x", "ab", 43, drawn="2021")]  # fmt: skip
    choice = choose([one("x", "a", 3), one("x", "b", 40), *then], FIVE)
    # b is hidden now as well: else 43 - 40
    assert hidden(choice) >= {("x", "a", 0)}
    assert len(choice.hidden) == 2


def test_counts_that_contradict_one_another_are_refused() -> None:
    with pytest.raises(GrundlagError, match="contradict"):
        choose([one("x", "a", 9), one("x", "ab", 8)], FIVE)


def test_a_verdict_is_printed_where_it_tells_little_and_not_where_it_tells_much() -> None:
    now, then = one("x", "a", 3, 1), one("x", "a", 9, 0)
    choice = choose([now, then], FIVE)
    at_most = Claim(terms=((now.of, "", -1.0),), low=-9.0)  # held: now is 9 or fewer
    close = Claim(terms=((now.of, "", -1.0),), low=-4.0)  # 4 or fewer
    assert with_verdicts(choice, [[at_most]])[1] == (True,)
    assert with_verdicts(choice, [[close]])[1] == (False,)
    above = Claim(terms=((now.of, "", 1.0),), low=2.0)
    # each alone leaves enough, both together leave 2 to 6
    below = Claim(terms=((now.of, "", -1.0),), low=-6.0)
    assert with_verdicts(choice, [[below], [above]])[1] == (True, False)


def test_pieces_are_what_no_printed_set_cuts() -> None:
    system = linked([one("xy", "abc", 9), one("x", "ab", 4), one("x", "b", 1)])
    # x and y; ab apart from c, and a from b: of xy abc all six
    assert system.rows.toarray().sum(axis=1).tolist() == [6, 2, 1]


# ---- the attacker: written from the tables alone ---------------------------------------------

EVERY = np.array(list(product(range(15), repeat=4)))  # five more than any cell of TABLE
TABLE = st.tuples(*(st.integers(0, 9) for _ in range(4)))


def tables(cells: tuple[int, ...]) -> list[tuple[str, str, tuple[int, ...]]]:
    """Two areas by two types with all sums, and which of the four cells each adds up."""
    named = {"xa": 0, "xb": 1, "ya": 2, "yb": 3}
    rows = [("x", "a"), ("x", "b"), ("y", "a"), ("y", "b"),
            ("x", "ab"), ("y", "ab"), ("xy", "a"), ("xy", "b"), ("xy", "ab")]  # fmt: skip
    return [(a, c, tuple(named[i + j] for i in a for j in c)) for a, c in rows]


@given(TABLE)
@settings(max_examples=40, deadline=None)
def test_an_attacker_who_tries_every_table_is_left_with_the_width(cells: tuple[int, ...]) -> None:
    every = tables(cells)
    counts = [one(a, c, sum(cells[i] for i in which)) for a, c, which in every]
    out = hidden(choose(counts, FIVE))
    shown = [(w, sum(cells[i] for i in w)) for a, c, w in every if (a, c, 0) not in out]
    unseen = [w for a, c, w in every if (a, c, 0) in out]
    same = [EVERY[:, w].sum(axis=1) == n for w, n in shown]
    worlds = EVERY[np.all(same, axis=0)] if same else EVERY
    for which in unseen:
        sums = worlds[:, which].sum(axis=1)
        assert sums.max() - sums.min() >= 5, (cells, out, which)


@st.composite
def city(draw: st.DrawFn) -> tuple[list[Printed], dict[str, int]]:
    """Areas, types that hold one another, years, and a whole with more in it than the areas."""
    areas, codes = "wxyz", "abcde"
    years = draw(st.integers(1, 3))
    n = {
        f"{a}{c}{y}": draw(st.integers(0, 12 if a in "wx" else 60))
        for a in areas
        for c in codes
        for y in range(years)
    }
    types = ["a", "b", "c", "ab", "abc", "bcd", "abcde"]
    wanted = draw(st.sets(st.sampled_from(types), min_size=2))
    parts = ["w", "x", "y", "wxyz"] if draw(st.booleans()) else ["w", "x", "wx", "yz", "wxyz"]
    return [
        one(p, t, sum(n[f"{a}{c}{y}"] for a in p for c in t), y, weight=float(len(p)))
        for p in parts
        for t in sorted(wanted)
        for y in range(years)
    ], n


@pytest.mark.slow
@given(city())
@settings(max_examples=60, deadline=None)
def test_an_attacker_with_a_linear_program_is_left_with_the_width(
    made: tuple[list[Printed], dict[str, int]],
) -> None:
    counts, n = made
    out = choose(counts, FIVE).hidden
    names = list(n)

    def row(p: Printed) -> list[float]:
        (b,) = p.of
        years = {m // 12 for m in b.months}
        return [float(k[0] in b.areas and k[1] in b.codes and int(k[2:]) in years) for k in names]

    shown = [p for p in counts if p.of not in out]
    assert all(not 0 < p.n < 5 for p in shown)
    known = {"A_eq": np.array([row(p) for p in shown]), "b_eq": [p.n for p in shown]}
    known = known if shown else {}
    for p in counts:
        if p.of in out:
            low = linprog(row(p), **known).fun
            top = linprog([-v for v in row(p)], **known)
            assert top.status == 3 or -top.fun - low >= 5 - 1e-6, p
