"""Workbooks: a sheet's cells as text."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
from python_calamine import CalamineError, CalamineWorkbook

from grundlag.basis.faults import with_faults
from grundlag.basis.folder import Reading
from grundlag.records.raw import Chunk, Raw, refusal, unique
from grundlag.records.readers.texts import text_of

Rows = list[list[object]]


def read_excel(path: Path, reading: Reading) -> Raw:
    """The declared sheet of a workbook, or its first."""
    book = _book(path)
    name = reading.sheet or book.sheet_names[0]
    if name not in book.sheet_names:
        what, fix = f'has no sheet "{name}".', f"Sheets: {', '.join(book.sheet_names)}."
        raise refusal(path.name, what, fix)
    rows = _rows(path, book, name)
    first = next((i for i, row in enumerate(rows) if any(text_of(v, reading) for v in row)), 0)
    chunk = table_below(rows, first, reading)
    header = tuple(text_of(v, reading).strip() for v in (rows[first] if rows else []))
    return Raw(header=header, dress={"sheet": name}, chunks=iter([chunk]))


def _book(path: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(str(path))
    except CalamineError as error:
        raise refusal(path.name, f"cannot be read: {error}.", "Save it again.") from error


def _rows(path: Path, book: CalamineWorkbook, sheet: str) -> Rows:
    try:
        read = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise refusal(path.name, f"cannot be read: {error}.", "Save it again.") from error
    return with_faults(path.read_bytes(), sheet, read)


def sheet_rows(path: Path, sheet: str) -> Rows | None:
    """All cells of a sheet of a workbook; None where it has no such sheet."""
    book = _book(path)
    return _rows(path, book, sheet) if sheet in book.sheet_names else None


def table_below(rows: Sequence[Sequence[object]], header: int, reading: Reading) -> Chunk:
    """The rows below a header row (from 0) that hold anything, with their lines (from 1)."""
    texts = [[text_of(value, reading) for value in row] for row in rows]
    names = tuple(name.strip() for name in (texts[header] if texts else []))
    body = [(i + 1, row) for i, row in enumerate(texts) if i > header and any(row)]
    columns = {name: [row[c] for _, row in body] for c, name in enumerate(unique(names))}
    cells = pa.table({name: pa.array(column, pa.string()) for name, column in columns.items()})
    return Chunk(cells=cells, lines=np.array([number for number, _ in body], dtype=np.int64))
