"""The limits of figures, and the table of them: how many answers or reports each rests on."""

from collections.abc import Sequence

from grundlag.basis import clocks
from grundlag.indicators.model import Estimate
from grundlag.report.context import Context
from grundlag.report.model import Cell, Interval, Number, Table, Text
from grundlag.report.words import da, data, heads


def limits(found: Estimate, decimals: int) -> Interval | Number:
    """An estimate's limits as a cell, or the mark that there are none."""
    if found.limits is None:
        return Number(value=None, unit="number", status="unknown")
    low, high = (
        Number(value=value, unit=found.unit, decimals=decimals)
        for value in (found.limits.low, found.limits.high)
    )
    return Interval(low=low, high=high)


def limits_table(
    context: Context, name: str, title: str, indicators: Sequence[str], areas: Sequence[str]
) -> Table:
    """Limits and how many answers or reports each figure of the latest year rests on."""
    found = [
        (indicator, area, estimate)
        for indicator in indicators
        for area in areas
        if (estimate := _latest(context, indicator, area)) is not None
    ]
    survey = all(context.indicator(i).kind == "survey_share" for i in indicators)
    return Table(
        id=name,
        title=title,
        columns=heads.limits_columns(survey),
        rows=tuple(_row(context, *line) for line in found),
        notes=no_limits([estimate for _, _, estimate in found]),
    )


def _latest(context: Context, indicator: str, area: str) -> Estimate | None:
    year = clocks.figure_year(context.indicator(indicator), context.year)
    found = context.estimate(indicator, area, year)
    return found if found and found.value is not None else None


def _row(context: Context, indicator: str, area: str, found: Estimate) -> tuple[Cell, ...]:
    decimals = context.decimals(indicator)
    return (
        da.plain(context.label(indicator)),
        da.plain(context.name(area)),
        da.year(found.year),
        da.number(found, decimals),
        limits(found, decimals),
        Number(value=found.n, unit="count", status="value" if found.n is not None else "unknown"),
    )


def no_limits(found: Sequence[Estimate | None]) -> tuple[Text, ...]:
    """In words why limits are not there."""
    why = sorted({e.no_limits for e in found if e and e.no_limits})
    return tuple(data.no_limits(word) for word in why)
