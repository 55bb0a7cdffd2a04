"""What is absent is zero only where that is declared, and never what came and could not be read."""

from datetime import date

import pytest

from grundlag.cubes.delivered import in_delivered
from grundlag.cubes.model import Count

YEAR = range(2025 * 12, 2026 * 12)
HEAD = "Gerning;Område;Fra;Til;Antal\n"
HALF = ("2025-01;2025-06", "2025-07;2025-12")
DAY = date(2026, 2, 1)


@pytest.fixture
def zero(town):
    """The town, where what its counts leave out is zero."""
    town.change("sources.toml", 'id = "tal"\n', 'id = "tal"\nabsent = "zero"\n')
    return town


def told(town, crime: str = "indbrud", area: str = "nord", months: range = YEAR) -> Count:
    where, cubes = town.area(area), town.count()
    version = where.version[-1] if where.version else None
    codes = cubes.known_codes
    return in_delivered(cubes.delivered, town.crime(crime), where, version, months, codes)


def cell(place: str, n: str, code: str = "13201", months: str = HALF[0]) -> str:
    return f"{code};{place};{months};{n}\n"


GAPS = (
    HEAD
    + cell("Nord", "3")
    + cell("Nordhavn", "1", months=HALF[1])
    + cell("Syd", "5", "13202")
    + cell("Syd", "4", months=HALF[1])
)


def test_a_gap_is_unknown_until_it_is_declared_zero(town):
    town.take(GAPS)
    assert (told(town).n, told(town).missing.why) == (None, "cell_not_delivered")
    town.change("sources.toml", 'id = "tal"\n', 'id = "tal"\nabsent = "zero"\n')
    assert (told(town).n, told(town, area="syd").n) == (3 + 1, 5 + 4)


def test_a_row_that_was_set_aside_makes_no_zero(zero):
    """ ".." is a figure that is not told: its cell is absent, and so might others be."""
    zero.take(HEAD + cell("Nord", "..") + cell("Nord", "2", months=HALF[1]) + cell("Nordhavn", "1"))
    assert (told(zero).n, told(zero).missing.why) == (None, "cell_not_delivered")


def test_a_place_or_a_code_that_never_came_is_no_zero(zero):
    zero.take(HEAD + cell("Nord", "3") + cell("Nord", "3", months=HALF[1]))
    assert told(zero).missing.what == "nordhavn"
    assert told(zero, "tyveri").n is None


def test_a_year_that_was_not_asked_for_is_no_zero(zero):
    zero.take(GAPS)
    before = range(2024 * 12, 2025 * 12)
    assert told(zero, months=before).missing.why == "month_not_delivered"


def test_a_code_that_one_delivery_leaves_out_is_not_filled_from_another(zero):
    """2024 brought 13201 and 13202, 2025 has the first alone: nobody said that 13202 was none."""
    year = "{}-01;{}-12"
    zero.take(
        HEAD
        + "".join(cell("Syd", "5", code, year.format(2024, 2024)) for code in ("13201", "13202")),
        date(2025, 2, 1),
    )
    zero.take(HEAD + cell("Syd", "4", "13201", year.format(2025, 2025)))
    missing = told(zero, area="syd").missing
    assert (missing.why, missing.what) == ("cell_not_delivered", "13202, 2025-01")


def test_a_year_and_its_halves_are_not_filled_with_one_another(zero):
    """Nord came as a year, Syd as halves: the year of Syd is no zero beside its halves."""
    zero.take(
        HEAD
        + cell("Nord", "9", months="2025-01;2025-12")
        + cell("Nordhavn", "1", months="2025-01;2025-12")
        + "".join(cell("Syd", "4", months=half) for half in HALF)
    )
    assert (told(zero).n, told(zero, area="syd").n) == (10, 8)


def test_a_later_delivery_makes_zeros_only_in_its_own_months(zero):
    zero.take(GAPS)
    zero.take(HEAD + cell("Nord", "7", months=HALF[1]) + cell("Nordhavn", "0", "13203", HALF[1]))
    assert told(zero).missing is not None
    zero.take(
        HEAD
        + cell("Nord", "7", months=HALF[1])
        + cell("Nordhavn", "2", months=HALF[1])
        + cell("Nord", "1", "13202", HALF[1]),
        date(2026, 2, 2),
    )
    assert told(zero).n == 3 + 7 + 1 + 2


def test_a_group_and_a_code_in_it_are_not_added(town):
    """STRAF11 has 13 and 1320 in one column: 13 holds 1320."""
    whole = "2025-01;2025-12"
    rows = "".join(
        cell(place, n, code, whole)
        for place in ("Nord", "Nordhavn")
        for code, n in (("13", "10"), ("1320", "4"))
    )
    town.take(HEAD + rows)
    assert told(town).n == 8
    missing = told(town, "begge").missing
    assert (missing.why, missing.what) == ("counted_twice", "nord, 1320, 2025-01")


def test_a_group_that_holds_what_a_type_leaves_out_is_not_counted(town):
    town.change(
        "definitions/codes.toml",
        'codes = ["1320*", "1330*", "13*"]',
        'codes = ["13*"]\nwithout = ["1340*"]',
    )
    whole = "2025-01;2025-12"
    town.take(HEAD + cell("Nord", "10", "13", whole) + cell("Nordhavn", "0", "13", whole))
    missing = told(town, "begge").missing
    assert (missing.why, missing.what) == ("cell_not_delivered", "13")


def test_labels_of_two_levels_are_not_added_where_a_code_list_says_what_they_are(town):
    """A label says nothing of its level; 13 and 1320 do."""
    town.write(
        "definitions/labels.csv",
        "Politikode;Kode\nEjendomsforbrydelser i alt;13\nIndbrud i beboelser;1320\n",
    )
    town.change("definitions/codes.toml", "known = [", 'crosswalk = "labels.csv"\nknown = ["13", ')
    whole = "2025-01;2025-12"
    labels = {"Ejendomsforbrydelser i alt": "10", "Indbrud i beboelser": "4"}
    town.take(
        HEAD
        + "".join(
            cell(place, n, label, whole)
            for place in ("Nord", "Nordhavn")
            for label, n in labels.items()
        )
    )
    assert told(town).n == 8
    assert told(town, "begge").missing.why == "counted_twice"
