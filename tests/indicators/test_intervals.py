"""Laws of the intervals, and what they say where there is nothing to say."""

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from grundlag.indicators.intervals import difference, garwood, korn_graubard, ratio, wilson
from grundlag.indicators.model import Change, Interval

LAW = settings(derandomize=True, database=None, deadline=None, max_examples=60)
TAIL = 0.025
counts = st.integers(0, 6000)
exposures = st.floats(0.1, 1000)
phis = st.floats(1, 8)
proportions = st.floats(0.001, 0.999)


def _limits(found: Change) -> Interval:
    assert found.limits is not None
    return found.limits


@LAW
@given(counts, exposures, phis)
def test_a_count_lies_in_its_limits(x: int, e: float, phi: float) -> None:
    found = garwood(x, e, phi)
    assert 0 <= found.low <= x / e < found.high
    assert (found.low == 0) == (x == 0)


@LAW
@given(st.integers(1, 6000), exposures, phis)
def test_more_spread_gives_wider_limits_of_a_count(x: int, e: float, phi: float) -> None:
    narrow, wide = garwood(x, e, phi), garwood(x, e, phi * 1.1)
    assert wide.low < narrow.low < narrow.high < wide.high


def test_the_limits_of_no_reports_are_0_and_ln_40() -> None:
    found = garwood(0, 1)
    assert found.low == 0
    assert found.high == pytest.approx(math.log(40))  # exp(-high) = 0.025


@pytest.mark.parametrize("exposure", [0.0, -1.0])
def test_without_exposure_everything_is_possible(exposure: float) -> None:
    assert garwood(3, exposure) == Interval(low=0.0, high=math.inf)


@LAW
@given(counts, exposures, counts, exposures, phis)
def test_a_ratio_lies_in_its_limits(x1: int, e1: float, x0: int, e0: float, phi: float) -> None:
    found = ratio(x1, e1, x0, e0, phi)
    limits = _limits(found)
    if found.value is None:
        assert (x1, x0) == (0, 0)
        assert limits == Interval(low=0.0, high=math.inf)
        return
    assert limits.low <= found.value <= limits.high
    assert (limits.low == 0) == (x1 == 0)
    assert math.isinf(limits.high) == (x0 == 0)


@LAW
@given(st.integers(1, 6000), exposures, st.integers(1, 6000), exposures, phis)
def test_more_spread_gives_wider_limits_of_a_ratio(
    x1: int, e1: float, x0: int, e0: float, phi: float
) -> None:
    narrow, wide = _limits(ratio(x1, e1, x0, e0, phi)), _limits(ratio(x1, e1, x0, e0, phi * 1.1))
    assert wide.low < narrow.low < narrow.high < wide.high


@LAW
@given(st.integers(1, 6000), exposures, st.integers(1, 6000), exposures, phis)
def test_now_against_then_is_one_over_then_against_now(
    x1: int, e1: float, x0: int, e0: float, phi: float
) -> None:
    found, turned = ratio(x1, e1, x0, e0, phi), ratio(x0, e0, x1, e1, phi)
    assert found.value is not None
    assert turned.value == pytest.approx(1 / found.value, rel=1e-12)
    assert _limits(turned).low == pytest.approx(1 / _limits(found).high, rel=1e-8)
    assert _limits(turned).high == pytest.approx(1 / _limits(found).low, rel=1e-8)
    assert turned.p_rise == pytest.approx(found.p_fall, rel=1e-9, abs=1e-12)


near = st.integers(0, 40)


@LAW
@given(near, st.floats(0.5, 3), near, st.floats(0.5, 3), phis)
def test_the_limits_and_the_p_of_a_ratio_say_the_same(
    x1: int, e1: float, x0: int, e0: float, phi: float
) -> None:
    found = ratio(x1, e1, x0, e0, phi)
    assert found.p_rise is not None
    assert found.p_fall is not None
    assume(min(abs(found.p_rise - TAIL), abs(found.p_fall - TAIL)) > 1e-9)
    assert (_limits(found).low > 1) == (found.p_rise < TAIL)
    assert (_limits(found).high < 1) == (found.p_fall < TAIL)


