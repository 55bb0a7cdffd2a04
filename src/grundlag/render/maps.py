"""Draws a map: the area filled, what lies around in thin lines, names, a scale and where north is.

Dark on light, so it is the same read in grey. Without a legend: a name stands on its own area, or
beside it where that is filled and small; where there is no room for it, it is left out.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from jinja2 import Template

from grundlag.render.drawn import Picture, px
from grundlag.render.environment import environment
from grundlag.render.labels import width
from grundlag.render.look import LOOK
from grundlag.render.places import (
    AIR,
    LEADING,
    Box,
    Land,
    Name,
    box_of,
    land,
    named_beside,
    named_inside,
)
from grundlag.report.map_model import GRAIN, Shape
from grundlag.report.model import Map

LONGEST = 0.2  # of the map's width: its scale
STEPS = (1, 2, 5)
KM = 1000
_KEPT = 16
_WHITE = "#FFFFFF"
_TEXT, _TITLE = LOOK.chart.text, LOOK.chart.title
_BOLD = 1.08  # so much wider is a name in bold
_ARROW = 9.0
_TICK = 4.0


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of a name."""

    text: str
    y: float


@dataclass(frozen=True, kw_only=True)
class Label:
    """A name as it is drawn, with a rim of its ground around it where lines may run below it."""

    lines: tuple[Line, ...]
    box: Box
    x: float
    colour: str
    size: float
    weight: int
    ground: str


@dataclass(frozen=True, kw_only=True)
class Key:
    """The scale and the arrow to the north, on a plate of their own."""

    plate: Box
    bar: str
    north: str
    labels: tuple[Label, ...]


def map_picture(drawing: Map) -> Picture:
    """The map, drawn; its title and notes are for the format to set."""
    return _picture(drawing.id, drawing.across, drawing.height, drawing.shapes)


@lru_cache(maxsize=_KEPT)
def _picture(id: str, metres: float, height: int, shapes: tuple[Shape, ...]) -> Picture:
    scale = LOOK.chart.width / GRAIN
    across, down = float(LOOK.chart.width), height * scale
    lands = [land(shape, scale) for shape in shapes]
    filled = [each for each in lands if each.shape.filled]
    around = [each for each in lands if not each.shape.filled]
    key = _key(metres, across, down, (filled, around))
    svg = _template().render(
        width=across,
        height=down,
        look=LOOK,
        around=[_path(each) for each in around],
        filled=[_path(each) for each in filled],
        over=list(_over(id, filled)),
        labels=list(_labels(around, filled, key, Box(left=0, top=0, right=across, bottom=down))),
        key=key,
    )
    return Picture(svg=svg, width=across, height=down)


@cache
def _template() -> Template:
    return environment(px=px).get_template("map.svg.j2")


def _path(each: Land) -> str:
    rings = ("L".join(f"{px(x)} {px(y)}" for x, y in ring) for ring in each.rings)
    return "".join(f"M{ring}Z" for ring in rings)


def _over(id: str, filled: Sequence[Land]) -> Iterator[tuple[str, str, list[str]]]:
    """Of what is filled and near other such: an id, its border, and the others it is drawn over."""
    for i, own in enumerate(filled):
        others = [_path(each) for each in filled if each is not own and each.box.touches(own.box)]
        if others:
            yield f"{id}-over-{i}", _path(own), others


# --- names


