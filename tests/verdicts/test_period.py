"""Clocks meet rules over a period: which years count, until when it is provisional, and why not."""

import math
from dataclasses import replace
from pathlib import Path

import pytest

from grundlag.basis.load import Definitions, load
from grundlag.basis.model import Indicator
from grundlag.cubes.model import Missing
from grundlag.indicators.intervals import difference
from grundlag.indicators.model import Estimate, Made, Measures, Series
from grundlag.verdicts.judge import judge
from grundlag.verdicts.model import Judgements, PeriodVerdict

EXAMPLE = Path(__file__).parents[2] / "examples" / "partnerskaber"
PLACES = ("folehaven", "tingbjerg-husum", "amager", "koebenhavn")
NEW = "forslag-2025"
YEARS = range(2020, 2033)


@pytest.fixture(scope="module")
def defs() -> Definitions:
    return load(EXAMPLE)


def estimate(indicator: Indicator, area: str, year: int) -> Estimate:
    """Reports: the year's last two digits. Shares: 60 % in 2024 and a point more each year, the
    city 80 %. Activities: 8 of 10, in 2026 7 of 10."""
    series = Series(
        indicator=indicator.id, basis="b", area=area, area_version="1", list_version="",
        question_version="", provider="P", origin="records", since=0,
    )  # fmt: skip
    if indicator.kind == "survey_share":
        p = 0.8 if area == "koebenhavn" else 0.6 + (year - 2024) / 100
        made, unit, method = Made(variance=0.0001, df=300, weight=100.0), "share", ""
    elif indicator.kind == "activity_share":
        k = 7 if year == 2026 else 8
        made, unit, method, p = Made(count=k, exposure=10), "share", "counted", k / 10
    else:
        made, unit, method = Made(count=year - 2000, exposure=1, dispersion=3), "count", ""
        p = float(year - 2000)
    return Estimate(series=series, year=year, unit=unit, method=method, value=p, made=made)


def judged(defs: Definitions, year: int, missing: tuple[str, int] | None = None) -> Judgements:
    """Report year `year`; a missing figure is of an indicator and a year."""
    basis = defs.bases[NEW]
    found = {
        (i.id, area, y): estimate(i, area, y) for i in basis.indicator for area in PLACES
        for y in YEARS if y <= (year if i.kind in ("survey_share", "activity_share") else year - 1)
    }  # fmt: skip
    if missing:
        for area in PLACES:
            key = (missing[0], area, missing[1])
            found[key] = replace(found[key], value=None, missing=Missing(why="no_wave"))
    gaps = {
        (name, area, y): difference(found[name, "koebenhavn", y].value - e.value, 0.0001, math.inf)
        for (name, area, y), e in found.items()
        if e.unit == "share" and e.method == "" and area != "koebenhavn"
        and e.value is not None
    }  # fmt: skip
    own = [b for b in defs.partnerships.baseline if b.basis == basis.id]
    baselines = {
        (b.indicator, b.partnership): found[b.indicator, b.partnership, 2024] for b in own
        if (b.indicator, b.partnership, 2024) in found
    }  # fmt: skip
    return judge(defs, Measures(
        basis=basis, year=year, comparator="koebenhavn", estimates=found, baselines=baselines,
        gaps=gaps,
    ))  # fmt: skip


def line(found: Judgements, rule: str, indicator: str = "", area: str = "amager") -> PeriodVerdict:
    return next(v for v in found.over(area) if v.rule == rule and indicator in ("", v.indicator))


def with_period(defs: Definitions, **changed: object) -> Definitions:
    """The definitions with another period of Amager's."""
    periods = tuple(
        replace(p, **changed) if p.partnership == "amager" else p for p in defs.partnerships.period
    )
    return replace(defs, partnerships=replace(defs.partnerships, period=periods))


CLOCK = [  # report year, rule: the years that count, whether provisional, when it closes
    (2026, "held_at_baseline", (2025,), True, 2029),
    (2028, "held_at_baseline", (2025, 2026, 2027), True, 2029),
    (2029, "held_at_baseline", (2025, 2026, 2027, 2028), False, 2029),
    (2025, "rises_every_year", (2025,), True, 2028),
    (2027, "rises_every_year", (2025, 2026, 2027), True, 2028),
    (2028, "rises_every_year", (2025, 2026, 2027, 2028), False, 2028),
    (2027, "approaches", (2027,), True, 2028),
    (2028, "approaches", (2028,), False, 2028),
    (2027, "at_least", (2025, 2026, 2027), True, 2028),
    (2028, "at_least", (2025, 2026, 2027, 2028), False, 2028),
]


