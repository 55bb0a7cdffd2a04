"""The decision paper, from the definition files alone: goals and empty tables of each basis."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from grundlag.basis import clocks
from grundlag.basis.clocks import Stands
from grundlag.basis.declared import Definitions
from grundlag.basis.model import Basis, Goal, Row
from grundlag.basis.model import Table as DeclaredTable
from grundlag.basis.pairs import lineage
from grundlag.basis.partnerships import Agreement
from grundlag.report.model import Block, Cell, Column, Paper, Paragraph, Section, Table
from grundlag.report.words import da
from grundlag.report.words import grounds as words
from grundlag.report.words.marks import standing_marks

WIDTHS = {"label": 6, "target": 4, "value": 3, "change": 3}


def grounds(defs: Definitions, day: date) -> Paper:
    """All bases as they stand on a day: what is in force, what is proposed, for whom from when."""
    bases = lineage(defs.bases)
    open_ = any(clocks.stands(defs, basis, day) == "proposal" for basis in bases)
    return Paper(
        id="grundlag",
        title=words.title([basis.source for basis in bases]),
        subtitle=words.subtitle(day),
        facts=(),
        marks=standing_marks(open_, in_force=True),
        sections=(
            Section(id="indledning", heading=words.STANDS, blocks=tuple(_introduction(defs, day))),
            *(section for basis in bases for section in _sections(defs, basis, day)),
        ),
    )


def _introduction(defs: Definitions, day: date) -> Iterator[Block]:
    """What stands below, how each basis stands, what the agreements say, and the exceptions."""
    bases = lineage(defs.bases)
    found = {basis.id: clocks.stands(defs, basis, day) for basis in bases}
    places = [p.name for p in defs.partnerships.partnership]
    said = [words.below(places, list(found.values()))]
    said += [
        words.standing(
            basis.called(found[basis.id] != "proposal"),
            found[basis.id],
            clocks.decision_on(defs, basis.id, day),
            _years(defs, basis, day),
            _whose(defs, basis),
        )
        for basis in bases
    ]
    if "proposal" in found.values():
        said.append(words.steering_groups())
    yield Paragraph(texts=tuple(said))
    exempt = [e for basis in bases if found[basis.id] != "former" for e in basis.exception]
    told = {e.partnership for e in exempt}
    if agreed := [
        words.agreement([_name(defs, p) for p in whose], before, now)
        for whose, before, now in _agreements(defs, day)
        if not told >= set(whose)
    ]:
        yield Paragraph(texts=tuple(agreed))
    for text in dict.fromkeys(e.text for e in exempt):
        yield Paragraph(texts=(da.plain(text),))


def _years(defs: Definitions, basis: Basis, day: date) -> tuple[int, int]:
    """The first report year of a basis, and the last of one that another took over from."""
    decision = clocks.decision_on(defs, basis.id, day)
    first = clocks.first_year(basis, decision) if decision else basis.from_year or 0
    begins = [
        clocks.first_year(other, made)
        for other in defs.bases.values()
        if other.id != basis.id and (made := clocks.decision_on(defs, other.id, day))
    ]
    return first, min((year for year in begins if year > first), default=1) - 1


def _whose(defs: Definitions, basis: Basis) -> list[str]:
    """The partnerships that a basis has goals for; none named where they are all."""
    named = {name for goal in basis.goal for name in goal.applies_to}
    partnerships = defs.partnerships.partnership
    found = [p.name for p in partnerships if p.id in named]
    return found if len(found) < len(partnerships) else []


def _agreements(defs: Definitions, day: date) -> list[tuple[list[str], str, Agreement]]:
    """Where an agreement changed what goal 1 is about: whose, from what, and the new one."""
    found: list[tuple[list[str], str, Agreement]] = []
    for partnership in defs.partnerships.partnership:
        own = [
            a
            for a in defs.partnerships.agreement
            if a.partnership == partnership.id and (a.decided_on or date.min) <= day
        ]
        own.sort(key=lambda a: a.from_year or 0)
        for before, now in pairwise(own):
            if before.goal_1_about == now.goal_1_about:
                continue
            alike = (f for f in found if _change(*f[1:]) == _change(before.goal_1_about, now))
            if group := next(alike, None):
                group[0].append(partnership.id)
            else:
                found.append(([partnership.id], before.goal_1_about, now))
    return found


def _change(before: str, now: Agreement) -> tuple[object, ...]:
    return before, now.goal_1_about, now.from_year, now.to_year, now.decided_on, now.status


def _name(defs: Definitions, partnership: str) -> str:
    return next(p.name for p in defs.partnerships.partnership if p.id == partnership)


def _sections(defs: Definitions, basis: Basis, day: date) -> Iterator[Section]:
    stands = clocks.stands(defs, basis, day)
    yield Section(
        id=f"maal-{basis.id}",
        heading=_heading(defs, basis, stands, "goals"),
        blocks=tuple(block for goal in basis.goal for block in _goal(basis, goal)),
        new_page=basis.replaces is not None,
    )
    if basis.table:
        yield Section(
            id=f"tabeller-{basis.id}",
            heading=_heading(defs, basis, stands, "tables"),
            blocks=tuple(_table(basis, table) for table in basis.table),
        )


def _heading(defs: Definitions, basis: Basis, stands: Stands, kind: str) -> str:
    """The paper's own heading while it holds: a basis that replaces one was proposed there."""
    declared = basis.goals_heading if kind == "goals" else basis.tables_heading
    written: Stands = "proposal" if basis.replaces else "in_force"
    if declared and stands == written:
        return words.marked(basis.corrected(declared), stands)
    return words.marked(_made(defs, basis, stands, kind), stands)


def _made(defs: Definitions, basis: Basis, stands: Stands, kind: str) -> str:
    all_of_them = [p.id for p in defs.partnerships.partnership]
    parts: Sequence[Goal | DeclaredTable] = basis.goal if kind == "goals" else basis.table
    whose = [p for p in all_of_them if all(p in part.applies_to for part in parts)]
    said = (words.GOALS if kind == "goals" else words.TABLES)[stands]
    return words.heading(said, [_name(defs, p) for p in whose], whose == all_of_them, kind)


def _goal(basis: Basis, goal: Goal) -> Iterator[Block]:
    """A goal with its number, and below it those of its targets that have words of their own."""
    texts = [basis.corrected(t.text) for t in goal.target if t.text]
    colon = ":" if texts and not goal.text.endswith((".", ":")) else ""
    yield Paragraph(texts=(da.plain(f"{goal.id}. {basis.corrected(goal.text)}{colon}"),))
    for text in texts:
        yield Paragraph(texts=(da.plain(text),), role="bullet")


def _table(basis: Basis, declared: DeclaredTable) -> Table:
    """A declared table with nothing filled in."""
    return Table(
        id=f"tabel-{declared.number}-{basis.id}",
        number=declared.number,
        title=basis.corrected(declared.title),
        columns=tuple(Column(heading=c.label, width=WIDTHS[c.shows]) for c in declared.columns),
        rows=tuple(_row(basis, declared, row) for row in declared.rows),
    )


def _row(basis: Basis, declared: DeclaredTable, row: Row) -> tuple[Cell, ...]:
    label = row.label or (basis.label(row.indicator) if row.indicator else "")
    said = {"label": basis.corrected(label), "target": row.target}
    return tuple(da.plain(said.get(column.shows, "")) for column in declared.columns)
