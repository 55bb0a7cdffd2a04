"""Two bases side by side, and what things are called on each."""

from collections.abc import Mapping
from dataclasses import dataclass

from grundlag.basis.declared import Definitions
from grundlag.basis.model import Assumption, Basis, Exemption, Goal, Table, Target
from grundlag.basis.pairs import Pair, pairs


@dataclass(frozen=True, kw_only=True)
class Between:
    """An old basis and a new one of the same folder."""

    defs: Definitions
    old: Basis
    new: Basis

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Every indicator of the two, with what took its place."""
        return pairs(self.defs.bases, self.old, self.new)

    @property
    def before(self) -> Mapping[str, str]:
        """The old id of each new indicator that takes the place of one."""
        return {p.new.id: p.old.id for p in self.pairs if p.old and p.new}

    def labels(self, name: str) -> tuple[str, str]:
        """What a new indicator is called, and what the old one in its place was."""
        return self.new.label(name), self.old.label(self.before[name])

    def place(self, name: str) -> str:
        """What a partnership or an area is called."""
        known = {a.id: a.name for a in self.defs.areas.area}
        return known.get(name, name)


def goal(basis: Basis, name: str) -> Goal:
    """A goal by its id."""
    return next(g for g in basis.goal if g.id == name)


def target(basis: Basis, name: str) -> Target:
    """A target by its id."""
    return next(t for g in basis.goal for t in g.target if t.id == name)


def table(basis: Basis, number: str) -> Table:
    """A table by its number."""
    return next(t for t in basis.table if str(t.number) == number)


def exemption(basis: Basis, partnership: str, goal: str) -> Exemption:
    """The first exception for a partnership's goal."""
    found = (e for e in basis.exception if (e.partnership, e.goal) == (partnership, goal))
    return next(found)


def assumption(basis: Basis, name: str) -> Assumption:
    """An assumption by its id."""
    return next(a for a in basis.assumption if a.id == name)


def told_apart(one: str, other: str) -> tuple[str, str]:
    """Of two labels the words that differ, as they stand in the middle of a sentence.

    *Antal tyveri* and *Antal tyveri/røveri* are told apart by *tyveri* and *tyveri/røveri*; where
    one has no words of its own, both stand whole, in quotation marks.
    """
    first, second = ((label[:1].lower() + label[1:]).split() for label in (one, other))
    while first and second and first[0] == second[0]:
        first, second = first[1:], second[1:]
    while first and second and first[-1] == second[-1]:
        first, second = first[:-1], second[:-1]
    if not first or not second:
        return f"„{one}“", f"„{other}“"
    return " ".join(first), " ".join(second)
