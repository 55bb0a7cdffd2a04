"""What must hold between rows: an id, and a cell of a table of figures, stands there once.

The first good row stands. Two rows that give one cell two figures are both set aside. Rows that
are alike in everything and have no id are as many reports, and stay. A row that is bad and has the
id of another is that report all the same: mended, it would be counted twice.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import ibis

from grundlag.engine.connect import Expression
from grundlag.records.checks import Rows
from grundlag.records.not_rows import SUM
from grundlag.records.parse import called, spoken

ONCE = {  # tables of figures: the columns that name a cell, then the one that holds its figure
    "crime_counts": ("code", "place", "first_month", "last_month", "n"),
    "population": ("date", "place", "n"),
    "survey_shares": ("wave", "place", "question", "answers", "share"),
}


@dataclass(frozen=True, kw_only=True)
class Repeat:
    """What rows may not say again: the keys, the column it is told of, what was expected.

    `keys`, and the `value` that rows of the same keys agree on, are columns of `table`; `also_bad`
    says that a bad row says it, too.
    """

    column: str
    expected: str
    table: Expression
    keys: tuple[Expression, ...]
    value: Expression | None = None
    also_bad: bool = False


Rule = Callable[[Rows], Iterator[Repeat]]


def ids_stand_once(rows: Rows) -> Iterator[Repeat]:
    """An id within a delivery is one report; rows without an id are each their own."""
    if rows.has("id"):
        named = rows.table.filter((rows.read("id") != "") & (rows.table[SUM] == ""))
        words = "an id that stands on no earlier line"
        yield Repeat(
            column="id", expected=words, table=named, keys=(rows.read("id"),), also_bad=True
        )


def activities_stand_once(rows: Rows) -> Iterator[Repeat]:
    """An activity stands on one line of its plan and theme, where partners have no rows."""
    if rows.source.kind == "activities" and not rows.has("partner"):
        named = [name for name in ("place", "theme", "activity") if rows.has(name)]
        keys = (rows.read("plan_year"), *(spoken(rows.read(name)) for name in named))
        words = "an activity that stands on no earlier line of its plan and theme"
        yield Repeat(column="activity", expected=words, table=rows.table, keys=keys)


def figures_stand_once(rows: Rows) -> Iterator[Repeat]:
    """A cell of a table of figures has one figure."""
    if rows.source.kind in ONCE:
        *names, value = ONCE[rows.source.kind]
        keys = tuple(
            rows.read(n).lower() if n in ("place", "code") else rows.read(n) for n in names
        )
        told = dict.fromkeys(called(rows.source)[name] for name in names)
        words = f"one row for each {', '.join(told)}"
        yield Repeat(
            column=value, expected=words, table=rows.table, keys=keys, value=rows.read(value)
        )


def repeated(repeat: Repeat) -> Expression:
    """The rows whose keys stand in an earlier one, and where values differ the earlier one too.

    The table says of each row whether it is `bad`; a good row is earlier than any bad one.
    """
    value = repeat.value
    table = repeat.table if repeat.also_bad else repeat.table.filter(~repeat.table.bad)
    named = {f"key {i}": key for i, key in enumerate(repeat.keys)}
    figure = {} if value is None else {"value": value}
    told = table.select("row", "bad", **named, **figure)
    groups = told.group_by(*named).agg(
        first=ibis.coalesce(told.row.min(where=~told.bad), told.row.min()),
        times=told.count(),
        **({} if value is None else {"differ": told.value.min() != told.value.max()}),
    )
    twice = groups.filter(groups.times > 1).view()
    met = told.inner_join(twice, list(named))
    later = met.row != met.first
    return met.filter(later if value is None else later | met.differ).select("row")


REPEATS: dict[str, Rule] = {
    rule.__name__: rule for rule in (ids_stand_once, activities_stand_once, figures_stand_once)
}
