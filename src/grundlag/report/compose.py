"""Compose the year's pack: an overview and a paper a partnership, from verdicts and figures."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from grundlag.basis import clocks
from grundlag.basis.city import Agenda
from grundlag.basis.load import Definitions
from grundlag.basis.model import Goal
from grundlag.cubes.model import Cubes
from grundlag.indicators.model import Measures
from grundlag.indicators.revisions import since_last_report
from grundlag.records.model import Delivery
from grundlag.report.activities import activity_section
from grundlag.report.agenda import ABOUT, agenda_sections, annexes, order
from grundlag.report.annex import CRIME, SURVEY, annex_sections
from grundlag.report.clearing import clearing_sections
from grundlag.report.context import Context
from grundlag.report.crime import crime_section, other_section
from grundlag.report.facts import facts
from grundlag.report.flat import (
    figures,
    judgements,
    period_judgements,
    period_summaries,
    replays,
    spreads,
    summaries,
)
from grundlag.report.maps import area_map, city_map
from grundlag.report.marks import internal, invented
from grundlag.report.model import (
    Block,
    Cell,
    Pack,
    Paper,
    Paragraph,
    Section,
    Table,
)
from grundlag.report.notes import notes_section
from grundlag.report.orientation import orientations
from grundlag.report.overview import overview_section, summary_cell
from grundlag.report.period import period_sections
from grundlag.report.remarks import homeless, remarks_on
from grundlag.report.revised import revised_figures
from grundlag.report.safety import safety_section
from grundlag.report.summary import figures_section
from grundlag.report.words import agenda as agenda_words
from grundlag.report.words import da, heads, sums
from grundlag.report.words.marks import standing_marks
from grundlag.verdicts.model import Judgements
from grundlag.verdicts.readings import Turn, turns


def compose(
    defs: Definitions,
    cubes: Cubes,
    measures: Measures,
    judged: Judgements,
    proposal: bool,
    in_force: bool = True,
    public: bool = False,
) -> Pack:
    """The year's pack, even of one paper; `proposal` marks a basis that is not decided.

    `in_force` is false for one that was decided for other years. A `public` one is composed of
    measures and judgements that hold nothing hidden, and says less of what lies behind them.
    """
    return _pack(
        Context(
            defs=defs,
            cubes=cubes,
            measures=measures,
            judgements=judged,
            proposal=proposal,
            in_force=in_force,
            since_last=None if public else since_last_report(defs, cubes, measures),
            public=public,
        )
    )


def _pack(context: Context) -> Pack:
    return Pack(
        year=context.year,
        basis=context.basis.id,
        basis_name=context.basis_name,
        proposal=context.proposal,
        invented=context.defs.folder.invented,
        city=context.defs.folder.city,
        papers=tuple(_papers(context)),
        figures=figures(context),
        judgements=judgements(context),
        summaries=summaries(context),
        spreads=spreads(context),
        replays=replays(context),
        period_judgements=period_judgements(context),
        period_summaries=period_summaries(context),
        intake={d.id: _rows(d) for d in context.cubes.deliveries},
        last_report=context.since_last.day if context.since_last else None,
        revised=revised_figures(context),
    )


def _papers(context: Context) -> Iterator[Paper]:
    """Agenda item, overview, each partnership's paper, their annex, and what is to be cleared."""
    turned = _turned(context)
    kinds, partnerships = context.defs.folder.papers, context.defs.partnerships.partnership
    if agenda := context.defs.folder.agenda:
        yield agenda_paper(context, agenda)
    if "overview" in kinds:
        yield overview_paper(context)
    if "partnership" in kinds:
        own = (partnership_paper(context, p.id, turned) for p in partnerships)
        yield from _numbered(context, (*own, annex_paper(context)))
    yield from _orientations(context)
    if not context.public and (sections := clearing_sections(context, turned)):
        yield _paper(context, "afklaring", heads.clearing_title(context.basis_name), sections)


def _turned(context: Context) -> tuple[Turn, ...]:
    """What other readings would turn: they are judged on figures that may be hidden."""
    if context.public:
        return ()
    return tuple(turns(context.defs, context.cubes, context.measures, context.judgements))


def _orientations(context: Context) -> tuple[Paper, ...]:
    """The notes to the steering groups, in the first report year of a basis that replaces one."""
    decision = clocks.decision_on(context.defs, context.basis.id, date.max)
    if context.proposal or not context.in_force or decision is None:
        return ()
    if clocks.first_year(context.basis, decision) != context.year:
        return ()
    return orientations(context.defs, context.basis)


def _rows(delivery: Delivery) -> dict[str, int]:
    manifest = delivery.manifest
    return {
        "read": manifest.rows_read,
        "kept": manifest.rows_kept,
        "set_aside": manifest.rows_set_aside,
    }


