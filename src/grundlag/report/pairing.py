"""Which line of an edited paper is which of the report's."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from grundlag.report.proof_model import Line, Pair

ALIKE = 0.5  # of two texts: less is another line


def changed(before: Sequence[Line], after: Sequence[Line]) -> Iterator[Pair]:
    """The lines that differ, in the order of the edited paper; a moved line is no change."""
    matcher = SequenceMatcher(None, _keys(before), _keys(after), autojunk=False)
    gone: list[Line] = []
    new: list[Line] = []
    pairs: list[Pair] = []
    for what, b0, b1, a0, a1 in matcher.get_opcodes():
        if what != "equal":
            found = tuple(_paired(before[b0:b1], after[a0:a1]))
            pairs += found
            gone += [p.before for p in found if p.before and not p.after]
            new += [p.after for p in found if p.after and not p.before]
    moved = {line.text for line in gone} & {line.text for line in new}
    for pair in pairs:
        alone = pair.after if pair.before is None else pair.before if pair.after is None else None
        if alone is None or alone.text not in moved:
            yield pair


def _keys(lines: Sequence[Line]) -> list[tuple[str, str]]:
    return [(line.kind, line.text) for line in lines]


def _paired(before: Sequence[Line], after: Sequence[Line]) -> Iterator[Pair]:
    """Each edited line with the one it is most alike, then those that are gone."""
    left = list(before)
    for line in after:
        near = max(left, key=lambda each: _alike(each, line), default=None)
        if near is None or _alike(near, line) < ALIKE:
            yield Pair(before=None, after=line)
        else:
            left.remove(near)
            yield Pair(before=near, after=line)
    yield from (Pair(before=line, after=None) for line in left)


def _alike(one: Line, other: Line) -> float:
    """How alike two lines are, 0 to 1; rows of a table by what stands first in them."""
    if (one.kind == "row") != (other.kind == "row"):
        return 0.0
    likeness = SequenceMatcher(None, one.text, other.text, autojunk=False).ratio()
    if one.kind == "row" and one.cells[:1] == other.cells[:1]:
        return (1 + likeness) / 2
    return likeness
