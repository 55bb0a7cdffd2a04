"""Shares that came only as printed: a declared design effect, and rounding as its own noise."""

import math
from decimal import Decimal

from grundlag.indicators.intervals import difference, wilson
from grundlag.indicators.model import Change, Interval


def variance(p: float, n: int, deff: float, places: int | None) -> float:
    """deff p(1-p)/n, and the variance of rounding to `places` decimals of the share.

    Source: docs/methods/share.md. Whole per cents have two places: 0.01^2/12.
    """
    rounding = 1 / 10**places if places is not None else 0.0
    return deff * p * (1 - p) / n + rounding**2 / 12


def limits(p: float, n: int, deff: float) -> Interval:
    """Wilson's interval at the effective number of answers."""
    return wilson(p, n / deff)


def gap(
    part: tuple[float, float | None],
    whole: tuple[float, float | None],
    population_share: float | None,
    places: int | None,
) -> Change:
    """The whole's share less the part's, each as (p, variance); the part holds `population_share`.

    Formula: V = V_part (1 - 2 lambda) + V_whole, and never below what two figures that move
    together can differ by, (SE_part - SE_whole)^2. docs/methods/gap.md. Without a variance or the
    part's share of the population there are no limits.
    """
    value = _printed_difference(whole[0], part[0], places)
    if part[1] is None or whole[1] is None or population_share is None:
        return Change(kind="difference", value=value, limits=None)
    spread = part[1] * (1 - 2 * population_share) + whole[1]
    least = (math.sqrt(part[1]) - math.sqrt(whole[1])) ** 2
    return difference(value, max(spread, least), math.inf)


def _printed_difference(one: float, other: float, places: int | None) -> float:
    """A difference of the decimals that were printed, so that equal gaps are equal: 0.88 - 0.80
    and 0.90 - 0.82 differ as binary fractions."""
    if places is None:
        return one - other
    return float(Decimal(repr(one)) - Decimal(repr(other)))
