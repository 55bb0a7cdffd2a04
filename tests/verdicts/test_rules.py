"""The table of verdict rules, a line a row. Limits are R's or follow from the formula by hand.

R (tests/reference/r_counts.csv), poisson.test(c(x1, x0), c(e1, e0))$conf.int at phi = 1:
25 to 100/3: 0.463 to 1.172; 100 to 240/3: 0.980 to 1.585; 7 to 5: 0.382 to 5.594; 5504 to 6158 on
86144 each: 0.862 to 0.927 (so 6158 to 5504: 1.079 to 1.160). A zero by hand: from 0 to x the lower
limit of R is B/(1-B) with B = 0.025^(1/x): 0.916 at 5, 1.177 at 6; the other way round 1/that.
"""

import math
from fractions import Fraction

import pytest

from grundlag.cubes.model import Missing
from grundlag.indicators.change import change
from grundlag.indicators.intervals import difference
from grundlag.indicators.model import Change, Estimate, Interval, Made, Series
from grundlag.verdicts.model import Evidence
from grundlag.verdicts.rules import RULES

SMALL, LARGE = 0.0001, 0.0025  # variances: standard errors of 1 and 5 points


def series(since: int = 0, area: str = "amager") -> Series:
    return Series(
        indicator="tal",
        basis="b",
        area=area,
        area_version="1",
        list_version="",
        question_version="",
        provider="P",
        origin="records",
        since=since,
    )


def crime(x: float, e: float = 1, phi: float = 1, since: int = 0, unplaced: float | None = None):
    """A count of `e` years, or a rate of `e` inhabitants, per one."""
    made = Made(count=x, exposure=e, dispersion=phi, unplaced=unplaced)
    limits = Interval(low=0.0, high=1.0)
    return Estimate(
        series=series(since),
        year=2025,
        unit="count",
        method="",
        value=x / e,
        limits=limits,
        made=made,
    )


def level(value: float):
    """A printed level without counts."""
    return Estimate(series=series(), year=0, unit="per_1000", method="printed", value=value)


def rate(x: int, e: int, low: float, high: float):
    """A rate per 1,000 with limits of its own, as they are printed beside a constant level."""
    made = Made(count=x, exposure=e, dispersion=1)
    limits = Interval(low=low, high=high)
    return Estimate(
        series=series(), year=2025, unit="per_1000", method="", value=x / e * 1000, limits=limits,
        made=made,
    )  # fmt: skip


def share(p: float, v: float | None = SMALL, year: int = 2026, since: int = 0, **made: float):
    return Estimate(
        series=series(since), year=year, unit="share", method="", value=p,
        no_limits=None if v else "no_n", made=Made(variance=v, **made),
    )  # fmt: skip


def gap(value: float, v: float | None = SMALL) -> Change:
    if v is None:
        return Change(kind="difference", value=value, limits=None)
    return difference(value, v, math.inf)


def nothing(why: str):
    missing = Missing(why=why)
    return Estimate(series=series(), year=2026, unit="count", method="", missing=missing)


def row(name, evidence, outcome, certainty=None, reason=None):
    return pytest.param(Evidence(**evidence), outcome, certainty, reason, id=name)


def against(now, base, **more):
    return {"now": now, "baseline": base, **more}


HIGHER = {"better": "higher"}
BIG = 86144

