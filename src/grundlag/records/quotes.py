"""See a quotation mark that was never closed: it swallows the rows after it without a word."""

import re
from collections.abc import Iterable

LONGEST = 20  # line breaks in one cell: more is no note


def unclosed(records: Iterable[tuple[int, str]], separator: str, width: int) -> int | None:
    """The line of the first record of several lines that is no whole row of a file, or None.

    `records` are the raw texts that were read as one row each, with the line they begin on.
    """
    whole = _whole_row(separator)
    for line, text in records:
        if text.count("\n") > LONGEST or not whole.fullmatch(text):
            return line
        if any(_looks_like_row(cell, separator, width) for cell in QUOTED.findall(text)):
            return line
    return None


QUOTED = re.compile(r'"(?:[^"]|"")*+"')


def _whole_row(separator: str) -> re.Pattern[str]:
    """Cells that are quoted from end to end, or do not begin with a quotation mark."""
    s = re.escape(separator)
    cell = rf'(?:"(?:[^"]|"")*+"|[^{s}"\r\n][^{s}\r\n]*+|)'
    return re.compile(rf"{cell}(?:{s}{cell})*+\r?\n?")


def _looks_like_row(cell: str, separator: str, width: int) -> bool:
    """Whether a line inside a cell has as many separators as a row; one comma is no row."""
    return any(line.count(separator) >= max(width - 1, 2) for line in cell.split("\n")[1:])
