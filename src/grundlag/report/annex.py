"""The annex to all papers: how their figures are made, and each partnership's own behind them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from grundlag.basis.model import Goal, Kind
from grundlag.report.activities import register_table
from grundlag.report.context import Context
from grundlag.report.crime import crime_history
from grundlag.report.methods import methods
from grundlag.report.model import Block, Paragraph, Section, Text
from grundlag.report.notes import codes, data_notes, readings_of
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


def annex_sections(context: Context) -> tuple[Section, ...]:
    """What holds of all (readings, methods, data, codes, goals), then a chapter a partnership."""
    areas = [p.id for p in context.defs.partnerships.partnership]
    own = [section for area in areas for section in _own_sections(context, area)]
    looks_ahead = any(section.heading.endswith(power.SECTION) for section in own)
    parts: tuple[Part, ...] = (
        ("laesning", heads.READINGS, _notes(readings_of(context, areas))),
        ("metode", heads.METHODS, _notes(methods(context, areas, looks_ahead))),
        ("data", heads.DATA, _data(context)),
        ("maal", heads.goals_as(context.proposal), _goals(context)),
    )
    return (*filled(parts), *own)


def _own_sections(context: Context, area: str) -> tuple[Section, ...]:
    """A partnership's limits, years, revisions, borders and activities, on pages of their own."""
    parts: tuple[Part, ...] = (
        ("usikkerhed", heads.LIMITS, _of_goals(context, area, SURVEY, safety_limits)),
        ("over-perioden", heads.PERIOD, period_tables(context, area)),
        ("udvikling", heads.HISTORY, _of_goals(context, area, CRIME, crime_history)),
        ("aendret", revisions.SECTION, _internal(context, area, revised_blocks)),
        ("graenser", joins.REPLAY, replay_tables(context, area)),
        ("uden-sted", joins.UNPLACED_HEADING, _internal(context, area, unplaced_table)),
        ("kan-ses", power.SECTION, _internal(context, area, power_blocks)),
        ("aktiviteter", heads.REGISTER, _register(context, area)),
    )
    return tuple(
        replace(
            section,
            id=f"{section.id}-{area}",
            heading=heads.of_area(context.name(area), section.heading),
            new_page=number == 0,
        )
        for number, section in enumerate(filled(parts))
    )


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


def _data(context: Context) -> Iterator[Block]:
    yield from _notes(data_notes(context))
    if table := codes(context):
        yield table


def _goals(context: Context) -> Iterator[Block]:
    yield Paragraph(texts=(data.source(context.basis.source),))
    yield from goals_as_worded(context)


def goals_as_worded(context: Context) -> Iterator[Block]:
    """Every goal in the basis' own words, a paragraph each, and under it its targets' words."""
    for goal in context.basis.goal:
        yield Paragraph(texts=(da.plain(f"{goal.id}. {goal.text}"),), role="quote")
        for target in goal.target:
            if target.text:
                yield Paragraph(texts=(da.plain(f"{target.id} {target.text}"),), role="quote")
