"""Bridges: which declared ones lead from an earlier figure to a later, and what they do to it.

docs/methods/bridge.md.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from fractions import Fraction

from scipy import optimize, special

from grundlag.basis.folder import Bridge
from grundlag.indicators.model import Bridges, Change, Estimate, Interval, Series

Z = float(-special.ndtri(0.025))
FARTHEST = 38.0  # standard errors: beyond them no chance is left in a float
JOINED = {  # what a bridge calls a way in which two series may differ
    "area_version": "area_version",
    "list_version": "list_version",
    "question_version": "question_version",
    "provider": "provider",
    "origin": "origin",
    "since": "break",
}


def differing(now: Series, then: Series) -> list[str]:
    """Every way in which two series differ."""
    return [f.name for f in fields(Series) if getattr(now, f.name) != getattr(then, f.name)]


def path(now: Estimate, then: Estimate, bridges: Bridges) -> tuple[Bridge, ...] | None:
    """The bridges from an earlier figure to a later; none within a series, None where none lead.

    The years between are walked one by one: wherever the series changes a bridge must lead to that
    very year and join exactly what differs. A figure of several years must lie before them all.
    """
    if now.series == then.series:
        return ()
    if then.year >= now.year:
        return None
    line = _line(now, bridges.series.get((now.series.indicator, now.series.area), {}))
    at, found = then.series, list[Bridge]()
    for year in (y for y in sorted(line) if y > then.year):
        beyond = _after(at, line[year])
        if ways := differing(beyond, at):
            bridge = _leading(bridges.declared, beyond, year, ways)
            if bridge is None:
                return None
            found.append(bridge)
        at = beyond
    within = any(b.to_year <= (then.until or then.year) for b in found)
    return None if within else tuple(found)


def _after(at: Series, beyond: Series) -> Series:
    """The series of a year; without a figure its provider is taken for that of the year before."""
    known = bool(beyond.provider)
    return beyond if known else replace(beyond, provider=at.provider, origin=at.origin)


def joined_at(line: Mapping[int, Series], year: int) -> set[str]:
    """What a bridge to a year would have to join: all that differs from the year before."""
    at: Series | None = None
    for each in sorted(line):
        beyond = _after(at, line[each]) if at else line[each]
        if each == year and at:
            return {JOINED.get(way, way) for way in differing(beyond, at)}
        at = beyond
    return set()


def _line(now: Estimate, known: Mapping[int, Series]) -> dict[int, Series]:
    """The series year by year up to a figure, and its own."""
    return {**{y: s for y, s in known.items() if y < now.year}, now.year: now.series}


def _leading(
    declared: Iterable[Bridge], to: Series, year: int, ways: Iterable[str]
) -> Bridge | None:
    """The bridge that leads to a series in a year and joins just those ways, where there is one."""
    named = {JOINED.get(way, way) for way in ways}
    for bridge in declared:
        place = bridge.indicator, bridge.to_year, bridge.area or to.area
        if place == (to.indicator, year, to.area) and set(bridge.joins) == named:
            return bridge
    return None


def carried(then: Estimate, to: Series, over: tuple[Bridge, ...]) -> Estimate:
    """An earlier figure as it stands in a later series: times the factors, plus the shifts.

    The count stays whole and its exposure is divided, so that ratios stay exact. A share's variance
    grows by the squares of the errors. Its limits alone are not given: only those of a change are.
    """
    if not over:
        return then
    factor, shift, error = factor_of(over), shift_of(over), error_of(over)
    made = then.made
    if then.unit == "share":
        variance = None if made.variance is None else made.variance + error**2
        made = replace(made, variance=variance)
    else:
        exposure = None if made.exposure is None else float(Fraction(made.exposure) / factor)
        made = replace(made, exposure=exposure, error=error or None)
    value = then.value
    if value is not None:
        value = float(_exact(value) * factor + shift)
    return replace(then, series=to, value=value, limits=None, made=made, bridges=over)


def factor_of(over: Iterable[Bridge]) -> Fraction:
    """What earlier counts are multiplied by, over several bridges."""
    return math.prod((_exact(b.factor) for b in over if b.factor is not None), start=Fraction(1))


def shift_of(over: Iterable[Bridge]) -> Fraction:
    """What is added to earlier shares, over several bridges."""
    return sum((_exact(b.shift) for b in over if b.shift is not None), start=Fraction(0))


def error_of(over: Iterable[Bridge]) -> float:
    """The standard error of all of them together: bridges are independent of one another."""
    return math.hypot(*(b.error or 0.0 for b in over))


def _exact(value: float) -> Fraction:
    """The decimal number that is written so: 1.1 is eleven tenths."""
    return Fraction(repr(value))


def carried_gap(gap: Change, area: tuple[Bridge, ...], whole: tuple[Bridge, ...]) -> Change:
    """An earlier gap to the comparator, its two shares carried over: `whole` is the comparator's.

    A bridge that both are carried over moves both alike, so it leaves the gap and adds no error.
    """
    of_whole = tuple(b for b in whole if b not in area)
    of_area = tuple(b for b in area if b not in whole)
    apart = (*of_whole, *of_area)
    if gap.value is None or not (area or whole):
        return gap
    value = float(_exact(gap.value) + shift_of(of_whole) - shift_of(of_area))
    variance = None if gap.variance is None else gap.variance + error_of(apart) ** 2
    over = tuple(dict.fromkeys((*area, *whole)))
    return replace(gap, value=value, variance=variance, limits=None, bridges=over)


def widened(
    found: Change, error: float | None, tails: Callable[[float], tuple[float, float | None]]
) -> Change:
    """A ratio whose earlier figure was multiplied by a factor of which the logarithm has an error.

    Each limit is moved by the whole 95 % limit of the factor: low exp(-z error), high exp(z error).
    `tails` gives the one-sided p of a rise and a fall against any ratio; p of the wider limits is
    where those of that level would meet 1. docs/methods/bridge.md.
    """
    if not error or found.limits is None:
        return found
    spread = math.exp(Z * error)
    limits = Interval(low=found.limits.low / spread, high=found.limits.high * spread)
    rise = _where(lambda z: tails(math.exp(z * error))[0])
    fall = None if found.p_fall is None else _where(lambda z: tails(math.exp(-z * error))[1] or 0.0)
    return replace(found, limits=limits, p_rise=rise, p_fall=fall)


def _where(tail: Callable[[float], float]) -> float:
    """The one-sided level at which a limit, with the factor's own at that level, meets 1."""

    def apart(z: float) -> float:
        return tail(z) - float(special.ndtr(-z))

    if apart(-FARTHEST) >= 0:
        return 1.0
    if apart(FARTHEST) <= 0:
        return 0.0
    return float(special.ndtr(-optimize.brentq(apart, -FARTHEST, FARTHEST, xtol=1e-12)))
