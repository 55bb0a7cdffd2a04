"""Maps for the papers: a partnership's area and what lies around it, and all of them in the city.

Borders are kept as fine as paper shows them: in thousandths of the map's width. What is filled is
seen however small it is: as a dot, or as a thin line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot

import numpy as np
import shapely
from numpy.typing import NDArray

from grundlag.basis import clocks
from grundlag.basis.outlines import Outline
from grundlag.report.context import Context
from grundlag.report.lying import drawn, lying, partnerships, surroundings
from grundlag.report.map_model import GRAIN, Shape
from grundlag.report.model import Map, Text
from grundlag.report.words import maps as words

STRIP = 200  # how high an area's map is: one that leaves a paper on its four pages
HIGHEST = 500  # the map of the city
FILLED = (0.55, 0.8)  # of an area's map, across and down: the rest shows what lies around
MARGIN = 1.06  # of the map of the city, around all that is drawn
ISLET = 0.0005  # of all land: what is smaller may lie outside the map of the city
DOT = 5.0  # grains: half as wide as what is drawn of a part that is smaller
PART = 0.1  # of an area's largest part: a part that is larger is drawn however small it is


@dataclass(frozen=True, kw_only=True)
class _Frame:
    """What a map shows: its upper left corner and its width in metres, its height in grains."""

    west: float
    north: float
    across: float
    height: int

    def placed(self, xy: NDArray[np.float64]) -> NDArray[np.float64]:
        """Points on the ground as grains from the upper left."""
        return (xy - [self.west, self.north]) * [GRAIN / self.across, -GRAIN / self.across]


def area_map(context: Context, area: str) -> Map | None:
    """A partnership's area in its surroundings; None where no polygon shows it."""
    own = next((o for o in drawn(context) if o.area.id == area), None)
    if own is None:
        return None
    west, south, east, north = shapely.bounds(own.shape)
    across = max((east - west) / FILLED[0], (north - south) * GRAIN / (FILLED[1] * STRIP))
    frame = _framed((west, south, east, north), across, STRIP)
    shapes, where = tuple(_shapes(context, frame, [own])), lying(context, own)
    return Map(
        id=f"kort-{area}",
        title=words.lies(where),
        alt=words.alt(where, _also(context, shapes, where.shared)),
        across=frame.across,
        height=frame.height,
        shapes=shapes,
        notes=(*words.overlaps(where), *words.dots(_dots(frame, [own])), *_note(context, own)),
    )


def _also(context: Context, shapes: Sequence[Shape], said: Sequence[str]) -> list[str]:
    """The other partnerships that an area's map shows but for those that are told already."""
    names = {o.area.id: o.area.name for o in partnerships(context) if o.area.name not in said}
    return [names[s.area] for s in shapes if s.area in names and not s.filled]


def city_map(context: Context) -> Map | None:
    """All partnerships that polygons show, in the city; None where there is none."""
    filled = partnerships(context)
    if not filled:
        return None
    west, south, east, north = shapely.total_bounds(_land(drawn(context), filled))
    across = max((east - west) * MARGIN, (north - south) * MARGIN * GRAIN / HIGHEST)
    height = min(HIGHEST, max(STRIP, int((north - south) * MARGIN * GRAIN / across)))
    frame = _framed((west, south, east, north), across, height)
    told = [lying(context, each) for each in filled]
    return Map(
        id="kort",
        title=words.lie([o.area.name for o in filled]),
        alt=words.alt_of_all(context.defs.folder.city, told),
        across=frame.across,
        height=frame.height,
        shapes=tuple(_shapes(context, frame, filled)),
        notes=(words.told(told), *words.dots(_dots(frame, filled)), *_note(context)),
    )


def _land(shown: Sequence[Outline], filled: Sequence[Outline]) -> list[shapely.Geometry]:
    """What is filled, and all else but for islets, which would make the map small."""
    parts = shapely.get_parts([o.shape for o in shown]).tolist()
    whole = sum(part.area for part in parts)
    land = [part for part in parts if part.area >= ISLET * whole]
    return [*land, *(part for each in filled for part in _told(each))]


