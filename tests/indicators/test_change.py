"""Two figures meet only where they are of one series; and what comes of it."""

import math
from dataclasses import fields, replace

import pytest

from grundlag.errors import SeriesError
from grundlag.indicators.change import change, change_of_gap, refuse_other_series
from grundlag.indicators.intervals import garwood, ratio, tails
from grundlag.indicators.model import Change, Estimate, Interval, Made, Series

SERIES = Series(
    indicator="indbrud", basis="forslag-2025", area="folehaven", area_version="2021",
    list_version="koder 3", question_version="", provider="politiet", origin="records", since=2020,
)  # fmt: skip
OTHER: dict[str, object] = {"origin": "delivered", "since": 2023}
COUNT = Estimate(series=SERIES, year=2025, unit="count", method="garwood, dispersion 3")
SHARE = replace(COUNT, unit="share", method="korn_graubard")


def _count(x: float, years: float = 1, phi: float = 3) -> Estimate:
    return replace(
        COUNT, value=x / years, made=Made(count=x, exposure=years, dispersion=phi),
        limits=Interval(low=x / 2, high=x * 2),
    )  # fmt: skip


def _share(p: float | None, variance: float | None, df: float | None) -> Estimate:
    return replace(SHARE, value=p, made=Made(variance=variance, df=df))


@pytest.mark.parametrize("name", [field.name for field in fields(Series)])
def test_figures_that_differ_in_any_way_are_refused(name: str) -> None:
    then = replace(SERIES, **{name: OTHER.get(name, "another")})  # type: ignore[arg-type]
    with pytest.raises(SeriesError) as caught:
        change(_count(7), replace(_count(5), series=then))
    (problem,) = caught.value.problems
    assert f'({name}: "{getattr(then, name)}" and "{getattr(SERIES, name)}")' in problem.what
    assert SERIES.area in problem.where
    assert SERIES.indicator in problem.where
    assert "one series" in problem.fix


def test_every_way_in_which_two_series_differ_is_named() -> None:
    then = replace(SERIES, area_version="", since=2023)
    with pytest.raises(SeriesError, match=r'area_version: "" and "2021"; since: "2023" and "2020"'):
        refuse_other_series(SERIES, then)


def test_a_refusal_comes_before_the_question_whether_there_is_a_figure() -> None:
    with pytest.raises(SeriesError):
        change(_count(7), replace(COUNT, series=replace(SERIES, basis="nuvaerende")))


def test_counts_of_one_series_give_their_ratio() -> None:
    assert change(_count(30), _count(60, years=3)) == ratio(30, 1, 60, 3, 3)
    assert change(_count(30, phi=1), _count(60, years=3)) == ratio(30, 1, 60, 3, 1)


def test_an_equal_count_is_a_ratio_of_exactly_1() -> None:
    assert change(_count(49), _count(147, years=3)).value == 1.0


def test_from_nothing_to_nothing_is_no_ratio() -> None:
    found = change(_count(0), _count(0))
    assert (found.value, found.limits) == (None, Interval(low=0.0, high=math.inf))


@pytest.mark.parametrize(("unit", "kind"), [("count", "ratio"), ("share", "difference")])
def test_no_figure_on_either_side_is_no_change(unit: str, kind: str) -> None:
    nothing = replace(COUNT, unit=unit)  # type: ignore[arg-type]
    some = replace(nothing, value=0.5)
    for now, then in ((nothing, some), (some, nothing)):
        found = change(now, then)
        assert (found.kind, found.value, found.limits) == (kind, None, None)