HELD = [
    row("fewer, shown", against(crime(5504, BIG), crime(6158, BIG)), "reached", "shown"),
    row("fewer, within noise", against(crime(25), crime(100, 3)), "reached", "within_noise"),
    row("more, shown", against(crime(6158, BIG), crime(5504, BIG)), "missed", "shown"),
    row("more, within noise", against(crime(100), crime(240, 3)), "missed", "within_noise"),
    row("more spread than Poisson: not shown",
        against(crime(130, phi=5), crime(100, phi=5)), "missed", "within_noise"),
    row("equal", against(crime(450), crime(450)), "reached", "within_noise"),
    row("equal over three years", against(crime(7), crime(21, 3)), "reached", "within_noise"),
    row("one above three years' level", against(crime(8), crime(21, 3)), "missed", "within_noise"),
    row("equal rates that floats tell apart: 3 of 2296, 6 of 4592",
        against(crime(3, 2296), crime(6, 4592)), "reached", "within_noise"),
    row("a printed level with three years behind it: 1.1 x 3 is 3.3000000000000003 in floats",
        against(crime(11, 10), crime(1.1 * 3, 3)), "reached", "within_noise"),
    row("zero now, shown", against(crime(0), crime(6)), "reached", "shown"),
    row("zero now, within noise", against(crime(0), crime(5)), "reached", "within_noise"),
    row("zero baseline, shown", against(crime(6), crime(0)), "missed", "shown"),
    row("zero baseline, within noise", against(crime(5), crime(0)), "missed", "within_noise"),
    row("both zero", against(crime(0), crime(0)), "reached", "within_noise"),
    row("the year is in the baseline", against(crime(5), crime(5), in_baseline=True),
        "not_judged", None, "in_baseline"),
    row("no baseline", against(crime(5), None), "not_judged", None, "no_baseline"),
    row("a baseline without a value", against(crime(5), nothing("no_population")),
        "not_judged", None, "no_population"),
    row("a break between", against(crime(5, since=2025), crime(5)), "not_judged", None, "break"),
    row("no data", against(nothing("month_not_delivered"), crime(5)),
        "no_data", None, "month_not_delivered"),
    row("constant level, below and shown", against(rate(30, 1000, 20.2, 42.8), level(43.0)),
        "reached", "shown"),
    row("constant level, above and shown", against(rate(30, 1000, 20.2, 42.8), level(20.0)),
        "missed", "shown"),
    row("constant level, within noise", against(rate(30, 1000, 20.2, 42.8), level(29.9)),
        "missed", "within_noise"),
    row("constant level, equal though 12/2296 x 1000 is not 12000/2296 in floats",
        against(rate(12, 2296, 2.7, 9.1), level(12 * 1000 / 2296)), "reached", "within_noise"),
    row("constant level of zero", against(rate(30, 1000, 20.2, 42.8), level(0.0)),
        "missed", "unknown"),
    row("higher is better: more, shown",
        against(crime(6158, BIG), crime(5504, BIG), **HIGHER), "reached", "shown"),
    row("higher is better: fewer, shown",
        against(crime(5504, BIG), crime(6158, BIG), **HIGHER), "missed", "shown"),
    row("higher is better: equal", against(crime(7), crime(21, 3), **HIGHER),
        "reached", "within_noise"),
    row("unplaced decides: 5504 (50 %) are 11008, 6158 (none) are 6158",
        against(crime(5504, BIG, unplaced=0.5), crime(6158, BIG, unplaced=0.0)),
        "reached", "within_noise"),
    row("unplaced decides a miss: 6158 (none), 5504 (50 %)",
        against(crime(6158, BIG, unplaced=0.0), crime(5504, BIG, unplaced=0.5)),
        "missed", "within_noise"),
    row("unplaced moves and does not decide: 5504 (5 %) are 5794, 6158 (5 %) are 6482",
        against(crime(5504, BIG, unplaced=0.05), crime(6158, BIG, unplaced=0.05)),
        "reached", "shown"),
]  # fmt: skip

RISES = [
    row("a rise, shown: 4 points, limits 4 -/+ 2.8",
        {"now": share(0.84), "before": share(0.80)}, "reached", "shown"),
    row("a rise within noise: 2 points", {"now": share(0.82), "before": share(0.80)},
        "reached", "within_noise"),
    row("a fall, shown", {"now": share(0.80), "before": share(0.84)}, "missed", "shown"),
    row("a fall within noise", {"now": share(0.80), "before": share(0.82)},
        "missed", "within_noise"),
    row("equal", {"now": share(0.8), "before": share(0.8)}, "missed", "within_noise"),
    row("zero both years, no variance", {"now": share(0.0, 0.0), "before": share(0.0, 0.0)},
        "missed", "within_noise"),
    row("printed whole per cents that are equal",
        {"now": share(0.85, None, places=2), "before": share(0.85, None, places=2)},
        "missed", "unknown"),
    row("printed, higher, no n", {"now": share(0.86, None, places=2),
        "before": share(0.85, None, places=2)}, "reached", "unknown"),
    row("n in one of the years only", {"now": share(0.86, places=2),
        "before": share(0.85, None, places=2)}, "reached", "unknown"),
    row("all answers in one PSU", {"now": share(0.86, df=0), "before": share(0.85, df=9)},
        "reached", "unknown"),
    row("no wave before", {"now": share(0.8), "before": None},
        "not_judged", None, "no_wave_before"),
    row("a wave before without a value", {"now": share(0.8), "before": nothing("no_wave")},
        "not_judged", None, "no_wave_before"),
    row("a wave before that did not ask", {"now": share(0.8), "before": nothing("not_asked")},
        "not_judged", None, "not_asked_before"),
    row("a break between", {"now": share(0.8, since=2026), "before": share(0.7)},
        "not_judged", None, "break"),
    row("no data", {"now": nothing("no_answers"), "before": share(0.7)},
        "no_data", None, "no_answers"),
]  # fmt: skip


