"""Two worlds that print the same: what proves that a hidden count cannot be told.

A world gives every piece a whole number of reports, 0 or more. Where two worlds agree on all that
is printed and differ in a hidden count by a width, no reader can come closer than that width.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import vstack

from grundlag.errors import GrundlagError, Problem
from grundlag.indicators.linked import Linked

EXACT = 1e-6  # what a solver may miss a whole number by


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a reader has: the rows that are printed, and sums that are `low` or more."""

    rows: Any
    claims: Any
    low: Any


def a_world(system: Linked) -> Any:
    """Reports in each piece that add up to every count, the hidden ones too."""
    pieces = system.rows.shape[1]
    found = milp(
        np.zeros(pieces),
        constraints=LinearConstraint(system.rows, system.n, system.n),
        bounds=Bounds(0, np.inf),
        integrality=np.ones(pieces),
    )
    if found.x is None:
        what = "the counts that would be printed contradict one another."
        fix = "`grundlag check` tells which counts do not add up; mend them, and report again."
        raise GrundlagError(Problem(where="protection", what=what, fix=fix))
    return _whole(found.x)


def two_worlds(told: Told, world: Any, target: Any, width: float, columns: Any) -> Any:
    """How to move from a world to two that differ by a width in a count; None where none do.

    Two rows of reports to add and take away; `columns` are the pieces that they may be of.
    """
    up = _reach(told, world, target, width, columns)
    left = width - float(target @ up)
    down = np.zeros(len(up)) if left < EXACT else _reach(told, world, -target, left, columns)
    return np.array([up, down]) if left + float(target @ down) < EXACT else None


def _reach(told: Told, world: Any, target: Any, width: float, columns: Any) -> Any:
    """How a count can move up from a world, by at most a width, with all that is told the same."""
    rows, own = told.rows[:, columns].tocsr(), target[columns]
    touched = np.flatnonzero(np.diff(rows.indptr))
    kept = [LinearConstraint(rows[touched], 0, 0)] if len(touched) else []
    claimed = told.claims[:, columns]
    near = np.flatnonzero(np.diff(claimed.indptr))
    if len(near):
        room = told.low[near] - told.claims[near] @ world
        kept.append(LinearConstraint(claimed[near], room, np.inf))
    kept.append(LinearConstraint(own[None, :], 0, width))
    moves = np.zeros(len(world))
    moves[columns] = _furthest(own, kept, -world[columns])
    return moves


def _furthest(own: Any, kept: Sequence[Any], least: Any) -> Any:
    """The whole moves that take a count furthest; fractions are tried first, and mostly are none.

    Where the fractions get nowhere, whole numbers do not either.
    """
    for whole in (0, 1):
        found = milp(
            -own,
            constraints=kept,
            bounds=Bounds(least, np.inf),
            integrality=np.full(len(own), whole),
        )
        if found.x is None or own @ found.x < EXACT:
            return np.zeros(len(own))
        if np.all(abs(found.x - _whole(found.x)) < EXACT):
            break
    return _whole(found.x)


def _whole(found: Any) -> Any:
    """The whole numbers that a solver means."""
    return np.floor(found + 0.5)


def still_told(told: Told, world: Any, moves: Any) -> bool:
    """Whether worlds that were found before agree on all that is told now."""
    same = np.all(abs(told.rows @ moves.T) < EXACT)
    return bool(same and np.all(told.claims @ (world + moves).T >= told.low[:, None] - EXACT))


def with_claim(told: Told, row: Any, low: float) -> Told:
    """What a reader has with one more claim."""
    return Told(
        rows=told.rows,
        claims=vstack([told.claims, row[None, :]], format="csr"),
        low=np.append(told.low, low),
    )
