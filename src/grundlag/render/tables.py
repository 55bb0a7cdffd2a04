"""What every format needs to know of a table: its title, its verdicts, and what its signs mean."""

from collections.abc import Iterable
from itertools import groupby
from typing import Literal

from pydantic.dataclasses import dataclass

from grundlag.render.look import LOOK
from grundlag.render.numbers import HARD_SPACE, PROVISIONAL, in_cell
from grundlag.report.model import Cell, Interval, Number, Table, VerdictCell


@dataclass(frozen=True, kw_only=True)
class Head:
    """A cell of a table's head: its text, first column, and how many columns and rows it spans."""

    text: str
    column: int
    columns: int = 1
    rows: int = 1
    align: Literal["left", "right", "center"] = "left"


def heads(table: Table) -> tuple[tuple[Head, ...], ...]:
    """The rows of a table's head: one, or two where columns share a heading over their own."""
    columns = list(enumerate(table.columns))
    deep = any(column.over for _, column in columns)
    top: list[Head] = []
    below: list[Head] = []
    for over, found in groupby(columns, key=lambda pair: pair[1].over):
        group = list(found)
        own = [Head(text=c.heading, column=i, align=c.align) for i, c in group]
        if over:
            top.append(Head(text=over, column=group[0][0], columns=len(group), align="center"))
            below += own
        else:
            top += [_tall(head, 2 if deep else 1) for head in own]
    return (tuple(top), tuple(below)) if below else (tuple(top),)


def _tall(head: Head, rows: int) -> Head:
    return Head(text=head.text, column=head.column, rows=rows, align=head.align)


def table_title(table: Table) -> str:
    """The title with the table's number, if it has one: `Tabel 1. Anmeldelser`."""
    number = f"{LOOK.words.table} {table.number}. " if table.number is not None else ""
    return f"{number}{table.title}"


def verdict_columns(table: Table) -> frozenset[int]:
    """The columns that hold verdicts."""
    cells = ((i, cell) for row in table.rows for i, cell in enumerate(row))
    return frozenset(i for i, cell in cells if isinstance(cell, VerdictCell))


def legend(table: Table) -> str:
    """What the signs in a table mean: those it uses, or nothing."""
    used = {sign for row in table.rows for cell in row for sign in _signs(cell)}
    known = LOOK.words.symbol
    said = [f"{sign}{HARD_SPACE}{known[sign]}" for sign in known if sign in used]
    return f"{LOOK.words.symbols}: {'; '.join(said)}." if said else ""


def _signs(cell: Cell) -> Iterable[str]:
    match cell:
        case Interval():
            return (*_signs(cell.low), *_signs(cell.high))
        case Number(value=None):
            return (in_cell(cell),)
        case Number(status="provisional"):
            return (PROVISIONAL,)
        case _:
            return ()
