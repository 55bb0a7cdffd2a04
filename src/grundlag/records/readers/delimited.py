"""CSV in any dress: read as it goes, a block at a time, whatever its size.

Leading zeros stay because nothing is guessed to be a number; a row whose cells do not fit the
header is set aside here, all others in `check`.
"""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv

from grundlag.basis.folder import Reading
from grundlag.records.model import SetAside
from grundlag.records.quotes import unclosed
from grundlag.records.raw import Chunk, Raw, refusal, unique

SEPARATORS = (";", ",", "\t", "|")
BLOCK = 8 << 20  # bytes read at a time
HEAD = 1 << 20  # bytes looked at for the dress
BOMS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


@dataclass(frozen=True, kw_only=True)
class Dress:
    """How a text file is written: its encoding, what stands between cells, and its header row."""

    encoding: str
    separator: str
    header: tuple[str, ...]


def read_delimited(path: Path, reading: Reading) -> Raw:
    """A CSV file; raises DeliveryError where its dress cannot be told, or is not as declared."""
    try:
        dress = dress_of(path, reading)
    except UnicodeDecodeError as error:
        raise _unread(path, error) from error
    if not any(dress.header):
        what = "cannot be read: its first row names no column."
        raise refusal(path.name, what, "Begin it with a row that names the columns.")
    return Raw(
        header=dress.header,
        dress={"encoding": dress.encoding, "separator": dress.separator},
        chunks=_chunks(path, dress),
    )


def _unread(path: Path, error: Exception) -> Exception:
    fix = "Mend the file, or say encoding and separator in sources.toml."
    return refusal(path.name, f"cannot be read: {error}.", fix)


def dress_of(path: Path, reading: Reading) -> Dress:
    """The dress of a CSV file, as declared or else as its content tells. Raises UnicodeError."""
    with path.open("rb") as bytes_:
        start = bytes_.read(4)
    marked = next((name for bom, name in BOMS.items() if start.startswith(bom)), None)
    encoding = marked or reading.encoding or _encoding(path)
    with path.open(encoding=_python(encoding), newline="") as file:
        head = file.read(HEAD)
    separator = reading.separator or _separator(head)
    first = next(csv.reader(io.StringIO(head), delimiter=separator), [])
    return Dress(
        encoding=encoding, separator=separator, header=tuple(name.strip() for name in first)
    )


def _python(encoding: str) -> str:
    return "utf-8-sig" if encoding == "utf-8" else encoding


def _encoding(path: Path) -> str:
    for encoding in ("utf-8", "cp1252"):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with path.open("rb") as file:
                while block := file.read(BLOCK):
                    decoder.decode(block)
                decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding
    return "latin-1"


def _separator(head: str) -> str:
    first = head.split("\n", 1)[0]
    return max(SEPARATORS, key=first.count)


class _Count:
    """What was read so far: records, line breaks inside them, and rows that do not fit."""

    def __init__(self) -> None:
        self.records = 0
        self.breaks = 0
        self.bad: list[pcsv.InvalidRow] = []
        self.spread: dict[int, int] = {}

    def skip(self, row: pcsv.InvalidRow) -> str:
        self.bad.append(row)
        return "skip"


def _chunks(path: Path, dress: Dress) -> Iterator[Chunk]:
    """The rows below the header, block by block, and at the end the quotation marks looked at."""
    count, size = _Count(), path.stat().st_size
    with path.open("rb") as file:
        try:
            for n, batch in enumerate(_batches(file, dress, count)):
                yield _chunk(batch, dress, count, file.tell() / size, is_first=n == 0)
        except (pa.ArrowInvalid, UnicodeDecodeError) as error:
            raise _unread(path, error) from error
    rest = _rejected(count, None)
    if rest:
        empty = pa.table({name: pa.array([], pa.string()) for name in unique(dress.header)})
        yield Chunk(cells=empty, lines=np.zeros(0, np.int64), rejected=rest)
    _refuse_unclosed(path, dress, count.spread)


def _batches(file: io.BufferedReader, dress: Dress, count: _Count) -> Iterator[pa.RecordBatch]:
    if file.read(3) != codecs.BOM_UTF8:
        file.seek(0)
    names = [f"f{i}" for i in range(len(dress.header))]
    yield from pcsv.open_csv(
        file,
        pcsv.ReadOptions(
            use_threads=False, encoding=dress.encoding, column_names=names, block_size=BLOCK
        ),
        pcsv.ParseOptions(
            delimiter=dress.separator,
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=count.skip,
        ),
        pcsv.ConvertOptions(
            strings_can_be_null=False, column_types=dict.fromkeys(names, pa.string())
        ),
    )


