"""Reference systems: x is east and y north in each, and where each is used."""

import numpy as np
import pytest

from grundlag.basis import systems


@pytest.mark.parametrize("code", ["EPSG:25832", "EPSG:4326", "OGC:CRS84", "epsg:2180", "EPSG:7416"])
def test_a_system_with_x_and_y_is_known(code):
    assert systems.system(code) is not None


@pytest.mark.parametrize("code", ["EPSG:99999", "EPSG:4978", "EPSG:5799", "25832", "UTM32", ""])
def test_a_system_without_x_and_y_or_without_a_code_is_not(code):
    """Earth-centred coordinates and heights are systems, too, and no use for a map."""
    assert systems.system(code) is None


def test_latitude_first_is_turned_round():
    """EPSG:4326 and Poland's EPSG:2180 declare north before east."""
    x, y = systems.moved(np.array([21.0122]), np.array([52.2297]), "EPSG:4326", "EPSG:2180")
    assert (x[0], y[0]) == pytest.approx((637_400, 486_800), abs=500)


def test_100_km_in_a_systems_own_unit():
    assert systems.far("EPSG:25832") == 100_000
    assert systems.far("EPSG:4326") == 1
    assert systems.far("EPSG:2229") == pytest.approx(100_000 / 0.3048, rel=1e-5)  # feet


@pytest.mark.parametrize(
    ("code", "box", "wrong"),
    [
        ("EPSG:25832", (720_000, 6_170_000, 730_000, 6_180_000), ""),
        ("EPSG:25832", (865_000, 6_110_000, 880_000, 6_120_000), ""),
        ("EPSG:25832", (12.5, 55.6, 12.6, 55.7), "has coordinates that look like degrees"),
        ("EPSG:25832", (6_170_000, 720_000, 6_180_000, 730_000), "lies where it is not used"),
        ("EPSG:27700", (720_000, 6_170_000, 730_000, 6_180_000), "lies where it is not used"),
        ("EPSG:4326", (12.5, 55.6, 12.6, 55.7), ""),
        (
            "EPSG:4326",
            (720_000, 6_170_000, 730_000, 6_180_000),
            "has coordinates that are no degrees",
        ),
        ("EPSG:3857", (1_390_000, 7_480_000, 1_400_000, 7_490_000), ""),
        ("EPSG:3857", (12.4, 55.6, 12.7, 55.7), "has coordinates that look like degrees"),
    ],
)
def test_where_a_system_is_used(code, box, wrong):
    """Copenhagen and Bornholm both lie east of what EPSG says 25832 is for, and are in it."""
    assert systems.misplaced(code, box) == wrong
