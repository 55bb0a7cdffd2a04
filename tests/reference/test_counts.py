"""Counts and their ratios against R 4.2.2 (values.R) and the collected reference of rates.

R's calls: poisson.test(x, e)$conf.int, poisson.test(c(x1, x0), c(e1, e0))$conf.int, and where the
dispersion is above 1 qgamma, qbeta and pbeta at x/phi.
"""

import csv
import math
from collections.abc import Callable
from pathlib import Path

import pytest

from grundlag.indicators.intervals import garwood, ratio

Read = Callable[[str], list[dict[str, str]]]
SHARED = "reference/rates/rate_and_ratio_reference.csv"

with (Path(__file__).parent / "r_counts.csv").open(encoding="utf-8") as file:
    COUNTS = list(csv.DictReader(file))
LEVELS = [row for row in COUNTS if not row["x0"]]
PAIRS = [row for row in COUNTS if row["x0"]]


def _name(row: dict[str, str]) -> str:
    return " ".join(row[key] for key in ("x1", "e1", "x0", "e0", "phi"))


def _number(text: str) -> float:
    return math.nan if text == "NA" else float(text)


@pytest.mark.parametrize("row", LEVELS, ids=_name)
def test_the_limits_of_a_count_are_rs(row: dict[str, str]) -> None:
    found = garwood(float(row["x1"]), float(row["e1"]), float(row["phi"]))
    assert found.low == pytest.approx(float(row["low"]), rel=1e-9, abs=1e-300)
    assert found.high == pytest.approx(float(row["high"]), rel=1e-9)


@pytest.mark.parametrize("row", PAIRS, ids=_name)
def test_the_limits_of_a_ratio_are_rs(row: dict[str, str]) -> None:
    x1, e1, x0, e0, phi = (float(row[key]) for key in ("x1", "e1", "x0", "e0", "phi"))
    found = ratio(x1, e1, x0, e0, phi)
    assert found.limits is not None
    assert found.limits.low == pytest.approx(float(row["low"]), rel=1e-9)
    assert found.limits.high == pytest.approx(float(row["high"]), rel=1e-9)


@pytest.mark.parametrize("row", PAIRS, ids=_name)
def test_the_one_sided_p_of_a_ratio_are_rs(row: dict[str, str]) -> None:
    x1, e1, x0, e0, phi = (float(row[key]) for key in ("x1", "e1", "x0", "e0", "phi"))
    found = ratio(x1, e1, x0, e0, phi)
    assert found.p_rise == pytest.approx(float(row["p_rise"]), rel=1e-9)
    assert found.p_fall == pytest.approx(float(row["p_fall"]), rel=1e-9)


def test_every_exact_ratio_of_the_collected_reference(shared: Read) -> None:
    rows = [row for row in shared(SHARED) if row["method"] == "exact conditional (poisson.test)"]
    assert len(rows) == 7
    for row in rows:
        x1, e1, x0, e0 = (float(row[key]) for key in ("count", "pt", "ref_count", "ref_pt"))
        found = ratio(x1, e1, x0, e0)
        assert found.limits is not None
        assert found.value == pytest.approx(_number(row["ratio"]), rel=1e-12), row
        assert found.limits.low == pytest.approx(_number(row["lo"]), rel=1e-6), row
        assert found.limits.high == pytest.approx(_number(row["hi"]), rel=1e-6), row


@pytest.mark.parametrize("method", ["pois.exact", "pois.daly"])
def test_every_exact_rate_of_the_collected_reference(method: str, shared: Read) -> None:
    """epitools searches for its limits and stops early, in the one or the other by up to 2e-6.

    pois.daly is one-sided at 0 (ln 20 for ln 40), so those rows are another method.
    """
    rows = [row for row in shared(SHARED) if row["method"] == f"rate {method}"]
    assert len(rows) == 14
    for row in rows:
        if method == "pois.daly" and row["count"] == "0":
            continue
        found = garwood(float(row["count"]), float(row["pt"]) / 1000)
        assert found.low == pytest.approx(float(row["lo"]), rel=3e-6), row
        assert found.high == pytest.approx(float(row["hi"]), rel=3e-6), row


def test_our_limits_are_not_byars(shared: Read) -> None:
    """epitools' "Byar" is a third kind of limits; for 8 in 4455 it is 2 to 9 % off the exact."""
    row = next(r for r in shared(SHARED) if r["method"] == "rate pois.byar" and r["count"] == "8")
    found = garwood(8, 4.455)
    assert abs(found.low / float(row["lo"]) - 1) > 0.02
    assert abs(found.high / float(row["hi"]) - 1) > 0.02
