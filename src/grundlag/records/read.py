"""Read a file as it came: every cell as text, every row with its line, nothing changed.

Leading zeros stay because nothing is guessed to be a number; a row whose cells do not fit the
header is set aside here, all others in `check`.
"""

import io
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq
from python_calamine import CalamineError, CalamineWorkbook

from grundlag.basis.faults import Fault, with_faults
from grundlag.basis.folder import Reading
from grundlag.errors import DeliveryError, Problem
from grundlag.records.model import SetAside
from grundlag.records.quotes import unclosed

SEPARATORS = (";", ",", "\t", "|")
BOM = b"\xef\xbb\xbf"
DAY_FORMATS = {"dd-mm-yyyy": "%d-%m-%Y", "yyyy-mm-dd": "%Y-%m-%d", "yyyy-mm": "%Y-%m"}


@dataclass(frozen=True, kw_only=True)
class Raw:
    """A file's rows as text. `cells` has the file's own column names; `lines` goes with it."""

    header: tuple[str, ...]
    cells: pa.Table
    lines: np.ndarray
    rejected: tuple[SetAside, ...]
    dress: dict[str, str]


def read(path: Path, reading: Reading) -> Raw:
    """The rows of a CSV, Excel or Parquet file; raises DeliveryError on what cannot be read."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        what = f'files that end in "{path.suffix}" are not read.'
        raise _wrong(path, what, f"Save it as one of {', '.join(READERS)}.")
    raw = reader(path, reading)
    doubled = {name for name in raw.header if name and raw.header.count(name) > 1}
    if doubled:
        what = f"two columns are called {', '.join(sorted(doubled))}."
        raise _wrong(path, what, "Give each column a name of its own.")
    return raw


def _wrong(path: Path, what: str, fix: str) -> DeliveryError:
    return DeliveryError(Problem(where=path.name, what=what, fix=fix))


def _csv(path: Path, reading: Reading) -> Raw:
    content = path.read_bytes()
    body = content.removeprefix(BOM)
    encoding = "utf-8" if body != content else reading.encoding or _encoding(path, content)
    bad: list[pcsv.InvalidRow] = []
    try:
        separator = reading.separator or _separator(body, encoding)
        rows = _parse(body, encoding, separator, bad)
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        fix = "Mend the file, or say encoding and separator in sources.toml."
        raise _wrong(path, f"cannot be read: {error}.", fix) from error
    header = tuple((rows[name][0].as_py() or "").strip() for name in rows.column_names)
    cells = rows.slice(1)
    lines, bad_lines = _lines(rows, bad)
    spread = {int(lines[i]): int(n) for i, n in enumerate(_breaks(rows)) if n}
    spread |= {bad_lines[r.number]: r.text.count("\n") for r in bad if "\n" in r.text}
    _refuse_unclosed(path, body, encoding, separator, spread, len(header))
    filled = _filled(cells)
    return Raw(
        header=header,
        cells=cells.rename_columns(_unique(header)).filter(pa.array(filled)),
        lines=lines[1:][filled],
        rejected=tuple(
            SetAside(
                line=bad_lines[row.number],
                column="",
                found=row.text,
                expected=f"{row.expected_columns} columns, found {row.actual_columns}",
            )
            for row in bad
            if row.text.strip()
        ),
        dress={"encoding": encoding, "separator": separator, "decimal": reading.decimal},
    )


def _unique(header: tuple[str, ...]) -> list[str]:
    return [name if header.count(name) == 1 else f"{name}#{i}" for i, name in enumerate(header)]


def _parse(body: bytes, encoding: str, separator: str, bad: list[pcsv.InvalidRow]) -> pa.Table:
    def skip(row: pcsv.InvalidRow) -> str:
        bad.append(row)
        return "skip"

    width = _width(body, encoding, separator)
    names = [f"f{i}" for i in range(width)]
    return pcsv.read_csv(
        io.BytesIO(body),
        pcsv.ReadOptions(use_threads=False, encoding=encoding, column_names=names),
        pcsv.ParseOptions(
            delimiter=separator,
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=skip,
        ),
        pcsv.ConvertOptions(
            strings_can_be_null=False, column_types=dict.fromkeys(names, pa.string())
        ),
    )


def _width(body: bytes, encoding: str, separator: str) -> int:
    first = io.BytesIO(body.split(b"\n", 1)[0] + b"\n")
    options = pcsv.ReadOptions(autogenerate_column_names=True, encoding=encoding)
    return len(pcsv.read_csv(first, options, pcsv.ParseOptions(delimiter=separator)).column_names)


def _encoding(path: Path, content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise _wrong(path, "is UTF-16.", "Save it as CSV UTF-8.")
    for encoding in ("utf-8", "cp1252"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return "latin-1"


def _separator(body: bytes, encoding: str) -> str:
    first = body.split(b"\n", 1)[0].decode(encoding)
    return max(SEPARATORS, key=first.count)


def _record_numbers(kept: int, rejected: Iterable[int]) -> np.ndarray:
    """The place in the file (from 1) of each row that was read, past the rejected ones."""
    gone = np.array(sorted(rejected), dtype=np.int64)
    numbers = np.arange(1, kept + len(gone) + 1)
    return np.setdiff1d(numbers, gone, assume_unique=True)


def _breaks(rows: pa.Table) -> np.ndarray:
    total = np.zeros(len(rows), dtype=np.int64)
    for name in rows.column_names:
        total += pc.count_substring(rows[name], "\n").to_numpy()
    return total


def _lines(rows: pa.Table, bad: list[pcsv.InvalidRow]) -> tuple[np.ndarray, dict[int, int]]:
    """The line each kept row begins on, and the same for the rejected ones by their number."""
    numbers = _record_numbers(len(rows), [row.number for row in bad])
    breaks = np.zeros(len(rows) + len(bad) + 1, dtype=np.int64)
    breaks[numbers] = _breaks(rows)
    for row in bad:
        breaks[row.number] = row.text.count("\n")
    line = np.arange(len(breaks)) + np.cumsum(breaks) - breaks
    return np.asarray(line[numbers]), {row.number: int(line[row.number]) for row in bad}


def _refuse_unclosed(
    path: Path, body: bytes, encoding: str, separator: str, records: dict[int, int], width: int
) -> None:
    """`records` gives the first line and the line breaks of what was read as one row."""
    if not records:
        return
    lines = body.decode(encoding).split("\n")
    texts = ((n, "\n".join(lines[n - 1 : n + more])) for n, more in sorted(records.items()))
    line = unclosed(texts, separator, width)
    if line is not None:
        what = f"a quotation mark opened on line {line} is not closed."
        raise _wrong(path, what, "Close it, or take the quotation marks out.")


def _filled(cells: pa.Table) -> np.ndarray:
    """Which rows hold anything at all: a line of separators alone is no row."""
    filled = np.zeros(len(cells), dtype=bool)
    for name in cells.column_names:
        filled |= pc.not_equal(pc.utf8_trim_whitespace(cells[name]), "").to_numpy()
    return filled


def _excel(path: Path, reading: Reading) -> Raw:
    try:
        book = CalamineWorkbook.from_path(str(path))
        sheet = book.get_sheet_by_name(reading.sheet or book.sheet_names[0])
    except CalamineError as error:
        fix = f"Sheets: {', '.join(book.sheet_names)}." if reading.sheet else "Save it again."
        raise _wrong(path, f"cannot be read: {error}.", fix) from error
    read = sheet.to_python(skip_empty_area=False)
    rows = with_faults(path.read_bytes(), sheet.name, read)
    texts = [[_cell(value, reading) for value in row] for row in rows]
    first = next((i for i, row in enumerate(texts) if any(row)), 0)
    header = tuple(name.strip() for name in (texts[first] if texts else []))
    body = [(i + 1, row) for i, row in enumerate(texts) if i > first and any(row)]
    names = _unique(header)
    cells = {name: [row[c] for _, row in body] for c, name in enumerate(names)}
    return Raw(
        header=header,
        cells=pa.table({name: pa.array(column, pa.string()) for name, column in cells.items()}),
        lines=np.array([number for number, _ in body], dtype=np.int64),
        rejected=(),
        dress={"sheet": sheet.name},
    )


def _cell(value: object, reading: Reading) -> str:
    """A typed cell as the text that the source's own CSV would hold."""
    if isinstance(value, datetime | date):
        return value.strftime(DAY_FORMATS[reading.dates])
    if isinstance(value, Fault):
        return value.found
    if isinstance(value, float):
        return _decimal(value, reading)
    return "" if value is None else str(value)


