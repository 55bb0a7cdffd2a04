"""What polygons must hold: features that can be found, in a system that fits their coordinates."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import shapely
from shapely.geometry import shape

from grundlag.basis import systems
from grundlag.basis.check_bases import unknown
from grundlag.basis.declared import Definitions
from grundlag.basis.features import Feature, features, is_named, parts, wanted
from grundlag.basis.folder import AreaVersion
from grundlag.errors import Problem, nearest

FILE, SOURCES = "definitions/areas.toml", "sources.toml"
MEND = "Mend the polygon and export it again."


def systems_are_known(defs: Definitions) -> Iterator[Problem]:
    """A reference system is one that there is, and has an x and a y."""
    told = [(defs.where(FILE, "crs"), defs.areas.crs)]
    for i, source in enumerate(defs.sources.source):
        told.append((defs.where(SOURCES, "source", i, "read", "crs"), source.read.crs))
    for where, code in told:
        if systems.system(code) is None:
            what = f'no reference system of x and y is called "{code}".'
            fix = f"Write its code as EPSG:25832. {nearest(code, systems.USUAL)}"
            yield Problem(where=where, what=what, fix=fix)


def points_are_of_a_system_used_there(defs: Definitions) -> Iterator[Problem]:
    """The areas lie where the system of a source's points is used."""
    found = [shape(f.geometry) for f in _used(defs) if not _wrong_with(f.geometry)]
    if not found or any(systems_are_known(defs)) or _misplaced(defs):
        return
    box = shapely.total_bounds(found)
    for i, source in enumerate(defs.sources.source):
        if "x" in source.columns and not systems.reaches(source.read.crs, box, defs.areas.crs):
            what = f'the areas lie where "{source.read.crs}" is not used.'
            fix = "Write the crs that x and y are in: EPSG:4326 for longitude and latitude."
            where = defs.where(SOURCES, "source", i, "read", "crs")
            yield Problem(where=where, what=what, fix=fix)


def versions_name_features_one_way(defs: Definitions) -> Iterator[Problem]:
    """A version is one feature, or is put together of several, each of them once."""
    for i, j, version in _versions(defs):
        where = defs.where(FILE, "area", i, "version", j, "features")
        if version.feature and version.features:
            what = f'version "{version.id}" has both feature and features.'
            yield Problem(where=where, what=what, fix="Write all of them in features.")
        for name, times in Counter(version.features).items():
            if times > 1:
                what = f'"{name}" stands {times} times in features.'
                yield Problem(where=where, what=what, fix="Write it once.")


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


def _is_list_of_tables(found: Any) -> bool:
    return isinstance(found, list) and all(isinstance(entry, dict) for entry in found)


def geometry_is_of_the_system_declared(defs: Definitions) -> Iterator[Problem]:
    """Where the GeoJSON says which reference system it is in, areas.toml says the same."""
    if not defs.geometry or any(geometry_is_geojson(defs)):
        return
    told = json.loads(defs.geometry).get("crs")
    declared = systems.system(defs.areas.crs)
    if told is None or declared is None:
        return
    where = f"definitions/{defs.areas.geometry}"
    name = told.get("properties", {}).get("name") if isinstance(told, dict) else None
    found = systems.named(str(name))
    if found is None:
        what = "has a crs that names no reference system of x and y."
        yield Problem(where=where, what=what, fix='Take "crs" out of the file.')
    elif not found.equals(declared, ignore_axis_order=True):
        what = f'says that it is in "{name}", and areas.toml says "{defs.areas.crs}".'
        fix = 'Write the same in areas.toml, or take "crs" out of the file if it is wrong.'
        yield Problem(where=where, what=what, fix=fix)


def features_have_names(defs: Definitions) -> Iterator[Problem]:
    """A feature has an id among its properties, and one that an area means alone is alone."""
    file = f"definitions/{defs.areas.geometry}"
    found = _features(defs)
    for feature in found:
        if feature.id is None:
            key = defs.areas.feature_id
            what = f"feature {feature.number} has no {key} among its properties."
            fix = f'Give it "{key}": "...", or say in areas.toml which property is the feature_id.'
            yield Problem(where=file, what=what, fix=fix)
    for i, j, version in _versions(defs):
        if version.feature and len(same := parts(version, found)) > 1:
            numbers = " and ".join(str(feature.number) for feature in same)
            what = f"features {numbers} are all called {same[0].name}."
            fix = f'Write features = ["{version.feature}"] if all are parts of the area.'
            where = defs.where(FILE, "area", i, "version", j, "feature")
            yield Problem(where=where, what=what, fix=fix)


