"""What the comparisons with other programs share: their tables, and our cells made from rows.

The cells are added up here with dictionaries, not by the product, so that a fault in how answers
are counted cannot hide a fault in what is made of them.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from grundlag.cubes.model import SurveyCell

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
MILLION = 1_000_000
Row = tuple[str, str, str, str, float]  # stratum, PSU, place, answer, weight
ToCells = Callable[[Iterable[Row]], list[SurveyCell]]


def _cells(rows: Iterable[Row]) -> list[SurveyCell]:
    sums: dict[tuple[str, str, str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for stratum, psu, place, answer, weight in rows:
        millionths = round(weight * MILLION)
        found = sums[stratum, psu, place, answer]
        found[0] += 1
        found[1] += millionths
        found[2] += millionths**2
    return [
        SurveyCell(wave=1, stratum=s, psu=j, atom=a, question="q", answer=x, n=n, w=w, w2=w2)
        for (s, j, a, x), (n, w, w2) in sums.items()
    ]


@pytest.fixture(scope="session")
def to_cells() -> ToCells:
    """Makes cells of rows of stratum, PSU, place, answer and weight."""
    return _cells


@pytest.fixture(scope="session")
def shared() -> Callable[[str], list[dict[str, str]]]:
    """Reads a table of the reference folder beside the repository, or skips by its name."""

    def read(name: str) -> list[dict[str, str]]:
        path = ROOT.parent / "shared" / name
        if not path.exists():
            pytest.skip(f"../shared/{name} is not here")
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return read
