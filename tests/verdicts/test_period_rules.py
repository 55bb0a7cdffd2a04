"""The rules over a period, on evidence made by hand. Limits are R's or follow from the formula.

R at phi = 1: poisson.test(c(206, 100), c(2, 1)) 0.807 to 1.321; c(10858, 6158) on 2 and 1: 0.854 to
0.910; c(80, 300) on 1 and 3: 0.617 to 1.027; c(320, 300) on 4 and 3: 0.681 to 0.940, and at phi = 3
0.603 to 1.062. Two shares with standard errors of 1 point differ with limits of 2.8 points.
"""

import math
from dataclasses import replace

import pytest

from grundlag.basis.folder import Bridge
from grundlag.cubes.model import Missing
from grundlag.indicators.model import Bridges, Estimate, Made, Series
from grundlag.verdicts.model import PeriodEvidence
from grundlag.verdicts.period_rules import OVER_PERIOD

SMALL = 0.0001  # a standard error of 1 point
BIG = 86144


def series(since: int = 0) -> Series:
    return Series(
        indicator="tal", basis="b", area="amager", area_version="1", list_version="",
        question_version="", provider="P", origin="records", since=since,
    )  # fmt: skip


def crime(year, x, e=1, phi=1.0, since=0, unplaced=None):
    made = Made(count=x, exposure=e, dispersion=phi, unplaced=unplaced)
    return Estimate(
        series=series(since), year=year, unit="count", method="", value=x / e, n=x, made=made
    )


def share(year, p, v=SMALL, since=0, **made):
    return Estimate(
        series=series(since), year=year, unit="share", method="", value=p,
        made=Made(variance=v, **made),
    )  # fmt: skip


def nothing(year, why):
    return Estimate(series=series(), year=year, unit="share", method="", missing=Missing(why=why))


def by_year(*found):
    return {each.year: each for each in found}


def over(rule, years, *figures, **more):
    return OVER_PERIOD[rule](PeriodEvidence(years=tuple(years), figures=by_year(*figures), **more))


def told(found):
    finding = found.finding
    return finding.outcome, finding.certainty, finding.reason, found.at


def held(*years, base=None, **more):
    base = crime(2024, 100) if base is None else base
    return over("held_at_baseline", [y.year for y in years], *years, baseline=base, **more)


def test_reports_of_all_years_are_summed_against_the_baseline():
    """110 and 96 on two years: 206 x 1 > 100 x 2."""
    found = held(crime(2025, 110), crime(2026, 96))
    assert told(found) == ("missed", "within_noise", None, None)
    assert (found.years, found.now.made.count, found.now.made.exposure) == ((2025, 2026), 206, 2)
    assert found.now.value == 103
    assert found.finding.change.value == 1.03
    assert found.finding.change.limits.low == pytest.approx(0.80728, abs=1e-5)
    assert found.finding.decides["held_up_to"] == 200


def test_a_tie_is_held():
    assert told(held(crime(2025, 110), crime(2026, 90))) == ("reached", "within_noise", None, None)
    assert told(held(crime(2025, 110), crime(2026, 91)))[0] == "missed"


def test_a_rate_is_a_sum_of_reports_on_a_sum_of_inhabitants():
    """Never a mean of rates: 10 of 100 and 10 of 1,000 are 20 of 1,100, not 55 of 1,000."""
    base = crime(2024, 30, 1000)
    found = held(crime(2025, 10, 100), crime(2026, 10, 1000), base=base, per=1000)
    assert told(found)[:2] == ("reached", "within_noise")
    assert found.now.value == pytest.approx(1000 * 20 / 1100)


def test_a_period_shows_what_its_years_do_not():
    years = crime(2025, 5354, BIG), crime(2026, 5504, BIG)
    found = held(*years, base=crime(2024, 6158, BIG), per=1000)
    assert told(found)[:2] == ("reached", "shown")
    few = [crime(y, 80) for y in (2025, 2026, 2027, 2028)]
    alone = held(few[0], base=crime(2024, 300, 3))
    assert told(alone)[:2] == ("reached", "within_noise")
    assert told(held(*few, base=crime(2024, 300, 3)))[:2] == ("reached", "shown")
    wide = [replace(e, made=replace(e.made, dispersion=3.0)) for e in few]
    assert told(held(*wide, base=crime(2024, 300, 3)))[:2] == ("reached", "within_noise")


def test_more_reports_may_be_what_is_asked_for():
    assert told(held(crime(2025, 110), crime(2026, 96), better="higher"))[0] == "reached"


