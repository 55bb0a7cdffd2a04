"""A wrong count without an error: one test a trap, and none is ever weakened."""

from datetime import date

import pytest

from grundlag.cubes import police
from grundlag.cubes.delivered import in_delivered
from grundlag.cubes.model import Count, Missing
from grundlag.cubes.population import inhabitants

YEAR = range(2025 * 12, 2026 * 12)
COUNTS = "Gerning;Område;Fra;Til;Antal\n"
PEOPLE = "Dag;Område;Indbyggere\n"


def recorded(town, crime: str = "indbrud", area: str = "nord", months: range = YEAR) -> Count:
    where = town.area(area)
    version = where.version[-1] if where.version else None
    return police.in_area(town.count().crime, town.crime(crime), where, version, months)


def delivered(town, crime: str = "indbrud", area: str = "nord", months: range = YEAR) -> Count:
    where = town.area(area)
    version = where.version[-1] if where.version else None
    return in_delivered(town.count().delivered, town.crime(crime), where, version, months)


def people(town, area: str, version: int = -1) -> Count:
    where = town.area(area)
    return inhabitants(town.count().population, where, where.version[version], date(2026, 1, 1))


def test_rows_doubled_by_a_place_that_is_listed_twice(town, reports):
    town.change(
        "definitions/areas.toml", 'places = ["Nord", "Nordhavn"]', 'places = ["Nord", " nord "]'
    )
    town.change("definitions/areas.toml", 'places = ["Syd"]', 'places = ["Syd", "Nord"]')
    town.take(reports(years=(2025,)))
    assert recorded(town).n == 12
    assert recorded(town, area="syd").n == 12
    assert recorded(town, area="byen").n == 12
    assert town.count().crime.atoms == ("in:nord@1|syd@1",)


def test_a_crime_in_two_types_and_under_two_patterns_of_one(town, reports):
    town.take(reports(years=(2025,)) + reports(years=(2025,), row="1330;{};Nord").split("\n", 1)[1])
    assert (recorded(town).n, recorded(town, "tyveri").n, recorded(town, "begge").n) == (12, 12, 24)


def test_a_code_that_began_in_the_middle_of_the_year_counts_from_there(town, reports):
    town.change(
        "definitions/codes.toml",
        '[[crime.codes]]\ncodes = ["1320*"]',
        '[[crime.codes]]\ncodes = ["1320*"]\nto_month = "2025-06"\n\n'
        '[[crime.codes]]\ncodes = ["1330*"]\nfrom_month = "2025-07"',
    )
    town.take(reports(years=(2025,)) + reports(years=(2025,), row="1330;{};Nord").split("\n", 1)[1])
    assert recorded(town).n == 6 + 6


def test_half_a_year_read_as_a_year(town, reports):
    town.take(reports(*(f"1320;15-{m:02d}-2025;Nord" for m in range(1, 7))))
    assert recorded(town).n is None
    assert recorded(town).missing.what == "2025-07"


def test_a_hole_of_one_month_in_the_middle_of_a_year(town, reports):
    town.take(
        reports(years=(2024, 2025, 2026)).replace("1320;15-08-2025;Nord\n", ""), date(2027, 1, 1)
    )
    assert (recorded(town).missing.why, recorded(town).missing.what) == ("no_reports_in", "2025-08")


def cell(place: str, n: int, code: str = "1320", months: str = "2025-01;2025-12") -> str:
    return f"{code};{place};{months};{n}\n"


def test_a_cell_that_was_not_delivered_is_no_zero_and_a_delivered_zero_is(town):
    told = cell("Nord", 3) + cell("Nordhavn", 0) + cell("Syd", 5) + cell("Syd", 2, "1321")
    town.take(COUNTS + told)
    assert delivered(town).n == 3
    assert delivered(town, area="syd").n == 5
    town.change("definitions/codes.toml", 'codes = ["1320*"]', 'codes = ["1320*", "1321*"]')
    assert delivered(town, area="syd").n == 7
    assert delivered(town).missing.why == "cell_not_delivered"
    assert "nord, 1321" in delivered(town).missing.what


