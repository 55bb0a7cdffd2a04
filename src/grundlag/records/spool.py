"""Lay a file's rows down as a table of text that an engine can read, a chunk at a time.

Only mapped columns are laid down: what nobody asked for is never kept, not even for a moment.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from grundlag.basis.folder import Source
from grundlag.engine.files import table_writer
from grundlag.records.model import SetAside
from grundlag.records.parse import BLANKS, called
from grundlag.records.raw import Chunk, Raw

Progress = Callable[[float], None]


@dataclass(frozen=True, kw_only=True)
class Spooled:
    """The table of text at `path`: how many rows it has, and those that fit no column."""

    path: Path
    rows: int
    rejected: tuple[SetAside, ...]


def spool(
    raw: Raw, source: Source, path: Path, look: Callable[[Chunk], bool | None], progress: Progress
) -> Spooled:
    """Write the mapped columns under our names, cells trimmed.

    `look` sees each chunk first: where it says so, neither that one nor any after is laid down.
    """
    mapped = called(source)
    schema = pa.schema([("line", pa.int64()), *((name, pa.string()) for name in mapped)])
    rows, stopped = 0, False
    rejected: list[SetAside] = []
    with table_writer(path, schema) as write:
        for chunk in raw.chunks:
            stopped = bool(look(chunk)) or stopped
            if not stopped:
                cells = (_trimmed(chunk.cells[column]) for column in mapped.values())
                write(pa.table([pa.array(chunk.lines, pa.int64()), *cells], schema=schema))
            rows += len(chunk.lines)
            rejected += map(_without_text, chunk.rejected)
            progress(chunk.read)
    return Spooled(path=path, rows=rows, rejected=tuple(sorted(rejected)))


def _trimmed(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.utf8_trim(column, characters=BLANKS)


def _without_text(row: SetAside) -> SetAside:
    """A row that fits no column: its text may hold what nobody mapped, so only its line is kept."""
    return SetAside(line=row.line, column="", found="", expected=row.expected, rule=FITS)


FITS = "rows_fit_the_header"
