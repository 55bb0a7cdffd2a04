"""Count police reports: once per delivery into a cube, and the deliveries' cubes into one."""

from collections.abc import Iterable

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from grundlag.basis.clocks import Month, parse_month
from grundlag.basis.folder import Source
from grundlag.basis.offences import CodeReading
from grundlag.cubes.model import NO_DAY, TOO_LATE, CrimeCube, Ints, Recorded
from grundlag.engine.connect import Connection, Expression
from grundlag.engine.files import read_table, result
from grundlag.records.model import Delivery
from grundlag.records.place import Geography, place

OCCURRED = "occurred"


def count_records(
    connection: Connection, delivery: Delivery, land: Geography, source: Source
) -> pa.Table:
    """One pass over a delivery: month (x month of the offence) x code x atom -> n.

    Where its rows have points, also x what their place says beside the point (`recorded`).
    """
    rows = placed(connection, delivery, land, source)
    keys = [n for n in ("month", OCCURRED, "code", "atom", "recorded") if n in rows.columns]
    return result(connection, rows.group_by(keys).agg(n=lambda t: t.count()).order_by(keys))


def placed(
    connection: Connection, delivery: Delivery, land: Geography, source: Source
) -> Expression:
    """A delivery's kept rows with month and atom; `occurred` is the month of the offence."""
    rows = read_table(connection, delivery.rows)
    if OCCURRED in rows.columns:
        late = rows[OCCURRED] > rows.date
        told = ibis.ifelse(late, TOO_LATE, _month(rows[OCCURRED]))
        rows = rows.mutate(**{OCCURRED: ibis.coalesce(told, NO_DAY)})
    return place(connection, rows.mutate(month=_month(rows.date)), land, source.read.crs)


def _month(day: Expression) -> Expression:
    return (day.year() * 12 + day.month() - 1).cast("int64")


def merge(
    tables: Iterable[tuple[Delivery, pa.Table]], speaks: dict[str, Delivery], reading: CodeReading
) -> CrimeCube:
    """The cube of all records: each month from the one delivery that speaks for it.

    Codes are read here and only here: a kept cube holds them as they came.
    """
    by_month = {parse_month(unit): d for unit, d in speaks.items()}
    kept = list(tables)
    parts = [_spoken(d, table, by_month) for d, table in kept]
    dated = {d.id for d, table in kept if OCCURRED in table.column_names}
    both = pa.concat_tables([EMPTY, *parts]).combine_chunks()
    whole = _added(both, *CELL)
    codes, code = _read(whole["code"], reading)
    atoms, atom = _positions(whole["atom"])
    return CrimeCube(
        month=whole["month"].to_numpy(),
        occurred=whole[OCCURRED].to_numpy(),
        code=code,
        atom=atom,
        n=whole["n"].to_numpy(),
        codes=codes,
        atoms=atoms,
        months=frozenset(by_month),
        deliveries={m: d.id for m, d in by_month.items()},
        extracted={m: d.manifest.extracted for m, d in by_month.items()},
        provider={m: d.manifest.provider for m, d in by_month.items()},
        dated=frozenset(m for m, d in by_month.items() if d.id in dated),
        recorded=_recorded(both),
    )


CELL = ("month", OCCURRED, "code", "atom")
EMPTY = pa.table(
    {
        "month": pa.array([], pa.int64()),
        OCCURRED: pa.array([], pa.int64()),
        "code": pa.array([], pa.string()),
        "atom": pa.array([], pa.string()),
        "n": pa.array([], pa.int64()),
        "recorded": pa.array([], pa.string()),
    }
)


def _spoken(delivery: Delivery, table: pa.Table, speaks: dict[Month, Delivery]) -> pa.Table:
    mine = [m for m, d in speaks.items() if d.id == delivery.id]
    kept = table.filter(pa.array(np.isin(table["month"].to_numpy(), mine)))
    if OCCURRED not in kept.column_names:
        kept = kept.append_column(OCCURRED, pa.array(np.full(len(kept), NO_DAY, dtype=np.int64)))
    if "recorded" not in kept.column_names:
        kept = kept.append_column("recorded", pa.nulls(len(kept), pa.string()))
    return kept.select(EMPTY.column_names).cast(EMPTY.schema)


def _added(table: pa.Table, *keys: str) -> pa.Table:
    """The cells of a table at a coarser grain, in the order in which they first come."""
    groups = pa.TableGroupBy(table, keys, use_threads=False).aggregate([("n", "sum")])
    return groups.rename_columns([*keys, "n"]).combine_chunks()


def _recorded(table: pa.Table) -> tuple[Recorded, ...]:
    """What the places of reports with a point say, whatever their code."""
    told = table.filter(pc.is_valid(table["recorded"]))
    rows = _added(told, "month", "atom", "recorded").to_pylist()
    return tuple(
        Recorded(month=r["month"], atom=r["atom"], place=r["recorded"], n=r["n"]) for r in rows
    )


def _positions(values: pa.ChunkedArray) -> tuple[tuple[str, ...], Ints]:
    coded = values.combine_chunks().dictionary_encode()
    return tuple(coded.dictionary.to_pylist()), coded.indices.to_numpy().astype(np.int64)


def _read(values: pa.ChunkedArray, reading: CodeReading) -> tuple[tuple[str, ...], Ints]:
    """Each code once, as it is read, and the position of every cell's."""
    raw, position = _positions(values)
    read = [reading.read(code) for code in raw]
    codes = tuple(dict.fromkeys(read))
    place = {code: i for i, code in enumerate(codes)}
    return codes, np.array([place[code] for code in read], dtype=np.int64)[position]
