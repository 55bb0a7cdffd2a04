"""The verdict overview: what a paper says first."""

from grundlag.indicators.model import Estimate
from grundlag.report.context import Context
from grundlag.report.model import (
    Block,
    Cell,
    Column,
    Number,
    Paragraph,
    Section,
    Table,
    Text,
    VerdictCell,
)
from grundlag.report.words import da, terms
from grundlag.verdicts.model import Summary, Verdict


def overview_section(context: Context, area: str) -> Section:
    """The lines of one partnership, each with outcome and certainty, and what they add up to."""
    found = context.summary(area)
    lead = [da.summary(found, context.name(area))]
    if sure := da.summary_certainty(found):
        lead.append(sure)
    blocks: list[Block] = [Paragraph(texts=tuple(lead), role="lead"), verdict_table(context, area)]
    noisy = sum(v.finding.certainty in ("shown", "within_noise") for v in _judged(context, area))
    if noisy:
        blocks.append(Paragraph(texts=(da.false_alarms(noisy), da.chance_only()), role="note"))
    return Section(id="overblik", heading="Vurderingen kort", blocks=tuple(blocks))


def _judged(context: Context, area: str) -> list[Verdict]:
    return [v for v in context.judgements.of(area) if v.is_judged]


def verdict_table(context: Context, area: str) -> Table:
    """One row a line: target, indicator, this year, what it is held against, verdict."""
    rows = [
        _row(context, verdict)
        for verdict in context.judgements.of(area)
        if verdict.rule != "monitored"
    ]
    return Table(
        id=f"vurdering-{area}",
        title=f"Vurdering af målene for {context.name(area)}, rapport {context.year}",
        columns=(
            Column(heading="Mål", width=2),
            Column(heading="Indikator", width=7),
            Column(heading="Nu", align="right", width=3),
            Column(heading="Holdt op imod", align="right", width=4),
            Column(heading="Vurdering", width=6),
        ),
        rows=tuple(rows),
        notes=_left_out(context, area),
    )


def _row(context: Context, verdict: Verdict) -> tuple[Cell, ...]:
    decimals = context.decimals(verdict.indicator)
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
    if verdict.rule == "approaches":
        against = context.estimate(verdict.indicator, context.measures.comparator, context.year)
        name = context.name(context.measures.comparator)
    elif verdict.rule == "held_at_baseline":
        name = f"baseline {context.baseline_name(verdict.indicator, verdict.area)}"
    else:
        name = str(against.year) if against else ""
    if against is None or against.value is None:
        return Number(value=None, unit="number", status="none")
    return Text(words=f"{{value}} ({name})", numbers={"value": da.number(against, decimals)})


def verdict_cell(verdict: Verdict) -> VerdictCell:
    """A line's outcome and certainty as the table prints them."""
    finding = verdict.finding
    outcome = terms.outcome(verdict.rule, finding)
    if finding.outcome == "later":
        closing = finding.decides.get("closing")
        outcome += f" (afgøres {closing})" if closing else " (afgøres senere)"
    certainty = terms.CERTAINTY[finding.certainty] if finding.certainty else ""
    if finding.outcome in ("not_judged", "no_data"):
        certainty = terms.REASON[finding.reason or "no_data"]
    return VerdictCell(outcome=outcome, certainty=certainty, tone=terms.tone(finding))


def _left_out(context: Context, area: str) -> tuple[Text, ...]:
    """The lines that do not count in the summary, named."""
    left = [v for v in context.judgements.of(area) if not v.is_judged and v.rule != "monitored"]
    if not left:
        return ()
    names = list(dict.fromkeys(f"{v.target} {context.label(v.indicator).lower()}" for v in left))
    return (da.plain(f"Tæller ikke med i den samlede vurdering: {da.listed(names)}."),)


def summary_cell(found: Summary) -> VerdictCell:
    """A goal's summary as the table prints it."""
    certainty = terms.CERTAINTY[found.certainty] if found.certainty else ""
    if found.judged:
        certainty = f"{found.reached} af {found.judged}, {certainty}"
    return VerdictCell(
        outcome=terms.SUMMARY[found.outcome],
        certainty=certainty,
        tone=terms.SUMMARY_TONE[found.outcome],
    )
