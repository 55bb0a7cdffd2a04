"""A count as a rate, told where the inhabitants have moved more than five per cent."""

import pytest

from grundlag.indicators.measure import measure

BASELINE = """
[[baseline]]
partnership = "nord"
basis = "grund"
indicator = "indbrud"
years = {years}
"""


def beside(town, reports, people, years=(2024,), counted=(2024, 2025)):
    old = (town.root / "definitions/partnerships.toml").read_text("utf-8")
    town.write("definitions/partnerships.toml", old + BASELINE.format(years=list(years)))
    town.take(reports(years=counted))
    lines = ["Dag;Område;Indbyggere"]
    for year, n in people.items():
        lines += [f"01-01-{year};Nord;{n}", f"01-01-{year};Nordhavn;0", f"01-01-{year};Syd;500"]
    town.take("\n".join(lines) + "\n")
    defs = town.defs
    found = measure(defs, defs.bases["grund"], 2026, town.count()).beside
    return found.get(("indbrud", "nord"))


def test_29_per_cent_more_people_make_the_same_count_a_lower_rate(town, reports):
    """12 of 1,000 and 12 of 1,290: 12.0 and 9.30 per 1,000."""
    found = beside(town, reports, {2025: 1000, 2026: 1290})
    assert found.moved == pytest.approx(0.29, rel=1e-12)
    assert found.then.value == pytest.approx(12.0, rel=1e-12)
    assert found.now.value == pytest.approx(12 * 1000 / 1290, rel=1e-12)


@pytest.mark.parametrize(("now", "told"), [(1050, False), (1051, True), (950, False), (949, True)])
def test_just_five_per_cent_is_not_more(town, reports, now, told):
    assert (beside(town, reports, {2025: 1000, 2026: now}) is not None) == told


def test_a_baseline_of_several_years_is_held_by_its_inhabitants_a_year(town, reports):
    """1,000 and 1,100 a year, 1,050 on average; 1,150 is 9.5 % more."""
    people = {2024: 1000, 2025: 1100, 2026: 1150}
    found = beside(town, reports, people, years=(2023, 2024), counted=(2023, 2024, 2025))
    assert found.moved == pytest.approx(1150 / 1050 - 1, rel=1e-12)
    assert found.then.value == pytest.approx(24 * 1000 / 2100, rel=1e-12)


def test_nothing_is_told_where_inhabitants_are_missing(town, reports):
    assert beside(town, reports, {2026: 1290}) is None


BREAK = '[[break]]\nindicator = "{}"\nfrom_year = 2025\nwhy = "Politiets nye system"\n'


@pytest.mark.parametrize(("indicator", "told"), [("indbrud", False), ("indbrud_pr_1000", True)])
def test_nothing_is_told_across_a_break_of_the_counts_own_series(town, reports, indicator, told):
    """12 of 1,000, then 12 of 1,290 reported in another way: no fall of the rate."""
    town.write("definitions/breaks.toml", f"schema = 1\n\n{BREAK.format(indicator)}")
    assert (beside(town, reports, {2025: 1000, 2026: 1290}) is not None) == told


def test_nothing_is_told_across_a_new_border(town, reports):
    """Nord is without Nordhavn from 2025 on: 1,000 lived in one area, 1,290 in another."""
    old = 'id = "1"\nplaces = ["Nord", "Nordhavn"]\n'
    new = '\n[[area.version]]\nid = "2"\nfrom_year = 2025\nplaces = ["Nord"]\n'
    town.change("definitions/areas.toml", old, old + new)
    people = {2024: 1000, 2026: 1290}
    assert beside(town, reports, people, years=(2023,), counted=(2023, 2024, 2025)) is None


def test_nothing_is_told_of_counts_that_came_as_counts_beside_reports(town, reports):
    """Both are 12 a year, but one was counted by the police and one here."""
    town.take("Gerning;Område;Fra;Til;Antal\n1320;Nordkvarteret;2024-01;2024-12;12\n")
    assert beside(town, reports, {2025: 1000, 2026: 1290}, counted=(2025,)) is None
