"""Rows whose keys another row may have: found without holding every key at one time."""

from collections.abc import Sequence

import ibis

from grundlag.engine.connect import Connection, Expression
from grundlag.engine.files import held, is_empty
from grundlag.engine.spark import is_spark


def may_be_twice(
    connection: Connection, table: Expression, keys: Sequence[Expression]
) -> Expression | None:
    """The `row`s, few mostly, whose keys another may have; None where there are none.

    On DuckDB hashes are sorted, and no texts are held: of two keys with one hash both are told. On
    Spark keys are grouped, for an order over all rows would be one worker's work.
    """
    grouped = is_spark(connection)
    marks = {f"mark {i}": key if grouped else key.hash() for i, key in enumerate(keys)}
    marked = table.select(**marks)
    twice = held(connection, _grouped(marked) if grouped else _sorted(marked))
    if is_empty(connection, twice):
        return None
    rows = table.select("row", **marks)
    return held(connection, rows.semi_join(twice, list(marks)).select("row"))


def _sorted(marked: Expression) -> Expression:
    names = marked.columns
    in_order = ibis.window(order_by=list(names))
    beside = marked.mutate(**{f"before {m}": marked[m].lag().over(in_order) for m in names})
    same = ibis.and_(*(beside[m] == beside[f"before {m}"] for m in names))
    return beside.filter(same).select(*names)


def _grouped(marked: Expression) -> Expression:
    groups = marked.group_by(*marked.columns).agg(times=lambda rows: rows.count())
    return groups.filter(groups.times > 1).select(*marked.columns)
