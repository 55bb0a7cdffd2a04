"""The size that a map prints: a file's own system must not decide it."""

import json
from math import cos, log, pi, radians, tan

import pytest

from grundlag.basis.folder import Area, Areas, AreaVersion
from grundlag.basis.outlines import outlines

RADIUS = 6_378_137.0
RING = [(12.50, 55.695), (12.51, 55.695), (12.51, 55.705), (12.50, 55.705), (12.50, 55.695)]


def mercator(lon, lat):
    """Web Mercator's own two formulas, on the sphere."""
    return RADIUS * radians(lon), RADIUS * log(tan(pi / 4 + radians(lat) / 2))


def size(crs, ring):
    geometry = {"type": "Polygon", "coordinates": [ring]}
    text = json.dumps({"features": [{"properties": {"id": "nord"}, "geometry": geometry}]})
    area = Area(id="nord", name="Nord", version=(AreaVersion(id="1", feature="nord"),))
    (found,) = outlines(Areas(schema=1, area=(area,), crs=crs), text, 2026)
    return found.shape.area


def test_a_system_that_stretches_the_land_does_not_stretch_its_size():
    """Trap: Web Mercator makes Copenhagen 1 / cos(55.7)^2 = 3.1 times as large as it is."""
    stretched = [mercator(*corner) for corner in RING]
    (west, south), (east, north) = stretched[0], stretched[2]
    ground = size("EPSG:4326", RING)
    assert (east - west) * (north - south) / ground == pytest.approx(
        1 / cos(radians(55.7)) ** 2, rel=0.01
    )
    assert size("EPSG:3857", stretched) == pytest.approx(ground, rel=1e-6)


def test_degrees_are_no_metres():
    """Trap: the square is 0.0001 square degrees, and 0.7 square kilometres."""
    assert size("EPSG:4326", RING) == pytest.approx(700_000, rel=0.01)
