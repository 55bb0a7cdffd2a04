"""A decision on a basis: whether it can be made, and how it stands in decisions.toml."""

import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pydantic import TypeAdapter

from grundlag.basis import lines
from grundlag.basis.check import check
from grundlag.basis.check_braces import brace_in
from grundlag.basis.check_decisions import FILE
from grundlag.basis.declared import Definitions
from grundlag.basis.edit import appended, written
from grundlag.basis.folder import Decision, Decisions
from grundlag.errors import DefinitionError, Problem, nearest

KEYS = ("basis", "decided_by", "decided_on", "case")
NOTHING_WRITTEN = "Nothing was written."


def decide(
    defs: Definitions, basis: str, by: str, on: date, case: str, before: bytes, today: date
) -> tuple[Definitions, bytes]:
    """The definitions with one more decision, and decisions.toml with it at its end.

    `before` is the file as it is, byte for byte; all of it is kept. Raises DefinitionError with
    everything that is wrong.
    """
    if problems := (*_text("--by", by), *_text("--case", case), *_problems(defs, basis, on, today)):
        raise DefinitionError(problems)
    decision = Decision(basis=basis, decided_by=by, decided_on=on, case=case)
    after = appended(before, _block(decision))
    decided = _with(defs, after)
    where = f"adopt {decision.basis}"
    if found := check(decided):
        raise DefinitionError(
            Problem(where=where, what=p.what, fix=f"{p.fix} {NOTHING_WRITTEN}") for p in found
        )
    return decided, after


def _problems(defs: Definitions, name: str, day: date, today: date) -> Iterator[Problem]:
    """What is wrong with a decision by itself, and against those that were made."""
    basis = defs.bases.get(name)
    if basis is None:
        what = f'no basis is called "{name}".'
        yield Problem(where="adopt", what=what, fix=nearest(name, defs.bases))
        return
    if day > today:
        what = f"{day} is after today, {today}."
        yield Problem(where="--on", what=what, fix="Adopt it when it is decided.")
    known = {d.basis: i for i, d in enumerate(defs.decisions.decision)}
    if basis.id in known:
        where = defs.where(FILE, "decision", known[basis.id])
        what = f'there is a decision on "{basis.id}" already.'
        yield Problem(where=where, what=what, fix="Change nothing, or mend it there.")
        return
    if basis.from_year is None:
        what = f'"{basis.id}" does not say from which report year it applies.'
        fix = f"Write from_year = {day.year} in definitions/bases/{basis.id}.toml."
        yield Problem(where=f"adopt {basis.id}", what=what, fix=fix)
    if basis.replaces is not None:
        yield from _after_what_it_replaces(defs, basis.replaces, day)


def _text(option: str, value: str) -> Iterator[Problem]:
    """A text that would not stand on one line of the file, says nothing, or cannot be printed."""
    if not value.strip():
        yield Problem(where=option, what="it is empty.", fix=f'Write {option} "...".')
    if any(unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in value):
        what = "it holds a line break, or a sign that no text holds."
        yield Problem(where=option, what=what, fix="Write it on one line.")
    if brace := brace_in(value):
        what = f'it holds a "{brace}", which begins or ends a number in the papers.'
        yield Problem(where=option, what=what, fix="Write it without.")


def _after_what_it_replaces(defs: Definitions, name: str, day: date) -> Iterator[Problem]:
    found = [d for d in defs.decisions.decision if d.basis == name]
    if not found:
        what = f'"{name}", which it replaces, has not been decided itself.'
        yield Problem(where="adopt", what=what, fix=f'Adopt "{name}" first.')
    elif found[0].decided_on and day < found[0].decided_on:
        what = f'{day} is before "{name}", which it replaces, was decided on {found[0].decided_on}.'
        yield Problem(where="--on", what=what, fix="See which of the two days is right.")


def _block(decision: Decision) -> list[str]:
    """The decision in TOML."""
    return ["[[decision]]", *(f"{k:<10} = {written(getattr(decision, k))}" for k in KEYS)]


def _with(defs: Definitions, after: bytes) -> Definitions:
    """The definitions with decisions.toml as it would be."""
    text = after.decode("utf-8-sig")
    try:
        decisions = TypeAdapter(Decisions).validate_python(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        what = f"a decision cannot be added at its end: {error}."
        fix = f"Write each decision under a heading of its own, [[decision]]. {NOTHING_WRITTEN}"
        raise DefinitionError(Problem(where=FILE, what=what, fix=fix)) from error
    return replace(
        defs,
        decisions=decisions,
        lines={**defs.lines, FILE: lines.lines(text)},
        texts={**defs.texts, FILE: text},
    )
