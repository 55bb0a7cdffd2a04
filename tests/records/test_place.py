"""Every report falls in one place, and in just the areas that hold it."""

import csv
import json
import math
from collections import Counter
from dataclasses import replace

import pyarrow as pa
import pytest
import shapely
from pyproj import Transformer

from grundlag.basis.folder import Area, Areas, AreaVersion
from grundlag.basis.place_lists import with_places
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
    return table_of_placed(connection, land, points, names, crs)["atom"].to_pylist()


def table_of_placed(
    connection: Connection,
    land: Geography,
    points: list[tuple[float | None, float | None]],
    names: list[str] | None = None,
    crs: str = "EPSG:25832",
) -> pa.Table:
    columns = {
        "line": list(range(2, len(points) + 2)),
        "x": pa.array([x for x, _ in points], pa.float64()),
        "y": pa.array([y for _, y in points], pa.float64()),
    }
    if names is not None:
        columns["place"] = names
    rows = place(connection, table_of(connection, pa.table(columns)), land, crs)
    return result(connection, rows.order_by("line"))


def test_points_fall_inside_outside_in_holes_and_in_every_part(connection):
    hole = [[4, 4], [6, 4], [6, 6], [4, 6], [4, 4]]
    far = [[[20, 0], [30, 0], [30, 10], [20, 10], [20, 0]]]
    land = land_of(feature("a", "MultiPolygon", [[SQUARE, hole], far]))
    found = placed(connection, land, [(1, 1), (5, 5), (25, 5), (15, 5), (-900, 5), (5, 9e4)])
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


HARBOUR = [[720000, 6170000], [721000, 6170000], [721000, 6171000], [720000, 6170000]]


@pytest.mark.parametrize(
    ("point", "atom"),
    [
        ((720900, 6170100), "in:a@1"),
        ((720100, 6170900), ELSEWHERE),
        ((729000, 6260000), ELSEWHERE),  # 90 km off: another town may well report
        ((6170100, 720900), "astray:swapped"),
        ((12.52, 55.63), "astray:far"),
        ((720900, 61701000), "astray:far"),
        ((1e300, -1e300), "astray:far"),
        ((0, 6170000), "astray:far"),
        ((0, 0), UNPLACED),
        ((-0.0, 0), UNPLACED),
    ],
)
def test_a_point_far_from_every_area_is_told_apart(connection, point, atom):
    land = land_of(feature("a", "Polygon", [HARBOUR]))
    assert placed(connection, land, [point]) == [atom]


def test_degrees_that_are_swapped(connection):
    ring = [[12.5, 55.6], [12.6, 55.6], [12.6, 55.7], [12.5, 55.6]]
    land = land_of(feature("a", "Polygon", [ring]), crs="EPSG:4326")
    points = [(12.59, 55.61), (55.61, 12.59), (12.59, -55.61)]
    found = placed(connection, land, points, crs="EPSG:4326")
    assert found == ["in:a@1", "astray:swapped", "astray:far"]


def test_nought_and_nought_is_a_point_where_the_areas_lie_there(connection):
    land = land_of(feature("a", "Polygon", [[[-5, -5], [5, -5], [5, 5], [-5, -5]]]))
    assert placed(connection, land, [(0, -1)]) == ["in:a@1"]
    assert placed(connection, land, [(0, 0)], ["Ukendt By"]) != ["unknown:Ukendt By"]


def test_beside_a_point_stands_what_the_place_says(connection):
    land = land_of(
        feature("a", "Polygon", [HARBOUR]),
        others=(Area(id="c", name="C", version=(AreaVersion(id="1", places=("C-by",)),)),),
    )
    inside = (720900, 6170100)
    points = [inside, inside, inside, (0, 0), (0, 0), (None, None)]
    names = ["C-by", "", "Ukendt By", "C-by", "", "C-by"]
    found = table_of_placed(connection, land, points, names)
    assert found["recorded"].to_pylist() == ["in:c@1", None, "unknown:", "0;0", "0;0", None]
    assert found["atom"].to_pylist()[3:] == ["in:c@1", UNPLACED, "in:c@1"]
    alone = table_of_placed(connection, land, points)
    assert alone["recorded"].to_pylist() == [None, None, None, "0;0", "0;0", None]


