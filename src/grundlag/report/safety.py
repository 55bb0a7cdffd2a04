"""The chapter on safety: goal 1 with the comparator beside it."""

from collections.abc import Sequence

from grundlag.basis import clocks
from grundlag.basis.model import Goal
from grundlag.report.charts import safety_chart
from grundlag.report.context import Context
from grundlag.report.joins import joint_notes
from grundlag.report.limits import changes_table, limits_table
from grundlag.report.model import Block, Cell, Number, Paragraph, Section, Table, Text
from grundlag.report.remarks import remarks_on
from grundlag.report.sentences import sentences
from grundlag.report.words import da, data, heads, sums

WAVES = 5  # the latest waves in the table


def safety_section(context: Context, goal: Goal, area: str) -> Section:
    """Goal 1: its words, what happened, one chart, and the shares by wave."""
    verdicts = context.verdicts(area, goal.id)
    judged = list(dict.fromkeys(v.indicator for v in verdicts))
    shown = [*judged, *context.beside(area, goal)]
    blocks: list[Block] = []
    if area in goal.applies_to:
        blocks.append(Paragraph(texts=(da.plain(goal.text),), role="quote"))
    if said := expected(context, area):
        blocks.append(Paragraph(texts=(said,)))
    if why := _standing(context, goal, area):
        blocks.append(Paragraph(texts=why, role="text"))
    blocks += [Paragraph(texts=texts) for texts in sentences(context, verdicts)]
    for indicator in shown:
        blocks += remarks_on(context, area, indicator)
    blocks += remarks_on(context, area, goal=goal.id)
    city = context.name(context.measures.comparator)
    title = sums.safety_title(verdicts, context.name(area), city)
    chart = safety_chart(context, area, judged, title)
    if chart.panels:
        blocks.append(chart)
    blocks.append(_shares(context, area, shown, (area, context.measures.comparator)))
    return Section(id="tryghed", heading=heads.SAFETY, blocks=tuple(blocks), new_page=True)


def safety_limits(context: Context, goal: Goal, area: str) -> tuple[Table, ...]:
    """Limits and numbers of answers behind goal 1, and the limits of its changes."""
    verdicts = context.verdicts(area, goal.id)
    judged = list(dict.fromkeys(v.indicator for v in verdicts))
    shown = [*judged, *context.beside(area, goal)]
    areas = (area, context.measures.comparator)
    name = f"usikkerhed-tryghed-{area}"
    levels = limits_table(context, name, heads.LIMITS_SURVEY, shown, areas)
    changes = changes_table(context, f"aendringer-tryghed-{area}", verdicts)
    return tuple(table for table in (levels, changes) if table.rows)


def expected(context: Context, area: str) -> Text | None:
    """That goal 1 is judged by an agreement which is foreseen and not decided; else nothing."""
    agreed = clocks.agreement(context.defs, area, context.year)
    if agreed is None or agreed.status != "expected":
        return None
    for goal in context.basis.goal:
        if goal.about == agreed.goal_1_about:
            stands = clocks.standing(context.defs, context.basis, goal, area, context.year)
            return data.expected(goal.id, agreed.goal_1_about) if stands.judged else None
    return None


def _standing(context: Context, goal: Goal, area: str) -> tuple[Text, ...]:
    """Why the goal is not judged here, in the basis' own words where it has them."""
    stands = clocks.standing(context.defs, context.basis, goal, area, context.year)
    if stands.judged:
        return ()
    why = data.shown_unjudged(stands.reason, stands.agreement_about, goal.about)
    exempt = clocks.exemption(context.basis, goal, area, context.year)
    beside: tuple[Text, ...] = ()
    if context.beside(area, goal):
        beside = (data.utrygge_beside(stands.agreement_about),)
    return (da.plain(exempt.text), why, *beside) if exempt else (why, *beside)


def _shares(context: Context, area: str, indicators: Sequence[str], areas: Sequence[str]) -> Table:
    """Shares by wave, the area's and the comparator's."""
    waves = range(context.year - WAVES + 1, context.year + 1)
    measured = [w for w in waves if any(_value(context, i, area, w) for i in indicators)]
    rows = [
        _row(context, indicator, place, measured) for indicator in indicators for place in areas
    ]
    return Table(
        id=f"andele-{area}",
        title=heads.SHARES,
        columns=heads.share_columns(measured),
        rows=tuple(rows),
        notes=joint_notes(context, indicators, areas, measured),
    )


def _row(context: Context, indicator: str, place: str, waves: Sequence[int]) -> tuple[Cell, ...]:
    return (
        da.plain(context.label(indicator)),
        da.plain(context.name(place)),
        *(_value(context, indicator, place, w) or _unknown() for w in waves),
    )


def _value(context: Context, indicator: str, place: str, wave: int) -> Number | None:
    found = context.estimate(indicator, place, wave)
    if found is None or found.value is None:
        return None
    return da.number(found, context.decimals(indicator))


def _unknown() -> Number:
    return Number(value=None, unit="share", status="unknown")
