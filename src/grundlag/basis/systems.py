"""Reference systems (EPSG codes): which there are, where each is used, and from one to another.

x is always east and y north, or longitude and latitude, whatever order a system itself declares.
"""

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

USUAL = ("EPSG:25832", "EPSG:25833", "EPSG:4326", "EPSG:4258", "EPSG:3857")
DEGREES = "EPSG:4326"
MARGIN = 10  # degrees beyond its area of use that a system may well be used in: 25832 in Rønne
FAR_DEGREES, FAR_METRES = 1.0, 100_000.0
Numbers = NDArray[np.float64]
Box = tuple[float, float, float, float]  # west, south, east, north


@lru_cache(maxsize=64)
def system(code: str) -> CRS | None:
    """The system of a code such as EPSG:25832; None where none is called so or has no x and y."""
    return named(code) if re.fullmatch(r"[A-Za-z]+:[A-Za-z0-9]+", code) else None


def named(text: str) -> CRS | None:
    """The system of a name in any form, as a GeoJSON holds it; None where it has no x and y."""
    try:
        found = CRS.from_user_input(text)
    except CRSError:
        return None
    return found if found.is_geographic or found.is_projected else None


def is_in_degrees(code: str) -> bool:
    """Whether x and y are longitude and latitude."""
    return bool(CRS.from_user_input(code).is_geographic)


def moved(x: Numbers, y: Numbers, home: str, away: str) -> tuple[Numbers, Numbers]:
    """Points of one system in another; infinite where they have no place there."""
    return _mover(home, away).transform(x, y)  # type: ignore[no-any-return]


def box_in(box: Box, home: str, away: str) -> Box:
    """The box around a box of one system in another."""
    return _mover(home, away).transform_bounds(*box)  # type: ignore[no-any-return]


@lru_cache(maxsize=64)
def _mover(home: str, away: str) -> Transformer:
    return Transformer.from_crs(home, away, always_xy=True)


def plane(box: Box, home: str) -> str:
    """A system of metres around the middle of a box of another, in which north is up."""
    west, south, east, north = box_in(box, home, DEGREES)
    middle = f"+lat_0={(south + north) / 2} +lon_0={(west + east) / 2}"
    return f"+proj=tmerc {middle} +k=1 +x_0=0 +y_0=0 +datum=WGS84 +units=m +type=crs"


def far(code: str) -> float:
    """About 100 km, in a system's own unit."""
    if is_in_degrees(code):
        return FAR_DEGREES
    return FAR_METRES / float(CRS.from_user_input(code).axis_info[0].unit_conversion_factor)


def misplaced(code: str, box: Box) -> str:
    """What is wrong with where a box lies in a system; nothing where that is used there."""
    west, south, east, north = box
    degrees = max(-west, east) <= 180 and max(-south, north) <= 90
    if is_in_degrees(code):
        return "" if degrees else "has coordinates that are no degrees"
    if degrees:  # EPSG:3857 is used everywhere, and no area lies within 180 metres of its middle
        return "has coordinates that look like degrees"
    return "" if reaches(code, box, code) else "lies where it is not used"


def reaches(code: str, box: Box, home: str) -> bool:
    """Whether a system is used, or nearly, where a box of another lies."""
    west, south, east, north = box
    x, y = moved(np.array([west, east]), np.array([south, north]), home, DEGREES)
    use = CRS.from_user_input(code).area_of_use
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        return False
    if use is None or use.west > use.east:  # it lies across 180 degrees
        return True
    across = (x >= use.west - MARGIN) & (x <= use.east + MARGIN)
    return bool((across & (y >= use.south - MARGIN) & (y <= use.north + MARGIN)).all())
