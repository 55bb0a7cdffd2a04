"""A wider level gives wider limits: 99 % holds all that 95 % holds, in every interval there is."""

from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from grundlag.indicators import intervals
from grundlag.indicators.model import Interval

LAW = settings(max_examples=150, deadline=None)
WIDER = 0.005  # each side of 99 %
TINY = 1e-12
counts, exposures = st.integers(0, 3000), st.floats(0.01, 1e4)
phis, shares = st.floats(1, 8), st.floats(0, 1, allow_subnormal=False)


def _both(make) -> tuple[Interval, Interval]:
    """The limits at 95 %, and at 99 %."""
    usual = make()
    with mock.patch.object(intervals, "TAIL", WIDER):
        wider = make()
    return usual, wider


def _holds(usual: Interval, wider: Interval) -> bool:
    return wider.low <= usual.low + TINY and usual.high <= wider.high + TINY


@LAW
@given(counts, exposures, phis)
def test_of_a_count(x, e, phi):
    usual, wider = _both(lambda: intervals.garwood(x, e, phi))
    assert _holds(usual, wider)
    assert wider.high > usual.high


@LAW
@given(counts, exposures, counts, exposures, phis)
def test_of_a_ratio(x1, e1, x0, e0, phi):
    usual, wider = _both(lambda: intervals.ratio(x1, e1, x0, e0, phi).limits)
    assert _holds(usual, wider)
    assert x1 == 0 or wider.low < usual.low


@LAW
@given(shares, st.integers(2, 2000), st.floats(0.2, 5), st.integers(1, 500))
def test_of_a_weighted_share(p, n, deff, df):
    variance, df = deff * p * (1 - p) / n, min(df, n - 1)  # a domain never has more
    usual, wider = _both(lambda: intervals.korn_graubard(p, n, variance, df, deff=1.3))
    assert _holds(usual, wider)


@LAW
@given(shares, st.floats(2, 5000))
def test_of_a_printed_share(p, n):
    usual, wider = _both(lambda: intervals.wilson(p, n))
    assert _holds(usual, wider)


@LAW
@given(st.floats(-1, 1), st.floats(1e-8, 1), st.floats(1, 500))
def test_of_a_difference(value, variance, df):
    usual, wider = _both(lambda: intervals.difference(value, variance, df).limits)
    assert _holds(usual, wider)
    assert wider.low < usual.low < usual.high < wider.high
