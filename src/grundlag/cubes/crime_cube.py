"""Count police reports: once per delivery into a cube, and the deliveries' cubes into one."""

from collections.abc import Iterable, Mapping

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from grundlag.basis.clocks import Month, parse_month
from grundlag.basis.folder import Source
from grundlag.basis.offences import CodeReading
from grundlag.cubes.model import NO_DAY, TOO_LATE, CrimeCube, Ints, Recorded
from grundlag.engine.connect import Connection, Expression
from grundlag.engine.files import result
from grundlag.records.kept_rows import rows_of
from grundlag.records.model import Delivery
from grundlag.records.place import SPOTTED, Geography, named, place, spotted

OCCURRED = "occurred"
Speaks = Mapping[str, tuple[Delivery, ...]]  # by month: all but the first mend it


def count_records(
    connection: Connection, delivery: Delivery, land: Geography, source: Source
) -> pa.Table:
    """One pass over a delivery: month (x month of the offence) x code x atom -> n.

    Where its rows have points, also x what their place says beside the point (`recorded`).
    """
    rows = spotted(connection, _dated(connection, delivery, source), land, source.read.crs)
    told = [n for n in ("month", OCCURRED, "code", *SPOTTED) if n in rows.columns]
    cells = rows.group_by(told).agg(n=rows.count())
    keys = [n for n in ("month", OCCURRED, "code", "atom") if n in rows.columns]
    if "spot" in rows.columns:  # several spots may be one atom, and say the same of a place
        spots = named(connection, cells, land, source.read.crs)
        keys = [*keys, "recorded"]
        cells = spots.group_by(keys).agg(n=spots.n.sum().cast("int64"))
    return result(connection, cells.order_by(keys))


def placed(
    connection: Connection, delivery: Delivery, land: Geography, source: Source
) -> Expression:
    """A delivery's kept rows with month and atom; `occurred` is the month of the offence."""
    return place(connection, _dated(connection, delivery, source), land, source.read.crs)


def _dated(connection: Connection, delivery: Delivery, source: Source) -> Expression:
    """A delivery's kept rows with the month of each."""
    rows = rows_of(connection, delivery, source)
    if OCCURRED in rows.columns:
        late = rows[OCCURRED] > rows.date
        told = ibis.ifelse(late, TOO_LATE, _month(rows[OCCURRED]))
        rows = rows.mutate(**{OCCURRED: ibis.coalesce(told, NO_DAY)})
    return rows.mutate(month=_month(rows.date))


def _month(day: Expression) -> Expression:
    return (day.year() * 12 + day.month() - 1).cast("int64")


def merge(
    tables: Iterable[tuple[Delivery, pa.Table]], speaks: Speaks, reading: CodeReading
) -> CrimeCube:
    """The cube of all records: each month from the delivery that speaks for it and what mends it.

    Codes are read here and only here: a kept cube holds them as they came.
    """
    by_month = {parse_month(unit): spoken for unit, spoken in speaks.items()}
    kept = list(tables)
    parts = [_spoken(at, d, table, by_month) for at, (d, table) in enumerate(kept)]
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
        part=whole["part"].to_numpy(),
        n=whole["n"].to_numpy(),
        codes=codes,
        atoms=atoms,
        parts=tuple(d.id for d, _ in kept),
        months=frozenset(by_month),
        deliveries={m: tuple(d.id for d in spoken) for m, spoken in by_month.items()},
        extracted={m: max(d.manifest.extracted for d in s) for m, s in by_month.items()},
        provider={m: spoken[0].manifest.provider for m, spoken in by_month.items()},
        dated=frozenset(m for m, spoken in by_month.items() if dated.issuperset(_ids(spoken))),
        recorded=_recorded(both),
    )


def _ids(spoken: Iterable[Delivery]) -> list[str]:
    return [delivery.id for delivery in spoken]


CELL = ("month", OCCURRED, "code", "atom", "part")
EMPTY = pa.table(
    {
        "month": pa.array([], pa.int64()),
        OCCURRED: pa.array([], pa.int64()),
        "code": pa.array([], pa.string()),
        "atom": pa.array([], pa.string()),
        "n": pa.array([], pa.int64()),
        "recorded": pa.array([], pa.string()),
        "part": pa.array([], pa.int64()),
    }
)


def _spoken(
    at: int, delivery: Delivery, table: pa.Table, speaks: dict[Month, tuple[Delivery, ...]]
) -> pa.Table:
    mine = [m for m, spoken in speaks.items() if delivery.id in _ids(spoken)]
    kept = table.filter(pa.array(np.isin(table["month"].to_numpy(), mine)))
    if OCCURRED not in kept.column_names:
        kept = kept.append_column(OCCURRED, pa.array(np.full(len(kept), NO_DAY, dtype=np.int64)))
    if "recorded" not in kept.column_names:
        kept = kept.append_column("recorded", pa.nulls(len(kept), pa.string()))
    kept = kept.append_column("part", pa.array(np.full(len(kept), at, dtype=np.int64)))
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
