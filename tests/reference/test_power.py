"""What can be seen at all, against R 4.2.2: dnbinom sums beyond the limits of qbeta (power.R)."""

import csv
from pathlib import Path

import pytest

from grundlag.indicators.power import Level, drawn, given

with (Path(__file__).parent / "r_power.csv").open(encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file))
FOUND = {"given": given, "drawn": drawn}


def _name(row: dict[str, str]) -> str:
    return " ".join(row[key] for key in ("baseline", "x0", "e0", "e1", "phi", "ratio"))


def test_there_are_enough_of_both_kinds() -> None:
    assert sum(row["baseline"] == "given" for row in ROWS) == 120
    assert sum(row["baseline"] == "drawn" for row in ROWS) == 20


@pytest.mark.parametrize("row", ROWS, ids=_name)
def test_the_chances_of_a_coming_year_are_rs(row: dict[str, str]) -> None:
    x0, e0, e1, phi, ratio = (float(row[key]) for key in ("x0", "e0", "e1", "phi", "ratio"))
    found = FOUND[row["baseline"]](Level(x0=x0, e0=e0, e1=e1, dispersion=phi), ratio)
    for way in ("rise", "fall", "above", "below"):
        assert getattr(found, way) == pytest.approx(float(row[way]), rel=1e-9, abs=1e-12), way
