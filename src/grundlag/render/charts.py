"""Draws a chart: small panels side by side, each read without a legend.

Every format shows the same drawing.
"""

from functools import cache, lru_cache

from jinja2 import Template

from grundlag.render.drawn import Picture, px
from grundlag.render.environment import environment
from grundlag.render.look import LOOK
from grundlag.render.maps import map_picture
from grundlag.render.panels import GAP, UNDER, Drawing, Grid, drawing, grid
from grundlag.render.scale import years
from grundlag.report.model import Chart, Map, Panel

_BESIDE = 2
_BETWEEN = 20.0
_KEPT = 64
_SHAPES = {
    "circle": "M-3.8 0A3.8 3.8 0 1 1 3.8 0A3.8 3.8 0 1 1-3.8 0Z",
    "diamond": "M0-4.9L4.9 0L0 4.9L-4.9 0Z",
    "square": "M-3.5-3.5H3.5V3.5H-3.5Z",
    "triangle": "M0-4.6L4.4 3.4H-4.4Z",
}


def picture(chart: Chart | Map) -> Picture:
    """A map, or a chart's panels, drawn; titles and notes are for the format to set."""
    if isinstance(chart, Map):
        return map_picture(chart)
    return _picture(chart.panels or (Panel(title="", unit="number", lines=()),))


@lru_cache(maxsize=_KEPT)
def _picture(panels: tuple[Panel, ...]) -> Picture:
    columns = min(len(panels), _BESIDE)
    room = grid(panels, years(panels), columns)
    deep = room.top + room.height + UNDER
    height = deep * -(-len(panels) // columns) + _BETWEEN * ((len(panels) - 1) // columns)
    placed = tuple(
        (*_origin(i, columns, room, deep), drawing(panel, room)) for i, panel in enumerate(panels)
    )
    return Picture(svg=_svg(placed, height), width=LOOK.chart.width, height=height)


@lru_cache(maxsize=_KEPT)
def pieces(panels: tuple[Panel, ...], width: float) -> tuple[str, ...]:
    """Each panel as an SVG of its own, all of one size: for a screen that may be narrow."""
    room = grid(panels, years(panels), 1, width)
    deep = room.top + room.height + UNDER
    return tuple(
        _svg(((room.axis, room.top, drawing(panel, room)),), deep, width) for panel in panels
    )


def _origin(i: int, columns: int, room: Grid, deep: float) -> tuple[float, float]:
    row, column = divmod(i, columns)
    return column * (room.cell + GAP) + room.axis, row * (deep + _BETWEEN) + room.top


def _svg(
    panels: tuple[tuple[float, float, Drawing], ...],
    height: float,
    width: float = LOOK.chart.width,
) -> str:
    return _template().render(panels=panels, width=width, height=height, look=LOOK, shapes=_SHAPES)


@cache
def _template() -> Template:
    return environment(px=px).get_template("chart.svg.j2")
