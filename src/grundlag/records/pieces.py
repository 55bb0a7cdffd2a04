"""The plane around some polygons, cut so small that each point lies in exactly one piece.

A cell of the grid that no border touches is one piece. Any other is cut where an edge begins or
ends, and each of those slabs from west to east by the edges that cross it. An edge belongs to what
lies east of it, a beginning to what lies north: a half-open even-odd rule, alike for both areas of
a shared border. Strips too narrow for the numbers that points are told in go with what is west.
"""

import math
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby, pairwise

import numpy as np
import shapely

PAD = 1e-9  # of a cell: a point that rounding puts beside its cell is looked for there, too
NARROW = 64  # of the smallest steps between two coordinates
Ends = tuple[float, float, float, float]
Inside = frozenset[int]  # the polygons that hold a point
Part = tuple[str, shapely.Geometry]  # a polygon and whose it is


@dataclass(frozen=True, kw_only=True)
class Line:
    """An edge, its lower end first, and the polygons that end or begin at it.

    `slope` is how far east a step north goes; nothing crosses a level edge.
    """

    ax: float
    ay: float
    bx: float
    by: float
    slope: float
    parts: frozenset[int]

    def at(self, y: float) -> float:
        """Where the edge is, computed just as the engine computes it for a point."""
        return self.slope * (y - self.ay) + self.ax


@dataclass(frozen=True, kw_only=True)
class Lattice:
    """Where the cells are: from a box's corner on, so wide, so many."""

    box: tuple[float, float, float, float]
    size: float
    columns: int
    rows: int
    least: float  # the step between two coordinates of that size

    @property
    def x0(self) -> float:
        """Where the columns begin."""
        return self.box[0]

    @property
    def y0(self) -> float:
        """Where the rows begin."""
        return self.box[1]

    @property
    def pad(self) -> float:
        """How far beside its cell a point of it may be."""
        return PAD * self.size + 4 * self.least


@dataclass(frozen=True, kw_only=True)
class Piece:
    """What lies between two heights and two edges of a cell, and whose it is."""

    row: int
    column: int
    low: float = -math.inf
    high: float = math.inf
    west: Line | None = None
    east: Line | None = None
    keys: str | None

    @property
    def is_cell(self) -> bool:
        """Whether it is a whole cell, in which no point need be looked at."""
        ends = self.low, self.high, self.west, self.east
        return ends == (-math.inf, math.inf, None, None)


def pieces_of(parts: Sequence[Part], lattice: Lattice) -> Iterator[Piece]:
    """Every piece of a lattice, row by row."""
    rows: dict[int, list[Line]] = defaultdict(list)
    for line in _lines(parts):
        low, high = (_step(y, lattice.y0, lattice) for y in (line.ay, line.by))
        for row in range(low - 1, high + 2):
            rows[row].append(line)
    keys = tuple(key for key, _ in parts)
    for row in range(lattice.rows):
        yield from _Row(row, rows[row], keys, lattice).pieces()


def _step(value: float, origin: float, lattice: Lattice) -> int:
    return math.floor((value - origin) / lattice.size)


def _lines(parts: Sequence[Part]) -> Iterator[Line]:
    """Each edge once, though two polygons share it; one that a polygon has twice is none of it."""
    found: dict[Ends, frozenset[int]] = defaultdict(frozenset)
    for i, (_, polygon) in enumerate(parts):
        for ring in shapely.get_rings(shapely.get_parts(polygon)):
            for a, b in pairwise(shapely.get_coordinates(ring).tolist()):
                (ay, ax), (by, bx) = sorted(((a[1], a[0]), (b[1], b[0])))
                found[ax, ay, bx, by] ^= {i}
    for (ax, ay, bx, by), of in found.items():
        slope = (bx - ax) / (by - ay) if by > ay else 0.0
        yield Line(ax=ax, ay=ay, bx=bx, by=by, slope=slope, parts=of)


