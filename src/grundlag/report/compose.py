"""Compose the year's pack: an overview and a paper a partnership, from verdicts and figures."""

from dataclasses import replace
from datetime import date

from grundlag.basis import clocks
from grundlag.basis.load import Definitions
from grundlag.basis.model import Goal
from grundlag.cubes.model import Cubes
from grundlag.indicators.model import Measures
from grundlag.records.model import Delivery
from grundlag.report.context import Context
from grundlag.report.crime import crime_section, other_section
from grundlag.report.flat import figures, judgements, summaries
from grundlag.report.model import (
    Block,
    Cell,
    Fact,
    Pack,
    Paper,
    Paragraph,
    Section,
    Table,
    Text,
)
from grundlag.report.notes import notes_section, population_day
from grundlag.report.orientation import orientations
from grundlag.report.overview import overview_section, summary_cell
from grundlag.report.safety import safety_section
from grundlag.report.summary import figures_section
from grundlag.report.words import da, heads, sums, terms
from grundlag.verdicts.model import Judgements


def compose(
    defs: Definitions,
    cubes: Cubes,
    measures: Measures,
    judged: Judgements,
    proposal: bool,
    in_force: bool = True,
) -> Pack:
    """The year's pack, even of one paper; `proposal` marks a basis that is not decided.

    `in_force` is false for one that was decided for other years.
    """
    context = Context(
        defs=defs,
        cubes=cubes,
        measures=measures,
        judgements=judged,
        proposal=proposal,
        in_force=in_force,
    )
    papers: list[Paper] = []
    if "overview" in defs.folder.papers:
        papers.append(overview_paper(context))
    if "partnership" in defs.folder.papers:
        papers += [partnership_paper(context, p.id) for p in defs.partnerships.partnership]
    papers += _orientations(context)
    return Pack(
        year=context.year,
        basis=context.basis.id,
        basis_name=context.basis.name,
        proposal=proposal,
        invented=defs.folder.invented,
        city=defs.folder.city,
        papers=tuple(papers),
        figures=figures(context),
        judgements=judgements(context),
        summaries=summaries(context),
        intake={d.id: _rows(d) for d in cubes.deliveries},
    )


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


def partnership_paper(context: Context, area: str) -> Paper:
    """One partnership's paper: the verdicts first, then safety, crime and the rest, then notes."""
    chapters = _apart([_chapter(context, goal, area) for goal in context.basis.goal])
    remarks = context.defs.remarks.get(area, "")
    return Paper(
        id=area,
        title=heads.paper(context.name(area)),
        subtitle=heads.subtitle(context.year),
        facts=_facts(context),
        marks=marks_of(context),
        sections=(
            overview_section(context, area),
            *chapters,
            *(_remarks(remarks) if remarks else ()),
            notes_section(context, area),
        ),
    )


def _apart(sections: list[Section]) -> list[Section]:
    """Sections with ids of their own, where a basis has two goals of a kind."""
    ids = [section.id for section in sections]
    return [
        replace(s, id=f"{s.id}-{ids[: i + 1].count(s.id)}") if s.id in ids[:i] else s
        for i, s in enumerate(sections)
    ]


def _chapter(context: Context, goal: Goal, area: str) -> Section:
    kinds = {context.indicator(i).kind for target in goal.target for i in target.indicators}
    if kinds <= {"survey_share"}:
        return safety_section(context, goal, area)
    if kinds <= {"count", "rate"}:
        return crime_section(context, goal, area)
    return other_section(context, goal, area)


def overview_paper(context: Context) -> Paper:
    """All partnerships at a glance, each with its goals summed up."""
    found = [context.summary(p.id) for p in context.defs.partnerships.partnership]
    names = [p.name for p in context.defs.partnerships.partnership]
    without_n = any(v.finding.unknown == "no_n" for v in context.judgements.verdicts)
    blocks: tuple[Block, ...] = (
        Paragraph(
            texts=sums.all_summaries(list(zip(names, found, strict=True)), without_n), role="lead"
        ),
        _goals_table(context),
        Paragraph(texts=(sums.chance_only(),), role="note"),
    )
    return Paper(
        id="overblik",
        title=heads.overview(context.defs.folder.city),
        subtitle=heads.subtitle(context.year),
        facts=_facts(context),
        marks=marks_of(context),
        sections=(
            Section(id="overblik", heading=heads.OVERVIEW, blocks=blocks),
            figures_section(context),
            notes_section(context, None),
        ),
    )


def _goals_table(context: Context) -> Table:
    """One row a partnership, one column a goal."""
    goals = context.basis.goal
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            da.plain(p.name),
            *(summary_cell(context.summary(p.id, goal.id)) for goal in goals),
        )
        for p in context.defs.partnerships.partnership
    )
    return Table(
        id="overblik",
        title=heads.goals(context.year),
        columns=heads.goal_columns([heads.goal(g.id, g.about) for g in goals]),
        rows=rows,
    )


def _remarks(text: str) -> tuple[Section, ...]:
    """The analyst's own remarks, as written: a blank line begins a new paragraph."""
    parts = [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
    blocks = tuple(Paragraph(texts=(Text(words=p, numbers={}),), role="remark") for p in parts)
    return (Section(id="bemaerkninger", heading=heads.REMARKS, blocks=blocks),)


def marks_of(context: Context) -> tuple[str, ...]:
    """What stands on every page: that the basis is not in force, that the data are invented."""
    return (*terms.standing_marks(context.proposal, context.in_force), *invented(context.defs))


def invented(defs: Definitions) -> tuple[str, ...]:
    """The mark of data that are made up."""
    return (terms.INVENTED,) if defs.folder.invented else ()


def _facts(context: Context) -> tuple[Fact, ...]:
    """The years a report has, all three, and the basis."""
    basis = heads.basis(context.basis.name, context.proposal, context.in_force)
    texts = {
        "year": _year(context.year),
        "wave": _year(context.year),
        "police": _year(context.police_year),
        "people": da.plain(da.day(population_day(context))),
        "basis": da.plain(basis),
    }
    return tuple(Fact(label=heads.FACTS[name], text=text) for name, text in texts.items())


def _year(value: int) -> Text:
    return Text(words="{year}", numbers={"year": da.year(value)})
