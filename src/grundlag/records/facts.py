"""What stands in a file's columns, by some of its rows: dates, amounts, counts, words."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from grundlag.basis.periods import PERIOD
from grundlag.basis.reading import Dates
from grundlag.records.cpr import FORMS, sights
from grundlag.records.headings import folded
from grundlag.records.parse import BLANKS, TIME

ROWS = 2000  # that are looked at, spread over what was read
SAMPLES, LONGEST = 3, 24  # how many values are shown, and how many characters of each
_DAY, _MONTH, _YEAR = r"(0?[1-9]|[12]\d|3[01])", r"(0?[1-9]|1[0-2])", r"(19|20)\d\d"
DATES: dict[Dates, str] = {
    "dd-mm-yyyy": rf"{_DAY}[-./]{_MONTH}[-./]{_YEAR}{TIME}",
    "mm-dd-yyyy": rf"{_MONTH}[-./]{_DAY}[-./]{_YEAR}{TIME}",
    "yyyy-mm-dd": rf"{_YEAR}-{_MONTH}-{_DAY}{TIME}",
    "yyyy-mm": rf"{_YEAR}-{_MONTH}",
    "yyyymmdd": r"(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])",
}
DECIMALS = {  # 1.234 alone is a thousand to some and not to others: it is never taken for one
    ",": r"-?(\d+(,\d+)?|\d{1,3}(\.\d{3})+,\d+|\d{1,3}(\.\d{3}){2,})",
    ".": r"-?(\d+(\.\d+)?|\d{1,3}(,\d{3})+\.\d+|\d{1,3}(,\d{3}){2,})",
}
COUNT = r"\d+|\d{1,3}([.,]\d{3})+"


Fits = Callable[[str], object]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """A column: its values with how often each is there, and the share that each reading fits.

    `dates` and `decimal` are the ways of writing that fit most cells; `sure_dates` is false where
    another way fits as many. `parted`: a number has decimals. `span`: the least and largest number.
    `repeats`: a value is there twice, in any of the rows.
    """

    name: str
    heading: str
    values: Counter[str]
    day: float
    dates: Dates
    month: float
    amount: float
    decimal: str
    parted: bool
    span: tuple[float, float]
    count: float
    year: float
    period: float
    repeats: bool

    def share_of(self, fits: Fits) -> float:
        """The share of the filled cells whose value fits."""
        return share_of(self.values, fits)

    def share_between(self, low: float, high: float) -> float:
        """The share of the filled cells that are numbers from one to another."""
        pattern = re.compile(DECIMALS[self.decimal])

        def lies(value: str) -> bool:
            return bool(pattern.fullmatch(value)) and low <= _number(value, self.decimal) <= high

        return self.share_of(lies)


def facts(cells: pa.Table) -> tuple[Facts, ...]:
    """The facts of each column of a table of text, of rows spread evenly over it."""
    spread = np.unique(np.linspace(0, max(0, len(cells) - 1), ROWS).astype(int))
    some = cells.take(pa.array(spread[: len(cells)], pa.int64()))
    return tuple(
        _facts(name, some[name].to_pylist(), _repeats(cells[name])) for name in some.column_names
    )


def _repeats(column: pa.ChunkedArray) -> bool:
    filled = column.filter(pc.not_equal(column, ""))
    return bool(pc.count_distinct(filled).as_py() < len(filled))


def _facts(name: str, cells: list[str], repeats: bool) -> Facts:
    values = Counter(text for cell in cells if (text := cell.strip(BLANKS)))
    days = {form: _matching(values, pattern) for form, pattern in DATES.items()}
    amounts = {sign: _matching(values, pattern) for sign, pattern in DECIMALS.items()}
    dates, decimal = max(days, key=lambda f: days[f]), max(amounts, key=lambda s: amounts[s])
    numbers = [_number(v, decimal) for v in values if re.fullmatch(DECIMALS[decimal], v)]
    return Facts(
        name=name,
        heading=folded(name),
        values=values,
        day=days[dates],
        dates=dates,
        month=days["yyyy-mm"],
        amount=amounts[decimal],
        decimal=decimal,
        parted=any(decimal in value for value in values),
        span=(min(numbers, default=0.0), max(numbers, default=0.0)),
        count=_matching(values, COUNT),
        year=_matching(values, _YEAR),
        period=_matching(values, PERIOD),
        repeats=repeats,
    )


def share_of(values: Counter[str], fits: Fits) -> float:
    """The share of some values, each as often as it is there, that fit; 0 of none."""
    total = values.total()
    return sum(n for value, n in values.items() if fits(value)) / total if total else 0.0


def _matching(values: Counter[str], pattern: str) -> float:
    return share_of(values, re.compile(pattern).fullmatch)


def _number(text: str, decimal: str) -> float:
    thousands = "." if decimal == "," else ","
    return float(text.replace(thousands, "").replace(decimal, "."))


def samples(column: Facts) -> tuple[str, ...]:
    """Some values of a column, short, those that are there most often first; none that is long."""
    often = sorted(column.values.items(), key=lambda pair: (-pair[1], pair[0]))
    short = (value for value, _ in often if len(value) <= LONGEST and value.isprintable())
    return tuple(value for value in short if not _is_number_of_somebody(value))[:SAMPLES]


def _is_number_of_somebody(value: str) -> bool:
    return any(True for form in FORMS for _ in sights(form, value))
