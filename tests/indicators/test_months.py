"""A month that leaves its neighbours: bounds by hand."""

import pytest

from grundlag.basis.clocks import month, show_month
from grundlag.indicators.months import odd, odd_months


def series(*years: list[int]) -> dict[int, int]:
    """Whole years of monthly counts, from 2023 on."""
    return {
        month(2023 + at, m): n for at, year in enumerate(years) for m, n in enumerate(year, start=1)
    }


def told(*years: list[int]) -> list[str]:
    return [f"{show_month(m)} {n} of {expected:g}" for m, n, expected in odd(series(*years))]


def flat(level: int = 100, **odd_one: int) -> list[int]:
    """A year of equal months but one: june=150."""
    names = ("jan", "feb", "mar", "apr", "may", "june", "july", "aug", "sep", "oct", "nov", "dec")
    return [odd_one.get(name, level) for name in names]


def test_months_alike_are_not_told():
    assert told(flat(), flat()) == []


@pytest.mark.parametrize(("n", "is_odd"), [(168, True), (167, False), (33, False), (32, True)])
def test_six_standard_errors(n, is_odd):
    """100 expected from four neighbours: sqrt(100 x 1.25) is 11.18, six of them are 67.08."""
    assert told(flat(june=n), flat()) == ([f"2023-06 {n} of 100"] if is_odd else [])


@pytest.mark.parametrize(("n", "is_odd"), [(174, True), (173, False)])
def test_the_last_month_has_two_neighbours(n, is_odd):
    """sqrt(100 x 1.5) is 12.25, and six of them are 73.5."""
    assert told(flat(), flat(dec=n)) == ([f"2024-12 {n} of 100"] if is_odd else [])


def test_the_neighbours_of_an_odd_month_are_not_odd():
    assert told(flat(june=400), flat()) == ["2023-06 400 of 100"]


def test_of_large_counts_forty_per_cent_are_needed():
    """6 standard errors of 10,000 are 671; a summer month of 13,900 is none."""
    assert told(flat(10_000, july=13_900), flat(10_000)) == []
    assert told(flat(10_000, july=14_100), flat(10_000)) == ["2023-07 14100 of 10000"]


def test_of_small_counts_nothing_is_told():
    assert told(flat(19, june=0), flat(19)) == []
    assert told(flat(40, june=0), flat(40)) == []  # six times sqrt(40 x 1.25) are 42.4


def test_a_season_that_comes_back_is_expected():
    """July is 400 every year, and the year it is not is told."""
    summers = [flat(july=400)] * 3
    assert told(*summers) == []
    assert told(*summers, flat(july=100)) == ["2026-07 100 of 400"]


def test_where_all_months_vary_one_that_varies_as_much_is_not_told():
    """Every second month is 160: half the errors are 60 / 11.18, a spread of 8 times chance."""
    wild = [100, 160] * 6
    assert told(wild, wild) == []


def test_a_month_that_did_not_come_is_none():
    """Its neighbours are told by those that are left."""
    found = series(flat(), flat())
    del found[month(2023, 6)]
    assert odd(found) == []


def monthly(n: int, code: str, place: str) -> list[str]:
    return [f"{code};15-{m:02d}-2025;{place}" for m in range(1, 13) for _ in range(n)]


def test_what_is_odd_in_the_whole_is_not_told_of_its_parts(town, reports):
    once = [*monthly(60, "1320", "Nord"), *monthly(60, "1330", "Syd")]
    town.take(reports(*once, *[row for row in once if "-06-2025" in row] * 2))
    ((only),) = odd_months(town.defs, town.count().crime)
    assert (only.area, only.crime, only.n, only.expected) == ("Byen", "", 360, 120)


def test_a_type_or_an_area_that_is_odd_by_itself_is_told(town, reports):
    """Nord's burglaries of June are 260 for 60; all of the town, 1,060 for 860, is none."""
    rows = [*monthly(60, "1320", "Nord"), *monthly(800, "9", "Syd")]
    town.take(reports(*rows, *["1320;16-06-2025;Nord"] * 200))
    found = [(o.area, o.crime, o.n) for o in odd_months(town.defs, town.count().crime)]
    assert found == [
        ("Byen", "indbrud", 260),
        ("Nordkvarteret", "", 260),
        ("Nordkvarteret", "indbrud", 260),
    ]
