"""Comparisons: only here do two figures meet, and only where they are of one series."""

import math
from dataclasses import replace

from grundlag.errors import Problem, SeriesError
from grundlag.indicators.bridges import carried, differing, path, widened
from grundlag.indicators.intervals import difference, ratio, tails
from grundlag.indicators.model import Bridges, Change, Estimate, Interval, Made, Series

UNBRIDGED = Bridges()

NOTHING = {
    "ratio": Change(kind="ratio", value=None, limits=None),
    "difference": Change(kind="difference", value=None, limits=None),
}


def change(now: Estimate, then: Estimate, bridges: Bridges = UNBRIDGED) -> Change:
    """How `now` differs from `then`: a ratio of counts or rates, a difference of shares.

    Raises SeriesError where the two are not of one series and no declared bridge joins just what
    differs. No value, or no variance, on either side gives a change without limits, or without a
    value.
    """
    earlier = comparable(now, then, bridges)
    return replace(_change(now, earlier), bridges=earlier.bridges)


def comparable(now: Estimate, then: Estimate, bridges: Bridges = UNBRIDGED) -> Estimate:
    """An earlier figure in a later one's series: as it is, or carried over what joins the two.

    Raises SeriesError where nothing does.
    """
    over = path(now, then, bridges)
    if over is None:
        raise _apart(now.series, then.series)
    return carried(then, now.series, over)


def refuse_other_series(now: Series, then: Series) -> None:
    """Raise SeriesError that names every way in which two series differ."""
    if differing(now, then):
        raise _apart(now, then)


def _apart(now: Series, then: Series) -> SeriesError:
    ways = "; ".join(
        f'{name}: "{getattr(then, name)}" and "{getattr(now, name)}"'
        for name in differing(now, then)
    )
    where = f"{now.indicator}, {now.area}"
    what = f"the two figures are of different series ({ways})."
    fix = "Compare within one series, or declare a [[bridge]] that joins just these."
    return SeriesError(Problem(where=where, what=what, fix=fix))


def _change(now: Estimate, then: Estimate) -> Change:
    if now.value is None or then.value is None:
        return NOTHING["difference" if now.unit == "share" else "ratio"]
    if now.unit == "share":
        return _between_waves(now.value - then.value, now.made, then.made)
    return _ratio(now, then)


def _ratio(now: Estimate, then: Estimate) -> Change:
    x1, e1 = now.made.count, now.made.exposure
    if x1 is None or not e1:
        return NOTHING["ratio"]
    if then.made.count is None or not then.made.exposure:
        return _against_constant(now, then)
    return ratio_to(then.made, x1, e1, now.made.dispersion or 1.0)


def ratio_to(then: Made, x1: float, e1: float, dispersion: float) -> Change:
    """The ratio of a count on an exposure to what an earlier figure is made of."""
    x0, e0 = then.count or 0.0, then.exposure or 0.0

    def tails_at(level: float) -> tuple[float, float | None]:
        found = ratio(x1, e1 * level, x0, e0, dispersion)
        return found.p_rise or 0.0, found.p_fall

    return widened(ratio(x1, e1, x0, e0, dispersion), then.error, tails_at)


def _against_constant(now: Estimate, then: Estimate) -> Change:
    """Against a printed level without counts: the level is taken as a constant."""
    if not then.value or now.value is None or now.limits is None:
        return NOTHING["ratio"]
    limits = Interval(low=now.limits.low / then.value, high=now.limits.high / then.value)
    value, count, dispersion = now.value / then.value, now.made.count, now.made.dispersion

    def tails_at(level: float) -> tuple[float, float | None]:
        return tails(count or 0.0, value / level, dispersion or 1.0)

    p_rise, p_fall = tails_at(1.0)
    found = Change(kind="ratio", value=value, limits=limits, p_rise=p_rise, p_fall=p_fall)
    return widened(found, then.made.error, tails_at)


def change_of_gap(now: Change, then: Change) -> Change:
    """How a gap changed from an earlier wave: the waves are independent, so variances add."""
    if now.value is None or then.value is None:
        return NOTHING["difference"]
    return replace(_between_waves(now.value - then.value, now, then), bridges=then.bridges)


def _between_waves(value: float, now: Made | Change, then: Made | Change) -> Change:
    """Variances and degrees of freedom add; a wave without one degree gives no limits.

    Formula: docs/methods/change.md. A df of None is a variance known from a formula, not measured.
    """
    if now.variance is None or then.variance is None:
        return Change(kind="difference", value=value, limits=None)
    freedom = [math.inf if each.df is None else each.df for each in (now, then)]
    df = sum(freedom) if min(freedom) >= 1 else 0.0
    return difference(value, now.variance + then.variance, df)
