"""Areas on the ground: sizes held against arithmetic and the city's own, whatever they came in.

A degree of the ellipsoid of WGS 84 is by its two radii of curvature, as in any book of geodesy.
"""

import json
from math import cos, pi, radians, sin, sqrt

import pytest

from grundlag.basis.folder import Area, Areas, AreaVersion
from grundlag.basis.outlines import outlines

A, E2 = 6_378_137.0, 0.00669437999014


def ring(west, south, east, north):
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def file(*features):
    """Features, each an id, a version (or None) and its polygons."""
    return json.dumps(
        {
            "features": [
                {
                    "properties": {"id": id, "version": version},
                    "geometry": {"type": "MultiPolygon", "coordinates": polygons},
                }
                for id, version, polygons in features
            ]
        }
    )


def areas(*declared, crs="EPSG:25832"):
    return Areas(schema=1, area=declared, crs=crs)


def area(id, *versions):
    return Area(id=id, name=id.capitalize(), version=versions)


def drawn(id, crs, *polygons):
    text = file((id, None, polygons))
    (found,) = outlines(areas(area(id, AreaVersion(id="1", feature=id)), crs=crs), text, 2026)
    return found.shape


def degree(lat):
    """The metres of a degree, to the north and to the east."""
    down = 1 - E2 * sin(radians(lat)) ** 2
    meridian, across = A * (1 - E2) / down**1.5, A / sqrt(down)
    return meridian * pi / 180, across * cos(radians(lat)) * pi / 180


def degree_square(lat, side):
    """The square metres between two meridians and two parallels, `side` degrees apart."""
    north, east = degree(lat)
    return north * east * side**2


KM = ring(720_000, 6_175_000, 721_000, 6_176_000)


def test_a_kilometre_square_is_a_square_kilometre():
    """The grid of zone 32 is 0.02 % too wide this far east: 0.9996 (1 + 220.5^2 / 2 / 6380^2)."""
    assert drawn("nord", "EPSG:25832", [KM]).area == pytest.approx(1e6 / 1.000197**2, rel=1e-4)


def test_a_hole_is_not_part_of_it_and_all_its_parts_are():
    hole = ring(720_250, 6_175_250, 720_750, 6_175_750)  # a quarter
    other = ring(722_000, 6_175_000, 722_500, 6_176_000)  # a half
    whole = drawn("nord", "EPSG:25832", [KM]).area
    found = drawn("nord", "EPSG:25832", [KM, hole], [other]).area
    assert found / whole == pytest.approx(1.25, rel=1e-4)


def test_a_square_of_degrees_has_the_size_it_has_on_the_ground():
    found = drawn("nord", "EPSG:4326", [ring(12.50, 55.695, 12.51, 55.705)]).area
    assert found == pytest.approx(degree_square(55.7, 0.01), rel=1e-5)


def test_north_is_up_and_east_is_right():
    text = file(
        ("syd", None, [[ring(12.50, 55.60, 12.51, 55.61)]]),
        ("nord", None, [[ring(12.50, 55.70, 12.51, 55.71)]]),
        ("oest", None, [[ring(12.60, 55.60, 12.61, 55.61)]]),
    )
    declared = [area(id, AreaVersion(id="1", feature=id)) for id in ("syd", "nord", "oest")]
    syd, nord, oest = (
        o.shape.centroid for o in outlines(areas(*declared, crs="EPSG:4326"), text, 2026)
    )
    assert nord.y - syd.y == pytest.approx(0.1 * degree(55.655)[0], abs=1)
    assert oest.x - syd.x == pytest.approx(0.1 * degree(55.605)[1], abs=1)
    assert abs(nord.x - syd.x) < 10
    assert abs(oest.y - syd.y) < 10


def test_a_version_is_drawn_in_the_years_it_holds_for():
    text = file(
        ("nord", "a", [[KM]]),
        ("nord", "b", [[ring(720_000, 6_175_000, 722_000, 6_176_000)]]),
    )
    two = area("nord", AreaVersion(id="a", feature="nord"),
               AreaVersion(id="b", from_year=2021, feature="nord"))  # fmt: skip
    (before,), (now,) = (outlines(areas(two), text, year) for year in (2020, 2021))
    assert (before.version.id, now.version.id) == ("a", "b")
    assert now.shape.area / before.shape.area == pytest.approx(2, rel=1e-4)


def test_several_features_are_one_shape_without_the_border_between():
    text = file(("1", None, [[KM]]), ("2", None, [[ring(721_000, 6_175_000, 722_000, 6_176_000)]]))
    declared = areas(area("nord", AreaVersion(id="1", features=("1", "2"))))
    (found,) = outlines(declared, text, 2026)
    assert found.shape.geom_type == "Polygon"


def test_what_is_places_alone_is_not_drawn():
    declared = areas(area("nord", AreaVersion(id="1", places=("Nord",))))
    assert outlines(declared, "", 2026) == ()
    text = file(("syd", None, [[KM]]))
    both = areas(*declared.area, area("syd", AreaVersion(id="1", feature="syd")))
    assert [o.area.id for o in outlines(both, text, 2026)] == ["syd"]


def test_the_city_s_own_bydele_have_the_size_that_the_city_says(shared):
    """City of Copenhagen, CC BY 4.0: `areal_m2` of each bydel, computed by the city."""
    text = (shared / "koebenhavn-geo" / "bydel.geojson").read_text("utf-8")
    said = {str(f["properties"]["id"]): f["properties"]["areal_m2"]
            for f in json.loads(text)["features"]}  # fmt: skip
    declared = [area(f"b{id}", AreaVersion(id="1", feature=id)) for id in said]
    found = {o.version.feature: o.shape.area
             for o in outlines(areas(*declared, crs="EPSG:4326"), text, 2026)}  # fmt: skip
    assert len(found) == 10
    assert found == pytest.approx(said, rel=1e-3)
