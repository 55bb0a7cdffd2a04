"""Check a table of cells: one filter of all rules, the kept rows typed, the others with reasons.

Everything runs where the table is, so that memory does not grow with the file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from grundlag.basis.folder import Source
from grundlag.engine.connect import Connection, Expression
from grundlag.engine.files import (
    PASSING,
    read_table,
    result,
    rows_through,
    write_but,
    write_rows,
)
from grundlag.records.checks import Rows
from grundlag.records.failing import Aside, has_fault, rows_set_aside, tests_of
from grundlag.records.model import Reason, SetAside
from grundlag.records.parse import TYPED, called, columns_of, typed

HIDDEN = ("id",)  # used at the door and never kept: what stands in it is shown nowhere


@dataclass(frozen=True, kw_only=True)
class BadRow:
    """A row that is set aside: its cells as text, by our names, and every cell that is at fault."""

    line: int
    cells: dict[str, str]
    faults: tuple[SetAside, ...]


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What a check found: every row typed, at `laid`, the numbers of those set aside.

    `bad` gives the rows set aside in the order of the file, once.
    """

    laid: Path
    out: np.ndarray
    bad: Iterator[BadRow]


def check_rows(
    connection: Connection,
    text: Expression,
    source: Source,
    extracted: date,
    part: Path,
    covers: range | None = None,
) -> Checked:
    """Type and check rows; a row with any bad cell is set aside, all its cells named.

    `text` has a `row`, its `line` and the source's columns under our names; in the folder `part`
    they are laid down typed.
    """
    rows = Rows(table=typed(text, source), source=source, extracted=extracted, covers=covers)
    laid = part / "typed.parquet"
    found = rows_set_aside(connection, text, _laid_down(connection, rows, laid), rows)
    if found is None:
        return Checked(laid=laid, out=np.empty(0, dtype=np.int64), bad=iter(()))
    bad = bad_rows(connection, found, source, part / "bad.parquet")
    return Checked(laid=laid, out=found.numbers(connection), bad=bad)


def _laid_down(connection: Connection, rows: Rows, path: Path) -> Expression:
    """The rows typed, with whether any cell is `bad`: a table, so that each cell is read once."""
    kept = {name: rows.read(name) for name in columns_of(rows.source) if name not in HIDDEN}
    bad = has_fault(rows)
    write_rows(connection, rows.table.select("row", "line", bad=bad, **kept), path, PASSING)
    return read_table(connection, path)


def write_kept(checked: Checked, source: Source, kept: Path) -> None:
    """Write the rows to keep, in the order of the file, in the columns that are kept."""
    shown = [name for name in columns_of(source) if name not in HIDDEN]
    whose = {"place": source.place} if source.place else {}
    write_but(checked.laid, kept, checked.out, ["line", *shown], whose)


def bad_rows(
    connection: Connection, found: Aside, source: Source, path: Path, most: int | None = None
) -> Iterator[BadRow]:
    """The rows set aside, or the first of them, each with every cell at fault."""
    names = called(source)
    table = found.rows.order_by("row")
    for row in rows_through(connection, table.limit(most) if most else table, path):
        yield BadRow(
            line=row["line"],
            cells={name: row[name] for name in names},
            faults=tuple(
                SetAside(
                    line=row["line"],
                    column=names[column],
                    found="" if column in HIDDEN else row[column],
                    expected=expected,
                    rule=rule,
                )
                for flag, (rule, column, expected) in found.told.items()
                if row[flag]
            ),
        )


def _as_typed(kept: Expression) -> Expression:
    """Kept rows as rules look at them."""
    return kept.rename(
        **{f"{TYPED}{name}": name for name in kept.columns if name not in ("row", "line")}
    )


def warned(
    connection: Connection, kept: Expression, source: Source, extracted: date
) -> tuple[Reason, ...]:
    """What is told of kept rows, with how many and an example."""
    table = _as_typed(kept)
    rows = Rows(table=table, source=source, extracted=extracted)
    tests = list(tests_of(rows, "warn"))
    if not tests:
        return ()
    flags = {t.name: t.fault.test.fill_null(False) for t in tests}
    sums = {name: flag.sum() for name, flag in flags.items()}
    lines = {f"line {name}": table.line.min(where=flag) for name, flag in flags.items()}
    row = result(connection, table.agg(**sums, **lines)).to_pylist()[0]
    return tuple(
        Reason(
            rule=t.rule,
            column=called(rows.source)[t.fault.column],
            expected=t.fault.expected,
            rows=int(row[t.name]),
            lines=(int(row[f"line {t.name}"]),),
        )
        for t in tests
        if row[t.name]
    )
