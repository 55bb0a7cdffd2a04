"""Dates of offences: what is told where something is counted by them, and nothing where not."""

from datetime import date

from grundlag.cubes.check_offences import offences_are_dated

DRAWN = date(2026, 2, 1)


def told(town):
    found = list(offences_are_dated(town.defs, town.count()))
    assert not any(each.stops for each in found)
    return [each.problem.what for each in found]


def test_dates_that_are_missing_or_cannot_be_are_told_with_the_worst_year(dated, offences):
    """Of 2025's 16 reports one has no date (6.25 %), one is too early, two are of long ago."""
    rows = (
        ("05-05-2025", ""),
        ("05-05-2025", "06-05-2025"),
        ("05-05-2025", "01-01-1900"),
        ("05-05-2025", "04-04-2015"),
    )
    dated.take(offences(*rows, years=(2024, 2025)), DRAWN)
    assert told(dated) == [
        "1 reports have no date of their offence, most in 2025: 6.25%.",
        "1 reports have an offence after their report, most in 2025: 6.25%.",
        "2 reports have an offence of more than ten years before, most in 2025: 12.50%.",
    ]


def test_an_offence_of_ten_years_before_to_the_month_is_nothing_to_tell(dated, offences):
    dated.take(offences(("05-05-2025", "04-05-2015"), years=(2025,)), DRAWN)
    assert told(dated) == []


def test_nothing_is_told_where_all_is_counted_by_report(town, offences):
    town.change("sources.toml", 'date = "Dato"\n', 'date = "Dato"\noccurred = "Begået"\n')
    town.take(offences(("05-05-2025", ""), years=(2025,)), DRAWN)
    assert told(town) == []


def test_months_without_dates_at_all_are_told(dated, reports):
    mapped = (dated.root / "sources.toml").read_text("utf-8")
    dated.write("sources.toml", mapped.replace('occurred = "Begået"\n', ""))
    basis = (dated.root / "definitions/bases/grund.toml").read_text("utf-8")
    dated.write("definitions/bases/grund.toml", basis.replace('"occurred"', '"reported"'))
    dated.take(reports(years=(2024,)), date(2025, 2, 1))
    dated.write("sources.toml", mapped)
    dated.write("definitions/bases/grund.toml", basis)
    assert told(dated) == [
        "12 months came without dates of offences, 2024-01 the first: nothing is counted by "
        "offences there."
    ]
