"""What a later delivery took away from a count, cell by cell: late reports only add."""

from collections import Counter

import numpy as np

from grundlag.basis.folder import Area, AreaVersion, Crime
from grundlag.cubes.model import CrimeCube
from grundlag.cubes.police import atoms_of, cells

Cell = tuple[int, int, str]  # months of the report and of the offence, and the code


def taken_away(
    cubes: tuple[CrimeCube, CrimeCube],
    asked: tuple[Crime, Area, AreaVersion | None],
    months: range,
    committed: range | None = None,
) -> int:
    """How many reports of the first of two cubes the second no longer has in the same cell.

    Cells are those of a type in an area, by month and code.
    """
    then, now = (_by_cell(cube, asked, months, committed) for cube in cubes)
    return sum((then - now).values())


def _by_cell(
    cube: CrimeCube,
    asked: tuple[Crime, Area, AreaVersion | None],
    months: range,
    committed: range | None,
) -> Counter[Cell]:
    crime, area, version = asked
    picked = np.flatnonzero(
        cells(cube, crime, atoms_of(cube.atoms, area, version), months, committed)
    )
    found: Counter[Cell] = Counter()
    for at in picked.tolist():
        key = int(cube.month[at]), int(cube.occurred[at]), cube.codes[int(cube.code[at])]
        found[key] += int(cube.n[at])
    return found
