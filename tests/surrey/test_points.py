"""197,435 real reports, each with its LSOA and its point: recorded areas against polygons.

Expected: expected/point_in_polygon_areas_all26months.csv, found with another program from the same
reports and the same LSOA polygons of 2011 (Office for National Statistics).
"""

import csv
import json
import re
import shutil
import struct
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from grundlag.cubes.check import CHECKS
from grundlag.cubes.count import count
from grundlag.engine.connect import engine
from grundlag.records.place import holds
from grundlag.run import load, take_files

pytestmark = pytest.mark.slow
NAME = "england_lsoa_2011"


def codes_of(path: Path) -> list[str]:
    """The LSOA code of every record of a dBase file."""
    data = path.read_bytes()
    n, head, size = struct.unpack("<IHH", data[4:12])
    at, starts = 1, {}
    for field in range(32, head - 1, 32):
        starts[data[field : field + 11].split(b"\0")[0].decode()] = at, data[field + 16]
        at += data[field + 16]
    start, length = starts["code"] if "code" in starts else starts["lsoa11cd"]
    rows = (data[head + i * size : head + (i + 1) * size] for i in range(n))
    return [row[start : start + length].decode().strip() for row in rows]


def rings_of(record: bytes) -> list[list[tuple[float, float]]]:
    """The rings of a polygon's record in a shapefile."""
    parts, points = struct.unpack("<ii", record[36:44])
    starts = [*struct.unpack(f"<{parts}i", record[44 : 44 + 4 * parts]), points]
    flat = struct.unpack(f"<{2 * points}d", record[44 + 4 * parts : 44 + 4 * parts + 16 * points])
    corners = list(zip(flat[::2], flat[1::2], strict=True))
    return [corners[a:b] for a, b in pairwise(starts)]


def features(folder: Path, wanted: set[str]) -> Iterator[dict]:
    """Some LSOAs as GeoJSON features, in metres of the British grid."""
    index = (folder / f"{NAME}.shx").read_bytes()[100:]
    shapes = (folder / f"{NAME}.shp").read_bytes()
    for i, code in enumerate(codes_of(folder / f"{NAME}.dbf")):
        if code in wanted:
            offset, length = struct.unpack(">ii", index[8 * i : 8 * i + 8])
            record = shapes[2 * offset + 8 : 2 * offset + 8 + 2 * length]
            parts = [[ring] for ring in rings_of(record)]
            shape = {"type": "MultiPolygon", "coordinates": parts}
            yield {"properties": {"LSOA11CD": code}, "geometry": shape}


@pytest.fixture(scope="module")
def drawn(street: Path, lsoas: list[dict[str, str]], surrey, tmp_path_factory) -> Path:
    """The working folder, its areas polygons of LSOAs, their places in a list beside areas.toml."""
    root = tmp_path_factory.mktemp("drawn") / "folder"
    shutil.copytree(surrey.root, root, ignore=shutil.ignore_patterns("store"))
    areas = {row["GEO_CODE"]: row["area"].lower().replace(" ", "-") for row in lsoas if row["area"]}
    definitions = root / "definitions"
    found = list(features(street / "lsoa", {row["GEO_CODE"] for row in lsoas}))
    (definitions / "lsoa.geojson").write_text(json.dumps({"features": found}), "utf-8")
    heath = [(row["GEO_CODE"], "surrey-heath") for row in lsoas]
    rows = [f"{code};{area}" for code, area in (*areas.items(), *heath)]
    (definitions / "lsoa.csv").write_text("\n".join(["Sted;Område", *rows, ""]), "utf-8")
    text = (definitions / "areas.toml").read_text("utf-8")
    head = 'schema = 1\ncrosswalk = "lsoa.csv"\ngeometry = "lsoa.geojson"\n'
    head += 'feature_id = "LSOA11CD"\ncrs = "EPSG:27700"\n'
    text = re.sub(r"schema += 1\n", head, text)
    text = re.sub(r"places = (\[[^]]*\])", r"features = \1", text)
    (definitions / "areas.toml").write_text(text, "utf-8")
    sources = (root / "sources.toml").read_text("utf-8")
    mapped = 'place = "LSOA code"\nx = "Longitude"\ny = "Latitude"\n'
    sources = sources.replace('place = "LSOA code"\n', mapped, 1)
    sources = sources.replace("[source.read]\n", '[source.read]\ncrs = "EPSG:4326"\n', 1)
    (root / "sources.toml").write_text(sources, "utf-8")
    return root


def test_reports_by_their_point_and_by_their_lsoa(street, surrey, drawn):
    defs = load(drawn)
    _, problems = take_files(defs, surrey.files, surrey.taken[0].delivery.manifest.arrived)
    assert not problems
    with engine() as connection:
        cubes = count(connection, defs)
    assert int(cubes.crime.n.sum()) == 197_435
    rule = CHECKS["recorded_places_are_where_the_points_are"]
    told = {f.problem.where: f.problem for f in rule(defs, cubes)}
    with (street / "expected" / "point_in_polygon_areas_all26months.csv").open() as file:
        expected = {row["area"]: row for row in csv.DictReader(file)}
    differ = [area for area, row in expected.items() if row["recorded"] != row["point_in_polygon"]]
    assert sorted(differ) == ["Omraade B", "Omraade C"]
    for area, row in expected.items():
        key = f"{area.lower().replace(' ', '-')}@2011"
        inside = [i for i, atom in enumerate(cubes.crime.atoms) if holds(atom, key)]
        by_point = int(cubes.crime.n[np.isin(cubes.crime.atom, inside)].sum())
        by_place = sum(cell.n for cell in cubes.crime.recorded if holds(cell.place, key))
        assert by_point == int(row["point_in_polygon"])
        assert by_place == int(row["recorded"])
        words = f"reports in {area}: {by_point} by their point, {by_place} by their place"
        said = [p for p in told.values() if p.what.startswith(words)]
        assert len(said) == (area in differ)
        assert all("nothing has to be done" in p.fix for p in said)
