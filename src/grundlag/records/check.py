"""Turn text into typed columns, and name every cell that cannot be used.

Written as expressions on a table, so that they run where the table is.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis
import pyarrow as pa

from grundlag.basis.columns import Column, ColumnType, brought
from grundlag.basis.folder import Reading, Source
from grundlag.basis.periods import EXAMPLES
from grundlag.engine.connect import Connection, Expression
from grundlag.engine.files import held, result, table_of
from grundlag.records.model import SetAside
from grundlag.records.periods import first_month, last_month, opening
from grundlag.records.read import Raw

BLANKS = "[\\s\u00a0\u2007\u202f\u200b\ufeff]"  # also hard and zero-width ones
BROKEN = r'^#(\S+[!?]|N/A|I/T)$|^=[^"]'  # what Excel writes for an error, and a bare formula
MOST = 1_000_000_000  # people, or reports, that a figure or a weight stands for
QUESTION = "question:"  # how the column of a survey question is called among kept rows
ONCE = {  # tables of figures: the columns that name a cell, then the one that holds its figure
    "crime_counts": ("code", "place", "first_month", "last_month", "n"),
    "population": ("date", "place", "n"),
    "survey_shares": ("wave", "place", "question", "answers", "share"),
}
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
class Checked:
    """A file's rows after the check: kept, typed; and the cells that kept rows out."""

    kept: pa.Table
    set_aside: tuple[SetAside, ...]


def spoken(text: Expression) -> Expression:
    """Text without regard to case and to how it is spaced."""
    return clean(text).re_replace(f"{BLANKS}+", " ").lower()


def clean(text: Expression) -> Expression:
    """Text without blanks around it, also those that a spreadsheet leaves and nobody sees."""
    return text.re_replace(f"^{BLANKS}+|{BLANKS}+$", "")


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A way in which a row's cell may be unusable: the column, what was expected, the test."""

    column: str
    expected: str
    test: Expression


def check_rows(connection: Connection, raw: Raw, source: Source, extracted: date) -> Checked:
    """Type and check a file's rows; a row with any bad cell is set aside, all its cells named."""
    columns = _columns(source)
    text = table_of(connection, _named(raw, source))
    typed = {name: PARSERS[c.type](clean(text[name]), source.read) for name, c in columns.items()}
    table = text.mutate(**{f"typed {name}": value for name, value in typed.items()})
    typed = {name: table[f"typed {name}"] for name in columns}
    alone = [
        *_cell_faults(table, typed, columns, source),
        *_row_faults(table, typed, source, extracted),
    ]
    tests = {f"fault {i}": fault.test.fill_null(False) for i, fault in enumerate(alone)}
    judged = table.mutate(**tests)
    bad = ibis.or_(*(judged[name] for name in tests))
    among = list(_repeats(judged, {n: judged[f"typed {n}"] for n in columns}, bad, source))
    again = {f"fault {len(alone) + i}": f.test.fill_null(False) for i, f in enumerate(among)}
    faults = dict(zip((*tests, *again), (*alone, *among), strict=True))
    flagged = held(connection, judged.mutate(**again))
    wrong = ibis.or_(*(flagged[name] for name in faults))
    fine = flagged.filter(~wrong).order_by("line")
    whose = {"place": ibis.literal(source.place)} if source.place else {}
    kept = fine.select("line", **{name: fine[f"typed {name}"] for name in columns}, **whose)
    aside = _set_aside(result(connection, flagged.filter(wrong)).to_pylist(), faults, source)
    return Checked(kept=result(connection, kept), set_aside=tuple(sorted((*raw.rejected, *aside))))


def _set_aside(
    rows: list[dict[str, Any]], faults: dict[str, Fault], source: Source
) -> Iterator[SetAside]:
    """Every cell that keeps one of these rows out."""
    for row in rows:
        for name, fault in faults.items():
            if row[name]:
                column = _mapped(source, fault.column)
                found = row[fault.column]
                yield SetAside(
                    line=row["line"], column=column, found=found, expected=fault.expected
                )


