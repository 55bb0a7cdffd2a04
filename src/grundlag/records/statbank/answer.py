"""An answer, held against the question: its columns, nothing beside the grid, and all of it."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import product

from grundlag.errors import FetchError, Problem
from grundlag.records.statbank.model import Grid

FIGURE = "INDHOLD"
UNTOLD = ".."  # what a bank writes for a figure that it does not tell
NUMBER = re.compile(r"-?\d+([.,]\d+)?")
BY_HAND = "Save the table by hand from the bank's page, and take that file in."

Row = tuple[str, ...]


def heads_of(grid: Grid) -> Row:
    """The heading of a file with a grid's figures, whatever a bank calls its columns."""
    return (*(variable.head for variable, _ in grid.chosen), FIGURE)


def rows_of(body: bytes, grid: Grid, where: str) -> list[Row]:
    """The rows of an answer, in the order of the grid's variables; raises FetchError otherwise.

    A streamed answer (BULK) leaves out what is zero; any other has every figure of the grid.
    """
    lines = _lines(body, where)
    order = _order(next(lines, []), grid, where)
    asked = [frozenset(codes) for _, codes in grid.chosen]
    found: dict[Row, Row] = {}
    for number, cells in enumerate(lines, 2):
        if len(cells) != len(order):
            what = f"line {number} of the answer has {len(cells)} cells of {len(order)}."
            raise _wrong(where, f"{what} It was cut off.", "Fetch it again.")
        row = tuple(cells[place] for place in order)
        _refuse_other(row, asked, grid, f"{where}, line {number}")
        if row[:-1] in found:
            what = f"line {number} of the answer tells {' '.join(row[:-1])} a second time."
            raise _wrong(where, what, BY_HAND)
        found[row[:-1]] = row
    if grid.format != "BULK" and len(found) != grid.rows:
        raise _not_whole(found, grid, where)
    return list(found.values())


def _lines(body: bytes, where: str) -> Iterator[list[str]]:
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _wrong(where, "answers with what is no text.", BY_HAND) from error
    if text.lstrip()[:1] in ("<", "{"):
        what = "answers with a web page, not with figures: it may be closed, or a login is asked."
        raise _wrong(where, what, f"Open its page in a browser. {BY_HAND}")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    return (cells for cells in rows if cells)


def _order(header: list[str], grid: Grid, where: str) -> list[int]:
    """Where each variable's column stands, and last the figure's."""
    found = [name.strip().upper() for name in header]
    order: list[int] = []
    for variable, _ in grid.chosen:
        names = {variable.head, variable.id.upper()}
        order += [i for i, name in enumerate(found) if name in names][:1]
    order += [i for i, name in enumerate(found) if name == FIGURE][:1]
    if len(order) != len(grid.chosen) + 1 or len(order) != len(found):
        wanted = ";".join(heads_of(grid))
        what = f'answers with the columns "{";".join(header)}", not "{wanted}".'
        raise _wrong(where, what, BY_HAND)
    return order


def _refuse_other(row: Row, asked: list[frozenset[str]], grid: Grid, where: str) -> None:
    for code, codes, (variable, _) in zip(row, asked, grid.chosen, strict=False):
        if code not in codes:
            what = f'holds {variable.id} "{code}", which was not asked for.'
            raise _wrong(where, what, BY_HAND)
    if row[-1] != UNTOLD and not NUMBER.fullmatch(row[-1]):
        raise _wrong(where, f'holds "{row[-1]}", which is no figure.', BY_HAND)


def _not_whole(found: dict[Row, Row], grid: Grid, where: str) -> FetchError:
    gone = next(key for key in product(*(codes for _, codes in grid.chosen)) if key not in found)
    what = f"answers {len(found)} of {grid.rows} figures: {' '.join(gone)} is not there."
    fix = 'Fetch it again. If it stays so, say format = "BULK" in [[fetch]] and absent = "zero".'
    return _wrong(where, what, fix)


def _wrong(where: str, what: str, fix: str) -> FetchError:
    return FetchError(Problem(where=where, what=what, fix=fix))
