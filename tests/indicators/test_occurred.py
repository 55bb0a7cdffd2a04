"""Counted by when offences occurred: each year by the reports made till equally long after it."""

from datetime import date

import pytest

from grundlag.indicators.change import change
from grundlag.indicators.dispersion import counts
from grundlag.indicators.measure import measure
from grundlag.indicators.revisions import asks_of

# reported, committed: two of 2024 and one of 2025 are reported the January after, one much later
LATE = (
    ("10-01-2025", "30-12-2024"),
    ("11-01-2025", "01-11-2024"),
    ("20-03-2025", "30-12-2024"),
    ("10-01-2026", "30-12-2025"),
)
JANUARY = date(2026, 2, 16)  # drawn then: January is whole, and so every year is a month old


def measured(town, year=2026, as_of=None):
    defs = town.defs
    return measure(defs, defs.bases["grund"], year, town.count(as_of))


def counted(found, year, indicator="indbrud"):
    return found.estimates[indicator, "nord", year].value


def test_each_year_is_counted_till_as_long_after_its_end(dated, offences):
    """2024: 12 and the two of January; that of March is a report too late. 2025: 12 and one."""
    dated.take(offences(*LATE, years=(2024, 2025)), JANUARY)
    found = measured(dated)
    assert found.age == 1
    assert (counted(found, 2024), counted(found, 2025)) == (14, 13)


def test_a_file_of_whole_years_alone_knows_each_till_its_own_end(dated, offences):
    """Reports of January 2026 have not come: so none of January 2025 counts for 2024 either."""
    dated.take(offences(*LATE[:3], years=(2024, 2025)), JANUARY)
    found = measured(dated)
    assert found.age == 0
    assert (counted(found, 2024), counted(found, 2025)) == (12, 12)


def test_an_older_year_grows_by_the_same_age_in_a_later_report(dated, offences):
    """The same file and the March report: at the end of March 2026 all are three months old."""
    extra = [(f"05-{m:02d}-2026", f"05-{m:02d}-2026") for m in (2, 3)]
    dated.take(offences(*LATE, *extra, years=(2024, 2025)), date(2026, 4, 1))
    found = measured(dated)
    assert found.age == 3
    assert (counted(found, 2024), counted(found, 2025)) == (15, 13)


def test_the_baseline_is_of_the_same_age(dated, offences):
    path = "definitions/partnerships.toml"
    declared = '\n[[baseline]]\npartnership = "nord"\nbasis = "grund"\nindicator = "indbrud"\n'
    whole = (dated.root / path).read_text("utf-8")
    dated.write(path, whole + declared + "years = [2024]\nas_of = 2026-03-01\n")
    dated.take(offences(*LATE, years=(2024, 2025)), JANUARY)
    found = measured(dated)
    base, now = found.baselines["indbrud", "nord"], found.estimates["indbrud", "nord", 2025]
    assert base.value == 14
    assert change(now, base).value == pytest.approx(13 / 14)


def test_a_baseline_known_less_long_makes_every_year_as_young(dated, offences):
    """On its date only whole years had come: no later report of 2024 was known."""
    path = "definitions/partnerships.toml"
    declared = '\n[[baseline]]\npartnership = "nord"\nbasis = "grund"\nindicator = "indbrud"\n'
    whole = (dated.root / path).read_text("utf-8")
    dated.write(path, whole + declared + "years = [2024]\nas_of = 2025-03-01\n")
    dated.take(offences(years=(2023, 2024)), date(2025, 2, 1))
    dated.take(offences(*LATE, years=(2024, 2025)), JANUARY)
    found = measured(dated)
    assert found.age == 0
    assert (counted(found, 2024), counted(found, 2025)) == (12, 12)
    assert found.baselines["indbrud", "nord"].value == 12


def test_reported_and_occurred_are_two_series(dated, offences):
    dated.take(offences(*LATE, years=(2024, 2025)), JANUARY)
    found = measured(dated)
    names = (("indbrud", 2025), ("indbrud_pr_1000", 2025), ("trygge", 2026))
    series = [found.estimates[name, "nord", year].series.counted_by for name, year in names]
    assert series == ["occurred, age 1", "occurred, age 1", ""]


