"""How much more than Poisson's counts vary: Pearson's X2 against R's quasi-Poisson model."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from grundlag.indicators.dispersion import pearson

HERE = Path(__file__).parent


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TABLES: dict[str, dict[tuple[str, int], int]] = defaultdict(dict)
for row in _rows("r_spread_counts.csv"):
    TABLES[row["table"]][row["area"], int(row["year"])] = int(row["n"])
ANSWERS = _rows("r_spread.csv")


@pytest.mark.parametrize("answer", ANSWERS, ids=[answer["table"] for answer in ANSWERS])
def test_the_spread_is_the_one_that_r_gives(answer: dict[str, str]) -> None:
    found = pearson(TABLES[answer["table"]])
    assert found.df == int(answer["df"])
    assert found.x2 == pytest.approx(float(answer["x2"]), rel=1e-9)
    assert found.phi == pytest.approx(max(1.0, float(answer["dispersion"])), rel=1e-9)
    assert found.cells == frozenset(TABLES[answer["table"]])


def test_the_tables_hold_what_is_asked_for() -> None:
    assert {"square", "some", "apart", "plain"} <= set(TABLES)
    assert float(next(a["dispersion"] for a in ANSWERS if a["table"] == "plain")) < 1.5
    assert len(TABLES["some"]) < 10 * 8  # not every area has every year
