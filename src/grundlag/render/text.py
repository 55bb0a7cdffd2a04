"""Writes a paper as plain text for a terminal: paragraphs wrapped, tables aligned, no boxes."""

import re
import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from grundlag.render.environment import plain
from grundlag.render.lists import with_signs
from grundlag.render.numbers import cell_text, fill
from grundlag.render.tables import legend, table_title
from grundlag.report.model import Block, Chart, Map, Paper, Paragraph, Table, Text

GAP = 2
LEAST = 4  # the narrowest a column is made


def text(paper: Paper, width: int) -> str:
    """The paper, no line of it wider than `width` where its words allow."""
    head = [paper.title, "=" * min(len(paper.title), width), *_wrapped(paper.subtitle, width)]
    if paper.marks:
        head.append(" · ".join(paper.marks))
    facts = [line for fact in paper.facts for line in _fact(fact.label, fill(fact.text), width)]
    parts = ["\n".join(head), *(["\n".join(facts)] if facts else [])]
    for section in paper.sections:
        parts += [f"\n{section.heading}\n{'-' * len(section.heading)}"]
        parts += _blocks(section.blocks, width)
    return "\n\n".join(parts) + "\n"


def _fact(label: str, words: str, width: int) -> list[str]:
    return _wrapped(f"{label}: {words}", width, hang=2)


def _blocks(blocks: Sequence[Block], width: int) -> Iterator[str]:
    """Each block; bullets or points that follow one another are one list."""
    listed: list[str] = []
    for block, sign in with_signs(blocks):
        if sign and isinstance(block, Paragraph):
            listed += _wrapped(f"{sign} {_said(block.texts)}", width, hang=len(sign) + 1)
            continue
        if listed:
            yield "\n".join(listed)
            listed = []
        yield "\n".join(_block(block, width))
    if listed:
        yield "\n".join(listed)


def _block(block: Block, width: int) -> list[str]:
    match block:
        case Paragraph(role="quote"):
            return [f"  {line}" for line in _wrapped(_said(block.texts), width - 2)]
        case Paragraph():
            return _wrapped(_said(block.texts), width)
        case Table():
            return _table(block, width)
        case Chart() | Map():
            said = (block.title, block.alt, *block.notes)
            return [line for each in said for line in _wrapped(fill(each), width)]


def _said(texts: Sequence[Text]) -> str:
    return " ".join(map(fill, texts))


def _wrapped(words: str, width: int, hang: int = 0) -> list[str]:
    return textwrap.wrap(
        plain(words),
        max(width, LEAST),
        subsequent_indent=" " * hang,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _table(table: Table, width: int) -> list[str]:
    """Title, headings, rows and notes; a cell that has no room runs over several lines."""
    headings = [column.heading for column in table.columns]
    rows = [[plain(cell_text(cell)) for cell in row] for row in table.rows]
    widths = _widths([headings, *rows], width)
    if _whole(widths) > width:
        rows = [list(map(_breakable, row)) for row in rows]
        widths = _widths([headings, *rows], width)
    right = [column.align == "right" for column in table.columns]
    lines = [*_wrapped(table_title(table), width)]
    for row in (headings, *rows):
        lines += _row(row, widths, right)
    notes = [*map(fill, table.notes), *filter(None, [legend(table)])]
    return [*lines, *(line for note in notes for line in _wrapped(note, width, hang=2))]


def _whole(widths: Sequence[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)


def _breakable(cell: str) -> str:
    """A cell in which a unit that is a word may stand below its number; a sign never does."""
    return re.sub("\u00a0(?=[^\\W\\d])", " ", cell)


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """As wide as its widest cell each; where that is too wide, the widest columns give way."""
    widths = [max(LEAST, *(len(cell) for cell in column)) for column in zip(*rows, strict=True)]
    words = [
        max((len(word) for cell in column for word in cell.split(" ")), default=LEAST)
        for column in zip(*rows, strict=True)
    ]
    while _whole(widths) > width:
        free = [i for i, wide in enumerate(widths) if wide > max(words[i], LEAST)]
        if not free:
            break
        widths[max(free, key=lambda i: widths[i])] -= 1
    return widths


def _row(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> Iterator[str]:
    wrapped = [_wrapped(cell, wide) for cell, wide in zip(cells, widths, strict=True)]
    for line in zip_longest(*wrapped, fillvalue=""):
        placed = (
            part.rjust(wide) if to_right else part.ljust(wide)
            for part, wide, to_right in zip(line, widths, right, strict=True)
        )
        yield (" " * GAP).join(placed).rstrip()
