"""Workbooks of Excel and LibreOffice: a sheet's cells as text, hidden ones among them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
from python_calamine import CalamineError, CalamineWorkbook

from grundlag.basis.faults import with_faults
from grundlag.basis.opened import BoundlessError, opened
from grundlag.basis.reading import Reading
from grundlag.errors import refusal
from grundlag.records.header import LOOKED_AT
from grundlag.records.raw import Chunk, Header, Row, Table, unique
from grundlag.records.readers.texts import text_of

Rows = list[list[object]]
ROWS = 1 << 14  # read at a time


def read_excel(path: Path, reading: Reading) -> list[Table]:
    """The declared sheet of a workbook, or all that hold anything."""
    content = path.read_bytes()
    book = _book(path, content)
    if reading.sheet and reading.sheet not in book.sheet_names:
        what, fix = f'has no sheet "{reading.sheet}".', f"Sheets: {', '.join(book.sheet_names)}."
        raise refusal(path.name, what, fix)
    names = [reading.sheet] if reading.sheet else book.sheet_names
    tables = [table_of(_rows(path, content, book, name), reading, name) for name in names]
    found = [table for table in tables if table.head]
    if not found:
        what = "cannot be read: no cell of it holds anything."
        raise refusal(path.name, what, "Export it again.")
    return found


def _book(path: Path, content: bytes) -> CalamineWorkbook:
    try:
        return opened(content)
    except (CalamineError, OSError) as error:
        raise _broken(path, error) from error


def _broken(path: Path, error: Exception) -> Exception:
    fix = error.fix if isinstance(error, BoundlessError) else "Save it again."
    return refusal(path.name, f"cannot be read: {error}.", fix)


def _rows(path: Path, content: bytes, book: CalamineWorkbook, sheet: str) -> Rows:
    try:
        read = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise _broken(path, error) from error
    return with_faults(content, sheet, read)


def sheet_rows(path: Path, sheet: str) -> Rows | None:
    """All cells of a sheet of a workbook; None where it has no such sheet."""
    content = path.read_bytes()
    book = _book(path, content)
    return _rows(path, content, book, sheet) if sheet in book.sheet_names else None


def table_of(rows: Rows, reading: Reading, sheet: str) -> Table:
    """A sheet's cells as a table that was not read yet."""
    head = []
    for i, row in enumerate(rows):
        texts = tuple(text_of(value, reading) for value in row)
        if any(text.strip() for text in texts):
            head.append(Row(line=i + 1, last=i + 1, cells=texts))
        if len(head) > LOOKED_AT:
            break
    return Table(
        dress={"sheet": sheet},
        head=tuple(head),
        below=lambda header, _: _chunks(rows, _last(head, header), header.names, reading),
        part=sheet,
    )


def _last(head: Sequence[Row], header: Header) -> int:
    return head[header.at + header.rows - 1].last


def table_below(rows: Rows, header: int, reading: Reading) -> Chunk:
    """The rows below a header row (from 0) that hold anything, with their lines (from 1)."""
    names = tuple(text_of(v, reading).strip() for v in (rows[header] if rows else []))
    return _chunk(rows[header + 1 :], header + 1, names, reading, 1.0)


def _chunks(rows: Rows, last: int, names: tuple[str, ...], reading: Reading) -> Iterator[Chunk]:
    """The rows below a line, some at a time."""
    for first in range(last, len(rows), ROWS):
        some = rows[first : first + ROWS]
        yield _chunk(some, first, names, reading, (first + len(some)) / len(rows))


def _chunk(rows: Rows, first: int, names: tuple[str, ...], reading: Reading, read: float) -> Chunk:
    """Rows that hold anything, of which the first stands on a line (from 0)."""
    texts = (
        (i, [text_of(value, reading) for value in row]) for i, row in enumerate(rows, first + 1)
    )
    body = [(line, row) for line, row in texts if any(text.strip() for text in row)]
    columns = {name: [row[c] for _, row in body] for c, name in enumerate(unique(names))}
    cells = pa.table({name: pa.array(column, pa.string()) for name, column in columns.items()})
    return Chunk(cells=cells, lines=np.array([n for n, _ in body], dtype=np.int64), read=read)
