"""Where each row lies: the atom, the smallest piece that no declared area cuts.

An atom is named by the area versions that hold it, so an area of any version is a list of atoms.
Points are found by a grid of cells and edges, as plain joins: a point on a shared border falls in
exactly one area (half-open even-odd rule), which the usual "contains" does not give.
"""

import hashlib
import json
import math
from dataclasses import dataclass
from itertools import pairwise

import ibis
import numpy as np
import pyarrow as pa
import shapely
from pyproj import Transformer
from shapely.geometry import shape

from grundlag.basis.folder import Areas
from grundlag.engine.connect import Connection, Expression
from grundlag.engine.files import table_of

UNPLACED = "unplaced"
ELSEWHERE = "elsewhere"
UNKNOWN = "unknown:"
INSIDE = "in:"
CELLS = 256  # cells along the longer side of the grid; a power of two keeps edges exact
ROW = 1 << 20  # how cells are numbered: row * ROW + column


@dataclass(frozen=True, kw_only=True)
class Geography:
    """The declared areas as places and polygons; `digest` changes when any of them does."""

    places: dict[str, str]
    unplaced: tuple[str, ...]
    elsewhere: str
    polygons: dict[str, shapely.Geometry]
    crs: str
    digest: str


def geography(areas: Areas, geometry: str) -> Geography:
    """The declared areas, ready for placing rows."""
    held: dict[str, list[str]] = {}
    named: dict[str, tuple[str, str]] = {}
    features = _features(geometry)
    for area in areas.area:
        for version in area.version:
            key = f"{area.id}@{version.id}"
            for place in {fold(place) for place in version.places}:
                held.setdefault(place, []).append(key)
            if version.feature:
                named[key] = (version.feature, version.feature_version or version.id)
    polygons = {key: features[name] for key, name in named.items()}
    places = {place: atom(keys) for place, keys in held.items()}
    shapes = sorted((key, *name) for key, name in named.items())
    stuff = json.dumps([sorted(places.items()), areas.elsewhere, areas.unplaced, areas.crs, shapes])
    digest = hashlib.sha256((stuff + geometry).encode()).hexdigest()[:16]
    return Geography(
        places=places,
        unplaced=tuple(fold(name) for name in areas.unplaced),
        elsewhere=areas.elsewhere,
        polygons=polygons,
        crs=areas.crs,
        digest=digest,
    )


def fold(place: str) -> str:
    """A place name without regard to case and outer space."""
    return place.strip().lower()


def atom(keys: list[str]) -> str:
    """The name of the piece that lies in just these area versions."""
    return INSIDE + "|".join(sorted(keys)) if keys else ELSEWHERE


def holds(atom_name: str, key: str) -> bool:
    """Whether an atom lies in an area version."""
    return atom_name.startswith(INSIDE) and key in atom_name.removeprefix(INSIDE).split("|")


def _features(geometry: str) -> dict[tuple[str, str], shapely.Geometry]:
    if not geometry:
        return {}
    return {
        (str(f["properties"]["id"]), str(f["properties"]["version"])): shape(f["geometry"])
        for f in json.loads(geometry)["features"]
    }


def place(connection: Connection, rows: Expression, land: Geography, crs: str) -> Expression:
    """The rows (`line`, and `place` or `x`, `y`) with their `atom`.

    A row with a point is placed by its point among the polygons, and by its place's name in areas
    that have none; any other row by its place's name.
    """
    named = _by_name(connection, rows, land)
    if "x" not in rows.columns or not land.polygons:
        return named.drop("no polygon")
    keys = _by_point(connection, rows.filter(rows.x.notnull()).select("line", "x", "y"), land, crs)
    joined = named.left_join(keys, named.line == keys.line)
    has_point = joined.x.notnull()
    inside = ibis.coalesce(joined.keys + "|" + joined["no polygon"], joined.keys,
                           joined["no polygon"])  # fmt: skip
    atoms = ibis.ifelse(inside.isnull(), ELSEWHERE, INSIDE + inside)
    return joined.select(
        *(name for name in rows.columns), atom=ibis.ifelse(has_point, atoms, joined.atom)
    )


def _by_name(connection: Connection, rows: Expression, land: Geography) -> Expression:
    if "place" not in rows.columns:
        nothing = {"atom": ibis.literal(UNPLACED), "no polygon": ibis.null("string")}
        return rows.mutate(**nothing)
    atoms = land.places | dict.fromkeys((*land.unplaced, ""), UNPLACED)
    names = {
        "known": list(atoms),
        "named": list(atoms.values()),
        "no polygon": pa.array([_without_polygon(name, land) for name in atoms.values()], "string"),
    }
    known = table_of(connection, pa.table(names))
    joined = rows.left_join(known, rows.place.strip().lower() == known.known)
    other = UNKNOWN + joined.place.strip() if land.elsewhere == "unknown" else ELSEWHERE
    atom = ibis.coalesce(joined.named, other)
    return joined.select(*rows.columns, "no polygon", atom=atom)


