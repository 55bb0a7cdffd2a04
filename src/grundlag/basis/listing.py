"""A CSV file beside a definition file: its rows by line, and what is wrong with the others."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from grundlag.errors import Problem

Cells = tuple[str, ...]
Wrong = tuple[str, str]  # what is wrong with a row, and what to do


@dataclass(frozen=True, kw_only=True)
class Listing:
    """What could be read of a file: its rows by line, and what is wrong with the others."""

    rows: dict[int, Cells]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, kw_only=True)
class Form:
    """How a file looks: its heads, and what a row is called by: no two rows are called alike.

    The last head may be `spare`: its cells may be empty, or it may be left out whole. `wrong` tells
    what else is wrong with a row.
    """

    heads: Cells
    named: Callable[[Cells], str]
    spare: bool = False
    wrong: Callable[[Cells], Wrong | None] = lambda _: None


def listing(file: str, text: str, form: Form) -> Listing:
    """The rows of a file; where it cannot be read as its form says, that alone is told."""
    try:
        lines = list(_lines(text))
    except csv.Error as error:
        fix = "Look for a quotation mark that is not closed."
        return _unread(Problem(where=file, what=f"cannot be read: {error}.", fix=fix))
    if form.spare and lines and lines[0][1] == form.heads[:-1]:
        lines = [(line, (*cells, "")) for line, cells in lines]
        lines[0] = lines[0][0], form.heads
    if not lines or lines[0][1] != form.heads:
        found = ";".join(lines[0][1]) if lines else "nothing"
        fix = f"Write {';'.join(form.heads)} in the first line."
        return _unread(Problem(where=f"{file}:1", what=f'begins with "{found}".', fix=fix))
    if not lines[1:]:
        return _unread(
            Problem(where=file, what="holds no row.", fix="Fill it in, or name no file.")
        )
    return _rows(file, lines[1:], form)


def _unread(problem: Problem) -> Listing:
    return Listing(rows={}, problems=(problem,))


def _rows(file: str, lines: list[tuple[int, Cells]], form: Form) -> Listing:
    rows: dict[int, Cells] = {}
    seen: dict[str, int] = {}
    problems: list[Problem] = []
    for line, cells in lines:
        wrong = _wrong_cells(cells, form) or form.wrong(cells)
        if not wrong and (before := seen.get(form.named(cells))):
            wrong = f'"{form.named(cells)}" stands in line {before} too.', "Keep one of the rows."
        if wrong:
            problems.append(Problem(where=f"{file}:{line}", what=wrong[0], fix=wrong[1]))
        else:
            seen[form.named(cells)], rows[line] = line, cells
    return Listing(rows=rows, problems=tuple(problems))


def _lines(text: str) -> Iterator[tuple[int, Cells]]:
    """Every row that is not empty, with the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    begins = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield begins, tuple(cell.strip() for cell in cells)
        begins = reader.line_num + 1


def _wrong_cells(cells: Cells, form: Form) -> Wrong | None:
    if len(cells) != len(form.heads):
        what = f"has {len(cells)} cells, not {len(form.heads)}."
        return what, f"Write {';'.join(form.heads)}."
    needed = form.heads[:-1] if form.spare else form.heads
    if empty := [head for head, cell in zip(needed, cells, strict=False) if not cell]:
        return f"{empty[0]} is empty.", "Fill it in, or take the row out."
    return None
