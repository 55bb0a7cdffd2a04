"""A PNG that cannot be drawn is found out by its chunks (ISO/IEC 15948) and its rows."""

import struct
import zlib

import pytest

from grundlag.basis.png import png_faults

GREY, COLOUR, PALETTE = 0, 2, 3
HEAD = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, content: bytes, wrong: int = 0) -> bytes:
    whole = kind + content
    return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole) ^ wrong)


def head(width=3, height=3, depth=8, colour=COLOUR, interlaced=0):
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced))


def rows(content: bytes) -> bytes:
    return chunk(b"IDAT", zlib.compress(content))


END = chunk(b"IEND", b"")
WHOLE = (b"\0" + bytes(9)) * 3  # a filter and 3 pixels of 3 bytes, thrice
DAMAGED = ("is a PNG that breaks off, or is damaged.", "Save it again.")


@pytest.mark.parametrize(
    "content",
    [
        head() + rows(WHOLE) + END,
        head() + rows(WHOLE) + END + b"behind" * 9,
        head() + chunk(b"tEXt", b"by\0hand") + rows(WHOLE) + END,
        head(interlaced=1) + rows(bytes(33)) + END,  # 6 rows in 5 passes: 6 filters, 9 pixels
        head(depth=1, colour=GREY, width=9) + rows(bytes(9)) + END,  # 9 bits are 2 bytes
        head(depth=1, colour=PALETTE) + chunk(b"PLTE", bytes(6)) + rows(bytes(6)) + END,
        head(height=4000) + rows(bytes(40_000)) + END,
    ],
)
def test_a_whole_png_is_no_fault(content):
    assert list(png_faults(HEAD + content)) == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        head(),
        head() + END,
        head() + rows(WHOLE),
        head() + rows(WHOLE) + b"IEND1234",
        head() + rows(WHOLE[:-1]) + END,
        head() + rows(b"\5" + WHOLE[1:]) + END,  # filters are 0 to 4
        head() + chunk(b"IDAT", b"garbage") + END,
        head() + chunk(b"IDAT", zlib.compress(WHOLE), wrong=1) + END,
        head() + chunk(b"IDAT", zlib.compress(WHOLE)[:-4] + b"abcd") + END,  # its own check sum
        head(interlaced=1) + rows(bytes(32)) + END,
        head(interlaced=2) + rows(WHOLE) + END,
        head(colour=5) + rows(WHOLE) + END,
        head(depth=4) + rows(WHOLE) + END,
        head(colour=PALETTE) + rows(bytes(12)) + END,
        head(colour=PALETTE) + rows(bytes(12)) + chunk(b"PLTE", bytes(6)) + END,
        head(depth=1, colour=PALETTE) + chunk(b"PLTE", bytes(9)) + rows(bytes(6)) + END,
        rows(WHOLE) + head() + END,
    ],
)
def test_one_that_cannot_be_drawn_is_told(content):
    assert list(png_faults(HEAD + content)) == [DAMAGED]
