"""Figures that became others with what arrived since, counted by hand."""

from datetime import date

from grundlag.cubes.count import count
from grundlag.indicators.measure import measure
from grundlag.indicators.revisions import asks_of, revisions, since_last_report

FIRST, LATER = date(2025, 2, 1), date(2026, 2, 1)
PEOPLE = "Dag;Område;Indbyggere\n{0};Nord;{1}\n{0};Nordhavn;0\n{0};Byen;{2}\n"
ANSWERS = "År;Kvarter;Vægt;Lag;Klynge;Tryghed\n"


def changed(town, before=FIRST, after=LATER):
    """(indicator, area, year, then, now, what), but for what is new."""
    defs, days = town.defs, (before, after)
    earlier = count(town.connection, defs, also=days).earlier
    asks = asks_of(defs, defs.bases["grund"], earlier[after], None)
    found = revisions(asks, earlier[before])
    return [(r.indicator, r.area, r.year, r.then, r.now, r.what) for r in found if r.what != "new"]


def test_late_reports_only_add(town, reports):
    town.take(reports(years=(2023, 2024)), FIRST)
    town.take(reports("1320;03-03-2024;Nord", "1330;03-03-2024;Syd", years=(2024, 2025)), LATER)
    assert changed(town) == [
        ("indbrud", "nord", 2024, 12, 13, "grew"),
        ("indbrud", "byen", 2024, 12, 13, "grew"),
    ]


def test_a_report_that_became_another_is_a_correction(town, reports):
    """March's burglary is of another code, and two came in June: one more, and one is gone."""
    rows = [f"1320;15-{m:02d}-2024;Nord" for m in range(1, 13) if m != 3]
    rows += ["1330;15-03-2024;Nord", "1320;15-06-2024;Nord", "1320;16-06-2024;Nord"]
    town.take(reports(years=(2024,)), FIRST)
    town.take(reports(*rows, years=(2025,)), LATER)
    assert changed(town) == [
        ("indbrud", "nord", 2024, 12, 13, "corrected"),
        ("indbrud", "byen", 2024, 12, 13, "corrected"),
    ]


def test_reports_taken_away_are_a_correction(town, reports):
    town.take(reports("1320;03-03-2024;Nord", years=(2024,)), FIRST)
    town.take(reports(years=(2024, 2025)), LATER)
    assert [r[3:] for r in changed(town)] == [(13, 12, "corrected")] * 2


COUNTS = "Gerning;Område;Fra;Til;Antal\n1320;Nord;{0};{1};{2}\n1320;Nordhavn;{0};{1};1\n"


def test_counts_that_rise_may_be_corrections_too(town):
    town.take(COUNTS.format("2024-01", "2024-12", 9), FIRST)
    town.take(COUNTS.format("2024-01", "2024-12", 11), LATER)
    assert changed(town) == [("indbrud", "nord", 2024, 10, 12, "corrected")]


def test_a_year_that_a_later_delivery_cuts_is_told_as_gone(town):
    town.take(COUNTS.format("2024-01", "2024-12", 9), FIRST)
    town.take(COUNTS.format("2024-07", "2025-06", 9), LATER)
    assert changed(town) == [("indbrud", "nord", 2024, 10, None, "gone")]


def test_inhabitants_and_shares_are_held_against_what_they_were(town):
    """100 answers, 60 tryg; then 10 of those are utryg after all."""
    answers = [f"2025;Nord;1;A;{n};{'tryg' if n < 60 else 'utryg'}\n" for n in range(100)]
    fewer = [line.replace("tryg", "utryg") if i < 10 else line for i, line in enumerate(answers)]
    town.take(ANSWERS + "".join(answers), FIRST)
    town.take(PEOPLE.format("01-01-2025", 1000, 1500), FIRST)
    town.take(ANSWERS + "".join(fewer), LATER)
    town.take(PEOPLE.format("01-01-2025", 1010, 1510), LATER)
    assert changed(town) == [
        (None, "nord", 2025, 1000, 1010, "corrected"),
        (None, "byen", 2025, 1500, 1510, "corrected"),
        ("trygge", "nord", 2025, 0.6, 0.5, "corrected"),
        ("trygge", "byen", 2025, 0.6, 0.5, "corrected"),
    ]


def test_nothing_arrived_and_nothing_changed(town, reports):
    town.take(reports(years=(2024,)), FIRST)
    assert changed(town) == []


def since(town, year=2026):
    defs, day = town.defs, date(2026, 1, 31)
    cubes = count(town.connection, defs, also=(day,))
    return since_last_report(defs, cubes, measure(defs, defs.bases["grund"], year, cubes))


def test_since_the_last_report_only_years_that_it_had(town, reports):
    town.take(reports(years=(2023, 2024)), FIRST)
    town.take(reports("1320;03-03-2024;Nord", years=(2024, 2025)), LATER)
    found = since(town)
    assert found.day == date(2026, 1, 31)
    assert [(r.area, r.year, r.then, r.now) for r in found.revisions] == [
        ("nord", 2024, 12, 13),
        ("byen", 2024, 12, 13),
    ]


def test_there_was_no_report_before_the_first(town, reports):
    town.take(reports(years=(2024, 2025)), LATER)
    assert since(town) is None


def test_years_counted_by_offence_are_held_at_the_age_of_today(dated, offences):
    """Of 2024 the old file knew 12 and January's one; today a second is known as old as that."""
    january = ("10-01-2025", "30-12-2024"), ("05-01-2026", "05-01-2026")
    dated.take(offences(january[0], years=(2024,)), date(2025, 2, 1))
    rows = (*january, ("12-01-2025", "24-12-2024"), ("12-05-2025", "24-12-2024"))
    dated.take(offences(*rows, years=(2024, 2025)), LATER)
    found = [(r.area, r.year, r.then, r.now, r.what) for r in since(dated).revisions]
    assert found == [("nord", 2024, 13, 14, "grew"), ("byen", 2024, 13, 14, "grew")]


def test_an_occurred_type_is_told_by_report_where_deliveries_are_compared(dated, offences):
    dated.take(offences(years=(2024,)), FIRST)
    dated.take(offences(("03-03-2024", ""), years=(2024, 2025)), LATER)
    assert ("indbrud", "nord", 2024, 12, 13, "grew") in changed(dated)
