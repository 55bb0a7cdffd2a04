"""How a text file is written: its encoding, what stands between its cells, its first rows."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from grundlag.basis.reading import Reading
from grundlag.errors import refusal
from grundlag.records.header import LOOKED_AT, is_figure
from grundlag.records.parse import BLANKS
from grundlag.records.raw import Row

SEPARATORS = (";", ",", "\t", "|")
HEAD = 1 << 20  # characters looked at for the dress
BLOCK = 2 << 20  # bytes read at a time
_BOMS = {  # the longest first: that of UTF-32 begins as that of UTF-16 does
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_SAID = "sep="  # what Excel writes on a first line of its own
_MARKS = 0.3  # the share of bytes 0 in one place of two, from which a text is UTF-16


@dataclass(frozen=True, kw_only=True)
class Dress:
    """A text file's encoding, separator, line ends and first rows that hold anything."""

    encoding: str
    separator: str
    line_ends: str
    head: tuple[Row, ...]


def dresses_of(path: Path, reading: Reading) -> list[Dress]:
    """The dress of a text file, as declared or else as its content tells, the likeliest first.

    They differ in what separates the cells. Raises UnicodeError.
    """
    encoding = _encoding(path, reading)
    with opened(path, encoding, newline="") as file:
        head = file.read(HEAD)
    ends = "\r" if "\r" in head and "\n" not in head else "\n"
    said = head[: head.find(ends)].strip() if head.lower().startswith(_SAID) else ""
    given = said[len(_SAID) :][:1] or None
    lines = head.replace("\r\n", "\n").split(ends)
    if len(head) == HEAD:
        del lines[-1]  # it is cut
    if said:
        lines[0] = ""
    separators = [reading.separator or given or ""]
    if not separators[0]:
        separators = sorted(SEPARATORS, key=lambda sign: _parted(lines, sign), reverse=True)
    if reading.separator and not any(reading.separator in line for line in lines):
        what = f"{reading.separator!r}, which sources.toml says, is nowhere in its first lines."
        fix = "Take separator out under [source.read]: it is found."
        raise refusal(path.name, what, fix)
    return [
        Dress(
            encoding=encoding,
            separator=sign,
            line_ends=ends,
            head=tuple(_even(_rows(lines, sign))),
        )
        for sign in separators
    ]


def opened(path: Path, encoding: str, newline: str | None) -> TextIO:
    """A text file, without its byte order mark."""
    name = "utf-8-sig" if encoding == "utf-8" else encoding
    return path.open(encoding=name, newline=newline)


def _encoding(path: Path, reading: Reading) -> str:
    with path.open("rb") as bytes_:
        start = bytes_.read(4096)
    marked = next((name for bom, name in _BOMS.items() if start.startswith(bom)), None)
    return marked or reading.encoding or _unmarked(start) or _tried(path)


def _unmarked(start: bytes) -> str | None:
    """UTF-16 without a byte order mark: half of its bytes are 0."""
    for name, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        places = start[first::2]
        if places.count(0) > _MARKS * max(len(places), 1):
            return name
    return None


def _tried(path: Path) -> str:
    for encoding in ("utf-8", "cp1252"):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with path.open("rb") as file:
                while block := file.read(BLOCK):
                    if not block.isascii() or decoder.getstate()[0]:  # plain text is both
                        decoder.decode(block)
                decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding
    return "latin-1"


def _rows(lines: list[str], separator: str) -> Iterator[Row]:
    """The first rows that hold anything, as they are separated."""
    rows, last = csv.reader((f"{line}\n" for line in lines), delimiter=separator), 0
    found = 0
    with suppress(csv.Error):  # a quotation mark that is not closed: told of when all is read
        for cells in rows:
            first, last = last + 1, rows.line_num
            if any(cell.strip(BLANKS) for cell in cells):
                yield Row(line=first, last=last, cells=tuple(cells))
                found += 1
            if found > LOOKED_AT:
                return


def _parted(lines: list[str], separator: str) -> tuple[bool, int]:
    """Whether a separator parts off headings, and into how many cells the rows that are alike."""
    rows = [row.cells for row in _rows(lines, separator)]
    widths = Counter(map(len, rows))
    width, n = max(widths.items(), key=lambda pair: (pair[0] - 1) * pair[1], default=(1, 0))
    first = next((cells for cells in rows if len(cells) == width), ())
    return not any(map(is_figure, first)), (width - 1) * n


def _even(rows: Iterator[Row]) -> Iterator[Row]:
    """Rows of the width that most have, as far as only empty cells at their ends are more or less.

    A separator that ends each row, or the header alone, makes no column and no row too long.
    """
    found = list(rows)
    width = Counter(len(row.cells) for row in found).most_common(1)[0][0] if found else 0
    for row in found:
        cells = list(row.cells)
        while len(cells) > width and not cells[-1].strip(BLANKS):
            cells.pop()
        cells += [""] * (width - len(cells))
        yield Row(line=row.line, last=row.last, cells=tuple(cells))
