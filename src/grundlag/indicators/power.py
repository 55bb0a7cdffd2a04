"""What a coming count can show at all: the smallest change that is seen, and false alarms.

Nothing here needs the coming year's figures: its count is a draw whose mean is asked about.
docs/methods/power.md.
"""

import math
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from scipy import special

from grundlag.indicators.intervals import TAIL

Way = Literal["rise", "fall"]
Numbers = Any  # a number, or an array of them: what scipy's special functions take and give
POWER = 0.8  # a change can be seen where it is shown 8 times in 10
MOST_YEARS = 20  # more years than these are not counted together
LARGEST = 1e6  # a ratio that no count rises by
REACH = 1e-13  # the chance of a baseline beyond those that are added up
STEPS = 60  # halvings of a search: finer than any printed digit
MOST = 4_000  # baselines that are added up: of more, one stands for those beside it


@dataclass(frozen=True, kw_only=True)
class Level:
    """What coming counts are held against: `x0` reports on `e0`; the coming year's exposure `e1`.

    A `constant` is a printed level without a count of its own, `x0` on one unit of exposure.
    `error` is that of the logarithm of a bridge's factor, by which `e0` has been divided.
    """

    x0: float
    e0: float
    e1: float
    dispersion: float = 1.0
    constant: bool = False
    error: float = 0.0

    @property
    def expected(self) -> float:
        """The coming count where nothing changes."""
        return self.x0 * self.e1 / self.e0


@dataclass(frozen=True, kw_only=True)
class Chances:
    """The chance that a year is shown as risen, as fallen; that it is above, or below, at all."""

    rise: float
    fall: float
    above: float
    below: float

    @property
    def neither(self) -> float:
        """The chance that the year stays within noise."""
        return 1 - self.rise - self.fall


@dataclass(frozen=True, kw_only=True)
class Borders:
    """The counts that decide: held up to; a fall is shown up to (None: never), a rise from."""

    held_up_to: int
    fall_up_to: int | None
    rise_from: int


@dataclass(frozen=True, kw_only=True)
class _Deciding:
    """The counts that decide against a baseline, or against each of many with its weight."""

    fall_to: Numbers
    rise_from: Numbers
    kept: Numbers
    weight: Numbers = 1.0


def borders(level: Level) -> Borders:
    """The counts at which the verdict turns, and those at which it is shown either way."""
    found = _deciding(level, level.x0)
    fall = int(found.fall_to)
    return Borders(
        held_up_to=int(found.kept),
        fall_up_to=fall if fall >= 0 else None,
        rise_from=int(found.rise_from),
    )


def given(level: Level, ratio: float = 1.0) -> Chances:
    """The chances of a year whose mean is `ratio` times the level as it stands.

    Formula: sums of a negative binomial with mean m and variance phi m (Poisson where phi is 1)
    beyond the counts at which `intervals.ratio` leaves 1. docs/methods/power.md.
    """
    return _chances(level, _deciding(level, level.x0), ratio)


def drawn(level: Level, ratio: float = 1.0) -> Chances:
    """The same where the baseline is a draw, too: what happens over many baselines.

    A constant is never drawn.
    """
    return _chances(level, _of_many(level), ratio)


def smallest(level: Level, way: Way, baseline: Literal["given", "drawn"] = "given") -> float | None:
    """The smallest true change that is shown 8 times in 10, as a ratio; None where none is.

    A fall to no report at all may be too small to be shown.
    """
    found = _of_many(level) if baseline == "drawn" else _deciding(level, level.x0)
    low, high = (1.0, LARGEST) if way == "rise" else (1.0, 0.0)

    def is_seen(ratio: float) -> bool:
        return float(getattr(_chances(level, found, ratio), way)) >= POWER

    if level.expected <= 0 or not is_seen(high):
        return None
    if way == "rise":
        high = 2.0
        while not is_seen(high):
            low, high = high, high * 2
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if is_seen(middle) else (middle, high)
    return high


def years_needed(level: Level, ratio: float) -> int | None:
    """How many years, counted together against the same baseline, show a change 8 times in 10.

    None where 20 do not: the baseline's own noise stays, however many years are added.
    """
    way: Way = "rise" if ratio > 1 else "fall"
    for years in range(1, MOST_YEARS + 1):
        if getattr(given(replace(level, e1=years * level.e1), ratio), way) >= POWER:
            return years
    return None


def _deciding(level: Level, x0: Numbers, weight: Numbers = 1.0) -> _Deciding:
    return _Deciding(
        fall_to=_fall_to(level, x0),
        rise_from=_rise_from(level, x0),
        kept=x0 * level.e1 / level.e0,
        weight=weight,
    )


