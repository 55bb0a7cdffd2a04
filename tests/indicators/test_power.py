"""What can be seen at all: against the product's own limits, simulation and published figures."""

import math

import numpy as np
import pytest

from grundlag.indicators import power
from grundlag.indicators.intervals import garwood, ratio
from grundlag.indicators.power import Level, borders, drawn, given, smallest, years_needed
from grundlag.indicators.power_shares import (
    answers_needed,
    nearer,
    overlooked,
    smallest_difference,
)

LEVELS = [
    Level(x0=x0, e0=e0, e1=e1, dispersion=phi)
    for x0, e0, e1 in ((0, 1, 1), (6, 1, 1), (7, 1, 1), (72, 3, 1), (25, 1, 4), (64, 2190, 2222))
    for phi in (1, 2, 4.7)
]


def _is(level: Level, x1: int, way: str) -> bool:
    limits = ratio(x1, level.e1, level.x0, level.e0, level.dispersion).limits
    return limits.low > 1 if way == "rise" else limits.high < 1


@pytest.mark.parametrize("level", LEVELS, ids=str)
def test_the_counts_that_decide_are_those_of_the_rule_count_by_count(level: Level):
    found, counts = borders(level), range(1000)
    risen = [x for x in counts if _is(level, x, "rise")]
    fallen = [x for x in counts if _is(level, x, "fall")]
    assert risen == list(range(found.rise_from, 1000))
    assert fallen == list(range(0 if found.fall_up_to is None else found.fall_up_to + 1))


@pytest.mark.parametrize("phi", [1, 3])
def test_against_a_constant_the_counts_limits_decide(phi: float):
    """A printed 80 a year, and four years to come: a count's own limits must leave 320."""
    level = Level(x0=80, e0=1, e1=4, dispersion=phi, constant=True)
    limits = {x: garwood(x, 4, phi) for x in range(800)}
    found = borders(level)
    assert found.rise_from == min(x for x in limits if limits[x].low > 80)
    assert found.fall_up_to == max(x for x in limits if limits[x].high < 80)
    assert found.held_up_to == 320
    assert drawn(level) == given(level)


MEASURED = [(25, 2, -0.88, 1.54), (100, 3, -0.60, 0.84), (450, 4.7, -0.38, 0.46),
            (1000, 4.7, -0.26, 0.30)]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("x0", "phi", "fall", "rise"), MEASURED)
def test_the_measured_smallest_changes_are_those_of_a_drawn_baseline(x0, phi, fall, rise):
    """docs/methods/change.md's 88 and 154 % and the like, measured by simulation of both years."""
    level = Level(x0=x0, e0=1, e1=1, dispersion=phi)
    assert smallest(level, "fall", "drawn") - 1 == pytest.approx(fall, abs=0.02)
    assert smallest(level, "rise", "drawn") - 1 == pytest.approx(rise, abs=0.02)
    assert smallest(level, "rise") < smallest(level, "rise", "drawn")


@pytest.mark.slow
@pytest.mark.parametrize(("x0", "phi"), [(25, 2), (100, 3), (450, 4.7)])
def test_a_drawn_baseline_is_what_simulation_gives(x0, phi):
    numbers = np.random.default_rng(20260301)
    size, n = x0 / (phi - 1), 20_000
    then, now = numbers.negative_binomial(size, 1 / phi, (2, n))
    told = [ratio(b, 1, a, 1, phi).limits for a, b in zip(then, now, strict=True)]
    level = Level(x0=x0, e0=1, e1=1, dispersion=phi)
    found, four = drawn(level), 4 * math.sqrt(0.025 / n)
    assert np.mean([t.low > 1 for t in told]) == pytest.approx(found.rise, abs=four)
    assert np.mean([t.high < 1 for t in told]) == pytest.approx(found.fall, abs=four)
    assert np.mean(now > then) == pytest.approx(found.above, abs=4 * math.sqrt(0.25 / n))
    assert found.neither == pytest.approx(1 - found.rise - found.fall)


@pytest.mark.parametrize("count", [5, 25, 100, 1000])
def test_the_outcome_alone_fails_in_nearly_every_second_year(count):
    """44-50 % of years where nothing has changed: so many Poisson draws are above one another."""
    assert 0.435 < drawn(Level(x0=count, e0=1, e1=1)).above < 0.5
    assert drawn(Level(x0=count, e0=1, e1=1)).rise < 0.025


@pytest.mark.parametrize("way", ["rise", "fall"])
def test_the_smallest_change_is_shown_eight_times_in_ten(way):
    level = Level(x0=100, e0=1, e1=1, dispersion=3)
    found = smallest(level, way)
    assert getattr(given(level, found), way) == pytest.approx(0.8, abs=1e-9)


def test_a_fall_that_even_no_report_would_not_show_is_none():
    """R: qbeta(0.975, 1, b) is below one half from b = 5.33 on: 16 reports where phi is 3."""
    assert smallest(Level(x0=15, e0=1, e1=1, dispersion=3), "fall") is None
    assert smallest(Level(x0=16, e0=1, e1=1, dispersion=3), "fall") is not None


def test_nothing_rises_from_nothing():
    assert smallest(Level(x0=0, e0=1, e1=1), "rise") is None