def test_what_is_counted_by_report_has_no_age(town, reports):
    town.take(reports(years=(2024, 2025)), JANUARY)
    found = measured(town)
    assert found.age is None
    assert found.estimates["indbrud", "nord", 2025].series.counted_by == "reported"


def test_a_report_without_a_date_of_its_offence_is_in_no_year(dated, offences):
    rows = (("10-06-2025", ""), ("10-07-2025", "11-07-2025"), ("10-07-2025", "10-07-2025"))
    dated.take(offences(*rows, years=(2024, 2025)), JANUARY)
    assert counted(measured(dated), 2025) == 13


def test_an_offence_of_an_earlier_year_is_in_that_year_or_none(dated, offences):
    """Committed in 2010 and reported in 2025: it is not of 2025."""
    dated.take(offences(("10-06-2025", "01-01-2010"), years=(2024, 2025)), JANUARY)
    found = measured(dated)
    assert (counted(found, 2024), counted(found, 2025)) == (12, 12)


def test_months_without_dates_of_offences_are_unknown_and_no_zero(town, dated, offences, reports):
    old = (dated.root / "sources.toml").read_text("utf-8")
    dated.write("sources.toml", old.replace('occurred = "Begået"\n', ""))
    dated.write("definitions/bases/grund.toml",
                (dated.root / "definitions/bases/grund.toml").read_text("utf-8")
                .replace('counted_by = "occurred"\n', ""))  # fmt: skip
    dated.take(reports(years=(2024,)), date(2025, 2, 1))
    dated.write("sources.toml", old)
    dated.change("definitions/bases/grund.toml", 'crime = "indbrud"\ndispersion',
                 'counted_by = "occurred"\ncrime = "indbrud"\ndispersion')  # fmt: skip
    dated.take(offences(years=(2025,)), JANUARY)
    found = measured(dated)
    missing = found.estimates["indbrud", "nord", 2024].missing
    assert (missing.why, missing.what) == ("no_offence_dates", "2024-01")
    assert counted(found, 2025) == 12


def test_a_year_whose_last_reports_no_delivery_brings_is_not_known(dated, offences):
    """Three months old by the end of March: and nothing speaks for February 2024."""
    rows = [
        (f"05-{m:02d}-{y}", f"05-{m:02d}-{y}") for y in (2023, 2024, 2025) for m in range(1, 13)
    ]
    rows += [(f"05-{m:02d}-2026", f"05-{m:02d}-2026") for m in (1, 2, 3)]
    dated.take(offences(*(r for r in rows if r[0] != "05-02-2024")), date(2026, 4, 1))
    found = measured(dated)
    missing = found.estimates["indbrud", "nord", 2023].missing
    assert (missing.why, missing.what) == ("no_reports_in", "2024-02")
    assert counted(found, 2025) == 12


def test_the_spread_is_measured_on_years_of_the_same_age(dated, offences):
    """The counts behind it are the figures of those years, and not those by report."""
    dated.take(offences(*LATE, years=(2024, 2025)), JANUARY)
    defs, cubes = dated.defs, dated.count()
    every = asks_of(defs, defs.bases["grund"], cubes, age=1)
    asks = [ask for ask in every if (ask.indicator.id, ask.area.id) == ("indbrud", "nord")]
    assert list(counts(asks, (2024, 2025)).values()) == [14, 13]


def test_a_type_whose_codes_change_counts_by_the_list_of_the_report(dated, offences):
    """The new list holds from 2025: a burglary of 2024 that is reported then has its code."""
    path = "definitions/codes.toml"
    whole = (dated.root / path).read_text("utf-8")
    old = '[[crime.codes]]\ncodes = ["1320*"]\n'
    new = 'to_month = "2024-12"\n[[crime.codes]]\ncodes = ["9*"]\nfrom_month = "2025-01"\n'
    dated.write(path, whole.replace(old, old + new, 1))
    rows = offences(*LATE[:1], ("10-01-2025", "20-12-2024"), years=(2024,))
    rows += "9111;10-01-2025;29-12-2024;Nord\n"
    rows += "".join(f"9111;15-{m:02d}-2025;15-{m:02d}-2025;Nord\n" for m in range(1, 13))
    rows += "9111;15-01-2026;15-01-2026;Nord\n"
    dated.take(rows, JANUARY)
    found = measured(dated)
    assert (counted(found, 2024), counted(found, 2025)) == (13, 12)