def _labels(
    around: Sequence[Land], filled: Sequence[Land], key: Key, frame: Box
) -> Iterator[Label]:
    """The names of what is filled; then of what lies around, where they fit."""
    taken = [key.plate]

    def free(box: Box) -> bool:
        within = (
            frame.left + AIR <= box.left
            and frame.top + AIR <= box.top
            and box.right <= frame.right - AIR
            and box.bottom <= frame.bottom - AIR
        )
        return within and not any(map(box.touches, taken))

    def clear(*of: Land, by: float = 0.0) -> Callable[[Box], bool]:
        """Whether a box is free and over none of these."""
        return lambda box: free(box) and not any(each.meets(box.wider(by)) for each in of)

    bold = _TITLE * _BOLD
    for own in filled:
        others = [each for each in filled if each is not own]
        if name := (
            named_inside(own, bold, frame, clear(*others))
            or named_beside(own, bold, around, clear(*filled))
            or named_inside(own, bold, frame, free)
            or named_beside(own, bold, around, free)
        ):
            taken.append(name.box)
            yield _strong(name, any(each.meets(name.box) for each in filled))
    for i, own in enumerate(around):
        if own.shape.name and (
            name := named_inside(own, _TEXT, frame, clear(*around[i + 1 :], *filled, by=AIR))
            or named_inside(own, _TEXT, frame, clear(*filled, by=AIR))
        ):
            taken.append(name.box)
            yield _label(name, LOOK.colour.muted, ground=LOOK.colour.tint)


def _strong(name: Name, is_on_filled: bool) -> Label:
    """A filled area's name: light on dark, or dark beside it."""
    dark = LOOK.colour.accent
    colour, ground = (_WHITE, dark) if is_on_filled else (dark, _WHITE)
    return replace(_label(name, colour, _TITLE, ground), weight=700)


def _label(name: Name, colour: str, size: float = _TEXT, ground: str = _WHITE) -> Label:
    x, y = name.box.middle
    first = y - (len(name.lines) - 1) * size * LEADING / 2
    return Label(
        lines=tuple(Line(text=t, y=first + i * size * LEADING) for i, t in enumerate(name.lines)),
        box=name.box,
        x=x,
        colour=colour,
        size=size,
        weight=400,
        ground=ground,
    )


# --- the scale and the north


def _key(
    metres: float, across: float, down: float, hidden: tuple[Sequence[Land], Sequence[Land]]
) -> Key:
    """The scale and the north in a corner: hiding nothing that is filled, and else little."""
    long = nice(metres * LONGEST)
    bar, said = long / metres * across, _length(long)
    wide = max(bar, width(said, _TEXT)) + _ARROW + 6 * AIR
    high = _TEXT + _ARROW + 2 * AIR
    corners = [
        Box(left=x, top=y, right=x + wide, bottom=y + high)
        for y in (down - high, 0.0)
        for x in (across - wide, 0.0)
    ]
    found = min(corners, key=lambda c: [any(e.meets(c) for e in each) for each in hidden])
    return _drawn_key(found, bar, said)


def _drawn_key(box: Box, bar: float, said: str) -> Key:
    """The length over its bar, and beside it the arrow over its letter."""
    left, end = box.left + 2 * AIR, box.right - 2 * AIR - _ARROW
    top, bottom = box.top + AIR, box.bottom - AIR
    half = _ARROW / 2
    return Key(
        plate=box,
        bar=f"M{px(left)} {px(bottom - _TICK)}v{_TICK}h{px(bar)}v{-_TICK}",
        north=f"M{px(end)} {px(top + _ARROW)}l{half} {-_ARROW}l{half} {_ARROW}z",
        labels=(
            _word(said, left + bar / 2, bottom - _TICK - _TEXT / 2),
            _word(LOOK.words.north, end + half, bottom - _TEXT / 2),
        ),
    )


def _word(text: str, x: float, y: float) -> Label:
    box = box_of((text,), _TEXT, (x, y))
    return _label(Name(lines=(text,), box=box), LOOK.colour.text)


def nice(most: float) -> float:
    """The longest of 1, 2, 5, 10, 20, ... metres that is no longer than that."""
    found, power = 1.0, 1.0
    while power <= most:
        found = max([found, *(step * power for step in STEPS if step * power <= most)])
        power *= 10
    return found


def _length(metres: float) -> str:
    """A length in whole metres, or in kilometres."""
    words = LOOK.words
    if metres < KM:
        return f"{metres:.0f}\u00a0{words.metres}"
    return f"{metres / KM:.0f}\u00a0{words.kilometres}"
