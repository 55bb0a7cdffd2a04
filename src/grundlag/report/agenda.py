"""The agenda item that the papers are annexes to: a page and a half in the city's own order."""

from collections.abc import Iterator

from grundlag.basis.city import Agenda
from grundlag.report.annex import goals_as_worded
from grundlag.report.context import Context
from grundlag.report.model import Block, Paragraph, Section, Table, Text
from grundlag.report.overview import lead
from grundlag.report.words import agenda as words
from grundlag.report.words import da, heads, sums

ABOUT = "om-opgoerelsen"


def order(context: Context, agenda: Agenda) -> tuple[str, ...]:
    """The partnerships in the order of their annexes."""
    return agenda.annexes or tuple(p.id for p in context.defs.partnerships.partnership)


def annexes(context: Context, agenda: Agenda) -> dict[str, str]:
    """The papers that are annexes, by id, with their titles: each partnership's, then how."""
    papers = {area: heads.paper(context.name(area)) for area in order(context, agenda)}
    return {**papers, ABOUT: heads.ABOUT}


def agenda_sections(context: Context, agenda: Agenda, goals: Table) -> tuple[Section, ...]:
    """Summary, what is asked, why, what the year shows, economy, what is next, annexes."""
    parts = (
        ("resume", words.SUMMARY, _summary(context, agenda)),
        ("indstilling", words.ASKED, _asked(context, agenda)),
        ("problemstilling", words.WHY, _why(context, agenda)),
        ("loesning", words.ANSWER, _answer(context, agenda, goals)),
        ("oekonomi", words.ECONOMY, [_said(da.plain(agenda.economy))]),
        ("videre-proces", words.NEXT, [_next(context, agenda)]),
        ("bilag", words.ANNEXES, _annexes(context, agenda)),
    )
    return tuple(
        Section(id=id, heading=heading, blocks=tuple(blocks)) for id, heading, blocks in parts
    )


def _said(*texts: Text) -> Paragraph:
    return Paragraph(texts=texts)


def _areas(context: Context, agenda: Agenda) -> list[str]:
    return [context.name(area) for area in order(context, agenda)]


def _summary(context: Context, agenda: Agenda) -> Iterator[Block]:
    found = [(context.name(area), context.summary(area)) for area in order(context, agenda)]
    said = sums.outcomes(found)
    first = words.told(agenda.to, _areas(context, agenda), context.year)
    yield Paragraph(texts=(first, *said), role="lead")


def _asked(context: Context, agenda: Agenda) -> Iterator[Block]:
    yield _said(words.asks(agenda.by, agenda.to))
    noted = words.noted(_areas(context, agenda), context.year)
    yield Paragraph(texts=(noted,), role="point")


def _why(context: Context, agenda: Agenda) -> Iterator[Block]:
    yield _said(da.plain(agenda.background))
    yield _said(words.goals())
    yield from goals_as_worded(context)
    basis = heads.basis(context.basis_name, context.proposal, context.in_force)
    yield _said(words.measured(basis, context.police_year, context.year))


def _answer(context: Context, agenda: Agenda, goals: Table) -> Iterator[Block]:
    yield goals
    yield _said(words.how_to_read())
    for number, area in enumerate(order(context, agenda), 1):
        lines = context.judgements.of(area)
        yield _said(*lead(context, area, lines), words.see(number))
    yield Paragraph(texts=(sums.chance_only(),), role="note")


def _next(context: Context, agenda: Agenda) -> Paragraph:
    return _said(da.plain(agenda.next), words.next_status(agenda.to, context.year + 1))


def _annexes(context: Context, agenda: Agenda) -> Iterator[Block]:
    for title in annexes(context, agenda).values():
        yield Paragraph(texts=(da.plain(title),), role="point")
