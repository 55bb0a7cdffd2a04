"""The first page: what the year says, one line a target, and what other readings would turn."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from grundlag.indicators.model import Estimate
from grundlag.report.context import Context
from grundlag.report.model import (
    Block,
    Cell,
    Lines,
    Number,
    Paragraph,
    Section,
    Table,
    Text,
    VerdictCell,
)
from grundlag.report.words import da, heads, sums, terms
from grundlag.verdicts.model import Summary, Verdict
from grundlag.verdicts.readings import Turn


def overview_section(context: Context, area: str, turned: Sequence[Turn]) -> Section:
    """Three sentences, one line a target, and the open questions whose answer would turn a line."""
    lines = context.judgements.of(area)
    blocks: list[Block] = [
        Paragraph(texts=tuple(_lead(context, area, lines)), role="lead"),
        verdict_table(context, area),
    ]
    if notes := tuple(_turned(context, [t for t in turned if t.verdict.area == area])):
        blocks.append(Paragraph(texts=(sums.open_questions(), *notes), role="note"))
    if noisy := sum(v.has_noise for v in lines):
        blocks.append(Paragraph(texts=(sums.false_alarms(noisy), sums.chance_only()), role="note"))
    return Section(id="overblik", heading=heads.OVERVIEW, blocks=tuple(blocks))


def _lead(context: Context, area: str, lines: Sequence[Verdict]) -> Iterator[Text]:
    """How many are reached, how sure that is, and which are not (or are decided later)."""
    found = context.summary(area)
    yield sums.summary(found, context.name(area))
    if sure := sums.summary_certainty(found):
        yield sure
    missed = [v for v in lines if v.finding.outcome == "missed"]
    later = [v for v in lines if v.finding.outcome == "later"]
    if missed:
        yield sums.missed([context.subject(v.indicator) for v in missed])
    elif later:
        city = context.name(context.measures.comparator)
        yield sums.decided_later(city, later[0].finding.decides.get("closing"))
    elif found.judged and (left := [t for t, _ in found.left_out if t in _judgeable(lines)]):
        yield sums.not_judged(list(dict.fromkeys(left)))


def _judgeable(lines: Sequence[Verdict]) -> set[str]:
    """The targets that are judged in a year that allows it: all but the monitored."""
    return {v.target for v in lines if v.rule != "monitored"}


def verdict_table(context: Context, area: str) -> Table:
    """One row a target: its number, its figures and what they are held against, the verdict."""
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
        notes=_left_out(context, area),
    )


def _row(context: Context, lines: Sequence[Verdict], found: Summary) -> tuple[Cell, ...]:
    figures = Lines(lines=tuple(_figure(context, verdict) for verdict in lines))
    return da.plain(lines[0].target), figures, target_cell(lines, found)


def _figure(context: Context, verdict: Verdict) -> Text:
    """A line's figure, and in brackets what it is held against."""
    decimals = context.decimals_of(verdict)
    if verdict.now.value is None:
        return da.plain(context.label(verdict.indicator))
    numbers = {"now": da.number(verdict.now, decimals)}
    words = f"{context.label(verdict.indicator)}: {{now}}"
    against = _against(context, verdict, decimals)
    if against is not None:
        words, numbers = f"{words} ({against.words})", {**numbers, **against.numbers}
    return Text(words=words, numbers=numbers)


def _against(context: Context, verdict: Verdict, decimals: int) -> Text | None:
    """What the figure is held against: the year before, the baseline, or the comparator."""
    against: Estimate | None = verdict.finding.against
    numbers, words = {}, "{value} i {year}"
    if verdict.rule == "approaches":
        against = context.estimate(verdict.indicator, context.measures.comparator, context.year)
        words = f"{context.name(context.measures.comparator)} {{value}}"
    elif verdict.rule == "held_at_baseline":
        span = da.span(context.declared_baseline(verdict.indicator, verdict.area))
        words = f"{heads.baseline_beside(span)}: {{value}}"
    elif verdict.rule == "at_least":
        return _least(context, verdict)
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
    if found.judged:
        same = {verdict_cell(v).outcome for v in lines}
        outcome = same.pop() if len(same) == 1 else terms.SUMMARY[found.outcome]
        tone = terms.SUMMARY_TONE[found.outcome]
        return VerdictCell(outcome=outcome, certainty=terms.reached_of(found), tone=tone)
    later = [v for v in lines if v.finding.outcome == "later"]
    return _later(later) if later else verdict_cell(lines[0])


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


def _least(context: Context, verdict: Verdict) -> Text:
    """What a share must be at least."""
    return heads.at_least(Number(value=(context.least(verdict) or 0) / 100, unit="share"))


def verdict_cell(verdict: Verdict) -> VerdictCell:
    """A line's outcome and certainty as a table prints them."""
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


def _turned(context: Context, turned: Sequence[Turn]) -> Iterator[Text]:
    """Each other reading, and the lines it would turn."""
    for says, group in groupby(turned, key=lambda turn: turn.says):
        yield sums.turned(says, [_turned_line(context, turn) for turn in group])


def _turned_line(context: Context, turn: Turn) -> tuple[str, str, str]:
    """A line's target, its figure, and its outcome under the other reading."""
    line = turn.verdict
    return line.target, context.subject(line.indicator), terms.way(line.rule, turn.outcome)


def summary_cell(found: Summary) -> VerdictCell:
    """A goal's summary as the table prints it."""
    return VerdictCell(
        outcome=terms.SUMMARY[found.outcome],
        certainty=terms.reached_of(found) if found.judged else "",
        tone=terms.SUMMARY_TONE[found.outcome],
    )