def features_are_polygons(defs: Definitions) -> Iterator[Problem]:
    """A feature of an area is a polygon, or several, with an inside, whose edges do not cross."""
    file = f"definitions/{defs.areas.geometry}"
    for feature in _used(defs):
        if wrong := _wrong_with(feature.geometry):
            what = f"feature {feature.number} ({feature.name}) {wrong}."
            yield Problem(where=file, what=what, fix=MEND)


def _wrong_with(geometry: Any) -> str:
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        return "is no polygon"
    try:
        found = shape(geometry)
        if not _is_closed(geometry):
            return "has a ring that does not end where it begins"
    except (ValueError, TypeError, IndexError, KeyError, shapely.errors.ShapelyError):
        return "has coordinates that cannot be read"
    if found.is_empty or found.area == 0:
        return "is empty"
    return "" if found.is_valid else f"is not valid: {shapely.is_valid_reason(found)}"


def _is_closed(geometry: dict[str, Any]) -> bool:
    whole = geometry["coordinates"]
    polygons = [whole] if geometry["type"] == "Polygon" else whole
    return all(ring[0] == ring[-1] for polygon in polygons for ring in polygon)


def geometry_lies_where_its_system_is_used(defs: Definitions) -> Iterator[Problem]:
    """Degrees are not declared as metres, nor the metres of one zone as those of another."""
    if wrong := _misplaced(defs):
        feature, why = wrong[0]
        what = f"feature {feature.number} ({feature.name}) {why}, and crs is {defs.areas.crs}"
        more = f"; so do {len(wrong) - 1} more." if len(wrong) > 1 else "."
        fix = "Write in areas.toml the crs that the file is in: EPSG:4326 for degrees."
        yield Problem(where=f"definitions/{defs.areas.geometry}", what=what + more, fix=fix)


def _misplaced(defs: Definitions) -> list[tuple[Feature, str]]:
    """The features that lie where their system is not used, and why that seems so."""
    if systems.system(defs.areas.crs) is None:
        return []
    found = [feature for feature in _used(defs) if not _wrong_with(feature.geometry)]
    told = [(f, systems.misplaced(defs.areas.crs, shape(f.geometry).bounds)) for f in found]
    return [(feature, why) for feature, why in told if why]


def areas_find_their_features(defs: Definitions) -> Iterator[Problem]:
    """A version's features are some that the geometry holds."""
    if any(geometry_is_geojson(defs)):
        return
    found = _features(defs)
    known = {feature.name for feature in found}
    for i, j, version in _versions(defs):
        for k, name in enumerate(wanted(version)):
            if any(is_named(feature, name, version) for feature in found):
                continue
            path = ("features", k) if version.features else ("feature",)
            dated = any(feature.version for feature in found) or not found
            called = f"{name} version {version.feature_version or version.id}" if dated else name
            yield unknown(
                defs.where(FILE, "area", i, "version", j, *path), "feature", called, known
            )


def _features(defs: Definitions) -> tuple[Feature, ...]:
    """The features of the folder's geometry; none where it is no GeoJSON."""
    if any(geometry_is_geojson(defs)):
        return ()
    return features(defs.areas, defs.geometry)


def _used(defs: Definitions) -> list[Feature]:
    """The features that areas are made of; a city's own file may well hold others."""
    found = _features(defs)
    numbers = {each.number for _, _, version in _versions(defs) for each in parts(version, found)}
    return [feature for feature in found if feature.number in numbers]


def _versions(defs: Definitions) -> Iterator[tuple[int, int, AreaVersion]]:
    """Every area version, with its place and that of its area."""
    for i, area in enumerate(defs.areas.area):
        for j, version in enumerate(area.version):
            yield i, j, version