def test_against_a_printed_level_the_level_is_a_constant() -> None:
    """Limits of 15 to 60 over a printed 20 are 0.75 to 3.

    With the variance tripled 10 are held against a constant 6.67: a Poisson of that mean is 10 or
    more, or 10 or less.
    """
    upto = [math.exp(-20 / 3) * (20 / 3) ** k / math.factorial(k) for k in range(11)]
    printed = replace(COUNT, value=20.0, made=Made(dispersion=3.0), no_limits="constant")
    found = change(_count(30), printed)
    assert found == Change(
        kind="ratio",
        value=1.5,
        limits=Interval(low=0.75, high=3.0),
        p_rise=pytest.approx(1 - sum(upto[:10])),
        p_fall=pytest.approx(sum(upto)),
    )
    assert change(replace(_count(30), limits=None), printed).limits is None
    assert change(_count(30), replace(printed, value=0.0)).value is None


def test_a_count_without_what_it_is_made_of_is_no_ratio() -> None:
    bare = replace(COUNT, value=30.0)
    assert change(bare, _count(20)).value is None


def test_variances_and_degrees_of_freedom_of_two_waves_add() -> None:
    """0.0009 + 0.0016 = 0.05^2; t with 4 + 6 degrees is 2.228139 (R: qt(0.975, 10))."""
    found = change(_share(0.84, 0.0009, 4), _share(0.80, 0.0016, 6))
    assert found.limits is not None
    assert found.variance == pytest.approx(0.0025)
    assert found.df == 10
    assert found.limits.low == pytest.approx(0.04 - 2.2281388519649385 * 0.05)
    assert found.limits.high == pytest.approx(0.04 + 2.2281388519649385 * 0.05)


def test_printed_shares_have_normal_limits() -> None:
    assert change(_share(0.84, 0.0009, None), _share(0.80, 0.0016, None)).df == math.inf


def test_equal_shares_have_a_difference_of_exactly_0() -> None:
    assert change(_share(0.84, 0.0009, 4), _share(0.84, 0.0016, 6)).value == 0.0


@pytest.mark.parametrize(("now", "then"), [(None, 0.1), (0.1, None)])
def test_without_a_variance_there_is_a_difference_without_limits(
    now: float | None, then: float | None
) -> None:
    found = change(_share(0.84, now, 4), _share(0.80, then, 6))
    assert found.value == pytest.approx(0.04)
    assert (found.limits, found.p_rise) == (None, None)


@pytest.mark.parametrize(("now", "then"), [(0, 6), (4, 0), (0, 0), (0, None)])
def test_no_degree_of_freedom_is_not_taken_for_endlessly_many(
    now: float | None, then: float | None
) -> None:
    """A wave within one PSU once gave the normal limits of a known variance."""
    found = change(_share(0.84, 0.0009, now), _share(0.80, 0.0016, then))
    assert found.value == pytest.approx(0.04)
    assert (found.limits, found.p_rise) == (None, None)


def test_the_change_of_a_gap() -> None:
    now = Change(kind="difference", value=0.05, limits=None, variance=0.0009, df=4)
    then = Change(kind="difference", value=0.09, limits=None, variance=0.0016, df=6)
    found = change_of_gap(now, then)
    assert found.value == pytest.approx(-0.04)
    assert (found.variance, found.df) == (pytest.approx(0.0025), 10)
    assert change_of_gap(replace(now, variance=None), then).limits is None
    assert change_of_gap(now, replace(then, value=None)).value is None
    assert change_of_gap(now, replace(then, df=0)).limits is None


@pytest.mark.parametrize("phi", [1.0, 3.0, 5.0])
@pytest.mark.parametrize("count", [1.0, 4.0, 30.0, 250.0])
def test_p_against_a_constant_agrees_with_the_limits_of_the_count(count: float, phi: float) -> None:
    """At a count's own exact limit p is 0.025: the two tell one story."""
    limits = garwood(count, 1.0, phi)
    assert tails(count, count / limits.low, phi)[0] == pytest.approx(0.025)
    assert tails(count, count / limits.high, phi)[1] == pytest.approx(0.025)


def test_of_a_count_of_nothing_no_fall_is_said() -> None:
    assert tails(0.0, 0.0) == (1.0, None)
