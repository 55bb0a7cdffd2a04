"""Lay a file's rows down as a table of text that an engine can read, a chunk at a time.

Only mapped columns are laid down: what nobody asked for is never kept, not even for a moment.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from grundlag.basis.folder import Source
from grundlag.engine.files import table_writer
from grundlag.records.meanwhile import ahead
from grundlag.records.model import FITS, SetAside
from grundlag.records.not_rows import SUM, sums_up
from grundlag.records.parse import BLANKS, called
from grundlag.records.raw import Chunk, Raw
from grundlag.records.shape import shaped

Progress = Callable[[float], None]


@dataclass(frozen=True, kw_only=True)
class Spooled:
    """The table of text at `path`: how many rows it has, and those that fit no column."""

    path: Path
    rows: int
    rejected: tuple[SetAside, ...]


def spool(
    raw: Raw,
    source: Source,
    path: Path,
    look: Callable[[Chunk], bool | None],
    progress: Progress,
    totals: frozenset[str] = frozenset(),
) -> Spooled:
    """Write the mapped columns under our names, cells trimmed, the rows as their source has them.

    `look` sees each chunk first, as it came: where it says so, neither that one nor any after is
    laid down. Each row has a number of its own: a line of a wide table is as many rows as it has
    cells; and beside its cells which of them says that it sums up others, in a word of `totals`.
    """
    mapped = called(source)
    keys = [("row", pa.int64()), ("line", pa.int64()), (SUM, pa.string())]
    words = pa.array(sorted(totals), pa.string())
    schema = pa.schema([*keys, *((name, pa.string()) for name in mapped)])
    rows = 0
    rejected: list[SetAside] = []
    looked = replace(raw, chunks=_looked_at(raw, look))
    with table_writer(path, schema) as write:
        for chunk in ahead(shaped(looked, source).chunks):
            cells = {ours: _trimmed(chunk.cells[column]) for ours, column in mapped.items()}
            numbers = np.arange(rows, rows + len(chunk.lines))
            where = (pa.array(each, pa.int64()) for each in (numbers, chunk.lines))
            columns = [*where, sums_up(cells, words), *cells.values()]
            write(pa.table(columns, schema=schema))
            rows += len(chunk.lines)
            rejected += map(_without_text, chunk.rejected)
            progress(chunk.read)
    return Spooled(path=path, rows=rows, rejected=tuple(sorted(rejected)))


def _looked_at(raw: Raw, look: Callable[[Chunk], bool | None]) -> Iterator[Chunk]:
    """Each chunk after it was looked at; without its rows where that stopped the file."""
    stopped = False
    for chunk in raw.chunks:
        stopped = bool(look(chunk)) or stopped
        empty = replace(chunk, cells=chunk.cells.slice(0, 0), lines=chunk.lines[:0])
        yield empty if stopped else chunk


def _trimmed(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.utf8_trim(column, characters=BLANKS)


def _without_text(row: SetAside) -> SetAside:
    """A row that fits no column: its text may hold what nobody mapped, so only its line is kept."""
    return replace(row, column="", found="", rule=row.rule or FITS)
