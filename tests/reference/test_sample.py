"""Shares, gaps and changes of an invented sample against R 4.2.2 with survey 4.1.1 (values.R).

R's calls: svyciprop(~y, subset(design, D == 1), method = "beta"), degf;
svycontrast(svytotal(~ yD + D + yes + one, design), quote(yes / one - yD / D));
svycontrast(svyby(~y, ~wave, ...), c(-1, 1)); options(survey.lonely.psu = "adjust").
"""

import csv
import math
import runpy
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grundlag.cubes.columns import columns
from grundlag.cubes.model import SurveyCell
from grundlag.indicators import shares
from grundlag.indicators.change import change, change_of_gap
from grundlag.indicators.intervals import korn_graubard
from grundlag.indicators.model import Change, Estimate, Made, Series

HERE = Path(__file__).parent
SAFE = frozenset({"meget tryg", "tryg"})
CLEAR = SAFE | {"hverken", "utryg", "meget utryg"}
COUNTED = {"clear": CLEAR, "asked": CLEAR | {"ved ikke"}, "all": CLEAR | {"ved ikke", ""}}
PLACES = {
    "city": frozenset("abcdefghk"),
    "north": frozenset("ab"),
    "cross": frozenset("cd"),
    "glad": frozenset("g"),
    "sad": frozenset("h"),
    "corner": frozenset("k"),
}
# Which column holds the stratum, the PSU and the weight: "" is none.
DESIGNS = {
    "equal": ("", "", ""),
    "weighted": ("", "", "weight"),
    "strata": ("stratum", "", "weight"),
    "psu": ("", "psu", "weight"),
    "both": ("stratum", "psu", "weight"),
    "lone_psu": ("lone_psu", "psu", "weight"),
    "lone_person": ("lone_person", "", "weight"),
}
DEFF = 1.3
SERIES = Series(
    indicator="tryg", basis="b", area="x", area_version="1", list_version="", question_version="1",
    provider="p", origin="records", since=0,
)  # fmt: skip
ToCells = Callable[[Iterable[tuple[str, str, str, str, float]]], list[SurveyCell]]
Cells = Callable[[str, str], list[SurveyCell]]
Values = dict[str, str]


def _read(name: str) -> list[Values]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _name(row: Values) -> str:
    keys = ("kind", "design", "area", "answers", "wave")
    return " ".join(row[key] for key in keys if key in row)


LEVELS, GAPS, CHANGES = _read("r_shares.csv"), _read("r_gaps.csv"), _read("r_changes.csv")
SURE = [row for row in LEVELS if row["low"]]
UNSURE = [row for row in LEVELS if not row["low"]]


@pytest.fixture(scope="session")
def cells(to_cells: ToCells) -> Cells:
    """The cells of a wave under a design."""
    rows, made = _read("sample.csv"), dict[tuple[str, str], list[SurveyCell]]()

    def of(design: str, wave: str) -> list[SurveyCell]:
        if (design, wave) not in made:
            stratum, psu, weight = DESIGNS[design]
            made[design, wave] = to_cells(
                (row.get(stratum, ""), row.get(psu, ""), row["place"], row["answer"],
                 float(row.get(weight, 1)))
                for row in rows if row["wave"] == wave
            )  # fmt: skip
        return made[design, wave]

    return of


def _share(cells: list[SurveyCell], area: str, answers: str) -> shares.Share:
    domain = shares.Domain(atoms=PLACES[area], out_of=frozenset(COUNTED[answers]), yes=SAFE)
    found = shares.share(columns(cells), domain)
    assert found is not None
    return found


def _gap(cells: list[SurveyCell], area: str, answers: str) -> Change:
    return shares.gap(columns(cells), _share(cells, area, answers), _share(cells, "city", answers))


def _assert_is(found: Change, row: Values) -> None:
    assert found.limits is not None
    assert found.variance is not None
    assert found.value == pytest.approx(float(row["value"]), abs=1e-12)
    assert math.sqrt(found.variance) == pytest.approx(float(row["se"]), rel=1e-9)
    assert found.df == float(row["df"])
    assert found.limits.low == pytest.approx(float(row["low"]), abs=1e-9)
    assert found.limits.high == pytest.approx(float(row["high"]), abs=1e-9)
    assert found.p_rise == pytest.approx(float(row["p_rise"]), abs=1e-9)
    assert found.p_fall == pytest.approx(float(row["p_fall"]), abs=1e-9)


def test_the_sample_is_what_its_script_invents() -> None:
    made: dict[str, Any] = runpy.run_path(str(HERE / "invent_sample.py"))
    said = [dict(zip(made["COLUMNS"], map(str, row), strict=True)) for row in made["invent"]()]
    assert said == _read("sample.csv")


@pytest.mark.parametrize("row", LEVELS, ids=_name)
def test_a_share_is_rs(row: Values, cells: Cells) -> None:
    found = _share(cells(row["design"], row["wave"]), row["area"], row["answers"])
    assert found.p == pytest.approx(float(row["p"]), rel=1e-12)
    assert math.sqrt(found.variance) == pytest.approx(float(row["se"]), rel=1e-9, abs=1e-12)
    assert (found.n, found.df) == (int(row["n"]), int(row["df"]))


