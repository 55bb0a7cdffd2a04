"""The annex of a partnership's paper: how its figures are made, and all that they lean on."""

from collections.abc import Callable, Iterable, Iterator

from grundlag.basis.model import Goal, Kind
from grundlag.report.activities import register_table
from grundlag.report.context import Context
from grundlag.report.crime import crime_history
from grundlag.report.methods import methods
from grundlag.report.model import Block, Paragraph, Section, Text
from grundlag.report.notes import codes, data_notes, readings
from grundlag.report.period import period_tables
from grundlag.report.power import power_blocks
from grundlag.report.replay import replay_tables
from grundlag.report.revised import revised_blocks
from grundlag.report.safety import safety_limits
from grundlag.report.unplaced import unplaced_table
from grundlag.report.words import da, data, heads, joins, power, revisions

SURVEY: frozenset[Kind] = frozenset({"survey_share"})
CRIME: frozenset[Kind] = frozenset({"count", "rate"})
Part = tuple[str, str, Iterable[Block]]
More = Callable[[Context, Goal, str], Iterable[Block]]


def annex_sections(context: Context, area: str) -> tuple[Section, ...]:
    """How open questions are read, methods, limits, years, data, codes; the goals' own words."""
    ahead = () if context.public else tuple(power_blocks(context, area))
    parts: tuple[Part, ...] = (
        ("laesning", heads.READINGS, _notes(readings(context, area))),
        ("metode", heads.METHODS, _notes(methods(context, area, bool(ahead)))),
        ("usikkerhed", heads.LIMITS, _of_goals(context, area, SURVEY, safety_limits)),
        ("over-perioden", heads.PERIOD, period_tables(context, area)),
        ("udvikling", heads.HISTORY, _of_goals(context, area, CRIME, crime_history)),
        ("aendret", revisions.SECTION, _internal(context, area, revised_blocks)),
        ("graenser", joins.REPLAY, replay_tables(context, area)),
        ("uden-sted", joins.UNPLACED_HEADING, _internal(context, area, unplaced_table)),
        ("kan-ses", power.SECTION, ahead),
        ("aktiviteter", heads.REGISTER, _register(context, area)),
        ("data", heads.DATA, _data(context, area)),
        ("maal", heads.goals_as(context.proposal), _goals(context)),
    )
    return filled(parts)


def _internal(
    context: Context, area: str, part: Callable[[Context, str], Iterable[Block]]
) -> Iterable[Block]:
    """A part that is made of counts beside the figures, and so is in no public paper."""
    return () if context.public else part(context, area)


def filled(parts: Iterable[Part]) -> tuple[Section, ...]:
    """Those parts, each an id, a heading and its blocks, that hold anything."""
    whole = ((name, heading, tuple(blocks)) for name, heading, blocks in parts)
    return tuple(Section(id=n, heading=heading, blocks=held) for n, heading, held in whole if held)


def _notes(texts: Iterable[Text]) -> Iterator[Block]:
    yield from (Paragraph(texts=(text,)) for text in texts)


def _of_goals(context: Context, area: str, kinds: frozenset[Kind], more: More) -> Iterator[Block]:
    for goal in context.basis.goal:
        if context.kinds(goal) <= kinds:
            yield from more(context, goal, area)


def _register(context: Context, area: str) -> Iterator[Block]:
    if table := register_table(context, area):
        yield table


def _data(context: Context, area: str) -> Iterator[Block]:
    yield from _notes(data_notes(context, area))
    if table := codes(context):
        yield table


def _goals(context: Context) -> Iterator[Block]:
    """Every goal in the basis' own words, a paragraph each, and under it its targets' words."""
    yield Paragraph(texts=(data.source(context.basis.source),))
    for goal in context.basis.goal:
        yield Paragraph(texts=(da.plain(f"{goal.id}. {goal.text}"),), role="quote")
        for target in goal.target:
            if target.text:
                yield Paragraph(texts=(da.plain(f"{target.id} {target.text}"),), role="quote")
