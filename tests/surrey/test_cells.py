"""96 cells another program computed from the same records, and the verdicts on 48 of them.

Expected: counts, Garwood limits and exact conditional ratio limits (phi = 1) of 12 indicators in
four areas, August 2020 to July 2021 (called 2021 there) and 2022. Nothing but definitions were
written for them: tests/cases/surrey.
"""

import csv
from pathlib import Path

import pytest

from grundlag.cubes.count import count
from grundlag.engine.connect import engine
from grundlag.indicators.measure import measure
from grundlag.indicators.model import Measures
from grundlag.run import load
from grundlag.verdicts.judge import judge
from grundlag.verdicts.model import Judgements

pytestmark = pytest.mark.slow

REACHED = {"met": "reached", "not met": "missed"}
SIDE = {"significantly below": "reached", "significantly above": "missed"}
UNCHANGED = "no significant change"


def area_of(row: dict[str, str]) -> str:
    return row["area"].lower().replace(" ", "-")


@pytest.fixture(scope="session")
def expected(street: Path) -> list[dict[str, str]]:
    with (street / "expected" / "expected_2022_vs_aug20jul21.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def judged(surrey) -> dict[str, tuple[Measures, Judgements]]:
    """Both bases from one count: calendar years (report 2023), and August to July (report 2021)."""
    defs = load(surrey.root)
    with engine() as connection:
        cubes = count(connection, defs)
    found = {}
    for name, year in (("kalenderaar", 2023), ("augustaar", 2021)):
        measures = measure(defs, defs.bases[name], year, cubes)
        found[name] = (measures, judge(defs, measures))
    return found


def test_every_record_is_kept_and_each_file_speaks_for_its_month(surrey):
    assert surrey.problems == ()
    reports = [
        t.delivery.manifest for t in surrey.taken if t.delivery.manifest.kind != "population"
    ]
    assert sum(m.rows_read for m in reports) == sum(m.rows_kept for m in reports) == 197_435
    assert [m.scope for m in reports] == [(m.file[:7],) for m in reports]
    assert len({month for m in reports for month in m.scope}) == 26


def test_reports_without_a_place_are_kept_and_counted(surrey):
    """data_quality.csv: 4,706 rows have no LSOA."""
    with engine() as connection:
        crime = count(connection, load(surrey.root)).crime
    by_atom = {name: int(crime.n[crime.atom == i].sum()) for i, name in enumerate(crime.atoms)}
    assert by_atom["unplaced"] == 4_706
    assert sum(by_atom.values()) == 197_435


def test_the_96_levels(judged, expected):
    measures, _ = judged["kalenderaar"]
    for row in expected:
        area, name = area_of(row), row["indicator"]
        of = measures.baselines if row["year"] == "2021" else measures.estimates
        year = () if row["year"] == "2021" else (2022,)
        counted = of[(name, area, *year)]
        rate = of[(f"{name}_pr_1000", area, *year)]
        assert counted.n == rate.n == int(row["count"])
        assert rate.made.exposure == int(row["population"])
        assert rate.value == pytest.approx(float(row["rate_per_1000"]), rel=1e-9)
        assert rate.limits.low == pytest.approx(float(row["exact_lo"]), rel=1e-6)
        assert rate.limits.high == pytest.approx(float(row["exact_hi"]), rel=1e-6)
    assert len(expected) == 96


def test_the_48_changes_of_2022(judged, expected):
    _, judgements = judged["kalenderaar"]
    verdicts = {(v.indicator, v.area): v for v in judgements.verdicts}
    rows = [row for row in expected if row["year"] == "2022"]
    for row in rows:
        for name in (row["indicator"], f"{row['indicator']}_pr_1000"):
            change = verdicts[name, area_of(row)].finding.change
            assert change.value == pytest.approx(float(row["rate_ratio"]), rel=1e-9)
            assert 100 * (change.value - 1) == pytest.approx(float(row["change_pct"]), abs=1e-9)
            assert change.limits.low == pytest.approx(float(row["rr_lo"]), rel=1e-6)
            assert change.limits.high == pytest.approx(float(row["rr_hi"]), rel=1e-6)
    assert len(rows) == 48


def test_the_96_verdicts_of_2022(judged, expected):
    _, judgements = judged["kalenderaar"]
    verdicts = {(v.indicator, v.area): v.finding for v in judgements.verdicts}
    for row in (row for row in expected if row["year"] == "2022"):
        for name, kind in ((row["indicator"], "count"), (f"{row['indicator']}_pr_1000", "rate")):
            finding = verdicts[name, area_of(row)]
            assert finding.outcome == REACHED[row[f"{kind}_target_point"]], row
            stat = row[f"{kind}_target_stat"]
            shown = stat != UNCHANGED
            assert (finding.certainty == "shown") is shown, row
            assert not shown or finding.outcome == SIDE[stat]


def test_no_change_and_no_verdict_of_the_baseline_with_itself(judged, expected):
    """The other 48 cells: on a basis whose police year 2020 is the baseline itself."""
    measures, judgements = judged["augustaar"]
    verdicts = {(v.indicator, v.area): v for v in judgements.verdicts}
    rows = [row for row in expected if row["year"] == "2021"]
    for row in rows:
        for name in (row["indicator"], f"{row['indicator']}_pr_1000"):
            finding = verdicts[name, area_of(row)].finding
            assert (finding.outcome, finding.reason) == ("not_judged", "in_baseline")
            assert (finding.change, finding.certainty) == (None, None)
            assert measures.estimates[name, area_of(row), 2020].n == int(row["count"])
    assert len(rows) == 48


def test_2021_is_no_year_since_three_months_were_never_delivered(judged):
    measures, _ = judged["kalenderaar"]
    missing = measures.estimates["vold", "omraade-a", 2021].missing
    assert (missing.why, missing.what) == ("no_reports_in", "2021-09")
