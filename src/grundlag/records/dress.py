"""How a file writes its dates and numbers: as declared, else as all of its cells tell.

`3/4/2025` alone may be April or March; a file of some hundred rows tells which, for one of them
is of the 13th or later. Where a file cannot tell, or is written in two ways, nothing is guessed;
with a hyphen or a dot the day stands first, as it is written here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any

import ibis
from pydantic import TypeAdapter

from grundlag.basis.columns import ColumnType
from grundlag.basis.folder import Source
from grundlag.basis.reading import Dates, Decimal, Reading
from grundlag.engine.connect import Connection, Expression
from grundlag.engine.files import result
from grundlag.errors import refusal
from grundlag.records.parse import DAY_MONTH, TIME, called, columns_of

SLIPS = 0.01  # the share of telling cells that may be written the other way, by a slip of the pen
DATES: dict[str, str] = {  # forms of a date, and what each is called
    "yyyy-mm-dd": rf"^\d{{4}}-\d{{1,2}}-\d{{1,2}}{TIME}$",
    "yyyy-mm": r"^\d{4}-\d{1,2}$",
    "yyyymmdd": r"^(19|20)\d{6}$",
    "numbers": rf"^{DAY_MONTH}{TIME}$",
}
OTHERS: tuple[Dates, ...] = ("yyyy-mm-dd", "yyyy-mm", "yyyymmdd")
_SMALL, _LARGE = r"(0?[1-9]|1[0-2])", r"(1[3-9]|2\d|3[01])"
DAY_FIRST, MONTH_FIRST = (rf"^{a}[-./]{b}[-./]" for a, b in ((_LARGE, _SMALL), (_SMALL, _LARGE)))
SLASHED = r"^\d{1,2}/\d{1,2}/"
DECIMALS: dict[Decimal, str] = {  # what only one sign for decimals can mean
    ",": r"^-?(\d+,(\d{1,2}|\d{4,})|0,\d{3}|\d{4,},\d{3}|\d{1,3}(\.\d{3})+,\d+)$",
    ".": r"^-?(\d+\.(\d{1,2}|\d{4,})|0\.\d{3}|\d{4,}\.\d{3}|\d{1,3}(,\d{3})+\.\d+)$",
}


def settled(connection: Connection, text: Expression, source: Source, file: str) -> Source:
    """The source with its dates and decimals settled; raises DeliveryError where they cannot be."""
    read = source.read
    days, numbers = _names(source, "day"), _names(source, "amount")
    if read.dates is None and days:
        read = replace(read, dates=_dates(connection, text, source, days, file))
    if read.decimal is None and numbers:
        read = replace(read, decimal=_decimal(connection, text, numbers, file))
    return replace(source, read=read)


def as_settled(source: Source, dress: Mapping[str, str]) -> Source:
    """The source as it was settled when a manifest told of it."""
    read = source.read
    dates, decimal = dress.get("dates") or read.dates, dress.get("decimal") or read.decimal
    told = {"dates": dates, "decimal": decimal}
    return replace(source, read=TypeAdapter(Reading).validate_python(asdict(read) | told))


def dressed(source: Source) -> dict[str, str]:
    """What a manifest tells of a settled source: how its dates and numbers are written."""
    told: dict[str, str] = {}
    if _names(source, "day"):
        told["dates"] = source.read.dates or ""
    if _names(source, "amount"):
        told["decimal"] = source.read.decimal or ""
    return told


def _names(source: Source, kind: ColumnType) -> list[str]:
    return [name for name, column in columns_of(source).items() if column.type == kind]


def _sums(
    connection: Connection, text: Expression, names: Iterable[str], forms: dict[Any, Expression]
) -> dict[Any, int]:
    """How many cells of some columns fit each form; `forms` are tests on one column, `cell`."""
    cells = ibis.union(*(text.select(cell=text[name]) for name in names), _none(text))
    told = cells.group_by("cell").agg(n=cells.count())
    sums = {str(form): told.n.sum(where=test(told.cell)) for form, test in forms.items()}
    row = result(connection, told.agg(**sums)).to_pylist()[0]
    return {form: int(row[str(form)] or 0) for form in forms}


def _none(text: Expression) -> Expression:
    return text.select(cell=text.line.cast("string")).limit(0)


def _fits(pattern: str) -> Any:
    return lambda cell: cell.re_search(pattern)


def _dates(
    connection: Connection, text: Expression, source: Source, names: list[str], file: str
) -> Dates:
    """How the dates of a file are written."""
    patterns = {**DATES, "day": DAY_FIRST, "month": MONTH_FIRST, "slashed": SLASHED}
    told = _sums(connection, text, names, {form: _fits(p) for form, p in patterns.items()})
    if not _counts(told["numbers"], sum(told[form] for form in DATES)):
        other = max(OTHERS, key=lambda name: told[name])
        return other if told[other] else "dd-mm-yyyy"
    whose = ", ".join(called(source)[name] for name in names)
    choose = 'Say under [source.read] which: dates = "dd-mm-yyyy" or "mm-dd-yyyy".'
    if _both(told["day"], told["month"]):
        what = (
            f"the dates in {whose} are written in two ways: in {told['day']} the day stands first, "
            f"in {told['month']} the month."
        )
        raise refusal(file, what, f"Export it again in one way. {choose}")
    if not told["day"] and not told["month"] and told["slashed"] == told["numbers"]:
        what = f"the dates in {whose} can be read with the day first, or the month first."
        raise refusal(file, what, choose)
    return "mm-dd-yyyy" if told["month"] > told["day"] else "dd-mm-yyyy"


def _decimal(connection: Connection, text: Expression, names: list[str], file: str) -> Decimal:
    """Which sign the numbers of a file have before their decimals."""
    points = _written_with(connection, text, names, ".")
    if not points:
        return ","
    commas = _written_with(connection, text, names, ",")
    if _both(commas, points):
        what = f'{commas} numbers have "," before their decimals, {points} have ".".'
        fix = 'Export it again in one way, or say decimal = "," or "." under [source.read].'
        raise refusal(file, what, fix)
    return "." if points > commas else ","


def _written_with(connection: Connection, text: Expression, names: list[str], sign: Decimal) -> int:
    """How many cells can only have one sign before their decimals: of few cells a search."""
    cells = ibis.union(*(text.select(cell=text[name]) for name in names), _none(text)).cell
    test = ibis.ifelse(cells.contains(sign), cells.re_search(DECIMALS[sign]), False)
    return int(result(connection, test.sum().as_table())[0][0].as_py() or 0)


def _both(one: int, other: int) -> bool:
    """Whether a file is written in two ways, and not in one with a few slips."""
    return _counts(min(one, other), one + other)


def _counts(some: int, of: int) -> bool:
    """Whether some of all cells are too many to be slips of the pen."""
    return some > SLIPS * of