def test_reports_without_a_place_are_shared_out_year_by_year():
    """5354 (half without a place: 10,708) and 5504 (none) are 16,212 against 2 x 6158."""
    years = crime(2025, 5354, BIG, unplaced=0.5), crime(2026, 5504, BIG, unplaced=0.0)
    found = held(*years, base=crime(2024, 6158, BIG, unplaced=0.0))
    assert told(found)[:2] == ("reached", "within_noise")
    assert found.finding.notes == ("unplaced_decides",)
    assert found.now.made.unplaced == pytest.approx(1 - 10858 / 16212)
    unknown = crime(2025, 5354, BIG), crime(2026, 5504, BIG, unplaced=0.0)
    assert held(*unknown, base=crime(2024, 6158, BIG, unplaced=0.0)).finding.notes == ()
    none = held(crime(2025, 0, unplaced=0.5), base=crime(2024, 9, unplaced=0.0))
    assert none.now.made.unplaced == 0.0


HELD_REFUSED = [
    ("a year that is missing", (crime(2025, 9), nothing(2026, "no_reports_in")), {},
     ("no_reports_in", 2026)),
    ("a break within the period", (crime(2025, 9), crime(2026, 9, since=2026)), {},
     ("break", 2026)),
    ("a declared break since the baseline", (crime(2026, 9, since=2026),), {}, ("break", 2026)),
    ("another series than the baseline's", (crime(2025, 9, since=-1), crime(2026, 9, since=-1)), {},
     ("break", 2025)),
    ("no baseline", (crime(2025, 9),), {"base": nothing(2024, "no_population")},
     ("no_population", None)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "years", "more", "why"), HELD_REFUSED)
def test_a_sum_is_not_made(name, years, more, why):
    found = held(*years, **more)
    assert told(found) == ("not_judged", None, *why), name
    assert found.years == ()


def test_a_year_that_was_never_delivered_stops_the_sum():
    found = over("held_at_baseline", [2025, 2026], crime(2025, 9), baseline=crime(2024, 9))
    assert told(found) == ("not_judged", None, "month_not_delivered", 2026)


def test_with_every_year_in_the_baseline_nothing_is_judged():
    found = over("held_at_baseline", [], left_out=(2025,), baseline=crime(2025, 9))
    assert told(found) == ("not_judged", None, "in_baseline", 2025)
    assert found.left_out == (2025,)


def rises(*values, v=SMALL, first=2024, **more):
    """Waves from the start on, one a year."""
    waves = [share(first + i, p, v) for i, p in enumerate(values)]
    years = [w.year for w in waves[1:]]
    return over("rises_every_year", years, *waves, start=first, **more)


RISES = [  # each step of 4 points is shown (2.8), each of 2 is not
    ((0.60, 0.64), ("reached", "shown"), ()),
    ((0.60, 0.64, 0.68), ("reached", "shown"), ()),
    ((0.60, 0.64, 0.66), ("reached", "within_noise"), ()),
    ((0.60, 0.64, 0.64), ("missed", "within_noise"), (2026,)),  # a tie is no rise
    ((0.60, 0.58, 0.62), ("missed", "within_noise"), (2025,)),
    ((0.60, 0.56), ("missed", "shown"), (2025,)),
    ((0.60, 0.64, 0.60), ("missed", "shown"), (2026,)),
    ((0.60, 0.58, 0.56), ("missed", "within_noise"), (2025, 2026)),
]


@pytest.mark.parametrize(("values", "outcome", "fell"), RISES)
def test_every_wave_must_rise(values, outcome, fell):
    found = rises(*values)
    assert told(found) == (*outcome, None, None)
    assert found.fell == fell
    assert found.years == tuple(range(2025, 2024 + len(values)))


def test_one_fall_must_survive_holm_over_the_waves():
    """A fall of 2.83 points: p = 0.0227. Shown alone, and of two (0.025); not of three (0.0167)."""
    fall = 0.0283
    p = 0.5 * math.erfc(fall / math.sqrt(2 * SMALL) / math.sqrt(2))
    assert 0.05 / 3 < p < 0.05 / 2
    assert told(rises(0.60, 0.60 - fall))[:2] == ("missed", "shown")
    assert told(rises(0.55, 0.60, 0.60 - fall))[:2] == ("missed", "shown")
    three = rises(0.50, 0.55, 0.60, 0.60 - fall)
    assert told(three)[:2] == ("missed", "within_noise")
    assert three.finding.p_missed == pytest.approx(3 * p)
    assert told(rises(0.50, 0.55, 0.60, 0.56))[:2] == ("missed", "shown")


def test_waves_without_limits_are_unknown_and_count_as_no_test():
    assert told(rises(0.60, 0.64, v=None))[:2] == ("reached", "unknown")
    waves = share(2024, 0.6, None), share(2025, 0.65), share(2026, 0.61)
    found = over("rises_every_year", [2025, 2026], *waves, start=2024)
    assert told(found)[:2] == ("missed", "shown")
    assert found.finding.unknown is None
    assert found.slope is None
    mixed = share(2024, 0.6, None), share(2025, 0.65), share(2026, 0.64)
    found = over("rises_every_year", [2025, 2026], *mixed, start=2024)
    assert told(found)[:2] == ("missed", "unknown")
    assert found.finding.unknown == "no_n"


