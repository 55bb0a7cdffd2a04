"""What a plane is cut by: the edges of some polygons, and a grid of cells.

Sets of polygons have numbers, so that what holds a million places is an array.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray

PAD = 1e-9  # of a cell: a point that rounding puts beside its cell is looked for there, too
MANY = 1 << 32  # more than there are sets of polygons
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Ends = tuple[float, float, float, float]
Inside = frozenset[int]  # the polygons that hold a point
Part = tuple[str, shapely.Geometry]  # a polygon and whose it is


class Sets:
    """Sets of polygons by number; 0 is of none."""

    def __init__(self) -> None:
        self.all: list[Inside] = [frozenset()]
        self._number: dict[Inside, int] = {frozenset(): 0}

    def number(self, of: Inside) -> int:
        """A set's number."""
        if of not in self._number:
            self._number[of] = len(self.all)
            self.all.append(of)
        return self._number[of]

    def across(self, inside: Ints, border: Ints) -> Ints:
        """What holds a point beyond a border: the polygons that it ends or begins are changed."""
        pairs, at = np.unique(inside * MANY + border, return_inverse=True)
        sides = (divmod(pair, MANY) for pair in pairs.tolist())
        beyond = [self.number(self.all[here] ^ self.all[over]) for here, over in sides]
        return np.array(beyond, dtype=np.int64)[at]

    def odd(self, crossed: NDArray[np.bool_], border: Ints) -> Ints:
        """What holds each point, of the borders that it has on one side."""
        own = [self.all[number] for number in border.tolist()]
        parts = sorted(frozenset().union(*own))
        begun = np.array([[part in of for part in parts] for of in own], dtype=np.float32)
        odd = (crossed.astype(np.float32) @ begun.reshape(len(own), len(parts))) % 2 == 1
        points = [each.tobytes() for each in np.packbits(odd, axis=1)]
        first = {bits: point for point, bits in enumerate(points)}
        alike = {
            bits: self.number(frozenset(parts[i] for i in np.flatnonzero(odd[point]).tolist()))
            for bits, point in first.items()
        }
        return np.array([alike[bits] for bits in points], dtype=np.int64)


@dataclass(frozen=True, kw_only=True, eq=False)
class Lines:
    """Edges, the lower end of each first; `border` is the set of polygons that end or begin at it.

    `slope` is how far east a step north goes; nothing crosses a level edge.
    """

    ax: Floats
    ay: Floats
    bx: Floats
    by: Floats
    slope: Floats
    border: Ints

    def at(self, line: Ints, y: Floats) -> Floats:
        """Where edges are, computed just as the engine computes it for a point."""
        return self.slope[line] * (y - self.ay[line]) + self.ax[line]


@dataclass(frozen=True, kw_only=True)
class Lattice:
    """Where the cells are: from a box's corner on, so wide, so many."""

    box: tuple[float, float, float, float]
    size: float
    columns: int
    rows: int
    least: float  # the step between two coordinates of that size

    @property
    def pad(self) -> float:
        """How far beside its cell a point of it may be."""
        return PAD * self.size + 4 * self.least

    def steps(self, value: Floats, origin: float) -> Ints:
        """The columns or rows that some values are in."""
        return np.floor((value - origin) / self.size).astype(np.int64)

    def middle(self, column: Ints) -> Floats:
        """The middle of columns."""
        return self.box[0] + (column.astype(np.float64) + 0.5) * self.size

    @cached_property
    def south(self) -> Floats:
        """Where each row begins, at the lowest."""
        return self.box[1] + np.arange(self.rows, dtype=np.float64) * self.size - self.pad

    @cached_property
    def north(self) -> Floats:
        """Where each row ends, at the highest."""
        return self.box[1] + np.arange(1, self.rows + 1, dtype=np.float64) * self.size + self.pad


def lines_of(parts: Sequence[Part], sets: Sets) -> Lines:
    """Each edge once, though two polygons share it; one that a polygon has twice is none of it."""
    found: dict[Ends, Inside] = defaultdict(frozenset)
    for i, (_, polygon) in enumerate(parts):
        for ring in shapely.get_rings(shapely.get_parts(polygon)):
            for (ax, ay), (bx, by) in pairwise(shapely.get_coordinates(ring).tolist()):
                ends = (ax, ay, bx, by) if (ay, ax) <= (by, bx) else (bx, by, ax, ay)
                found[ends] ^= {i}
    ax, ay, bx, by = np.array(list(found)).T
    rise = by - ay
    slope = np.divide(bx - ax, rise, out=np.zeros_like(rise), where=rise > 0)
    border = np.array([sets.number(of) for of in found.values()], dtype=np.int64)
    return Lines(ax=ax, ay=ay, bx=bx, by=by, slope=slope, border=border)
