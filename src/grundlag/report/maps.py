"""Maps for the papers: a partnership's area and what lies around it, and all of them in the city.

Borders are kept as fine as paper shows them: in thousandths of the map's width.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from grundlag.basis import clocks
from grundlag.basis.outlines import Outline, outlines
from grundlag.report.context import Context
from grundlag.report.map_model import Shape
from grundlag.report.model import Map, Number, Text
from grundlag.report.words import maps as words

GRAIN = 1000  # parts of the map's width
STRIP = 200  # how high an area's map is: one that leaves a paper on its four pages
HIGHEST = 500  # the map of the city
FILLED = (0.40, 0.62)  # of an area's map, across and down: the rest shows what lies around
MARGIN = 1.06  # of the map of the city, around all that is drawn
LEAST = 0.02  # of an area: less of it in another is where two files draw one border differently
ISLET = 0.0005  # of all land: what is smaller may lie outside the map of the city
NEAR = 20.0  # metres: so far from one another two drawings of one border may lie
NAMED = 3  # areas that a title has room for
KM2 = 1e6


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
    own = next((o for o in _outlines(context) if o.area.id == area), None)
    if own is None:
        return None
    size, inside = _size(own), _inside(context, own)
    west, south, east, north = shapely.bounds(own.shape)
    across = max((east - west) / FILLED[0], (north - south) * GRAIN / (FILLED[1] * STRIP))
    frame = _framed((west, south, east, north), across, STRIP)
    return Map(
        id=f"kort-{area}",
        title=words.lies(own.area.name, inside if len(inside) <= NAMED else [], size),
        alt=words.alt(own.area.name, inside, _beside(context, own, inside), size),
        across=frame.across,
        height=frame.height,
        shapes=tuple(_shapes(context, frame, [own])),
        notes=_note(context, own),
    )


def city_map(context: Context) -> Map | None:
    """All partnerships that polygons show, in the city; None where there is none."""
    areas = [p.id for p in context.defs.partnerships.partnership]
    drawn = _outlines(context)
    filled = [o for o in drawn if o.area.id in areas]
    if not filled:
        return None
    west, south, east, north = shapely.total_bounds(_land(drawn))
    across = max((east - west) * MARGIN, (north - south) * MARGIN * GRAIN / HIGHEST)
    height = min(HIGHEST, int((north - south) * MARGIN * GRAIN / across))
    frame = _framed((west, south, east, north), across, height)
    told = [(o.area.name, _inside(context, o), _size(o)) for o in filled]
    return Map(
        id="kort",
        title=words.lie([o.area.name for o in filled]),
        alt=words.alt_of_all(context.defs.folder.city, told),
        across=frame.across,
        height=frame.height,
        shapes=tuple(_shapes(context, frame, filled)),
        notes=(words.told(told), *_note(context)),
    )


def _land(drawn: Sequence[Outline]) -> list[shapely.Geometry]:
    """All parts of some areas but for islets, which would make the map small."""
    parts = shapely.get_parts([o.shape for o in drawn]).tolist()
    whole = sum(part.area for part in parts)
    return [part for part in parts if part.area >= ISLET * whole]


def _outlines(context: Context) -> tuple[Outline, ...]:
    return outlines(context.defs.areas, context.defs.geometry, context.year)


def _framed(box: tuple[float, float, float, float], across: float, height: int) -> _Frame:
    """A frame around the middle of a box."""
    west, south, east, north = map(float, box)
    down = across * height / GRAIN
    left, top = (west + east - across) / 2, (south + north + down) / 2
    return _Frame(west=left, north=top, across=float(across), height=height)


# --- what is said of an area


def _size(own: Outline) -> Number:
    km2 = float(own.shape.area) / KM2
    return Number(value=km2, unit="number", decimals=1 if km2 >= 1 else 2)


def _around(context: Context, own: Outline) -> Iterator[Outline]:
    """The areas that say where a partnership lies: neither partnerships nor the whole."""
    areas = {p.id for p in context.defs.partnerships.partnership}
    for each in _outlines(context):
        if each.area.id not in {*areas, own.area.id} and not each.area.whole:
            yield each


def _inside(context: Context, own: Outline) -> list[str]:
    """The areas that an area lies in, what holds most of it first."""
    shares = {
        each.area.name: shapely.intersection(own.shape, each.shape).area / own.shape.area
        for each in _around(context, own)
    }
    return sorted((n for n, share in shares.items() if share >= LEAST), key=lambda n: -shares[n])


def _beside(context: Context, own: Outline, inside: Sequence[str]) -> list[str]:
    """The areas that an area has a border with and does not lie in."""
    return [
        each.area.name
        for each in _around(context, own)
        if each.area.name not in inside and shapely.distance(own.shape, each.shape) <= NEAR
    ]


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
    ordered = sorted(_outlines(context), key=lambda o: (o.area.id in names, -o.shape.area))
    for each in ordered:
        if rings := tuple(_rings(_on_paper(each, frame))):
            yield Shape(
                area=each.area.id,
                name="" if each.area.whole else each.area.name,
                filled=each.area.id in names,
                rings=rings,
            )


def _on_paper(own: Outline, frame: _Frame) -> shapely.Geometry:
    """A shape as a map shows it, cut off a little outside its frame, in whole grains."""
    edge, down = frame.across / 50, frame.across * frame.height / GRAIN
    box = shapely.box(
        frame.west - edge,
        frame.north - down - edge,
        frame.west + frame.across + edge,
        frame.north + edge,
    )
    seen = shapely.transform(shapely.intersection(own.shape, box), frame.placed)
    return shapely.normalize(shapely.set_precision(shapely.simplify(seen, 0.8), 1.0))


def _rings(shape: shapely.Geometry) -> Iterator[str]:
    """The rings of all its parts that have an inside."""
    parts = [part for part in shapely.get_parts(shape) if part.area]
    for ring in shapely.get_rings(parts):
        corners = shapely.get_coordinates(ring)[:-1]
        yield " ".join(f"{int(x)},{int(y)}" for x, y in corners)
