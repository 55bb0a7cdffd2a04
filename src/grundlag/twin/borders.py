"""The invented borders. They follow no real border; only the coordinate system is Denmark's."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from grundlag.twin.model import Ring

CRS = "urn:ogc:def:crs:EPSG::25832"
COLUMNS, ROWS = 5, 2
_WEST, _SOUTH = 719_000, 6_171_000
_STEP_EAST, _STEP_NORTH = 1_000, 2_500

_FOLEHAVEN: Ring = (
    (719_700, 6_173_210),
    (720_020, 6_173_150),
    (720_290, 6_173_330),
    (720_250, 6_173_640),
    (719_950, 6_173_760),
    (719_730, 6_173_560),
)
_TINGBJERG_HUSUM: Ring = (
    (720_280, 6_178_120),
    (720_900, 6_177_900),
    (721_560, 6_178_050),
    (721_830, 6_178_560),
    (721_490, 6_179_080),
    (720_860, 6_179_220),
    (720_310, 6_178_830),
    (720_150, 6_178_460),
)
_AMAGER_2017: Ring = (
    (725_420, 6_173_020),
    (725_980, 6_172_880),
    (726_240, 6_173_300),
    (726_160, 6_173_790),
    (725_820, 6_174_050),
    (725_400, 6_173_820),
    (725_310, 6_173_400),
)
_AMAGER_2021: Ring = (
    (725_420, 6_173_020),
    (725_980, 6_172_880),
    (726_470, 6_172_960),
    (726_640, 6_173_420),
    (726_520, 6_173_900),
    (726_160, 6_173_790),
    (725_820, 6_174_050),
    (725_400, 6_173_820),
    (725_310, 6_173_400),
)


def _corner(east: int, north: int) -> tuple[int, int]:
    """A crossing of the grid, pushed a little so that no border is straight."""
    push_east = ((37 * east + 71 * north + 13 * east * north) % 11 - 5) * 48
    push_north = ((53 * east + 29 * north + 7 * east * north) % 13 - 6) * 55
    return (
        _WEST + _STEP_EAST * east + push_east,
        _SOUTH + _STEP_NORTH * north + push_north,
    )


def _outline(west: int, south: int, east: int, north: int) -> Ring:
    """The border of a block of the grid, through every crossing on its way round."""
    bottom = [(step, south) for step in range(west, east)]
    right = [(east, step) for step in range(south, north)]
    top = [(step, north) for step in range(east, west, -1)]
    left = [(west, step) for step in range(north, south, -1)]
    return tuple(_corner(*at) for at in (*bottom, *right, *top, *left))


def _bydele() -> Iterator[tuple[str, Ring]]:
    for number in range(COLUMNS * ROWS):
        row, column = divmod(number, COLUMNS)
        block = _outline(2 * column, 2 * row, 2 * column + 2, 2 * row + 2)
        yield f"bydel-{number + 1}", block


RINGS: Mapping[str, Ring] = MappingProxyType(
    {
        "folehaven": _FOLEHAVEN,
        "tingbjerg-husum": _TINGBJERG_HUSUM,
        "amager/2017": _AMAGER_2017,
        "amager/2021": _AMAGER_2021,
        "koebenhavn": _outline(0, 0, 2 * COLUMNS, 2 * ROWS),
        **dict(_bydele()),
    }
)
"""Every border by area, and by version where an area has more than one."""


def feature_collection() -> dict[str, object]:
    """All borders as GeoJSON in EPSG:25832, named in a crs member as the older GeoJSON did."""
    return {
        "type": "FeatureCollection",
        "name": "Opdigtede grænser",
        "crs": {"type": "name", "properties": {"name": CRS}},
        "features": [_feature(key, ring) for key, ring in RINGS.items()],
    }


def _feature(key: str, ring: Ring) -> dict[str, object]:
    area, _, version = key.partition("/")
    closed = [list(corner) for corner in (*ring, ring[0])]
    return {
        "type": "Feature",
        "properties": {"id": area, "version": version or "1"},
        "geometry": {"type": "Polygon", "coordinates": [closed]},
    }
