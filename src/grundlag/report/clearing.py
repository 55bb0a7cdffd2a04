"""The list of what the source leaves open: to be cleared outside the papers, never inside one."""

from collections.abc import Iterator, Sequence

from grundlag.report.annex import filled
from grundlag.report.context import Context
from grundlag.report.model import Block, Cell, Paragraph, Section, Table
from grundlag.report.notes import filled_note
from grundlag.report.words import clearing, da, heads
from grundlag.verdicts.readings import Turn


def clearing_sections(context: Context, turned: Sequence[Turn]) -> tuple[Section, ...]:
    """Every open question, every code list to be confirmed, every line without a baseline."""
    return filled(
        (
            ("spoergsmaal", heads.OPEN_QUESTIONS, _questions(context, turned)),
            ("gerningstyper", heads.OPEN_CODES, _codes(context)),
            ("baseline", heads.OPEN_BASELINES, _baselines(context)),
        )
    )


def _questions(context: Context, turned: Sequence[Turn]) -> Iterator[Block]:
    rows: list[tuple[Cell, ...]] = []
    for assumption in context.basis.assumption:
        found = [t for t in turned if t.assumption == assumption.id]
        lines = [
            (context.name(t.verdict.area), t.verdict.target, context.subject(t.verdict.indicator))
            for t in found
        ]
        read = da.plain(clearing.note(filled_note(context, assumption)))
        said = clearing.meaning(lines, bool(assumption.other))
        rows.append((da.plain(assumption.open), read, said, da.plain("")))
    if rows:
        yield Paragraph(texts=(clearing.what_it_is(context.basis.source),))
        yield Table(
            id="afklaring",
            title=heads.OPEN_LIST,
            columns=heads.CLEARING_COLUMNS,
            rows=tuple(rows),
            notes=(clearing.untried(),),
        )


def _codes(context: Context) -> Iterator[Block]:
    wanted = {i.crime for i in context.basis.indicator if i.crime}
    labels = {i.crime: context.corrected(i.label) for i in context.basis.indicator}
    rows = tuple(
        (da.plain(labels[crime.id]), da.plain(crime.source), da.plain(""))
        for crime in context.defs.codes.crime
        if crime.id in wanted and crime.status == "proposal"
    )
    if rows:
        yield Table(
            id="gerningstyper",
            title=heads.OPEN_CODES_LIST,
            columns=heads.OPEN_CODES_COLUMNS,
            rows=rows,
        )


def _baselines(context: Context) -> Iterator[Block]:
    """The lines that nobody can judge before a baseline is declared."""
    for p in context.defs.partnerships.partnership:
        open_lines = [
            context.subject(v.indicator)
            for v in context.judgements.of(p.id)
            if v.finding.reason == "no_baseline"
        ]
        if open_lines:
            yield Paragraph(texts=(clearing.no_baseline(p.name, open_lines),))
