"""The first page: what the year says, one line a target, and what other readings would turn."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from grundlag.report.context import Context
from grundlag.report.model import Block, Paragraph, Section, Text, VerdictCell
from grundlag.report.published import published_notes
from grundlag.report.safety import expected
from grundlag.report.targets import verdict_table
from grundlag.report.words import heads, protection, sums, terms
from grundlag.verdicts.model import Summary, Verdict
from grundlag.verdicts.readings import Turn


def overview_section(context: Context, area: str, turned: Sequence[Turn]) -> Section:
    """Three sentences, one line a target, and what a reader must know of them."""
    lines = context.judgements.of(area)
    blocks: list[Block] = [
        Paragraph(texts=tuple(lead(context, area, lines)), role="lead"),
        verdict_table(context, area),
    ]
    blocks += [Paragraph(texts=texts, role="note") for texts in _notes(context, area, turned)]
    return Section(id="overblik", heading=heads.OVERVIEW, blocks=tuple(blocks))


def _notes(context: Context, area: str, turned: Sequence[Turn]) -> Iterator[tuple[Text, ...]]:
    """Whether the agreement is foreseen alone; other readings; a printed total; false alarms."""
    if said := expected(context, area):
        yield (said,)
    yield from ((text,) for text in published_notes(context))
    own = [turn for turn in turned if turn.verdict.area == area]
    if own:
        yield (sums.open_questions(),)
    yield from ((text,) for text in _turned(context, own))
    if noisy := sum(v.has_noise for v in context.judgements.of(area)):
        yield (sums.false_alarms(noisy), sums.chance_only())


def lead(context: Context, area: str, lines: Sequence[Verdict]) -> Iterator[Text]:
    """How many are reached, how sure that is, and which are not (or are decided later)."""
    found = context.summary(area)
    only = [v.target for v in lines if v.is_judged] if found.judged == 1 else []
    yield sums.summary(found, context.name(area), only[0] if only else None)
    silent = any(v.finding.unknown == "protected" for v in lines)
    if found.certainty == "unknown" and silent:
        yield protection.uncertain()
    elif sure := sums.summary_certainty(found):
        yield sure
    missed = [v for v in lines if v.finding.outcome == "missed"]
    later = [v for v in lines if v.finding.outcome == "later"]
    if missed and not only:
        yield sums.missed([context.subject(v.indicator) for v in missed])
    elif later:
        city = context.name(context.measures.comparator)
        yield sums.decided_later(city, later[0].finding.decides.get("closing"))
    elif found.judged and (left := [t for t, _ in found.left_out if t in _judgeable(lines)]):
        yield sums.not_judged(list(dict.fromkeys(left)))


def _judgeable(lines: Sequence[Verdict]) -> set[str]:
    """The targets that are judged in a year that allows it: all but the monitored."""
    return {v.target for v in lines if v.rule != "monitored"}


def _turned(context: Context, turned: Sequence[Turn]) -> Iterator[Text]:
    """Each other reading, and the lines it would turn."""
    for says, group in groupby(turned, key=lambda turn: turn.says):
        yield sums.turned(says, [_turned_line(context, turn) for turn in group])


def _turned_line(context: Context, turn: Turn) -> tuple[str, str, str]:
    """A line's target, its figure, and its outcome under the other reading."""
    line = turn.verdict
    return line.target, context.subject(line.indicator), terms.way(line.rule, turn.outcome)


def summary_cell(found: Summary, lines: Sequence[Verdict] = ()) -> VerdictCell:
    """A goal's summary as the table prints it, with the targets that are decided later."""
    later = {v.target: v for v in lines if v.finding.outcome == "later"}
    certainty = [terms.reached_of(found)] if found.judged else []
    for target, verdict in later.items():
        certainty.append(f"{target} {terms.when(verdict.finding.decides.get('closing'))}")
    return VerdictCell(
        outcome=terms.SUMMARY[found.outcome],
        certainty="; ".join(certainty),
        tone=terms.SUMMARY_TONE[found.outcome],
    )
