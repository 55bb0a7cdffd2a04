"""The day of the last report: the one before its police year was whole."""

from datetime import date

import pytest

from grundlag.cubes.arrivals import days_of_arrival, last_report_day, touched
from grundlag.records.keep import deliveries

HALF = [f"1320;15-{m:02d}-2025;Nord" for m in range(1, 7)]


def last(town, year=2026):
    return last_report_day(deliveries(town.root), town.defs.bases["grund"], year)


def test_it_is_the_day_before_the_year_was_whole_for_the_first_time(town, reports):
    town.take(reports(years=(2023, 2024)), date(2025, 2, 20))
    town.take(reports(*HALF), date(2025, 8, 1))
    town.take(reports(years=(2024, 2025)), date(2026, 2, 19))
    town.take(reports("1320;01-06-2024;Nord", years=(2024, 2025)), date(2026, 5, 1))
    assert last(town) == date(2026, 2, 18)
    assert days_of_arrival(deliveries(town.root))[1] == date(2025, 8, 1)


@pytest.mark.parametrize("year", [2025, 2027])
def test_there_is_none_before_the_first_year_or_of_one_not_there(town, reports, year):
    town.take(reports(years=(2024,)), date(2025, 2, 20))
    town.take(reports(years=(2025,)), date(2026, 2, 19))
    assert last(town, year) is None


def test_what_came_before_any_whole_year_was_no_report(town, reports):
    town.take("Dag;Område;Indbyggere\n01-01-2025;Nord;100\n", date(2025, 2, 1))
    town.take(reports(*HALF), date(2025, 8, 1))
    town.take(reports(years=(2025,)), date(2026, 2, 19))
    assert last(town) is None


def test_a_year_made_of_two_deliveries_is_whole_with_the_second(town, reports):
    rest = [f"1320;15-{m:02d}-2025;Nord" for m in range(7, 13)]
    town.take(reports(years=(2024,)), date(2025, 2, 20))
    town.take(reports(*HALF), date(2025, 8, 1))
    town.take(reports(*rest), date(2026, 1, 15))
    assert last(town) == date(2026, 1, 14)


def test_counts_make_a_year_whole_as_well(town, reports):
    town.take(reports(years=(2024,)), date(2025, 2, 20))
    town.take("Gerning;Område;Fra;Til;Antal\n1320;Nord;2025-01;2025-12;9\n", date(2026, 2, 19))
    assert last(town) == date(2026, 2, 18)


def test_only_months_that_something_new_speaks_for_can_have_changed(town, reports):
    town.take(reports(years=(2024,)), date(2025, 2, 20))
    town.take(reports(*HALF), date(2025, 8, 1))
    first, both = deliveries(town.root)[:1], deliveries(town.root)
    assert touched(first, both) == set(range(2025 * 12, 2025 * 12 + 6))
    assert touched(both, both) == touched((), ()) == set()
    assert touched((), both) == {*range(2024 * 12, 2024 * 12 + 12), *touched(first, both)}


def test_a_file_that_is_read_again_may_change_all_it_was_heard_for(town, reports):
    """Drawn in May, by the first reading; in March, by the second, which holds no whole April."""
    rows = [f"1320;15-{m:02d}-2025;Nord" for m in range(1, 5)]
    path = town.file(reports(*rows, "1320;01-03-2025;Nord"))
    town.take(path, date(2025, 8, 1), extracted=date(2025, 5, 1))
    first = deliveries(town.root)
    town.take(path, date(2025, 9, 1), extracted=date(2025, 4, 16))
    assert deliveries(town.root)[1].manifest.scope[-1] == "2025-03"
    assert 2025 * 12 + 3 in touched(first, deliveries(town.root))
