"""A plane cut into areas: every point lies in exactly one of them, also on their borders.

Corners are whole centimetres somewhere in Copenhagen. Nearer to a corner than a thousandth of a
millimetre and on a border, to the last digit of a number, rounding could still give two areas.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest
import shapely
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from grundlag.basis.folder import Area, Areas, AreaVersion
from grundlag.engine.files import result, table_of
from grundlag.records.place import geography, place

Point = tuple[float, float]
pytestmark = pytest.mark.slow

EAST, NORTH = 720_000, 6_170_000
cents = st.integers(-100_000, 100_000)
corners = st.builds(lambda e, n: (EAST + e / 100, NORTH + n / 100), cents, cents)


@st.composite
def planes(draw: st.DrawFn) -> list[list[list[Point]]]:
    """Some areas, each a list of triangles, that fill a hull without gap or overlap."""
    points = draw(st.lists(corners, min_size=4, max_size=14, unique=True))
    cut = shapely.delaunay_triangles(shapely.MultiPoint(points))
    triangles = [list(map(tuple, shapely.get_coordinates(t))) for t in shapely.get_parts(cut)]
    owners = draw(st.lists(st.integers(0, 2), min_size=len(triangles), max_size=len(triangles)))
    areas = [[t for t, o in zip(triangles, owners, strict=True) if o == n] for n in range(3)]
    return [area for area in areas if area]


def probes(areas: list[list[list[Point]]], shares: list[int]) -> list[Point]:
    """Every corner, points along every edge, and one inside every triangle."""
    found: set[Point] = set()
    for triangle in (t for area in areas for t in area):
        found |= set(triangle) | {tuple(np.mean(triangle[:3], axis=0).tolist())}
        for (ax, ay), (bx, by) in pairwise(triangle):
            found |= {(ax + t * (bx - ax), ay + t * (by - ay)) for t in (n / 97 for n in shares)}
    return sorted(found)


def holds(triangle: list[Point], point: Point) -> bool:
    """Whether a point lies in a triangle, by exact fractions: it turns one way at all corners."""
    x, y = map(Fraction, point)
    turns = set()
    for a, b in pairwise(triangle):
        (ax, ay), (bx, by) = map(Fraction, a), map(Fraction, b)
        turns.add((bx - ax) * (y - ay) > (by - ay) * (x - ax))
    return len(turns) == 1


def edges(areas: list[list[list[Point]]]) -> Iterator[frozenset[Point]]:
    for triangle in (t for area in areas for t in area):
        yield from map(frozenset, pairwise(triangle))


def near(lines: Iterable[frozenset[Point]], point: Point) -> bool:
    """Whether a point lies on some edges, or by rounding beside them."""
    drawn = shapely.MultiLineString([tuple(line) for line in lines])
    return bool(shapely.distance(drawn, shapely.Point(point)) < 1e-6)


def of(areas: list[list[list[Point]]], merged: bool):
    """The areas as polygons of their triangles: put together, or a feature a triangle."""
    features = []
    for n, area in enumerate(areas):
        parts = [shapely.Polygon(t) for t in area]
        whole = [shapely.union_all(parts)] if merged else parts
        features += [
            {"properties": {"id": str(n)}, "geometry": shapely.geometry.mapping(part)}
            for part in whole
        ]
    declared = tuple(
        Area(id=f"a{n}", name=f"a{n}", version=(AreaVersion(id="1", features=(str(n),)),))
        for n in range(len(areas))
    )
    return geography(Areas(schema=1, area=declared), json.dumps({"features": features}))


@settings(max_examples=60, deadline=None, phases=[Phase.generate])
@given(planes(), st.lists(st.integers(1, 96), min_size=1, max_size=4), st.booleans())
def test_every_point_lies_in_exactly_one_area(connection, areas, shares, merged):
    points = probes(areas, shares)
    rows = pa.table({
        "line": list(range(len(points))),
        "x": [x for x, _ in points],
        "y": [y for _, y in points],
    })  # fmt: skip
    placed = place(connection, table_of(connection, rows), of(areas, merged), "EPSG:25832")
    atoms = result(connection, placed.order_by("line"))["atom"].to_pylist()
    every = Counter(edges(areas))
    rim = [edge for edge, times in every.items() if times == 1]
    for point, atom in zip(points, atoms, strict=True):
        if near(rim, point):
            assert "|" not in atom, point
        elif near(every, point):
            assert atom in {f"in:a{n}@1" for n in range(len(areas))}, point
        else:
            (one,) = {n for n, area in enumerate(areas) if any(holds(t, point) for t in area)}
            assert atom == f"in:a{one}@1", point
