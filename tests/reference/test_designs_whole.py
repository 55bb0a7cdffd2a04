"""A two-stage sample from its file to its figures: R's numbers come out (designs.R)."""

import csv
import random
from dataclasses import replace
from pathlib import Path

import pytest

from grundlag.cubes.check import CHECKS
from grundlag.indicators.intervals import korn_graubard
from grundlag.indicators.measure import measure

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
ROWS = [line.split(",") for line in (HERE / "designs.csv").read_text("utf-8").splitlines()]
AREAS = """
[[area.version]]
id = "1"
places = [{}]
"""
SIZES = 'psu = "psu"\nstratum_size = "psus"\npsu_size = "people"\n'


def _r(table: str, **wanted: str) -> dict[str, float]:
    """The one row of a table of R's."""
    with (HERE / table).open(encoding="utf-8", newline="") as file:
        (row,) = [
            row for row in csv.DictReader(file) if all(row[k] == v for k, v in wanted.items())
        ]
    return {k: float(v) for k, v in row.items() if k not in ("design", "fpc", "lone", "area") and v}


@pytest.fixture
def sampled(town):
    """The town, where `nord` is the sample's "everywhere" and `syd` is its "mixed"."""
    town.change("definitions/areas.toml", 'places = ["Nord", "Nordhavn"]', 'places = ["a"]')
    town.change("definitions/areas.toml", 'places = ["Syd"]', 'places = ["a", "l", "w"]')
    town.change("definitions/survey.toml", 'tryg = ["tryg"]', 'tryg = ["tryg", "meget tryg"]')
    town.change("definitions/survey.toml", '"utryg", "ved_ikke"]', '"utryg"]')
    town.change("definitions/survey.toml", 'utryg = ["utryg"]', 'utryg = ["utryg", "meget utryg"]')
    for name, column in (("År", "wave"), ("Kvarter", "place"), ("Vægt", "weight"),
                         ("Lag", "stratum"), ("Tryghed", "answer")):  # fmt: skip
        town.change("sources.toml", f'= "{name}"', f'= "{column}"')
    town.change("sources.toml", 'psu = "Klynge"\n', SIZES)
    return town


def _taken(town, seed: int = 0):
    """The sample's two waves as years, in an order of its own, commas for points."""
    head, *rows = ROWS
    rows = [[f"202{row[0]}", *row[1:]] for row in rows]
    random.Random(seed).shuffle(rows)
    lines = (";".join(row).replace(".", ",") for row in (head, *rows))
    town.take("\n".join(lines) + "\n")
    return town.count()


def _measured(town, cubes=None):
    return measure(town.defs, town.defs.bases["grund"], 2022, cubes or _taken(town))


@pytest.mark.parametrize("rule", ["adjust", "certainty"])
@pytest.mark.parametrize(("area", "name"), [("byen", "city"), ("syd", "mixed")])
def test_a_figure_from_a_file_is_rs(sampled, area, name, rule):
    sampled.change("definitions/survey.toml", "deff = 1.3", f'deff = 1.3\nlone_psu = "{rule}"')
    found = _measured(sampled).estimates["trygge", area, 2022]
    r = _r("r_designs.csv", design="two", fpc="yes", lone=rule, area=name, wave="2")
    assert found.value == pytest.approx(r["p"], rel=1e-12)
    assert (found.n, found.made.df) == (r["n"], r["df"])
    assert found.limits.low == pytest.approx(r["low"], rel=1e-6)
    assert found.limits.high == pytest.approx(r["high"], rel=1e-6)
    assert found.made.deff == pytest.approx(r["deff"], rel=1e-9)
    endless = _r("r_designs.csv", design="two", fpc="no", lone=rule, area=name, wave="2")
    assert found.made.variance**0.5 == pytest.approx(endless["se"], rel=1e-9)
    assert found.method == f"korn_graubard, finite population, lone_psu {rule}"


@pytest.mark.parametrize("wave", [2021, 2022])
@pytest.mark.parametrize("rule", ["adjust", "average", "certainty"])
def test_a_gap_from_a_file_is_rs_without_fpc(sampled, wave, rule):
    sampled.change("definitions/survey.toml", "deff = 1.3", f'deff = 1.3\nlone_psu = "{rule}"')
    found = _measured(sampled).gaps["trygge", "nord", wave]
    r = _r("r_design_gaps.csv", design="both", lone=rule, area="everywhere", wave=str(wave)[3])
    assert found.value == pytest.approx(r["value"], abs=1e-12)
    assert found.variance**0.5 == pytest.approx(r["se"], rel=1e-9)
    assert found.limits.high == pytest.approx(r["high"], abs=1e-9)


