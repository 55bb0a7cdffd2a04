"""What decisions must hold, so that one basis, and only one, is in force in a report year."""

from collections.abc import Iterator

from grundlag.basis.check_bases import basis_file, unknown
from grundlag.basis.declared import Definitions
from grundlag.basis.folder import Decision
from grundlag.errors import Problem

FILE = "decisions.toml"


def decisions_name_bases(defs: Definitions) -> Iterator[Problem]:
    """A decision is on a declared basis."""
    for i, decision in enumerate(defs.decisions.decision):
        if decision.basis not in defs.basis_ids:
            where = defs.where(FILE, "decision", i, "basis")
            yield unknown(where, "basis", decision.basis, defs.basis_ids)


def replacements_name_bases(defs: Definitions) -> Iterator[Problem]:
    """What a basis replaces is another declared basis."""
    for basis in defs.bases.values():
        others = [name for name in defs.basis_ids if name != basis.id]
        if basis.replaces is not None and basis.replaces not in others:
            where = defs.where(basis_file(basis), "replaces")
            yield unknown(where, "other basis", basis.replaces, others)


def decisions_are_made_once(defs: Definitions) -> Iterator[Problem]:
    """A basis is decided once."""
    seen: set[str] = set()
    for i, decision in enumerate(defs.decisions.decision):
        if decision.basis in seen:
            what = f'there is a decision on "{decision.basis}" above.'
            where = defs.where(FILE, "decision", i, "basis")
            yield Problem(where=where, what=what, fix="Keep one of them.")
        seen.add(decision.basis)


def decisions_are_dated(defs: Definitions) -> Iterator[Problem]:
    """A basis that replaces another is in force from a day; a decision is a date, never a word."""
    for i, decision in enumerate(defs.decisions.decision):
        basis = defs.bases.get(decision.basis)
        if basis and basis.replaces and decision.decided_on is None:
            what = f'the decision on "{basis.id}" has no date.'
            where = defs.where(FILE, "decision", i)
            yield Problem(where=where, what=what, fix="Write decided_on = 2025-06-10.")


def decisions_have_a_first_year(defs: Definitions) -> Iterator[Problem]:
    """A basis in force is so from a report year on."""
    for i, decision in enumerate(defs.decisions.decision):
        if decision.basis in defs.bases and _first_year(defs, decision) is None:
            what = f'neither the decision nor "{decision.basis}" says from which year it holds.'
            where = defs.where(FILE, "decision", i)
            yield Problem(where=where, what=what, fix="Write in_force_from = 2025.")


def decisions_do_not_compete(defs: Definitions) -> Iterator[Problem]:
    """No two bases come into force with the same report year."""
    seen: dict[int, str] = {}
    for i, decision in enumerate(defs.decisions.decision):
        year = _first_year(defs, decision)
        if year is not None and seen.setdefault(year, decision.basis) != decision.basis:
            what = f'"{seen[year]}" and "{decision.basis}" are both in force from {year}.'
            where = defs.where(FILE, "decision", i)
            yield Problem(where=where, what=what, fix="Give one another in_force_from.")


def _first_year(defs: Definitions, decision: Decision) -> int | None:
    basis = defs.bases.get(decision.basis)
    return decision.in_force_from or (basis.from_year if basis else None)
