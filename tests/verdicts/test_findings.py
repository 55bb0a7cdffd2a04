"""What goes with an outcome: notes, what would decide it, why a certainty is unknown, which p."""

import math

import pytest

from grundlag.indicators.intervals import difference
from grundlag.indicators.model import Change, Estimate, Interval, Made, Series
from grundlag.verdicts.model import Evidence
from grundlag.verdicts.rules import RULES

SERIES = Series(
    indicator="tal", basis="b", area="amager", area_version="1", list_version="",
    question_version="", provider="P", origin="records", since=0,
)  # fmt: skip
NO_GAP = Change(kind="difference", value=None, limits=None)


def crime(x: float, e: float = 1, phi: float = 1, unplaced: float | None = None) -> Estimate:
    return Estimate(
        series=SERIES, year=2025, unit="count", method="", value=x / e,
        limits=Interval(low=1.0, high=9.0),
        made=Made(count=x, exposure=e, dispersion=phi, unplaced=unplaced),
    )  # fmt: skip


def share(p: float, year: int = 2028, **made: float | None) -> Estimate:
    return Estimate(
        series=SERIES, year=year, unit="share", method="", value=p,
        made=Made(**{"variance": 0.0001, **made}),
    )  # fmt: skip


def judged(rule: str, **evidence):
    return RULES[rule](Evidence(**evidence))


def held(now: Estimate, base: Estimate, **more):
    return judged("held_at_baseline", now=now, baseline=base, **more)


def test_a_printed_level_is_a_constant_and_the_note_says_so():
    level = Estimate(series=SERIES, year=0, unit="count", method="printed", value=5.0)
    found = held(crime(5), level)
    assert found.notes == ("constant_baseline",)
    assert found.change.limits == Interval(low=1 / 5, high=9 / 5)
    assert found.decides == {}


def test_reports_without_a_place_that_decide_are_told_and_no_evidence():
    found = held(crime(5504, unplaced=0.5), crime(6158, unplaced=0.0))
    assert found.notes == ("unplaced_decides",)
    assert found.p_missed == 1.0


@pytest.mark.parametrize("unplaced", [0.07, 0.01, 0.35, 0.58])
@pytest.mark.parametrize("count", [1, 7, 10, 49])
def test_equal_shares_without_a_place_leave_an_equality_as_it_is(count, unplaced):
    """x/(1-u) three times is not (3x)/(1-u) in floats: 2,422 of 3,481 small cases differ."""
    found = held(crime(count, unplaced=unplaced), crime(3 * count, 3, unplaced=unplaced))
    assert (found.outcome, found.notes) == ("reached", ())


@pytest.mark.parametrize("unplaced", [(None, 0.1), (0.1, None), (1.0, 0.1)])
def test_where_nobody_knows_how_many_have_no_place_nothing_is_shared_out(unplaced):
    now, base = unplaced
    assert held(crime(5, unplaced=now), crime(6, unplaced=base)).notes == ()


def test_the_counts_that_decide_are_the_borders_of_the_limits():
    """R: poisson.test(c(x, 0)) is shown from 6 on; poisson.test(c(0, x)) down from 6."""
    none = held(crime(0), crime(0)).decides
    assert none == {"held_up_to": 0, "shown_missed_from": 6}
    six = held(crime(3), crime(6)).decides
    assert six["held_up_to"] == 6
    assert six["shown_held_up_to"] == 0
    assert held(crime(0), crime(6)).certainty == "shown"
    assert held(crime(1), crime(6)).certainty == "within_noise"
    above = int(six["shown_missed_from"])
    assert held(crime(above), crime(6)).certainty == "shown"
    assert held(crime(above - 1), crime(6)).certainty == "within_noise"


def test_the_count_that_is_held_is_a_whole_one():
    """37.9 a year: 37 is held, 38 is not."""
    assert held(crime(40), crime(379, 10)).decides["held_up_to"] == 37


@pytest.mark.parametrize(("better", "p"), [("lower", "p_rise"), ("higher", "p_fall")])
def test_the_p_is_that_of_the_missed_outcome(better, p):
    found = held(crime(7), crime(5), better=better)
    assert found.p_missed == getattr(found.change, p)
    assert found.p_missed == pytest.approx({"p_rise": 0.38720703125, "p_fall": 0.80615234375}[p])


def test_what_would_decide_a_rise_is_the_half_width_of_its_limits():
    found = judged("rises_every_year", now=share(0.82), before=share(0.80, 2027))
    assert found.decides == {"shown_from": pytest.approx(1.959964 * math.sqrt(0.0002), rel=1e-6)}
    assert found.p_missed == pytest.approx(1 - 0.0786496, rel=1e-5)  # pnorm(sqrt(2)) = 0.9213504


