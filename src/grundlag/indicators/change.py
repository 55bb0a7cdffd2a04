"""Comparisons: only here do two figures meet, and only where they are of one series."""

import math
from dataclasses import fields

from grundlag.errors import Problem, SeriesError
from grundlag.indicators.intervals import difference, ratio, tails
from grundlag.indicators.model import Change, Estimate, Interval, Made, Series

NOTHING = {
    "ratio": Change(kind="ratio", value=None, limits=None),
    "difference": Change(kind="difference", value=None, limits=None),
}


def change(now: Estimate, then: Estimate) -> Change:
    """How `now` differs from `then`: a ratio of counts or rates, a difference of shares.

    Raises SeriesError where the two are not of one series. No value, or no variance, on either
    side gives a change without limits, or without a value.
    """
    refuse_other_series(now.series, then.series)
    if now.value is None or then.value is None:
        return NOTHING["difference" if now.unit == "share" else "ratio"]
    if now.unit == "share":
        return _between_waves(now.value - then.value, now.made, then.made)
    return _ratio(now, then)


def refuse_other_series(now: Series, then: Series) -> None:
    """Raise SeriesError that names every way in which two series differ."""
    found = [f.name for f in fields(Series) if getattr(now, f.name) != getattr(then, f.name)]
    if found:
        ways = "; ".join(
            f'{name}: "{getattr(then, name)}" and "{getattr(now, name)}"' for name in found
        )
        where = f"{now.indicator}, {now.area}"
        what = f"the two figures are of different series ({ways})."
        fix = "Compare within one series."
        raise SeriesError(Problem(where=where, what=what, fix=fix))


def _ratio(now: Estimate, then: Estimate) -> Change:
    x1, e1 = now.made.count, now.made.exposure
    x0, e0 = then.made.count, then.made.exposure
    dispersion = now.made.dispersion or 1.0
    if x1 is None or not e1:
        return NOTHING["ratio"]
    if x0 is None or not e0:
        return _against_constant(now, then)
    return ratio(x1, e1, x0, e0, dispersion)


def _against_constant(now: Estimate, then: Estimate) -> Change:
    """Against a printed level without counts: the level is taken as a constant."""
    if not then.value or now.value is None or now.limits is None:
        return NOTHING["ratio"]
    limits = Interval(low=now.limits.low / then.value, high=now.limits.high / then.value)
    value = now.value / then.value
    p_rise, p_fall = tails(now.made.count or 0.0, value, now.made.dispersion or 1.0)
    return Change(kind="ratio", value=value, limits=limits, p_rise=p_rise, p_fall=p_fall)


def change_of_gap(now: Change, then: Change) -> Change:
    """How a gap changed from an earlier wave: the waves are independent, so variances add."""
    if now.value is None or then.value is None:
        return NOTHING["difference"]
    return _between_waves(now.value - then.value, now, then)


def _between_waves(value: float, now: Made | Change, then: Made | Change) -> Change:
    """Variances and degrees of freedom add; a wave without one degree gives no limits.

    Formula: docs/methods/change.md. A df of None is a variance known from a formula, not measured.
    """
    if now.variance is None or then.variance is None:
        return Change(kind="difference", value=value, limits=None)
    freedom = [math.inf if each.df is None else each.df for each in (now, then)]
    df = sum(freedom) if min(freedom) >= 1 else 0.0
    return difference(value, now.variance + then.variance, df)