def test_years_are_added_until_a_change_is_seen():
    """1,000 a year at phi 4.7: a quarter more shows in 72 % of years, and in 2 years together."""
    level = Level(x0=1000, e0=1, e1=1, dispersion=4.7)
    assert given(level, 1.25).rise < 0.8
    two = Level(x0=1000, e0=1, e1=2, dispersion=4.7)
    assert given(two, 1.25).rise >= 0.8
    assert years_needed(level, 1.25) == 2
    assert years_needed(level, 1.4) == 1
    assert years_needed(level, 0.6) == 1


def test_no_number_of_years_mends_a_small_baseline():
    assert years_needed(Level(x0=25, e0=1, e1=1, dispersion=2), 1.25) is None
    longer = Level(x0=2500, e0=100, e1=1, dispersion=2)
    assert 1 < (years_needed(longer, 1.25) or 0) <= power.MOST_YEARS


@pytest.mark.parametrize(("n", "points"), [(200, 12.8), (300, 10.4), (400, 9.0)])
def test_the_smallest_difference_of_a_survey(n, points):
    """80 % at a design effect of 1.3: by hand, 2.80 sqrt(2 x 1.3 x 0.16 / n)."""
    found = smallest_difference(2 * 1.3 * 0.8 * 0.2 / n, math.inf)
    assert 100 * found == pytest.approx(points, abs=0.05)


def test_few_degrees_of_freedom_ask_for_more():
    """R: qt(0.975, 10) + qt(0.8, 10) is 3.10719668, and 2.80158522 where there are many."""
    assert smallest_difference(1.0, 10) == pytest.approx(3.10719668, abs=1e-7)
    assert smallest_difference(1.0, math.inf) == pytest.approx(2.80158522, abs=1e-7)


@pytest.mark.parametrize("df", [10, math.inf])
def test_the_smallest_difference_is_overlooked_two_times_in_ten(df):
    assert overlooked(smallest_difference(0.0004, df), 0.0004, df) == pytest.approx(0.2)
    assert overlooked(0.0, 0.0004, df) == pytest.approx(0.975)


def test_answers_grow_with_the_square():
    """By hand: half of what 300 answers show takes four times as many."""
    assert answers_needed(300, 0.1, 0.05) == 1200
    assert answers_needed(300, 0.1, 0.1) == 300


@pytest.mark.parametrize("gap", [0.1, 0.02, 0.0, -0.05])
def test_a_gap_that_stays_is_told_as_simulation_tells_it(gap):
    numbers, n, spread = np.random.default_rng(7), 400_000, 0.02
    now, start = gap + spread * numbers.standard_normal((2, n))
    level, moved = 1.959964 * spread, 1.959964 * spread * math.sqrt(2)
    found = nearer(gap, spread**2)
    reached = np.mean((now <= -level) | (now - start < -moved))
    missed = np.mean((now > level) & (now - start > moved))
    opens = np.mean((now > 0) & (now >= start))
    for simulated, chance in ((reached, found.reached), (missed, found.missed),
                              (opens, found.opens)):  # fmt: skip
        error = 4 * math.sqrt(max(chance * (1 - chance), 1e-5) / n)
        assert simulated == pytest.approx(chance, abs=error)
    assert found.neither == pytest.approx(1 - found.reached - found.missed)


def test_four_rises_in_a_row_by_day_and_night_are_rare():
    """A true rise of 2 points a year at 300 answers: 3 to 5 % of agreements would be called met.

    Day and night are asked of the same people: 95 of 100 who feel safe at night do so by day.
    """
    numbers, n = np.random.default_rng(11), 100_000
    counts = []
    for wave in range(5):
        day, night = 0.80 + 0.02 * wave, 0.70 + 0.02 * wave
        both = 0.95 * night
        kinds = [both, day - both, night - both, 1 - day - night + both]
        counts.append(numbers.multinomial(300, kinds, n))
    by_day, by_night = (np.array([c[:, 0] + c[:, i] for c in counts]) for i in (1, 2))
    rose = [np.all(np.diff(safe, axis=0) > 0, axis=0) for safe in (by_day, by_night)]
    assert 0.03 < np.mean(rose[0] & rose[1]) < 0.05


def test_of_many_baselines_one_stands_for_those_beside_it(monkeypatch):
    level = Level(x0=2000, e0=1, e1=1, dispersion=3)
    each = drawn(level)
    monkeypatch.setattr(power, "MOST", 200)  # seven beside one another
    assert drawn(level).rise == pytest.approx(each.rise, rel=1e-3)
    assert drawn(level).fall == pytest.approx(each.fall, rel=1e-3)


def test_a_count_that_no_float_can_step_through_comes_to_an_end():
    """Of so many the chance is nearly the nominal 2.5 %; its borders are a normal's: 1.96 sqrt."""
    assert drawn(Level(x0=1e8, e0=1, e1=1, dispersion=5)).rise == pytest.approx(0.025, abs=1e-4)
    found = borders(Level(x0=1e8, e0=1, e1=1, dispersion=5))
    apart = 1.959964 * math.sqrt(2 * 5 * 1e8)
    assert found.rise_from - 1e8 == pytest.approx(apart, rel=1e-3)
    assert borders(Level(x0=4e17, e0=1, e1=1)).held_up_to == 4 * 10**17