def test_a_full_count_has_no_limits_but_itself(sampled):
    sampled.change("definitions/areas.toml", 'places = ["a"]', 'places = ["f"]')
    found = _measured(sampled).estimates["trygge", "nord", 2021]
    assert 0 < found.value < 1
    assert (found.limits.low, found.limits.high) == (found.value, found.value)
    assert (found.made.deff, found.made.effective_n) == (None, None)  # all in one PSU
    assert found.method == "korn_graubard, full count, lone_psu adjust"


def test_a_full_count_of_people_still_has_a_variance_to_be_compared_by(sampled):
    sampled.change("sources.toml", SIZES, 'stratum_size = "stratum_people"\n')
    sampled.change("definitions/areas.toml", 'places = ["a"]', 'places = ["f"]')
    found = _measured(sampled).estimates["trygge", "nord", 2021]
    r = _r("r_designs.csv", design="strata", fpc="no", lone="adjust", area="full", wave="1")
    assert found.limits.low == found.value == found.limits.high
    assert (found.made.deff, found.made.effective_n) == (0, None)
    assert found.made.variance**0.5 == pytest.approx(r["se"], rel=1e-9)


def test_an_area_within_one_psu_leans_on_the_declared_design_effect(sampled):
    """What is within its PSU is not all: with the second term alone limits would be too narrow."""
    sampled.change("definitions/areas.toml", 'places = ["a"]', 'places = ["c"]')
    found = _measured(sampled).estimates["trygge", "nord", 2021]
    assert found.limits == korn_graubard(found.value, found.n, 0.0, 0, 1.3)
    assert (found.made.df, found.made.variance, found.made.deff) == (0, None, None)


def test_without_sizes_nothing_is_said_of_them(sampled):
    sampled.change("sources.toml", SIZES, 'psu = "psu"\n')
    found = _measured(sampled).estimates["trygge", "byen", 2022]
    r = _r("r_designs.csv", design="both", fpc="no", lone="adjust", area="city", wave="2")
    assert found.method == "korn_graubard, lone_psu adjust"
    assert found.limits.low == pytest.approx(r["low"], rel=1e-6)
    assert found.made.effective_n * r["deff"] == pytest.approx(_positive(2) - 1, rel=1e-9)


def _positive(wave: int) -> int:
    """Answers of a wave that count and weigh anything, by hand."""
    return sum(
        row[0] == str(wave) and row[5] not in ("", "ved ikke") and float(row[6]) > 0
        for row in ROWS[1:]
    )


def test_a_question_that_is_not_asked_in_a_wave_has_no_figure_there(sampled):
    """Its column is there and empty: nobody is in the share, and the other wave is as it was."""
    head, *rows = ROWS
    rows = [[f"202{r[0]}", *r[1:5], r[5] if r[0] == "1" else "", *r[6:]] for r in rows]
    sampled.take("\n".join(";".join(row).replace(".", ",") for row in (head, *rows)) + "\n")
    found = _measured(sampled, sampled.count()).estimates
    asked, not_asked = (found["trygge", "byen", year] for year in (2021, 2022))
    r = _r("r_designs.csv", design="two", fpc="yes", lone="adjust", area="city", wave="1")
    assert asked.limits.low == pytest.approx(r["low"], rel=1e-6)
    assert (not_asked.value, not_asked.missing.why) == (None, "not_asked")


def _unsigned(cubes):
    return sorted((replace(cell, delivery="") for cell in cubes.survey), key=repr)


def test_the_order_of_rows_is_nothing(sampled):
    first, second = _taken(sampled), _taken(sampled, seed=7)
    assert _unsigned(first) == _unsigned(second)  # their files differ, and so do their names
    one, other = (_measured(sampled, cubes) for cubes in (first, second))
    for key, found in one.estimates.items():
        again = other.estimates[key]
        assert (found.value, found.limits, found.made) == (again.value, again.limits, again.made)
    assert one.gaps == other.gaps


def test_such_sizes_are_right(sampled):
    cubes = _taken(sampled)
    rules = [rule for name, rule in CHECKS.items() if name.startswith("sizes_")]
    assert len(rules) == 3
    assert not [found for rule in rules for found in rule(sampled.defs, cubes)]
