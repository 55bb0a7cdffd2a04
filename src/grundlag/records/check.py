"""Check a table of cells: one filter of all rules, the kept rows typed, the others with reasons.

Everything runs where the table is, so that memory does not grow with the file.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import ibis

from grundlag.basis.folder import Source
from grundlag.engine.connect import Connection, Expression
from grundlag.engine.files import (
    held,
    how_many,
    read_table,
    result,
    rows_in,
    rows_through,
    write_rows,
)
from grundlag.records.checks import CHECKS, Fault, Level, Rows
from grundlag.records.model import NO_ROWS, Reason, SetAside
from grundlag.records.parse import TYPED, called, columns_of, typed
from grundlag.records.repeats import REPEATS, Repeat

HIDDEN = ("id",)  # used at the door and never kept: what stands in it is shown nowhere


@dataclass(frozen=True, kw_only=True)
class BadRow:
    """A row that is set aside: its cells as text, by our names, and every cell that is at fault."""

    line: int
    cells: dict[str, str]
    faults: tuple[SetAside, ...]


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What a check found: how many rows were kept, those set aside, and what is told of kept ones.

    `bad` gives the rows set aside in the order of the file, once.
    """

    kept: int
    set_aside: int
    bad: Iterator[BadRow]
    warned: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class _Test:
    """A named test of a rule: one boolean column of the filter."""

    name: str
    rule: str
    fault: Fault


def check_rows(
    connection: Connection,
    text: Expression,
    source: Source,
    extracted: date,
    kept: Path,
    covers: range | None = None,
) -> Checked:
    """Type and check rows; a row with any bad cell is set aside, all its cells named.

    `text` has a `row`, its `line` and the source's columns under our names; good rows are written
    to `kept`.
    """
    rows = Rows(table=typed(text, source), source=source, extracted=extracted, covers=covers)
    tests = list(_tests(rows, "set aside"))
    laid = kept.with_name("typed.parquet")
    table = _laid_down(connection, rows, tests, laid)
    twice = _repeated(connection, replace(rows, table=table.filter(~table.bad)))
    by_cells = how_many(laid, "bad")
    bad = held(connection, table.filter(_is_bad(table, twice)).select("row"))
    n = _rows_of(connection, bad) if twice else by_cells
    write_rows(connection, _fine(table, bad if n > by_cells else None, source), kept)
    laid.unlink()
    flagged = replace(rows, table=_at(rows.table, bad))
    return Checked(
        kept=rows_in(kept),
        set_aside=n,
        bad=_bad_rows(connection, flagged, tests, twice, kept.with_name("bad.parquet"))
        if n
        else iter(()),
        warned=_warned(connection, replace(rows, table=_as_typed(read_table(connection, kept)))),
    )


def _laid_down(connection: Connection, rows: Rows, tests: list[_Test], path: Path) -> Expression:
    """The rows typed, with whether any cell is `bad`: a table, so that each cell is read once."""
    read = {f"{TYPED}{name}": rows.read(name) for name in columns_of(rows.source)}
    bad = ibis.or_(*_flags(tests).values())
    write_rows(connection, rows.table.select("row", "line", bad=bad, **read), path)
    return read_table(connection, path)


def _repeated(connection: Connection, rows: Rows) -> dict[str, tuple[str, Repeat]]:
    """What good rows say again, by the name of its test: the rule, and the rows, held."""
    found = ((name, repeat) for name, rule in REPEATS.items() for repeat in rule(rows))
    return {
        f"repeat {i}": (name, replace(repeat, rows=held(connection, repeat.rows)))
        for i, (name, repeat) in enumerate(found)
    }


def _is_bad(table: Expression, twice: dict[str, tuple[str, Repeat]]) -> Expression:
    return ibis.or_(table.bad, *(table.row.isin(r.rows.row) for _, r in twice.values()))


def _fine(table: Expression, bad: Expression | None, source: Source) -> Expression:
    """The rows to keep, in the order of the file, in the columns that are kept.

    A filter keeps the order by itself; only after a look into `bad` they are sorted, in memory.
    """
    good = table.filter(~table.bad)
    fine = good if bad is None else good.filter(good.row.notin(bad.row)).order_by("row")
    whose = {"place": ibis.literal(source.place)} if source.place else {}
    shown = {name: fine[f"{TYPED}{name}"] for name in columns_of(source) if name not in HIDDEN}
    return fine.select("line", **shown, **whose)


def _at(table: Expression, rows: Expression) -> Expression:
    """Some rows of a table."""
    return table.filter(table.row.isin(rows.row))


def _rows_of(connection: Connection, table: Expression) -> int:
    return int(result(connection, table.count().as_table())[0][0].as_py())


def _tests(rows: Rows, level: Level) -> Iterator[_Test]:
    """Every test of a level, in the order of the rules."""
    faults = (
        (name, fault)
        for name, check in CHECKS.items()
        if check.level == level
        for fault in check.rule(rows)
    )
    for i, (name, fault) in enumerate(faults):
        yield _Test(name=f"fault {i}", rule=name, fault=fault)


def _flags(tests: list[_Test]) -> dict[str, Expression]:
    """Each test as a column; of what is no row at all, nothing else is told."""
    flags = {t.name: t.fault.test.fill_null(False) for t in tests}
    no_rows = {t.name: flags[t.name] for t in tests if t.rule in NO_ROWS}
    if not no_rows:
        return flags
    is_row = ~ibis.or_(*no_rows.values())
    return {name: flag if name in no_rows else flag & is_row for name, flag in flags.items()}


def _bad_rows(
    connection: Connection,
    rows: Rows,
    tests: list[_Test],
    twice: dict[str, tuple[str, Repeat]],
    path: Path,
) -> Iterator[BadRow]:
    """The rows set aside, each with every cell at fault."""
    flags = _flags(tests)
    again = {name: rows.table.row.isin(r.rows.row) for name, (_, r) in twice.items()}
    told = {t.name: (t.rule, t.fault.column, t.fault.expected) for t in tests}
    told |= {name: (rule, r.column, r.expected) for name, (rule, r) in twice.items()}
    names = called(rows.source)
    table = rows.table.select("row", "line", *names, **flags, **again).order_by("row")
    for row in rows_through(connection, table, path):
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
                for flag, (rule, column, expected) in told.items()
                if row[flag]
            ),
        )


def _as_typed(kept: Expression) -> Expression:
    """Kept rows as rules look at them."""
    return kept.rename(**{f"{TYPED}{name}": name for name in kept.columns if name != "line"})


def _warned(connection: Connection, rows: Rows) -> tuple[Reason, ...]:
    """What is told of kept rows, with how many and an example."""
    tests, kept = list(_tests(rows, "warn")), rows.table
    if not tests:
        return ()
    flags = {t.name: t.fault.test.fill_null(False) for t in tests}
    sums = {name: flag.sum() for name, flag in flags.items()}
    lines = {f"line {name}": kept.line.min(where=flag) for name, flag in flags.items()}
    row = result(connection, kept.agg(**sums, **lines)).to_pylist()[0]
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
