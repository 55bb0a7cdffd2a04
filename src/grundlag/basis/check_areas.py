"""What areas must hold: places or polygons, and names that tell them apart."""

from collections.abc import Iterator

from grundlag.basis.declared import Definitions
from grundlag.basis.place_lists import fold
from grundlag.errors import Problem

FILE = "definitions/areas.toml"


def areas_are_told_apart(defs: Definitions) -> Iterator[Problem]:
    """No area is called, by id or name, what another is: deliveries name areas by either."""
    seen: dict[str, str] = {}
    for i, area in enumerate(defs.areas.area):
        for key, name in (("id", area.id), ("name", area.name)):
            if seen.setdefault(fold(name), area.id) != area.id:
                what = f'"{name}" is also what area "{seen[fold(name)]}" is called.'
                where = defs.where(FILE, "area", i, key)
                yield Problem(where=where, what=what, fix="Call them by different names.")


def one_area_is_the_whole(defs: Definitions) -> Iterator[Problem]:
    """Everything delivered is one area, not two, and no partnership."""
    partnerships = [p.id for p in defs.partnerships.partnership]
    whole = [(i, area) for i, area in enumerate(defs.areas.area) if area.whole]
    for place, (i, area) in enumerate(whole):
        where = defs.where(FILE, "area", i, "whole")
        if place:
            what = f'"{area.id}" and "{whole[0][1].id}" are both everything delivered.'
            yield Problem(where=where, what=what, fix="Keep whole = true in one of them.")
        if area.id in partnerships:
            what = f'the partnership "{area.id}" is everything delivered.'
            yield Problem(where=where, what=what, fix="Give it places = [...] instead.")


def areas_have_versions(defs: Definitions) -> Iterator[Problem]:
    """An area that is not the whole has a version, and each version places or a feature."""
    for i, area in enumerate(defs.areas.area):
        if not area.version and not area.whole:
            what = f'area "{area.id}" has no version and is not the whole.'
            where = defs.where(FILE, "area", i)
            yield Problem(where=where, what=what, fix="Add an [[area.version]] with places.")
        for j, version in enumerate(area.version):
            if not version.places and not version.is_drawn:
                what = f'version "{version.id}" of {area.id} has neither places nor a feature.'
                where = defs.where(FILE, "area", i, "version", j)
                yield Problem(where=where, what=what, fix="Add places = [...] or feature = ...")


def versions_are_told_apart(defs: Definitions) -> Iterator[Problem]:
    """Two versions of an area differ in id and in the year they begin."""
    for i, area in enumerate(defs.areas.area):
        ids: set[str] = set()
        years: set[int | None] = set()
        for j, version in enumerate(area.version):
            where = defs.where(FILE, "area", i, "version", j, "id")
            if version.id in ids:
                what = f'area "{area.id}" has two versions "{version.id}".'
                yield Problem(where=where, what=what, fix="Give one of them another id.")
            if version.from_year in years:
                what = f'two versions of area "{area.id}" begin in the same year.'
                yield Problem(where=where, what=what, fix="Give each its from_year.")
            ids.add(version.id)
            years.add(version.from_year)


def places_are_places(defs: Definitions) -> Iterator[Problem]:
    """A place is a name, and not one of the words for having no place."""
    nowhere = {"", *map(fold, defs.areas.unplaced)}
    for i, area in enumerate(defs.areas.area):
        for j, version in enumerate(area.version):
            for k, place in enumerate(version.places):
                if fold(place) in nowhere:
                    what = f'"{place}" is a word for having no place.'
                    where = defs.where(FILE, "area", i, "version", j, "places", k)
                    yield Problem(where=where, what=what, fix="Take it out here or of unplaced.")
