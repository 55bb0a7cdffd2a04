"""How often the limits hold the truth, and how often each rule says what is not so: exact sums.

`python benchmarks/characteristics.py` prints the tables of the page operating-characteristics.md of
docs/methods. Nothing here is drawn by chance: a count has Poisson's or the negative binomial
distribution with variance phi times its mean, a simple random sample the binomial, and every
outcome is added up with its probability. What needs draws (weights, designs, a measured phi,
whole reports) is in border.py.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from grundlag.indicators.intervals import garwood, korn_graubard, ratio

MEANS = (5, 10, 25, 64, 100, 450, 1000)
SPREADS = (1, 2, 5)
ANSWERS = (100, 200, 300, 400, 600, 1000)
SHARES = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.97)
BASELINES = (1, 3)
RATIOS = (0.5, 1.0, 2.0)
LEFT_OUT = 1e-9  # probability in each tail that is not added up
Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Held:
    """How often a count is held against its baseline in each way, nothing having changed."""

    missed: float
    shown_missed: float
    shown_held: float
    naive_poisson: float
    naive_level: float


def distribution(mean: float, phi: float) -> tuple[NDArray[np.int64], Floats]:
    """The counts that can come, and the probability of each."""
    one = stats.poisson(mean) if phi == 1 else stats.nbinom(mean / (phi - 1), 1 / phi)
    counts = np.arange(int(one.ppf(LEFT_OUT)), int(one.ppf(1 - LEFT_OUT)) + 2)
    return counts, one.pmf(counts)


def count_coverage(mean: float, phi: float) -> float:
    """How often a count's limits hold its mean."""
    counts, chance = distribution(mean, phi)
    limits = [garwood(float(x), 1.0, phi) for x in counts]
    held = [found.low <= mean <= found.high for found in limits]
    return float(chance[held].sum())


def share_coverage(n: int, p: float) -> float:
    """How often a share's limits hold it, in a simple random sample of equal weights."""
    counts = np.arange(n + 1)
    chance = stats.binom(n, p).pmf(counts)
    total = 0.0
    for x in counts[chance > LEFT_OUT]:
        found = x / n
        limits = korn_graubard(found, n, found * (1 - found) / (n - 1), n - 1, deff=1.0)
        total += chance[x] * (limits.low <= p <= limits.high)
    return total


def border(
    baseline: NDArray[np.int64], years: float, phi: float, times: float = 1.0
) -> NDArray[np.int64]:
    """For each count of a baseline, the least and the most that is not shown against it.

    `phi` is the one that the limits are made with, `times` how many years the count is of.
    """
    top = 40 * int(baseline[-1] * max(times, 1)) + 400
    return np.array([_within(float(x0), years, phi, times, top) for x0 in baseline])


def _within(x0: float, years: float, used: float, times: float, top: int) -> tuple[int, int]:
    def limits(x1: int) -> tuple[float, float]:
        found = ratio(float(x1), times, x0, years, used).limits
        return found.low, found.high

    return _first(lambda x: limits(x)[1] >= 1, top), _first(lambda x: limits(x)[0] > 1, top) - 1


def _first(holds, top: int) -> int:
    """The smallest whole number from which a condition holds."""
    low, high = -1, top
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def held(mean: float, phi: float, years: int) -> Held:
    """A year against a baseline of one year or several with the same mean."""
    counts, chance = distribution(mean, phi)
    baseline, weight = distribution(mean * years, phi)
    scaled, poisson = (border(baseline, years, used) for used in (phi, 1.0))
    level = np.array([_level_border(x / years, counts) for x in baseline])

    def above(most: NDArray[np.int64]) -> float:
        return float(weight @ (1 - _below(counts, chance, most + 1)))

    return Held(
        missed=above(baseline // years),
        shown_missed=above(scaled[:, 1]),
        shown_held=float(weight @ _below(counts, chance, scaled[:, 0])),
        naive_poisson=above(poisson[:, 1]),
        naive_level=above(level - 1),
    )


def ratio_coverage(mean: float, phi: float, years: int, times: float) -> float:
    """How often a ratio's limits hold it: a count of `times` the mean against a baseline's."""
    counts, chance = distribution(mean * times, phi)
    baseline, weight = distribution(mean * years, phi)
    least, most = border(baseline, years, phi, times).T
    inside = _below(counts, chance, most + 1) - _below(counts, chance, least)
    return float(weight @ inside)


def _below(counts: NDArray[np.int64], chance: Floats, least: NDArray[np.int64]) -> Floats:
    """How likely a count below each of some numbers is."""
    up_to = np.concatenate([[0.0], np.cumsum(chance)])
    return up_to[np.clip(least - counts[0], 0, len(counts))]


def _level_border(level: float, counts: NDArray[np.int64]) -> int:
    """The first count whose own Poisson limits lie above a level that is taken as known."""
    return _first(lambda x: garwood(float(x), 1.0).low > level, 4 * int(counts[-1]) + 100)


def _row(first: object, values: Sequence[float]) -> str:
    return f"| {first} | " + " | ".join(f"{100 * value:.1f}" for value in values) + " |"


def tables() -> Iterator[str]:
    """The page's tables, in its order."""
    yield "counts: mean; phi 1, 2, 5"
    for mean in MEANS:
        yield _row(mean, [count_coverage(mean, phi) for phi in SPREADS])
    yield "ratios: mean; phi 1, 2, 5, each with the true ratio 0.5, 1, 2"
    for mean in MEANS:
        cases = [(phi, times) for phi in SPREADS for times in RATIOS]
        yield _row(mean, [ratio_coverage(mean, phi, 1, times) for phi, times in cases])
    yield "shares: answers; p " + ", ".join(map(str, SHARES))
    for n in ANSWERS:
        yield _row(n, [share_coverage(n, p) for p in SHARES])
    for years in BASELINES:
        yield f"baseline of {years}: phi, mean; missed, shown missed, shown held, Poisson, level"
        for phi in SPREADS:
            for mean in MEANS:
                yield _row(f"{phi} | {mean}", list(vars(held(mean, phi, years)).values()))


if __name__ == "__main__":
    for line in tables():
        sys.stdout.write(f"{line}\n")
