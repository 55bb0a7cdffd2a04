"""Which polygons hold a point: a grid of cells and edges, as plain joins.

A point on a shared border falls in exactly one area (half-open even-odd rule), which the usual
"contains" does not give. The polygons are moved to the points' reference system, once.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyarrow as pa
import shapely

from grundlag.basis import systems
from grundlag.engine.connect import Connection, Expression
from grundlag.engine.files import table_of

CELLS = 256  # cells along the longer side of the grid; a power of two keeps edges exact
ROW = 1 << 20  # how cells are numbered: row * ROW + column
PAD = 1e-9  # of a cell: a point that rounding puts beside its cell is looked for there, too
STEPS = 1024  # the longest edge that is moved as it is, of the longer side of all polygons
Polygons = Mapping[str, tuple[shapely.Geometry, ...]]
Edge = tuple[float, float, float, float]  # ax, ay, bx, by


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Cells that a polygon fills or touches, and its edges by the row of cells they cross.

    `part` numbers the polygons: an area is put together of several, which may overlap.
    """

    cells: pa.Table
    edges: pa.Table
    x0: float
    y0: float
    size: float


def polygons_in(polygons: Polygons, home: str, away: str) -> Polygons:
    """The polygons of one reference system in another."""
    if home == away:
        return polygons
    step = max(_sides(polygons)) / STEPS
    return {
        key: tuple(_moved(part, home, away, step) for part in parts)
        for key, parts in polygons.items()
    }


def _sides(polygons: Polygons) -> tuple[float, float]:
    x0, y0, x1, y1 = bounds(polygons)
    return x1 - x0, y1 - y0


def bounds(polygons: Polygons) -> systems.Box:
    """The box around all polygons."""
    west, south, east, north = shapely.total_bounds([p for ps in polygons.values() for p in ps])
    return float(west), float(south), float(east), float(north)


def _moved(polygon: shapely.Geometry, home: str, away: str, step: float) -> shapely.Geometry:
    """A polygon in another system; what is straight here is curved there, so it goes in steps."""
    return shapely.MultiPolygon(
        [
            shapely.Polygon(
                _ring(part.exterior, home, away, step),
                [_ring(hole, home, away, step) for hole in part.interiors],
            )
            for part in shapely.get_parts(polygon)
        ]
    )


def _ring(ring: shapely.Geometry, home: str, away: str, step: float) -> np.ndarray:
    corners = shapely.get_coordinates(ring).tolist()
    points = [p for a, b in pairwise(corners) for p in _steps(tuple(a), tuple(b), step)]
    x, y = np.array([*points, points[0]]).T
    return np.column_stack(systems.moved(x, y, home, away))


def _steps(a: tuple[float, ...], b: tuple[float, ...], step: float) -> list[tuple[float, float]]:
    """Points along an edge from its beginning on; the same whichever end is the beginning."""
    (ax, ay), (bx, by) = low, high = sorted((a, b))
    n = max(1, math.ceil(math.dist(a, b) / step))
    between = [(ax + (bx - ax) * k / n, ay + (by - ay) * k / n) for k in range(1, n)]
    return [(a[0], a[1]), *(between if a == low else reversed(between))] if low != high else []


def grid_of(polygons: Polygons) -> Grid:
    """The grid of some polygons, in the points' own reference system."""
    x0, y0, _, _ = bounds(polygons)
    size = max(_sides(polygons)) / CELLS
    parts = [(key, part) for key, parts in polygons.items() for part in parts]
    cells = [_cells(i, key, part, x0, y0, size) for i, (key, part) in enumerate(parts)]
    edges = [_edges(i, part, y0, size) for i, (_, part) in enumerate(parts)]
    return Grid(
        cells=pa.concat_tables(cells), edges=pa.concat_tables(edges), x0=x0, y0=y0, size=size
    )


def holders(connection: Connection, points: Expression, grid: Grid) -> Expression:
    """For each point (`line`, `x`, `y`) in any polygon: its line, and all `keys`, sorted."""
    cells = table_of(connection, grid.cells)
    edges = table_of(connection, grid.edges)
    row, column = (
        ((axis - origin) / grid.size).floor().try_cast("int64")
        for axis, origin in ((points.y, grid.y0), (points.x, grid.x0))
    )
    on_grid = row.between(-1, CELLS + 1) & column.between(-1, CELLS + 1)
    located = points.mutate(row=row, cell=row * ROW + column).filter(on_grid)
    met = located.inner_join(cells, "cell")
    near = met.filter(~met.inside).select("line", "x", "y", "row", "part", "key")
    crossed = near.inner_join(edges, ["row", "part"])
    crosses = ((crossed.ay > crossed.y) != (crossed.by > crossed.y)) & (
        crossed.x < crossed.slope * (crossed.y - crossed.ay) + crossed.ax
    )
    counted = crossed.filter(crosses).group_by("line", "part", "key").agg(times=lambda t: t.count())
    odd = counted.filter(counted.times % 2 == 1).select("line", "key")
    found = met.filter(met.inside).select("line", "key").union(odd, distinct=True)
    return found.group_by("line").agg(keys=found.key.group_concat("|", order_by=found.key))


def _cells(
    part: int, key: str, polygon: shapely.Geometry, x0: float, y0: float, size: float
) -> pa.Table:
    left, low, right, high = shapely.bounds(polygon)
    columns = np.arange(_step(left, x0, size) - 1, _step(right, x0, size) + 2)
    rows = np.arange(_step(low, y0, size) - 1, _step(high, y0, size) + 2)
    column, row = (grid.ravel() for grid in np.meshgrid(columns, rows))
    west, south, pad = x0 + column * size, y0 + row * size, PAD * size
    boxes = shapely.box(west - pad, south - pad, west + size + pad, south + size + pad)
    shapely.prepare(polygon)
    touched = shapely.intersects(polygon, boxes)
    inside = shapely.contains_properly(polygon, boxes)[touched]
    cell = (row * ROW + column)[touched]
    n = len(cell)
    return pa.table({"cell": cell, "part": [part] * n, "key": [key] * n, "inside": inside})


def _step(value: float, origin: float, size: float) -> int:
    """The row or column of a coordinate, computed just as the engine computes it for a point."""
    return math.floor((value - origin) / size)


def _edges(part: int, polygon: shapely.Geometry, y0: float, size: float) -> pa.Table:
    """Each edge, lower end first, so that two areas compute a shared border alike."""
    found = [
        (row, ax, ay, by, (bx - ax) / (by - ay))
        for ax, ay, bx, by in map(_upward, _sloping(polygon))
        for row in range(_step(ay, y0, size), _step(by, y0, size) + 1)
    ]
    columns = dict(zip(("row", "ax", "ay", "by", "slope"), zip(*found, strict=True), strict=True))
    return pa.table({"part": [part] * len(found), **columns})


def _sloping(polygon: shapely.Geometry) -> Iterable[Edge]:
    """The edges of a polygon that a line from west to east can cross."""
    for ring in shapely.get_rings(shapely.get_parts(polygon)):
        for (ax, ay), (bx, by) in pairwise(shapely.get_coordinates(ring).tolist()):
            if ay != by:
                yield ax, ay, bx, by


def _upward(edge: Edge) -> Edge:
    ax, ay, bx, by = edge
    return edge if ay < by else (bx, by, ax, ay)
