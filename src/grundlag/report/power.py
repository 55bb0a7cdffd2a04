"""What the coming year's papers can show at all: a table in the annex, and a paper of its own."""

from collections.abc import Iterator, Sequence

from grundlag.basis.load import Definitions
from grundlag.basis.model import Basis
from grundlag.indicators.model import Measures
from grundlag.report.context import Context
from grundlag.report.marks import internal, invented
from grundlag.report.model import (
    Block,
    Cell,
    Fact,
    Number,
    Paper,
    Paragraph,
    Section,
    Table,
    Text,
)
from grundlag.report.words import da, sums
from grundlag.report.words import power as words
from grundlag.report.words.marks import standing_marks
from grundlag.verdicts.coming import Outlook, Size
from grundlag.verdicts.outlook import outlook


def power_blocks(context: Context, area: str) -> Iterator[Block]:
    """The annex' table on the report year after this one, on the same basis."""
    coming = context.year + 1
    found = outlook(context.defs, context.measures, coming, only=area)
    if any(line.rise is not None for line in found):
        rows = tuple(_short_row(context.basis, line) for line in found)
        yield Table(
            id=f"kan-ses-{area}",
            title=words.title(coming),
            columns=words.SHORT,
            rows=rows,
            notes=words.short_notes(),
        )


def _short_row(basis: Basis, line: Outlook) -> tuple[Cell, ...]:
    return (
        da.plain(line.target),
        da.plain(basis.label(line.indicator)),
        words.seen(line),
        words.chance(line.false_alarm, 1),
        words.chance(line.within),
    )


def power_paper(
    defs: Definitions,
    measures: Measures,
    year: int,
    size: Size,
    proposal: bool,
    in_force: bool,
    only: str | None = None,
) -> Paper:
    """All of it for one partnership or each, with what would decide each line."""
    found = outlook(defs, measures, year, size, only)
    named = {p.id: p.name for p in defs.partnerships.partnership if only in (None, p.id)}
    sections = [
        Section(id=area, heading=name, blocks=tuple(_area(measures.basis, size, own)))
        for area, name in named.items()
        if (own := [line for line in found if line.area == area])
    ]
    how = tuple(Paragraph(texts=(text,)) for text in words.full_notes(size))
    marks = standing_marks(proposal, in_force)
    return Paper(
        id="kan-ses",
        title=words.title(year),
        subtitle=measures.basis.called(not proposal),
        facts=(Fact(label=words.BASED_ON, text=_based_on(measures, found)),),
        marks=(*internal(defs), *marks, *invented(defs)),
        sections=(*sections, Section(id="laesning", heading=words.HOW, blocks=how)),
    )


def _area(basis: Basis, size: Size, lines: Sequence[Outlook]) -> Iterator[Block]:
    """A partnership's table, what would decide each line, and how often one gives a false alarm."""
    rows = tuple(_full_row(basis, line) for line in lines)
    name = f"kan-ses-{lines[0].area}"
    yield Table(id=name, title=words.LINES, columns=words.FULL, rows=rows)
    better = {t.id: t.better for goal in basis.goal for t in goal.target}
    for line in lines:
        lower = better[line.target] != "higher"
        if text := words.decides(line, basis.label(line.indicator), size, lower):
            yield Paragraph(texts=(text,), role="bullet")
    if judged := sum(line.has_noise for line in lines):
        yield Paragraph(texts=(sums.false_alarms(judged),))


def _full_row(basis: Basis, line: Outlook) -> tuple[Cell, ...]:
    target, label, seen, alarm, within = _short_row(basis, line)
    chances = (alarm, within, words.chance(line.fails), words.chance(line.overlooked))
    return target, label, _against(basis, line), seen, *chances


def _against(basis: Basis, line: Outlook) -> Cell:
    if line.held_against is None:
        return Number(value=None, unit="number", status="none")
    decimals = next(i.decimals for i in basis.indicator if i.id == line.indicator) or 0
    return da.level(line.held_against, decimals)


def _based_on(measures: Measures, found: Sequence[Outlook]) -> Text:
    """The latest wave and police year that anything was measured for."""
    names = {line.indicator for line in found}
    known = [e for e in measures.estimates.values() if e.value is not None]
    mine = [e for e in known if e.series.indicator in names]
    waves = max((e.year for e in mine if e.series.question_version), default=None)
    police = max((e.year for e in mine if e.unit != "share"), default=None)
    return words.based_on(waves, police)
