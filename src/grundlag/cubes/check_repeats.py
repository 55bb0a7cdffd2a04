"""Files put after themselves: rows that are all there twice, where no id can tell."""

import math
from collections.abc import Iterator

import numpy as np

from grundlag.basis.clocks import show_month
from grundlag.basis.load import Definitions
from grundlag.cubes.asked import people
from grundlag.cubes.model import Cubes, Found, Ints
from grundlag.errors import Problem

TIMES = (4, 3, 2)  # how often a file may have been put after itself
NEARLY = 0.9  # of the counts, from which nearly every row is there as often
BY_CHANCE = 1e-6
VARIED = 3  # different counts, below which they are no draw of chance: twelve months of 2
MEND = "Look for a file that was put after itself; mend it and take it in again."


def rows_are_not_repeated(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """A delivery, a month or a wave with each row twice, or 3 or 4 times, stops.

    A few reports that are exactly alike are real. But where each row is there twice every count is
    even, and of honest counts no more than half are: that so many are by chance is 1 in a million.
    """
    cube = cubes.crime
    for part, name in enumerate(cube.parts):
        mine = cube.part == part
        if (often := times(cube.n[mine])) is not None:
            yield _found(_file(cubes, name), cube.n[mine], often)
            continue
        for month in np.unique(cube.month[mine]).tolist():
            n = cube.n[mine & (cube.month == month)]
            if (often := times(n)) is not None:
                yield _found(f"{_file(cubes, name)}, {show_month(month)}", n, often)
    for wave, cells in people(cubes.survey).items():
        n = np.array([cell.n for cell in cells], dtype=np.int64)
        if (often := times(n)) is not None:
            yield _found(f"{_file(cubes, cubes.waves[wave].deliveries[0])}, wave {wave}", n, often)


def times(counts: Ints) -> int | None:
    """How often each row behind some counts is there: 2 to 4 times, or None where they are honest.

    Formula: a chance of exp(-2 k (s - 1/t)^2) at most that a share s of k counts can be divided by
    t. Source: W. Hoeffding, Journal of the American Statistical Association 58 (1963) 13-30. No
    more than 1 in t honest counts can.
    """
    for often in TIMES:
        divided = counts[counts % often == 0]
        share = len(divided) / len(counts) if len(counts) else 0.0
        chance = math.exp(-2 * len(counts) * (share - 1 / often) ** 2)
        if share < NEARLY or chance >= BY_CHANCE or np.gcd.reduce(divided) != often:
            continue
        return often if len(np.unique(divided)) >= VARIED else None
    return None


def _file(cubes: Cubes, name: str) -> str:
    manifest = next(d.manifest for d in cubes.deliveries if d.id == name)
    return f"{manifest.source}, {manifest.file}"


def _found(where: str, counts: Ints, often: int) -> Found:
    divided = int((counts % often == 0).sum())
    what = (
        f"each row seems to be there {often} times: {divided} of {len(counts)} counts can be "
        f"divided by {often}."
    )
    return Found(stops=True, problem=Problem(where=where, what=what, fix=MEND))
