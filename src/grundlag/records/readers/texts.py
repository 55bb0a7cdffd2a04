"""A typed cell as the text that the source's own CSV would hold."""

import math
from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from grundlag.basis.faults import Fault
from grundlag.basis.reading import Reading

DAY = "%Y-%m-%d"  # a typed date in the one form that can be read in one way only


def text_of(value: object, reading: Reading) -> str:
    """One cell."""
    if isinstance(value, datetime | date):
        return value.strftime(DAY)
    if isinstance(value, Fault):
        return value.found
    if isinstance(value, float | Decimal):
        return _decimal(value, reading)
    return "" if value is None else str(value)


def texts_of(column: pa.ChunkedArray, reading: Reading) -> pa.ChunkedArray:
    """A column of cells; an empty one is an empty text. A moment is of the day in its own zone."""
    if pa.types.is_dictionary(column.type):
        column = pc.cast(column, column.type.value_type)
    if pa.types.is_date(column.type) or pa.types.is_timestamp(column.type):
        column = pc.strftime(column, DAY)
    elif pa.types.is_floating(column.type) or pa.types.is_decimal(column.type):
        texts = [text_of(value, reading) for value in column.to_pylist()]
        column = pa.chunked_array([pa.array(texts, pa.string())])
    return pc.fill_null(pc.cast(column, pa.string()), "")


def _decimal(value: float | Decimal, reading: Reading) -> str:
    """A number without an exponent, as exact as it came."""
    if math.isnan(value):
        return ""
    if value == value // 1:
        return str(int(value))
    plain = value if isinstance(value, Decimal) else Decimal(repr(value))
    return f"{plain.normalize():f}".replace(".", reading.decimal or ",")
