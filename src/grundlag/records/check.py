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
from grundlag.engine.files import held, read_table, result, rows_in, write_rows
from grundlag.records.checks import CHECKS, Fault, Level, Rows
from grundlag.records.model import Reason, SetAside
from grundlag.records.parse import TYPED, called, columns_of, typed
from grundlag.records.repeats import REPEATS

HIDDEN = ("id",)  # used at the door and never kept: what stands in it is shown nowhere
EXAMPLES = 3  # lines named with a reason


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What a check found: the rows kept (now at `kept`), and every cell that keeps a row out.

    `aside` has line, rule, column, found and expected, `bad` the lines set aside; `warned` are
    rows that are kept and told of.
    """

    kept: int
    set_aside: int
    aside: Expression
    bad: Expression
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

    `text` has a `line` and the source's columns under our names; good rows are written to `kept`.
    """
    rows = Rows(table=typed(text, source), source=source, extracted=extracted, covers=covers)
    tests = list(_tests(rows, "set aside"))
    flags = {t.name: t.fault.test.fill_null(False) for t in tests}
    names = list(columns_of(source))
    read = {f"{TYPED}{name}": rows.read(name) for name in names}
    laid = kept.with_name("typed.parquet")  # each cell is read once
    write_rows(connection, rows.table.select("line", bad=ibis.or_(*flags.values()), **read), laid)
    table = read_table(connection, laid)
    alone = _at(rows.table, table.filter("bad")).select("line", **flags)
    among = held(connection, _repeats(replace(rows, table=table.filter(~table.bad))))
    bad = held(connection, table.filter(table.bad | table.line.isin(among.line)).select("line"))
    fine = table.filter(table.line.notin(bad.line)).order_by("line")
    whose = {"place": ibis.literal(source.place)} if source.place else {}
    shown = {name: fine[f"{TYPED}{name}"] for name in names if name not in HIDDEN}
    write_rows(connection, fine.select("line", **shown, **whose), kept)
    kept_rows = replace(rows, table=_as_typed(read_table(connection, kept)))
    aside = held(connection, _aside(_at(text, bad), held(connection, alone), among, tests, source))
    laid.unlink()
    return Checked(
        kept=rows_in(kept),
        set_aside=_number(connection, bad),
        aside=aside,
        bad=bad,
        warned=_warned(connection, kept_rows),
    )


def _at(table: Expression, lines: Expression) -> Expression:
    """A table's rows on some lines."""
    return table.filter(table.line.isin(lines.line))


def _number(connection: Connection, table: Expression) -> int:
    return int(result(connection, table.agg(n=table.count()))["n"][0].as_py())


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


def _repeats(rows: Rows) -> Expression:
    """The lines among good rows that say again what another says, with the rule and the column."""
    nothing = ibis.memtable(
        {"line": [], "rule": [], "column": [], "expected": []},
        schema={"line": "int64", "rule": "string", "column": "string", "expected": "string"},
    )
    found = [
        repeat.lines.mutate(rule=ibis.literal(name), column=ibis.literal(repeat.column),
                            expected=ibis.literal(repeat.expected))
        for name, rule in REPEATS.items()
        for repeat in rule(rows)
    ]  # fmt: skip
    return ibis.union(nothing, *found) if found else nothing


def _aside(
    text: Expression, alone: Expression, among: Expression, tests: list[_Test], source: Source
) -> Expression:
    """Every cell that keeps a row out: line, rule, the file's own column, what stands there."""
    whose = called(source)
    flagged = text.inner_join(alone, "line")
    parts = [
        flagged.filter(flagged[t.name]).select(
            "line",
            rule=ibis.literal(t.rule),
            column=ibis.literal(whose[t.fault.column]),
            found=_shown(flagged, t.fault.column),
            expected=ibis.literal(t.fault.expected),
        )
        for t in tests
    ]
    again = text.inner_join(among, "line")
    for column in sorted({*whose}):
        told = again.filter(again["column"] == column)
        parts.append(
            told.select(
                "line",
                "rule",
                column=ibis.literal(whose[column]),
                found=_shown(told, column),
                expected=told.expected,
            )
        )
    return ibis.union(*parts)


def _shown(table: Expression, column: str) -> Expression:
    return ibis.literal("") if column in HIDDEN else table[column]


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


def reasons(connection: Connection, aside: Expression) -> tuple[Reason, ...]:
    """The reasons rows were set aside for, the most frequent first, each with its first lines."""
    groups = aside.group_by("rule", "column", "expected").agg(
        rows=aside.count(), lines=aside.line.collect(order_by=aside.line)[:EXAMPLES]
    )
    found = result(connection, groups).to_pylist()
    told = (Reason(**(row | {"lines": tuple(row["lines"])})) for row in found)
    return tuple(sorted(told, key=lambda r: (-r.rows, r.lines, r.column, r.expected)))


def cells(connection: Connection, aside: Expression, most: int) -> tuple[SetAside, ...]:
    """The first cells that keep rows out."""
    found = result(connection, aside.order_by("line", "column", "expected").limit(most))
    return tuple(SetAside(**row) for row in found.to_pylist())