@pytest.mark.parametrize("row", SURE, ids=_name)
def test_the_limits_of_a_share_are_rs_beta(row: Values, cells: Cells) -> None:
    found = _share(cells(row["design"], row["wave"]), row["area"], row["answers"])
    limits = korn_graubard(found.p, found.n, found.variance, found.df, DEFF)
    assert limits.low == pytest.approx(float(row["low"]), rel=1e-6)
    assert limits.high == pytest.approx(float(row["high"]), rel=1e-6)


@pytest.mark.parametrize("row", UNSURE, ids=_name)
def test_where_r_has_no_limits_the_declared_design_effect_gives_them(
    row: Values, cells: Cells
) -> None:
    """R gives NaN where V is 0: all say the same, or all are in one PSU. Ours are those of
    n / deff answers, and never closer than those of n."""
    found = _share(cells(row["design"], row["wave"]), row["area"], row["answers"])
    limits = korn_graubard(found.p, found.n, found.variance, found.df, DEFF)
    plain = korn_graubard(found.p, found.n, 0.0, found.df, 1.0)
    assert limits == korn_graubard(found.p, found.n, 0.0, found.df, DEFF)
    assert limits.low <= plain.low < plain.high <= limits.high
    assert limits.low < limits.high
    if found.p == 0:  # (1 - high)^(n/deff) = 0.025
        assert (1 - limits.high) ** (found.n / DEFF) == pytest.approx(0.025)


def test_a_domain_counts_on_the_whole_design_not_as_a_sample_of_its_own(cells: Cells) -> None:
    """The 6 of `corner` are 6 of the 80 of their stratum: the other 74 count as zeros."""
    whole = cells("strata", "1")
    alone = [cell for cell in whole if cell.atom in PLACES["corner"]]
    right, wrong = _share(whole, "corner", "clear"), _share(alone, "corner", "clear")
    assert right.p == wrong.p
    assert wrong.variance > 1.1 * right.variance


@pytest.mark.parametrize("row", GAPS, ids=_name)
def test_the_gap_of_a_part_to_its_whole_is_rs(row: Values, cells: Cells) -> None:
    _assert_is(_gap(cells(row["design"], row["wave"]), row["area"], row["answers"]), row)


@pytest.mark.parametrize(
    "row", [r for r in GAPS if abs(float(r["naive"]) / float(r["se"]) - 1) > 0.01], ids=_name
)
def test_the_gap_does_not_take_the_parts_size_as_known(row: Values, cells: Cells) -> None:
    """svyby(covmat = TRUE) with fixed weights is the way that looks right and is not."""
    found = _gap(cells(row["design"], row["wave"]), row["area"], row["answers"])
    assert found.variance is not None
    assert math.sqrt(found.variance) != pytest.approx(float(row["naive"]), rel=0.01)


@pytest.mark.parametrize("row", [r for r in CHANGES if r["kind"] == "share"], ids=_name)
def test_the_change_between_two_waves_is_rs(row: Values, cells: Cells) -> None:
    then, now = (_share(cells(row["design"], wave), row["area"], "clear") for wave in "12")
    estimates = [
        Estimate(
            series=SERIES, year=year, unit="share", method="m", value=s.p,
            made=Made(variance=s.variance, df=s.df),
        )
        for year, s in ((1, then), (2, now))
    ]  # fmt: skip
    _assert_is(change(estimates[1], estimates[0]), row)


@pytest.mark.parametrize("row", [r for r in CHANGES if r["kind"] == "gap"], ids=_name)
def test_the_change_of_a_gap_is_rs(row: Values, cells: Cells) -> None:
    then, now = (_gap(cells(row["design"], wave), row["area"], "clear") for wave in "12")
    _assert_is(change_of_gap(now, then), row)


@pytest.mark.parametrize("design", ["psu", "both", "lone_psu"])
def test_a_part_within_one_psu_has_a_gap_without_limits(design: str, cells: Cells) -> None:
    """Its spread cannot be measured; R prints the whole's alone and calls it the gap's."""
    found = _gap(cells(design, "1"), "corner", "clear")
    assert found.value is not None
    assert (found.limits, found.variance, found.p_rise) == (None, None, None)
    later = _gap(cells(design, "2"), "cross", "clear")
    assert change_of_gap(later, found).limits is None


def test_a_psu_of_the_same_number_in_two_strata_is_two(cells: Cells) -> None:
    """What `nest = TRUE` does in R."""
    plain = cells("both", "1")
    renamed = [replace(cell, psu=f"{cell.stratum} {cell.psu}") for cell in plain]
    one, two = _share(plain, "cross", "clear"), _share(renamed, "cross", "clear")
    assert (one.variance, one.df) == (pytest.approx(two.variance, rel=1e-12), two.df)
