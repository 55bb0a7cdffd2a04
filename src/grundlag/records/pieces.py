"""The plane around some polygons, cut so small that each point lies in exactly one piece.

A cell of the grid that no border touches is one piece. Any other is cut where an edge begins or
ends, and each of those slabs from west to east by the edges that cross it. An edge belongs to what
lies east of it, a beginning to what lies north: a half-open even-odd rule, alike for both areas of
a shared border. Strips too narrow for the numbers that points are told in go with what is west.

All cells are cut at once: each step is one over arrays of edges, cells, slabs or pieces.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from grundlag.records.edges import Floats, Ints, Lattice, Lines, Sets

NARROW = 64  # of the smallest steps between two coordinates
FLAT = 16  # so much farther east than another an edge goes in a step north
NONE = -1  # no edge: a piece ends where its cell does


@dataclass(frozen=True, kw_only=True, eq=False)
class Pieces:
    """What lies between two heights and two edges of a cell, or NONE, and the set that holds it."""

    cell: Ints
    low: Floats
    high: Floats
    west: Ints
    east: Ints
    inside: Ints


@dataclass(frozen=True, kw_only=True, eq=False)
class _Slabs:
    """What lies between two heights of a cell."""

    cell: Ints
    low: Floats
    high: Floats

    @property
    def height(self) -> Floats:
        """Half way up; of two heights with none between, the lower, which alone is of the slab."""
        half = (self.low + self.high) / 2
        return np.where(half < self.high, half, self.low)


def pieces_of(lines: Lines, lattice: Lattice, sets: Sets) -> Iterator[Pieces]:
    """Every piece of a lattice: those of the cells that edges touch, then all other cells."""
    row, near = _rows(lines, lattice)
    cell, touching = _cells(lines, lattice, row, near)
    slabs, over, crossing = _slabs(lines, lattice, cell, touching)
    free = np.ones(lattice.rows * lattice.columns, dtype=np.bool_)
    free[cell] = False
    plain = np.flatnonzero(free)
    # neighbours in a row that no edge touches lie in the same polygons
    first = np.diff(plain, prepend=-2) > 1
    first |= plain % lattice.columns == 0
    half = (lattice.south + lattice.north) / 2
    at = np.concatenate([slabs.cell, plain[first]])
    height = np.concatenate([slabs.height, half[plain[first] // lattice.columns]])
    inside = _inside(lines, lattice, (row, near), (at, height), sets)
    yield from _cut(lines, lattice, slabs, (over, crossing), inside[: len(slabs.cell)], sets)
    run = inside[len(slabs.cell) :][np.cumsum(first) - 1]
    yield _whole(plain, run)


def _whole(cell: Ints, inside: Ints) -> Pieces:
    """Whole cells."""
    ends, none = np.full(len(cell), np.inf), np.full(len(cell), NONE)
    return Pieces(cell=cell, low=-ends, high=ends, west=none, east=none, inside=inside)


def _counted(counts: Ints) -> Ints:
    """0, 1, 2 and so on for each of some counts: (2, 3) gives 0 1 0 1 2."""
    return np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)


def _rows(lines: Lines, lattice: Lattice) -> tuple[Ints, Ints]:
    """The rows that edges come near, each with the edge; row by row."""
    low, high = (lattice.steps(y, lattice.box[1]) for y in (lines.ay, lines.by))
    counts = high - low + 3
    line = np.repeat(np.arange(len(low)), counts)
    row = np.repeat(low - 1, counts) + _counted(counts)
    here = (row >= 0) & (row < lattice.rows)
    line, row = line[here], row[here]
    met = (lines.ay[line] <= lattice.north[row]) & (lines.by[line] >= lattice.south[row])
    line, row = line[met], row[met]
    order = np.argsort(row, kind="stable")
    return row[order], line[order]


def _cells(lines: Lines, lattice: Lattice, row: Ints, line: Ints) -> tuple[Ints, Ints]:
    """The cells that edges touch, each with the edge; cell by cell."""
    low = np.maximum(lines.ay[line], lattice.south[row])
    high = np.minimum(lines.by[line], lattice.north[row])
    level = lines.by[line] <= lines.ay[line]
    a = np.where(level, lines.ax[line], lines.at(line, low))
    b = np.where(level, lines.bx[line], lines.at(line, high))
    first = lattice.steps(np.minimum(a, b) - lattice.pad, lattice.box[0])
    last = lattice.steps(np.maximum(a, b) + lattice.pad, lattice.box[0])
    first, last = np.maximum(first, 0), np.minimum(last, lattice.columns - 1)
    counts = np.maximum(last - first + 1, 0)
    column = np.repeat(first, counts) + _counted(counts)
    cell = np.repeat(row, counts) * lattice.columns + column
    order = np.argsort(cell, kind="stable")
    return cell[order], np.repeat(line, counts)[order]


def _slabs(lines: Lines, lattice: Lattice, cell: Ints, touching: Ints) -> tuple[_Slabs, Ints, Ints]:
    """The slabs of the cells that edges touch; the slabs that edges cross, each with the edge."""
    cells, begins, counts = np.unique(cell, return_index=True, return_counts=True)
    row = cell // lattice.columns
    south, north = lattice.south[cells // lattice.columns], lattice.north[cells // lattice.columns]
    of, ends = np.tile(cell, 2), np.concatenate([lines.ay[touching], lines.by[touching]])
    between = (np.tile(lattice.south[row], 2) < ends) & (ends < np.tile(lattice.north[row], 2))
    at, low, high = _between(
        np.concatenate([of[between], cells, cells]),
        np.concatenate([ends[between], south, north]),
    )
    here = np.searchsorted(cells, at)
    slab = np.repeat(np.arange(len(at)), counts[here])
    line = touching[np.repeat(begins[here], counts[here]) + _counted(counts[here])]
    whole = _Slabs(cell=at, low=low, high=high)
    half = whole.height[slab]
    crosses = (lines.ay[line] <= half) & (half < lines.by[line])
    return _parted(lines, lattice, whole, slab[crosses], line[crosses])


def _between(group: Ints, value: Floats) -> tuple[Ints, Floats, Floats]:
    """What lies between each two neighbours of a group's different values."""
    order = np.lexsort((value, group))
    group, value = group[order], value[order]
    same = group[1:] == group[:-1]
    between = same & (value[1:] != value[:-1])
    return group[1:][between], value[:-1][between], value[1:][between]