def _decimal(value: float, reading: Reading) -> str:
    if math.isnan(value):
        return ""
    if value.is_integer():
        return str(int(value))
    return f"{Decimal(repr(value)):f}".replace(".", reading.decimal)


def _parquet(path: Path, reading: Reading) -> Raw:
    try:
        table = pq.read_table(path, partitioning=None)
    except pa.ArrowInvalid as error:
        raise _wrong(path, f"cannot be read: {error}.", "Write it as Parquet again.") from error
    texts = {
        name: _texts(table[name], reading)
        for name in table.column_names
        if not _is_no_text(table.schema.field(name).type)
    }
    return Raw(
        header=tuple(name.strip() for name in texts),
        cells=pa.table(texts),
        lines=np.arange(1, len(table) + 1),
        rejected=(),
        dress={"format": "parquet"},
    )


def _is_no_text(kind: pa.DataType) -> bool:
    """Whether a column holds what no cell of a table does: shapes, lists, bytes."""
    return bool(
        pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind)
    )


def _texts(column: pa.ChunkedArray, reading: Reading) -> pa.ChunkedArray:
    if pa.types.is_date(column.type) or pa.types.is_timestamp(column.type):
        column = pc.strftime(column, DAY_FORMATS[reading.dates])
    elif pa.types.is_floating(column.type) or pa.types.is_decimal(column.type):
        texts = [None if v is None else _decimal(float(v), reading) for v in column.to_pylist()]
        column = pa.chunked_array([pa.array(texts, pa.string())])
    return pc.fill_null(pc.cast(column, pa.string()), "")


READERS: dict[str, Callable[[Path, Reading], Raw]] = {
    ".csv": _csv,
    ".txt": _csv,
    ".xlsx": _excel,
    ".xls": _excel,
    ".parquet": _parquet,
}
