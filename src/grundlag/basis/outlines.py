"""Where the areas of a year lie on the ground: shapes in metres, whatever system they came in.

All of them are laid on one plane around their own middle, north up. So a distance and a size are
those of the ground, also where the borders came as degrees or in a system that stretches the land.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from shapely.geometry import shape

from grundlag.basis import clocks, systems
from grundlag.basis.features import Feature, features, parts
from grundlag.basis.folder import Area, Areas, AreaVersion


@dataclass(frozen=True, kw_only=True)
class Outline:
    """An area as it is drawn in a year: metres east and north of the middle of all of them."""

    area: Area
    version: AreaVersion
    shape: shapely.Geometry


@lru_cache(maxsize=4)  # each paper asks for the same year's
def outlines(areas: Areas, geometry: str, year: int) -> tuple[Outline, ...]:
    """The areas whose version in a year is polygons, in the order in which they are declared."""
    found = features(areas, geometry)
    drawn = [
        (area, version, _whole(version, found))
        for area in areas.area
        if (version := clocks.area_version(area, year)) and parts(version, found)
    ]
    if not drawn:
        return ()
    plane = systems.plane(tuple(shapely.total_bounds([s for _, _, s in drawn])), areas.crs)
    return tuple(
        Outline(area=area, version=version, shape=_laid(whole, areas.crs, plane))
        for area, version, whole in drawn
    )


def _whole(version: AreaVersion, found: tuple[Feature, ...]) -> shapely.Geometry:
    """All of a version's features as one shape, without the borders between them."""
    return shapely.union_all([shape(each.geometry) for each in parts(version, found)])


def _laid(whole: shapely.Geometry, home: str, plane: str) -> shapely.Geometry:
    """A shape on the plane; whole again where a ring that touched itself now crosses itself."""
    return shapely.make_valid(
        shapely.transform(
            whole, lambda xy: np.column_stack(systems.moved(xy[:, 0], xy[:, 1], home, plane))
        )
    )
