"""Counts that cover some of a type's codes are no count of the type: in `measure` and `check`."""

from datetime import date

import pytest

from grundlag.cubes.check import findings
from grundlag.cubes.crime import how_many
from grundlag.indicators.measure import measure

pytestmark = pytest.mark.slow  # a town counted each

COUNTS = "Gerning;Område;Fra;Til;Antal\n"
BOTH = """
[[indicator]]
id = "begge"
kind = "count"
label = "Begge"
crime = "begge"
dispersion = 3
"""
BASELINE = """
[[baseline]]
partnership = "nord"
basis = "grund"
indicator = "begge"
years = [2024]
as_of = {as_of}
"""
SECOND = date(2026, 2, 10)  # the day on which the next year's counts came


def cells(year: int, **counts: int) -> str:
    """A file of a year's counts in Nord, each code once: `k1320=31`."""
    rows = [f"{code[1:]};Nordkvarteret;{year}-01;{year}-12;{n}" for code, n in counts.items()]
    return COUNTS + "\n".join(rows) + "\n"


@pytest.fixture
def burglaries_and_thefts(town):
    """A type of two codes, held at its level of 2024; nothing has come yet."""
    basis = (town.root / "definitions/bases/grund.toml").read_text("utf-8")
    town.write("definitions/bases/grund.toml", basis + BOTH)
    path = "definitions/partnerships.toml"
    old = (town.root / path).read_text("utf-8")
    town.write(path, old + BASELINE.format(as_of="2026-02-01"))
    return town


def measured(town):
    defs = town.defs
    return measure(defs, defs.bases["grund"], 2026, town.count())


def uncovered(town) -> list[str]:
    problems, notices = findings(town.defs, town.count())
    return [p.what for p in (*problems, *notices) if "counts that came" in p.what]


def test_a_baseline_of_half_the_codes_is_missing_and_not_low(burglaries_and_thefts):
    """2024 came as 31 burglaries alone; in 2025 20 burglaries and 10 thefts are 30."""
    town = burglaries_and_thefts
    town.take(cells(2024, k1320=31))
    town.take(cells(2025, k1320=20, k1330=10), arrived=SECOND)
    found = measured(town)
    base = found.baselines["begge", "nord"]
    assert (base.value, base.missing.why) == (None, "cell_not_delivered")
    assert base.missing.what == "1330, 2024-01"
    assert found.estimates["begge", "nord", 2024].value is None
    assert found.estimates["begge", "nord", 2025].value == 20 + 10


def test_check_tells_of_a_baseline_of_half_the_codes(burglaries_and_thefts):
    town = burglaries_and_thefts
    town.take(cells(2024, k1320=31))
    town.take(cells(2025, k1320=20, k1330=10), arrived=SECOND)
    assert uncovered(town) == [
        "the counts that came do not cover the basis grund: nord/begge (no 1330, 2024-01) is "
        "missing."
    ]


def test_counts_that_cover_all_codes_are_a_baseline_and_check_is_silent(burglaries_and_thefts):
    """31 burglaries and 12 thefts are 43."""
    town = burglaries_and_thefts
    town.take(cells(2024, k1320=31, k1330=12))
    town.take(cells(2025, k1320=20, k1330=10), arrived=SECOND)
    assert measured(town).baselines["begge", "nord"].value == 31 + 12
    assert uncovered(town) == []


def test_a_zero_that_was_delivered_covers_its_code(burglaries_and_thefts):
    town = burglaries_and_thefts
    town.take(cells(2024, k1320=31, k1330=0))
    town.take(cells(2025, k1320=20, k1330=10), arrived=SECOND)
    assert measured(town).baselines["begge", "nord"].value == 31 + 0
    assert uncovered(town) == []


def test_the_latest_year_of_half_the_codes_has_no_count_either(burglaries_and_thefts):
    """43 in 2024, and 2025 without thefts: 20 would look like a fall by half."""
    town = burglaries_and_thefts
    town.take(cells(2024, k1320=31, k1330=12))
    town.take(cells(2025, k1320=20), arrived=SECOND)
    found = measured(town)
    assert found.baselines["begge", "nord"].value == 31 + 12
    assert found.estimates["begge", "nord", 2025].value is None
    assert found.estimates["indbrud", "nord", 2025].value == 20