def near(gap_now: Change, gap_start: Change | None, **more):
    """At the closing wave of 2028 unless told: the area's shares, and the city's."""
    fixed = {
        "now": share(0.80, year=2028),
        "start": share(0.75, year=2024),
        "comparator_now": share(0.86, year=2028),
        "comparator_start": share(0.86, year=2024),
        "closing": 2028,
    }
    return {**fixed, "gap_now": gap_now, "gap_start": gap_start, **more}


BROKEN = share(0.75, year=2024, since=-1)
UNBORN = share(0.80, year=2028, since=2026)

APPROACHES = [
    row("above the comparator, shown by level: -4 -/+ 2.0", near(gap(-0.04), gap(-0.04)),
        "reached", "shown"),
    row("above, within noise", near(gap(-0.01), gap(-0.01)), "reached", "within_noise"),
    row("exactly at the comparator", near(gap(0.0), gap(0.0)), "reached", "within_noise"),
    row("at the comparator by a movement that is shown", near(gap(0.0), gap(0.1)),
        "reached", "shown"),
    row("nearer, shown: 10 to 6, limits -4 -/+ 2.8", near(gap(0.06), gap(0.10)),
        "reached", "shown"),
    row("nearer, within noise: 7 to 6", near(gap(0.06), gap(0.07)), "reached", "within_noise"),
    row("as far as before", near(gap(0.06), gap(0.06)), "missed", "within_noise"),
    row("farther, shown: 6 to 10", near(gap(0.10), gap(0.06)), "missed", "shown"),
    row("farther, within noise", near(gap(0.07), gap(0.06)), "missed", "within_noise"),
    row("farther by a movement that is shown, the gap itself is not: -8 to 1",
        near(gap(0.01), gap(-0.08)), "missed", "within_noise"),
    row("start wave missing", near(gap(0.06), None), "not_judged", None, "no_start_wave"),
    row("a start gap without a value",
        near(gap(0.06), Change(kind="difference", value=None, limits=None)),
        "not_judged", None, "no_start_wave"),
    row("start wave missing, above and shown", near(gap(-0.04), None), "reached", "shown"),
    row("start wave missing, above within noise", near(gap(-0.01), None),
        "reached", "within_noise"),
    row("a break in the area's series", near(gap(0.06), gap(0.1), now=UNBORN),
        "not_judged", None, "break"),
    row("a break in the comparator's series", near(gap(0.06), gap(0.1), comparator_start=BROKEN),
        "not_judged", None, "break"),
    row("a break, but above the comparator", near(gap(-0.04), gap(0.1), now=UNBORN),
        "reached", "shown"),
    row("no period", near(gap(0.06), gap(0.1), has_period=False), "not_judged", None, "no_period"),
    row("no comparator", near(Change(kind="difference", value=None, limits=None), gap(0.1)),
        "not_judged", None, "no_comparator"),
    row("no data", near(gap(0.06), gap(0.1), now=nothing("no_wave")), "no_data", None, "no_wave"),
    row("no n", near(gap(0.06, None), gap(0.1, None), now=share(0.8, None, year=2028)),
        "reached", "unknown"),
    row("no n at the start, but above by level", near(gap(-0.04), gap(0.1, None)),
        "reached", "shown"),
    row("no n at the start", near(gap(0.06), gap(0.1, None)), "reached", "unknown"),
    row("before the closing wave", near(gap(0.06), gap(0.1), closing=2029),
        "later", "shown", "before_closing"),
    row("no end declared", near(gap(0.06), gap(0.1), closing=None), "later", "shown", "no_end"),
]  # fmt: skip


def of(k: int, n: int, value: int = 75):
    return {"now": nothing("no_register"), "counted": (k, n), "at_least": value}


