from itertools import combinations
from pathlib import Path

import pytest
import shapely

from grundlag.twin.borders import RINGS, feature_collection
from grundlag.twin.parameters import ATOMS
from grundlag.twin.write import write_borders

AREAS = {key: shapely.Polygon(ring) for key, ring in RINGS.items()}
BYDELE = [area for key, area in AREAS.items() if key.startswith("bydel-")]


@pytest.mark.parametrize("key", RINGS)
def test_every_border_is_valid_and_goes_round_counter_clockwise(key: str) -> None:
    assert AREAS[key].is_valid
    assert AREAS[key].exterior.is_ccw


def test_the_bydele_tile_the_city_without_gap_or_overlap() -> None:
    assert len(BYDELE) == 10
    assert shapely.union_all(BYDELE).equals(AREAS["koebenhavn"])
    assert all(one.intersection(other).area == 0 for one, other in combinations(BYDELE, 2))


def test_bydele_that_meet_share_their_corners() -> None:
    for one, other in combinations(BYDELE, 2):
        meeting = shapely.get_coordinates(one.intersection(other)).tolist()
        corners = shapely.get_coordinates(one).tolist()
        assert all(corner in corners for corner in meeting)


def test_the_new_amager_holds_the_old() -> None:
    assert AREAS["amager/2021"].contains(AREAS["amager/2017"])
    assert AREAS["amager/2021"].area > 1.2 * AREAS["amager/2017"].area


def test_partnerships_are_in_the_city_and_apart() -> None:
    three = [AREAS[key] for key in ("folehaven", "tingbjerg-husum", "amager/2021")]
    assert all(AREAS["koebenhavn"].contains_properly(area) for area in three)
    assert all(one.disjoint(other) for one, other in combinations(three, 2))


def test_tingbjerg_husum_straddles_two_bydele() -> None:
    cut = [bydel for bydel in BYDELE if bydel.intersection(AREAS["tingbjerg-husum"]).area > 1e5]
    assert len(cut) == 2


def test_the_atoms_tile_the_city() -> None:
    pieces = []
    for atom in ATOMS:
        piece = shapely.intersection_all([AREAS[area] for area in atom.within])
        pieces.append(piece - shapely.union_all([AREAS[area] for area in atom.outside]))
    assert sum(piece.area for piece in pieces) == pytest.approx(AREAS["koebenhavn"].area)
    assert shapely.union_all(pieces).area == pytest.approx(AREAS["koebenhavn"].area)
    assert all(piece.area > 1e5 for piece in pieces)


def test_each_area_is_written_with_its_version() -> None:
    features = feature_collection()["features"]
    assert isinstance(features, list)
    named = [(each["properties"]["id"], each["properties"]["version"]) for each in features]
    assert named[:5] == [
        ("folehaven", "1"),
        ("tingbjerg-husum", "1"),
        ("amager", "2017"),
        ("amager", "2021"),
        ("koebenhavn", "1"),
    ]
    assert named[5:] == [(f"bydel-{number}", "1") for number in range(1, 11)]


def test_the_example_has_the_same_borders(tmp_path: Path) -> None:
    write_borders(tmp_path)
    example = (
        Path(__file__).parents[2] / "examples" / "partnerskaber" / "definitions" / "areas.geojson"
    )
    assert example.read_bytes() == (tmp_path / "areas.geojson").read_bytes()
