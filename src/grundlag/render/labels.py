"""Words beside lines: broken to fit their column, and moved apart where they would collide."""

from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from statistics import fmean

_WIDTHS = {"ijl.,:;'|!": 0.26, "frt-()[]/ I": 0.33, "mwMW%@æÆ": 0.84, "cszJ": 0.45}
_CAPITAL, _DIGIT, _OTHER = 0.60, 0.50, 0.52


@cache
def _character(letter: str) -> float:
    for letters, width in _WIDTHS.items():
        if letter in letters:
            return width
    if letter.isupper():
        return _CAPITAL
    return _DIGIT if letter.isdecimal() else _OTHER


def width(text: str, size: float) -> float:
    """Roughly how many pixels a text takes, a little too many rather than too few."""
    return size * sum(map(_character, text))


def wrap(text: str, size: float, room: float) -> tuple[str, ...]:
    """A text in lines no wider than `room`, broken at spaces and hyphens, else within the word."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text, size, room):
        if line and width((line + piece).rstrip(), size) > room:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return (*lines, line.rstrip()) if line.strip() else tuple(lines)


def _pieces(text: str, size: float, room: float) -> list[str]:
    """The parts a text may be broken between, each with the space or hyphen that ends it."""
    pieces: list[str] = []
    for word in text.split():
        parts = word.replace("-", "-\0").split("\0")
        whole = [bit for part in parts for bit in _cut(part, size, room)]
        pieces += [*whole[:-1], f"{whole[-1]} "]
    return pieces


def _cut(word: str, size: float, room: float) -> list[str]:
    bits: list[str] = []
    while width(word, size) > room and len(word) > 3:
        keep = max(2, sum(width(word[: n + 1] + "-", size) <= room for n in range(len(word))))
        bits.append(f"{word[:keep]}-")
        word = word[keep:]
    return [*bits, word]


def spread(wanted: Sequence[float], sizes: Sequence[float], room: float) -> tuple[float, ...]:
    """Tops as near the wanted ones as can be, in the same order, none overlapping, in 0 to `room`.

    The nearest in the sense of least squares: labels that would collide form a block that stands
    where the mean of its wishes is. Labels taller than the room run over the lower edge.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    above = list(accumulate((sizes[i] for i in order), initial=0.0))
    blocks: list[list[float]] = []
    for wish in (wanted[i] - above[place] for place, i in enumerate(order)):
        blocks.append([wish])
        while len(blocks) > 1 and fmean(blocks[-2]) > fmean(blocks[-1]):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    most = max(0.0, room - above[-1])
    shifts = [min(max(fmean(block), 0.0), most) for block in blocks for _ in block]
    tops = {
        i: shift + above[place] for place, (i, shift) in enumerate(zip(order, shifts, strict=True))
    }
    return tuple(tops[i] for i in range(len(wanted)))
