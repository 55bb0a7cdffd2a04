"""One chart a goal: the indicators' lines with their limits, the comparator and the baseline."""

from collections.abc import Sequence
from itertools import groupby

from grundlag.indicators.model import Estimate
from grundlag.report.context import Context
from grundlag.report.joins import joint_notes
from grundlag.report.model import Chart, Line, Panel, Point, Text
from grundlag.report.words import da, heads, protection
from grundlag.report.words.seen import chart_alt


def safety_chart(context: Context, area: str, indicators: Sequence[str], title: Text) -> Chart:
    """Shares of the area and the comparator, one panel an indicator."""
    panels = tuple(_share_panel(context, area, name) for name in indicators)
    places = (area, context.measures.comparator)
    notes = joint_notes(context, indicators, places, joined=True)
    return _chart(context, f"tryghed-{area}", area, title, panels, notes)


def crime_chart(context: Context, area: str, indicators: Sequence[str], title: Text) -> Chart:
    """Counts and rates of the area against their baselines, one panel an indicator."""
    panels = tuple(_crime_panel(context, area, name) for name in indicators)
    notes = joint_notes(context, indicators, [area])
    if any(context.hidden_years(name, area) for name in indicators):
        notes = (*notes, protection.chart())
    return _chart(context, f"kriminalitet-{area}", area, title, panels, notes)


def panel(context: Context, area: str, name: str) -> Panel:
    """One indicator in one area, as its kind is drawn."""
    survey = context.indicator(name).kind == "survey_share"
    return (_share_panel if survey else _crime_panel)(context, area, name)


def _share_panel(context: Context, area: str, name: str) -> Panel:
    return Panel(
        title=context.label(name),
        unit="share",
        lines=(
            *_lines(context, name, area, "area"),
            *_lines(context, name, context.measures.comparator, "comparator"),
        ),
    )


def _crime_panel(context: Context, area: str, name: str) -> Panel:
    baseline = context.comparable_baseline(name, area)
    span = da.span(context.declared_baseline(name, area))
    return Panel(
        title=context.label(name),
        unit="per_1000" if context.indicator(name).kind == "rate" else "count",
        lines=_lines(context, name, area, "area"),
        level=baseline.value if baseline else None,
        level_name=heads.baseline(span) if baseline else "",
        decimals=context.decimals(name),
    )


def _lines(context: Context, indicator: str, area: str, role: str) -> tuple[Line, ...]:
    """One line a series: never one across a break, nor over a year that is hidden."""
    history = context.history(indicator, area)
    hidden = context.hidden_years(indicator, area)
    return tuple(
        Line(
            name=context.name(area),
            points=tuple(_point(estimate) for estimate in group),
            role="comparator" if role == "comparator" else "area",
        )
        for _, group in groupby(history, key=lambda e: (e.series, sum(y < e.year for y in hidden)))
    )


def _point(estimate: Estimate) -> Point:
    limits = estimate.limits
    return Point(
        label=str(estimate.year),
        value=estimate.value or 0.0,
        low=limits.low if limits else None,
        high=limits.high if limits else None,
    )


def _chart(
    context: Context,
    name: str,
    area: str,
    title: Text,
    panels: tuple[Panel, ...],
    notes: tuple[Text, ...],
) -> Chart:
    drawn = tuple(panel for panel in panels if panel.lines)
    return Chart(
        id=name,
        title=title,
        alt=chart_alt(drawn, context.name(area)),
        panels=drawn,
        notes=notes,
    )
