"""Periods as expressions on a table: the first and the last month that a text tells, its first day.

The same pattern as in basis.periods, read where the table is.
"""

import ibis

from grundlag.basis.periods import LENGTHS, PERIOD
from grundlag.engine.connect import Expression


def first_month(text: Expression) -> Expression:
    """The first month of a period, year * 12 + month - 1; null where the text is none."""
    parts = ((text.re_extract(PERIOD, i), n) for i, n in enumerate(LENGTHS, 2))
    months = sum((ibis.ifelse(p == "", 0, (_number(p) - 1) * n) for p, n in parts), ibis.literal(0))
    number = _number(text.re_extract(PERIOD, 1)) * 12 + months
    return ibis.ifelse(text.re_search(PERIOD), number, ibis.null("int64"))


def last_month(text: Expression) -> Expression:
    """The last month of a period; 0 where the text is none, for the first month tells of it."""
    parts = [(text.re_extract(PERIOD, i), n) for i, n in enumerate(LENGTHS, 2)]
    whole = [(part != "", ibis.literal(n)) for part, n in parts]
    length = ibis.cases(*whole, else_=ibis.literal(12))
    return (first_month(text) + length - 1).fill_null(0)


def opening(text: Expression) -> Expression:
    """The first day of a period; null where the text is none."""
    first = first_month(text)
    year, month = (first // 12).cast("string"), (first % 12 + 1).cast("string")
    return (year + "-" + month.lpad(2, "0") + "-01").try_cast("date")


def _number(text: Expression) -> Expression:
    return text.try_cast("int64")