def several(*features: dict, names: tuple[str, ...], **more: object) -> Geography:
    version = AreaVersion(id="2020", features=names, **more)
    areas = Areas(schema=1, area=(Area(id="a", name="A", version=(version,)),), feature_id="nr")
    return geography(areas, json.dumps({"features": features}))


def numbered(number: object, *ring: list[float]) -> dict:
    shape = {"type": "Polygon", "coordinates": [list(ring)]}
    return {"properties": {"nr": number}, "geometry": shape}


def test_an_area_of_several_features_holds_what_any_of_them_holds(connection):
    """Side by side, overlapping, two of one number, and one that is not the area's."""
    land = several(
        numbered(1, *SQUARE),
        numbered(2.0, [10, 0], [20, 0], [20, 10], [10, 10], [10, 0]),
        numbered("3", [15, 0], [30, 0], [30, 10], [15, 10], [15, 0]),
        numbered(1, [50, 0], [60, 0], [60, 10], [50, 10], [50, 0]),
        numbered(4, [30, 0], [40, 0], [40, 10], [30, 10], [30, 0]),
        names=("1", "2", "3"),
    )
    xs = (5, 10, 12, 17, 20, 25, 35, 55)
    found = placed(connection, land, [(x, 5) for x in xs])
    held = ["in:a@2020"] * 6
    assert found == [*held, ELSEWHERE, "in:a@2020"]


def test_a_long_straight_border_stays_where_it_is_in_another_system(connection):
    """A border of 100 km runs straight in its own system: in degrees its middle is 286 m off.

    The points lie beside its middle; pyproj puts them into degrees.
    """
    ring = [[600000, 6170000], [700000, 6170000], [700000, 6200000], [600000, 6200000]]
    land = land_of(feature("a", "Polygon", [[*ring, ring[0]]]))
    change = Transformer.from_crs("EPSG:25832", "EPSG:4326", always_xy=True)
    points = [change.transform(650000, 6170000 + off) for off in (-200, -1, 1, 200)]
    found = placed(connection, land, points, crs="EPSG:4326")
    assert found == [ELSEWHERE, ELSEWHERE, "in:a@1", "in:a@1"]


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
        replace(base, feature_id="version"),
        replace(
            base, area=(replace(base.area[0], version=(replace(version, feature_version="2"),)),)
        ),
        replace(base, area=(replace(base.area[0], version=(replace(version, places=("x",)),)),)),
        replace(
            base,
            area=(replace(base.area[0], version=(replace(version, features=("f", "g")),)),),
        ),
    ]
    digests = [geography(areas, shapes).digest for areas in (base, *others)]
    assert len(set(digests)) == len(digests)
    assert geography(base, shapes.replace("10", "11")).digest not in digests


