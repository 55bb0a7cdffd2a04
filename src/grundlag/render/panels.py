"""Where everything in a small chart stands, in pixels, before anything is drawn.

Each line ends in its own label, so there is no legend. A line is broken where a year is missing.
Colour never tells alone: areas have their own shape, the comparator is hollow and dotted, the
level is a long dash without points.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from pydantic.dataclasses import dataclass

from grundlag.render.labels import width, wrap
from grundlag.render.look import LOOK
from grundlag.render.numbers import on_axis
from grundlag.render.scale import Scale, scale
from grundlag.render.tags import (
    BESIDE,
    LEADING,
    LINE,
    Tag,
    line_colour,
    name_room,
    placed,
    shape,
    size,
    tags,
    wanted,
)
from grundlag.report.model import Line, Panel, Point

Row = dict[str, float | str]

GAP = 26.0
UNDER = 24.0
_INSET = 0.35
_LEAST_AXIS = 38.0
_MOST_BESIDE = 0.4
_LOOK = LOOK.chart
_TITLE = _LOOK.title * LEADING


@dataclass(frozen=True, kw_only=True)
class Grid:
    """The room every panel of a chart has: the same for all, so that they stand in line."""

    cell: float
    axis: float
    height: float
    top: float
    beside: float
    years: tuple[str, ...]

    @property
    def plot(self) -> float:
        """How wide the drawing itself is."""
        return self.cell - self.axis - self.beside

    def x(self, label: str) -> float:
        """Where a year stands."""
        step = self.plot / (len(self.years) - 1 + 2 * _INSET)
        return step * (_INSET + self.years.index(label))


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """All that is drawn in a panel: rules and marks, then words."""

    rules: tuple[Row, ...] = ()
    dashes: tuple[Row, ...] = ()
    bars: tuple[Row, ...] = ()
    lines: tuple[Row, ...] = ()
    dotted: tuple[Row, ...] = ()
    points: tuple[Row, ...] = ()
    titles: tuple[Row, ...] = ()
    units: tuple[Row, ...] = ()
    axis: tuple[Row, ...] = ()
    years: tuple[Row, ...] = ()
    values: tuple[Row, ...] = ()
    names: tuple[Row, ...] = ()


def grid(
    panels: Sequence[Panel], years: tuple[str, ...], columns: int, width: float = _LOOK.width
) -> Grid:
    """The room that serves every panel: wide enough for the labels, high enough for all of them."""
    cell = (width - GAP * (columns - 1)) / columns
    ends = [tags(panel) for panel in panels]
    beside = min(max(map(wanted, ends)), cell * _MOST_BESIDE)
    tallest = max(sum(size(t, name_room(ts, beside)) for t in ts) for ts in ends)
    return Grid(
        cell=cell,
        axis=max(_LEAST_AXIS, *map(_axis_width, panels)),
        height=max(_LOOK.height * (1.3 if columns == 1 else 1.0), tallest),
        top=max(_heading(panel, cell) for panel in panels) + 14,
        beside=beside,
        years=years,
    )


def drawing(panel: Panel, room: Grid) -> Drawing:
    """Everything in one panel, in place."""
    titles, units = tuple(_title(panel, room)), tuple(_unit(panel, room))
    if not tags(panel):
        nothing = _word(LOOK.words.no_data, room.plot / 2, room.height / 2, LOOK.colour.muted)
        return Drawing(titles=titles, units=units, years=(nothing,))
    axis = scale(panel)
    ends = _ends(panel, axis, room)
    return Drawing(
        rules=(*_grid_rules(axis, room), *_leaders(ends, room)),
        dashes=_level(panel, axis, room),
        bars=tuple(_bars(panel, axis, room)),
        lines=tuple(_strokes(panel, axis, room, "area")),
        dotted=tuple(_strokes(panel, axis, room, "comparator")),
        points=tuple(_points(panel, axis, room)),
        titles=titles,
        units=units,
        axis=tuple(_axis_words(panel, axis, room)),
        years=tuple(_year_words(room)),
        values=tuple(_word(t.value, room.plot + BESIDE, t.top, t.colour) for t in ends),
        names=tuple(_name_words(ends, room)),
    )


def _row_y(axis: Scale, room: Grid, value: float) -> float:
    return room.height * (1 - axis.fraction(value))


def _word(text: str, x: float, y: float, colour: str) -> Row:
    return {"text": text, "x": x, "y": y, "colour": colour}


# --- the heading and the axes


def _unit_words(panel: Panel) -> str:
    words = LOOK.words
    said = {"per_1000": words.per_1000, "count": words.count, "points": words.points}
    return said.get(panel.unit, "")


def _heading(panel: Panel, cell: float) -> float:
    return _TITLE * len(_title_lines(panel, cell)) + (LINE if _unit_words(panel) else 0)


def _title_lines(panel: Panel, cell: float) -> tuple[str, ...]:
    return wrap(panel.title, _LOOK.title * 1.08, cell)


def _title(panel: Panel, room: Grid) -> Iterable[Row]:
    for i, line in enumerate(_title_lines(panel, room.cell)):
        yield _word(line, -room.axis, -room.top + _TITLE * (i + 0.5), LOOK.colour.text)


def _unit(panel: Panel, room: Grid) -> Iterable[Row]:
    if said := _unit_words(panel):
        y = -room.top + _TITLE * len(_title_lines(panel, room.cell)) + LINE / 2
        yield _word(said, -room.axis, y, LOOK.colour.muted)


def _axis_width(panel: Panel) -> float:
    axis = scale(panel)
    return 9 + max(width(on_axis(t, panel.unit, axis.decimals), _LOOK.text) for t in axis.ticks)


def _axis_words(panel: Panel, axis: Scale, room: Grid) -> Iterable[Row]:
    for tick in axis.ticks:
        said = on_axis(tick, panel.unit, axis.decimals)
        yield _word(said, -7, _row_y(axis, room, tick), LOOK.colour.muted)


def _year_words(room: Grid) -> Iterable[Row]:
    widest = max((width(year, _LOOK.text) for year in room.years), default=0.0) + 4
    step = room.plot / max(1, len(room.years))
    every = max(1, -int(-widest // step))
    for year in room.years[::-1][::every]:
        yield _word(year, room.x(year), room.height + 15, LOOK.colour.muted)


def _grid_rules(axis: Scale, room: Grid) -> Iterable[Row]:
    for tick in axis.ticks:
        y = _row_y(axis, room, tick)
        colour = LOOK.colour.rule if tick == 0 else LOOK.colour.hairline
        yield {"x": 0.0, "x2": room.plot, "y": y, "y2": y, "colour": colour}


# --- the series


def _stretches(line: Line, room: Grid) -> Iterable[tuple[Point, ...]]:
    """The line's points, broken where a year is missing."""
    known = {point.label: point for point in line.points}
    for measured, labels in groupby(room.years, key=known.__contains__):
        if measured:
            yield tuple(known[label] for label in labels)


