"""What the other readings of an assumption must hold, so that they can be tried."""

from collections.abc import Iterator

from grundlag.basis.check_bases import basis_file, unknown
from grundlag.basis.declared import Definitions
from grundlag.basis.model import Alternative, Basis, Indicator
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


def readings_say_what_they_are(defs: Definitions) -> Iterator[Problem]:
    """What a reading says is printed, before what it would turn."""
    for basis, path, other in _readings(defs):
        if not other.says.strip():
            where = defs.where(basis_file(basis), *path, "says")
            what = "a reading does not say what it is."
            yield Problem(where=where, what=what, fix='Write says = "..."')


def readings_keep_what_is_counted(defs: Definitions) -> Iterator[Problem]:
    """A share whose own group is left out of its denominator is none."""
    for basis, path, other in _readings(defs):
        counted = {i.answers: i.id for i in _concerned(basis, path)}
        for k, group in enumerate(other.leaves_out):
            if group in counted:
                where = defs.where(basis_file(basis), *path, "leaves_out", k)
                what = f'a reading leaves out "{group}", which "{counted[group]}" counts.'
                yield Problem(where=where, what=what, fix="Leave out another group of answers.")


def readings_are_other_than_the_basis(defs: Definitions) -> Iterator[Problem]:
    """A reading with the basis' own value would turn nothing, and say that nothing turns."""
    questions = {q.id: q for q in defs.survey.question}
    for basis, path, other in _readings(defs):
        concerned = _concerned(basis, path)
        asked = [questions[i.question] for i in concerned if i.question in questions]
        known = {group for question in asked for group in question.groups}
        for key in KEYS[:3]:
            own = {getattr(i, key) for i in concerned} - {None}
            if own == {getattr(other, key)}:
                yield _no_other(defs, basis, (*path, key), key)
        for k, group in enumerate(other.leaves_out):
            if group in known and not any(group in question.out_of for question in asked):
                yield _no_other(defs, basis, (*path, "leaves_out", k), f'without "{group}"')


def _no_other(defs: Definitions, basis: Basis, path: tuple[str | int, ...], named: str) -> Problem:
    where = defs.where(basis_file(basis), *path)
    what = f"a reading is the basis' own: {named} is read so already."
    return Problem(where=where, what=what, fix="Write another value, or take the reading out.")


def _concerned(basis: Basis, path: tuple[str | int, ...]) -> list[Indicator]:
    """The indicators of the targets that lean on a reading's assumption; all, where none does."""
    assumption = basis.assumption[int(path[1])].id
    targets = [target for goal in basis.goal for target in goal.target]
    names = {name for t in targets if assumption in t.assumes for name in t.indicators}
    return [i for i in basis.indicator if not names or i.id in names]