def _mapped(source: Source, column: str) -> str:
    """What the file itself calls a column of ours."""
    own = brought(source.kind, source.columns)
    return own[column][0] if column in own else source.questions[column.removeprefix(QUESTION)]


def _columns(source: Source) -> dict[str, Column]:
    """The columns a source really brings, the answers to its questions among them."""
    fixed = {n: column for n, (_, column) in brought(source.kind, source.columns).items()}
    answers = Column(type="text", required=False, empty=True)
    return fixed | {f"{QUESTION}{name}": answers for name in source.questions}


def _named(raw: Raw, source: Source) -> pa.Table:
    """The mapped columns under our names, cells trimmed later, with the line of each row."""
    own = {n: column for n, (column, _) in brought(source.kind, source.columns).items()}
    mapped = own | {f"{QUESTION}{q}": column for q, column in source.questions.items()}
    arrays = {name: raw.cells[column] for name, column in mapped.items()}
    return pa.table({"line": pa.array(raw.lines), **arrays})


def _day(text: Expression, reading: Reading) -> Expression:
    if reading.dates == "dd-mm-yyyy":
        parts = r"^(\d{1,2})[-./](\d{1,2})[-./](\d{4})$"
        day, month, year = (text.re_extract(parts, i) for i in (1, 2, 3))
        text = year + "-" + month.lpad(2, "0") + "-" + day.lpad(2, "0")
    elif reading.dates == "yyyy-mm":
        text = text + "-01"
    whole = text.re_search(r"^\d{4}-\d{2}-\d{2}$")
    return ibis.ifelse(whole, text, ibis.null("string")).try_cast("date")


def _month(text: Expression, reading: Reading) -> Expression:
    fits = text.re_search(r"^\d{4}-(0[1-9]|1[0-2])$")
    number = text.substr(0, 4).try_cast("int64") * 12 + text.substr(5, 2).try_cast("int64") - 1
    return ibis.ifelse(fits, number, ibis.null("int64"))


def _amount(text: Expression, reading: Reading) -> Expression:
    """An amount; `1.234` alone is refused where the comma is the decimal sign: 1234 or 1.234?"""
    comma = reading.decimal == ","
    thousands, decimal = (r"\.", ",") if comma else (",", r"\.")
    sure = rf"\d{{1,3}}({thousands}\d{{3}})+{decimal}\d+|\d{{1,3}}({thousands}\d{{3}}){{2,}}"
    fits = rf"^-?(\d+({decimal}\d+)?|{sure})$"
    plain = text.replace(".", "").replace(",", ".") if comma else text.replace(",", "")
    return ibis.ifelse(text.re_search(fits), plain, ibis.null("string")).try_cast("float64")


def _count(text: Expression, reading: Reading) -> Expression:
    fits = r"^(\d+|\d{1,3}(\.\d{3})+)$" if reading.decimal == "," else r"^(\d+|\d{1,3}(,\d{3})+)$"
    plain = text.re_replace(r"[.,]", "")
    return ibis.ifelse(text.re_search(fits), plain, ibis.null("string")).try_cast("int64")


def _year(text: Expression, reading: Reading) -> Expression:
    fits = text.re_search(r"^(19|20)\d{2}$")
    return ibis.ifelse(fits, text, ibis.null("string")).try_cast("int64")


PARSERS: dict[ColumnType, Callable[[Expression, Reading], Expression]] = {
    "text": lambda text, _: text,
    "day": _day,
    "month": _month,
    "count": _count,
    "amount": _amount,
    "year": _year,
    "first": lambda text, _: first_month(text),
    "last": lambda text, _: last_month(text),
    "opening": lambda text, _: opening(text),
}


