"""Clocks meet rules: who is judged on what, when, on a small set of measures made by hand."""

import math
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from grundlag.basis import clocks
from grundlag.basis.folder import Decision
from grundlag.basis.load import Definitions, load
from grundlag.basis.model import Basis, Indicator
from grundlag.cubes.model import Missing
from grundlag.indicators.intervals import difference
from grundlag.indicators.model import Estimate, Interval, Made, Measures, Series
from grundlag.verdicts.judge import judge
from grundlag.verdicts.model import Judgements

EXAMPLE = Path(__file__).parents[2] / "examples" / "partnerskaber"
PLACES = ("folehaven", "tingbjerg-husum", "amager", "koebenhavn")
APPROVED = date(2025, 6, 10)
YEARS = range(2017, 2031)


@pytest.fixture(scope="module")
def defs() -> Definitions:
    return load(EXAMPLE)


def approved(defs: Definitions) -> Definitions:
    decision = Decision(basis="forslag-2025", decided_by="ØU", decided_on=APPROVED)
    return replace(defs, decisions=replace(defs.decisions, decision=(
        *defs.decisions.decision, decision)))  # fmt: skip


def estimate(indicator: Indicator, area: str, year: int) -> Estimate:
    """Reports: 100 a year. Shares: 60 % in 2024, a point more each year; the city always 80 %."""
    series = Series(
        indicator=indicator.id, basis="b", area=area, area_version="1", list_version="",
        question_version="", provider="P", origin="records", since=0,
    )  # fmt: skip
    if indicator.kind == "activity_share":
        missing = Missing(why="no_register", what=str(year))
        return Estimate(series=series, year=year, unit="share", method="", missing=missing)
    if indicator.kind == "survey_share":
        p = 0.8 if area == "koebenhavn" else 0.6 + (year - 2024) / 100
        made = Made(variance=0.0001, df=300)
        return Estimate(series=series, year=year, unit="share", method="", value=p, made=made)
    made = Made(count=100, exposure=1, dispersion=3)
    return Estimate(
        series=series, year=year, unit="count", method="", value=100.0,
        limits=Interval(low=80, high=120), made=made,
    )  # fmt: skip


def measures(defs: Definitions, basis: Basis, year: int) -> Measures:
    found = {
        (i.id, area, y): estimate(i, area, y) for i in basis.indicator for area in PLACES
        for y in YEARS if y <= year
    }  # fmt: skip
    own = [b for b in defs.partnerships.baseline if b.basis == basis.id]
    gaps = {
        (i.id, area, y): difference(found[i.id, "koebenhavn", y].value - found[i.id, area, y].value,
                                    0.0001, math.inf)
        for i in basis.indicator if i.kind == "survey_share" for area in PLACES[:3]
        for y in YEARS if y <= year
    }  # fmt: skip
    return Measures(
        basis=basis,
        year=year,
        comparator="koebenhavn",
        estimates=found,
        baselines={(b.indicator, b.partnership): found[b.indicator, b.partnership, 2024
            if year > 2024 else 2023] for b in own},
        gaps=gaps,
    )  # fmt: skip


def judged(defs: Definitions, year: int, basis: str | None = None) -> Judgements:
    on = defs.bases[basis] if basis else clocks.standing_basis(defs, year, date(2026, 6, 1))
    return judge(defs, measures(defs, on, year))


def outcomes(found: Judgements, area: str, goal: str) -> set[str]:
    return {v.finding.outcome for v in found.of(area, goal)}


OLD, NEW = "nuvaerende", "forslag-2025"
TRUTH = [  # adopted, partnership, year: basis, what is reported on, whether goal 1 is judged
    (False, "folehaven", 2024, OLD, "utryghed", False),
    (False, "folehaven", 2025, OLD, "utryghed", False),
    (False, "folehaven", 2026, OLD, "tryghed", False),
    (False, "amager", 2024, OLD, "utryghed", False),
    (False, "amager", 2025, OLD, "tryghed", True),
    (False, "amager", 2026, OLD, "tryghed", True),
    (False, "tingbjerg-husum", 2024, OLD, "utryghed", False),
    (False, "tingbjerg-husum", 2025, OLD, "tryghed", True),
    (False, "tingbjerg-husum", 2026, OLD, "tryghed", True),
    (True, "folehaven", 2024, OLD, "utryghed", False),
    (True, "folehaven", 2025, NEW, "tryghed", False),
    (True, "folehaven", 2026, NEW, "tryghed", True),
    (True, "amager", 2024, OLD, "utryghed", False),
    (True, "amager", 2025, NEW, "tryghed", True),
    (True, "amager", 2026, NEW, "tryghed", True),
    (True, "tingbjerg-husum", 2024, OLD, "utryghed", False),
    (True, "tingbjerg-husum", 2025, NEW, "tryghed", True),
    (True, "tingbjerg-husum", 2026, NEW, "tryghed", True),
]


