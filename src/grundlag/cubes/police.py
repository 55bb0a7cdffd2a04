"""What a crime cube answers: any year, type and area, and why where it cannot."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from grundlag.basis.clocks import Month, parse_month, show_month
from grundlag.basis.folder import Area, AreaVersion, CodeSet, Crime
from grundlag.basis.offences import matches
from grundlag.cubes.model import Count, CrimeCube, Ints, Missing
from grundlag.records.place import UNPLACED, holds

_KEPT = 256  # sets of codes whose cells are remembered


def codes_of(crime: Crime, codes: Iterable[str], months: Iterable[Month]) -> frozenset[str]:
    """Which of some codes belong to a crime type in any of some months."""
    valid = [dated for dated in crime.codes if any(_valid(dated, m) for m in months)]
    return frozenset(code for code in codes if any(_in_set(dated, code) for dated in valid))


def _valid(dated: CodeSet, when: Month) -> bool:
    first = parse_month(dated.from_month) if dated.from_month else 0
    last = parse_month(dated.to_month) if dated.to_month else when
    return first <= when <= last


def _in_set(dated: CodeSet, code: str) -> bool:
    return matches(code, dated.codes) and not matches(code, dated.without)


@lru_cache(maxsize=_KEPT)
def _of_set(dated: CodeSet, codes: tuple[str, ...]) -> NDArray[np.bool_]:
    """Which of a cube's codes are in a set: every count of a type asks for the same."""
    return np.array([_in_set(dated, code) for code in codes], dtype=bool)


def undated_months(crime: Crime, months: Iterable[Month]) -> list[Month]:
    """The months for which a crime type has no list of codes."""
    return [m for m in months if not any(_valid(dated, m) for dated in crime.codes)]


def providers(cube: CrimeCube, months: Iterable[Month]) -> str:
    """Who delivered some months, each once."""
    return " + ".join(dict.fromkeys(cube.provider[m] for m in months))


def missing_months(cube: CrimeCube, months: Iterable[Month]) -> list[Month]:
    """The months of a span that no delivery speaks for whole."""
    return sorted(set(months) - cube.months)


def total(
    cube: CrimeCube,
    crime: Crime,
    atoms: Iterable[str],
    months: Iterable[Month],
    committed: range | None = None,
) -> int:
    """The reports of a type in a list of atoms and a set of months.

    Where months are given in which the offences were `committed`, of those offences alone.
    """
    return int(cube.n[cells(cube, crime, atoms, months, committed)].sum())


def reports(cube: CrimeCube, atoms: Iterable[str], months: Iterable[Month]) -> int:
    """All reports, of whatever type, in a list of atoms and a set of months."""
    wanted = set(atoms)
    inside = np.array([name in wanted for name in cube.atoms], dtype=bool)
    return int(cube.n[np.isin(cube.month, list(months)) & inside[cube.atom]].sum())


def cells(
    cube: CrimeCube,
    crime: Crime,
    atoms: Iterable[str],
    months: Iterable[Month],
    committed: range | None = None,
) -> NDArray[np.bool_]:
    """Which cells of a cube a type, a list of atoms and a set of months pick out.

    `months` are those of the report, and so of the code; `committed` those of the offence.
    """
    wanted, span = set(atoms), list(months)
    in_area = np.array([name in wanted for name in cube.atoms], dtype=bool)
    found = np.zeros(len(cube.n), dtype=bool)
    if not len(cube.n):
        return found
    for dated in crime.codes:
        valid = [m for m in span if _valid(dated, m)]
        found |= np.isin(cube.month, valid) & _of_set(dated, cube.codes)[cube.code]
    if committed is not None:
        found &= np.isin(cube.occurred, committed)
    return np.asarray(found & in_area[cube.atom])


def by_atom(cube: CrimeCube, crime: Crime, spans: Sequence[tuple[range, range | None]]) -> Ints:
    """The reports of a type, a row for each atom of the cube and a column for each span.

    A span is the months of the reports, and of their offences where those decide.
    """
    found = np.zeros((len(cube.atoms), len(spans)), dtype=np.int64)
    for at, (months, committed) in enumerate(spans):
        picked = cells(cube, crime, cube.atoms, months, committed)
        np.add.at(found[:, at], cube.atom[picked], cube.n[picked])
    return found


def atoms_of(atoms: Iterable[str], area: Area, version: AreaVersion | None) -> tuple[str, ...]:
    """The atoms that make up an area: all of them for the whole, else those inside a version."""
    if area.whole:
        return tuple(atoms)
    key = f"{area.id}@{version.id}" if version else ""
    return tuple(name for name in atoms if holds(name, key))


def in_area(
    cube: CrimeCube,
    crime: Crime,
    area: Area,
    version: AreaVersion | None,
    months: range,
    committed: range | None = None,
) -> Count:
    """The reports of a type in an area and a span of whole months, or why they are not known.

    Of those of offences `committed` in some months, where these are given.
    """
    if version is None and not area.whole:
        return Count(n=None, missing=Missing(why="area_not_begun", what=area.name))
    if undated := undated_months(crime, months):
        return Count(n=None, missing=Missing(why="codes_not_dated", what=show_month(undated[0])))
    if gone := missing_months(cube, months):
        why = "no_reports_in" if _around(cube, gone[0]) else "month_not_delivered"
        return Count(n=None, missing=Missing(why=why, what=show_month(gone[0])))
    if committed is not None and (undated := sorted(set(months) - cube.dated)):
        return Count(n=None, missing=Missing(why="no_offence_dates", what=show_month(undated[0])))
    atoms = atoms_of(cube.atoms, area, version)
    return Count(
        n=total(cube, crime, atoms, months, committed),
        deliveries=tuple(sorted({name for m in months for name in cube.deliveries[m]})),
        provider=providers(cube, months),
        extracted=max(cube.extracted[m] for m in months),
    )


def _around(cube: CrimeCube, gone: Month) -> bool:
    return bool(cube.months) and min(cube.months) < gone < max(cube.months)


def unplaced_share(
    cube: CrimeCube, crime: Crime, months: Sequence[Month], committed: range | None = None
) -> float | None:
    """The share of a type's reports that have no place; None with no reports."""
    everything = total(cube, crime, cube.atoms, months, committed)
    without = total(cube, crime, (UNPLACED,), months, committed)
    return without / everything if everything else None