@LAW
@given(st.floats(-1, 1), st.floats(1e-6, 1), st.floats(1, 1000))
def test_the_limits_and_the_p_of_a_difference_say_the_same(v: float, s: float, df: float) -> None:
    found = difference(v, s, df)
    assert found.p_rise is not None
    assert found.p_fall is not None
    assume(min(abs(found.p_rise - TAIL), abs(found.p_fall - TAIL)) > 1e-9)
    assert _limits(found).low < v < _limits(found).high
    assert (_limits(found).low > 0) == (found.p_rise < TAIL)
    assert (_limits(found).high < 0) == (found.p_fall < TAIL)


@LAW
@given(counts, st.floats(0.1, 1e6), phis)
def test_the_same_count_twice_is_a_ratio_of_exactly_1(x: int, e: float, phi: float) -> None:
    found = ratio(x, e, x, e, phi)
    assert found.value == (1.0 if x else None)
    assert found.p_rise == pytest.approx(found.p_fall, rel=1e-9)


@LAW
@given(st.integers(1, 5000), st.integers(1, 7))
def test_the_same_count_each_year_is_a_ratio_of_exactly_1(x: int, years: int) -> None:
    assert ratio(x, 1, x * years, years).value == 1.0


@LAW
@given(proportions, st.integers(2, 5000), st.floats(0.5, 4), st.floats(1, 2000))
def test_a_share_lies_in_its_limits(p: float, n: int, deff: float, df: float) -> None:
    found = korn_graubard(p, n, deff * p * (1 - p) / n, df, 1.3)
    assert 0 <= found.low < p < found.high <= 1
    turned = korn_graubard(1 - p, n, deff * p * (1 - p) / n, df, 1.3)
    assert turned.low == pytest.approx(1 - found.high, abs=1e-9)


@LAW
@given(st.floats(0.1, 0.9), st.integers(100, 5000), st.integers(4, 500))
def test_a_larger_variance_and_fewer_psus_give_wider_limits(p: float, n: int, df: int) -> None:
    v = p * (1 - p) / n
    narrow, wide = korn_graubard(p, n, v, df, 1.3), korn_graubard(p, n, 2 * v, df, 1.3)
    assert wide.low < narrow.low < narrow.high < wide.high
    few = korn_graubard(p, n, v, df / 2, 1.3)
    assert few.low < narrow.low < narrow.high < few.high


def test_a_df_of_none_counts_as_one() -> None:
    """R has NaN there: t with 0 degrees."""
    assert korn_graubard(0.4, 9, 0.03, 0, 1.3) == korn_graubard(0.4, 9, 0.03, 1, 1.3)


@LAW
@given(st.floats(0, 1), st.floats(1, 5000))
def test_wilsons_interval_holds_the_share_and_mirrors(p: float, n: float) -> None:
    found, turned = wilson(p, n), wilson(1 - p, n)
    assert 0 <= found.low <= p + 1e-12
    assert p - 1e-12 <= found.high <= 1
    assert turned.low == pytest.approx(1 - found.high, abs=1e-9)


@pytest.mark.parametrize(
    ("value", "p_rise", "p_fall"), [(0.1, 0.0, 1.0), (0.0, 1.0, 1.0), (-0.1, 1.0, 0.0)]
)
def test_a_difference_without_noise_is_itself(value: float, p_rise: float, p_fall: float) -> None:
    found = difference(value, 0.0, math.inf)
    assert found.limits == Interval(low=value, high=value)
    assert (found.p_rise, found.p_fall) == (p_rise, p_fall)


@pytest.mark.parametrize("df", [0, 0.0, 0.5])
def test_a_difference_without_a_degree_of_freedom_has_no_limits(df: float) -> None:
    """Once these were not-a-number, which is neither above nor below anything."""
    found = difference(0.1, 0.01, df)
    assert (found.value, found.limits, found.p_rise) == (0.1, None, None)


def test_a_known_variance_gives_normal_limits() -> None:
    found = _limits(difference(0.0, 1.0, math.inf))
    assert found.high == pytest.approx(1.959963984540054, rel=1e-12)  # R: qnorm(0.975)
