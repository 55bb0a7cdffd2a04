"""How far a sheet of an .xlsx reaches: a single cell far out makes a reader fill all in between.

At the end of the last row and column that would be 17 thousand million cells.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from grundlag.basis.faults import column_of, sheet_part

LARGE = 1 << 24  # cells, from which a sheet is looked at
SPARSE = 100  # cells in all for each that holds anything, above which it is not read
BLOCK = 1 << 20
_CELL = re.compile(rb"""<(?:\w+:)?c r=["']([A-Z]{1,3})([0-9]{1,7})["'](?:[^>]*[^/>])?>""")
_SAYS = re.compile(rb"""<(?:\w+:)?dimension ref=["'](?:[A-Z]+[0-9]+:)?([A-Z]+)([0-9]+)["']""")
_BROKEN = (zipfile.BadZipFile, KeyError, ElementTree.ParseError, NotImplementedError, ValueError)


@dataclass(frozen=True, kw_only=True)
class Extent:
    """The last row and column of a sheet in which anything stands, and how many cells hold it."""

    rows: int = 0
    columns: int = 0
    filled: int = 0

    @property
    def is_sparse(self) -> bool:
        """Whether it is large, and nearly all of it empty."""
        cells = self.rows * self.columns
        return cells > LARGE and cells > SPARSE * self.filled


def extent_of(content: bytes, sheet: str) -> Extent:
    """How far a sheet reaches; nowhere where the file is no .xlsx that can be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            part = sheet_part(book, sheet)
            return _looked_through(_blocks(book, part)) if part else Extent()
    except _BROKEN:
        return Extent()  # it is told of when it is read


def _blocks(book: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The sheet's XML, cut before the beginning of a tag."""
    with book.open(part) as xml:
        rest = b""
        while block := xml.read(BLOCK):
            whole, tag, rest = (rest + block).rpartition(b"<")
            yield whole
            rest = tag + rest
        yield rest


def _looked_through(blocks: Iterator[bytes]) -> Extent:
    """What its cells tell; or what the sheet says of itself, where that is small."""
    rows = columns = filled = 0
    for at, block in enumerate(blocks):
        says = _SAYS.search(block) if at == 0 else None
        if says and _column(says[1]) * int(says[2]) <= LARGE:
            return Extent(rows=int(says[2]), columns=_column(says[1]))
        cells = _CELL.findall(block)
        filled += len(cells)
        rows = max(rows, *(int(row) for _, row in cells), 0)
        columns = max(columns, *(_column(name) for name in {name for name, _ in cells}), 0)
    return Extent(rows=rows, columns=columns, filled=filled)


def _column(name: bytes) -> int:
    return column_of(name.decode())
