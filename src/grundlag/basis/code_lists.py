"""Two files beside codes.toml, read row by row: the register of offences, and a code list.

A register has a row a code: `Kode;Tekst;Lov`. A code list says what codes of another form stand
for: `Politikode;Kode`.
"""

from collections.abc import Iterator, Mapping

from grundlag.basis.folder import Codes
from grundlag.basis.listing import Cells, Form, Listing, Wrong, listing
from grundlag.basis.offences import Offence, in_register, nearest_offence
from grundlag.basis.patterns import covered
from grundlag.errors import Problem, nearest

REGISTER = ("Kode", "Tekst", "Lov")
CROSSWALK = ("Politikode", "Kode")


def register(file: str, text: str, codes: Codes) -> tuple[tuple[Offence, ...], tuple[Problem, ...]]:
    """The offences of a register, in its order, and every problem of it."""
    sheet = _listing(file, text, REGISTER)
    found = {line: Offence(code=c, label=t, law=w) for line, (c, t, w) in sheet.rows.items()}
    rules = (_laws(file, found, codes), _groups(file, found, codes))
    return tuple(found.values()), (*sheet.problems, *(p for rule in rules for p in rule))


def crosswalk(
    offences: tuple[Offence, ...], file: str, text: str, codes: Codes
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """What each code of a code list stands for, and every problem of it."""
    sheet = _listing(file, text, CROSSWALK)
    wrong = (
        p
        for line, (raw, code) in sheet.rows.items()
        for p in (
            *_readable(f"{file}:{line}", raw, codes, offences),
            *_unknown(f"{file}:{line}", code, codes, offences),
        )
    )
    found = {cells[0]: cells[1] for cells in sheet.rows.values()}
    return found, (*sheet.problems, *wrong)


def _listing(file: str, text: str, heads: Cells) -> Listing:
    """Rows of as many filled cells as there are heads, each first cell once and a whole code."""
    return listing(file, text, Form(heads=heads, named=lambda cells: cells[0], wrong=_starred))


def _starred(cells: Cells) -> Wrong | None:
    if starred := [cell for cell in cells if cell.endswith("*")]:
        return f'"{starred[0]}" is no whole code.', "Write one row a code, without a *."
    return None


def _laws(file: str, found: Mapping[int, Offence], codes: Codes) -> Iterator[Problem]:
    """Where codes.toml names the laws, each row's is one of them."""
    known = (*codes.laws, *((codes.unstated,) if codes.unstated else ()))
    for line, row in found.items():
        if codes.laws and row.law not in known:
            what = f'no law is called "{row.law}".'
            yield Problem(where=f"{file}:{line}", what=what, fix=nearest(row.law, known))


def _groups(file: str, found: Mapping[int, Offence], codes: Codes) -> Iterator[Problem]:
    """Where codes have lengths, a code has one of them, and its group's row and law."""
    if not codes.lengths:
        return
    short = min(codes.lengths)
    group = {row.code: row for row in found.values() if len(row.code) == short}
    for line, row in found.items():
        own = group.get(row.code[:short])
        what = fix = ""
        if len(row.code) not in codes.lengths:
            what = f'"{row.code}" has {len(row.code)} characters.'
            fix = f"Codes of {lengths_of(codes)} are read: mend it, or lengths in codes.toml."
        elif own is None:
            what = f'"{row.code}" is of the group "{row.code[:short]}", which is not there.'
            fix = "Add a row for the group."
        elif own.law != row.law:
            what = f'"{row.code}" is of {row.law}, and its group of {own.law}.'
            fix = "Write the same law in both."
        if what:
            yield Problem(where=f"{file}:{line}", what=what, fix=fix)


def _readable(
    where: str, raw: str, codes: Codes, offences: tuple[Offence, ...]
) -> Iterator[Problem]:
    """A code that is read as it stands must not be read as another."""
    if codes.lengths:
        as_it_is = len(raw) in codes.lengths
    else:
        as_it_is = covered(raw, codes.known) or (bool(offences) and in_register(offences, raw))
    if as_it_is:
        what = f'"{raw}" is read as it stands.'
        yield Problem(where=where, what=what, fix="Take the row out: it would become another code.")


def _unknown(
    where: str, code: str, codes: Codes, offences: tuple[Offence, ...]
) -> Iterator[Problem]:
    """What a code stands for is one that is known, of a form that is read."""
    if codes.lengths and len(code) not in codes.lengths:
        what = f'"{code}" has {len(code)} characters.'
        yield Problem(where=where, what=what, fix=f"Write a code of {lengths_of(codes)}.")
    elif (offences or codes.known) and not (
        covered(code, codes.known) or in_register(offences, code)
    ):
        what = f'no code is called "{code}".'
        near = nearest_offence(code, offences) if offences else nearest(code, codes.known)
        yield Problem(where=where, what=what, fix=near)


def lengths_of(codes: Codes) -> str:
    """How long codes are: 4, 7 or 9 characters."""
    *first, last = (str(n) for n in sorted(codes.lengths))
    return f"{', '.join(first)}{' or ' if first else ''}{last} characters"
