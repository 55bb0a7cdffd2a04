"""A typed cell as the text that the source's own CSV would hold."""

import math
from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from grundlag.basis.faults import Fault
from grundlag.basis.folder import Reading

DAY = "%Y-%m-%d"  # a typed date in the one form that can be read in one way only


def text_of(value: object, reading: Reading) -> str:
    """One cell."""
    if isinstance(value, datetime | date):
        return value.strftime(DAY)
    if isinstance(value, Fault):
        return value.found
    if isinstance(value, float):
        return _decimal(value, reading)
    return "" if value is None else str(value)


def texts_of(column: pa.ChunkedArray, reading: Reading) -> pa.ChunkedArray:
    """A column of cells; an empty one is an empty text."""
    if pa.types.is_date(column.type) or pa.types.is_timestamp(column.type):
        column = pc.strftime(column, DAY)
    elif pa.types.is_floating(column.type) or pa.types.is_decimal(column.type):
        texts = [None if v is None else _decimal(float(v), reading) for v in column.to_pylist()]
        column = pa.chunked_array([pa.array(texts, pa.string())])
    return pc.fill_null(pc.cast(column, pa.string()), "")


def _decimal(value: float, reading: Reading) -> str:
    if math.isnan(value):
        return ""
    if value.is_integer():
        return str(int(value))
    return f"{Decimal(repr(value)):f}".replace(".", reading.decimal or ",")