def copenhagen(shared) -> tuple[list[dict[str, str]], Geography]:
    """The city's own file of roder as it came, and the points with their rode.

    City of Copenhagen, CC BY 4.0; the rode of each point was found with GeoPandas.
    """
    folder = shared / "koebenhavn-geo"
    text = (folder / "rode.geojson").read_text("utf-8")
    numbers = {str(f["properties"]["rode_nr"]) for f in json.loads(text)["features"]}
    areas = tuple(
        Area(id=name, name=name, version=(AreaVersion(id="1", features=(name,)),))
        for name in sorted(numbers)
    )
    land = geography(Areas(schema=1, crs="EPSG:4326", area=areas, feature_id="rode_nr"), text)
    with (folder / "expected" / "points_to_areas.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file)), land


FAR_OFF = [
    pytest.param(crs, marks=pytest.mark.slow)
    for crs in ("EPSG:25832", "EPSG:3857", "EPSG:25833", "EPSG:2180")
]


@pytest.mark.parametrize("crs", ["EPSG:4326", *FAR_OFF])
def test_506_points_of_copenhagen_fall_in_their_rode(connection, shared, crs):
    expected, land = copenhagen(shared)
    degrees = [(float(row["lon"]), float(row["lat"])) for row in expected]
    metres = [(float(row["e25832"]), float(row["n25832"])) for row in expected]
    moved = Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    points = {"EPSG:4326": degrees, "EPSG:25832": metres}.get(
        crs, [moved.transform(*point) for point in degrees]
    )
    atoms = placed(connection, land, points, crs=crs)
    assert atoms == [f"in:{row['rode_nr']}@1" for row in expected]
    assert len(expected) == 506


MORE = [  # file, the property that names an area, the column of the expected table
    ("kvarter.geojson", "kvarternr", "kvarternr"),
    ("bydel.geojson", "navn", "bydel"),
    ("udsatte_byomraader.geojson", "byomraade", "udsat_omraade"),
    ("udsatte_byomraader.geojson", "delomraade", "delomraade"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("file", "key", "column"), MORE)
@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:25832"])
def test_506_points_of_copenhagen_fall_in_all_their_other_areas(
    connection, shared, file, key, column, crs
):
    """Expected: GeoPandas; an exposed area holds one point or none, and is many features."""
    expected, _ = copenhagen(shared)
    text = (shared / "koebenhavn-geo" / file).read_text("utf-8")
    named = {str(f["properties"][key]) for f in json.loads(text)["features"]}
    areas = {name: f"a{i}" for i, name in enumerate(sorted(named))}
    land = geography(
        Areas(
            schema=1,
            crs="EPSG:4326",
            feature_id=key,
            area=tuple(
                Area(id=id, name=name, version=(AreaVersion(id="1", features=(name,)),))
                for name, id in areas.items()
            ),
        ),
        text,
    )
    columns = ("lon", "lat") if crs == "EPSG:4326" else ("e25832", "n25832")
    points = [(float(row[columns[0]]), float(row[columns[1]])) for row in expected]
    atoms = placed(connection, land, points, crs=crs)
    wanted = [f"in:{areas[row[column]]}@1" if row[column] else ELSEWHERE for row in expected]
    assert atoms == wanted


def test_the_partnerships_roder_by_a_list_and_by_their_polygons(connection, shared):
    """City of Copenhagen, CC BY 4.0: 226 and 228 are Folehaven's roder, and so on.

    A report in a rode is recorded under its number: by the list, and by its point among the
    polygons of the same roder, it is in the same partnership, or in none.
    """
    folder = shared / "koebenhavn-geo"
    expected, _ = copenhagen(shared)
    with (folder / "expected" / "partnerskaber.csv").open(encoding="utf-8") as file:
        roder = {row["partnerskab"].lower(): row["roder"].split() for row in csv.DictReader(file)}
    declared = tuple(
        Area(id=id, name=id, version=(AreaVersion(id="1", features=tuple(own)),))
        for id, own in roder.items()
    )
    areas = Areas(schema=1, area=declared, crs="EPSG:4326", feature_id="rode_nr", elsewhere="known")
    listed = "".join(f"{rode};{id};1\n" for id, own in roder.items() for rode in own)
    whole, problems = with_places("roder.csv", f"Sted;Område;Version\n{listed}", areas)
    land = geography(whole, (folder / "rode.geojson").read_text("utf-8"))
    points = [(float(row["e25832"]), float(row["n25832"])) for row in expected]
    found = table_of_placed(connection, land, points, [row["rode_nr"] for row in expected])
    assert problems == ()
    assert found["recorded"].to_pylist() == found["atom"].to_pylist()
    of = {rode: f"in:{id}@1" for id, own in roder.items() for rode in own}
    assert found["atom"].to_pylist() == [of.get(r["rode_nr"], ELSEWHERE) for r in expected]
    assert Counter(found["atom"].to_pylist())["in:tingbjerg-husum@1"] == 21
