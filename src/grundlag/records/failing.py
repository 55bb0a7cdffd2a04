"""Which rows fail which rule, as columns of a table: by themselves, or because another says it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import ibis
import numpy as np

from grundlag.engine.connect import Connection, Expression
from grundlag.engine.files import held, is_empty, result
from grundlag.engine.twice import may_be_twice
from grundlag.records.checks import CHECKS, Fault, Level, Rows
from grundlag.records.model import NO_ROWS
from grundlag.records.parse import called, typed
from grundlag.records.repeats import REPEATS, Repeat, repeated

Told = tuple[str, str, str]  # a rule, the column of ours it tells of, what it expected


@dataclass(frozen=True, kw_only=True)
class Test:
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


@dataclass(frozen=True, kw_only=True)
class Aside:
    """The rows set aside: their text, a column a test that says whether it fails, what that is."""

    rows: Expression
    told: dict[str, Told]

    def numbers(self, connection: Connection) -> np.ndarray:
        """Which rows they are."""
        numbers: np.ndarray = result(connection, self.rows.select("row"))["row"].to_numpy()
        return numbers

    def rules(self) -> dict[str, list[str]]:
        """The tests of each rule."""
        found: dict[str, list[str]] = {}
        for name, (rule, _, _) in self.told.items():
            found.setdefault(rule, []).append(name)
        return found

    def sums(self) -> dict[str, Expression]:
        """How many rows fail each test, and each rule."""
        any_of = {
            f"rule {rule}": ibis.or_(*(self.rows[name] for name in names))
            for rule, names in self.rules().items()
        }
        cells = {name: self.rows[name] for name in self.told}
        return {name: flag.sum() for name, flag in (cells | any_of).items()}


def rows_set_aside(
    connection: Connection, text: Expression, laid: Expression, rows: Rows
) -> Aside | None:
    """The rows that are set aside, with what each fails; None where there are none."""
    doubtful = _doubtful(connection, text, laid, rows)
    if doubtful is None:
        return None
    some = replace(rows, table=typed(doubtful, rows.source))
    twice = _repeated(connection, some)
    told = _told(some, twice)
    bad = held(connection, told.filter(told.bad).select("row"))
    if is_empty(connection, bad):
        return None
    flagged = replace(some, table=some.table.filter(some.table.row.isin(bad.row)))
    return _flagged(flagged, twice)


def has_fault(rows: Rows) -> Expression:
    """Whether a row fails a rule by itself."""
    return ibis.or_(*(t.fault.test for t in tests_of(rows, "set aside"))).fill_null(False)


def _doubtful(
    connection: Connection, text: Expression, laid: Expression, rows: Rows
) -> Expression | None:
    """The rows, few mostly, that are bad or may say again what another says; their text, held."""
    told = (repeat for rule in REPEATS.values() for repeat in rule(rows))
    found = (may_be_twice(connection, repeat.table, repeat.keys) for repeat in told)
    may = [again for again in found if again is not None]
    bad = held(connection, laid.filter(laid.bad).select("row"))
    if not may and is_empty(connection, bad):
        return None
    return held(connection, text.filter(text.row.isin(ibis.union(bad, *may).row)))


def _repeated(connection: Connection, rows: Rows) -> dict[str, _Again]:
    """What rows say again, by the name of its test."""
    marked = replace(rows, table=rows.table.mutate(bad=has_fault(rows)))
    found = ((name, repeat) for name, rule in REPEATS.items() for repeat in rule(marked))
    return {
        f"repeat {i}": _Again(rule=name, repeat=repeat, rows=held(connection, repeated(repeat)))
        for i, (name, repeat) in enumerate(found)
    }


def _told(rows: Rows, twice: dict[str, _Again]) -> Expression:
    """The rows, and of each whether it is `bad`: by itself, or because another says the same."""
    again = (rows.table.row.isin(each.rows.row) for each in twice.values())
    return rows.table.select("row", bad=ibis.or_(has_fault(rows), *again))


def tests_of(rows: Rows, level: Level) -> Iterator[Test]:
    """Every test of a level, in the order of the rules."""
    faults = (
        (name, fault)
        for name, check in CHECKS.items()
        if check.level == level
        for fault in check.rule(rows)
    )
    for i, (name, fault) in enumerate(faults):
        yield Test(name=f"fault {i}", rule=name, fault=fault)


def flags_of(tests: list[Test]) -> dict[str, Expression]:
    """Each test as a column; of what is no row at all, nothing else is told."""
    flags = {t.name: t.fault.test.fill_null(False) for t in tests}
    no_rows = {t.name: flags[t.name] for t in tests if t.rule in NO_ROWS}
    if not no_rows:
        return flags
    is_row = ~ibis.or_(*no_rows.values())
    return {name: flag if name in no_rows else flag & is_row for name, flag in flags.items()}


def _flagged(rows: Rows, twice: dict[str, _Again]) -> Aside:
    """The rows' text with a column for each test that says whether it fails, and what that is."""
    tests = list(tests_of(rows, "set aside"))
    flags = flags_of(tests)
    again = {name: rows.table.row.isin(t.rows.row) for name, t in twice.items()}
    told = {t.name: (t.rule, t.fault.column, t.fault.expected) for t in tests}
    told |= {n: (t.rule, t.repeat.column, t.repeat.expected) for n, t in twice.items()}
    table = rows.table.select("row", "line", *called(rows.source), **flags, **again)
    return Aside(rows=table, told=told)
