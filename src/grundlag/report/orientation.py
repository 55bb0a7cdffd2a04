"""A note to each steering group: what a decided basis changes for its partnership, and what not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from grundlag.basis import clocks
from grundlag.basis.declared import Definitions
from grundlag.basis.diff import Difference, diff
from grundlag.basis.folder import Decision
from grundlag.basis.model import Basis, Exemption, Goal, Target
from grundlag.report.between import Between
from grundlag.report.differences import bullet, code_table, sentences
from grundlag.report.marks import invented
from grundlag.report.model import (
    Block,
    Cell,
    Fact,
    Paper,
    Paragraph,
    Section,
    Table,
    Text,
)
from grundlag.report.words import da
from grundlag.report.words import orientation as words
from grundlag.report.words.changed import low, names

LISTED = 20  # codes that a note of two pages has room for
SAID_ELSEWHERE = ("text", "assumes", "goal", "id", "label", "crime", "replaces")


def orientations(defs: Definitions, basis: Basis) -> tuple[Paper, ...]:
    """A note a partnership on a decided basis; none where it replaces no other."""
    decision = clocks.decision_on(defs, basis.id, date.max)
    before = defs.bases.get(basis.replaces or "")
    if decision is None or before is None:
        return ()
    bases = Between(defs=defs, old=before, new=basis)
    return tuple(orientation(bases, decision, p.id) for p in defs.partnerships.partnership)


def orientation(bases: Between, decision: Decision, area: str) -> Paper:
    """One partnership's note, of what concerns it alone."""
    name, first = bases.place(area), clocks.first_year(bases.new, decision)
    decided = words.decided(decision, bases.new.name, bases.old.called(True), name, first)
    sections = (
        Section(
            id="besluttet",
            heading=words.DECIDED,
            blocks=(Paragraph(texts=(decided,), role="lead"),),
        ),
        _changes(bases, area, first),
        *_unchanged(bases, area),
        *_exceptions(bases, area, first),
        *_baselines(bases, area),
    )
    return Paper(
        id=f"orientering-{area}",
        title=words.title(name),
        subtitle=words.subtitle(bases.new.called(True)),
        facts=tuple(_facts(decision, first)),
        marks=invented(bases.defs),
        sections=sections,
    )


def _facts(decision: Decision, first: int) -> Iterator[Fact]:
    if decision.decided_by:
        yield Fact(label=words.FACTS["by"], text=da.plain(decision.decided_by))
    if decision.decided_on:
        yield Fact(label=words.FACTS["on"], text=words.day(decision.decided_on))
    if decision.case:
        yield Fact(label=words.FACTS["case"], text=da.plain(decision.case))
    yield Fact(
        label=words.FACTS["year"], text=Text(words="{year}", numbers={"year": da.year(first)})
    )


def _changes(bases: Between, area: str, first: int) -> Section:
    """Goals before and after in the bases' own words, then the rest in sentences."""
    name = bases.place(area)
    rows = tuple(_goal_rows(bases, area, first))
    found = own_differences(bases, area)
    said = sentences(found, bases)
    blocks: list[Block] = []
    if rows:
        blocks.append(Table(id="maal", title=words.GOALS, columns=words.GOAL_COLUMNS, rows=rows))
    elif said:
        blocks.append(Paragraph(texts=(words.no_goal_changes(name),)))
    else:
        blocks.append(Paragraph(texts=(words.nothing_changes(name),)))
    blocks += [bullet(text) for text in said]
    if sum(d.kind == "code" for d in found) <= LISTED and (codes := code_table(found, bases)):
        blocks.append(codes)
    return Section(id="aendringer", heading=words.changes(name), blocks=tuple(blocks))


def _goals(basis: Basis, area: str) -> dict[str, Goal]:
    """The goals that a basis holds for a partnership."""
    return {goal.id: goal for goal in basis.goal if area in goal.applies_to}


def _targets(basis: Basis, area: str) -> dict[str, Target]:
    return {t.id: t for goal in _goals(basis, area).values() for t in goal.target}


def _goal_rows(bases: Between, area: str, first: int) -> Iterator[tuple[Cell, ...]]:
    """Each goal or target whose words are not the same before and after."""
    old, new = _goals(bases.old, area), _goals(bases.new, area)
    for name in dict.fromkeys((*new, *old)):
        before, now = _text(bases.old, old.get(name)), _text(bases.new, new.get(name))
        if before != now:
            absent = words.did_not_apply(bases.place(area), _agreed(bases, area, new, name, first))
            gone = words.applies_no_longer(bases.place(area))
            yield da.plain(name), before or absent, now or gone
        targets = [t.id for goal in (old.get(name), new.get(name)) if goal for t in goal.target]
        for target in dict.fromkeys(targets):
            then = _text(bases.old, _targets(bases.old, area).get(target))
            since = _text(bases.new, _targets(bases.new, area).get(target))
            if then != since:
                yield da.plain(target), then or da.plain("–"), since or da.plain("–")


def _text(basis: Basis, found: Goal | Target | None) -> Text | None:
    return da.plain(basis.corrected(found.text)) if found and found.text else None


def _agreed(bases: Between, area: str, goals: dict[str, Goal], name: str, first: int) -> str | None:
    """What a partnership's agreement is about, where the new goal is about the other word."""
    goal, agreed = goals.get(name), clocks.agreement(bases.defs, area, first)
    if goal is None or agreed is None or goal.about not in ("tryghed", "utryghed"):
        return None
    return agreed.goal_1_about if agreed.goal_1_about != goal.about else None


