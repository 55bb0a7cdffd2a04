"""Offences (gerninger): the register's labels and laws, and how a code that arrives is read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from grundlag.basis.folder import Codes
from grundlag.basis.patterns import covered, stem
from grundlag.errors import nearest

UNREAD = "unread:"  # before a code of a form that is not read: no pattern stands for it


@dataclass(frozen=True, kw_only=True)
class Offence:
    """An offence code, or a group of them: its label, and the law it is an offence against."""

    code: str
    label: str
    law: str


@dataclass(frozen=True, kw_only=True)
class CodeReading:
    """How codes are read where they enter the cubes: by a code list first, then by their length."""

    lengths: tuple[int, ...] = ()
    crosswalk: Mapping[str, str]

    def read(self, raw: str) -> str:
        """The code that a raw one stands for; marked as unread where its form is not known."""
        if raw in self.crosswalk:
            return self.crosswalk[raw]
        return raw if not self.lengths or len(raw) in self.lengths else f"{UNREAD}{raw}"


def offence(offences: Iterable[Offence], code: str) -> Offence | None:
    """What the register calls a code or a pattern: its own row, else that of its group."""
    wanted = stem(code)
    found = [o for o in offences if wanted.startswith(o.code)]
    return max(found, key=lambda o: len(o.code), default=None)


def groups(offences: Iterable[Offence]) -> tuple[Offence, ...]:
    """The rows of a register that are no part of another row: the groups."""
    rows = tuple(offences)
    codes = {o.code for o in rows}
    return tuple(o for o in rows if not any(o.code[:n] in codes for n in range(1, len(o.code))))


def known_codes(offences: Iterable[Offence], codes: Codes) -> tuple[str, ...]:
    """Every code there is by the register, as patterns: with lengths, all that a group begins.

    A code that states no offence is not among them: it is in no type, and is told.
    """
    rows = tuple(offences)
    listed = groups(rows) if codes.lengths else rows
    star = "*" if codes.lengths else ""
    return tuple(f"{o.code}{star}" for o in listed if o.law != codes.unstated)


def patterns_of(codes: Codes) -> tuple[str, ...]:
    """Every code or pattern that a list knows; what a set leaves out is known too.

    Where `known` is declared, a type as wide as `1*` knows nothing beyond it: a slip of the pen
    would else be known as soon as its first digit is right.
    """
    sets = [dated for crime in codes.crime for dated in crime.codes]
    listed = (code for dated in sets for code in (*dated.codes, *dated.without))
    return (*codes.known, *(code for code in listed if not _is_wider(code, codes.known)))


def _is_wider(pattern: str, known: Iterable[str]) -> bool:
    start = pattern[:-1] if pattern.endswith("*") else None
    return start is not None and any(k != pattern and k.startswith(start) for k in known)


def matches(code: str, patterns: Iterable[str]) -> bool:
    """Whether a code is one of a list's; one of a form that is not read is in none, not in `*`."""
    return not code.startswith(UNREAD) and covered(code, patterns)


def in_register(offences: Iterable[Offence], pattern: str) -> bool:
    """Whether a code is a row, or longer than all rows and begins with one; a pattern holds one.

    The police's own digits after a group are in no public list: any are taken as they come.
    """
    rows = tuple(o.code for o in offences)
    start, longest = stem(pattern), max(map(len, rows), default=0)
    if len(start) > longest:
        return any(start.startswith(code) for code in rows)
    return covered(start, rows) or (start != pattern and any(c.startswith(start) for c in rows))


def nearest_offence(found: str, offences: Iterable[Offence]) -> str:
    """A sentence that names the nearest code of the register, with its label."""
    rows = tuple(offences)
    said = nearest(stem(found), [o.code for o in rows])
    named = next((o for o in rows if said == f'Did you mean "{o.code}"?'), None)
    return f'Did you mean "{named.code}" ({named.label})?' if named else said
