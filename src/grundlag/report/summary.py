"""The overview's figures: one table an indicator kind, all areas side by side."""

from collections.abc import Sequence

from grundlag.basis.model import Indicator
from grundlag.indicators.model import Estimate
from grundlag.report.context import Context
from grundlag.report.model import Cell, Column, Interval, Number, Section, Table, Text
from grundlag.report.words import da, data


def figures_section(context: Context) -> Section:
    """Each indicator of the basis in each area: this year, the year before, limits and n."""
    shown = [i for i in context.basis.indicator if i.kind != "activity_share" and _any(context, i)]
    blocks = tuple(_table(context, indicator) for indicator in shown)
    return Section(id="tal", heading="Tallene område for område", blocks=blocks)


def _any(context: Context, indicator: Indicator) -> bool:
    return any(_now(context, indicator, a) is not None for a in _areas(context))


def _areas(context: Context) -> list[str]:
    partnerships = [p.id for p in context.defs.partnerships.partnership]
    return [*partnerships, context.measures.comparator]


def _year(context: Context, indicator: Indicator) -> int:
    """The year an indicator's latest figure is about."""
    return context.year if indicator.kind == "survey_share" else context.police_year


def _now(context: Context, indicator: Indicator, area: str) -> Estimate | None:
    found = context.estimate(indicator.id, area, _year(context, indicator))
    return found if found and found.value is not None else None


def _table(context: Context, indicator: Indicator) -> Table:
    year = _year(context, indicator)
    areas = _areas(context)
    found = [_now(context, indicator, area) for area in areas]
    counted = "Antal svar" if indicator.kind == "survey_share" else "Antal anmeldelser"
    return Table(
        id=f"tal-{indicator.id}",
        title=context.label(indicator.id),
        columns=(
            Column(heading="Område", width=5),
            Column(heading=str(year - 1), align="right", width=2),
            Column(heading=str(year), align="right", width=2),
            Column(heading="95 %-grænser", align="right", width=3),
            Column(heading=counted, align="right", width=3),
        ),
        rows=tuple(_row(context, indicator, a, now) for a, now in zip(areas, found, strict=True)),
        notes=_notes(context, indicator, found),
    )


def _row(
    context: Context, indicator: Indicator, area: str, now: Estimate | None
) -> tuple[Cell, ...]:
    unknown = Number(value=None, unit="number", status="unknown")
    before = context.estimate(indicator.id, area, _year(context, indicator) - 1)
    decimals = context.decimals(indicator.id)
    return (
        da.plain(context.name(area)),
        da.number(before, decimals) if before else unknown,
        da.number(now, decimals) if now else unknown,
        limits(now, decimals) if now else unknown,
        da.whole(now.n) if now and now.n is not None else unknown,
    )


def limits(found: Estimate, decimals: int) -> Interval | Number:
    """An estimate's limits as a cell, or the mark that there are none."""
    if found.limits is None:
        return Number(value=None, unit="number", status="unknown")
    low, high = (
        Number(value=value, unit=found.unit, decimals=decimals)
        for value in (found.limits.low, found.limits.high)
    )
    return Interval(low=low, high=high)


def _notes(
    context: Context, indicator: Indicator, found: Sequence[Estimate | None]
) -> tuple[Text, ...]:
    """In words why something is not there: no limits, no year before, no baseline."""
    why = sorted({e.no_limits for e in found if e and e.no_limits})
    notes = [data.no_limits(word) for word in why]
    year = _year(context, indicator) - 1
    before = [context.estimate(indicator.id, a, year) for a in _areas(context)]
    if all(e is None or e.value is None for e in before):
        notes.append(data.no_year_before(year))
    if indicator.kind in ("count", "rate") and not any(
        name == indicator.id for name, _ in context.measures.baselines
    ):
        notes.append(data.no_baseline(context.defs.folder.city))
    return tuple(notes)
