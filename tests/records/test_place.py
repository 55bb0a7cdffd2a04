"""Every report falls in one place, and in just the areas that hold it."""

import csv
import json
import math
from dataclasses import replace

import pyarrow as pa
import pytest
import shapely

from grundlag.basis.folder import Area, Areas, AreaVersion
from grundlag.engine.connect import Connection
from grundlag.engine.files import result, table_of
from grundlag.records.place import ELSEWHERE, UNPLACED, Geography, geography, place

SQUARE = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]


def feature(name: str, kind: str, coordinates: list) -> dict:
    return {
        "type": "Feature",
        "properties": {"id": name, "version": "1"},
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def land_of(*features: dict, crs: str = "EPSG:25832", **more: object) -> Geography:
    areas = tuple(
        Area(
            id=f["properties"]["id"],
            name=f["properties"]["id"],
            version=(AreaVersion(id="1", feature=f["properties"]["id"]),),
        )
        for f in features
    )
    declared = Areas(schema=1, crs=crs, area=(*areas, *more.pop("others", ())), **more)
    return geography(declared, json.dumps({"type": "FeatureCollection", "features": features}))


def placed(
    connection: Connection,
    land: Geography,
    points: list[tuple[float | None, float | None]],
    names: list[str] | None = None,
    crs: str = "EPSG:25832",
) -> list[str]:
    columns = {
        "line": list(range(2, len(points) + 2)),
        "x": pa.array([x for x, _ in points], pa.float64()),
        "y": pa.array([y for _, y in points], pa.float64()),
    }
    if names is not None:
        columns["place"] = names
    rows = place(connection, table_of(connection, pa.table(columns)), land, crs)
    return result(connection, rows.order_by("line"))["atom"].to_pylist()


def test_points_fall_inside_outside_in_holes_and_in_every_part(connection):
    hole = [[4, 4], [6, 4], [6, 6], [4, 6], [4, 4]]
    far = [[[20, 0], [30, 0], [30, 10], [20, 10], [20, 0]]]
    land = land_of(feature("a", "MultiPolygon", [[SQUARE, hole], far]))
    found = placed(connection, land, [(1, 1), (5, 5), (25, 5), (15, 5), (-900, 5), (5, 9e6)])
    assert found == ["in:a@1", ELSEWHERE, "in:a@1", ELSEWHERE, ELSEWHERE, ELSEWHERE]


def test_a_point_on_a_shared_border_falls_in_exactly_one_area(connection):
    """Four areas that meet in one point, with slanting borders no binary fraction ends on."""
    middle = [0.1 + 0.2, 1 / 3]
    corners = [[-7.7, -5.1], [9.3, -6.3], [8.9, 7.1], [-6.1, 8.3]]
    pairs = zip(corners, corners[1:] + corners[:1], strict=True)
    land = land_of(
        *(feature(f"a{i}", "Polygon", [[middle, a, b, middle]]) for i, (a, b) in enumerate(pairs))
    )
    on_borders = [
        (middle[0] + t * (x - middle[0]), middle[1] + t * (y - middle[1]))
        for x, y in corners
        for t in (k / 97 for k in range(97))
    ]
    found = placed(connection, land, on_borders)
    assert all(atom.startswith("in:") and "|" not in atom for atom in found)


def test_many_points_fall_where_another_program_puts_them(connection):
    """Shapely 2.2, contains_xy, on 2,000 points of a lattice and a star of 40 corners."""
    corners = [(radius, k * math.tau / 40) for k, radius in enumerate([9.7, 4.1] * 20)]
    ring = [[r * math.cos(angle), r * math.sin(angle)] for r, angle in corners]
    star = [*ring, ring[0]]
    points = [(x * 0.4777 - 10, y * 0.4333 - 10) for x in range(45) for y in range(45)]
    found = placed(connection, land_of(feature("stjerne", "Polygon", [star])), points)
    shape = shapely.Polygon(star)
    wanted = ["in:stjerne@1" if shapely.contains_xy(shape, *p) else ELSEWHERE for p in points]
    assert found == wanted


def test_overlapping_areas_share_an_atom(connection):
    shifted = [[5, 0], [15, 0], [15, 10], [5, 10], [5, 0]]
    land = land_of(feature("b", "Polygon", [shifted]), feature("a", "Polygon", [SQUARE]))
    found = placed(connection, land, [(1, 1), (7, 1), (12, 1)])
    assert found == ["in:a@1", "in:a@1|b@1", "in:b@1"]


def test_without_a_point_the_name_says_where(connection):
    land = land_of(
        feature("a", "Polygon", [SQUARE]),
        others=(Area(id="c", name="C", version=(AreaVersion(id="1", places=("C-by",)),)),),
    )
    nowhere = (None, None)
    names = ["C-by", " c-BY ", "", "uden stedfæstelse", "Ukendt By"]
    found = placed(connection, land, [nowhere] * 5, names)
    assert found == ["in:c@1", "in:c@1", UNPLACED, UNPLACED, "unknown:Ukendt By"]


def test_an_area_of_places_alone_gets_its_reports_that_have_a_point_too(connection):
    """Else the area would be a silent zero in every delivery with coordinates."""
    land = land_of(
        feature("a", "Polygon", [SQUARE]),
        others=(Area(id="c", name="C", version=(AreaVersion(id="1", places=("rode 7",)),)),),
    )
    found = placed(
        connection,
        land,
        [(1, 1), (1, 1), (90, 90), (90, 90), (None, None)],
        ["rode 7", "rode 8", "rode 7", "", "rode 7"],
    )
    assert found == ["in:a@1|c@1", "in:a@1", "in:c@1", ELSEWHERE, "in:c@1"]


def test_an_unknown_place_is_elsewhere_only_where_that_is_declared(connection):
    known = land_of(feature("a", "Polygon", [SQUARE]), elsewhere="known")
    assert placed(connection, known, [(None, None)], ["Ukendt By"]) == [ELSEWHERE]


def test_the_digest_changes_with_whatever_decides_where_a_row_lies():
    base = Areas(
        schema=1,
        area=(
            Area(
                id="a", name="A", version=(AreaVersion(id="1", feature="f", feature_version="1"),)
            ),
        ),
    )
    shapes = json.dumps(
        {
            "features": [
                feature("f", "Polygon", [SQUARE]),
                {**feature("f", "Polygon", [SQUARE]), "properties": {"id": "f", "version": "2"}},
            ]
        }
    )
    version = base.area[0].version[0]
    others = [
        replace(base, crs="EPSG:4326"),
        replace(base, elsewhere="known"),
        replace(base, unplaced=("intet sted",)),
        replace(
            base, area=(replace(base.area[0], version=(replace(version, feature_version="2"),)),)
        ),
        replace(base, area=(replace(base.area[0], version=(replace(version, places=("x",)),)),)),
    ]
    digests = [geography(areas, shapes).digest for areas in (base, *others)]
    assert len(set(digests)) == len(digests)
    assert geography(base, shapes.replace("10", "11")).digest not in digests


@pytest.mark.parametrize(
    ("crs", "columns"), [("EPSG:4326", ("lon", "lat")), ("EPSG:25832", ("e25832", "n25832"))]
)
def test_506_points_of_copenhagen_fall_in_their_rode(connection, shared, crs, columns):
    """City of Copenhagen, CC BY 4.0; the expected rode of each point was found with GeoPandas."""
    folder = shared / "koebenhavn-geo"
    found = json.loads((folder / "rode.geojson").read_text("utf-8"))["features"]
    features = [
        {**f, "properties": {"id": str(int(f["properties"]["rode_nr"])), "version": str(i)}}
        for i, f in enumerate(found)
    ]
    names = sorted({f["properties"]["id"] for f in features})
    areas = tuple(
        Area(
            id=name,
            name=name,
            version=tuple(
                AreaVersion(id=f["properties"]["version"], feature=name)
                for f in features
                if f["properties"]["id"] == name
            ),
        )
        for name in names
    )
    land = geography(
        Areas(schema=1, crs="EPSG:4326", area=areas), json.dumps({"features": features})
    )
    with (folder / "expected" / "points_to_areas.csv").open(encoding="utf-8") as file:
        expected = list(csv.DictReader(file))
    points = [(float(row[columns[0]]), float(row[columns[1]])) for row in expected]
    atoms = placed(connection, land, points, crs=crs)
    agree = sum(
        atom.startswith(f"in:{row['rode_nr']}@") and "|" not in atom
        for atom, row in zip(atoms, expected, strict=True)
    )
    assert agree == len(expected) == 506
