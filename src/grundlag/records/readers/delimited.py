"""CSV in any dress: read as it goes, a block at a time, whatever its size.

Leading zeros stay because nothing is guessed to be a number; a row whose cells do not fit the
header is set aside here, all others in `check`.
"""

import codecs
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv

from grundlag.basis.reading import Reading
from grundlag.errors import refusal
from grundlag.records.model import SetAside
from grundlag.records.not_rows import is_note, note
from grundlag.records.quotes import unclosed
from grundlag.records.raw import Chunk, Header, Table, unique
from grundlag.records.readers.textfile import BLOCK, Dress, dresses_of, opened


@dataclass(frozen=True, kw_only=True)
class _Body:
    """What stands below a header: how many columns it has, the line that the header ends on."""

    dress: Dress
    header: Header
    last: int

    @property
    def width(self) -> int:
        return len(self.header.names)

    @property
    def is_plain(self) -> bool:
        """Whether it can be read as it lies there."""
        return self.dress.encoding == "utf-8" and self.dress.line_ends == "\n"


def read_delimited(path: Path, reading: Reading) -> list[Table]:
    """A CSV file, as it looks, and as other separators part it: one of them has the columns.

    Raises DeliveryError where its dress cannot be told, or is not as declared.
    """
    try:
        dresses = dresses_of(path, reading)
    except UnicodeError as error:
        raise _unread(path, error) from error
    read = [dress for dress in dresses if dress.head]
    if not read:
        what = "cannot be read: its first row names no column."
        raise refusal(path.name, what, "Begin it with a row that names the columns.")
    return [_table(path, dress) for dress in read]


def _table(path: Path, dress: Dress) -> Table:
    return Table(
        dress={"encoding": dress.encoding, "separator": dress.separator},
        head=dress.head,
        below=lambda header, _: _chunks(path, _under(dress, header)),
    )


def _under(dress: Dress, header: Header) -> _Body:
    last = dress.head[header.at + header.rows - 1].last
    return _Body(dress=dress, header=header, last=last)


def _unread(path: Path, error: Exception) -> Exception:
    fix = "Mend the file, or say encoding and separator in sources.toml."
    return refusal(path.name, f"cannot be read: {error}.", fix)


class _Encoded(io.RawIOBase):
    """A text as UTF-8 with plain line ends, encoded as it is read."""

    def __init__(self, text: TextIO) -> None:
        self.text, self.left = text, b""

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next bytes, at most as many as fit."""
        self.left = self.left or self.text.read(BLOCK).encode()
        n = min(len(buffer), len(self.left))
        buffer[:n], self.left = self.left[:n], self.left[n:]
        return n


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


def _chunks(path: Path, body: _Body) -> Iterator[Chunk]:
    """The rows below the header, block by block, and at the end the quotation marks looked at."""
    count, size = _Count(), path.stat().st_size
    count.breaks = body.last
    with _below(path, body) as (file, behind):
        try:
            for batch in _batches(file, body, count):
                yield _chunk(batch, body, count, behind() / size)
        except (pa.ArrowInvalid, UnicodeDecodeError) as error:
            raise _unread(path, error) from error
    rest = _rejected(count, None, body.width)
    if rest:
        empty = pa.table({name: pa.array([], pa.string()) for name in unique(body.header.names)})
        yield Chunk(cells=empty, lines=np.zeros(0, np.int64), rejected=rest)
    _refuse_unclosed(path, body, count.spread)


@contextmanager
def _below(path: Path, body: _Body) -> Iterator[tuple[BinaryIO, Callable[[], int]]]:
    """A file from the first line below its header on, as UTF-8, and how many bytes lie behind."""
    if body.is_plain:
        with path.open("rb") as file:
            if file.read(3) != codecs.BOM_UTF8:
                file.seek(0)
            for _ in range(body.last):
                file.readline()
            yield file, file.tell
        return
    with opened(path, body.dress.encoding, newline=None) as text:
        for _ in range(body.last):
            text.readline()
        with io.BufferedReader(_Encoded(text), BLOCK) as encoded:
            yield encoded, text.buffer.tell


def _batches(file: BinaryIO, body: _Body, count: _Count) -> Iterator[pa.RecordBatch]:
    names = [f"f{i}" for i in range(body.width)]
    if not file.peek(1):  # type: ignore[attr-defined]
        return
    yield from pcsv.open_csv(
        file,
        pcsv.ReadOptions(use_threads=False, column_names=names, block_size=BLOCK),
        pcsv.ParseOptions(
            delimiter=body.dress.separator,
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=count.skip,
        ),
        pcsv.ConvertOptions(
            strings_can_be_null=False, column_types=dict.fromkeys(names, pa.string())
        ),
    )


def _chunk(batch: pa.RecordBatch, body: _Body, count: _Count, read: float) -> Chunk:
    """A batch's rows with their lines, without lines of separators alone."""
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
    rejected = _rejected(count, places, body.width)
    count.records, count.breaks = last, count.breaks + int(inside.sum())
    filled = _filled(batch)
    cells = pa.Table.from_batches([batch]).rename_columns(unique(body.header.names))
    if not filled.all():
        cells, lines = cells.filter(pa.array(filled)), lines[filled]
    return Chunk(cells=cells, lines=lines, rejected=rejected, read=read)


