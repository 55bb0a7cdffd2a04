"""Whether a PNG can be drawn, found out without drawing it (ISO/IEC 15948: 5, 8.2 and 11)."""

import zlib
from collections.abc import Iterator
from itertools import takewhile

PNG = b"\x89PNG\r\n\x1a\n"
WIDEST = 6000  # pixels
Fault = tuple[str, str]
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # of a pixel, by kind of colour
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_PALETTE = 3
_PASSES = {  # where rows and pixels begin, and how far the next is
    0: ((0, 0, 1, 1),),
    1: ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
        (0, 1, 1, 2)),
}  # fmt: skip
_FILTERS = 5
_BLOCK = 1 << 20
_Chunk = tuple[bytes, bytes]


def png_faults(content: bytes) -> Iterator[Fault]:
    """What is wrong with a PNG, and what to do. What lies behind its end is not looked at."""
    try:
        chunks = list(_chunks(content))
        sides = _sides(chunks)
        if not 0 < min(sides) <= max(sides) <= WIDEST:
            yield f"is {sides[0]} x {sides[1]} pixels.", f"Save it with at most {WIDEST} a side."
        elif not _is_drawn(chunks):
            raise ValueError
    except (ValueError, IndexError, KeyError, zlib.error):
        yield "is a PNG that breaks off, or is damaged.", "Save it again."


def _chunks(content: bytes) -> Iterator[_Chunk]:
    """Its chunks up to its end; raises ValueError where one is cut or its check sum is another."""
    at, kind = len(PNG), b""
    while kind != b"IEND":
        size = int.from_bytes(content[at : at + 4])
        whole, check = content[at + 4 : at + 8 + size], content[at + 8 + size : at + 12 + size]
        kind = whole[:4]
        if len(check) < 4 or zlib.crc32(whole) != int.from_bytes(check):
            raise ValueError
        yield kind, whole[4:]
        at += 12 + size


def _sides(chunks: list[_Chunk]) -> tuple[int, int]:
    kind, head = chunks[0]
    if kind != b"IHDR" or len(head) != 13:
        raise ValueError
    return int.from_bytes(head[:4]), int.from_bytes(head[4:8])


def _is_drawn(chunks: list[_Chunk]) -> bool:
    """Whether it says how its pixels are kept, has its colours, and has every row."""
    depth, colour, packing, filtering, interlaced = chunks[0][1][8:]
    before = dict(takewhile(lambda chunk: chunk[0] != b"IDAT", chunks))
    palette = len(before.get(b"PLTE", b""))
    if depth not in _DEPTHS[colour] or packing or filtering:
        return False
    if colour == _PALETTE and (not 0 < palette <= 3 << depth or palette % 3):
        return False
    data = b"".join(content for kind, content in chunks if kind == b"IDAT")
    return _has_rows(data, _sides(chunks), depth * _SAMPLES[colour], _PASSES[interlaced])


def _has_rows(
    data: bytes, sides: tuple[int, int], bits: int, passes: tuple[tuple[int, int, int, int], ...]
) -> bool:
    """Whether every row is there and filtered in a known way; they may be huge unpacked."""
    unpack = zlib.decompressobj()
    for left, top, across, down in passes:
        pixels, rows = -((left - sides[0]) // across), -((top - sides[1]) // down)
        size = 1 + (pixels * bits + 7) // 8
        while pixels > 0 and rows > 0:
            wanted = min(rows, max(1, _BLOCK // size))
            block = unpack.decompress(data, wanted * size)
            if len(block) < wanted * size or max(block[::size]) >= _FILTERS:
                return False
            data, rows = unpack.unconsumed_tail, rows - wanted
    unpack.decompress(data, 1)  # its check sum, which it ends with
    return True
