"""Which polygons hold a point: one plain join with the pieces that a grid of them is cut into.

A point on a shared border falls in exactly one area (half-open even-odd rule), which the usual
"contains" does not give. The polygons are moved to the points' reference system, once.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import ibis
import numpy as np
import pyarrow as pa
import shapely

from grundlag.basis import systems
from grundlag.engine.connect import Connection, Expression
from grundlag.engine.files import table_of
from grundlag.records.edges import Ints, Lattice, Lines, Sets, lines_of
from grundlag.records.pieces import NONE, pieces_of

MOST = 512  # cells along the longer side of a grid, at most; a power of two keeps edges exact
OFF = -1  # the cell of what is on no grid, and its spot
STEPS = 1024  # the longest edge that is moved as it is, of the longer side of all polygons
Polygons = Mapping[str, tuple[shapely.Geometry, ...]]


@dataclass(frozen=True, kw_only=True)
class Grid:
    """The pieces by their cell, and where the cells are.

    A piece's `spot` is the place among `keys` of what holds it: the keys of the polygons, or None.
    """

    pieces: pa.Table
    keys: tuple[str | None, ...]
    lattice: Lattice


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
    parts = [(key, part) for key, parts in polygons.items() for part in parts]
    lattice = _lattice(polygons, sum(shapely.get_num_coordinates(part) for _, part in parts))
    sets = Sets()
    lines = lines_of(parts, sets)
    cut = list(pieces_of(lines, lattice, sets))
    off = [[OFF], [-math.inf], [math.inf], [NONE], [NONE]]
    cell, low, high, west, east = (
        np.concatenate([first, *(getattr(each, name) for each in cut)])
        for first, name in zip(off, ("cell", "low", "high", "west", "east"), strict=True)
    )
    held = ["|".join(sorted({parts[i][0] for i in of})) or None for of in sets.all]
    keys = tuple(dict.fromkeys(held))
    spots = np.array([keys.index(each) for each in held])
    inside = np.concatenate([each.inside for each in cut])
    columns = {
        "piece": pa.array(cell, pa.int32()),
        "plain": np.isneginf(low) & np.isposinf(high) & (west == NONE) & (east == NONE),
        "low": low,
        "high": high,
        **_edge("west", lines, west, -math.inf),
        **_edge("east", lines, east, math.inf),
        "spot": pa.array(np.concatenate([[OFF], spots[inside]]), pa.int32()),
    }
    return Grid(pieces=pa.table(columns), keys=keys, lattice=lattice)


def _lattice(polygons: Polygons, corners: int) -> Lattice:
    """So many cells that few are touched by more than an edge or two."""
    box = bounds(polygons)
    x0, y0, x1, y1 = box
    cells = min(MOST, 1 << math.ceil(math.log2(2 * math.sqrt(corners))))
    size = max(x1 - x0, y1 - y0) / cells
    columns, rows = (math.floor((high - low) / size) + 1 for low, high in ((x0, x1), (y0, y1)))
    least = float(np.spacing(max(map(abs, box))))
    return Lattice(box=box, size=size, columns=columns, rows=rows, least=least)


def _edge(side: str, lines: Lines, at: Ints, nowhere: float) -> dict[str, np.ndarray]:
    told = at != NONE
    return {
        f"{side} x": np.where(told, lines.ax[at], nowhere),
        f"{side} y": np.where(told, lines.ay[at], 0.0),
        f"{side} slope": np.where(told, lines.slope[at], 0.0),
    }


def holders(connection: Connection, rows: Expression, grid: Grid) -> Expression:
    """The rows with the `spot` of the piece that each row's point (`x`, `y`) lies in: just one.

    A row without a point, or with one off the grid, is OFF.
    """
    at, pieces = grid.lattice, table_of(connection, grid.pieces)
    west, south, east, north = at.box
    here = rows.x.between(west, east) & rows.y.between(south, north)
    row, column = ((rows.y - south) / at.size).floor(), ((rows.x - west) / at.size).floor()
    cell = ibis.ifelse(here, (row * at.columns + column).cast("int32"), OFF)
    met = rows.mutate(cell=cell).inner_join(pieces, [("cell", "piece")])
    low, high = (
        met[f"{side} slope"] * (met.y - met[f"{side} y"]) + met[f"{side} x"]
        for side in ("west", "east")
    )
    # no joining condition: engines that look at "plain" first need not compute the others
    within = (met.y - met.low >= 0) & (met.y - met.high < 0) & (met.x >= low) & (met.x < high)
    return met.filter(met.plain | within).select(*rows.columns, "spot")
