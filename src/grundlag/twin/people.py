"""How many live where, on 1 January of each year."""

from collections.abc import Iterable

from grundlag.twin.model import Atom, Settings
from grundlag.twin.parameters import ATOMS, DATES, NEW_BORDER, PARTNERSHIPS

Inhabitants = dict[tuple[str, int], int]
"""Inhabitants of an area or atom on 1 January of a year."""


def inhabitants(atom: Atom, year: int, settings: Settings) -> int:
    """The inhabitants of an atom on 1 January of a year: never fewer than one."""
    growth = 0.0 if settings.flat else atom.growth
    people = atom.inhabitants_2018 * (1 + growth) ** (year - 2018)
    return max(1, round(people * settings.scale))


def living_in(atoms: Iterable[Atom], year: int, settings: Settings) -> int:
    """The inhabitants of several atoms together on 1 January of a year."""
    return sum(inhabitants(atom, year, settings) for atom in atoms)


def version(area: str, year: int) -> str:
    """The area with the version of its border that is valid in a year."""
    if area != "amager":
        return area
    return "amager/2021" if year >= NEW_BORDER else "amager/2017"


def atoms_of(area: str) -> tuple[Atom, ...]:
    """The atoms an area is made of: a partnership, a version of one, a bydel or the city."""
    if area == "koebenhavn":
        return ATOMS
    if area == "amager/2017":
        return tuple(atom for atom in ATOMS if atom.id == "amager-gammel")
    if area.startswith("bydel-"):
        return tuple(atom for atom in ATOMS if atom.bydel == area)
    cell = area.partition("/")[0]
    return tuple(atom for atom in ATOMS if atom.cell == cell)


def stratum(atom: Atom, wave: int) -> str:
    """The stratum an atom's people are drawn in: their partnership's, or the rest of the bydel."""
    partnerships = {cell.id for cell in PARTNERSHIPS}
    if atom.cell in partnerships and atom in atoms_of(version(atom.cell, wave)):
        return atom.cell
    return atom.bydel


def population_files() -> dict[str, tuple[int, ...]]:
    """Which years each population file holds: all but the last, and the last alone."""
    last = DATES[-1]
    early = tuple(year for year in DATES if year < last)
    return {f"befolkning-{last - 1}.csv": early, f"befolkning-{last}.csv": (last,)}
