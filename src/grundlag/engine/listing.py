"""A list as CSV that Excel opens: UTF-8 with a mark, semicolons, and no cell that it would run."""

import csv
import io
from collections.abc import Iterable

MARK = b"\xef\xbb\xbf"  # says that what follows is UTF-8
_RUN = ("=", "+", "-", "@", "\t", "\r")


def as_csv(head: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """The rows below their headings."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(head)
    writer.writerows(map(inert, row) for row in rows)
    return MARK + text.getvalue().encode()


def inert(cell: object) -> object:
    """A cell that a spreadsheet will not run: what came may begin as a formula does."""
    return f"'{cell}" if isinstance(cell, str) and _runs(cell) else cell


def as_it_was(cell: str) -> str:
    """A cell that was made inert, as it was before."""
    return cell[1:] if cell[:1] == "'" and _runs(cell) else cell


def _runs(cell: str) -> bool:
    """Whether a cell is run, or was made inert before: then it is once more, to come back so."""
    return cell.lstrip("'").startswith(_RUN)