@pytest.mark.parametrize(("year", "rule", "years", "provisional", "closing"), CLOCK)
def test_years_come_one_by_one_and_the_last_is_final(defs, year, rule, years, provisional, closing):
    found = line(judged(defs, year), rule)
    assert found.is_judged
    assert found.found.years == years
    assert (found.provisional, found.closing) == (provisional, closing)
    assert found.period == "2025-2028"


def test_a_sum_is_of_the_periods_years_alone(defs):
    """25 + 26 + 27 of three years, against 24 in 2024."""
    found = line(judged(defs, 2028), "held_at_baseline", "indbrud")
    assert (found.found.now.made.count, found.found.now.made.exposure) == (78, 3)
    assert found.finding.outcome == "missed"
    assert found.finding.change.value == pytest.approx(26 / 24)


def test_the_lowest_plan_year_stands_beside_the_last(defs):
    found = line(judged(defs, 2028), "at_least").found
    assert (found.now.year, found.lowest.year, found.lowest.value) == (2028, 2026, 0.7)
    assert found.finding.outcome == "reached"


def test_a_period_without_an_end_stays_provisional(defs):
    for year in (2026, 2031):
        found = line(judged(defs, year), "rises_every_year", area="folehaven")
        assert found.found.years == tuple(range(2026, year + 1))
        assert (found.provisional, found.closing) == (True, None)
        assert found.found.start.year == 2025


NOT_YET = [  # report 2025 holds police year 2024, which is in no period
    (2025, "held_at_baseline", "amager", "no_period"),
    (2026, "held_at_baseline", "folehaven", "no_period"),
    (2025, "rises_every_year", "folehaven", "exception"),
    (2030, "at_least", "amager", "no_period"),
    (2029, "rises_every_year", "amager", "no_agreement"),
]


@pytest.mark.parametrize(("year", "rule", "area", "reason"), NOT_YET)
def test_outside_a_period_or_a_goal_nothing_is_judged(defs, year, rule, area, reason):
    found = line(judged(defs, year), rule, area=area)
    assert (found.finding.outcome, found.finding.reason) == ("not_judged", reason)
    assert found.found.years == ()


def test_a_missing_year_is_named(defs):
    found = line(judged(defs, 2028, missing=("indbrud", 2026)), "held_at_baseline", "indbrud")
    assert (found.finding.reason, found.found.at) == ("no_wave", 2026)
    found = line(judged(defs, 2028, missing=("trygge", 2026)), "rises_every_year", "trygge")
    assert (found.finding.reason, found.found.at) == ("no_wave", 2026)


def test_years_in_the_baseline_are_left_out_and_named(defs):
    wide = tuple(replace(b, years=(2024, 2025), as_of=None) for b in defs.partnerships.baseline)
    moved = replace(defs, partnerships=replace(defs.partnerships, baseline=wide))
    found = line(judged(moved, 2028), "held_at_baseline")
    assert (found.found.years, found.found.left_out) == ((2026, 2027), (2025,))
    alone = line(judged(moved, 2026), "held_at_baseline")
    assert (alone.finding.reason, alone.found.at) == ("in_baseline", 2025)
    late = tuple(replace(b, years=(2027,), as_of=None) for b in defs.partnerships.baseline)
    moved = replace(defs, partnerships=replace(defs.partnerships, baseline=late))
    assert line(judged(moved, 2026), "held_at_baseline").finding.reason == "before_baseline"


def test_pooling_moves_the_comparison_with_the_start_and_no_yearly_verdict(defs):
    """One point a year: 2027 against 2024 is 3 points; 2026-2027 against 2023-2024 is 3, too, with
    half the variance."""
    alone, two = judged(defs, 2027), judged(with_period(defs, pooled=2), 2027)
    assert two.verdicts == alone.verdicts
    assert two.summaries == alone.summaries
    one, both = (line(each, "rises_every_year").found for each in (alone, two))
    assert one.finding == both.finding
    assert one.since_start.value == both.since_start.value == pytest.approx(0.03)
    assert both.since_start.variance == pytest.approx(one.since_start.variance / 2)
    assert line(two, "approaches").found.years == (2026, 2027)
    assert line(two, "approaches").pooled == 2
    early = line(judged(with_period(defs, pooled=2), 2025), "approaches")
    assert (early.finding.reason, early.found.at) == ("too_few_waves", 2025)


def test_lines_add_up_over_the_period_as_in_a_year(defs):
    found = judged(defs, 2028)
    whole = next(s for s in found.period_summaries if (s.area, s.goal) == ("amager", None))
    lines = [v for v in found.over("amager") if v.is_judged]
    assert (whole.judged, len(lines)) == (9, 9)
    reached = [v for v in lines if v.finding.outcome == "reached"]
    assert (whole.outcome, whole.reached) == ("partly", len(reached))
    assert {v.rule for v in found.periods} == {
        "held_at_baseline", "rises_every_year", "approaches", "at_least",
    }  # fmt: skip
