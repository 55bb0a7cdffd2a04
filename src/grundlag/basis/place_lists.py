"""The list of places beside areas.toml: which places an area is made of, a row each.

A row of areas with one version needs none; where there are several, it says which.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from grundlag.basis.folder import PLACE_LIST, Area, Areas, AreaVersion
from grundlag.basis.listing import Cells, Form, Wrong, listing
from grundlag.errors import Problem, nearest


def with_places(file: str, text: str, areas: Areas) -> tuple[Areas, tuple[Problem, ...]]:
    """The areas with the places of a list added to their own, and every problem of the list."""
    sheet = listing(file, text, Form(heads=PLACE_LIST, named=_named, spare=True))
    problems = list(sheet.problems)
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line, cells in sheet.rows.items():
        version = _version_of(cells, areas)
        wrong = _wrong_place(cells, version, areas) if version else _why_none(cells, areas)
        if wrong:
            problems.append(Problem(where=f"{file}:{line}", what=wrong[0], fix=wrong[1]))
        elif version:
            found[cells[1], version.id].append(cells[0])
    whole = tuple(replace(area, version=tuple(_filled(area, found))) for area in areas.area)
    return replace(areas, area=whole), tuple(problems)


def fold(place: str) -> str:
    """A place's name without regard to case and outer space, as deliveries are read."""
    return place.strip().lower()


def _named(cells: Cells) -> str:
    place, *rest = cells
    return " ".join((fold(place), *filter(None, rest)))


def _version_of(cells: Cells, areas: Areas) -> AreaVersion | None:
    """The version a row is of: the one it names, or the only one there is."""
    _, name, wanted = cells
    known = [v for area in areas.area if area.id == name for v in area.version]
    if not wanted and len(known) == 1:
        return known[0]
    return next((version for version in known if version.id == wanted), None)


def _why_none(cells: Cells, areas: Areas) -> Wrong:
    """Why a row is of no version, and what to do."""
    _, name, wanted = cells
    area = next((a for a in areas.area if a.id == name), None)
    if area is None:
        return f'no area is called "{name}".', nearest(name, (a.id for a in areas.area))
    known = [version.id for version in area.version]
    if not known:
        return f'"{name}" has no version.', "Add an [[area.version]] in areas.toml."
    if wanted:
        return f'"{name}" has no version "{wanted}".', nearest(wanted, known)
    what = f'"{name}" has {len(known)} versions, and the row does not say which.'
    return what, f"Known: {', '.join(known)}. Write a row for each that holds the place."


def _wrong_place(cells: Cells, version: AreaVersion, areas: Areas) -> Wrong | None:
    place = cells[0]
    if fold(place) in map(fold, areas.unplaced):
        what = f'"{place}" is a word for having no place.'
        return what, "Take the row out, or the word out of unplaced in areas.toml."
    if fold(place) in map(fold, version.places):
        return f'"{place}" is in areas.toml, too.', "Keep it in one of them."
    return None


def _filled(area: Area, found: dict[tuple[str, str], list[str]]) -> Iterator[AreaVersion]:
    for version in area.version:
        more = found.get((area.id, version.id), ())
        yield replace(version, places=(*version.places, *more)) if more else version
