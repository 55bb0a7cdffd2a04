"""One line a target: its figures, what each is held against, its outcome and certainty."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from grundlag.indicators.model import Change, Estimate
from grundlag.report.context import Context
from grundlag.report.joins import bridge_notes
from grundlag.report.model import Cell, Lines, Number, Table, Text, VerdictCell
from grundlag.report.words import da, heads, sums, terms
from grundlag.verdicts.model import Summary, Verdict


def verdict_table(context: Context, area: str) -> Table:
    """One row a target: its number and name, its figures, the verdict."""
    lines = context.judgements.of(area)
    rows = [
        _row(context, list(group), context.target_summary(area, target))
        for target, group in groupby(lines, key=lambda v: v.target)
    ]
    return Table(
        id=f"vurdering-{area}",
        title=heads.verdicts(context.name(area), context.year),
        columns=heads.VERDICT_COLUMNS,
        rows=tuple(rows),
        notes=(*_left_out(context, area), *bridge_notes(lines)),
    )


def _row(context: Context, lines: Sequence[Verdict], found: Summary) -> tuple[Cell, ...]:
    first, city = lines[0], context.name(context.measures.comparator)
    asks = heads.asks(first.rule, city, context.least(first))
    apart = len({v.finding.outcome for v in lines if v.is_judged}) > 1
    figures = Lines(lines=tuple(_figure(context, verdict, apart) for verdict in lines))
    name = Lines(lines=(da.plain(first.target), asks))
    return name, figures, target_cell(lines, found)


def _figure(context: Context, verdict: Verdict, apart: bool) -> Text:
    """A line's figure, in brackets what it is held against; its outcome where lines part."""
    decimals, label = context.shown_with(verdict), context.label(verdict.indicator)
    now = context.shown(verdict)
    if now.value is None:
        return da.plain(label)
    if verdict.rule == "approaches" and (gap := _gap(context, verdict)):
        return Text(words=f"{label}: {gap.words}", numbers=gap.numbers)
    numbers = {"now": da.level(now, decimals)}
    words = f"{label}: {{now}}"
    against = _against(context, verdict, decimals)
    if against is not None:
        words, numbers = f"{words} ({against.words})", {**numbers, **against.numbers}
    if apart and verdict.is_judged:
        words = f"{words}, {terms.outcome(verdict.rule, verdict.finding)}"
    return Text(words=words, numbers=numbers)


def _gap(context: Context, verdict: Verdict) -> Text | None:
    """How far a share is from the comparator's, and how far it was at the start wave."""
    key = (verdict.indicator, verdict.area, verdict.now.year)
    now: Change | None = context.measures.gaps.get(key)
    start, then = verdict.finding.against, context.start_gap(verdict)
    if now is None or now.value is None:
        return None
    before = (then.value, start.year) if then and start and then.value is not None else None
    return heads.gap(now.value, before, context.name(context.measures.comparator))


def _against(context: Context, verdict: Verdict, decimals: int) -> Text | None:
    """What the figure is held against: the year before, the baseline, or a least share."""
    against: Estimate | None = verdict.finding.against
    numbers, words = {}, "{value} i {year}"
    if verdict.rule == "held_at_baseline":
        if verdict.finding.reason == "in_baseline":
            return da.plain(terms.IN_BASELINE)
        span = da.span(context.declared_baseline(verdict.indicator, verdict.area))
        words = f"{heads.baseline_beside(span)}: {{value}}"
    elif verdict.rule == "at_least":
        return heads.at_least(Number(value=(context.least(verdict) or 0) / 100, unit="share"))
    elif against is not None:
        numbers["year"] = da.year(against.year)
    if against is None or against.value is None:
        return None
    return Text(words=words, numbers={**numbers, "value": da.level(against, decimals)})


def target_cell(lines: Sequence[Verdict], found: Summary) -> VerdictCell:
    """A target's outcome and certainty: its line's own words, or what its lines add up to."""
    monitored = [v for v in lines if v.finding.outcome == "monitored"]
    if monitored:
        word = terms.outcome("monitored", monitored[0].finding)
        return VerdictCell(outcome=word, certainty=terms.NOT_JUDGED, tone="open")
    if len(lines) == 1:
        return verdict_cell(lines[0])
    judged = [v for v in lines if v.is_judged]
    if len(judged) == 1:
        own = verdict_cell(judged[0])
        return replace(own, certainty=terms.of_one(found.reached, own.certainty))
    if found.judged:
        same = {verdict_cell(v).outcome for v in lines}
        outcome = same.pop() if len(same) == 1 else terms.SUMMARY[found.outcome]
        tone = terms.SUMMARY_TONE[found.outcome]
        return VerdictCell(outcome=outcome, certainty=terms.reached_of(found), tone=tone)
    later = [v for v in lines if v.finding.outcome == "later"]
    if later:
        return _later(later)
    cells = {verdict_cell(v) for v in lines}
    if len(cells) == 1:
        return cells.pop()
    same = {cell.outcome for cell in cells}
    outcome = same.pop() if len(same) == 1 else terms.NOT_JUDGED_OUTCOME
    return VerdictCell(outcome=outcome, certainty=terms.SEVERAL_REASONS, tone="open")


def _later(lines: Sequence[Verdict]) -> VerdictCell:
    """Where all is decided later: the direction so far, and no surer than the least sure line."""
    ways = {v.finding.leaning for v in lines}
    first = verdict_cell(lines[0])
    if len(ways) > 1:
        outcome = terms.decided_in(terms.PARTLY_NEARER, lines[0].finding.decides.get("closing"))
        return VerdictCell(outcome=outcome, certainty="", tone="open")
    sure = [v.finding.certainty for v in lines]
    least = next((c for c in ("unknown", "within_noise", "shown") if c in sure), None)
    certainty = terms.CERTAINTY[least] if least else ""
    return VerdictCell(outcome=first.outcome, certainty=certainty, tone="open")


def verdict_cell(verdict: Verdict) -> VerdictCell:
    """A line's outcome and certainty as a table prints them."""
    finding = verdict.finding
    outcome = terms.outcome(verdict.rule, finding)
    if finding.outcome == "later":
        outcome = terms.decided_in(outcome, finding.decides.get("closing"))
    certainty = terms.CERTAINTY[finding.certainty] if finding.certainty else ""
    if finding.unknown == "protected":
        certainty = terms.HIDDEN_CERTAINTY
    if finding.outcome in ("not_judged", "no_data"):
        certainty = terms.REASON[finding.reason or "no_data"]
    return VerdictCell(outcome=outcome, certainty=certainty, tone=terms.tone(finding))


def _left_out(context: Context, area: str) -> tuple[Text, ...]:
    """The lines that do not count in the summary, named."""
    left = [v for v in context.judgements.of(area) if not v.is_judged and v.rule != "monitored"]
    if not left:
        return ()
    return (sums.left_out([(v.target, context.label(v.indicator)) for v in left]),)
