"""Grundlag: the bases side by side, what differs, which verdicts flip, and what is decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response

from grundlag import run
from grundlag.basis import clocks
from grundlag.basis.check_decisions import FILE
from grundlag.basis.clocks import Stands
from grundlag.basis.folder import Decision
from grundlag.basis.model import Basis
from grundlag.basis.pairs import lineage
from grundlag.basis.partnerships import Baseline
from grundlag.basis.sheet import BOOK
from grundlag.report.model import Section, VerdictCell
from grundlag.report.overview import summary_cell
from grundlag.report.words import changed, da, heads
from grundlag.web.asked import Asked, asked
from grundlag.web.deciding import ABOUT, place_of
from grundlag.web.page import page
from grundlag.web.stands_where import home, stood

SHIFTS = "skifter"  # the section of the comparison that tells of verdicts


@dataclass(frozen=True, kw_only=True)
class Asks:
    """A target of a basis: what it is measured on, and what its rule asks."""

    id: str
    labels: str
    rule: str


@dataclass(frozen=True, kw_only=True)
class Level:
    """A baseline: its years, the day it is counted on, what it is for; all where it says nothing.

    A printed one has no day.
    """

    span: str
    as_of: str
    labels: str
    areas: str


@dataclass(frozen=True, kw_only=True)
class Declared:
    """A basis as it is declared and decided; `where` is where its decision stands, if any does."""

    called: str
    source: str
    stands: Stands
    first_year: int
    decision: Decision | None
    decided_on: str
    goals: tuple[tuple[str, tuple[Asks, ...]], ...]
    baselines: tuple[Level, ...]
    where: str
    adopting: str


@dataclass(frozen=True, kw_only=True)
class Flip:
    """What a partnership's goal comes to on two bases; None on one that does not have it."""

    area: str
    goal: str
    old: VerdictCell | None
    new: VerdictCell | None


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Two bases, the earlier first: their goals' verdicts, the lines that shift, what differs."""

    id: str
    old: str
    new: str
    flips: tuple[Flip, ...]
    shifts: Section | None
    sections: tuple[Section, ...]


def grounds(request: Request) -> Response:
    """The page."""
    found = asked(request, "grundlag")
    standing = found.standing
    told = standing.once(("compared", found.year), lambda: tuple(_comparisons(found)))
    judged = standing.judged(found.year)[found.basis]
    return page(
        request,
        "grounds.html.j2",
        found,
        declared=[_declared(found, basis) for basis in lineage(standing.defs.bases)],
        code_list=heads.code_list(standing.defs.codes.id, standing.defs.codes.version),
        compared=told,
        stood=[
            stood(standing.defs, standing.defs.bases[each.id], each.called) for each in found.bases
        ],
        book=home(standing.defs),
        setup=BOOK,
        basis=found.basis,
        bases=found.bases,
        lengths=run.what_if.lengths(judged),
        what_if=f"/{found.year}/grundlag/hvad-hvis",
    )


def _declared(found: Asked, basis: Basis) -> Declared:
    defs, today = found.standing.defs, found.standing.today
    decision = clocks.decision_on(defs, basis.id, today)
    stands = clocks.stands(defs, basis, today)
    own = [b for b in defs.partnerships.baseline if b.basis == basis.id]
    place = place_of(found, basis)
    return Declared(
        called=basis.called(stands != "proposal"),
        source=basis.corrected(basis.source),
        stands=stands,
        first_year=clocks.first_year(basis, decision) if decision else basis.from_year or 0,
        decision=decision,
        decided_on=da.day(decision.decided_on) if decision and decision.decided_on else "",
        goals=tuple(_goals(basis)),
        baselines=tuple(_levels(found, basis, own)),
        where="" if place is None else defs.where(FILE, "decision", place),
        adopting=found.address(*ABOUT, basis.id),
    )


def _goals(basis: Basis) -> Iterator[tuple[str, tuple[Asks, ...]]]:
    for goal in basis.goal:
        asks = (
            Asks(
                id=target.id,
                labels=da.listed([basis.label(name) for name in target.indicators]),
                rule=changed.RULES[target.rule],
            )
            for target in goal.target
        )
        yield heads.goal(goal.id, goal.about), tuple(asks)


def _levels(found: Asked, basis: Basis, own: list[Baseline]) -> Iterator[Level]:
    """The baselines by their years and day; what they are for is said where it is not all."""

    def alike(declared: Baseline) -> tuple[str, str]:
        return da.span(declared), da.day(declared.as_of) if declared.as_of else ""

    every = {b.indicator for b in own}
    for (span, as_of), group in groupby(sorted(own, key=alike), key=alike):
        held = list(group)
        labels, areas = {b.indicator for b in held}, {b.partnership for b in held}
        names = [basis.label(i.id) for i in basis.indicator if i.id in labels]
        places = [name for id, name in found.names.items() if id in areas]
        yield Level(
            span=span,
            as_of=as_of,
            labels="" if labels == every else da.listed(names),
            areas="" if len(places) == len(found.names) else da.listed(places),
        )


def _comparisons(found: Asked) -> Iterator[Compared]:
    """The basis in force with each other one."""
    standing = found.standing
    in_force, *others = standing.judged(found.year).values()
    for other in others:
        old, new = run.decisions.in_order(in_force, other, standing.today)
        sections = run.decisions.compared(old, new, standing.today).sections
        yield Compared(
            id=other.measures.basis.id,
            old=_called(found, old),
            new=_called(found, new),
            flips=tuple(_flips(found, old, new)),
            shifts=next((s for s in sections if s.id == SHIFTS), None),
            sections=tuple(s for s in sections if s.id != SHIFTS),
        )


def _called(found: Asked, judged: run.Run) -> str:
    return next(each.called for each in found.bases if each.id == judged.measures.basis.id)


def _flips(found: Asked, old: run.Run, new: run.Run) -> Iterator[Flip]:
    before, now = _summed(old), _summed(new)
    for area, name in found.names.items():
        for id, heading in _headings(old, new).items():
            yield Flip(area=name, goal=heading, old=before.get((area, id)), new=now.get((area, id)))


def _headings(*judged: run.Run) -> dict[str, str]:
    """The goals of two bases, in the words of the later."""
    goals = (goal for each in judged for goal in each.measures.basis.goal)
    return dict(sorted((goal.id, heads.goal(goal.id, goal.about)) for goal in goals))


def _summed(judged: run.Run) -> dict[tuple[str, str], VerdictCell]:
    context = run.context_of(judged)
    goals = [goal.id for goal in judged.measures.basis.goal]
    return {
        (p.id, goal): summary_cell(context.summary(p.id, goal), context.verdicts(p.id, goal))
        for p in judged.defs.partnerships.partnership
        for goal in goals
    }