@pytest.mark.parametrize("second", ["", "1330;Nordkvarteret;2024-07;2024-12;7\n"])
def test_a_code_that_came_for_half_the_year_is_half_covered(burglaries_and_thefts, second):
    """31 and 5 are no 36: thefts of July to December are unknown, until 7 come and make 43."""
    town = burglaries_and_thefts
    first = "1320;Nordkvarteret;2024-01;2024-12;31\n1330;Nordkvarteret;2024-01;2024-06;5\n"
    town.take(COUNTS + first + second)
    base = measured(town).baselines["begge", "nord"]
    if second:
        assert base.value == 31 + 5 + 7
        return
    assert (base.value, base.missing.what) == (None, "1330, 2024-07")
    assert uncovered(town) == [
        "the counts that came do not cover the basis grund: nord/begge (no 1330, 2024-07) is "
        "missing."
    ]


def test_a_code_that_joins_the_type_later_is_not_asked_for_before(burglaries_and_thefts):
    """Thefts are of the type from 2025 on: in 2024 the 31 burglaries are all of it."""
    town = burglaries_and_thefts
    town.change(
        "definitions/codes.toml",
        'codes = ["1320*", "1330*", "13*"]',
        'codes = ["1320*"]\nto_month = "2024-12"\n[[crime.codes]]\n'
        'codes = ["1320*", "1330*"]\nfrom_month = "2025-01"',
    )
    town.take(cells(2024, k1320=31))
    town.take(cells(2025, k1320=20, k1330=10), arrived=SECOND)
    crime, area, cubes = town.crime("begge"), town.area("nord"), town.count()
    values = [
        how_many(cubes, crime, area, area.version[0], range(y * 12, y * 12 + 12)).n
        for y in (2024, 2025)
    ]
    assert values == [31, 30]


RECORDS = ("1320;09-03-2025;Nord", "1330;09-03-2025;Nord", "1330;09-04-2025;Nord")


def test_counts_of_half_the_codes_are_no_baseline_where_records_came_later(
    burglaries_and_thefts, reports
):
    """2024 came as 31 burglaries alone; the records of 2025 hold two thefts: the type has both."""
    town = burglaries_and_thefts
    town.take(cells(2024, k1320=31))
    town.take(reports(*RECORDS, years=(2025,), row="1320;{};Syd"), arrived=SECOND)
    found = measured(town)
    base = found.baselines["begge", "nord"]
    assert (base.value, base.missing.why, base.missing.what) == (
        None, "cell_not_delivered", "1330, 2024-01",
    )  # fmt: skip
    assert found.estimates["begge", "nord", 2024].missing.why == "cell_not_delivered"
    assert found.estimates["begge", "nord", 2025].value == 3
    assert len(uncovered(town)) == 1


@pytest.mark.parametrize("codes", [{"k13": 43}, {"k1320": 31, "k1330": 12}])
def test_counts_of_a_group_tell_of_every_code_in_it(burglaries_and_thefts, reports, codes):
    """43 of the group 13 hold the burglaries and thefts that records and counts tell apart."""
    town = burglaries_and_thefts
    town.take(cells(2024, **codes))
    town.take(reports(*RECORDS, years=(2025,), row="1320;{};Syd"), arrived=SECOND)
    assert measured(town).baselines["begge", "nord"].value == 43
    assert uncovered(town) == []


def test_a_count_of_one_code_tells_not_of_its_group(burglaries_and_thefts):
    """The whole group came for 2025; 31 burglaries of 2024 are less than that."""
    town = burglaries_and_thefts
    town.take(cells(2024, k1320=31))
    town.take(cells(2025, k13=40), arrived=SECOND)
    base = measured(town).baselines["begge", "nord"]
    assert (base.value, base.missing.what) == (None, "13, 2024-01")
