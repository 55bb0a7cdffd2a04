"""Shares of independent answers against R 4.2.2 (values.R).

R's calls: prop.test(x / deff, n / deff, correct = FALSE)$conf.int and, where no variance can be
measured, qbeta at n / deff.
"""

import csv
from pathlib import Path

import pytest

from grundlag.indicators import published
from grundlag.indicators.intervals import korn_graubard

with (Path(__file__).parent / "r_proportions.csv").open(encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file))


def _rows(method: str) -> list[tuple[float, ...]]:
    keys = ("p", "n", "deff", "low", "high")
    return [tuple(float(row[key]) for key in keys) for row in ROWS if row["method"] == method]


@pytest.mark.parametrize(("p", "n", "deff", "low", "high"), _rows("wilson"))
def test_the_limits_of_a_printed_share_are_wilsons(
    p: float, n: float, deff: float, low: float, high: float
) -> None:
    found = published.limits(p, int(n), deff)
    assert found.low == pytest.approx(low, rel=1e-9, abs=1e-15)
    assert found.high == pytest.approx(high, rel=1e-9)


@pytest.mark.parametrize("noise", [0.0, 1e-33])
@pytest.mark.parametrize(("p", "n", "deff", "low", "high"), _rows("edge"))
def test_without_a_variance_the_declared_design_effect_speaks(
    p: float, n: float, deff: float, low: float, high: float, noise: float
) -> None:
    """Where everyone says the same, or all sit in one PSU, V is 0 but for rounding: never limits
    of no width."""
    found = korn_graubard(p, int(n), noise, 0, deff)
    assert found.low == pytest.approx(low, rel=1e-9, abs=1e-15)
    assert found.high == pytest.approx(high, rel=1e-9)
