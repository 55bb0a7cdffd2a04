"""Find the headings of a table: not always its first row, not always one row, often broken.

A heading is made one name in the same way in the file and in sources.toml.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest

from grundlag.basis.reading import Reading
from grundlag.errors import refusal
from grundlag.records.parse import BLANKS, Sought, heading
from grundlag.records.raw import Header, Raw, Table

LOOKED_AT = 50  # rows in which headings are looked for
_FIGURE = re.compile(r"^[-+]?[\d.,:/ -]*\d[\d.,:/ %-]*$")
_ENOUGH = 0.6  # of the widest row's cells: a title fills fewer
NAMELESS = "column "  # and a letter, as a spreadsheet has it


def under(table: Table, file: str, reading: Reading, sought: Sought) -> Raw:
    """A table's rows under the headings that are sought, else under what looks like such.

    Raises DeliveryError where the line that was declared is not among the first.
    """
    header = _declared(table, file, reading, sought)
    header = header or _holding(table, sought) or _like_one(table)
    told = {"header": str(table.head[header.at].line)} if _is_told(table, header) else {}
    return Raw(
        header=header.names,
        dress=table.dress | told,
        chunks=table.below(header, sought.figures),
        part=table.part,
        above=table.head[: header.at],
    )


def _is_told(table: Table, header: Header) -> bool:
    """Whether the headings stand elsewhere than on the first line, or on two."""
    return bool(table.head) and (table.head[header.at].line > 1 or header.rows > 1)


def _declared(table: Table, file: str, reading: Reading, sought: Sought) -> Header | None:
    if reading.header is None or not table.head:
        return None
    at = next((i for i, row in enumerate(table.head) if row.line == reading.header), None)
    if at is None:
        what = f"nothing stands on line {reading.header}, which sources.toml has as its header."
        where = ", ".join(str(row.line) for row in table.head[:5])
        raise refusal(file, what, f"The first lines that hold anything are {where}.")
    candidates = chain(_of_one_row(table, at, sought), _of_two_rows(table, at))
    found = [header for header in candidates if sought.are_in(header.names)]
    if not found and (elsewhere := _holding(table, sought)):
        line = table.head[elsewhere.at].line
        what = f"has its headings on line {line}; sources.toml has header = {reading.header}."
        raise refusal(file, what, "Take header out under [source.read]: they are found.")
    return (found or [_one_row(table, at)])[0]


def _holding(table: Table, sought: Sought) -> Header | None:
    """The first row that holds every heading that is sought, else the first two together."""
    every = range(len(table.head))
    ones = (header for at in every for header in _of_one_row(table, at, sought))
    twos = (header for at in every for header in _of_two_rows(table, at))
    return next((header for header in chain(ones, twos) if sought.are_in(header.names)), None)


def _of_one_row(table: Table, at: int, sought: Sought) -> Iterator[Header]:
    one = _one_row(table, at)
    yield one
    if table.also:
        also = {name: said for name, said in table.also.items() if said in sought.names}
        yield Header(at=at, rows=1, names=tuple(also.get(name, name) for name in one.names))


def _of_two_rows(table: Table, at: int) -> Iterator[Header]:
    if at + 1 < len(table.head):
        two = _joined(table.head[at].cells, table.head[at + 1].cells)
        yield Header(at=at, rows=2, names=_named(table, at + 2, two))


def _one_row(table: Table, at: int) -> Header:
    return Header(at=at, rows=1, names=_named(table, at + 1, table.head[at].cells))


def _named(table: Table, below: int, cells: Sequence[str]) -> tuple[str, ...]:
    """Headings; a column that has none and holds something is called after its letter."""
    rows = [row.cells for row in table.head[below:]]
    return tuple(
        heading(cell) or (f"{NAMELESS}{letter(i)}" if _holds_any(rows, i) else "")
        for i, cell in enumerate(cells)
    )


def _holds_any(rows: Sequence[Sequence[str]], column: int) -> bool:
    return any(column < len(cells) and cells[column].strip(BLANKS) for cells in rows)


def is_figure(text: str) -> bool:
    """Whether a cell is a number, a date or the like, which no heading is but a year's."""
    return bool(_FIGURE.match(text))


def letter(at: int) -> str:
    """What a spreadsheet calls a column (from 0): A, B, ... Z, AA."""
    found = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Headings of two rows: one that is merged over several columns holds for all that stand below.

    It is written in the first of them; one with nothing below it stands for its own column alone.
    """
    names, above = [], ""
    for top, name in zip_longest(upper, lower, fillvalue=""):
        is_named = bool(name.strip(BLANKS))
        above = (top if is_named else "") if top.strip(BLANKS) else above
        names.append(f"{above} {name}" if is_named else top)
    return names


def _like_one(table: Table) -> Header:
    """The first row that looks like headings: it fills the width, in words, each another."""
    filled = [sum(1 for cell in row.cells if cell.strip(BLANKS)) for row in table.head]
    enough = max(2, _ENOUGH * max(filled, default=0))
    for at, row in enumerate(table.head):
        names = [heading(cell) for cell in row.cells if cell.strip(BLANKS)]
        words = [name for name in names if not is_figure(name)]
        if len(names) >= enough and len({*words}) == len(names):
            return _one_row(table, at)
    first = next((at for at, n in enumerate(filled) if n), None)
    return Header(at=0, rows=0, names=()) if first is None else _one_row(table, first)