def test_printed_per_cents_that_are_equal_are_told():
    same = share(0.85, places=2, variance=None)
    found = judged("rises_every_year", now=same, before=same)
    assert found.notes == ("unchanged_as_printed",)
    assert judged("rises_every_year", now=share(0.8), before=share(0.8)).notes == ()


def near(now: Estimate, start: Estimate, gap: float, then: float, **more):
    wave = [difference(value, 0.0001, math.inf) for value in (gap, then)]
    return judged("approaches", now=now, start=start, gap_now=wave[0], gap_start=wave[1], **more)


def test_a_gap_that_closed_because_the_comparator_fell_is_told():
    """The city 88 to 86, the area 80 to 80: the gap from 8 to 6."""
    fell = near(share(0.80), share(0.80, 2024), 0.06, 0.08, closing=2028)
    rose = near(share(0.81), share(0.80, 2024), 0.05, 0.08, closing=2028)
    apart = near(share(0.78), share(0.80, 2024), 0.09, 0.08, closing=2028)
    assert fell.notes == ("comparator_fell",)
    assert rose.notes == apart.notes == ()


def test_before_the_end_a_leaning_is_kept_with_the_year_that_decides():
    found = near(share(0.80, 2027), share(0.78, 2024), 0.06, 0.08, closing=2028)
    assert (found.outcome, found.leaning, found.decides["closing"]) == ("later", "reached", 2028)
    farther = near(share(0.80, 2027), share(0.78, 2024), 0.08, 0.06)
    assert (farther.outcome, farther.leaning) == ("later", "missed")
    assert "closing" not in farther.decides


def test_missed_needs_a_gap_and_a_growing_one_so_its_p_is_the_larger():
    """Gap 1 point (SE 1): p = 0.1587; grown 9 points (SE sqrt 2): far smaller."""
    found = near(share(0.80), share(0.80, 2024), 0.01, -0.08, closing=2028)
    assert found.p_missed == pytest.approx(0.15865525, rel=1e-6)


def test_without_a_start_wave_there_is_no_evidence_of_a_growing_gap():
    above = difference(-0.01, 0.0001, math.inf)
    assert judged("approaches", now=share(0.8), gap_now=above, closing=2028).p_missed == 1.0


def test_at_least_tells_how_many_activities_would_have_to_change():
    """75 % of 8 is 6. With 7, two fewer would miss it; with 4, two more would reach it.

    75 % of 10 is 7.5: 8 are needed.
    """
    wanted = {(7, 8): 2, (6, 8): 1, (4, 8): 2, (0, 8): 6, (3, 4): 1, (7, 10): 1, (8, 10): 1}
    for counted, change in wanted.items():
        assert judged("at_least", now=share(0.5), counted=counted, at_least=75).decides == {
            "to_change": change
        }


LIMITLESS = Change(kind="difference", value=0.06, limits=None)


@pytest.mark.parametrize(
    ("shares", "why"),
    [
        ((share(0.8, variance=None), share(0.86), share(0.8), share(0.86)), "no_n"),
        ((share(0.8), share(0.86, variance=None), share(0.8), share(0.86)), "no_n"),
        ((share(0.8, df=0), share(0.86, df=99), share(0.8), share(0.86)), "no_spread"),
        ((share(0.8, places=2), share(0.86, places=2), share(0.8), share(0.86)), "no_population"),
    ],
)
def test_an_unknown_certainty_of_a_gap_says_why(shares, why):
    now, city, start, city_start = shares
    found = judged(
        "approaches", now=now, comparator_now=city, start=start, comparator_start=city_start,
        gap_now=LIMITLESS, gap_start=LIMITLESS, closing=2028,
    )  # fmt: skip
    assert (found.certainty, found.unknown) == ("unknown", why)


@pytest.mark.parametrize(
    ("now", "before", "why"),
    [
        (share(0.8, variance=None), share(0.7), "no_n"),
        (share(0.8), share(0.7, variance=None), "no_n"),
        (share(0.8, df=0), share(0.7, df=9), "no_spread"),
    ],
)
@pytest.mark.parametrize("rule", ["rises_every_year", "monitored"])
def test_an_unknown_certainty_of_a_change_says_why(rule, now, before, why):
    assert judged(rule, now=now, before=before).unknown == why


def test_a_printed_level_of_zero_has_no_ratio_and_says_so():
    zero = Estimate(series=SERIES, year=0, unit="count", method="printed", value=0.0)
    assert held(crime(3), zero).unknown == "zero_baseline"
    assert held(crime(3), zero).outcome == "missed"
    assert held(crime(0), zero).outcome == "reached"


def test_a_comparator_without_a_figure_is_a_reason_of_its_own():
    found = judged("approaches", now=share(0.8), gap_now=NO_GAP, closing=2028)
    assert (found.outcome, found.reason) == ("not_judged", "no_comparator")
