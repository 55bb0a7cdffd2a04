"""Sums, pooled waves and slopes against R 4.2.2 with survey 4.1.1 (period.R).

R's calls: poisson.test(c(sum(x), x0), c(sum(e), e0)); lm(p ~ t, weights = 1 / v) with the SE from
cov.unscaled; svymean of each wave of the invented sample, combined by hand.
"""

import csv
import math
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from grundlag.cubes.columns import columns
from grundlag.cubes.model import SurveyCell
from grundlag.indicators import shares
from grundlag.indicators.change import change
from grundlag.indicators.model import Estimate, Made, Series
from grundlag.indicators.period import pooled, slope, summed

HERE = Path(__file__).parent
SAFE = frozenset({"meget tryg", "tryg"})
CLEAR = SAFE | {"hverken", "utryg", "meget utryg"}
PLACES = {"city": frozenset("abcdefghk"), "north": frozenset("ab"), "cross": frozenset("cd")}
DESIGNS = {"weighted": ("", ""), "strata": ("stratum", ""), "both": ("stratum", "psu")}
SERIES = Series(
    indicator="tal", basis="b", area="x", area_version="1", list_version="", question_version="1",
    provider="p", origin="records", since=0,
)  # fmt: skip
ToCells = Callable[[Iterable[tuple[str, str, str, str, float]]], list[SurveyCell]]
Values = dict[str, str]


def _read(name: str) -> list[Values]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _numbers(text: str) -> list[float]:
    return [float(each) for each in text.split()]


def _crime(year: int, x: float, e: float, phi: float) -> Estimate:
    made = Made(count=x, exposure=e, dispersion=phi)
    return Estimate(
        series=SERIES, year=year, unit="count", method="garwood", value=x / e, n=int(x), made=made
    )


def _wave(year: int, p: float, made: Made) -> Estimate:
    return Estimate(series=SERIES, year=year, unit="share", method="", value=p, made=made)


SUMS, SLOPES = _read("r_period_sums.csv"), _read("r_period_slopes.csv")
POOLS = _read("r_period_pools.csv")


@pytest.mark.parametrize("row", SUMS, ids=[f"{r['x']} phi {r['phi']}" for r in SUMS])
def test_summed_years_against_their_baseline(row: Values) -> None:
    phi = float(row["phi"])
    pairs = zip(_numbers(row["x"]), _numbers(row["e"]), strict=True)
    years = [_crime(2025 + i, x, e, phi) for i, (x, e) in enumerate(pairs)]
    base = _crime(2024, float(row["x0"]), float(row["e0"]), phi)
    found = change(summed(years, 1), base)
    assert found.limits is not None
    told = (found.value, found.limits.low, found.limits.high)
    assert told == pytest.approx(tuple(float(row[k]) for k in ("ratio", "low", "high")), rel=1e-9)


@pytest.mark.parametrize("row", SLOPES, ids=[r["t"] for r in SLOPES])
def test_a_slope_and_its_normal_limits(row: Values) -> None:
    values = (_numbers(row[key]) for key in ("t", "p", "v"))
    waves = [_wave(int(t), p, Made(variance=v, df=300)) for t, p, v in zip(*values, strict=True)]
    found = slope(waves)
    assert found is not None
    assert found.limits is not None
    told = (found.value, math.sqrt(found.variance or 0), found.limits.low, found.limits.high)
    r = tuple(float(row[key]) for key in ("b", "se", "low", "high"))
    assert told == pytest.approx(r, rel=1e-9, abs=1e-13)


@pytest.mark.parametrize("row", POOLS, ids=[f"{r['design']} {r['area']}" for r in POOLS])
def test_two_waves_of_the_sample_as_one(row: Values, to_cells: ToCells) -> None:
    """From cells to the pooled share: weights, value, SE and degrees of freedom."""
    stratum, psu = DESIGNS[row["design"]]
    waves, weights = [], []
    for wave in (1, 2):
        cells = to_cells(
            (r.get(stratum, ""), r.get(psu, ""), r["place"], r["answer"], float(r["weight"]))
            for r in _read("sample.csv")
            if r["wave"] == str(wave)
        )
        domain = shares.Domain(atoms=PLACES[row["area"]], out_of=frozenset(CLEAR), yes=SAFE)
        found = shares.share(columns(cells), domain)
        assert found is not None
        made = Made(variance=found.variance, df=found.df, weight=found.weight)
        waves.append(_wave(wave, found.p, made))
        weights.append(found.weight)
    assert weights == pytest.approx([float(row["w1"]), float(row["w2"])], rel=1e-12)
    one = pooled(waves)
    told = (one.value, math.sqrt(one.made.variance or 0), one.made.df)
    r = tuple(float(row[key]) for key in ("value", "se", "df"))
    assert told == pytest.approx(r, rel=1e-10)
