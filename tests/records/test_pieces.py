"""Each point lies in exactly one piece, and in the polygons that shapely says hold it."""

import math

import numpy as np
import pyarrow as pa
import pytest
import shapely

from grundlag.engine.files import result, table_of
from grundlag.records.grid import OFF, grid_of, holders

FAN = [(math.cos(a), math.sin(a)) for a in np.linspace(0, 2 * math.pi, 8)[:-1]]


def fan(x: float, y: float) -> dict[str, tuple[shapely.Geometry, ...]]:
    """Seven triangles around one corner, that no double is told in, and a square over them all."""
    middle = (x, y)
    corners = [(x + a * 700 / 3, y + b * 700 / 3) for a, b in FAN]
    slices = {
        f"t{i}": (shapely.Polygon([middle, corners[i], corners[(i + 1) % 7]]),) for i in range(7)
    }
    return slices | {"all": (shapely.box(x - 400.1, y - 400.1, x + 400.1, y + 400.1),)}


def held(connection, polygons, x, y) -> dict[int, str | None]:
    points = pa.table({"line": range(len(x)), "x": x, "y": y})
    grid = grid_of(polygons)
    rows = holders(connection, table_of(connection, points), grid)
    told = result(connection, rows.select("line", "spot")).to_pylist()
    assert sorted(row["line"] for row in told) == list(range(len(x)))
    return {row["line"]: None if row["spot"] == OFF else grid.keys[row["spot"]] for row in told}


@pytest.mark.parametrize("at", [(0.1, 0.3), (724_000.1 / 3 * 3, 6_175_000.7)])
def test_a_point_lies_in_just_one_piece_however_near_a_corner(connection, at):
    polygons = fan(*at)
    corners = shapely.get_coordinates([p for ps in polygons.values() for p in ps])
    steps = np.spacing(np.abs(corners)) + np.spacing(abs(max(at)))
    near = [corners + steps * (i, j) for i in range(-40, 41, 5) for j in range(-40, 41, 5)]
    x, y = np.vstack(near).T
    keys = held(connection, polygons, x, y)
    triangles = [[k for k in (found or "").split("|") if k != "all"] for found in keys.values()]
    assert max(map(len, triangles)) == 1


def test_a_point_where_two_nearly_level_edges_meet_lies_in_just_one_piece(connection):
    """As a straight border is in another system: a step of a double north is seven metres east."""
    y = 6_168_000 + np.spacing(6_168_000.0) * np.array([1, 1, 0, -1])
    x = np.array([720_023.5, 720_043.6, 720_080.7, 720_085.0])
    area = shapely.Polygon([*zip(x, y, strict=True), (x[3], y[3] + 100), (x[0], y[0] + 100)])
    assert len(held(connection, {"a": (area,)}, x, y)) == 4  # and of each there was one row


def test_points_are_in_the_polygons_that_shapely_says(connection):
    polygons = fan(724_000.1, 6_175_000.7)
    random = np.random.default_rng(1)
    x = 724_000.1 + random.uniform(-450, 450, 20_000)
    y = 6_175_000.7 + random.uniform(-450, 450, 20_000)
    keys = held(connection, polygons, x, y)
    for key, (polygon,) in polygons.items():
        inside = shapely.contains_xy(polygon, x, y)
        assert [key in (keys[i] or "").split("|") for i in range(len(x))] == inside.tolist()


def test_what_has_no_point_and_what_is_far_away_is_held_by_nothing(connection):
    x, y = [None, 1.0, math.nan, math.inf, 1e300, -5.0], [1.0, None, 1.0, 1.0, -1e300, 0.0]
    assert set(held(connection, fan(0.1, 0.3), x, y).values()) == {None, "all|t3"}
    assert held(connection, fan(0.1, 0.3), x, y)[5] == "all|t3"
