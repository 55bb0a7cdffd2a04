"""Places for reports: even over a piece of the city, and never on a border."""

import numpy as np
from numpy.typing import NDArray

from grundlag.twin.borders import RINGS
from grundlag.twin.model import Atom, Ring

Points = NDArray[np.int64]
"""One row a point: east and north in whole centimetres."""

MARGIN = 50
"""How near a border a point may lie, in centimetres."""


def scatter(rng: np.random.Generator, atom: Atom, size: int) -> Points:
    """As many points as asked for, even over the atom, by throwing away those outside it."""
    found: list[Points] = [np.empty((0, 2), dtype=np.int64)]
    missing = size
    while missing > 0:
        points = _throw(rng, RINGS[atom.within[0]], 2 * missing + 32)
        found.append(points[_within(points, atom)][:missing])
        missing -= len(found[-1])
    return np.concatenate(found)


def _throw(rng: np.random.Generator, ring: Ring, size: int) -> Points:
    corners = 100 * np.array(ring, dtype=np.int64)
    return rng.integers(corners.min(axis=0), corners.max(axis=0), size=(size, 2))


def _within(points: Points, atom: Atom) -> NDArray[np.bool_]:
    good = np.ones(len(points), dtype=np.bool_)
    for area in atom.within:
        good &= inside(points, RINGS[area])
    for area in atom.outside:
        good &= ~inside(points, RINGS[area])
    for area in (*atom.within, *atom.outside):
        good &= ~_near(points, RINGS[area])
    return good


def inside(points: Points, ring: Ring) -> NDArray[np.bool_]:
    """Whether each point lies inside the ring: a line to the east crosses it an odd number."""
    odd = np.zeros(len(points), dtype=np.bool_)
    x, y = points[:, 0], points[:, 1]
    for (x0, y0), (x1, y1) in _edges(ring):
        spans = (y0 > y) != (y1 > y)
        left = (x - x0) * (y1 - y0) < (y - y0) * (x1 - x0)
        odd ^= spans & (left == (y1 > y0))
    return odd


def _near(points: Points, ring: Ring) -> NDArray[np.bool_]:
    """Whether each point lies within the margin of the ring."""
    near = np.zeros(len(points), dtype=np.bool_)
    for start, end in _edges(ring):
        along = np.array(end, dtype=np.float64) - np.array(start, dtype=np.float64)
        out = points - np.array(start, dtype=np.float64)
        at = np.clip(out @ along / (along @ along), 0.0, 1.0)
        gap = out - at[:, None] * along
        near |= np.einsum("ij,ij->i", gap, gap) <= MARGIN**2
    return near


def _edges(ring: Ring) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    corners = [(100 * east, 100 * north) for east, north in ring]
    return list(zip(corners, [*corners[1:], corners[0]], strict=True))