def partnership_paper(context: Context, area: str, turned: Sequence[Turn]) -> Paper:
    """One partnership's paper, a page each: verdicts, safety, crime, activities and remarks.

    The period stands below the first chapter and the map below the last, where pages have room.
    """
    chapters = _apart([_chapter(context, goal, area) for goal in context.basis.goal])
    chapters[-1:] = [_with_map(context, area, section) for section in chapters[-1:]]
    told = (*chapters[:1], *period_sections(context, area), *chapters[1:])
    sections = (overview_section(context, area, turned), *told, *_remarks(context, area))
    return _paper(context, area, heads.paper(context.name(area)), sections)


def _with_map(context: Context, area: str, last: Section) -> Section:
    drawn = area_map(context, area)
    return replace(last, blocks=(*last.blocks, drawn)) if drawn else last


def annex_paper(context: Context) -> Paper:
    """The annex to all papers: how their figures are made."""
    return _paper(context, ABOUT, heads.ABOUT, annex_sections(context))


def agenda_paper(context: Context, agenda: Agenda) -> Paper:
    """The agenda item that the partnerships' papers are annexes to."""
    sections = agenda_sections(context, agenda, _goals_table(context, order(context, agenda)))
    made = _paper(context, "indstilling", agenda_words.title(context.year), sections)
    return replace(made, subtitle=agenda_words.subtitle(agenda.to))


def _numbered(context: Context, papers: Iterable[Paper]) -> Iterator[Paper]:
    """Papers that say, where there is an agenda item, which annex to it they are."""
    agenda = context.defs.folder.agenda
    found = list(annexes(context, agenda)) if agenda else []
    for paper in papers:
        if paper.id in found:
            number = found.index(paper.id) + 1
            yield replace(paper, subtitle=agenda_words.annex(number, paper.subtitle))
        else:
            yield paper


def _paper(context: Context, name: str, title: str, sections: tuple[Section, ...]) -> Paper:
    return Paper(
        id=name,
        title=title,
        subtitle=heads.subtitle(context.year),
        facts=facts(context),
        marks=marks_of(context),
        sections=sections,
    )


def _apart(sections: list[Section]) -> list[Section]:
    """Sections with ids of their own, where a basis has two goals of a kind."""
    ids = [section.id for section in sections]
    return [
        replace(s, id=f"{s.id}-{ids[: i + 1].count(s.id)}") if s.id in ids[:i] else s
        for i, s in enumerate(sections)
    ]


def _chapter(context: Context, goal: Goal, area: str) -> Section:
    kinds = context.kinds(goal)
    if kinds <= SURVEY:
        return safety_section(context, goal, area)
    if kinds <= CRIME:
        return crime_section(context, goal, area)
    if kinds <= {"activity_share"}:
        return activity_section(context, goal, area)
    return other_section(context, goal, area)


def overview_paper(context: Context) -> Paper:
    """All partnerships at a glance, each with its goals summed up."""
    partnerships = context.defs.partnerships.partnership
    found = [context.summary(p.id) for p in partnerships]
    names = [p.name for p in partnerships]
    without_n = any(v.finding.unknown == "no_n" for v in context.judgements.verdicts)
    drawn = city_map(context)
    blocks: tuple[Block, ...] = (
        Paragraph(
            texts=sums.all_summaries(list(zip(names, found, strict=True)), without_n), role="lead"
        ),
        _goals_table(context, [p.id for p in partnerships]),
        Paragraph(texts=(sums.chance_only(),), role="note"),
        *([drawn] if drawn else ()),
    )
    sections = (
        Section(id="overblik", heading=heads.OVERVIEW, blocks=blocks),
        figures_section(context),
        replace(notes_section(context), new_page=True),
    )
    return _paper(context, "overblik", heads.overview(context.defs.folder.city), sections)


def _goals_table(context: Context, areas: Sequence[str]) -> Table:
    """One row a partnership, one column a goal."""
    goals = context.basis.goal
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            da.plain(context.name(area)),
            *(
                summary_cell(context.summary(area, goal.id), context.verdicts(area, goal.id))
                for goal in goals
            ),
        )
        for area in areas
    )
    return Table(
        id="overblik",
        title=heads.goals(context.year),
        columns=heads.goal_columns([heads.goal(g.id, g.about) for g in goals]),
        rows=rows,
    )


def _remarks(context: Context, area: str) -> tuple[Section, ...]:
    """The analyst's remarks on the whole; those on a goal or a figure stand beside it."""
    blocks = (*remarks_on(context, area), *homeless(context, area))
    return (Section(id="bemaerkninger", heading=heads.REMARKS, blocks=blocks),) if blocks else ()


def marks_of(context: Context) -> tuple[str, ...]:
    """What stands on every page: that the basis is not in force, that the data are invented."""
    marks = standing_marks(context.proposal, context.in_force)
    inside = () if context.public else internal(context.defs)
    return (*inside, *marks, *invented(context.defs))
