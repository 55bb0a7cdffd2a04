"""Open a workbook that can be held in memory, and no other.

The reader holds every cell from A1 to the last of a sheet: one far out takes more memory than any
machine has, and that ends the program. So it is looked first how far the cells of an .xlsx reach,
whatever it says of that itself, and how much it unpacks to. The reader bounds .ods and .xls.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import IO
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineWorkbook

from grundlag.basis.faults import column_of, sheet_parts
from grundlag.basis.lines import letters

LARGE = 1 << 24  # cells that a sheet may reach over, however few of them hold anything
SPARSE = 10  # cells in all for each that holds anything, above which a large sheet is not read
RATIO, FROM = 200, 1 << 26  # times that what is packed may grow, where it is more than 64 MB
BLOCK = 1 << 20
ZIPPED = b"PK\x03\x04"
_CELL = rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Za-z]+)([0-9]+)["']"""
_HOLDS = re.compile(rb"%s(?:[^>]*(?<!/)>|[^>]*\bt=[\"']e)" % _CELL)  # an error may stand alone
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)


class BoundlessError(CalamineError):  # type: ignore[misc]  # it has no types
    """A workbook that cannot be held in memory, and what to do."""

    fix = "Clear what stands far out (Ctrl+End goes there), or save the table as CSV."


def opened(content: bytes) -> CalamineWorkbook:
    """A workbook; raises CalamineError where it is none, or none that can be held in memory."""
    if content.startswith(ZIPPED):
        try:
            _refuse_boundless(content)
        except _BROKEN as error:
            raise CalamineError(str(error).rstrip(".") or "it is cut") from error
    return CalamineWorkbook.from_filelike(io.BytesIO(content))


def _refuse_boundless(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        for part in book.infolist():
            if part.filename.endswith(".xml"):
                with book.open(part) as unpacked:
                    told = _far(_blocks(unpacked, part.compress_size))
                if told:
                    raise BoundlessError(f"{_called(book, part.filename)} {told}")


def _called(book: zipfile.ZipFile, part: str) -> str:
    """What a part is called where it is mended."""
    with suppress(KeyError, ElementTree.ParseError):
        for sheet, file in sheet_parts(book).items():
            if file == part:
                return f'the sheet "{sheet}"'
    return part


def _far(blocks: Iterator[bytes]) -> str:
    """How far the cells of a sheet reach, where few of very many hold anything; else nothing."""
    row, names, filled = 0, {b""}, 0
    for block in blocks:
        found = _HOLDS.findall(block)
        row = max(row, *(int(number) for _, number in found), 0)
        names |= {name for name, _ in found}
        filled += len(found)
    column = max(column_of(name.decode().upper()) for name in names)
    if row * column <= LARGE or row * column <= SPARSE * filled:
        return ""
    return f"reaches to {letters(column)}{row}, and {filled:,} cells of it hold anything"


def _blocks(unpacked: IO[bytes], packed: int) -> Iterator[bytes]:
    """What is unpacked, some at a time, cut before a "<"; raises CalamineError where it is huge."""
    kept, size = b"", 0
    while block := unpacked.read(BLOCK):
        size += len(block)
        if size > FROM and size > RATIO * packed:
            told = f"{size >> 20} MB or more, from {packed / (1 << 20):.1f} MB"
            raise BoundlessError(f"a part of it unpacks to {told}")
        whole = kept + block
        cut = max(whole.rfind(b"<"), len(whole) - BLOCK)
        kept = whole[cut:]
        yield whole[:cut]
    yield kept
