"""Where reports lie: points that are none, points against recorded places, areas in each other."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from grundlag.basis import clocks
from grundlag.basis.folder import Area, AreaVersion
from grundlag.basis.load import Definitions
from grundlag.cubes.check_rows import LIMIT, by_year, worst
from grundlag.cubes.model import CrimeCube, Cubes, Found, Recorded
from grundlag.errors import Problem
from grundlag.records.place import ASTRAY, FAR, SWAPPED, ZERO, holds

AREAS, SOURCES = "definitions/areas.toml", "sources.toml"
MOVED = 0.02  # of an area's reports, in it by place or point alone, from which one looks again
LOOKS = {
    SWAPPED: (
        "reports with a point whose x and y look swapped",
        "Change x and y about in [source.columns], or have the rows mended.",
    ),
    FAR: (
        "reports with a point 100 km or more from every area",
        "See that crs, x and y are right in sources.toml; where other towns report, too, say "
        'elsewhere = "known" in areas.toml.',
    ),
}


def points_are_near_the_areas(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """A point far from all areas is told; above 1 % of a year's reports it stops, as a slip would.

    With elsewhere = "known" a point may be far, but not swapped.
    """
    cube = cubes.crime
    tally = by_year(cube, cube.atoms, cube.atom)
    for kind, (words, fix) in LOOKS.items():
        n = sum(found.get(ASTRAY + kind, 0) for found in tally.values())
        year, share = worst([ASTRAY + kind], tally)
        if n:
            what = f"{words}: {n} ({share:.2%} of {year})."
            may = kind == FAR and defs.areas.elsewhere == "known"
            problem = Problem(where=SOURCES, what=what, fix=fix)
            yield Found(stops=share > LIMIT and not may, problem=problem)
    if zero := sum(cell.n for cell in cube.recorded if cell.place == ZERO):
        what = f"reports with the point 0;0, each placed by its place, if it has one: {zero}."
        fix = "Nothing has to be done: without one it is a report without a place."
        yield Found(stops=False, problem=Problem(where=SOURCES, what=what, fix=fix))


@dataclass(frozen=True, kw_only=True)
class _Both:
    """The reports in an area by their point, by their recorded place, and by both."""

    point: int
    place: int
    both: int

    @property
    def apart(self) -> int:
        """The reports that lie in it by one of the two alone."""
        return self.point + self.place - 2 * self.both


def recorded_places_are_where_the_points_are(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """Where an area is polygons and places, it is told what a partnership gets by each.

    The point counts. Where the two differ by more than 2 % somebody's border is another.
    """
    partnerships = [p.id for p in defs.partnerships.partnership]
    cells = [cell for cell in cubes.crime.recorded if cell.place != ZERO]
    for i, area in enumerate(defs.areas.area):
        for version in area.version if area.id in partnerships else ():
            found = _both(cells, area, version)
            if not (version.is_drawn and version.places and found.apart):
                continue
            only = found.point - found.both, found.place - found.both
            what = (
                f"reports in {area.name}: {found.point} by their point, {found.place} by their "
                f"place ({only[0]} by the point alone, {only[1]} by the place alone)."
            )
            wide = found.apart > MOVED * max(found.point, found.place)
            fix = "The point counts. " + (
                "See that the feature is the area as it is agreed, and places all that it holds."
                if wide
                else "So few are at its border: nothing has to be done."
            )
            where = defs.where(AREAS, "area", i, "version", area.version.index(version))
            yield Found(stops=False, problem=Problem(where=where, what=what, fix=fix))


def _both(cells: Iterable[Recorded], area: Area, version: AreaVersion) -> _Both:
    key, found = f"{area.id}@{version.id}", Counter[tuple[bool, bool]]()
    for cell in cells:
        if clocks.area_version(area, cell.month // 12) == version:
            found[holds(cell.atom, key), holds(cell.place, key)] += cell.n
    both = found[True, True]
    return _Both(point=found[True, False] + both, place=found[False, True] + both, both=both)


def partnerships_lie_apart(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """Where two partnerships overlap, the reports that count in both are told."""
    partnerships = [p.id for p in defs.partnerships.partnership]
    areas = [area for area in defs.areas.area if area.id in partnerships]
    for one, other in combinations(areas, 2):
        if n := _shared(cubes.crime, one, other):
            what = f"reports in both {one.name} and {other.name}, which count in each: {n}."
            fix = "See that they are to overlap; else mend their places or their features."
            yield Found(stops=False, problem=Problem(where=AREAS, what=what, fix=fix))


def _shared(cube: CrimeCube, one: Area, other: Area) -> int:
    """The reports of all years that lie in two areas, each as it was bounded in that year."""
    found = 0
    for year in {month // 12 for month in cube.months}:
        versions = [(area, clocks.area_version(area, year)) for area in (one, other)]
        keys = [f"{area.id}@{version.id}" for area, version in versions if version]
        atoms = [all(holds(atom, key) for key in keys) for atom in cube.atoms]
        if len(keys) == len(versions) and any(atoms):
            here = np.array(atoms)[cube.atom] & (cube.month // 12 == year)
            found += int(cube.n[here].sum())
    return found
