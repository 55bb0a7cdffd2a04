"""What the other readings of an assumption must hold, so that they can be tried."""

from collections.abc import Iterator

from grundlag.basis.check_bases import basis_file, unknown
from grundlag.basis.declared import Definitions
from grundlag.basis.model import Alternative, Basis
from grundlag.errors import Problem

KEYS = ("population_on", "denominator", "counts_owner", "leaves_out", "chance")


def _readings(defs: Definitions) -> Iterator[tuple[Basis, tuple[str | int, ...], Alternative]]:
    for basis in defs.bases.values():
        for i, assumption in enumerate(basis.assumption):
            for j, other in enumerate(assumption.other):
                yield basis, ("assumption", i, "other", j), other


def readings_are_of_one_thing(defs: Definitions) -> Iterator[Problem]:
    """A reading changes one thing: with two, nobody could say which of them decides."""
    for basis, path, other in _readings(defs):
        held = [key for key in KEYS if getattr(other, key) not in (None, (), False)]
        held += ["counts_owner"] if other.counts_owner is False else []
        if len(held) != 1:
            what = f"a reading changes {' and '.join(held) or 'nothing'}."
            where = defs.where(basis_file(basis), *path)
            yield Problem(where=where, what=what, fix=f"Write one of {', '.join(KEYS)}.")


def readings_leave_out_groups(defs: Definitions) -> Iterator[Problem]:
    """What a reading leaves out of a denominator is a group of answers."""
    known = {group for question in defs.survey.question for group in question.groups}
    for basis, path, other in _readings(defs):
        for k, group in enumerate(other.leaves_out):
            if group not in known:
                where = defs.where(basis_file(basis), *path, "leaves_out", k)
                yield unknown(where, "group of answers", group, known)