def _parted(
    lines: Lines, lattice: Lattice, slabs: _Slabs, slab: Ints, line: Ints
) -> tuple[_Slabs, Ints, Ints]:
    """Slabs parted also where two of their edges come near each other or part."""
    every = np.arange(len(slabs.cell))
    counts = np.bincount(slab, minlength=len(every))
    later = np.repeat(counts, counts) - 1 - _counted(counts)
    one = np.repeat(np.arange(len(slab)), later)
    a, b, of = line[one], line[one + 1 + _counted(later)], slab[one]
    low, high = slabs.low[of], slabs.high[of]
    begin, end = (lines.at(a, y) - lines.at(b, y) for y in (low, high))
    groups, heights = [every, every], [slabs.low, slabs.high]
    for gap in (NARROW * lattice.least, -NARROW * lattice.least):
        nears = (begin - gap) * (end - gap) < 0
        begins, ends, low_, high_ = (each[nears] for each in (begin, end, low, high))
        y = low_ + (high_ - low_) * (gap - begins) / (ends - begins)
        # a step north goes far east along a flat edge: each height about y is a slab of its own
        flat = np.abs(lines.slope[a] - lines.slope[b])[nears] > FLAT
        for each, some in ((y, True), *((np.nextafter(y, to), flat) for to in (-np.inf, np.inf))):
            within = some & (low_ <= each) & (each <= high_)
            groups.append(of[nears][within])
            heights.append(each[within])
    at, low, high = _between(np.concatenate(groups), np.concatenate(heights))
    part = np.repeat(np.arange(len(at)), counts[at])
    begins_at = np.cumsum(counts) - counts
    crossing = line[np.repeat(begins_at[at], counts[at]) + _counted(counts[at])]
    return _Slabs(cell=slabs.cell[at], low=low, high=high), part, crossing


def _inside(
    lines: Lines, lattice: Lattice, near: tuple[Ints, Ints], at: tuple[Ints, Floats], sets: Sets
) -> Ints:
    """The sets that hold the middles of cells at some heights: an odd number of edges lies east."""
    (row, line), (cell, height) = near, at
    east = lattice.middle(cell % lattice.columns)
    found = np.zeros(len(cell), dtype=np.int64)
    order = np.argsort(cell, kind="stable")
    every = np.arange(lattice.rows + 1)
    begins = np.searchsorted(row, every)
    points = np.searchsorted(cell[order] // lattice.columns, every)
    for a, b, c, d in zip(begins, begins[1:], points, points[1:], strict=False):
        own, mine = line[a:b], order[c:d]
        x, y = east[mine][:, None], height[mine][:, None]
        ay, by = lines.ay[own], lines.by[own]
        crossed = ((ay > y) != (by > y)) & (x < lines.slope[own] * (y - ay) + lines.ax[own])
        found[mine] = sets.odd(crossed, lines.border[own])
    return found


def _cut(
    lines: Lines, lattice: Lattice, slabs: _Slabs, over: tuple[Ints, Ints], inside: Ints, sets: Sets
) -> Iterator[Pieces]:
    """The slabs' pieces from west to east; edges that nearly touch are one."""
    (slab, line), middle = over, slabs.height
    where = lines.at(line, middle[slab])
    order = np.lexsort((line, where, slab))
    slab, line, where = slab[order], line[order], where[order]
    counts = np.bincount(slab, minlength=len(middle))
    begins = np.cumsum(counts) - counts
    ranks = range(int(counts.max(initial=0)))
    nth = [(of := np.flatnonzero(counts > rank), begins[of] + rank) for rank in ranks]
    for of, at in nth:
        passed = lattice.middle(slabs.cell[of] % lattice.columns) >= where[at]
        of, at = of[passed], at[passed]
        inside[of] = sets.across(inside[of], lines.border[line[at]])
    west, last = np.full(len(middle), NONE), np.full(len(middle), -np.inf)
    for of, at in nth:
        wide = where[at] - last[of] > NARROW * lattice.least
        ends, by = of[wide], at[wide]
        yield _between_edges(lattice, slabs, ends, (west[ends], line[by]), inside[ends])
        west[ends], last[ends] = line[by], where[by]
        inside[of] = sets.across(inside[of], lines.border[line[at]])
    every = np.arange(len(middle))
    yield _between_edges(lattice, slabs, every, (west, np.full(len(west), NONE)), inside)


def _between_edges(
    lattice: Lattice, slabs: _Slabs, of: Ints, edges: tuple[Ints, Ints], inside: Ints
) -> Pieces:
    """A piece of each of some slabs; the outermost slabs of a cell go on beyond it."""
    cell, low, high = slabs.cell[of], slabs.low[of], slabs.high[of]
    row = cell // lattice.columns
    return Pieces(
        cell=cell,
        low=np.where(low == lattice.south[row], -np.inf, low),
        high=np.where(high == lattice.north[row], np.inf, high),
        west=edges[0],
        east=edges[1],
        inside=inside,
    )