def test_a_place_that_was_not_delivered_is_no_zero(town):
    town.take(COUNTS + cell("Nord", 3))
    assert (delivered(town).missing.why, delivered(town).missing.what) == (
        "place_not_delivered",
        "nordhavn",
    )


def test_months_that_one_code_lacks_are_not_filled_by_another(town):
    town.change("definitions/codes.toml", 'codes = ["1320*"]', 'codes = ["1320*", "1321*"]')
    town.take(
        COUNTS
        + cell("Syd", 3)
        + cell("Syd", 1, "1321", "2025-01;2025-06")
        + cell("Nord", 1, "1321", "2025-07;2025-12")
    )
    assert delivered(town, area="syd").missing.why == "cell_not_delivered"


def test_a_part_that_shares_its_name_with_the_area_is_not_the_area(town):
    """Nordkvarteret has the id "nord" and is made of Nord and Nordhavn."""
    town.take(COUNTS + cell("Nord", 3) + cell("Nordhavn", 4))
    town.take(PEOPLE + "01-01-2026;Nord;100\n01-01-2026;Nordhavn;50\n")
    assert delivered(town).n == 7
    assert people(town, "nord").n == 150


def test_an_area_told_by_id_and_by_name_is_not_added_to_itself(town):
    town.take(PEOPLE + "01-01-2026;syd;100\n01-01-2026;Sydkvarteret;100\n")
    town.take(COUNTS + cell("Syd", 3) + cell("Sydkvarteret", 3))
    assert people(town, "syd").n == 100
    assert delivered(town, area="syd").n == 3


def test_the_inhabitants_of_an_area_as_it_was_extended_are_not_those_before(town):
    town.change(
        "definitions/areas.toml",
        'places = ["Syd"]',
        'places = ["Syd"]\n\n[[area.version]]\nid = "2"\nfrom_year = 2021\n'
        'places = ["Sydkvarteret"]',
    )
    town.take(PEOPLE + "01-01-2026;Sydkvarteret;900\n")
    assert people(town, "syd").n == 900
    assert people(town, "syd", 0).missing.why == "no_population"


def test_inhabitants_of_a_part_are_not_those_of_the_area(town):
    town.take(PEOPLE + "01-01-2026;Nordhavn;50\n")
    assert people(town, "nord").missing.why == "no_population"


def test_inhabitants_of_another_day_are_not_taken_for_those_asked(town):
    town.take(PEOPLE + "01-01-2025;Syd;50\n")
    assert (people(town, "syd").missing.why, people(town, "syd").missing.what) == (
        "no_population",
        "2026-01-01",
    )


@pytest.mark.parametrize("name", ["uden stedfæstelse", "", "  "])
def test_reports_without_a_place_are_kept_and_in_no_area(town, reports, name):
    taken = town.take(reports(f"1320;15-05-2025;{name}") + reports(years=(2025,)).split("\n", 1)[1])
    assert taken.set_aside == ()
    assert recorded(town).n == 12
    assert recorded(town, area="byen").n == 13
    assert "unplaced" in town.count().crime.atoms


def test_months_that_no_dated_set_covers_are_unknown_and_no_zero(town, reports):
    """Trap: a crime type whose codes begin in July counts nothing before, and looks like a fall."""
    town.take(reports(years=(2025,)))
    old = 'id = "indbrud"\n[[crime.codes]]\ncodes'
    town.change("definitions/codes.toml", old, f'{old[:-5]}from_month = "2025-07"\ncodes')
    found = recorded(town)
    assert found.n is None
    assert found.missing == Missing(why="codes_not_dated", what="2025-01")


@pytest.mark.parametrize("above", ["code=1330", "place=Syd", "date=2024-01-01", "n=3", "x[1]*?"])
def test_a_folder_whose_name_reads_like_a_column(town, reports, above):
    """DuckDB would take the column of a folder "code=1330" for that of the rows below it."""
    folder = town.root.parent / above
    folder.mkdir()
    town.root = town.root.rename(folder / "by")
    town.take(reports(years=(2025,)))
    assert recorded(town).n == 12
    assert recorded(town, area="syd").n == 0
