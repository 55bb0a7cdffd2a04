"""What a row must hold to be kept: one rule a function, each a way to be unusable.

A rule yields tests on a table of cells (text, and beside it what was read). Rules of level *set
aside* keep a row out and name the cell; those of level *warn* keep it and count it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

import ibis

from grundlag.basis.clocks import show_month
from grundlag.basis.columns import ColumnType
from grundlag.basis.folder import Source
from grundlag.basis.periods import EXAMPLES
from grundlag.engine.connect import Expression
from grundlag.records.not_rows import SUM, SUMMED_UP
from grundlag.records.parse import TYPED, columns_of, spoken

Level = Literal["set aside", "warn"]

BROKEN = r'^#(\S+[!?]|N/A|I/T)$|^=[^"]'  # what Excel writes for an error, and a bare formula
MOST = 1_000_000_000  # people, or reports, that a figure or a weight stands for
LONG_AGO = 30  # years before the extract: more likely a slip of the pen
EXPECTED: dict[ColumnType, str] = {
    "text": "not empty",
    "day": "a date {dates}",
    "month": "a month yyyy-mm",
    "count": "a whole number, 0 or more",
    "amount": 'a number with "{decimal}" as its decimal sign',
    "year": "a year",
    "first": f"a period as {EXAMPLES}",
    "last": f"a period as {EXAMPLES}",
    "opening": f"a period as {EXAMPLES}",
}


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A way in which a row's cell may be unusable: the column, what was expected, the test."""

    column: str
    expected: str
    test: Expression


@dataclass(frozen=True, kw_only=True)
class Rows:
    """What a rule looks at: a table of cells, what its source declares, when it was drawn.

    `covers` are the months the file was said to hold, where that was said.
    """

    table: Expression
    source: Source
    extracted: date
    covers: range | None = None

    def text(self, name: str) -> Expression:
        """A column as it came."""
        return self.table[name]

    def read(self, name: str) -> Expression:
        """The same as it was read; null where it cannot be."""
        return self.table[f"{TYPED}{name}"]

    def has(self, name: str) -> bool:
        """Whether the source brings a column."""
        return name in columns_of(self.source)


Rule = Callable[[Rows], Iterator[Fault]]


@dataclass(frozen=True, kw_only=True)
class Check:
    """A rule and what it does to a row that fails it."""

    level: Level
    rule: Rule


def totals_are_no_rows(rows: Rows) -> Iterator[Fault]:
    """A row whose place, code or date is a word for a sum (Total) adds up others."""
    for name in filter(rows.has, SUMMED_UP):
        test = rows.table[SUM] == name
        yield Fault(column=name, expected="a row, no total of others", test=test)


def cells_can_be_read(rows: Rows) -> Iterator[Fault]:
    """A cell that must be filled is, and is of its column's type: a date, a month, a number."""
    how = rows.source.read
    for name, column in columns_of(rows.source).items():
        empty = rows.text(name) == ""
        unread = rows.read(name).isnull() & ~empty
        words = EXPECTED[column.type].format(
            dates=how.dates or "dd-mm-yyyy", decimal=how.decimal or ","
        )
        yield Fault(column=name, expected=words, test=unread if column.empty else unread | empty)


def counts_are_no_larger_than_the_world(rows: Rows) -> Iterator[Fault]:
    """A count is at most 1,000,000,000."""
    for name, column in columns_of(rows.source).items():
        if column.type == "count":
            yield Fault(column=name, expected=f"0 to {MOST}", test=rows.read(name) > MOST)


def texts_are_no_errors(rows: Rows) -> Iterator[Fault]:
    """An error of Excel's (#N/A) or a bare formula is no code, no place, no partner."""
    for name, column in columns_of(rows.source).items():
        if column.type == "text":
            text = rows.text(name)
            begins = text.startswith("#") | text.startswith("=")
            broken = ibis.ifelse(begins, text.re_search(BROKEN), False)  # of few cells a search
            yield Fault(column=name, expected="a value, no error and no formula", test=broken)


