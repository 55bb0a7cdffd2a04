"""The labels at the ends of the lines, in place of a legend: the last value, then the name."""

from collections.abc import Sequence
from dataclasses import replace

from pydantic.dataclasses import dataclass

from grundlag.render.labels import spread, width, wrap
from grundlag.render.look import LOOK
from grundlag.render.numbers import on_axis
from grundlag.report.model import Line, Panel, Point

BESIDE = 10.0
LEADING = 1.22
LINE = LOOK.chart.text * LEADING
_APART = 2.0
_GAP = 7.0
_BOLD = 1.08
_LEAST = 40.0


@dataclass(frozen=True, kw_only=True)
class Tag:
    """A label: `at` is the value it belongs to, `y` where that is, `top` its own first line."""

    value: str
    name: str
    colour: str
    at: float
    year: str = ""
    y: float = 0.0
    top: float = 0.0


def line_colour(panel: Panel, line: Line) -> str:
    """The colour of a line: areas each their own, the comparator always grey."""
    if line.role == "comparator":
        return LOOK.chart.comparator
    return LOOK.chart.area[_place(panel, line)]


def shape(panel: Panel, line: Line) -> str:
    """The shape of a line's points, as distinct as its colour."""
    return "circle" if line.role == "comparator" else LOOK.chart.shape[_place(panel, line)]


def _place(panel: Panel, line: Line) -> int:
    names = list(dict.fromkeys(other.name for other in panel.lines if other.role == "area"))
    return names.index(line.name) % len(LOOK.chart.area)


def tags(panel: Panel) -> tuple[Tag, ...]:
    """One label for each name, at its latest point, and one for the level."""
    last: dict[tuple[str, str], tuple[Line, Point]] = {}
    for line in panel.lines:
        for point in line.points:
            key = (line.role, line.name)
            if key not in last or point.label >= last[key][1].label:
                last[key] = (line, point)
    found = [_line_tag(panel, line, point) for line, point in last.values()]
    if panel.level is not None:
        value = on_axis(panel.level, panel.unit, panel.decimals)
        found.append(
            Tag(value=value, name=panel.level_name, colour=LOOK.chart.level, at=panel.level)
        )
    return tuple(found)


def _line_tag(panel: Panel, line: Line, point: Point) -> Tag:
    return Tag(
        value=on_axis(point.value, panel.unit, panel.decimals),
        name=line.name,
        colour=line_colour(panel, line),
        at=point.value,
        year=point.label,
    )


def _value_room(found: Sequence[Tag]) -> float:
    return max((width(tag.value, LOOK.chart.text * _BOLD) for tag in found), default=0.0) + _GAP


def wanted(found: Sequence[Tag]) -> float:
    """How wide the labels of a panel would be with every name on one line."""
    names = max((width(tag.name, LOOK.chart.text) for tag in found), default=0.0)
    return BESIDE + _value_room(found) + names + _APART


def name_room(found: Sequence[Tag], beside: float) -> float:
    """What is left for the names, when the labels have so much room beside the plot."""
    return max(beside - BESIDE - _value_room(found), _LEAST)


def size(tag: Tag, room: float) -> float:
    """The height of a label whose name has so much room."""
    return LINE * max(1, len(wrap(tag.name, LOOK.chart.text, room))) + _APART


def placed(
    found: Sequence[Tag], levels: Sequence[float], beside: float, height: float
) -> tuple[Tag, ...]:
    """The labels with their first lines beside their points, or as near as they fit."""
    sizes = [size(tag, name_room(found, beside)) for tag in found]
    tops = spread(levels, sizes, height + LINE + _APART)
    return tuple(
        replace(tag, y=y, top=top) for tag, y, top in zip(found, levels, tops, strict=True)
    )
