"""A file's rows before anything is understood: text, in chunks, each row with its line."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from grundlag.records.model import SetAside


@dataclass(frozen=True, kw_only=True)
class Chunk:
    """Some rows of a file: `cells` has the file's own column names, `lines` goes with it (from 1).

    `rejected` are rows that no cell can be told of; `read` is how much of the file lies behind.
    """

    cells: pa.Table
    lines: np.ndarray
    rejected: tuple[SetAside, ...] = ()
    read: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row as it stands in a file: the lines it begins and ends on, and its cells."""

    line: int
    last: int
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Raw:
    """A file that was opened: its columns, how it is dressed, and its rows, read once as they go.

    Memory holds one chunk, not the file. Reading on raises DeliveryError where the file breaks.
    `part` is the sheet it stands on, where a file has several; `above` what stands over its
    headings; `is_mended` are rows that were set aside, each by itself.
    """

    header: tuple[str, ...]
    dress: dict[str, str]
    chunks: Iterator[Chunk] = field(repr=False)
    part: str = ""
    above: tuple[Row, ...] = ()
    is_mended: bool = False

    def whole(self) -> Chunk:
        """All rows that are left, in memory at once."""
        chunks = list(self.chunks)
        empty = pa.table({name: pa.array([], pa.string()) for name in unique(self.header)})
        return Chunk(
            cells=pa.concat_tables([c.cells for c in chunks]) if chunks else empty,
            lines=np.concatenate([np.zeros(0, np.int64), *(c.lines for c in chunks)]),
            rejected=tuple(sorted(r for c in chunks for r in c.rejected)),
        )


@dataclass(frozen=True, kw_only=True)
class Header:
    """Where the headings of a table stand: the first row of its head, how many, what they say."""

    at: int
    rows: int
    names: tuple[str, ...]


Below = Callable[[Header, frozenset[str]], Iterator[Chunk]]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of a file that was opened and not read: its first rows, and what stands below.

    `below` reads on under a header; the columns it is told of hold figures, and of those a label
    is no answer. `also` is what else a column is called.
    """

    dress: dict[str, str]
    head: tuple[Row, ...]
    below: Below = field(repr=False)
    part: str = ""
    also: dict[str, str] = field(default_factory=dict)


def unique(header: tuple[str, ...]) -> list[str]:
    """A header's names, each once: what stands there twice is numbered."""
    return [name if header.count(name) == 1 else f"{name}#{i}" for i, name in enumerate(header)]
