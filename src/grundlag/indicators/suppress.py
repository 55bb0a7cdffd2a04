"""Which counts are hidden: the small ones, and as few others as keep each of them apart.

Small counts are hidden first. Differences of two printed counts that are small (a type within
another, on another basis) need hiding as much, and have no cell of their own. Then, until each has
two worlds: the cheapest printed counts that would have to differ. What proves not to be needed is
printed after all. docs/methods/protection.md.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, permutations
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix, hstack, identity, vstack

from grundlag.indicators.linked import Claim, Linked, Of, Printed, linked, row_of
from grundlag.indicators.worlds import EXACT, Told, a_world, still_told, two_worlds, with_claim

SIDES = ("areas", "codes", "months")
Key = tuple[Of, str]


@dataclass(frozen=True, kw_only=True)
class Guard:
    """Counts from 1 to below the threshold are hidden; no reader comes closer than the width."""

    threshold: int
    width: int


@dataclass(frozen=True, kw_only=True)
class Target:
    """A count that must not be told, as a row over the pieces; a difference is `of` both counts."""

    row: Any
    of: Of
    drawn: str = ""

    @property
    def key(self) -> Key:
        """What its proof is kept under."""
        return self.of, self.drawn


Proofs = Mapping[Key, Any]  # of each target, how to come to its two worlds


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What is hidden, some of it `small`, with proofs; what is `lost` was told before."""

    guard: Guard
    system: Linked
    world: Any
    hidden: frozenset[Of]
    small: frozenset[Of]
    lost: frozenset[Key] = frozenset()
    claims: tuple[Claim, ...] = ()
    proofs: Proofs = field(default_factory=dict)


def choose(counts: Iterable[Printed], guard: Guard, also: Iterable[Of] = ()) -> Choice:
    """Which counts are hidden; `also` are those that were hidden before, and stay so."""
    system = linked(counts)
    small = {p.of for p in system.printed if 0 < p.n < guard.threshold and not p.known}
    stays = frozenset(small | (set(also) & set(system.groups)))
    start = Choice(guard=guard, system=system, world=a_world(system), hidden=stays, small=stays)
    return _spared(_kept_apart(start))


def _slivers(system: Linked, guard: Guard) -> Iterator[Target]:
    """Small differences of two counts of which one holds the other."""
    for side, rows in _alike(system):
        for inner, outer in permutations(rows, 2):
            part, whole = system.printed[inner], system.printed[outer]
            if not 0 < whole.n - part.n < guard.threshold or (part.known and whole.known):
                continue
            if getattr(part.of[0], side) < getattr(whole.of[0], side):
                yield Target(
                    row=system.row(outer) - system.row(inner),
                    of=(*whole.of, *part.of),
                    drawn=whole.drawn,
                )


def _alike(system: Linked) -> Iterator[tuple[str, list[int]]]:
    """The counts that differ on one side of their box alone, and on which."""
    found: dict[tuple[object, ...], list[int]] = {}
    for at, each in enumerate(system.printed):
        for side in SIDES if len(each.of) == 1 else ():
            others = (getattr(each.of[0], other) for other in SIDES if other != side)
            found.setdefault((side, each.drawn, *others), []).append(at)
    yield from ((str(key[0]), rows) for key, rows in found.items())


def _targets(system: Linked, groups: Iterable[Of]) -> Iterator[Target]:
    """The counts of hidden groups that nobody knows yet."""
    for of in sorted(groups, key=system.groups.__getitem__):
        for at in system.groups[of]:
            if not system.printed[at].known:
                yield Target(row=system.row(at), of=of, drawn=system.printed[at].drawn)


def told(choice: Choice) -> Told:
    """What a reader has: every count that is not hidden, and the verdicts' claims."""
    system = choice.system
    shown = [at for at, p in enumerate(system.printed) if p.known or p.of not in choice.hidden]
    rows = vstack([system.rows[shown], _unchanged(choice)]).tocsc()
    nothing = csr_matrix((0, system.rows.shape[1]))
    found = Told(rows=rows, claims=nothing, low=np.zeros(0))
    for claim in choice.claims:
        found = with_claim(found, row_of(system, claim.terms), claim.low)
    return found


def _unchanged(choice: Choice) -> Any:
    """Hidden counts that are the same on two days: a reader is taken to guess as much."""
    system = choice.system
    pairs = [
        system.rows[one] - system.rows[other]
        for of in sorted(choice.hidden, key=system.groups.__getitem__)
        for one, other in pairwise(system.groups[of])
        if system.printed[one].n == system.printed[other].n
    ]
    return vstack([csr_matrix((0, system.rows.shape[1])), *pairs], format="csr")


def apart(choice: Choice, target: Target, known: Told) -> Any:
    """Two worlds of a target, as far apart as the guard asks for; None where there are none."""
    columns = _columns(choice.system, target, known)
    return two_worlds(known, choice.world, target.row, choice.guard.width, columns)