def _without_polygon(atom_name: str, land: Geography) -> str | None:
    """The versions of an atom that no polygon shows, as part of an atom's name."""
    if not atom_name.startswith(INSIDE):
        return None
    keys = atom_name.removeprefix(INSIDE).split("|")
    return "|".join(key for key in keys if key not in land.polygons) or None


def _by_point(connection: Connection, points: Expression, land: Geography, crs: str) -> Expression:
    """For each point inside any polygon: its line, and the area versions that hold it, sorted."""
    grid = _grid(land, crs)
    cells = table_of(connection, grid.cells)
    edges = table_of(connection, grid.edges)
    row, column = (
        ((axis - origin) / grid.size).floor().cast("int64")
        for axis, origin in ((points.y, grid.y0), (points.x, grid.x0))
    )
    on_grid = row.between(-1, CELLS + 1) & column.between(-1, CELLS + 1)
    located = points.mutate(row=row, cell=row * ROW + column).filter(on_grid)
    met = located.inner_join(cells, "cell")
    near = met.filter(~met.inside).select("line", "x", "y", "row", "key")
    crossed = near.inner_join(edges, ["row", "key"])
    crosses = ((crossed.ay > crossed.y) != (crossed.by > crossed.y)) & (
        crossed.x < crossed.slope * (crossed.y - crossed.ay) + crossed.ax
    )
    counted = crossed.filter(crosses).group_by("line", "key").agg(times=lambda t: t.count())
    odd = counted.filter(counted.times % 2 == 1).select("line", "key")
    found = met.filter(met.inside).select("line", "key").union(odd)
    return found.group_by("line").agg(keys=found.key.group_concat("|", order_by=found.key))


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Cells that a polygon fills or touches, and its edges by the row of cells they cross."""

    cells: pa.Table
    edges: pa.Table
    x0: float
    y0: float
    size: float


def _grid(land: Geography, crs: str) -> Grid:
    """The grid of a geography in the reference system that the points are in."""
    polygons = {key: _moved(shapes, land.crs, crs) for key, shapes in land.polygons.items()}
    x0, y0, x1, y1 = shapely.total_bounds(list(polygons.values()))
    size = max(x1 - x0, y1 - y0) / CELLS
    cells = [_cells(key, polygon, x0, y0, size) for key, polygon in polygons.items()]
    edges = [_edges(key, polygon, y0, size) for key, polygon in polygons.items()]
    return Grid(
        cells=pa.concat_tables(cells),
        edges=pa.concat_tables(edges),
        x0=float(x0),
        y0=float(y0),
        size=float(size),
    )


def _moved(polygon: shapely.Geometry, home: str, crs: str) -> shapely.Geometry:
    if home == crs:
        return polygon
    change = Transformer.from_crs(home, crs, always_xy=True)
    return shapely.transform(polygon, change.transform, interleaved=False)


def _cells(key: str, polygon: shapely.Geometry, x0: float, y0: float, size: float) -> pa.Table:
    left, low, right, high = shapely.bounds(polygon)
    columns = np.arange(_step(left, x0, size) - 1, _step(right, x0, size) + 2)
    rows = np.arange(_step(low, y0, size) - 1, _step(high, y0, size) + 2)
    column, row = (grid.ravel() for grid in np.meshgrid(columns, rows))
    boxes = shapely.box(
        x0 + column * size, y0 + row * size, x0 + (column + 1) * size, y0 + (row + 1) * size
    )
    shapely.prepare(polygon)
    touched = shapely.intersects(polygon, boxes)
    inside = shapely.contains_properly(polygon, boxes)[touched]
    cell = (row * ROW + column)[touched]
    return pa.table({"cell": cell, "key": [key] * len(cell), "inside": inside})


def _step(value: float, origin: float, size: float) -> int:
    """The row or column of a coordinate, computed just as the engine computes it for a point."""
    return math.floor((value - origin) / size)


def _edges(key: str, polygon: shapely.Geometry, y0: float, size: float) -> pa.Table:
    """Each edge, lower end first, so that two areas compute a shared border alike."""
    found: list[tuple[int, float, float, float, float]] = []
    for ring in shapely.get_rings(shapely.get_parts(polygon)):
        for (ax, ay), (bx, by) in pairwise(shapely.get_coordinates(ring)):
            if ay == by:
                continue
            if ay > by:
                ax, ay, bx, by = bx, by, ax, ay
            slope = (bx - ax) / (by - ay)
            for row in range(_step(ay, y0, size), _step(by, y0, size) + 1):
                found.append((row, ax, ay, by, slope))
    columns = dict(zip(("row", "ax", "ay", "by", "slope"), zip(*found, strict=True), strict=True))
    return pa.table({"key": [key] * len(found), **columns})
