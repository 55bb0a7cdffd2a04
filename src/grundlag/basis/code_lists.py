"""Two files beside codes.toml, read row by row: the register of offences, and a code list.

A register has a row a code: `Kode;Tekst;Lov`. A code list says what codes of another form stand
for: `Politikode;Kode`.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from grundlag.basis.folder import Codes
from grundlag.basis.offences import Offence, in_register, nearest_offence
from grundlag.basis.patterns import covered
from grundlag.errors import Problem, nearest

REGISTER = ("Kode", "Tekst", "Lov")
CROSSWALK = ("Politikode", "Kode")


@dataclass(frozen=True, kw_only=True)
class _Sheet:
    """What could be read of a file: its rows by line, and what is wrong with the others."""

    rows: dict[int, tuple[str, ...]]
    problems: tuple[Problem, ...]


def register(file: str, text: str, codes: Codes) -> tuple[tuple[Offence, ...], tuple[Problem, ...]]:
    """The offences of a register, in its order, and every problem of it."""
    sheet = _sheet(file, text, REGISTER)
    found = {line: Offence(code=c, label=t, law=w) for line, (c, t, w) in sheet.rows.items()}
    rules = (_laws(file, found, codes), _groups(file, found, codes))
    return tuple(found.values()), (*sheet.problems, *(p for rule in rules for p in rule))


def crosswalk(
    offences: tuple[Offence, ...], file: str, text: str, codes: Codes
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """What each code of a code list stands for, and every problem of it."""
    sheet = _sheet(file, text, CROSSWALK)
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


def _sheet(file: str, text: str, heads: tuple[str, ...]) -> _Sheet:
    """Rows of as many filled cells as there are heads, each first cell once."""
    rows: dict[int, tuple[str, ...]] = {}
    problems: list[Problem] = []
    try:
        lines = list(_lines(text))
    except csv.Error as error:
        fix = "Look for a quotation mark that is not closed."
        problem = Problem(where=file, what=f"cannot be read: {error}.", fix=fix)
        return _Sheet(rows={}, problems=(problem,))
    if not lines or lines[0][1] != heads:
        found = ";".join(lines[0][1]) if lines else "nothing"
        fix = f"Write {';'.join(heads)} in the first line."
        problem = Problem(where=f"{file}:1", what=f'begins with "{found}".', fix=fix)
        return _Sheet(rows={}, problems=(problem,))
    seen: dict[str, int] = {}
    for line, cells in lines[1:]:
        wrong = _wrong_row(cells, heads, seen)
        if wrong:
            problems.append(Problem(where=f"{file}:{line}", what=wrong[0], fix=wrong[1]))
        else:
            seen[cells[0]], rows[line] = line, cells
    if not lines[1:]:
        problems.append(Problem(where=file, what="holds no row.", fix="Add one a code."))
    return _Sheet(rows=rows, problems=tuple(problems))


def _lines(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every row that is not empty, with the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    begins = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield begins, tuple(cell.strip() for cell in cells)
        begins = reader.line_num + 1


def _wrong_row(
    cells: tuple[str, ...], heads: tuple[str, ...], seen: Mapping[str, int]
) -> tuple[str, str] | None:
    """What is wrong with a row, and what to do."""
    if len(cells) != len(heads):
        return f"has {len(cells)} cells, not {len(heads)}.", f"Write {';'.join(heads)}."
    if empty := [head for head, cell in zip(heads, cells, strict=True) if not cell]:
        return f"{empty[0]} is empty.", "Fill it in, or take the row out."
    if starred := [cell for cell in cells if cell.endswith("*")]:
        return f'"{starred[0]}" is no whole code.', "Write one row a code, without a *."
    if cells[0] in seen:
        return f'"{cells[0]}" stands in line {seen[cells[0]]} too.', "Keep one of the rows."
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
