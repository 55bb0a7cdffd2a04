"""What every format needs to know of a table: its title, its verdicts, and what its signs mean."""

from collections.abc import Iterable

from grundlag.render.look import LOOK
from grundlag.render.numbers import HARD_SPACE, PROVISIONAL, in_cell
from grundlag.report.model import Cell, Interval, Number, Table, VerdictCell


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