@pytest.mark.parametrize(("adopted", "area", "year", "basis", "about", "is_judged"), TRUTH)
def test_the_truth_table(defs, adopted, area, year, basis, about, is_judged):
    known = approved(defs) if adopted else defs
    on = clocks.standing_basis(known, year, date(2026, 6, 1))
    goal = next(g for g in on.goal if g.id == "1")
    assert (on.id, clocks.standing(known, on, goal, area, year).report_about) == (basis, about)
    found = judged(known, year)
    assert outcomes(found, area, "1") == ({"reached", "later"} if is_judged else {"not_judged"})
    crime = {v.finding.outcome for v in found.of(area, "2") if v.rule != "monitored"}
    assert crime == ({"reached"} if year == 2026 else {"not_judged"})


WHY = [  # why goal 1 is not judged
    (OLD, "folehaven", 2025, "not_in_basis"),
    (OLD, "amager", 2024, "agreement_differs"),
    (NEW, "folehaven", 2025, "exception"),
]


@pytest.mark.parametrize(("basis", "area", "year", "why"), WHY)
def test_a_goal_that_is_not_judged_says_why_and_keeps_its_figures(defs, basis, area, year, why):
    lines = judged(defs, year, basis).of(area, "1")
    assert {(v.finding.outcome, v.finding.reason) for v in lines} == {("not_judged", why)}
    assert {v.finding.certainty for v in lines} == {None}
    rises = [v for v in lines if v.rule == "rises_every_year"]
    assert [v.finding.against.year for v in rises] == [year - 1, year - 1]
    assert all(v.finding.change.value == pytest.approx(0.01) for v in rises)


@pytest.mark.parametrize("basis", [OLD, NEW])
def test_a_year_in_the_baseline_is_not_judged(defs, basis):
    """Report 2025 holds police year 2024, and that is the baseline."""
    found = judged(defs, 2025, basis)
    for area in PLACES[:3]:
        lines = [v for v in found.of(area, "2") if v.rule == "held_at_baseline"]
        assert {v.finding.reason for v in lines} == {"in_baseline"}
    after = judged(defs, 2026, basis).of("amager", "2")
    assert {v.finding.outcome for v in after if v.rule == "held_at_baseline"} == {"reached"}


def test_a_year_that_only_overlaps_the_baseline_is_not_judged_either(defs):
    months = [
        replace(b, years=(), months=("2024-08", "2025-07")) for b in defs.partnerships.baseline
    ]
    moved = replace(defs, partnerships=replace(defs.partnerships, baseline=tuple(months)))
    for year, reason in ((2025, "in_baseline"), (2026, "in_baseline"), (2027, None)):
        lines = [v for v in judged(moved, year, NEW).of("amager", "2")
                 if v.rule == "held_at_baseline"]  # fmt: skip
        assert {v.finding.reason for v in lines} == {reason}


BEFORE = [  # the baseline's months; the police years before it, in it, and held against it
    (("2024-01", "2024-12"), {2022, 2023}, {2024}, {2025}),
    (("2023-12", "2024-11"), {2022}, {2023, 2024}, {2025}),
    (("2023-08", "2025-07"), {2022}, {2023, 2024, 2025}, {2026}),
]


@pytest.mark.parametrize(("months", "before", "inside", "after"), BEFORE)
def test_a_year_that_was_over_before_the_baseline_began_is_not_judged(
    defs, months, before, inside, after
):
    """The report of a year holds the police year before it, January to December."""
    own = tuple(replace(b, years=(), months=months) for b in defs.partnerships.baseline)
    moved = replace(defs, partnerships=replace(defs.partnerships, baseline=own))
    why = {"before_baseline": before, "in_baseline": inside, None: after}
    for reason, years in why.items():
        for year in years:
            lines = [v.finding for v in judged(moved, year + 1, NEW).of("amager", "2")
                     if v.rule == "held_at_baseline"]  # fmt: skip
            assert {f.reason for f in lines} == {reason}, year
            assert {f.outcome for f in lines} == {"not_judged" if reason else "reached"}, year


def test_a_year_between_two_years_of_a_baseline_is_judged(defs):
    """A baseline of 2023 and 2025: 2022 lies before it, 2024 does not."""
    own = tuple(replace(b, years=(2023, 2025), months=()) for b in defs.partnerships.baseline)
    moved = replace(defs, partnerships=replace(defs.partnerships, baseline=own))
    for year, reason in ((2022, "before_baseline"), (2023, "in_baseline"), (2024, None)):
        lines = [v.finding for v in judged(moved, year + 1, NEW).of("amager", "2")
                 if v.rule == "held_at_baseline"]  # fmt: skip
        assert {f.reason for f in lines} == {reason}