AT_LEAST = [
    row("exactly 75 per cent: 3 of 4", of(3, 4), "reached", "counted"),
    row("one below: 74 of 100", of(74, 100), "missed", "counted"),
    row("75 of 101 is 74.3", of(75, 101), "missed", "counted"),
    row("74 of 99 is 74.7, and prints as 75", of(74, 99), "missed", "counted"),
    row("29 per cent: 29 of 100, though 0.29 * 100 is 28.999...", of(29, 100, 29),
        "reached", "counted"),
    row("none of them", of(0, 8), "missed", "counted"),
    row("at least nothing", of(0, 8, 0), "reached", "counted"),
    row("all", of(8, 8), "reached", "counted"),
    row("no activities", of(0, 0), "no_data", None, "no_activities"),
    row("no register", {"now": nothing("no_register"), "at_least": 75},
        "not_judged", None, "no_register"),
]  # fmt: skip

MONITORED = [
    row("more, shown", {"now": crime(6158, BIG), "before": crime(5504, BIG)},
        "monitored", "shown"),
    row("fewer, shown", {"now": crime(5504, BIG), "before": crime(6158, BIG)},
        "monitored", "shown"),
    row("within noise", {"now": crime(7), "before": crime(5)}, "monitored", "within_noise"),
    row("a share, within noise", {"now": share(0.82), "before": share(0.80)},
        "monitored", "within_noise"),
    row("a share without n", {"now": share(0.82, None), "before": share(0.80, None)},
        "monitored", "unknown"),
    row("no year before", {"now": crime(7), "before": None}, "monitored", None, "no_year_before"),
    row("a break between", {"now": crime(7, since=2025), "before": crime(5)},
        "monitored", None, "break"),
    row("no data", {"now": nothing("no_reports_in"), "before": crime(5)},
        "no_data", None, "no_reports_in"),
]  # fmt: skip


def agrees(rule, evidence, outcome, certainty, reason):
    found = RULES[rule](evidence)
    assert (found.outcome, found.certainty, found.reason) == (outcome, certainty, reason)
    assert (found.certainty == "unknown") == (found.unknown is not None)
    if reason in ("break", "in_baseline"):
        assert found.against is None
        assert found.change is None


CASE = ("evidence", "outcome", "certainty", "reason")


@pytest.mark.parametrize(CASE, HELD)
def test_held_at_baseline(evidence, outcome, certainty, reason):
    agrees("held_at_baseline", evidence, outcome, certainty, reason)


@pytest.mark.parametrize(CASE, RISES)
def test_rises_every_year(evidence, outcome, certainty, reason):
    agrees("rises_every_year", evidence, outcome, certainty, reason)


@pytest.mark.parametrize(CASE, APPROACHES)
def test_approaches(evidence, outcome, certainty, reason):
    agrees("approaches", evidence, outcome, certainty, reason)


@pytest.mark.parametrize(CASE, AT_LEAST)
def test_at_least(evidence, outcome, certainty, reason):
    agrees("at_least", evidence, outcome, certainty, reason)


@pytest.mark.parametrize(CASE, MONITORED)
def test_monitored_is_never_good_or_bad(evidence, outcome, certainty, reason):
    agrees("monitored", evidence, outcome, certainty, reason)


def _turns(k, n, value):
    """How many activities must turn, one by one with n unchanged, until the outcome does."""
    reached = 100 * k >= value * n
    left = range(k - 1, -1, -1) if reached else range(k + 1, n + 1)
    turned = (abs(more - k) for more in left if (100 * more >= value * n) != reached)
    return next(turned, None)


@pytest.mark.slow
def test_how_many_would_have_to_change_is_so_for_every_small_plan():
    """All 0 <= k <= n <= 40 and 0 to 100 per cent, by turning one activity after another."""
    for n in range(1, 41):
        for k in range(n + 1):
            for value in range(101):
                found = RULES["at_least"](Evidence(**of(k, n, value)))
                reached = Fraction(100 * k, n) >= value
                assert found.outcome == ("reached" if reached else "missed"), (k, n, value)
                assert found.decides.get("to_change") == _turns(k, n, value), (k, n, value)


def test_every_rule_has_its_rows():
    assert set(RULES) == {
        "held_at_baseline", "rises_every_year", "approaches", "at_least", "monitored"
    }  # fmt: skip


def test_no_change_is_made_across_a_break_even_where_a_level_decides():
    found = RULES["approaches"](Evidence(**near(gap(-0.04), gap(0.1), now=UNBORN)))
    assert found.against is None
    assert found.change == gap(-0.04)
    with pytest.raises(Exception, match="since"):
        change(UNBORN, share(0.75, year=2024))