def _of_many(level: Level) -> _Deciding:
    """The counts that decide against each baseline that may be drawn where the level is true."""
    if level.constant:
        return _deciding(level, level.x0)
    first, last = _reach(level.x0, level.dispersion)
    every = 1 + (last - first) // MOST
    up_to = np.arange(first + every - 1, last + every, every)
    below = _at_most(np.concatenate(([first - 1], up_to)), level.x0, level.dispersion)
    return _deciding(level, up_to - every // 2, weight=np.diff(below))


def _chances(level: Level, found: _Deciding, ratio: float) -> Chances:
    def sum_of(chance: Numbers) -> float:
        return float(np.sum(found.weight * chance))

    mean, phi = ratio * level.expected, level.dispersion
    return Chances(
        rise=sum_of(1 - _at_most(found.rise_from - 1, mean, phi)),
        fall=sum_of(_at_most(found.fall_to, mean, phi)),
        above=sum_of(1 - _at_most(np.floor(found.kept), mean, phi)),
        below=sum_of(_at_most(np.ceil(found.kept) - 1, mean, phi)),
    )


def _at_most(count: Numbers, mean: float, phi: float) -> Numbers:
    """The chance of at most so many: negative binomial, Poisson where phi is 1."""
    if mean <= 0:
        return np.where(np.asarray(count) >= 0, 1.0, 0.0)
    above = np.maximum(count, 0) + 1
    if phi > 1:
        found = special.betainc(mean / (phi - 1), above, 1 / phi)
    else:
        found = special.gammaincc(above, mean)
    return np.where(np.asarray(count) >= 0, found, 0.0)


def _reach(mean: float, phi: float) -> tuple[int, int]:
    """The first and the last count but for those that hardly any draw is beyond."""
    reach = 8 * (phi * mean) ** 0.5
    first, last = max(0, int(mean - reach)), int(mean + reach) + 1
    while 1 - _at_most(last, mean, phi) > REACH:
        last *= 2
    return first, last


def _p_rise(level: Level, x1: Numbers, x0: Numbers) -> Numbers:
    """The one-sided p that goes with the lower limit, as `intervals.ratio` and `tails` give it."""
    a, wider = np.maximum(x1, 1) / level.dispersion, _wider(level)
    if level.constant:
        found = special.gammainc(a, level.expected * wider / level.dispersion)
    else:
        found = special.betainc(a, x0 / level.dispersion + 1, _even(level, wider))
    return np.where(np.asarray(x1) > 0, found, 1.0)


def _p_fall(level: Level, x1: Numbers, x0: Numbers) -> Numbers:
    """The one-sided p that goes with the upper limit."""
    a, wider = x1 / level.dispersion + 1, 1 / _wider(level)
    if level.constant:
        return special.gammaincc(a, level.expected * wider / level.dispersion)
    b = np.maximum(x0, np.finfo(float).tiny) / level.dispersion
    return np.where(np.asarray(x0) > 0, special.betaincc(a, b, _even(level, wider)), 1.0)


def _wider(level: Level) -> float:
    """The ratio that a limit must leave: 1, moved by the whole limit of a bridge's factor."""
    return math.exp(float(special.ndtri(1 - TAIL)) * level.error)


def _even(level: Level, ratio: float) -> float:
    return ratio * level.e1 / (level.e0 + ratio * level.e1)


def _rise_from(level: Level, x0: Numbers) -> Numbers:
    """The smallest count that is shown as risen, for each baseline."""
    low = np.zeros_like(np.asarray(x0), dtype=float)
    high = np.ceil(x0 * level.e1 / level.e0) + 1 + low
    while np.any(unseen := _p_rise(level, high, x0) >= TAIL):
        high = np.where(unseen, 2 * high, high)
    for _ in range(STEPS):
        if np.all(high - low <= 1):
            break
        middle = np.floor((low + high) / 2)
        seen = _p_rise(level, middle, x0) < TAIL
        low, high = np.where(seen, low, middle), np.where(seen, middle, high)
    return high


def _fall_to(level: Level, x0: Numbers) -> Numbers:
    """The largest count that is shown as fallen, for each baseline; -1 where none is."""
    low = np.full_like(np.asarray(x0), -1, dtype=float)
    high = np.ceil(x0 * level.e1 / level.e0) + 1
    for _ in range(STEPS):
        if np.all(high - low <= 1):
            break
        middle = np.floor((low + high) / 2)
        seen = (middle >= 0) & (_p_fall(level, middle, x0) < TAIL)
        low, high = np.where(seen, middle, low), np.where(seen, high, middle)
    return low
