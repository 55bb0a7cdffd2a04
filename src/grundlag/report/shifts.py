"""The verdicts that shift from one basis to another, each with its reason in numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grundlag.report.between import Between, told_apart
from grundlag.report.context import Context
from grundlag.report.differences import bullet
from grundlag.report.model import Block, Paragraph, Section, Text
from grundlag.report.sentences import sentences
from grundlag.report.targets import verdict_cell
from grundlag.report.words import comparison as words
from grundlag.verdicts.model import Verdict


@dataclass(frozen=True, kw_only=True)
class Lines:
    """The lines of both bases: those that shift, those that stay, those that stand alone."""

    shifted: tuple[tuple[Verdict, Verdict], ...]
    same: tuple[tuple[Verdict, Verdict], ...]
    old_alone: tuple[Verdict, ...]
    new_alone: tuple[Verdict, ...]


def lines(bases: Between, old: Context, new: Context) -> Lines:
    """Each line of a target, an indicator and a partnership, held against its like."""
    before = {(v.area, v.target, v.indicator): v for v in old.judgements.verdicts}
    heirs, paired, alone = bases.before, [], []
    for verdict in new.judgements.verdicts:
        key = (verdict.area, verdict.target, heirs.get(verdict.indicator, ""))
        if key in before:
            paired.append((before.pop(key), verdict))
        else:
            alone.append(verdict)
    return Lines(
        shifted=tuple(pair for pair in paired if _said(pair[0]) != _said(pair[1])),
        same=tuple(pair for pair in paired if _said(pair[0]) == _said(pair[1])),
        old_alone=tuple(before.values()),
        new_alone=tuple(alone),
    )


def _said(verdict: Verdict) -> tuple[str, str | None, str | None]:
    finding = verdict.finding
    return finding.outcome, finding.leaning, finding.certainty


def shifts_section(bases: Between, old: Context, new: Context) -> Section:
    """How many lines shift, then each that does, said on both bases."""
    found = lines(bases, old, new)
    alone = len(found.old_alone) + len(found.new_alone)
    lead = Paragraph(
        texts=(words.counted(len(found.shifted), len(found.same), alone),), role="lead"
    )
    blocks: list[Block] = [lead]
    blocks += [bullet(*_shift(bases, old, new, *pair)) for pair in found.shifted]
    blocks += [bullet(text) for text in _alone(old, found.old_alone, is_new=False)]
    blocks += [bullet(text) for text in _alone(new, found.new_alone, is_new=True)]
    return Section(id="skifter", heading=words.VERDICTS, blocks=tuple(blocks))


def _shift(
    bases: Between, old: Context, new: Context, before: Verdict, now: Verdict
) -> Iterator[Text]:
    label, called = bases.labels(now.indicator)
    if label != called:
        label = words.was_called(label, told_apart(label, called)[1])
    cells = verdict_cell(before), verdict_cell(now)
    yield words.shifts(new.name(now.area), now.target, label, *cells)
    for lead, context, verdict in ((words.before(), old, before), (words.now(), new, now)):
        yield lead
        for texts in sentences(context, [verdict]):
            yield from texts


def _alone(context: Context, found: Sequence[Verdict], is_new: bool) -> Iterator[Text]:
    for v in found:
        yield words.alone(
            context.name(v.area), v.target, context.label(v.indicator), verdict_cell(v), is_new
        )
