"""opsætning.xlsx: found in a working folder, and its sheets as rows of values.

`opsaetning.xlsx` is found too, for where an æ in a file's name comes out as something else. The
file that Excel leaves beside an open workbook (`~$opsætning.xlsx`) is none.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from grundlag.basis.faults import with_faults
from grundlag.basis.lines import Cell
from grundlag.basis.opened import opened as open_book
from grundlag.basis.sheet import BOOK, FORMAT, GUIDE, LISTS, NEWEST_FORMAT, PLAIN_BOOK
from grundlag.basis.sheets import SHEETS
from grundlag.errors import Problem, nearest

OTHERS = {".xls", ".xlsm", ".xlsb", ".ods", ".csv"}


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A sheet's cells as they came, its heading row first, no blank rows at its end.

    A cell that holds an error, or a formula that was never calculated, is a `Fault`.
    `merged` holds first row, first column, last row and last column, from 1.
    """

    book: str
    sheet: str
    rows: tuple[tuple[Any, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()

    def cell(self, row: int, column: int) -> Cell:
        """A cell's address; rows and columns from 1."""
        return Cell(book=self.book, sheet=self.sheet, row=row, column=column)


@dataclass(frozen=True, kw_only=True)
class Book:
    """The workbook: the sheets that speak; `broken` where it cannot be known what they say."""

    name: str = ""
    grids: dict[str, Grid]
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    broken: bool = False


NONE = Book(grids={})


def find(root: Path) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """The workbooks of a folder (one, or none), and what is wrong with how they are called."""
    known = {BOOK, PLAIN_BOOK}
    stems = {name.removesuffix(".xlsx") for name in known}
    called = [(path, path.name.casefold()) for path in sorted(root.iterdir())]
    found = tuple(path for path, name in called if name in known)
    problems = [
        _problem(
            path.name,
            f"is not read: the workbook is called {BOOK}.",
            f"Save it as an Excel workbook: {BOOK}.",
        )
        for path, name in called
        if Path(name).stem in stems and Path(name).suffix in OTHERS
    ]
    if len(found) > 1:
        what = f"there are {len(found)} of them in the folder, and one can speak."
        names = " and ".join(dict.fromkeys(path.name for path in found))
        problems.append(_problem(names, what, "Keep one of them."))
    return found, tuple(problems)


def _problem(where: str, what: str, fix: str) -> Problem:
    return Problem(where=where, what=what, fix=fix)


def broken(*problems: Problem) -> Book:
    """A workbook of which nothing can be said."""
    return Book(grids={}, problems=problems, broken=True)


def unread(path: Path, error: OSError) -> Book:
    """A workbook that the system keeps from us."""
    fix = "Close it in Excel, and see that you may read it."
    return broken(_problem(path.name, f"cannot be read ({error.strerror}).", fix))


def read(path: Path, content: bytes) -> Book:
    """The sheets of a workbook, whose bytes were read from `path`."""
    name = path.name
    try:
        opened = open_book(content)
        grids = {sheet: _grid(name, content, opened, sheet) for sheet in opened.sheet_names}
    except CalamineError as error:
        fix = "Open it in Excel, save it again, or move it away: then the TOML files speak."
        return broken(_problem(name, f"is no workbook that can be read: {error}.", fix))
    if problem := _format(name, grids.get(GUIDE)):
        return broken(problem)
    strays = [sheet for sheet in grids if sheet not in (*SHEETS, GUIDE, LISTS)]
    slips = {s: nearest(s, set(SHEETS) - set(grids)) for s in strays}
    meant = [sheet for sheet, near in slips.items() if near.startswith("Did")]
    book = Book(name=name, grids={s: grid for s, grid in grids.items() if s in SHEETS})
    return replace(
        book,
        problems=tuple(
            _problem(
                f"{name}, {sheet}", "no sheet is called so: it would not be read.", slips[sheet]
            )
            for sheet in meant
        ),
        notices=tuple(
            _problem(
                f"{name}, {sheet}",
                "this sheet is not read.",
                f"Those that are: {', '.join(SHEETS)}.",
            )
            for sheet in strays
            if sheet not in meant
        ),
    )


def first_sheet(name: str, content: bytes) -> tuple[Grid, Problem | None]:
    """The first sheet of any workbook; or what is wrong with it."""
    try:
        opened = open_book(content)
        return _grid(name, content, opened, opened.sheet_names[0]), None
    except CalamineError as error:
        what = f"is no workbook that can be read: {error}."
        problem = _problem(name, what, "Open it in Excel and save it again.")
        return Grid(book=name, sheet="", rows=()), problem


def _grid(name: str, content: bytes, opened: CalamineWorkbook, sheet: str) -> Grid:
    found = opened.get_sheet_by_name(sheet)
    read = with_faults(content, sheet, found.to_python(skip_empty_area=False))
    rows = [tuple(row) for row in read]
    while rows and is_blank(rows[-1]):
        rows.pop()
    spans = found.merged_cell_ranges or ()
    return Grid(
        book=name,
        sheet=sheet,
        rows=tuple(rows),
        merged=tuple(
            (top + 1, left + 1, end + 1, right + 1) for (top, left), (end, right) in spans
        ),
    )


def is_blank(row: tuple[Any, ...]) -> bool:
    """Whether nothing stands in a row but space."""
    return all(isinstance(value, str) and not value.strip() for value in row)


def _format(name: str, guide: Grid | None) -> Problem | None:
    """What is wrong with the workbook's format number, on its first sheet."""
    rows = enumerate(guide.rows, 1) if guide else ()
    found = [(i, row[1]) for i, row in rows if len(row) > 1 and row[0] == FORMAT]
    if guide is None or not found:
        what = f"has no format number on a sheet called {GUIDE}."
        fix = f'Write "{FORMAT}" and {NEWEST_FORMAT} beside each other there.'
        return _problem(name, what, fix)
    row, number = found[0]
    where = str(guide.cell(row, 2))
    if isinstance(number, float) and number > NEWEST_FORMAT:
        what = f"format {number:g} is newer than this program, which reads {NEWEST_FORMAT}."
        return _problem(where, what, "Install a newer version of grundlag.")
    if number != NEWEST_FORMAT:
        what = "this is no format that this program reads."
        return _problem(where, what, f"Write {NEWEST_FORMAT}.")
    return None
