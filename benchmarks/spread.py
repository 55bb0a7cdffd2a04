"""How often a ratio is called shown where nothing changed, with phi from few areas and years.

`python benchmarks/spread.py [--draws 5000]` prints a table of operating-characteristics.md. The
baseline is the last of the years that phi is measured on, as it is in a report.
"""

import argparse
import sys

import numpy as np

from grundlag.indicators.dispersion import pearson
from grundlag.indicators.intervals import ratio

TABLES = ((3, 6), (13, 2), (5, 7), (13, 7))  # areas and years: 10, 12, 24 and 72 degrees of freedom
CASES = ((1, 100), (2, 100), (5, 100), (5, 450))  # phi and mean


def alarms(areas: int, years: int, phi: float, mean: float, draws: int) -> tuple[float, float]:
    """The share of draws in which the first area is shown risen, and fallen."""
    rng = np.random.default_rng((areas, years, phi, mean))
    risen = fallen = 0
    for _ in range(draws):
        counts = _draw(rng, phi, mean, areas * years + 1)
        table = {(f"a{i % areas}", i // areas): int(n) for i, n in enumerate(counts[:-1])}
        before = float(table["a0", years - 1])
        found = ratio(float(counts[-1]), 1.0, before, 1.0, pearson(table).phi).limits
        risen += found.low > 1
        fallen += found.high < 1
    return risen / draws, fallen / draws


def _draw(rng: np.random.Generator, phi: float, mean: float, size: int) -> np.ndarray:
    if phi == 1:
        return rng.poisson(mean, size)
    return rng.negative_binomial(mean / (phi - 1), 1 / phi, size)


def main() -> None:
    """The page's table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draws", type=int, default=5000)
    draws = parser.parse_args().draws
    for areas, years in TABLES:
        found = [alarms(areas, years, phi, mean, draws) for phi, mean in CASES]
        told = " | ".join(f"{100 * up:.1f} / {100 * down:.1f}" for up, down in found)
        df = (areas - 1) * (years - 1)
        sys.stdout.write(f"| {areas} x {years} | {df} | {told} |\n")


if __name__ == "__main__":
    main()
