"""Shares and gaps of R's own example samples (data(api) of the survey package).

The answers of survey 4.1 lie beside the repository (`reference/survey`); the gaps are ours to ask
for and are made by values.R. The samples themselves are not copied here.
"""

import csv
import math
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from grundlag.cubes.columns import columns
from grundlag.cubes.model import SurveyCell
from grundlag.indicators import shares
from grundlag.indicators.intervals import difference, korn_graubard

Read = Callable[[str], list[dict[str, str]]]
ToCells = Callable[[Iterable[tuple[str, str, str, str, float]]], list[SurveyCell]]
DESIGNS = {
    "apistrat": "apistrat strata=stype w=pw nofpc",
    "apiclus1": "apiclus1 psu=dnum w=pw nofpc",
}
YES = frozenset({"Yes"})
BOTH = YES | {"No"}
DOMAINS = {"all": BOTH, "subset comp.imp=Yes": YES, "subset comp.imp=No": frozenset({"No"})}


def _cells(
    shared: Read, to_cells: ToCells, sample: str, place: str, answer: str
) -> list[SurveyCell]:
    stratum, psu = {"apistrat": ("stype", ""), "apiclus1": ("", "dnum")}[sample]
    return to_cells(
        (row.get(stratum, ""), row.get(psu, ""), row[place], row[answer], float(row["pw"]))
        for row in shared(f"reference/survey/{sample}.csv")
    )


def _answers(shared: Read, sample: str, estimand: str) -> dict[tuple[str, str], dict[str, str]]:
    rows = shared("reference/survey/answers_r_survey_4.1.csv")
    wanted = (DESIGNS[sample], estimand)
    return {(r["domain"], r["method"]): r for r in rows if (r["design"], r["estimand"]) == wanted}


def _share(
    cells: list[SurveyCell], places: frozenset[str], out_of: frozenset[str], yes: frozenset[str]
) -> shares.Share:
    found = shares.share(columns(cells), shares.Domain(atoms=places, out_of=out_of, yes=yes))
    assert found is not None
    return found


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("sample", DESIGNS)
def test_a_share_and_its_limits(sample: str, domain: str, shared: Read, to_cells: ToCells) -> None:
    row = _answers(shared, sample, "prop:sch.wide=Yes")[domain, "beta"]
    cells = _cells(shared, to_cells, sample, "comp.imp", "sch.wide")
    found = _share(cells, DOMAINS[domain], BOTH, YES)
    limits = korn_graubard(found.p, found.n, found.variance, found.df, 1.3)
    assert found.p == pytest.approx(float(row["estimate"]), abs=1e-9)
    assert math.sqrt(found.variance) == pytest.approx(float(row["se"]), abs=1e-9)
    assert (found.df, found.n) == (int(row["df"]), int(row["n"]))
    if row["lo"] == "NA":
        assert found.p == 1
        assert limits == korn_graubard(1.0, found.n, 0.0, found.df, 1.3)
        return
    assert limits.low == pytest.approx(float(row["lo"]), abs=1e-6)
    assert limits.high == pytest.approx(float(row["hi"]), abs=1e-6)


@pytest.mark.parametrize("sample", DESIGNS)
def test_a_share_of_few(sample: str, shared: Read, to_cells: ToCells) -> None:
    """High schools are a stratum of the one sample, where V is 0 but for rounding and once came
    out as -8e-20; in the other they are 14 of 183."""
    row = _answers(shared, sample, "prop:stype=H").get(("all", "beta"))
    cells = _cells(shared, to_cells, sample, "comp.imp", "stype")
    found = _share(cells, BOTH, frozenset("EHM"), frozenset("H"))
    if row is None:
        assert 0 <= found.variance < 1e-18
        return
    limits = korn_graubard(found.p, found.n, found.variance, found.df, 1.3)
    assert math.sqrt(found.variance) == pytest.approx(float(row["se"]), abs=1e-9)
    assert limits.low == pytest.approx(float(row["lo"]), abs=1e-6)
    assert limits.high == pytest.approx(float(row["hi"]), abs=1e-6)


@pytest.mark.parametrize("kind", "EHM")
@pytest.mark.parametrize("sample", DESIGNS)
def test_a_domain_that_is_nowhere_in_other_strata(
    sample: str, kind: str, shared: Read, to_cells: ToCells
) -> None:
    row = _answers(shared, sample, "prop:awards=Yes")[f"by:{kind}", "svyby"]
    cells = _cells(shared, to_cells, sample, "stype", "awards")
    found = _share(cells, frozenset(kind), BOTH, YES)
    assert found.p == pytest.approx(float(row["estimate"]), abs=1e-9)
    assert math.sqrt(found.variance) == pytest.approx(float(row["se"]), abs=1e-9)


@pytest.mark.parametrize("other", "HM")
def test_the_difference_of_two_strata(other: str, shared: Read, to_cells: ToCells) -> None:
    """Strata are drawn apart, as waves are: variances add. R's p is two-sided."""
    rows = _answers(shared, "apistrat", "prop:awards=Yes")
    row, p = rows[f"diff:E - {other}", "svycontrast"], rows[f"p:E - {other}", "t two-sided"]
    cells = _cells(shared, to_cells, "apistrat", "stype", "awards")
    one, two = (_share(cells, frozenset(kind), BOTH, YES) for kind in ("E", other))
    found = difference(one.p - two.p, one.variance + two.variance, float(row["df"]))
    assert found.limits is not None
    assert found.variance is not None
    assert found.p_rise is not None
    assert math.sqrt(found.variance) == pytest.approx(float(row["se"]), abs=1e-9)
    assert found.limits.low == pytest.approx(float(row["lo"]), abs=1e-8)
    assert found.limits.high == pytest.approx(float(row["hi"]), abs=1e-8)
    assert 2 * found.p_rise == pytest.approx(float(p["estimate"]), rel=1e-6)


@pytest.mark.parametrize("sample", DESIGNS)
def test_the_gap_of_a_part_to_its_whole(sample: str, shared: Read, to_cells: ToCells) -> None:
    with (Path(__file__).parent / "r_api_gaps.csv").open(encoding="utf-8") as file:
        row = next(r for r in csv.DictReader(file) if r["sample"] == sample)
    cells = _cells(shared, to_cells, sample, "comp.imp", "sch.wide")
    part = _share(cells, frozenset({"No"}), BOTH, YES)
    found = shares.gap(columns(cells), part, _share(cells, BOTH, BOTH, YES))
    assert found.limits is not None
    assert found.variance is not None
    assert found.value == pytest.approx(float(row["value"]), abs=1e-9)
    assert math.sqrt(found.variance) == pytest.approx(float(row["se"]), abs=1e-9)
    assert math.sqrt(found.variance) != pytest.approx(float(row["naive"]), rel=0.02)
    assert found.df == float(row["df"])
    assert found.limits.low == pytest.approx(float(row["low"]), abs=1e-8)
    assert found.limits.high == pytest.approx(float(row["high"]), abs=1e-8)