def _strokes(panel: Panel, axis: Scale, room: Grid, role: str) -> Iterable[Row]:
    for line in panel.lines:
        for stretch in _stretches(line, room) if line.role == role else ():
            places = ((room.x(p.label), _row_y(axis, room, p.value)) for p in stretch)
            path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
            yield {"path": path, "colour": line_colour(panel, line)}


def _points(panel: Panel, axis: Scale, room: Grid) -> Iterable[Row]:
    for line in sorted(panel.lines, key=lambda line: line.role, reverse=True):
        colour, hollow = line_colour(panel, line), line.role == "comparator"
        for point in line.points:
            yield {
                "x": room.x(point.label),
                "y": _row_y(axis, room, point.value),
                "colour": colour,
                "fill": "#FFFFFF" if hollow else colour,
                "shape": "circle" if hollow else shape(panel, line),
            }


def _bars(panel: Panel, axis: Scale, room: Grid) -> Iterable[Row]:
    for line in panel.lines:
        for point in line.points:
            if point.low is not None and point.high is not None:
                yield {
                    "x": room.x(point.label),
                    "y": _row_y(axis, room, point.low),
                    "y2": _row_y(axis, room, point.high),
                    "colour": line_colour(panel, line),
                    "thick": 3.0 if line.role == "comparator" else 8.0,
                }


def _level(panel: Panel, axis: Scale, room: Grid) -> tuple[Row, ...]:
    if panel.level is None:
        return ()
    y = _row_y(axis, room, panel.level)
    return ({"x": 0.0, "x2": room.plot, "y": y, "y2": y, "colour": _LOOK.level},)


# --- the labels at the ends


def _ends(panel: Panel, axis: Scale, room: Grid) -> tuple[Tag, ...]:
    levels = [_row_y(axis, room, tag.at) for tag in tags(panel)]
    return placed(tags(panel), levels, room.beside, room.height)


def _name_words(ends: Sequence[Tag], room: Grid) -> Iterable[Row]:
    space = name_room(ends, room.beside)
    for tag in ends:
        for i, line in enumerate(wrap(tag.name, _LOOK.text, space)):
            yield _word(line, room.cell - room.axis - space, tag.top + i * LINE, tag.colour)


def _leaders(ends: Sequence[Tag], room: Grid) -> Iterable[Row]:
    """A thin line from a point to its label, where the label is not right beside it."""
    for tag in ends:
        early = bool(tag.year) and tag.year != room.years[-1]
        if early or abs(tag.top - tag.y) > 3:
            yield {
                "x": room.x(tag.year) if tag.year else room.plot,
                "x2": room.plot + BESIDE - 3,
                "y": tag.y,
                "y2": tag.top,
                "colour": LOOK.colour.hairline if early else LOOK.colour.rule,
            }