def own_differences(bases: Between, area: str) -> tuple[Difference, ...]:
    """The differences that concern a partnership, beyond the words of its goals."""
    targets = {**_targets(bases.old, area), **_targets(bases.new, area)}
    tables = {
        str(t.number) for b in (bases.old, bases.new) for t in b.table if area in t.applies_to
    }
    own = {name for target in targets.values() for name in target.indicators}
    own |= _in_tables(bases, area)
    concerned = {"target": set(targets), "table": tables, "indicator": own, "code": own}
    return tuple(
        kept
        for d in diff(bases.defs, bases.old, bases.new)
        if d.field not in SAID_ELSEWHERE or d.kind in ("row", "column")
        if (kept := _for_area(d, area)) and _concerns(d, concerned)
    )


def _in_tables(bases: Between, area: str) -> set[str]:
    return {
        name
        for basis in (bases.old, bases.new)
        for table in basis.table
        if area in table.applies_to
        for row in table.rows
        for name in (row.indicator, *row.total_of)
        if name
    }


def _concerns(d: Difference, own: dict[str, set[str]]) -> bool:
    match d.kind:
        case "target" | "table" | "indicator":
            return d.id in own[d.kind]
        case "code":
            return d.of in own["code"]
        case "row" | "column":
            return d.of in own["table"]
    return False


def _for_area(d: Difference, area: str) -> Difference | None:
    """A difference in whom a table applies to, as far as it is this partnership."""
    if (d.kind, d.field) != ("table", "applies_to"):
        return d
    old, new = (tuple(n for n in (area,) if n in names(value)) for value in (d.old, d.new))
    return None if old == new else replace(d, old=old, new=new)


def _unchanged(bases: Between, area: str) -> Iterator[Section]:
    """The goals, the single targets and the tables that are as they were."""
    found = own_differences(bases, area)
    touched = {d.id for d in found if d.kind in ("target", "indicator")}
    touched |= {d.of for d in found if d.kind == "code"}
    old, new = _goals(bases.old, area), _goals(bases.new, area)
    both = [(old[name], new[name]) for name in new if name in old]
    whole = [now for then, now in both if _same(then, now, touched)]
    parts = [
        target.id
        for then, now in both
        if now not in whole
        for target in now.target
        if target in then.target and not _touched(target, touched)
    ]
    tables = _same_tables(bases, area, found)
    said: list[Text] = []
    if whole or parts:
        said.append(words.same_goals([words.goal(g.id, g.about) for g in whole], parts))
    if tables:
        said.append(words.same_tables(tables))
    if said:
        blocks = (Paragraph(texts=tuple(said)),)
        yield Section(id="uaendret", heading=words.UNCHANGED, blocks=blocks)


def _same(then: Goal, now: Goal, touched: set[str]) -> bool:
    """Whether a goal says the same, and none of its targets is measured otherwise."""
    same = (then.text, then.about, then.target) == (now.text, now.about, now.target)
    return same and not any(_touched(target, touched) for target in now.target)


def _touched(target: Target, touched: set[str]) -> bool:
    return bool({target.id, *target.indicators} & touched)


def _same_tables(bases: Between, area: str, found: tuple[Difference, ...]) -> list[str]:
    changed = {d.id for d in found if d.kind == "table"}
    changed |= {d.of for d in found if d.kind in ("row", "column")}
    held = [{t.number for t in b.table if area in t.applies_to} for b in (bases.old, bases.new)]
    return [str(number) for number in sorted(held[0] & held[1]) if str(number) not in changed]


def _exceptions(bases: Between, area: str, first: int) -> Iterator[Section]:
    """The basis' exceptions for a partnership in its own words, and when they end."""
    own = [e for e in bases.new.exception if e.partnership == area and e.to_year >= first]
    if own:
        blocks = tuple(block for exempt in own for block in _exception(bases, exempt, first))
        yield Section(id="undtagelse", heading=words.EXCEPTION, blocks=blocks)


def _exception(bases: Between, exempt: Exemption, first: int) -> Iterator[Block]:
    yield Paragraph(texts=(da.plain(bases.new.corrected(exempt.text)),), role="quote")
    defs, area = bases.defs, exempt.partnership
    goal = next(g for g in bases.new.goal if g.id == exempt.goal)
    said = []
    if not exempt.judge:
        about = exempt.report_about
        said.append(words.shown(bases.place(area), about, first, exempt.to_year))
    after = exempt.to_year + 1
    if clocks.standing(defs, bases.new, goal, area, after).judged:
        agreed = clocks.agreement(defs, area, after)
        said.append(words.judged_from(after, bool(agreed and agreed.status == "expected")))
    if said:
        yield Paragraph(texts=tuple(said))


def _baselines(bases: Between, area: str) -> Iterator[Section]:
    """Which levels must be declared anew: those of the new basis that have none yet."""
    held = [
        name
        for target in _targets(bases.new, area).values()
        if target.rule == "held_at_baseline"
        for name in target.indicators
    ]
    declared = {
        b.indicator
        for b in bases.defs.partnerships.baseline
        if (b.basis, b.partnership) == (bases.new.id, area)
    }
    missing = [low(bases.new.label(name)) for name in held if name not in declared]
    known = [low(bases.new.label(name)) for name in held if name in declared]
    said = [words.own_baselines()]
    said += [words.missing_baselines(bases.place(area), missing)] if missing else []
    said += [words.declared_baselines(known)] if known else []
    if held:
        blocks = (Paragraph(texts=tuple(said)),)
        yield Section(id="baseline", heading=words.BASELINES, blocks=blocks)
