"""The overview's figures: one table an indicator kind, all areas side by side."""

from collections.abc import Sequence

from grundlag.basis import clocks
from grundlag.basis.model import Indicator
from grundlag.indicators.model import Estimate
from grundlag.report.context import Context
from grundlag.report.joins import joint_notes
from grundlag.report.limits import limits, no_limits, spread_note
from grundlag.report.model import Cell, Number, Section, Table, Text
from grundlag.report.words import da, data, heads

UNKNOWN = Number(value=None, unit="number", status="unknown")


def figures_section(context: Context) -> Section:
    """Each indicator of the basis in each area: this year, the year before, limits and n."""
    shown = [i for i in context.basis.indicator if i.kind != "activity_share" and _any(context, i)]
    blocks = tuple(_table(context, indicator) for indicator in shown)
    return Section(id="tal", heading=heads.FIGURES, blocks=blocks)


def _any(context: Context, indicator: Indicator) -> bool:
    return any(_now(context, indicator, a) is not None for a in _areas(context))


def _areas(context: Context) -> list[str]:
    partnerships = [p.id for p in context.defs.partnerships.partnership]
    return [*partnerships, context.measures.comparator]


def _now(context: Context, indicator: Indicator, area: str) -> Estimate | None:
    found = context.estimate(indicator.id, area, clocks.figure_year(indicator, context.year))
    return found if found and found.value is not None else None


def _table(context: Context, indicator: Indicator) -> Table:
    year = clocks.figure_year(indicator, context.year)
    areas = _areas(context)
    found = [_now(context, indicator, area) for area in areas]
    return Table(
        id=f"tal-{indicator.id}",
        title=context.label(indicator.id),
        columns=heads.figure_columns((year - 1, year), indicator.kind == "survey_share"),
        rows=tuple(_row(context, indicator, a, now) for a, now in zip(areas, found, strict=True)),
        notes=_notes(context, indicator, found),
    )


def _row(
    context: Context, indicator: Indicator, area: str, now: Estimate | None
) -> tuple[Cell, ...]:
    year = clocks.figure_year(indicator, context.year)
    unknown = context.absent(indicator.id, area, year)
    before = context.estimate(indicator.id, area, year - 1)
    decimals = context.decimals(indicator.id)
    return (
        da.plain(context.name(area)),
        da.number(before, decimals) if before else UNKNOWN,
        da.number(now, decimals) if now else unknown,
        limits(now, decimals) if now else unknown,
        da.whole(now.n) if now and now.n is not None else unknown,
    )


def _notes(
    context: Context, indicator: Indicator, found: Sequence[Estimate | None]
) -> tuple[Text, ...]:
    """In words why something is not there: no limits, no year before, no baseline."""
    notes = list(no_limits(found))
    year = clocks.figure_year(indicator, context.year)
    before = [context.estimate(indicator.id, a, year - 1) for a in _areas(context)]
    if all(e is None or e.value is None for e in before):
        notes.append(data.no_year_before(year - 1))
    if _wants_baseline(context, indicator) and not any(
        name == indicator.id for name, _ in context.measures.baselines
    ):
        notes.append(data.no_baseline(""))
    notes += spread_note(context, indicator.id)
    notes += _fixed(context, indicator, year - 1)
    notes += joint_notes(context, [indicator.id], _areas(context), (year - 1, year))
    return tuple(notes)


def _fixed(context: Context, indicator: Indicator, year: int) -> tuple[Text, ...]:
    """The baselines of a year that is shown as it has been revised since."""
    levels: dict[str, Number] = {}
    for area in _areas(context):
        declared = context.declared_baseline(indicator.id, area)
        base = context.measures.baselines.get((indicator.id, area))
        since = context.measures.revised.get((indicator.id, area))
        if declared is None or declared.years != (year,) or base is None or since is None:
            continue
        if base.value is not None and since.value not in (None, base.value):
            levels[context.name(area)] = da.level(base, context.decimals(indicator.id))
    return (data.fixed(str(year), levels),) if levels else ()


def _wants_baseline(context: Context, indicator: Indicator) -> bool:
    targets = (target for goal in context.basis.goal for target in goal.target)
    return any(t.rule == "held_at_baseline" and indicator.id in t.indicators for t in targets)
