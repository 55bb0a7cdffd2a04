"""The page on reported crime: goal 2, its declared tables, and what their figures rest on."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from grundlag.basis.model import Goal, Table
from grundlag.indicators.unsaid import is_hidden
from grundlag.report.charts import crime_chart
from grundlag.report.context import Context
from grundlag.report.limits import uncertainty_table
from grundlag.report.model import Block, Paragraph, Section, Text
from grundlag.report.remarks import remarks_on
from grundlag.report.revised import by_offence
from grundlag.report.sentences import is_silent, sentences, together
from grundlag.report.tables import declared_table
from grundlag.report.words import da, heads, protection, sums
from grundlag.verdicts.model import Verdict


def crime_section(context: Context, goal: Goal, area: str) -> Section:
    """Goal 2: what happened, the declared tables, and limits and numbers below them."""
    verdicts = context.verdicts(area, goal.id)
    own = {v.indicator for v in verdicts}
    tables = [t for t in context.basis.table if area in t.applies_to and own & _named(t)]
    blocks: list[Block] = [*_said(context, goal, verdicts)]
    blocks += [declared_table(context, table, area) for table in tables]
    blocks += [Paragraph(texts=(text,), role="note") for text in by_offence(context, sorted(own))]
    blocks.append(uncertainty_table(context, f"usikkerhed-kriminalitet-{area}", verdicts))
    return Section(id="kriminalitet", heading=heads.CRIME, blocks=tuple(blocks), new_page=True)


def _said(context: Context, goal: Goal, verdicts: Sequence[Verdict]) -> Iterator[Paragraph]:
    """A paragraph a target with its remarks; the monitored types in one sentence."""
    for _, group in groupby(verdicts, key=lambda v: v.target):
        lines = list(group)
        texts = _told(context, lines)
        if texts:
            yield Paragraph(texts=texts)
        if said := tuple(_beside(context, lines)):
            yield Paragraph(texts=said)
        for verdict in lines:
            yield from remarks_on(context, verdict.area, verdict.indicator)
    if verdicts:
        yield from remarks_on(context, verdicts[0].area, goal=goal.id)


def _told(context: Context, lines: Sequence[Verdict]) -> tuple[Text, ...]:
    """What is said of a target's lines."""
    if all(v.rule == "monitored" for v in lines):
        return _followed(context, lines)
    if len(lines) > 1 and all(v.finding.reason == "in_baseline" for v in lines):
        figures = [(v, now) for v in lines if (now := context.shown(v)).value is not None]
        levels = [
            (context.subject(v.indicator), da.level(now, context.decimals(v.indicator)))
            for v, now in figures
        ]
        silent = [context.subject(v.indicator) for v in lines if is_hidden(context.shown(v))]
        return (
            *((sums.in_baseline(levels, context.police_year),) if levels else ()),
            *((protection.levels(silent, context.police_year),) if silent else ()),
        )
    return together(context, lines)


def _followed(context: Context, verdicts: Sequence[Verdict]) -> tuple[Text, ...]:
    known = [v for v in verdicts if v.finding.certainty in ("shown", "within_noise")]
    larger = [v for v in known if v.finding.certainty == "shown"]
    names = [[context.subject(v.indicator) for v in found] for found in (known, larger)]
    said = sums.monitored(names[0], names[1])
    silent = [context.subject(v.indicator) for v in verdicts if is_silent(v)]
    return (*((said,) if said else ()), *((protection.types(silent),) if silent else ()))


def _beside(context: Context, verdicts: Sequence[Verdict]) -> Iterator[Text]:
    """What counts are per 1,000 inhabitants, where these have become more or fewer."""
    known = context.measures.beside
    found = [(v.indicator, known[k]) for v in verdicts if (k := (v.indicator, v.area)) in known]
    for moved, group in groupby(found, key=lambda pair: pair[1].moved):
        rates = [
            (context.subject(name), da.number(beside.then, 1), da.number(beside.now, 1))
            for name, beside in group
        ]
        yield sums.beside(moved, rates)


def crime_history(context: Context, goal: Goal, area: str) -> tuple[Block, ...]:
    """The judged figures year by year: one chart, its message in the title."""
    judged = [v.indicator for v in context.verdicts(area, goal.id) if v.rule != "monitored"]
    summary = context.summary(area, goal.id)
    title = sums.crime_title(summary, context.name(area), context.police_year)
    chart = crime_chart(context, area, judged, title)
    return (chart,) if chart.panels else ()


def _named(table: Table) -> set[str]:
    """The indicators that a declared table's rows are of."""
    return {name for row in table.rows for name in (row.indicator, *row.total_of) if name}


def other_section(context: Context, goal: Goal, area: str) -> Section:
    """Any other goal: its words and its lines."""
    blocks: tuple[Block, ...] = (
        Paragraph(texts=(da.plain(goal.text),), role="quote"),
        *(Paragraph(texts=t) for t in sentences(context, context.verdicts(area, goal.id))),
        *(
            remark
            for name in dict.fromkeys(v.indicator for v in context.verdicts(area, goal.id))
            for remark in remarks_on(context, area, name)
        ),
        *remarks_on(context, area, goal=goal.id),
    )
    return Section(id=goal.about, heading=goal.about.capitalize(), blocks=blocks)
