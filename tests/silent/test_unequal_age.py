"""Years of unequal age compared: the latest always seems to fall, for its reports are not in."""

from dataclasses import replace
from datetime import date

import pytest

from grundlag.errors import SeriesError
from grundlag.indicators.change import change
from grundlag.indicators.measure import measure


def measured(town, report):
    defs = town.defs
    return measure(defs, defs.bases["grund"], report, town.count())


def test_a_steady_year_does_not_fall_because_its_reports_are_not_all_in(dated, offences):
    """Every month one offence is reported at once, and every other in the year's second half
    three months late: a naive count by offence gives 18 for each year but 15 for the last."""
    late = [
        (f"20-{(m + 2) % 12 + 1:02d}-{y + (m > 9)}", f"20-{m:02d}-{y}")
        for y in (2023, 2024, 2025)
        for m in range(7, 13)
    ]
    known = [row for row in late if not row[0].endswith("2026")]
    dated.take(offences(*known, years=(2023, 2024, 2025)), date(2026, 1, 5))
    found = measured(dated, 2026)
    by_year = [found.estimates["indbrud", "nord", y].value for y in (2023, 2024, 2025)]
    assert by_year == [15, 15, 15]


def test_figures_of_two_ages_are_refused(dated, offences):
    """One report a month old and one three: the series are two."""
    more = [("05-01-2026", "05-01-2026")]
    dated.take(offences(*more, years=(2024, 2025)), date(2026, 2, 1))
    young = measured(dated, 2026).estimates["indbrud", "nord", 2025]
    more += [("05-02-2026", "05-02-2026"), ("05-03-2026", "05-03-2026")]
    dated.take(offences(*more, years=(2024, 2025)), date(2026, 4, 1))
    older = measured(dated, 2026).estimates["indbrud", "nord", 2024]
    with pytest.raises(SeriesError, match='counted_by: "occurred, age 3" and "occurred, age 1"'):
        change(young, older)


def test_a_count_by_report_is_never_held_against_one_by_offence(dated, offences):
    dated.take(offences(years=(2024, 2025)), date(2026, 2, 1))
    now = measured(dated, 2026).estimates["indbrud", "nord", 2025]
    then = replace(now, series=replace(now.series, counted_by="reported"), year=2024)
    with pytest.raises(SeriesError, match='counted_by: "reported" and "occurred, age 0"'):
        change(now, then)