def _cell_faults(
    text: Expression, typed: dict[str, Expression], columns: dict[str, Column], source: Source
) -> Iterator[Fault]:
    """A cell that is empty and must not be, or cannot be read as what it should be.

    An error of Excel's (#N/A) would be a text like any other: a code, a place, a partner.
    """
    for name, column in columns.items():
        empty = clean(text[name]) == ""
        unread = typed[name].isnull() & ~empty
        words = EXPECTED[column.type].format(dates=source.read.dates, decimal=source.read.decimal)
        yield Fault(column=name, expected=words, test=unread if column.empty else unread | empty)
        if column.type == "count":
            yield Fault(column=name, expected=f"0 to {MOST}", test=typed[name] > MOST)
        if column.type == "text":
            broken = clean(text[name]).re_search(BROKEN)
            words = "a value, no error and no formula"
            yield Fault(column=name, expected=words, test=broken)


def _row_faults(
    text: Expression, typed: dict[str, Expression], source: Source, extracted: date
) -> Iterator[Fault]:
    """What must hold between the cells of a row."""
    if source.kind == "crime_records":
        late = typed["date"] > ibis.literal(extracted)
        yield Fault(
            column="date", expected=f"a date not after the extract ({extracted})", test=late
        )
    if "x" in typed:
        for one, other in (("x", "y"), ("y", "x")):
            alone = (clean(text[one]) == "") & (clean(text[other]) != "")
            yield Fault(column=one, expected="both x and y, or neither", test=alone)
    if "last_month" in typed:
        backwards = typed["last_month"] < typed["first_month"]
        yield Fault(column="last_month", expected="not before the first month", test=backwards)
    if "weight" in typed:
        outside = (typed["weight"] < 0) | (typed["weight"] > MOST)
        yield Fault(column="weight", expected=f"0 to {MOST}", test=outside)
    if "share" in typed:
        whole = 100 if source.percent else 1
        outside = (typed["share"] < 0) | (typed["share"] > whole)
        yield Fault(column="share", expected=f"0 to {whole}", test=outside)
    if "partner_place" in typed:
        words = [*source.where.inside, *source.where.outside, *source.where.unknown]
        known = spoken(typed["partner_place"]).isin([word.lower() for word in ("", *words)])
        yield Fault(column="partner_place", expected=f"one of {', '.join(words)}", test=~known)


def _repeats(
    text: Expression, typed: dict[str, Expression], bad: Expression, source: Source
) -> Iterator[Fault]:
    """What must hold between rows: an id, and a cell of a table of figures, is there once.

    The first good row stands. Two rows that give one cell two figures are both set aside.
    """
    if "id" in typed:
        first = ibis.row_number().over(group_by=typed["id"], order_by=[bad, text["line"]])
        twice = ~bad & (first > 0) & (typed["id"] != "")
        yield Fault(column="id", expected="an id that stands on no earlier line", test=twice)
    if source.kind == "activities" and "partner" not in typed:
        named = [name for name in ("place", "theme", "activity") if name in typed]
        group = [typed["plan_year"], *(spoken(typed[name]) for name in named)]
        first = ibis.row_number().over(group_by=group, order_by=[bad, text["line"]])
        words = "an activity that stands on no earlier line of its plan and theme"
        yield Fault(column="activity", expected=words, test=~bad & (first > 0))
    if source.kind in ONCE:
        *keys, value = ONCE[source.kind]
        group = [typed[k].lower() if k in ("place", "code") else typed[k] for k in keys]
        first = ibis.row_number().over(group_by=group, order_by=[bad, text["line"]])
        good = ibis.ifelse(bad, ibis.null(typed[value].type()), typed[value])
        least, most = (f().over(group_by=group) for f in (good.min, good.max))
        again = ~bad & ((first > 0) | (least != most))
        told = dict.fromkeys(_mapped(source, key) for key in keys)
        words = f"one row for each {', '.join(told)}"
        yield Fault(column=value, expected=words, test=again)