def _told(own: Outline) -> list[shapely.Geometry]:
    """The parts of an area that no map leaves out."""
    parts = shapely.get_parts(own.shape).tolist()
    most = max(part.area for part in parts)
    return [part for part in parts if part.area >= PART * most]


def _framed(box: tuple[float, float, float, float], across: float, height: int) -> _Frame:
    """A frame around the middle of a box."""
    west, south, east, north = map(float, box)
    down = across * height / GRAIN
    left, top = (west + east - across) / 2, (south + north + down) / 2
    return _Frame(west=left, north=top, across=float(across), height=height)


def _note(context: Context, own: Outline | None = None) -> tuple[Text, ...]:
    """Whose borders these are; and of one area from when they hold, and for which figures not."""
    year = context.police_year
    then = clocks.area_version(own.area, year) if own else None
    said = words.note(
        since=own.version.from_year if own else None,
        before=year if own and then and then != own.version else None,
        source=context.defs.areas.geometry_source,
        invented=context.defs.folder.invented,
    )
    return (said,) if said else ()


# --- what is drawn


def _shapes(context: Context, frame: _Frame, filled: Sequence[Outline]) -> Iterator[Shape]:
    """The areas within a frame, the larger below; those that are filled above all others."""
    names = {o.area.id for o in filled}
    named = {o.area.id for o in (*partnerships(context), *surroundings(context))}
    ordered = sorted(drawn(context), key=lambda o: (o.area.id in names, -o.shape.area))
    for each in ordered:
        is_filled = each.area.id in names
        shape = _marked(each, frame) if is_filled else _whole(_placed(each.shape, frame))
        if rings := tuple(_rings(shape)):
            yield Shape(
                area=each.area.id,
                name=each.area.name if each.area.id in named else "",
                filled=is_filled,
                rings=rings,
            )


def _placed(shape: shapely.Geometry, frame: _Frame) -> shapely.Geometry:
    """A shape on the map, cut off a little outside its frame."""
    edge, down = frame.across / 50, frame.across * frame.height / GRAIN
    box = shapely.box(
        frame.west - edge,
        frame.north - down - edge,
        frame.west + frame.across + edge,
        frame.north + edge,
    )
    return shapely.transform(shapely.intersection(shape, box), frame.placed)


def _whole(placed: shapely.Geometry) -> shapely.Geometry:
    """A shape as a map shows it: in whole grains."""
    return shapely.normalize(shapely.set_precision(shapely.simplify(placed, 0.8), 1.0))


def _marked(own: Outline, frame: _Frame) -> shapely.Geometry:
    """A shape as a map shows it, with marks for what would be lost."""
    marks = [mark for part in _told(own) if (mark := _mark(_placed(part, frame)))]
    return _whole(shapely.union_all([_placed(own.shape, frame), *marks]))


def _mark(part: shapely.Geometry) -> shapely.Geometry | None:
    """A dot where a part is smaller than that, a line where it is thin; None where it is seen."""
    if _is_dot(part):
        return shapely.buffer(shapely.centroid(part), DOT)
    return shapely.buffer(part, 1.0) if _whole(part).area < part.area / 2 else None


def _is_dot(part: shapely.Geometry) -> bool:
    west, south, east, north = shapely.bounds(part)
    return hypot(east - west, north - south) < 2 * DOT


def _dots(frame: _Frame, filled: Sequence[Outline]) -> list[str]:
    """The areas of which a map shows no more than dots."""
    return [o.area.name for o in filled if all(_is_dot(_placed(p, frame)) for p in _told(o))]


def _rings(shape: shapely.Geometry) -> Iterator[str]:
    """The rings of all its parts that have an inside."""
    parts = [part for part in shapely.get_parts(shape) if part.area]
    for ring in shapely.get_rings(parts):
        corners = shapely.get_coordinates(ring)[:-1]
        yield " ".join(f"{int(x)},{int(y)}" for x, y in corners)
