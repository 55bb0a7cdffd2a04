"""Jinja for the pages: escaped, with what turns the report's records into words and drawings."""

from functools import cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from grundlag.render.charts import pieces
from grundlag.render.environment import environment
from grundlag.render.icons import icon_svg
from grundlag.render.lists import list_kind
from grundlag.render.look import LOOK
from grundlag.render.maps import map_picture
from grundlag.render.numbers import cell_text, fill, in_cell, in_text, limits
from grundlag.render.tables import heads, legend, table_title, verdict_columns
from grundlag.report.model import Chart, Interval, Map, Number, Panel, Point, Tone

TEMPLATES = Path(__file__).with_name("templates")
PANEL = 360.0  # pixels: as wide as a phone, so that letters keep their size
_NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'


@cache
def templates() -> Environment:
    """The environment, with every filter a page uses."""
    made = environment(
        TEMPLATES,
        said=fill,
        cell=cell_text,
        number=in_cell,
        running=in_text,
        limits=limits,
        listed=list_kind,
        legend=legend,
        title=table_title,
        verdicts=verdict_columns,
        heads=heads,
        icon=_icon,
        panels=_panels,
        mapped=_mapped,
        value=_value,
        between=_between,
        exact=_exact,
        count=_count,
    )
    made.globals["look"] = LOOK
    return made


def _icon(tone: Tone) -> Markup:
    svg = icon_svg(tone).replace(_NAMESPACE, "", 1)
    return Markup(svg.replace("<svg ", '<svg class="sign" aria-hidden="true" ', 1))


def _panels(chart: Chart) -> list[Markup]:
    """A chart's panels, each a drawing of its own; what is seen in them is said beside them."""
    drawn = pieces(chart.panels, PANEL)
    return [Markup(svg.replace(_NAMESPACE, "", 1)) for svg in drawn]


def _mapped(block: Map) -> Markup:
    return Markup(map_picture(block).svg.replace(_NAMESPACE, "", 1))


def _exact(value: float) -> str:
    """A number with every digit it has."""
    return repr(value).removesuffix(".0").replace(".", ",")


def _count(value: int) -> str:
    return in_cell(Number(value=value, unit="count"))


def _value(point: Point, panel: Panel) -> Number:
    return Number(value=point.value, unit=panel.unit, decimals=panel.decimals)


def _between(point: Point, panel: Panel) -> Interval:
    low, high = (
        Number(value=v, unit=panel.unit, decimals=panel.decimals) for v in (point.low, point.high)
    )
    return Interval(low=low, high=high)