def _all_apart(choice: Choice, targets: Iterable[Target]) -> tuple[Proofs, Target | None]:
    """The choice's proofs with two worlds for each target, and a target that has none.

    Those that were found before are kept where they still print the same.
    """
    known, found = told(choice), dict(choice.proofs)
    for target in targets:
        if not still_told(known, choice.world, found[target.key]):
            moves = apart(choice, target, known)
            if moves is None:
                return found, target
            found[target.key] = moves
    return found, None


def _columns(system: Linked, target: Target, known: Told) -> Any:
    """The pieces in a target's months, and in those of the claims that touch them."""
    own = system.columns(target.row)
    touching = np.flatnonzero(abs(known.claims[:, own]).sum(axis=1))
    if not len(touching):
        return own
    claimed = np.asarray(abs(known.claims[touching]).sum(axis=0)).ravel()
    return system.columns(abs(target.row) + claimed)


def _kept_apart(choice: Choice) -> Choice:
    """The choice with what else must be hidden; what is hidden later only widens what was."""
    system, slivers = choice.system, _slivers(choice.system, choice.guard)
    queue, proofs, known = deque((*_targets(system, choice.hidden), *slivers)), {}, told(choice)
    while queue:
        target = queue.popleft()
        moves = apart(choice, target, known)
        if moves is not None:
            proofs[target.key] = moves
        elif more := _cheapest(choice, target):
            choice = replace(choice, hidden=choice.hidden | more)
            known = told(choice)
            queue.extend((target, *_targets(system, more)))
        else:
            choice = replace(choice, lost=choice.lost | {target.key})
    return replace(choice, proofs=proofs)


def _cheapest(choice: Choice, target: Target) -> frozenset[Of]:
    """The printed counts that differ in the cheapest other world a width above this one.

    Least weighted change (a linear program): few counts, and those that are lost at least cost.
    """
    system, columns = choice.system, choice.system.columns(target.row)
    rows = system.rows[:, columns]
    near = [(at, system.printed[at]) for at in np.flatnonzero(np.diff(rows.indptr))]
    free = [at for at, p in near if not p.known and p.of not in choice.hidden]
    fixed = [at for at, p in near if p.known]
    stays = vstack([rows[fixed], _unchanged(choice)[:, columns]])
    own = csr_matrix(target.row[columns][None, :])
    up_and_down = hstack([-identity(len(free)), identity(len(free))])
    moves = hstack([vstack([rows[free], stays, own]), _below(up_and_down, stays.shape[0] + 1)])
    cost = [system.printed[at].weight for at in free]
    found = linprog(
        np.concatenate([np.zeros(len(columns)), cost, cost]),
        A_eq=moves,
        b_eq=np.append(np.zeros(len(free) + stays.shape[0]), choice.guard.width),
        bounds=[*((-low, None) for low in choice.world[columns]), *[(0, None)] * (2 * len(free))],
    )
    if found.x is None:
        return frozenset()
    moved = found.x[len(columns) :].reshape(2, -1).sum(axis=0) > EXACT
    return frozenset(system.printed[free[i]].of for i in np.flatnonzero(moved))


def _below(matrix: Any, empty: int) -> Any:
    """A matrix with some empty rows below it."""
    return vstack([matrix, csr_matrix((empty, matrix.shape[1]))])


def _spared(choice: Choice) -> Choice:
    """The choice without what need not be hidden after all, the dearest first."""
    system, slivers = choice.system, tuple(_slivers(choice.system, choice.guard))
    lost: list[Target] = []  # what went with another count is likely to go with the next
    for of in sorted(choice.hidden - choice.small, key=lambda of: _dearest(system, of)):
        fewer = replace(choice, hidden=choice.hidden - {of})
        every = {t.key: t for t in (*_targets(system, fewer.hidden), *slivers)}
        first = {t.key: t for t in reversed(lost) if t.key in every}
        targets = (t for t in (first | every).values() if t.key not in choice.lost)
        proofs, gone = _all_apart(fewer, targets)
        choice = replace(fewer, proofs=proofs) if gone is None else choice
        lost += [gone] if gone else []
    return choice


def _dearest(system: Linked, of: Of) -> tuple[float, list[int]]:
    rows = system.groups[of]
    return -max(system.printed[at].weight for at in rows), rows


def with_verdicts(
    choice: Choice, verdicts: Iterable[Sequence[Claim]]
) -> tuple[Choice, tuple[bool, ...]]:
    """The choice with the claims of those verdicts that may be printed, and which those are.

    One after another: what a verdict tells counts for the next.
    """
    said = []
    system, slivers = choice.system, _slivers(choice.system, choice.guard)
    every = (*_targets(system, choice.hidden), *slivers)
    targets = [t for t in every if t.key not in choice.lost]
    for claims in verdicts:
        more = replace(choice, claims=(*choice.claims, *claims))
        proofs, gone = _all_apart(more, targets)
        said.append(gone is None)
        choice = replace(more, proofs=proofs) if gone is None else choice
    return choice, tuple(said)
