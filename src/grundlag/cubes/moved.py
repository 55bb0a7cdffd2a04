"""Which reports another code list moves in and out of a crime type, code by code."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grundlag.basis.clocks import Month
from grundlag.basis.folder import Crime
from grundlag.cubes.model import CrimeCube
from grundlag.cubes.police import cells


@dataclass(frozen=True, kw_only=True)
class Moved:
    """Reports of one offence code that only the new crime type holds, or only the old one."""

    code: str
    added: int
    dropped: int


def moved(
    cube: CrimeCube,
    old: Crime,
    new: Crime,
    atoms: Iterable[str],
    months: Iterable[Month],
    committed: range | None = None,
) -> tuple[Moved, ...]:
    """Every code that has reports in one of two types alone, in some atoms and months."""
    inside, span = tuple(atoms), tuple(months)
    was, now = (cells(cube, crime, inside, span, committed) for crime in (old, new))
    added, dropped = _by_code(cube, now & ~was), _by_code(cube, was & ~now)
    return tuple(
        Moved(code=code, added=added[i], dropped=dropped[i])
        for i, code in sorted(enumerate(cube.codes), key=lambda pair: pair[1])
        if added[i] or dropped[i]
    )


def _by_code(cube: CrimeCube, picked: NDArray[np.bool_]) -> list[int]:
    sums = np.zeros(len(cube.codes), dtype=np.int64)
    np.add.at(sums, cube.code[picked], cube.n[picked])
    return [int(n) for n in sums]
