"""Several years as one: summed reports, pooled shares and gaps, and the slope over the waves.

Years of other series are refused. docs/methods/period.md.
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from grundlag.indicators.change import refuse_other_series
from grundlag.indicators.intervals import difference, garwood
from grundlag.indicators.model import Change, Estimate, Made
from grundlag.indicators.rates import unplaced_of


def _refuse_a_break(years: Sequence[Estimate]) -> None:
    for each in years:
        refuse_other_series(each.series, years[0].series)


def summed(years: Sequence[Estimate], per: int) -> Estimate:
    """The reports of several years on all their exposure: a sum, never a mean of rates.

    The value is a year's count, or a rate per `per` inhabitants. Without the counts of every year
    there is no value. Raises SeriesError where the years are not of one series.
    """
    _refuse_a_break(years)
    last = years[-1]
    known = [
        (e.made.count, e.made.exposure)
        for e in years
        if e.made.count is not None and e.made.exposure
    ]
    if len(known) < len(years):
        return replace(last, value=None, limits=None, n=None, made=Made())
    count, exposure = (sum(each) for each in zip(*known, strict=True))
    spread = last.made.dispersion or 1.0
    made = Made(
        count=count,
        exposure=exposure,
        dispersion=last.made.dispersion,
        unplaced=unplaced_of((e.made.count or 0.0, e.made.unplaced) for e in years),
    )
    return replace(
        last,
        value=count * per / exposure,
        limits=garwood(count, exposure / per, spread),
        n=_counted(years),
        made=made,
        deliveries=_deliveries(years),
    )


def _counted(years: Sequence[Estimate]) -> int | None:
    """All reports or answers; None where some year does not say."""
    known = [e.n for e in years if e.n is not None]
    return sum(known) if len(known) == len(years) else None


def _deliveries(years: Sequence[Estimate]) -> tuple[str, ...]:
    return tuple(sorted({d for each in years for d in each.deliveries}))


def pooled(waves: Sequence[Estimate]) -> Estimate:
    """The share of several waves as one: p = sum(W p)/sum(W), V = sum((W/sum(W))^2 V).

    W is a wave's sum of weights, or 1 where only printed shares exist. The waves are drawn apart;
    their degrees of freedom add. One wave is itself. Raises SeriesError across a break.
    """
    _refuse_a_break(waves)
    if len(waves) == 1:
        return waves[0]
    last, given = waves[-1], [e.made.weight for e in waves]
    values = [e.value for e in waves if e.value is not None]
    if len(values) < len(waves):
        return replace(last, value=None, limits=None, n=None, made=Made())
    weights = [w for w in given if w is not None]
    is_weighted = len(weights) == len(waves)
    shares = [w / sum(weights) for w in weights] if is_weighted else [1 / len(waves)] * len(waves)
    variances = [e.made.variance for e in waves]
    return replace(
        last,
        value=(
            sum(a * p for a, p in zip(shares, values, strict=True))
            if is_weighted
            else _mean(values)
        ),
        limits=None,
        n=_counted(waves),
        made=Made(
            variance=_weighted(shares, variances),
            df=_freedom([e.made.df for e in waves]),
            weight=sum(weights) if is_weighted else None,
        ),
        deliveries=_deliveries(waves),
    )


def _mean(values: Sequence[float]) -> float:
    """The mean of the decimals as they read, so that equal means of printed figures are equal."""
    return float(sum(Fraction(repr(float(value))) for value in values) / len(values))


def _weighted(shares: Sequence[float], variances: Sequence[float | None]) -> float | None:
    known = [v for v in variances if v is not None]
    if len(known) < len(variances):
        return None
    return sum(a * a * v for a, v in zip(shares, known, strict=True))


def _freedom(each: Sequence[float | None]) -> float | None:
    """Degrees of freedom add; one wave without any leaves none; None is a variance by formula."""
    known = [df for df in each if df is not None]
    if known and min(known) < 1:
        return 0.0
    return sum(known) if len(known) == len(each) else None


def pooled_gap(gaps: Sequence[Change]) -> Change:
    """The mean of several waves' gaps, each counted alike: V = sum(V)/k^2. One wave is itself."""
    if len(gaps) == 1:
        return gaps[0]
    values = [g.value for g in gaps if g.value is not None]
    if len(values) < len(gaps):
        return Change(kind="difference", value=None, limits=None)
    mean = _mean(values)
    variance = _weighted([1 / len(gaps)] * len(gaps), [g.variance for g in gaps])
    df = _freedom([g.df for g in gaps])
    if variance is None:
        return Change(kind="difference", value=mean, limits=None)
    return difference(mean, variance, math.inf if df is None else df)


FEWEST = 3  # waves that a slope is drawn through


def slope(waves: Sequence[Estimate]) -> Change | None:
    """How much a share rises a year through all waves, each weighing 1/V; None below three waves.

    Formula: b = sum(u(t-m)p)/sum(u(t-m)^2), m = sum(ut)/sum(u), u = 1/V, SE = 1/sqrt(sum(u(t-m)^2))
    with normal limits, the variances being taken as known. docs/methods/period.md. None, too, where
    a wave has no measured spread. Raises SeriesError across a break.
    """
    _refuse_a_break(waves)
    found = [(e.year, e.value, 1 / v) for e in waves if (v := _spread(e)) and e.value is not None]
    if len(found) < max(FEWEST, len(waves)):
        return None
    middle = sum(u * t for t, _, u in found) / sum(u for _, _, u in found)
    across = sum(u * (t - middle) ** 2 for t, _, u in found)
    along = sum(u * (t - middle) * p for t, p, u in found)
    return difference(along / across, 1 / across, math.inf)


def _spread(wave: Estimate) -> float | None:
    """A wave's variance, where it is measured (or known by a formula) and not nothing."""
    known = wave.made.df is None or wave.made.df >= 1
    return wave.made.variance if known and (wave.made.variance or 0) > 0 else None