def dates_are_not_after_the_extract(rows: Rows) -> Iterator[Fault]:
    """No report is dated after the day the file was drawn."""
    if rows.source.kind == "crime_records":
        late = rows.read("date") > ibis.literal(rows.extracted)
        words = f"a date not after the extract ({rows.extracted})"
        yield Fault(column="date", expected=words, test=late)


def dates_are_of_the_months_told(rows: Rows) -> Iterator[Fault]:
    """Where it was said which months a file holds, no report is of another."""
    if rows.source.kind == "crime_records" and rows.covers:
        day = rows.read("date")
        other = ~(day.year() * 12 + day.month() - 1).between(rows.covers[0], rows.covers[-1])
        span = f"{show_month(rows.covers[0])} to {show_month(rows.covers[-1])}"
        yield Fault(column="date", expected=f"a date of the months covered, {span}", test=other)


def points_have_both_coordinates(rows: Rows) -> Iterator[Fault]:
    """A point has an x and a y, or neither."""
    if rows.has("x"):
        for one, other in (("x", "y"), ("y", "x")):
            alone = (rows.text(one) == "") & (rows.text(other) != "")
            yield Fault(column=one, expected="both x and y, or neither", test=alone)


def spans_run_forward(rows: Rows) -> Iterator[Fault]:
    """The last month of a count is not before its first."""
    if rows.has("last_month"):
        backwards = rows.read("last_month") < rows.read("first_month")
        yield Fault(column="last_month", expected="not before the first month", test=backwards)


def weights_are_not_negative(rows: Rows) -> Iterator[Fault]:
    """A weight is 0 to 1,000,000,000."""
    if rows.has("weight"):
        outside = (rows.read("weight") < 0) | (rows.read("weight") > MOST)
        yield Fault(column="weight", expected=f"0 to {MOST}", test=outside)


def shares_are_parts_of_a_whole(rows: Rows) -> Iterator[Fault]:
    """A printed share is 0 to 1, or to 100 where it is declared in per cent."""
    if rows.has("share"):
        whole = 100 if rows.source.percent else 1
        outside = (rows.read("share") < 0) | (rows.read("share") > whole)
        yield Fault(column="share", expected=f"0 to {whole}", test=outside)


def partners_lie_where_words_are_known(rows: Rows) -> Iterator[Fault]:
    """Where a partner lies is told in one of the declared words."""
    if rows.has("partner_place"):
        where = rows.source.where
        words = [*where.inside, *where.outside, *where.unknown]
        known = spoken(rows.text("partner_place")).isin([word.lower() for word in ("", *words)])
        yield Fault(column="partner_place", expected=f"one of {', '.join(words)}", test=~known)


def dates_are_not_long_ago(rows: Rows) -> Iterator[Fault]:
    """A report dated more than 30 years before the extract is counted, and told."""
    if rows.source.kind == "crime_records":
        first = date(rows.extracted.year - LONG_AGO, 1, 1)
        early = rows.read("date") < ibis.literal(first)
        yield Fault(column="date", expected=f"a date from {first.year} on", test=early)


CHECKS: dict[str, Check] = {
    check.rule.__name__: check
    for check in (
        Check(level="set aside", rule=totals_are_no_rows),
        Check(level="set aside", rule=cells_can_be_read),
        Check(level="set aside", rule=counts_are_no_larger_than_the_world),
        Check(level="set aside", rule=texts_are_no_errors),
        Check(level="set aside", rule=dates_are_not_after_the_extract),
        Check(level="set aside", rule=dates_are_of_the_months_told),
        Check(level="set aside", rule=points_have_both_coordinates),
        Check(level="set aside", rule=spans_run_forward),
        Check(level="set aside", rule=weights_are_not_negative),
        Check(level="set aside", rule=shares_are_parts_of_a_whole),
        Check(level="set aside", rule=partners_lie_where_words_are_known),
        Check(level="warn", rule=dates_are_not_long_ago),
    )
}
