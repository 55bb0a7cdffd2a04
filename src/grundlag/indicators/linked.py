"""Printed counts as one linked system: each is a sum over the smallest pieces that none cuts.

A count is of areas x offence codes x months. What the printed sets of each do not cut is a piece;
a report lies in exactly one, so that a total is the sum of its types, a whole of its parts, a
period of its years and one basis' type of another's, without anybody saying so.
docs/methods/protection.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

Months = frozenset[int]
Names = frozenset[str]
Piece = tuple[str, int, int, int]  # a day of drawing, and numbers of area, code and month pieces


@dataclass(frozen=True, kw_only=True)
class Box:
    """All reports of some areas, codes and months: the areas and codes in the finest names."""

    areas: Names
    codes: Names
    months: Months


Of = tuple[Box, ...]
Term = tuple[Of, str, float]  # a count, when it was drawn, and times what


@dataclass(frozen=True, kw_only=True)
class Printed:
    """A count that would be printed: of one box, or of several that share nothing.

    Counts of one `of` are hidden together, on whatever day they were `drawn`. `weight` is what it
    costs a reader to lose it; one that is `known` is out already, and cannot be hidden.
    """

    of: Of
    n: int
    drawn: str = ""
    weight: float = 1.0
    known: bool = False


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What a printed verdict tells: the sum of counts, each times a number, is `low` or more."""

    terms: tuple[Term, ...]
    low: float


@dataclass(frozen=True, kw_only=True)
class Linked:
    """The system: a row a printed count, a column a piece, and the pieces' months."""

    printed: tuple[Printed, ...]
    rows: Any
    months: tuple[int, ...]

    @cached_property
    def n(self) -> Any:
        """The counts, row by row."""
        return np.array([each.n for each in self.printed], dtype=float)

    @cached_property
    def of(self) -> dict[tuple[Of, str], int]:
        """The row of each count."""
        return {(each.of, each.drawn): at for at, each in enumerate(self.printed)}

    @cached_property
    def groups(self) -> dict[Of, list[int]]:
        """The rows that are hidden together."""
        found: dict[Of, list[int]] = defaultdict(list)
        for at, each in enumerate(self.printed):
            found[each.of].append(at)
        return dict(found)

    def row(self, at: int) -> Any:
        """A count as a row over the pieces."""
        return self.rows[at].toarray()[0]

    def columns(self, row: Any) -> Any:
        """The pieces in the months that a row is of."""
        own = {self.months[at] for at in np.flatnonzero(row)}
        return np.flatnonzero(np.isin(self.months, sorted(own)))


def linked(counts: Iterable[Printed]) -> Linked:
    """The system of counts; one that is printed twice stands in it once."""
    printed = tuple(_once(counts))
    boxes = [box for each in printed for box in each.of]
    areas = _pieces([box.areas for box in boxes])
    codes = _pieces([box.codes for box in boxes])
    months = _pieces([box.months for box in boxes])
    number: dict[Piece, int] = {}
    row, column = [], []
    for at, each in enumerate(printed):
        for box in each.of:
            for piece in product(areas[box.areas], codes[box.codes], months[box.months]):
                row.append(at)
                column.append(number.setdefault((each.drawn, *piece), len(number)))
    shape = (len(printed), len(number))
    return Linked(
        printed=printed,
        rows=csr_matrix((np.ones(len(row)), (row, column)), shape=shape),
        months=tuple(piece[-1] for piece in number),
    )


def _once(counts: Iterable[Printed]) -> Iterator[Printed]:
    """Each count once: known where any of the same says so, and as dear as the dearest."""
    same: dict[tuple[Of, str], list[Printed]] = defaultdict(list)
    for each in counts:
        same[each.of, each.drawn].append(each)
    for (of, drawn), all_of_it in same.items():
        yield Printed(
            of=of,
            n=all_of_it[0].n,
            drawn=drawn,
            weight=max(each.weight for each in all_of_it),
            known=any(each.known for each in all_of_it),
        )


def _pieces(sets: Sequence[frozenset[Any]]) -> dict[frozenset[Any], tuple[int, ...]]:
    """The numbers of the pieces that each set is made of: what is in the same sets is one."""
    distinct = tuple(dict.fromkeys(sets))
    held: dict[Any, list[int]] = defaultdict(list)
    for at, each in enumerate(distinct):
        for value in each:
            held[value].append(at)
    number = {sign: at for at, sign in enumerate(sorted({tuple(h) for h in held.values()}))}
    return {each: tuple(sorted({number[tuple(held[v])] for v in each})) for each in distinct}


def row_of(system: Linked, terms: Iterable[Term]) -> Any:
    """A sum of counts as a row over the pieces."""
    found = np.zeros(system.rows.shape[1])
    for of, drawn, times in terms:
        found += times * system.row(system.of[of, drawn])
    return found