class _Row:
    """A row of cells, and the edges that come near it."""

    def __init__(
        self, row: int, lines: Sequence[Line], keys: Sequence[str], lattice: Lattice
    ) -> None:
        self.row, self.keys, self.lattice = row, keys, lattice
        self.south = lattice.y0 + row * lattice.size - lattice.pad
        self.north = lattice.y0 + (row + 1) * lattice.size + lattice.pad
        self.lines = [n for n in lines if n.ay <= self.north and n.by >= self.south]
        sloping = [line for line in self.lines if line.by > line.ay]
        self.ends = np.array([(n.ax, n.ay, n.by, n.slope) for n in sloping]).reshape(-1, 4).T
        self.parts = sorted({part for line in sloping for part in line.parts})
        self.owned = np.zeros((len(sloping), len(self.parts)), dtype=np.float32)
        place = {part: i for i, part in enumerate(self.parts)}
        for at, line in enumerate(sloping):
            self.owned[at, [place[part] for part in line.parts]] = 1
        self.named: dict[Inside, str | None] = {}

    def pieces(self) -> Iterator[Piece]:
        met = self._met()
        slabs = [slab for column, lines in met.items() for slab in self._slabs(column, lines)]
        for slab, inside in zip(slabs, self._inside([s.middle for s in slabs]), strict=True):
            yield from self._cut(slab, inside)
        yield from self._plain(met)

    def _plain(self, met: Container[int]) -> Iterator[Piece]:
        """The cells that no edge touches; neighbours lie in the same polygons."""
        free = [column for column in range(self.lattice.columns) if column not in met]
        numbered = groupby(enumerate(free), lambda at: at[1] - at[0])
        runs = [[column for _, column in run] for _, run in numbered]
        half = (self.south + self.north) / 2
        middles = [(self._west(run[0] + 0.5), half) for run in runs]
        for run, inside in zip(runs, self._inside(middles), strict=True):
            keys = self._keys(inside)
            yield from (Piece(row=self.row, column=column, keys=keys) for column in run)

    def _west(self, column: float) -> float:
        return self.lattice.x0 + column * self.lattice.size

    def _met(self) -> dict[int, list[Line]]:
        """The edges that touch each cell."""
        found: dict[int, list[Line]] = defaultdict(list)
        x0, pad = self.lattice.x0, self.lattice.pad
        for line in self.lines:
            ends = line.ax, line.bx
            if line.by > line.ay:
                ends = line.at(max(line.ay, self.south)), line.at(min(line.by, self.north))
            first = _step(min(ends) - pad, x0, self.lattice)
            last = _step(max(ends) + pad, x0, self.lattice)
            for column in range(max(first, 0), min(last + 1, self.lattice.columns)):
                found[column].append(line)
        return found

    def _slabs(self, column: int, lines: Sequence[Line]) -> Iterator["_Slab"]:
        heights = self._heights(y for line in lines for y in (line.ay, line.by))
        narrow = NARROW * self.lattice.least
        for low, high in pairwise(heights):
            half = (low + high) / 2
            over = [line for line in lines if line.ay <= half < line.by]
            for a, b in pairwise(self._parted(low, high, over, narrow)):
                yield _Slab(
                    column=column,
                    low=-math.inf if a == heights[0] else a,
                    high=math.inf if b == heights[-1] else b,
                    middle=(self._west(column + 0.5), (a + b) / 2),
                    lines=over,
                )

    def _heights(self, found: Iterable[float]) -> list[float]:
        between = {y for y in found if self.south < y < self.north}
        return [self.south, *sorted(between), self.north]

    @staticmethod
    def _parted(low: float, high: float, over: Sequence[Line], narrow: float) -> list[float]:
        """A slab's heights, and those at which two of its edges come near each other or part."""
        found = {low, high}
        for a, b in combinations(over, 2):
            begin, end = a.at(low) - b.at(low), a.at(high) - b.at(high)
            for gap in (narrow, -narrow):
                if (begin - gap) * (end - gap) < 0:
                    found.add(low + (high - low) * (gap - begin) / (end - begin))
        return sorted(y for y in found if low <= y <= high)

    def _inside(self, points: Sequence[tuple[float, float]]) -> list[Inside]:
        """The polygons that hold each point: it has an odd number of their edges to the east."""
        if not points or not self.parts:
            return [frozenset()] * len(points)
        x, y = (axis[:, None] for axis in np.array(points).T)
        ax, ay, by, slope = self.ends
        crossed = ((ay > y) != (by > y)) & (x < slope * (y - ay) + ax)
        odd = (crossed.astype(np.float32) @ self.owned) % 2 == 1
        return [frozenset(self.parts[i] for i in np.flatnonzero(each)) for each in odd]

    def _cut(self, slab: "_Slab", inside: Inside) -> Iterator[Piece]:
        """A slab's pieces from west to east; edges that nearly touch are one."""
        x, y = slab.middle
        ordered = sorted((line.at(y), i, line) for i, line in enumerate(slab.lines))
        for where, _, line in ordered:
            inside = inside ^ line.parts if x >= where else inside
        west, last = None, -math.inf
        for where, _, line in ordered:
            if where - last > NARROW * self.lattice.least:
                yield self._piece(slab, west, line, inside)
                west, last = line, where
            inside = inside ^ line.parts
        yield self._piece(slab, west, None, inside)

    def _piece(self, slab: "_Slab", west: Line | None, east: Line | None, of: Inside) -> Piece:
        return Piece(
            row=self.row,
            column=slab.column,
            low=slab.low,
            high=slab.high,
            west=west,
            east=east,
            keys=self._keys(of),
        )

    def _keys(self, inside: Inside) -> str | None:
        if inside not in self.named:
            self.named[inside] = "|".join(sorted({self.keys[i] for i in inside})) or None
        return self.named[inside]


@dataclass(frozen=True, kw_only=True)
class _Slab:
    """What lies between two heights of a cell, and the edges that cross it all."""

    column: int
    low: float
    high: float
    middle: tuple[float, float]
    lines: Sequence[Line]