def _chunk(
    batch: pa.RecordBatch, dress: Dress, count: _Count, read: float, is_first: bool
) -> Chunk:
    """A batch's rows with their lines, without the header and lines of separators alone."""
    breaks = _breaks(batch)
    gone = {row.number: row.text.count("\n") for row in count.bad if row.number > count.records}
    numbers = _record_numbers(count.records, len(batch), gone)
    last = int(numbers[-1]) if len(numbers) else count.records
    inside = np.zeros(last - count.records, dtype=np.int64)
    inside[numbers - count.records - 1] = breaks
    for number, n in gone.items():
        if number <= last:
            inside[number - count.records - 1] = n
    first = np.arange(count.records + 1, last + 1) + count.breaks + np.cumsum(inside) - inside
    lines = first[numbers - count.records - 1]
    places = {n: int(first[n - count.records - 1]) for n in gone if n <= last}
    count.spread |= {int(lines[i]): int(breaks[i]) for i in np.flatnonzero(breaks)}
    rejected = _rejected(count, places)
    count.records, count.breaks = last, count.breaks + int(inside.sum())
    filled = _filled(batch)
    filled[:1] &= not is_first
    cells = pa.Table.from_batches([batch]).rename_columns(unique(dress.header))
    if not filled.all():
        cells, lines = cells.filter(pa.array(filled)), lines[filled]
    return Chunk(cells=cells, lines=lines, rejected=rejected, read=read)


def _record_numbers(before: int, kept: int, gone: dict[int, int]) -> np.ndarray:
    """The place in the file (from 1) of each row that was read, past the rejected ones."""
    numbers = np.arange(before + 1, before + kept + len(gone) + 1)
    return np.setdiff1d(numbers, np.array(sorted(gone), np.int64), assume_unique=True)[:kept]


def _rejected(count: _Count, places: dict[int, int] | None) -> tuple[SetAside, ...]:
    """The rows that do not fit, with their line; at the end of the file those that are left."""
    if places is None:
        line, places = count.records + count.breaks, {}
        for row in count.bad:
            line += 1
            places[row.number] = line
            line += row.text.count("\n")
    count.spread |= {
        places[r.number]: r.text.count("\n")
        for r in count.bad
        if r.number in places and "\n" in r.text
    }
    found = [row for row in count.bad if row.number in places]
    count.bad[:] = [row for row in count.bad if row.number not in places]
    return tuple(
        SetAside(
            line=places[row.number],
            column="",
            found=row.text,
            expected=f"{row.expected_columns} columns, found {row.actual_columns}",
        )
        for row in found
        if row.text.strip()
    )


def _breaks(batch: pa.RecordBatch) -> np.ndarray:
    total = np.zeros(len(batch), dtype=np.int64)
    for column in batch.columns:
        total += pc.count_substring(column, "\n").to_numpy()
    return total


def _filled(batch: pa.RecordBatch) -> np.ndarray:
    """Which rows hold anything at all: a line of separators alone is no row."""
    filled = np.zeros(len(batch), dtype=bool)
    for column in batch.columns:
        empty = np.flatnonzero(~filled)
        cells = column.take(pa.array(empty)) if len(empty) < len(batch) else column
        holds = pc.not_equal(pc.utf8_trim_whitespace(cells), "")
        filled[empty] = holds.to_numpy(zero_copy_only=False)
    return filled


def _refuse_unclosed(path: Path, dress: Dress, records: dict[int, int]) -> None:
    """`records` gives the first line and the line breaks of what was read as one row."""
    if not records:
        return
    wanted = {n for first, more in records.items() for n in range(first, first + more + 1)}
    with path.open(encoding=_python(dress.encoding), newline="\n") as file:
        lines = {n: text.removesuffix("\n") for n, text in enumerate(file, 1) if n in wanted}
    texts = (
        (n, "\n".join(lines[i] for i in range(n, n + more + 1) if i in lines))
        for n, more in sorted(records.items())
    )
    line = unclosed(texts, dress.separator, len(dress.header))
    if line is not None:
        what = f"a quotation mark opened on line {line} is not closed."
        raise refusal(path.name, what, "Close it, or take the quotation marks out.")
