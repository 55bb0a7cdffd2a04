import numpy as np
import pytest
import shapely

from grundlag.twin.borders import RINGS
from grundlag.twin.model import Atom
from grundlag.twin.parameters import ATOMS
from grundlag.twin.scatter import inside, scatter

AREAS = {key: shapely.Polygon(ring) for key, ring in RINGS.items()}


@pytest.mark.parametrize("atom", ATOMS, ids=lambda atom: atom.id)
def test_points_lie_in_their_atom_and_on_no_border(atom: Atom) -> None:
    points = scatter(np.random.default_rng(1), atom, 200) / 100
    assert points.shape == (200, 2)
    for area in atom.within:
        assert shapely.contains_xy(AREAS[area], points).all()
    for area in atom.outside:
        assert not shapely.intersects_xy(AREAS[area], points).any()
    rings = shapely.MultiLineString([AREAS[key].exterior for key in atom.within + atom.outside])
    assert shapely.distance(rings, shapely.points(points)).min() > 0.49


def test_no_points_asked_for_gives_none() -> None:
    assert scatter(np.random.default_rng(1), ATOMS[0], 0).shape == (0, 2)


def test_points_are_even_over_the_atom() -> None:
    folehaven = AREAS["folehaven"]
    points = scatter(np.random.default_rng(2), ATOMS[0], 20_000) / 100
    west, south, east, north = folehaven.bounds
    half = folehaven & shapely.box(west, south, (west + east) / 2, north)
    share = shapely.contains_xy(half, points).mean()
    assert share == pytest.approx(half.area / folehaven.area, abs=0.02)


def test_inside_agrees_with_a_second_program() -> None:
    points = np.random.default_rng(3).integers(
        (71_850_000, 617_000_000), (72_950_000, 618_200_000), size=(20_000, 2)
    )
    for key, ring in RINGS.items():
        known = shapely.contains_xy(AREAS[key], points / 100)
        assert (inside(points, ring) == known).all()
