"""What code lists must hold, so that no crime type silently counts too little or too much."""

from collections.abc import Iterator

from grundlag.basis import clocks
from grundlag.basis.check_bases import unknown
from grundlag.basis.code_lists import lengths_of
from grundlag.basis.declared import Definitions
from grundlag.basis.folder import CodeSet, PublishedTotal
from grundlag.basis.offences import in_register, known_codes, nearest_offence
from grundlag.basis.patterns import covered, covers, overlap, stem
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


def listed(defs: Definitions) -> Iterator[tuple[str, str, str]]:
    """Every code of every crime type, with where it stands and whose it is."""
    for i, j, dated in sets(defs):
        for key in ("codes", "without"):
            for k, code in enumerate(getattr(dated, key)):
                yield defs.where(FILE, "crime", i, "codes", j, key, k), _id(defs, i), code


def _id(defs: Definitions, place: int) -> str:
    return defs.codes.crime[place].id


def codes_are_known(defs: Definitions) -> Iterator[Problem]:
    """Where codes.toml says which codes there are, a crime type's codes are among them."""
    known = defs.codes.known
    if defs.offences or not known:
        return
    for where, _, code in listed(defs):
        if not any(overlap(code, other) for other in known):
            what = f'code "{code}" is none of the known codes.'
            yield Problem(where=where, what=what, fix="Mend it, or add it to known.")


def codes_are_in_the_register(defs: Definitions) -> Iterator[Problem]:
    """Where a register is named, a crime type's codes are in it, or the police's own under it."""
    if not defs.offences:
        return
    derived = known_codes(defs.offences, defs.codes)
    declared = [code for code in defs.codes.known if code not in derived]
    for where, crime, code in listed(defs):
        if not covered(code, declared) and not in_register(defs.offences, code):
            what = f'code "{code}" of "{crime}" matches nothing in {defs.codes.register}.'
            fix = f"{nearest_offence(code, defs.offences)} Mend it, or add a row to the register."
            yield Problem(where=where, what=what, fix=fix)


def codes_have_a_length_that_is_read(defs: Definitions) -> Iterator[Problem]:
    """Where lengths are declared, no code of another length would ever be counted."""
    lengths = defs.codes.lengths
    for where, crime, code in listed(defs) if lengths else ():
        fits = len(stem(code)) <= max(lengths) if code.endswith("*") else len(code) in lengths
        if not fits:
            what = f'code "{code}" of "{crime}" stands for no code of {lengths_of(defs.codes)}.'
            yield Problem(where=where, what=what, fix="Mend it, or lengths above.")


def published_totals_name_what_is_counted(defs: Definitions) -> Iterator[Problem]:
    """A total printed elsewhere is of a declared crime type and area, each year once."""
    crimes = [crime.id for crime in defs.codes.crime]
    areas = [area.id for area in defs.areas.area]
    seen: set[tuple[str, str, int]] = set()
    for i, printed in enumerate(defs.codes.published_total):
        for key, known in (("crime", crimes), ("area", areas)):
            name = getattr(printed, key)
            if name not in known:
                yield unknown(defs.where(FILE, "published_total", i, key), key, name, known)
        if _key(printed) in seen:
            what = f'"{printed.crime}" has two totals for {printed.area} in {printed.year}.'
            where = defs.where(FILE, "published_total", i)
            yield Problem(where=where, what=what, fix="Keep the one that is compared with.")
        seen.add(_key(printed))


def _key(printed: PublishedTotal) -> tuple[str, str, int]:
    return printed.crime, printed.area, printed.year


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
