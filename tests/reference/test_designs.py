"""Survey designs against R 4.2.2 with survey 4.1.1 (designs.R): sizes, stages, zero weights, rules.

Cells are added up here with dictionaries, not by the product. The same cells, with the population's
sizes, must give two variances: R's with fpc for a level, R's without for all that is compared.
"""

import csv
import math
import runpy
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest

from grundlag.basis.folder import LonePsu
from grundlag.cubes.columns import columns
from grundlag.cubes.model import SurveyCell
from grundlag.indicators import shares
from grundlag.indicators.change import change
from grundlag.indicators.intervals import korn_graubard
from grundlag.indicators.model import Estimate, Made, Series

HERE = Path(__file__).parent
SAFE = frozenset({"meget tryg", "tryg"})
CLEAR = SAFE | {"hverken", "utryg", "meget utryg"}
PLACES = {
    "city": "abcfghiloqw", "everywhere": "a", "two_strata": "b", "one_psu": "c", "full": "f",
    "safe": "g", "unsafe": "h", "one": "i", "lone": "l", "alone": "q", "zeros": "w", "mixed": "alw",
}  # fmt: skip
# Which columns hold stratum, PSU, stratum_size and psu_size: "" is none. In R `fpc = ~psus` alone
# is that the PSUs drawn were asked whole (`drawn`); where nobody says how many people they have
# (`no_people`), R's like is a second stage without end.
DESIGNS = {
    "people": ("", "", "everyone", ""),
    "strata": ("stratum", "", "stratum_people", ""),
    "psu": ("", "psu", "all_psus", "drawn"),
    "both": ("stratum", "psu", "psus", "drawn"),
    "psu_two": ("", "psu", "all_psus", "people"),
    "two": ("stratum", "psu", "psus", "people"),
    "no_people": ("stratum", "psu", "psus", ""),
}
SERIES = Series(
    indicator="tryg", basis="b", area="x", area_version="1", list_version="", question_version="1",
    provider="p", origin="records", since=0,
)  # fmt: skip
Values = dict[str, str]


def _read(name: str) -> list[Values]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _name(row: Values) -> str:
    keys = ("design", "fpc", "lone", "area", "wave")
    return " ".join(row[key] for key in keys if key in row)


SAMPLE = _read("designs.csv")
DRAWN = Counter((row["wave"], row["psu"]) for row in SAMPLE)
LEVELS, GAPS = _read("r_designs.csv"), _read("r_design_gaps.csv")
CHANGES = _read("r_design_changes.csv")


def _cells(design: str, wave: str, sizes: bool = True) -> list[SurveyCell]:
    """The cells of a wave under a design, with the population's sizes or without."""
    stratum, psu, stratum_size, psu_size = DESIGNS[design]
    sums: dict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for row in SAMPLE:
        if row["wave"] == wave:
            told = row | {"drawn": str(DRAWN[wave, row["psu"]])}
            size = int(told[stratum_size]) if sizes else None
            inner = int(told[psu_size]) if sizes and psu_size else None
            key = row.get(stratum, ""), row.get(psu, ""), row["place"], row["answer"], size, inner
            w = round(float(row["weight"]) * 1_000_000)
            for i, part in enumerate((1, w, w * w, int(w == 0))):
                sums[key][i] += part
    return [
        SurveyCell(
            wave=int(wave), stratum=s, psu=j, atom=a, question="q", answer=x, stratum_size=m,
            psu_size=k, n=n, w=w, w2=w2, weightless=zeros,
        )
        for (s, j, a, x, m, k), (n, w, w2, zeros) in sums.items()
    ]  # fmt: skip


def _share(row: Values, wave: str, sizes: bool = True) -> shares.Share:
    domain = shares.Domain(atoms=frozenset(PLACES[row["area"]]), out_of=CLEAR, yes=SAFE)
    found = shares.share(columns(_cells(row["design"], wave, sizes)), domain, _lone(row))
    assert found is not None
    return found


def _lone(row: Values) -> LonePsu:
    return next(rule for rule in get_args(LonePsu) if rule == row["lone"])


def _is_told(row: Values) -> bool:
    return row["se"] != ""


def test_the_sample_is_what_its_script_invents() -> None:
    made: dict[str, Any] = runpy.run_path(str(HERE / "invent_designs.py"))
    said = [dict(zip(made["COLUMNS"], map(str, row), strict=True)) for row in made["invent"]()]
    assert said == SAMPLE


@pytest.mark.parametrize("row", LEVELS, ids=_name)
def test_a_share_its_answers_and_its_degrees_are_rs(row: Values) -> None:
    found = _share(row, row["wave"])
    assert found.p == pytest.approx(float(row["p"]), rel=1e-12)
    assert (found.n, found.df) == (int(row["n"]), int(row["df"]))


NO_END = [row for row in LEVELS if row["fpc"] == "no" and _is_told(row)]