def approach(defs: Definitions, area: str, year: int, basis: str = NEW):
    return next(v.finding for v in judged(defs, year, basis).of(area) if v.rule == "approaches")


def test_the_closing_wave_decides_and_none_after_it(defs):
    """2025-2028; in 2029 the paper holds police year 2028, and a wave that belongs to no period.

    The agreement is taken as prolonged; without one the goal is not judged at all in 2029.
    """
    agreements = tuple(replace(a, to_year=None) if a.from_year == 2025 else a
                       for a in defs.partnerships.agreement)  # fmt: skip
    longer = replace(defs, partnerships=replace(defs.partnerships, agreement=agreements))
    found = {year: approach(longer, "amager", year) for year in range(2025, 2030)}
    assert approach(defs, "amager", 2029).reason == "no_agreement"
    assert [(f.outcome, f.reason) for f in found.values()] == [
        ("later", "before_closing"),
        ("later", "before_closing"),
        ("later", "before_closing"),
        ("reached", None),
        ("not_judged", "no_period"),
    ]
    assert found[2027].decides["closing"] == 2028
    assert found[2028].against.year == 2024  # the start wave, not the year before
    assert found[2028].change.value == pytest.approx(-0.04)


def test_crime_is_judged_in_the_year_after_the_last_wave(defs):
    assert outcomes(judged(defs, 2029, NEW), "amager", "2") == {"reached", "monitored"}


def test_a_period_without_an_end_is_decided_later(defs):
    found = approach(defs, "folehaven", 2026)
    assert (found.outcome, found.leaning, found.reason) == ("later", "reached", "no_end")
    assert found.against.year == 2025


def test_goal_3_is_judged_where_the_basis_lists_the_partnership_and_a_register_has_come(defs):
    found = judged(defs, 2026, OLD)
    reasons = {area: {v.finding.reason for v in found.of(area, "3")} for area in PLACES[:3]}
    assert reasons == {
        "folehaven": {"not_in_basis"},
        "tingbjerg-husum": {"no_register"},
        "amager": {"no_register"},
    }


def test_goal_3_is_judged_on_the_two_whole_numbers_of_its_register(defs):
    """27 of 36 is 75 per cent exactly; a share of 0.7499 beside them would decide nothing."""
    on = defs.bases[OLD]
    base = measures(defs, on, 2026)
    name = "aktiviteter_med_flere_partnere"
    made = {"folehaven": (27, 36), "tingbjerg-husum": (26, 36), "amager": (27, 36)}
    counted = {
        (name, area, 2026): replace(base.estimates[name, area, 2026], method="counted", n=n,
                                    value=0.7499, made=Made(count=k, exposure=n))
        for area, (k, n) in made.items()
    }  # fmt: skip
    found = judge(defs, replace(base, estimates={**base.estimates, **counted}))
    lines = {v.area: v.finding for v in found.verdicts if v.goal == "3"}
    assert {area: (f.outcome, f.certainty, f.reason) for area, f in lines.items()} == {
        "folehaven": ("not_judged", None, "not_in_basis"),
        "tingbjerg-husum": ("missed", "counted", None),
        "amager": ("reached", "counted", None),
    }
    assert lines["tingbjerg-husum"].decides == lines["amager"].decides == {"to_change": 1}


def test_a_register_in_which_nothing_counts_is_no_data(defs):
    base = measures(defs, defs.bases[OLD], 2026)
    key = ("aktiviteter_med_flere_partnere", "amager", 2026)
    empty = replace(base.estimates[key], method="counted", n=0, made=Made(count=0, exposure=0),
                    missing=Missing(why="no_activities"))  # fmt: skip
    found = judge(defs, replace(base, estimates={**base.estimates, key: empty}))
    (line,) = found.of("amager", "3")
    assert (line.finding.outcome, line.finding.reason) == ("no_data", "no_activities")


def test_monitored_types_have_no_summary_of_their_own(defs):
    found = judged(defs, 2026, NEW)
    target = next(s for s in found.summaries if (s.area, s.target) == ("amager", "2.3"))
    assert (target.outcome, target.certainty, target.judged) == ("not_judged", None, 0)


def test_a_figure_that_is_not_there_is_no_data_even_where_its_goal_is_not_judged(defs):
    base = measures(defs, defs.bases[OLD], 2026)
    gone = {
        key: replace(e, value=None, missing=Missing(why="no_wave"))
        if key == ("trygge", "folehaven", 2026) else e
        for key, e in base.estimates.items()
    }  # fmt: skip
    found = judge(defs, replace(base, estimates=gone)).of("folehaven", "1")
    assert {(v.indicator, v.finding.reason) for v in found} == {
        ("trygge", "no_wave"),
        ("trygge_aften_nat", "not_in_basis"),
    }
