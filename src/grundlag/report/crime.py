"""The chapter on reported crime: goal 2, its tables and its limits; and any other goal."""

from grundlag.basis.model import Goal, Table
from grundlag.report.charts import crime_chart
from grundlag.report.context import Context
from grundlag.report.limits import changes_table, limits_table
from grundlag.report.model import Block, Paragraph, Section
from grundlag.report.sentences import sentences
from grundlag.report.tables import declared_table
from grundlag.report.words import da, heads, sums


def crime_section(context: Context, goal: Goal, area: str) -> Section:
    """Goal 2: its words, what happened, one chart, the declared tables, limits and n."""
    verdicts = context.verdicts(area, goal.id)
    blocks: list[Block] = []
    for target in goal.target:
        if target.text:
            blocks.append(Paragraph(texts=(da.plain(target.text),), role="quote"))
        lines = [v for v in verdicts if v.target == target.id]
        blocks += [Paragraph(texts=texts) for texts in sentences(context, lines)]
    judged = [v.indicator for v in verdicts if v.rule != "monitored"]
    summary = context.summary(area, goal.id)
    title = sums.crime_title(summary, context.name(area), context.police_year)
    chart = crime_chart(context, area, judged, title)
    if chart.panels:
        blocks.append(chart)
    own = {v.indicator for v in verdicts}
    tables = [t for t in context.basis.table if area in t.applies_to and own & _named(t)]
    blocks += [declared_table(context, table, area) for table in tables]
    blocks.append(
        limits_table(
            context,
            f"usikkerhed-kriminalitet-{area}",
            heads.LIMITS_CRIME,
            [v.indicator for v in verdicts],
            (area,),
        )
    )
    changes = changes_table(context, f"aendringer-kriminalitet-{area}", verdicts)
    if changes.rows:
        blocks.append(changes)
    return Section(id="kriminalitet", heading=heads.CRIME, blocks=tuple(blocks))


def _named(table: Table) -> set[str]:
    """The indicators that a declared table's rows are of."""
    return {name for row in table.rows for name in (row.indicator, *row.total_of) if name}


def other_section(context: Context, goal: Goal, area: str) -> Section:
    """Any other goal: its words and its lines."""
    blocks: tuple[Block, ...] = (
        Paragraph(texts=(da.plain(goal.text),), role="quote"),
        *(Paragraph(texts=t) for t in sentences(context, context.verdicts(area, goal.id))),
    )
    return Section(id=goal.about, heading=goal.about.capitalize(), blocks=blocks)