@pytest.mark.parametrize("row", NO_END, ids=_name)
def test_the_variance_of_what_is_compared_knows_no_sizes(row: Values) -> None:
    found = _share(row, row["wave"])
    assert math.sqrt(found.variance) == pytest.approx(float(row["se"]), rel=1e-9, abs=1e-12)
    without = _share(row, row["wave"], sizes=False)
    assert without.level_variance == without.variance == pytest.approx(found.variance, rel=1e-12)


WITH_END = [row for row in LEVELS if row["fpc"] == "yes" and _is_told(row)]


@pytest.mark.parametrize("row", WITH_END, ids=_name)
def test_the_variance_of_a_level_is_rs_with_fpc(row: Values) -> None:
    found = _share(row, row["wave"])
    se = math.sqrt(found.level_variance)
    assert se == pytest.approx(float(row["se"]), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("row", [r for r in LEVELS if r["low"] and r["df"] != "0"], ids=_name)
def test_limits_are_rs(row: Values) -> None:
    found = _share(row, row["wave"], row["fpc"] == "yes")
    if found.is_full_count:  # R's are then 0.5 and 0.5
        assert (float(row["se"]), found.level_variance) == (0, 0)
        return
    limits = korn_graubard(found.p, found.n, found.level_variance, found.df, deff=1.3)
    assert limits.low == pytest.approx(float(row["low"]), rel=1e-6)
    assert limits.high == pytest.approx(float(row["high"]), rel=1e-6)


LOGIT_T = {4: 2.7764451051977934, 9: 2.2621571628540993, 42: 2.0180817028184461}


@pytest.mark.parametrize(
    "row", [r for r in WITH_END if r["logit_low"] and int(r["df"]) in LOGIT_T], ids=_name
)
def test_closed_logit_limits_of_our_sums_are_rs(row: Values) -> None:
    """A named variant, which no paper uses: p, V and df once more."""
    found = _share(row, row["wave"])
    odds = math.log(found.p / (1 - found.p))
    half = LOGIT_T[found.df] * math.sqrt(found.level_variance) / (found.p * (1 - found.p))
    for end, name in ((odds - half, "logit_low"), (odds + half, "logit_high")):
        assert 1 / (1 + math.exp(-end)) == pytest.approx(float(row[name]), rel=1e-9)


@pytest.mark.parametrize("row", [r for r in LEVELS if r["deff"]], ids=_name)
def test_the_design_effect_is_rs(row: Values) -> None:
    found = _share(row, row["wave"], row["fpc"] == "yes")
    if found.deff is None:  # all in one PSU: R divides the noise of adding floats
        assert float(row["se"]) < 1e-9 or found.df == 0
        return
    assert found.deff == pytest.approx(float(row["deff"]), rel=1e-9, abs=1e-12)
    answers = found.n - found.weightless
    if found.effective_n is not None:
        assert found.effective_n == pytest.approx((answers - 1) / float(row["deff"]), rel=1e-9)


@pytest.mark.parametrize("row", GAPS, ids=_name)
def test_a_gap_is_rs_without_fpc(row: Values) -> None:
    part, whole = (_share(r, row["wave"]) for r in (row, row | {"area": "city"}))
    found = shares.gap(columns(_cells(row["design"], row["wave"])), part, whole, _lone(row))
    if part.df < 1:
        assert found.limits is None
        return
    assert found.variance is not None
    assert found.limits is not None
    assert found.value == pytest.approx(float(row["value"]), abs=1e-12)
    assert math.sqrt(found.variance) == pytest.approx(float(row["se"]), rel=1e-9)
    assert found.df == float(row["df"])
    assert found.limits.low == pytest.approx(float(row["low"]), abs=1e-9)
    assert found.limits.high == pytest.approx(float(row["high"]), abs=1e-9)


@pytest.mark.parametrize("row", CHANGES, ids=_name)
def test_a_change_is_rs_without_fpc(row: Values) -> None:
    then, now = (_share(row, wave) for wave in "12")
    estimates = [
        Estimate(
            series=SERIES, year=year, unit="share", method="m", value=s.p,
            made=Made(variance=s.variance, df=s.df),
        )
        for year, s in ((1, then), (2, now))
    ]  # fmt: skip
    found = change(estimates[1], estimates[0])
    assert found.variance is not None
    assert found.limits is not None
    assert found.value == pytest.approx(float(row["value"]), abs=1e-12)
    assert math.sqrt(found.variance) == pytest.approx(float(row["se"]), rel=1e-9)
    assert found.df == float(row["df"])
    assert found.limits.low == pytest.approx(float(row["low"]), abs=1e-9)
    assert found.limits.high == pytest.approx(float(row["high"]), abs=1e-9)


def test_weights_of_0_are_answers_and_no_degrees() -> None:
    """A PSU of weights 0 alone, and others: n keeps them, degf does not."""
    (row,) = [r for r in NO_END if _name(r) == "people no adjust zeros 1"]
    found = _share(row, "1")
    assert (found.n, found.weightless, found.df) == (12, 6, 5)
    cells = [replace(cell, weightless=0) for cell in _cells("people", "1")]
    domain = shares.Domain(atoms=frozenset("w"), out_of=CLEAR, yes=SAFE)
    counted = shares.share(columns(cells), domain)
    assert counted is not None
    assert counted.df == 11
