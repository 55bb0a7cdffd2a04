"""Check a table of cells: one filter of all rules, the kept rows typed, the others with reasons.

Everything runs where the table is, so that memory does not grow with the file.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import ibis
import numpy as np

from grundlag.basis.folder import Source
from grundlag.engine.connect import Connection, Expression
from grundlag.engine.files import (
    PASSING,
    held,
    is_empty,
    read_table,
    result,
    rows_through,
    write_but,
    write_rows,
)
from grundlag.records.checks import CHECKS, Fault, Level, Rows
from grundlag.records.model import NO_ROWS, Reason, SetAside
from grundlag.records.parse import TYPED, called, columns_of, typed
from grundlag.records.repeats import REPEATS, Repeat, likely, repeated

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


@dataclass(frozen=True, kw_only=True)
class _Test:
    """A named test of a rule: one boolean column of the filter."""

    name: str
    rule: str
    fault: Fault


@dataclass(frozen=True, kw_only=True)
class _Again:
    """What a rule forbids to stand twice, and the rows in which it does."""

    rule: str
    repeat: Repeat
    rows: Expression


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
    table = _laid_down(connection, rows, laid)
    doubtful = _doubtful(connection, text, table, rows)
    if doubtful is None:
        return Checked(laid=laid, out=np.empty(0, dtype=np.int64), bad=iter(()))
    some = replace(rows, table=typed(doubtful, source))
    twice = _repeated(connection, some)
    told = _told(some, twice)
    bad = held(connection, told.filter(told.bad).select("row"))
    out = result(connection, bad)["row"].to_numpy()
    flagged = replace(some, table=some.table.filter(some.table.row.isin(bad.row)))
    return Checked(
        laid=laid,
        out=out,
        bad=_bad_rows(connection, flagged, twice, part / "bad.parquet") if len(out) else iter(()),
    )


def _laid_down(connection: Connection, rows: Rows, path: Path) -> Expression:
    """The rows typed, with whether any cell is `bad`: a table, so that each cell is read once."""
    kept = {name: rows.read(name) for name in columns_of(rows.source) if name not in HIDDEN}
    bad = _has_fault(rows)
    write_rows(connection, rows.table.select("row", "line", bad=bad, **kept), path, PASSING)
    return read_table(connection, path)


def _has_fault(rows: Rows) -> Expression:
    return ibis.or_(*(t.fault.test for t in _tests(rows, "set aside"))).fill_null(False)


def _doubtful(
    connection: Connection, text: Expression, laid: Expression, rows: Rows
) -> Expression | None:
    """The rows, few mostly, that are bad or may say again what another says; their text, held."""
    found = (likely(connection, repeat) for rule in REPEATS.values() for repeat in rule(rows))
    may = [again for again in found if again is not None]
    bad = laid.filter(laid.bad).select("row")
    if not may and is_empty(connection, bad):
        return None
    return held(connection, text.filter(text.row.isin(ibis.union(bad, *may).row)))


def _repeated(connection: Connection, rows: Rows) -> dict[str, _Again]:
    """What rows say again, by the name of its test."""
    marked = replace(rows, table=rows.table.mutate(bad=_has_fault(rows)))
    found = ((name, repeat) for name, rule in REPEATS.items() for repeat in rule(marked))
    return {
        f"repeat {i}": _Again(rule=name, repeat=repeat, rows=held(connection, repeated(repeat)))
        for i, (name, repeat) in enumerate(found)
    }


def _told(rows: Rows, twice: dict[str, _Again]) -> Expression:
    """The rows, and of each whether it is `bad`: by itself, or because another says the same."""
    again = (rows.table.row.isin(each.rows.row) for each in twice.values())
    return rows.table.select("row", bad=ibis.or_(_has_fault(rows), *again))


def write_kept(checked: Checked, source: Source, kept: Path) -> None:
    """Write the rows to keep, in the order of the file, in the columns that are kept."""
    shown = [name for name in columns_of(source) if name not in HIDDEN]
    whose = {"place": source.place} if source.place else {}
    write_but(checked.laid, kept, checked.out, ["line", *shown], whose)


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
    twice: dict[str, _Again],
    path: Path,
) -> Iterator[BadRow]:
    """The rows set aside, each with every cell at fault."""
    tests = list(_tests(rows, "set aside"))
    flags = _flags(tests)
    again = {name: rows.table.row.isin(t.rows.row) for name, t in twice.items()}
    told = {t.name: (t.rule, t.fault.column, t.fault.expected) for t in tests}
    told |= {n: (t.rule, t.repeat.column, t.repeat.expected) for n, t in twice.items()}
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


def warned(
    connection: Connection, kept: Path, source: Source, extracted: date
) -> tuple[Reason, ...]:
    """What is told of kept rows, with how many and an example."""
    table = _as_typed(read_table(connection, kept))
    rows = Rows(table=table, source=source, extracted=extracted)
    tests = list(_tests(rows, "warn"))
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
