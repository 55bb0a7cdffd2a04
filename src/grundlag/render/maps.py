"""Draws a map: the area filled, what lies around in thin lines, names, a scale and where north is.

Dark on light, so it is the same read in grey; each name stands where it is meant, without a legend.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache, partial

from jinja2 import Template
from pydantic.dataclasses import dataclass

from grundlag.render.drawn import Picture, drawn, px
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
from grundlag.report.map_model import Shape
from grundlag.report.model import Map

GRAIN = 1000  # parts of the width that a map's corners are counted in
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
    """A name as it is drawn; on a ground of its own, where lines may run below it."""

    lines: tuple[Line, ...]
    box: Box
    x: float
    colour: str
    size: float
    weight: int
    ground: str = ""


@dataclass(frozen=True, kw_only=True)
class Key:
    """The scale and the arrow to the north, on a plate of their own."""

    plate: Box
    bar: str
    north: str
    labels: tuple[Label, ...]


def map_picture(drawing: Map) -> Picture:
    """The map, drawn; its title and notes are for the format to set."""
    return _picture(drawing.across, drawing.height, drawing.shapes)


@lru_cache(maxsize=_KEPT)
def _picture(metres: float, height: int, shapes: tuple[Shape, ...]) -> Picture:
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
        labels=list(_labels(around, filled, key, Box(left=0, top=0, right=across, bottom=down))),
        key=key,
    )
    return drawn(svg, across, down)


@cache
def _template() -> Template:
    return environment(px=px).get_template("map.svg.j2")


def _path(each: Land) -> str:
    rings = ("L".join(f"{px(x)} {px(y)}" for x, y in ring) for ring in each.rings)
    return "".join(f"M{ring}Z" for ring in rings)


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

    def apart(box: Box, by: float = 0.0) -> bool:
        return free(box) and not any(each.meets(box.wider(by)) for each in filled)

    for each in filled:
        inside = named_inside(each, _TITLE * _BOLD, frame, free)
        if name := inside or named_beside(each, _TITLE * _BOLD, around, apart):
            taken.append(name.box)
            yield _strong(name, any(other.meets(name.box) for other in around))
    for each in (each for each in around if each.shape.name):
        if name := named_inside(each, _TEXT, frame, partial(apart, by=AIR)):
            taken.append(name.box)
            yield _label(name, LOOK.colour.muted)


def _strong(name: Name, is_over_others: bool) -> Label:
    """A filled area's name: light on its dark, or in its colour beside it."""
    dark, light = LOOK.colour.accent, LOOK.colour.tint
    colour, ground = (_WHITE, dark) if name.inside else (dark, light)
    label = replace(_label(name, colour, _TITLE), weight=700)
    return replace(label, ground=ground) if is_over_others else label


def _label(name: Name, colour: str, size: float = _TEXT) -> Label:
    x, y = name.box.middle
    first = y - (len(name.lines) - 1) * size * LEADING / 2
    return Label(
        lines=tuple(Line(text=t, y=first + i * size * LEADING) for i, t in enumerate(name.lines)),
        box=name.box,
        x=x,
        colour=colour,
        size=size,
        weight=400,
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
    return _label(Name(lines=(text,), box=box, inside=False), LOOK.colour.text)


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
