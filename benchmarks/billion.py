"""A thousand million reports, made month by month, counted, and deleted: time, memory, the ratio.

`make bench-big`, or `python benchmarks/billion.py [--rows 1000000000]`. Each month is a delivery of
its own; it is counted by Grundlag and by SQL by hand, which must find the same, and is then gone.
Prints a line of JSON. Invented data (*opdigtede data*).
"""

import argparse
import json
import os
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pyarrow as pa
from invented import uniform
from ours import _land, _source

from grundlag.basis.offences import CodeReading
from grundlag.cubes.crime_cube import count_records, merge
from grundlag.engine.connect import engine

MONTHS = [date(year, month, 1) for year in range(2016, 2026) for month in range(1, 13)]
SQL = """
    select year(date) * 12 + month(date) - 1 as month, code,
      case when place is null or trim(place) = '' then 'unplaced'
        else coalesce(atom, 'elsewhere') end as atom, count(*) as n
    from read_parquet('{path}') left join names on lower(trim(place)) = name
    group by all order by all"""
NAMES = """
    create table names as
    select 'q' || range as name, 'in:district-' || range % 13 as atom from range(400)"""


def write_month(con: duckdb.DuckDBPyConnection, path: Path, rows: int, first: int, day: date) -> None:
    """The reports of a month, skewed as all are: each row's number decides, so none is as another."""
    con.execute(f"""
        copy (
          select line, date '{day}' + floor(27.99 * {uniform("day")})::int as date,
            (1000000 + (floor(exp({uniform("code")} * ln(419)))::int - 1) * 101)::varchar as code,
            case when {uniform("none")} < 0.1 then ''
              else 'Q' || (floor(pow({uniform("centre")}, 2.5) * 1500)::bigint % 400) end as place
          from (select range + 2 + {first} as line from range({rows})))
        to '{path}' (format parquet, compression zstd)""")


@dataclass
class Took:
    """Seconds so far, by the clock and on the processor."""

    clock: float = 0.0
    busy: float = 0.0

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Add what passes inside."""
        clock, busy = time.perf_counter(), time.process_time()
        yield
        self.clock += time.perf_counter() - clock
        self.busy += time.process_time() - busy


def counted(each: int, ours: Took, theirs: Took) -> list[tuple[SimpleNamespace, pa.Table]]:
    """The months, each made, counted both ways and gone; refused where these differ in a cell."""
    found, source = [], _source("crime_records")
    aside = {"memory_limit": "1GB"}
    with (
        tempfile.TemporaryDirectory() as name,
        engine() as connection,
        duckdb.connect(config=aside | {"temp_directory": f"{name}/aside"}) as con,
    ):
        con.execute(NAMES)
        path, land = Path(name) / "month.parquet", _land(Path(name), drawn=False)
        for number, day in enumerate(MONTHS):
            write_month(con, path, each, number * each, day)
            manifest = SimpleNamespace(lies="", extracted=date(2026, 1, 1), provider="P")
            delivery = SimpleNamespace(id=f"s/{number}", rows=path, manifest=manifest)
            with ours.timed():
                table = count_records(connection, delivery, land, source)
            with theirs.timed():
                by_hand = con.execute(SQL.format(path=path)).to_arrow_table()
            if by_hand.to_pydict() != table.select(by_hand.column_names).to_pydict():
                raise SystemExit(f"{day:%Y-%m}: SQL by hand finds something else.")
            found.append((delivery, table))
            path.unlink()
    return found


def main() -> None:
    """Count every month both ways, and tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, default=1_000_000_000)
    each = parser.parse_args().rows // len(MONTHS)
    ours, theirs, whole, merging = Took(), Took(), Took(), Took()
    with whole.timed():
        tables = counted(each, ours, theirs)
    spoken = {f"{day:%Y-%m}": (d,) for day, (d, _) in zip(MONTHS, tables, strict=True)}
    with merging.timed():
        cube = merge(tables, spoken, CodeReading(crosswalk={}))
    told = {
        "bench": "billion", "rows": each * len(MONTHS), "cells": len(cube.n), "n": int(cube.n.sum()),
        "counted": round(ours.clock, 1), "busy": round(ours.busy, 1),
        "ratio": round(ours.clock / theirs.clock, 3), "busy_ratio": round(ours.busy / theirs.busy, 3),
        "merged": round(merging.clock, 2), "whole": round(whole.clock),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip
    print(json.dumps(told))


if __name__ == "__main__":
    main()
