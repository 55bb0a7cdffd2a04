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
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import duckdb
from invented import _uniform
from ours import _land, _source

from grundlag.basis.offences import CodeReading
from grundlag.cubes.crime_cube import count_records, merge
from grundlag.engine.connect import engine

YEARS = range(2016, 2026)
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
          select line, date '{day}' + floor(27.99 * {_uniform("day")})::int as date,
            (1000000 + (floor(exp({_uniform("code")} * ln(419)))::int - 1) * 101)::varchar as code,
            case when {_uniform("none")} < 0.1 then ''
              else 'Q' || (floor(pow({_uniform("centre")}, 2.5) * 1500)::bigint % 400) end as place
          from (select range + 2 + {first} as line from range({rows})))
        to '{path}' (format parquet, compression zstd)""")


def main() -> None:
    """Count every month both ways, and tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, default=1_000_000_000)
    months = [date(year, month, 1) for year in YEARS for month in range(1, 13)]
    each = parser.parse_args().rows // len(months)
    land, source = None, _source("crime_records")
    ours, theirs, took = [0.0, 0.0], [0.0, 0.0], time.perf_counter()
    counted, spoken = [], {}
    with tempfile.TemporaryDirectory() as name, engine() as connection, duckdb.connect(
        config={"memory_limit": "1GB", "temp_directory": f"{name}/aside"}
    ) as con:
        con.execute(NAMES)
        path = Path(name) / "month.parquet"
        land = _land(Path(name), drawn=False)
        for number, day in enumerate(months):
            write_month(con, path, each, number * each, day)
            manifest = SimpleNamespace(lies="", extracted=date(2026, 1, 1), provider="P")
            delivery = SimpleNamespace(id=f"s/{number}", rows=path, manifest=manifest)
            begun = time.perf_counter(), time.process_time()
            table = count_records(connection, delivery, land, source)
            _add(ours, begun)
            begun = time.perf_counter(), time.process_time()
            by_hand = con.execute(SQL.format(path=path)).to_arrow_table()
            _add(theirs, begun)
            if sorted(by_hand["n"].to_pylist()) != sorted(table["n"].to_pylist()):
                raise SystemExit(f"{day:%Y-%m}: SQL by hand finds something else.")
            counted.append((delivery, table))
            spoken[f"{day:%Y-%m}"] = (delivery,)
            path.unlink()
    begun = time.perf_counter()
    cube = merge(counted, spoken, CodeReading(crosswalk={}))
    told = {
        "bench": "billion", "rows": each * len(months), "cells": len(cube.n), "n": int(cube.n.sum()),
        "counted": round(ours[0], 1), "busy": round(ours[1], 1),
        "ratio": round(ours[0] / theirs[0], 3), "busy_ratio": round(ours[1] / theirs[1], 3),
        "merged": round(time.perf_counter() - begun, 2),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "whole": round(time.perf_counter() - took), "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip
    print(json.dumps(told))


def _add(to: list[float], begun: tuple[float, float]) -> None:
    """What passed since then, by the clock and on the processor."""
    to[0] += time.perf_counter() - begun[0]
    to[1] += time.process_time() - begun[1]


if __name__ == "__main__":
    main()
