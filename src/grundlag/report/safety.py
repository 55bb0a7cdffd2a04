"""The chapter on safety: goal 1 with the comparator beside it."""

from collections.abc import Iterator, Sequence

from grundlag.basis import clocks
from grundlag.basis.model import Goal
from grundlag.report.charts import safety_chart
from grundlag.report.context import Context
from grundlag.report.model import Block, Cell, Column, Number, Paragraph, Section, Table, Text
from grundlag.report.tables import limits_table
from grundlag.report.words import da, data
from grundlag.verdicts.model import Verdict

WAVES = 5  # the latest waves in the table


def safety_section(context: Context, goal: Goal, area: str) -> Section:
    """Goal 1: its words, what happened, one chart, the shares by wave, limits and n."""
    verdicts = context.verdicts(area, goal.id)
    judged = list(dict.fromkeys(v.indicator for v in verdicts))
    shown = [*judged, *_beside(context, goal, area)]
    blocks: list[Block] = [Paragraph(texts=(da.plain(goal.text),), role="quote")]
    if why := _standing(context, goal, area):
        blocks.append(Paragraph(texts=why, role="text"))
    blocks += [Paragraph(texts=texts) for texts in _sentences(context, verdicts)]
    title = da.safety_title(verdicts[0], context.name(area)) if verdicts else da.plain("Tryghed")
    chart = safety_chart(context, area, judged, title)
    if chart.panels:
        blocks.append(chart)
    areas = (area, context.measures.comparator)
    blocks += [
        _shares(context, area, shown, areas),
        limits_table(
            context,
            f"usikkerhed-tryghed-{area}",
            "Usikkerhed og antal svar, seneste undersøgelse",
            shown,
            areas,
        ),
    ]
    return Section(id="tryghed", heading="Tryghed", blocks=tuple(blocks))


def _beside(context: Context, goal: Goal, area: str) -> list[str]:
    """The shares of utrygge, shown and never judged, where the agreement is about them."""
    stands = clocks.standing(context.defs, context.basis, goal, area, context.year)
    if "utryghed" not in (stands.agreement_about, stands.report_about):
        return []
    return [i.id for i in context.basis.indicator if i.answers == "utryg"]


def _standing(context: Context, goal: Goal, area: str) -> tuple[Text, ...]:
    """Why the goal is not judged here, in the basis' own words where it has them."""
    stands = clocks.standing(context.defs, context.basis, goal, area, context.year)
    if stands.judged:
        return ()
    exempt = clocks.exemption(context.basis, goal, area, context.year)
    if exempt:
        return (da.plain(exempt.text), data.shown_unjudged(stands.reason))
    return (data.shown_unjudged(stands.reason),)


def _sentences(context: Context, verdicts: Sequence[Verdict]) -> Iterator[tuple[Text, ...]]:
    """One paragraph a line: what happened, how sure, and what else must be said."""
    city = context.name(context.measures.comparator)
    for verdict in verdicts:
        label, decimals = context.label(verdict.indicator), context.decimals(verdict.indicator)
        if verdict.finding.outcome == "no_data":
            said = da.unjudged(verdict, label, decimals)
        elif verdict.rule == "approaches":
            key = (verdict.indicator, verdict.area)
            against = verdict.finding.against
            gap = context.measures.gaps[*key, context.year]
            start = context.measures.gaps.get((*key, against.year)) if against else None
            said = da.came_nearer(verdict, label, gap, start, city)
        else:
            said = da.rose(verdict, label, decimals)
        sure = da.certainty(verdict)
        yield (said, *((sure,) if sure else ()), *da.notes(verdict, city))


def _shares(context: Context, area: str, indicators: Sequence[str], areas: Sequence[str]) -> Table:
    """Shares by wave, the area's and the comparator's."""
    waves = range(context.year - WAVES + 1, context.year + 1)
    measured = [w for w in waves if any(_value(context, i, area, w) for i in indicators)]
    rows = [
        _row(context, indicator, place, measured) for indicator in indicators for place in areas
    ]
    return Table(
        id=f"andele-{area}",
        title="Andele i tryghedsundersøgelsen, efter undersøgelsens år",
        columns=(
            Column(heading="Indikator", width=7),
            Column(heading="Område", width=4),
            *(Column(heading=str(w), align="right", width=2) for w in measured),
        ),
        rows=tuple(rows),
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
