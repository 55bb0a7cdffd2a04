"""Which delivered cells make up an area: its own, or those of all its places."""

from collections.abc import Iterable

from grundlag.basis.folder import Area, AreaVersion
from grundlag.records.place import fold


def places_of(given: Iterable[str], area: Area, version: AreaVersion | None) -> frozenset[str]:
    """The area's own name among the cells (its id, else its name), or the places it is made of."""
    names = set(given)
    for own in (fold(area.id), fold(area.name)):
        if own in names and _is_whole(own, area, version):
            return frozenset({own})
    return _parts(version) if version else frozenset()


def _is_whole(own: str, area: Area, version: AreaVersion | None) -> bool:
    """Whether a cell of the area's name is the whole area.

    A name that is declared as a place is that place: the area only in a version of it alone.
    """
    declared = any(own in _parts(v) for v in area.version)
    return not declared or (version is not None and _parts(version) == {own})


def _parts(version: AreaVersion) -> frozenset[str]:
    return frozenset(fold(place) for place in version.places)