RISES_REFUSED = [
    ("the wave before the first", (share(2025, 0.6),), ("no_wave", 2024)),
    ("a wave within", (share(2024, 0.6), nothing(2025, "no_answers"), share(2026, 0.7)),
     ("no_answers", 2025)),
    ("a break within", (share(2024, 0.6), share(2025, 0.7), share(2026, 0.8, since=2026)),
     ("break", 2026)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "waves", "why"), RISES_REFUSED)
def test_a_missing_wave_or_a_break_refuses_the_line(name, waves, why):
    years = [w.year for w in waves if w.year > 2024]
    found = over("rises_every_year", years, *waves, start=2024)
    assert told(found) == ("not_judged", None, *why), name
    assert (found.since_start, found.slope) == (None, None)


def test_the_latest_stands_against_the_start_wave_beside_the_rises():
    found = rises(0.60, 0.58, 0.62)
    assert (found.start.year, found.now.year) == (2024, 2026)
    assert found.since_start.value == pytest.approx(0.02)
    assert found.since_start.limits.high == pytest.approx(0.02 + 1.959964 * math.sqrt(2 * SMALL))


def test_a_slope_needs_three_waves_the_start_counted():
    """Equal variances: ordinary least squares, (0.66 - 0.60) / 2 a year."""
    assert rises(0.60, 0.64).slope is None
    found = rises(0.60, 0.61, 0.66)
    assert found.slope.value == pytest.approx(0.03)
    assert math.sqrt(found.slope.variance) == pytest.approx(0.01 / math.sqrt(2))
    assert found.through == (2024, 2025, 2026)
    lone = [replace(w, made=replace(w.made, df=0)) for w in (share(2025, 0.6),)]
    waves = share(2024, 0.6), *lone, share(2026, 0.7)
    assert over("rises_every_year", [2025, 2026], *waves, start=2024).slope is None


def test_a_plan_years_result_stands_with_the_lowest_beside_it():
    def plan(year, k, n):
        made = Made(count=k, exposure=n)
        return Estimate(
            series=series(), year=year, unit="share", method="counted", value=k / n, made=made
        )

    plans = plan(2025, 5, 10), plan(2026, 6, 9), plan(2027, 8, 10)
    counted = {2025: (5, 10), 2026: (6, 9), 2027: (8, 10)}
    found = over("at_least", [2025, 2026, 2027], *plans, counted=counted, at_least=75)
    assert told(found) == ("reached", "counted", None, None)
    assert (found.now.year, found.lowest.year) == (2027, 2025)
    missed = over("at_least", [2025, 2026], *plans, counted=counted, at_least=75)
    assert told(missed)[:2] == ("missed", "counted")
    gone = {2025: (5, 10), 2027: (8, 10)}
    found = over("at_least", [2025, 2026, 2027], *plans, counted=gone, at_least=75)
    assert (found.years, found.left_out) == ((2025, 2027), (2026,))
    last = over("at_least", [2025, 2026], plans[0], nothing(2026, "no_register"),
                counted={2025: (5, 10)}, at_least=75)  # fmt: skip
    assert told(last) == ("not_judged", None, "no_register", 2026)
    empty = over("at_least", [2026], plan(2026, 0, 1), counted={2026: (0, 0)}, at_least=75)
    assert told(empty) == ("not_judged", None, "no_activities", 2026)


def test_what_is_monitored_has_no_verdict_over_a_period():
    assert set(OVER_PERIOD) == {"held_at_baseline", "rises_every_year", "approaches", "at_least"}


def test_a_bridge_joins_the_period_to_its_baseline_and_no_years_of_its_own():
    """100 before the break are 110 after it: 206 on two years against 110 a year is held."""
    bridge = Bridge(indicator="tal", to_year=2025, joins=("break",), factor=1.1, why="nyt system")
    line = {("tal", "amager"): {2024: series(0), 2025: series(2025), 2026: series(2025)}}
    bridges = Bridges(declared=(bridge,), series=line)
    base, years = crime(2024, 100), (crime(2025, 110, since=2025), crime(2026, 96, since=2025))
    assert told(held(*years, base=base))[2] == "break"
    found = held(*years, base=base, bridges=bridges)
    assert told(found)[0] == "reached"
    assert found.finding.change.value == pytest.approx(206 / 220)
    assert found.finding.change.bridges == (bridge,)
    inside = replace(bridge, to_year=2026)
    apart = {("tal", "amager"): {2024: series(0), 2025: series(0), 2026: series(2026)}}
    broken = held(
        crime(2025, 110), crime(2026, 96, since=2026),
        base=base, bridges=Bridges(declared=(inside,), series=apart),
    )  # fmt: skip
    assert told(broken) == ("not_judged", None, "break", 2026)
