"""A survey's cells as columns: every estimate is then a few sums over arrays.

A sum of weights in whole millionths is exact below 2^53, nine thousand million people; so doubles
lose nothing that 64-bit integers would keep, and squares of weights do not overflow.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from grundlag.cubes.model import Ints, SurveyCell

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, kw_only=True, eq=False)
class Units:
    """What the sample is drawn in, strata or PSUs: how many it has of each, and of how many.

    `drawn` is the share of its population that is in the sample; 0 where its size was not told.
    """

    n: Ints
    drawn: Floats


@dataclass(frozen=True, kw_only=True, eq=False)
class SurveyCells:
    """The cells of a wave and question, the whole sample's: columns of equal length.

    `stratum`, `psu` (-1 for people in none), `atom` and `answer` are positions: among `strata`,
    `psus`, `atoms` and `answers`. `home` is each PSU's stratum. `w` and `w2` are in millionths and
    million-millionths, as in a SurveyCell.
    """

    stratum: Ints
    psu: Ints
    atom: Ints
    answer: Ints
    n: Ints
    weightless: Ints
    w: Floats
    w2: Floats
    strata: Units
    psus: Units
    home: Ints
    atoms: tuple[str, ...]
    answers: tuple[str, ...]
    is_sized: bool

    def of_atoms(self, atoms: frozenset[str]) -> Bools:
        """Which cells are of some atoms."""
        return _among(self.atoms, atoms)[self.atom]

    def of_answers(self, answers: frozenset[str]) -> Bools:
        """Which cells are of some answers."""
        return _among(self.answers, answers)[self.answer]

    def answers_in(self, atoms: frozenset[str]) -> tuple[str, ...]:
        """The answers that were given in some atoms."""
        given = np.unique(self.answer[self.of_atoms(atoms)])
        return tuple(self.answers[i] for i in given.tolist())


def columns(cells: Sequence[SurveyCell]) -> SurveyCells:
    """The columns of one wave's cells of one question."""
    stratum, strata = _positions(cell.stratum for cell in cells)
    units = [(cell.stratum, cell.psu) if cell.psu else None for cell in cells]
    told = dict.fromkeys(unit for unit in units if unit)
    at = {None: -1} | {unit: i for i, unit in enumerate(told)}
    psu = _ints(at[unit] for unit in units)
    home = _ints(strata.index(name) for name, _ in told)
    atom, atoms = _positions(cell.atom for cell in cells)
    answer, answers = _positions(cell.answer for cell in cells)
    n = _ints(cell.n for cell in cells)
    alone = np.bincount(stratum, np.where(psu < 0, n, 0), len(strata)).astype(np.int64)
    return SurveyCells(
        stratum=stratum,
        psu=psu,
        atom=atom,
        answer=answer,
        n=n,
        weightless=_ints(cell.weightless for cell in cells),
        w=np.array([cell.w for cell in cells], dtype=np.float64),
        w2=np.array([cell.w2 for cell in cells], dtype=np.float64),
        strata=_units(
            alone + np.bincount(home, minlength=len(strata)),
            stratum,
            [cell.stratum_size for cell in cells],
        ),
        psus=_units(
            np.bincount(psu + 1, n, len(told) + 1)[1:].astype(np.int64),
            psu,
            [cell.psu_size for cell in cells],
        ),
        home=home,
        atoms=atoms,
        answers=answers,
        is_sized=any(cell.stratum_size is not None for cell in cells),
    )


def _positions(values: Iterable[T]) -> tuple[Ints, tuple[T, ...]]:
    """Each value's position among the different ones."""
    found: dict[T, int] = {}
    at = _ints(found.setdefault(value, len(found)) for value in values)
    return at, tuple(found)


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int64)


def _units(n: Ints, unit: Ints, sizes: Sequence[int | None]) -> Units:
    """Units with how much of each is in the sample: nothing is known where sizes differ."""
    told: list[set[int | None]] = [set() for _ in n]
    for at, size in zip(unit.tolist(), sizes, strict=True):
        if at >= 0:
            told[at].add(size)
    drawn = [_drawn(m, found) for m, found in zip(n.tolist(), told, strict=True)]
    return Units(n=n, drawn=np.array(drawn, dtype=np.float64))


def _drawn(n: int, sizes: set[int | None]) -> float:
    size = next(iter(sizes)) if len(sizes) == 1 else None
    return min(1.0, n / size) if size else 0.0


def _among(names: Sequence[str], wanted: frozenset[str]) -> Bools:
    return np.fromiter((name in wanted for name in names), dtype=np.bool_, count=len(names))


NO_CELLS = columns(())
