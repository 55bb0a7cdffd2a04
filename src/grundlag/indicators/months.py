"""Months with far more or fewer reports than their neighbours. docs/methods/leaps.md."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

import numpy as np

from grundlag.basis import clocks
from grundlag.basis.clocks import Month
from grundlag.basis.folder import Area
from grundlag.basis.load import Definitions
from grundlag.cubes.model import CrimeCube, Ints
from grundlag.cubes.police import atoms_of, cells

REACH = 2  # neighbours on each side
FEWEST = 20.0  # reports to be expected in a month
FAR = 0.4  # how far from what was expected
RARE = 6.0  # standard errors
NORMAL = 0.6745  # the middle absolute deviation of a normal in standard deviations
SEASON = 2  # other years that tell what a calendar month is like

Series = dict[Month, int]


@dataclass(frozen=True, kw_only=True)
class OddMonth:
    """A month whose reports leave its neighbours': of an area and a type; of all where ""."""

    month: Month
    area: str
    crime: str
    n: int
    expected: float


def odd_months(defs: Definitions, cube: CrimeCube) -> Iterator[OddMonth]:
    """Odd months of the whole and of each partnership, of all reports and of each type in use.

    A month in which all reports of the whole are odd is not told of types and areas again.
    """
    by_id = {area.id: area for area in defs.areas.area}
    whole = by_id[defs.folder.comparator]
    told: set[Month] = set()
    for area in (whole, *(by_id[p.id] for p in defs.partnerships.partnership)):
        for crime in ("", *_types(defs)):
            found = [m for m in odd(_series(defs, cube, area, crime)) if m[0] not in told]
            for month, n, expected in found:
                yield OddMonth(month=month, area=area.name, crime=crime, n=n, expected=expected)
            if area is whole and not crime:
                told |= {month for month, _, _ in found}


def _types(defs: Definitions) -> list[str]:
    used = {i.crime for basis in defs.bases.values() for i in basis.indicator}
    return [crime.id for crime in defs.codes.crime if crime.id in used]


def _series(defs: Definitions, cube: CrimeCube, area: Area, crime: str) -> Series:
    """The reports of each month that was delivered; an area is as it was bounded in its year."""
    picked = np.ones(len(cube.n), dtype=bool)
    if crime:
        declared = next(c for c in defs.codes.crime if c.id == crime)
        picked = cells(cube, declared, cube.atoms, sorted(cube.months))
    found: Series = {}
    for year in sorted({month // 12 for month in cube.months}):
        inside = set(atoms_of(cube.atoms, area, clocks.area_version(area, year)))
        atoms = np.array([name in inside for name in cube.atoms], dtype=bool)
        months = [m for m in cube.months if m // 12 == year]
        here = picked & atoms[cube.atom] & (cube.month // 12 == year)
        sums = _sums(cube.month[here] - 12 * year, cube.n[here])
        found |= {month: int(sums[month % 12]) for month in sorted(months)}
    return found


def _sums(place: Ints, n: Ints) -> Ints:
    sums = np.zeros(12, dtype=np.int64)
    np.add.at(sums, place, n)
    return sums


def odd(series: Series) -> list[tuple[Month, int, float]]:
    """The months that leave their neighbours, each with its count and what was expected.

    Formula: the median of two neighbours on each side, times what the calendar month was to its own
    in the other years (their median); an error of sqrt(phi mu (1 + 1/neighbours)), with phi from
    the median absolute deviation of all months. Source: F. R. Hampel, JASA 69 (1974) 383-393.
    """
    near = {m: _near(series, m) for m in series}
    level = {m: median(found) for m, found in near.items() if len(found) >= REACH}
    expected = {m: mu * _season(series, level, m) for m, mu in level.items()}
    kept = {m: mu for m, mu in expected.items() if mu >= FEWEST}
    error = {m: (mu * (1 + 1 / len(near[m]))) ** 0.5 for m, mu in kept.items()}
    off = {m: (series[m] - mu) / error[m] for m, mu in kept.items()}
    spread = max(1.0, median(abs(z) for z in off.values()) / NORMAL) if off else 1.0
    return [
        (m, series[m], mu)
        for m, mu in kept.items()
        if abs(off[m]) > RARE * spread and abs(series[m] - mu) > FAR * mu
    ]


def _near(series: Series, month: Month) -> list[int]:
    around = (month + step for step in range(-REACH, REACH + 1) if step)
    return [series[m] for m in around if m in series]


def _season(series: Series, level: dict[Month, float], month: Month) -> float:
    """What a calendar month is to its neighbours in the other years; 1 where too few tell."""
    others = [
        series[m] / mu for m, mu in level.items() if m % 12 == month % 12 and m != month and mu > 0
    ]
    return median(others) if len(others) >= SEASON else 1.0