def _record_numbers(before: int, kept: int, gone: dict[int, int]) -> np.ndarray:
    """The place in the file (from 1) of each row that was read, past the rejected ones."""
    numbers = np.arange(before + 1, before + kept + len(gone) + 1)
    return np.setdiff1d(numbers, np.array(sorted(gone), np.int64), assume_unique=True)[:kept]


def _rejected(count: _Count, places: dict[int, int] | None, width: int) -> tuple[SetAside, ...]:
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
    return tuple(_unfit(row, places[row.number], width) for row in found if row.text.strip())


def _unfit(row: pcsv.InvalidRow, line: int, width: int) -> SetAside:
    """A row that has not as many cells as the header: a note, or a row that was broken."""
    if row.actual_columns == 1 and is_note([row.text.strip('"')], width):
        return note(line, row.text)
    expected = f"{row.expected_columns} columns, found {row.actual_columns}"
    return SetAside(line=line, column="", found=row.text, expected=expected)


def _breaks(batch: pa.RecordBatch) -> np.ndarray:
    total = np.zeros(len(batch), dtype=np.int64)
    for column in filter(_has_break, batch.columns):
        total += pc.count_substring(column, "\n").to_numpy()
    return total


def _has_break(column: pa.Array) -> bool:
    """Whether a line break is anywhere in a column: in most there is none, and one look tells."""
    text = column.buffers()[-1]
    return text is not None and bool((np.frombuffer(text, np.uint8) == ord("\n")).any())


def _filled(batch: pa.RecordBatch) -> np.ndarray:
    """Which rows hold anything at all: a line of separators alone is no row."""
    filled = np.zeros(len(batch), dtype=bool)
    for column in batch.columns:
        empty = np.flatnonzero(~filled)
        cells = column.take(pa.array(empty)) if len(empty) < len(batch) else column
        holds = pc.not_equal(pc.utf8_trim_whitespace(cells), "")
        filled[empty] = holds.to_numpy(zero_copy_only=False)
    return filled


def _refuse_unclosed(path: Path, body: _Body, records: dict[int, int]) -> None:
    """`records` gives the first line and the line breaks of what was read as one row."""
    if not records:
        return
    wanted = {n for first, more in records.items() for n in range(first, first + more + 1)}
    with opened(path, body.dress.encoding, newline="\n" if body.is_plain else None) as file:
        lines = {n: text.removesuffix("\n") for n, text in enumerate(file, 1) if n in wanted}
    texts = (
        (n, "\n".join(lines[i] for i in range(n, n + more + 1) if i in lines))
        for n, more in sorted(records.items())
    )
    line = unclosed(texts, body.dress.separator, body.width)
    if line is not None:
        what = f"a quotation mark opened on line {line} is not closed."
        raise refusal(path.name, what, "Close it, or take the quotation marks out.")
