"""What areas must hold: places or polygons that can be found, and names that tell them apart."""

import json
from collections.abc import Iterator
from typing import Any

import shapely
from shapely.geometry import shape

from grundlag.basis.check_bases import unknown
from grundlag.basis.declared import Definitions
from grundlag.errors import Problem

FILE = "definitions/areas.toml"
Feature = dict[str, Any]


def areas_are_told_apart(defs: Definitions) -> Iterator[Problem]:
    """No area is called, by id or name, what another is: deliveries name areas by either."""
    seen: dict[str, str] = {}
    for i, area in enumerate(defs.areas.area):
        for key, name in (("id", area.id), ("name", area.name)):
            if seen.setdefault(_folded(name), area.id) != area.id:
                what = f'"{name}" is also what area "{seen[_folded(name)]}" is called.'
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
            if not version.places and not version.feature:
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
    nowhere = {"", *map(_folded, defs.areas.unplaced)}
    for i, area in enumerate(defs.areas.area):
        for j, version in enumerate(area.version):
            for k, place in enumerate(version.places):
                if _folded(place) in nowhere:
                    what = f'"{place}" is a word for having no place.'
                    where = defs.where(FILE, "area", i, "version", j, "places", k)
                    yield Problem(where=where, what=what, fix="Take it out here or of unplaced.")


def _folded(name: str) -> str:
    """A name without regard to case and outer space, as deliveries are read."""
    return name.strip().lower()


def geometry_is_geojson(defs: Definitions) -> Iterator[Problem]:
    """The geometry is a GeoJSON collection of features."""
    if not defs.geometry:
        return
    file = f"definitions/{defs.areas.geometry}"
    try:
        found = json.loads(defs.geometry)
    except json.JSONDecodeError as error:
        what = f"is not valid JSON: {error.msg}."
        yield Problem(where=f"{file}:{error.lineno}", what=what, fix="Export it again.")
        return
    if not isinstance(found, dict) or not _is_list_of_tables(found.get("features")):
        what = "is no GeoJSON feature collection."
        yield Problem(where=file, what=what, fix='It needs { "features": [...] }.')


def features_have_names(defs: Definitions) -> Iterator[Problem]:
    """A feature has an id and a version of its own among its properties."""
    file = f"definitions/{defs.areas.geometry}"
    seen: set[tuple[str, str]] = set()
    for place, feature in enumerate(features(defs), 1):
        names = feature.get("properties") or {}
        missing = [key for key in ("id", "version") if names.get(key) is None]
        for key in missing:
            what = f"feature {place} has no {key} among its properties."
            yield Problem(where=file, what=what, fix=f'Give it "{key}": "...".')
        if not missing and name_of(feature) in seen:
            what = f"feature {place} is called {' version '.join(name_of(feature))}, as one above."
            yield Problem(where=file, what=what, fix="Give one of them another version.")
        seen.add(name_of(feature))


def features_are_polygons(defs: Definitions) -> Iterator[Problem]:
    """A feature is a polygon, or several, with an inside, whose edges do not cross."""
    file = f"definitions/{defs.areas.geometry}"
    for place, feature in enumerate(features(defs), 1):
        if wrong := _wrong_with(feature.get("geometry")):
            what = f"feature {place} ({' version '.join(name_of(feature))}) {wrong}."
            yield Problem(where=file, what=what, fix="Mend the polygon and export it again.")


def _wrong_with(geometry: Any) -> str:
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        return "is no polygon"
    try:
        found = shape(geometry)
    except (ValueError, TypeError, IndexError, KeyError, shapely.errors.ShapelyError):
        return "has coordinates that cannot be read"
    if found.is_empty or found.area == 0:
        return "is empty"
    return "" if found.is_valid else f"is not valid: {shapely.is_valid_reason(found)}"


def areas_find_their_features(defs: Definitions) -> Iterator[Problem]:
    """A version's feature is one that the geometry holds."""
    if any(geometry_is_geojson(defs)):
        return
    known = {" version ".join(name_of(feature)) for feature in features(defs)}
    for i, area in enumerate(defs.areas.area):
        for j, version in enumerate(area.version):
            wanted = f"{version.feature} version {version.feature_version or version.id}"
            if version.feature and wanted not in known:
                where = defs.where(FILE, "area", i, "version", j, "feature")
                yield unknown(where, "feature", wanted, known)


def features(defs: Definitions) -> list[Feature]:
    """The features of the folder's geometry; none where it is no GeoJSON."""
    if not defs.geometry or any(geometry_is_geojson(defs)):
        return []
    found: list[Feature] = json.loads(defs.geometry)["features"]
    return found


def name_of(feature: Feature) -> tuple[str, str]:
    """A feature's id and version."""
    names = feature.get("properties") or {}
    return str(names.get("id")), str(names.get("version"))


def _is_list_of_tables(found: Any) -> bool:
    return isinstance(found, list) and all(isinstance(entry, dict) for entry in found)
