"""A counted baseline stands; beside it stands what its years would be by what has arrived since."""

from datetime import date

import pytest

from grundlag.indicators.measure import measure

BASELINE = """
[[baseline]]
partnership = "nord"
basis = "grund"
indicator = "{indicator}"
{rest}
"""
COUNTED = "as_of = 2025-03-01"
FIRST, LATER = date(2025, 2, 1), date(2026, 2, 1)


def declare(town, rest: str, indicator: str = "indbrud") -> None:
    path = "definitions/partnerships.toml"
    old = (town.root / path).read_text("utf-8")
    town.write(path, old + BASELINE.format(indicator=indicator, rest=rest))


@pytest.fixture
def revised(town, reports):
    """One report a month in 2023 and 2024; a year later there are three a month of 2024."""
    town.take(reports(years=(2023, 2024)), arrived=FIRST)
    often = [f"1320;15-{m:02d}-2024;Nord" for m in range(1, 13)] * 3
    town.take(reports(*often), arrived=LATER)
    town.take(reports(years=(2025,)), arrived=LATER)
    return town


def measured(town, year=2026, as_of=None):
    defs = town.defs
    return measure(defs, defs.bases["grund"], year, town.count(as_of))


@pytest.mark.parametrize(
    ("span", "then", "now"),
    [
        ("years = [2024]", 12, 36),
        ("years = [2023]", 12, 12),
        ("years = [2023, 2024]", (12 + 12) / 2, (12 + 36) / 2),
        ('months = ["2023-07", "2024-06"]', 12, 6 + 6 * 3),
    ],
)
def test_a_revision_stands_beside_the_baseline_and_moves_it_not(revised, span, then, now):
    declare(revised, f"{span}\n{COUNTED}")
    found, key = measured(revised), ("indbrud", "nord")
    assert found.baselines[key].value == pytest.approx(then)
    assert found.revised[key].value == pytest.approx(now)


def test_a_rate_is_revised_by_its_reports_and_inhabitants_together(revised):
    """24 of 1,600 in two years are 15.0 per 1,000; revised to 48 they are 30.0."""
    people = "Dag;Område;Indbyggere\n{0};Nord;{1}\n{0};Nordhavn;0\n{0};Syd;500\n"
    revised.take(people.format("01-01-2024", 1000), arrived=FIRST)
    revised.take(people.format("01-01-2025", 600), arrived=FIRST)
    declare(revised, f"years = [2023, 2024]\n{COUNTED}", "indbrud_pr_1000")
    found, key = measured(revised), ("indbrud_pr_1000", "nord")
    assert found.baselines[key].value == pytest.approx(24 * 1000 / 1600)
    assert found.revised[key].value == pytest.approx(48 * 1000 / 1600)


def test_what_had_not_arrived_by_a_day_revises_nothing_on_it(revised):
    declare(revised, f"years = [2024]\n{COUNTED}")
    found = measured(revised, 2025, date(2025, 6, 1))
    assert found.revised["indbrud", "nord"].value == 12


def test_a_printed_level_is_never_counted_again(revised):
    declare(revised, 'value = 9.0\nsource = "aftalen, side 4"')
    assert measured(revised).revised == {}
