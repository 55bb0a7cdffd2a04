"""The verdict overview: what a paper says first."""

from grundlag.indicators.model import Estimate
from grundlag.report.context import Context
from grundlag.report.model import (
    Block,
    Cell,
    Number,
    Paragraph,
    Section,
    Table,
    Text,
    VerdictCell,
)
from grundlag.report.words import da, heads, sums, terms
from grundlag.verdicts.model import Summary, Verdict


def overview_section(context: Context, area: str) -> Section:
    """The lines of one partnership, each with outcome and certainty, and what they add up to."""
    found = context.summary(area)
    lead = [sums.summary(found, context.name(area))]
    if sure := sums.summary_certainty(found):
        lead.append(sure)
    blocks: list[Block] = [Paragraph(texts=tuple(lead), role="lead"), verdict_table(context, area)]
    if noisy := sum(v.has_noise for v in context.judgements.of(area)):
        blocks.append(Paragraph(texts=(sums.false_alarms(noisy), sums.chance_only()), role="note"))
    return Section(id="overblik", heading=heads.OVERVIEW, blocks=tuple(blocks))


def verdict_table(context: Context, area: str) -> Table:
    """One row a line: target, indicator, this year, what it is held against, verdict."""
    rows = [
        _row(context, verdict)
        for verdict in context.judgements.of(area)
        if verdict.rule != "monitored"
    ]
    return Table(
        id=f"vurdering-{area}",
        title=heads.verdicts(context.name(area), context.year),
        columns=heads.VERDICT_COLUMNS,
        rows=tuple(rows),
        notes=_left_out(context, area),
    )


def _row(context: Context, verdict: Verdict) -> tuple[Cell, ...]:
    decimals = context.decimals_of(verdict)
    return (
        da.plain(verdict.target),
        da.plain(context.label(verdict.indicator)),
        da.number(verdict.now, decimals),
        _against(context, verdict, decimals),
        verdict_cell(verdict),
    )


def _against(context: Context, verdict: Verdict, decimals: int) -> Text | Number:
    """What the figure is held against: the year before, the baseline, or the comparator."""
    against: Estimate | None = verdict.finding.against
    numbers, name = {}, "{year}"
    if verdict.rule == "approaches":
        against = context.estimate(verdict.indicator, context.measures.comparator, context.year)
        name = context.name(context.measures.comparator)
    elif verdict.rule == "held_at_baseline":
        span = da.span(context.declared_baseline(verdict.indicator, verdict.area))
        name = heads.baseline_beside(span)
    elif verdict.rule == "at_least":
        return _least(context, verdict)
    elif against is not None:
        numbers["year"] = da.year(against.year)
    if against is None or against.value is None:
        return Number(value=None, unit="number", status="none")
    numbers["value"] = da.level(against, decimals)
    return Text(words=f"{{value}} ({name})", numbers=numbers)


def _least(context: Context, verdict: Verdict) -> Text:
    """What a share must be at least."""
    return heads.at_least(Number(value=(context.least(verdict) or 0) / 100, unit="share"))


def verdict_cell(verdict: Verdict) -> VerdictCell:
    """A line's outcome and certainty as the table prints them."""
    finding = verdict.finding
    outcome = terms.outcome(verdict.rule, finding)
    if finding.outcome == "later":
        outcome = terms.decided_in(outcome, finding.decides.get("closing"))
    certainty = terms.CERTAINTY[finding.certainty] if finding.certainty else ""
    if finding.outcome in ("not_judged", "no_data"):
        certainty = terms.REASON[finding.reason or "no_data"]
    return VerdictCell(outcome=outcome, certainty=certainty, tone=terms.tone(finding))


def _left_out(context: Context, area: str) -> tuple[Text, ...]:
    """The lines that do not count in the summary, named."""
    left = [v for v in context.judgements.of(area) if not v.is_judged and v.rule != "monitored"]
    if not left:
        return ()
    return (sums.left_out([(v.target, context.label(v.indicator)) for v in left]),)


def summary_cell(found: Summary) -> VerdictCell:
    """A goal's summary as the table prints it."""
    return VerdictCell(
        outcome=terms.SUMMARY[found.outcome],
        certainty=terms.reached_of(found) if found.judged else "",
        tone=terms.SUMMARY_TONE[found.outcome],
    )
