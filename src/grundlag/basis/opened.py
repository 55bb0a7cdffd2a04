"""Open a workbook that can be held in memory, and no other.

The reader holds every cell between the first and the last of a sheet: two that lie far apart take
more memory than any machine has, and that ends the program. So it is looked first how far the cells
of an .xlsx reach, and how much it unpacks to. The reader itself bounds an .ods and an .xls.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from python_calamine import CalamineError, CalamineWorkbook

MOST = 1 << 24  # cells that a sheet may reach over, where three of four hold nothing
RATIO, FROM = 200, 1 << 26  # times that what is packed may grow, where it is more than 64 MB
BLOCK = 1 << 20
ZIPPED = b"PK\x03\x04"
_HOLDS = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Za-z]+)(\d+)["'][^>]*(?<!/)>""")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)


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
                    _refuse_far(_blocks(unpacked, part.compress_size))


def _refuse_far(blocks: Iterator[bytes]) -> None:
    """Raise CalamineError where few cells of a sheet lie very far apart."""
    rows: set[int] = set()
    columns: set[bytes] = set()
    n = 0
    for block in blocks:
        found = _HOLDS.findall(block)
        rows.update(int(row) for _, row in found)
        columns.update(column for column, _ in found)
        n += len(found)
    numbers = {column_of(name.decode()): name.decode().upper() for name in columns}
    if not n:
        return
    area = (max(rows) - min(rows) + 1) * (max(numbers) - min(numbers) + 1)
    if area > MOST and area > 4 * n:
        reach = f"column {numbers[max(numbers)]} and row {max(rows)}"
        raise CalamineError(f"few cells lie far apart, as far as {reach}: delete what stands alone")


def _blocks(unpacked: IO[bytes], packed: int) -> Iterator[bytes]:
    """What is unpacked, some at a time, cut before a "<"; raises CalamineError where it is huge."""
    kept, size = b"", 0
    while block := unpacked.read(BLOCK):
        size += len(block)
        if size > FROM and size > RATIO * packed:
            told = f"{size >> 20} MB or more, from {packed / (1 << 20):.1f} MB"
            raise CalamineError(f"a part of it unpacks to {told}")
        whole = kept + block
        cut = max(whole.rfind(b"<"), len(whole) - BLOCK)
        kept = whole[cut:]
        yield whole[:cut]
    yield kept


def column_of(letters: str) -> int:
    """The number of a column, from 1: 4 of D; 0 where there is none."""
    column = 0
    for sign in letters.upper():
        column = column * 26 + ord(sign) - ord("A") + 1
    return column
