"""What code lists must hold, so that no crime type silently counts too little or too much."""

from collections.abc import Iterator

from grundlag.basis import clocks
from grundlag.basis.check_tables import covers, overlap
from grundlag.basis.declared import Definitions
from grundlag.basis.folder import CodeSet
from grundlag.errors import Problem

FILE = "definitions/codes.toml"
LAST = 999_999


def sets(defs: Definitions) -> Iterator[tuple[int, int, CodeSet]]:
    """Every set of codes with the places of its crime type and of itself."""
    for i, crime in enumerate(defs.codes.crime):
        yield from ((i, j, dated) for j, dated in enumerate(crime.codes))


def codes_are_patterns(defs: Definitions) -> Iterator[Problem]:
    """A code is text without outer space; a `*` stands at its end alone."""
    for i, j, dated in sets(defs):
        for key in ("codes", "without"):
            for k, code in enumerate(getattr(dated, key)):
                yield from _pattern(defs, ("crime", i, "codes", j, key, k), code)
    for k, code in enumerate(defs.codes.known):
        yield from _pattern(defs, ("known", k), code)


def _pattern(defs: Definitions, path: tuple[str | int, ...], code: str) -> Iterator[Problem]:
    if not code or code != code.strip() or "*" in code[:-1]:
        what = f'"{code}" can be no code.'
        fix = 'Write a code as it is delivered, or its beginning and "*".'
        yield Problem(where=defs.where(FILE, *path), what=what, fix=fix)


def crimes_have_codes(defs: Definitions) -> Iterator[Problem]:
    """A crime type without codes would be counted as none, every year."""
    for i, crime in enumerate(defs.codes.crime):
        empty = [("crime", i, "codes", j) for j, dated in enumerate(crime.codes) if not dated.codes]
        for path in empty if crime.codes else [("crime", i)]:
            what = f'"{crime.id}" has no codes.'
            where = defs.where(FILE, *path)
            yield Problem(where=where, what=what, fix='Write codes = ["1320*"] in [[crime.codes]].')


def codes_left_out_were_in(defs: Definitions) -> Iterator[Problem]:
    """What `without` takes out of a set is a part of what is in it."""
    for i, j, dated in sets(defs):
        for k, code in enumerate(dated.without):
            if not any(covers(wide, code) for wide in dated.codes):
                what = f'without = "{code}" takes out what is not in codes.'
                where = defs.where(FILE, "crime", i, "codes", j, "without", k)
                yield Problem(where=where, what=what, fix="Write a part of one of the codes.")


def codes_are_known(defs: Definitions) -> Iterator[Problem]:
    """Where the list says which codes there are, a crime type's codes are among them."""
    known = defs.codes.known
    for i, j, dated in sets(defs):
        for key in ("codes", "without"):
            for k, code in enumerate(getattr(dated, key)):
                if known and not any(overlap(code, other) for other in known):
                    what = f'code "{code}" is none of the known codes.'
                    where = defs.where(FILE, "crime", i, "codes", j, key, k)
                    yield Problem(where=where, what=what, fix="Mend it, or add it to known.")


def codes_are_dated_sets(defs: Definitions) -> Iterator[Problem]:
    """A crime type's sets run forward, one after another, without overlap or gap."""
    for i, crime in enumerate(defs.codes.crime):
        last = None
        for j, dated in enumerate(crime.codes):
            first = clocks.parse_month(dated.from_month) if dated.from_month else 0
            end = clocks.parse_month(dated.to_month) if dated.to_month else LAST
            where = defs.where(FILE, "crime", i, "codes", j)
            if end < first or (last is not None and first <= last):
                what = f'the sets of "{crime.id}" overlap or run backwards.'
                yield Problem(where=where, what=what, fix="Let each begin after the one before.")
            elif last is not None and first > last + 1:
                what = f'"{crime.id}" has no codes in {clocks.show_month(last + 1)}.'
                yield Problem(where=where, what=what, fix="Let each begin the month after another.")
            last = end
