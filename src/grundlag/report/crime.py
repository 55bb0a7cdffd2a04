"""The chapter on reported crime: goal 2, its tables and its limits."""

from collections.abc import Iterator

from grundlag.basis.model import Goal
from grundlag.report.charts import crime_chart
from grundlag.report.context import Context
from grundlag.report.model import Block, Paragraph, Section, Text
from grundlag.report.tables import declared_table, limits_table
from grundlag.report.words import da
from grundlag.verdicts.model import Verdict


def crime_section(context: Context, goal: Goal, area: str) -> Section:
    """Goal 2: its words, what happened, one chart, the declared tables, limits and n."""
    verdicts = context.verdicts(area, goal.id)
    blocks: list[Block] = []
    for target in goal.target:
        if target.text:
            blocks.append(Paragraph(texts=(da.plain(target.text),), role="quote"))
        lines = [v for v in verdicts if v.target == target.id]
        blocks += [Paragraph(texts=texts) for texts in _sentences(context, lines)]
    judged = [v.indicator for v in verdicts if v.rule != "monitored"]
    summary = context.summary(area, goal.id)
    title = da.crime_title(summary, context.name(area), context.police_year)
    chart = crime_chart(context, area, judged, title)
    if chart.panels:
        blocks.append(chart)
    blocks += [
        declared_table(context, t, area) for t in context.basis.table if area in t.applies_to
    ]
    blocks.append(
        limits_table(
            context,
            f"usikkerhed-kriminalitet-{area}",
            "Usikkerhed, seneste hele år",
            [v.indicator for v in verdicts],
            (area,),
        )
    )
    return Section(id="kriminalitet", heading="Kriminalitet", blocks=tuple(blocks))


def _sentences(context: Context, verdicts: list[Verdict]) -> Iterator[tuple[Text, ...]]:
    city = context.name(context.measures.comparator)
    for verdict in verdicts:
        label, decimals = context.label(verdict.indicator), context.decimals(verdict.indicator)
        if verdict.rule == "monitored":
            said = da.followed(verdict, label, decimals)
        else:
            baseline = context.baseline_name(verdict.indicator, verdict.area)
            said = da.held(verdict, label, decimals, baseline)
        sure = da.certainty(verdict)
        yield (said, *((sure,) if sure else ()), *da.notes(verdict, city))


def other_section(context: Context, goal: Goal, area: str) -> Section:
    """Any other goal: its words and its lines."""
    texts = [
        da.unjudged(v, context.label(v.indicator), context.decimals(v.indicator))
        for v in context.verdicts(area, goal.id)
    ]
    blocks: tuple[Block, ...] = (
        Paragraph(texts=(da.plain(goal.text),), role="quote"),
        *(Paragraph(texts=(text,)) for text in texts),
    )
    return Section(id=goal.about, heading=goal.about.capitalize(), blocks=blocks)
