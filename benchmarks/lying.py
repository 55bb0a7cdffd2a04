"""Records that stay where they lie: taking in and counting, on DuckDB or Spark, and what a row costs.

`python benchmarks/lying.py [--rows 1000000 10000000] [--engine duckdb spark:local[2]]`. Reports lie as
Parquet, a folder a month, with points; each engine takes them in and counts them, as a process of
its own. What a row costs is the difference of two sizes over the difference of their rows: starting
an engine falls out. All engines must keep the same rows and find the same cells.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

import duckdb

from grundlag.basis.load import load
from grundlag.cubes.crime_cube import count_records
from grundlag.engine.connect import engine
from grundlag.records.place import geography
from grundlag.records.take import take
from intake import folder_of
from invented import write_records
from process import run

HERE = Path(__file__).parent
CODES = "['1320705', '1336405', '1252105', '1390505', '3210505']"


def write_lying(folder: Path, rows: int) -> None:
    """Invented reports under the names that a source maps, a folder a month."""
    records = folder / "records.parquet"
    write_records(records, rows)
    con = duckdb.connect(config={"memory_limit": "2GB", "temp_directory": str(folder / "aside")})
    con.execute(f"""
        copy (
          select '0100-71313-' || line || '-25' as "Journalnummer",
            ({CODES})[(1 + hash(code) % 5)::bigint] as "Gerningskode",
            date as "Anmeldelsesdato", x as "X", y as "Y", strftime(date, '%Y-%m') as month
          from '{records}' order by month)
        to '{folder / "politi"}' (format parquet, partition_by (month), compression zstd)""")
    records.unlink()


def work(root: Path, place: Path, on: str) -> dict[str, float]:
    """Take records in and count them: seconds of each, of the clock and of this process."""
    defs = load(root)
    land = geography(defs.areas, defs.geometry)
    source = next(source for source in defs.sources.source if source.id == "anmeldelser")
    told: dict[str, float] = {}
    with engine(on) as connection:
        at = time.perf_counter()
        arrived, extracted = date(2026, 2, 20), date(2026, 2, 16)
        taken = take(connection, defs, place, arrived, extracted, in_place=True)
        told["taken"], at = time.perf_counter() - at, time.perf_counter()
        cube = count_records(connection, taken.delivery, land, source)
        told["counted"] = time.perf_counter() - at
    n = cube["n"].to_numpy()
    found = {"kept": taken.delivery.manifest.rows_kept, "cells": len(n), "n": int(n.sum())}
    return told | found | {"squares": int((n * n).sum())}


def measured(top: Path, rows: int, engines: Sequence[str]) -> list[dict[str, object]]:
    """Every engine at one size, one after the other."""
    lying = top / str(rows)
    lying.mkdir()
    run(sys.executable, HERE / "lying.py", "--write", lying, str(rows), cwd=top)
    found: list[dict[str, object]] = []
    for number, on in enumerate(engines):
        root, out = folder_of(lying / f"by{number}"), lying / f"{number}.json"
        ran = run(sys.executable, HERE / "lying.py", "--work", root, lying / "politi", on, out,
                  cwd=lying)  # fmt: skip
        told = json.loads(out.read_text())
        same = {name: told.pop(name) for name in ("kept", "cells", "n", "squares")}
        if found and found[0]["same"] != same:
            raise SystemExit(f"{on} finds something else than {engines[0]}.")
        whole = {"seconds": ran.seconds, "busy": ran.busy, "memory": ran.memory}
        found.append({"engine": on, "rows": rows, "same": same} | told | whole)
    return found


def main() -> None:
    """Print what each engine took, and what a row costs it."""
    if sys.argv[1:2] == ["--write"]:
        return write_lying(Path(sys.argv[2]), int(sys.argv[3]))
    if sys.argv[1:2] == ["--work"]:
        root, place, on, out = sys.argv[2:]
        Path(out).write_text(json.dumps(work(Path(root), Path(place), on)))
        return None
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, nargs="*", default=[1_000_000, 10_000_000])
    parser.add_argument("--engine", nargs="*", default=["duckdb"])
    asked = parser.parse_args()
    found: dict[str, list[dict]] = {on: [] for on in asked.engine}
    with tempfile.TemporaryDirectory() as top:
        for rows in asked.rows:
            for each in measured(Path(top), rows, asked.engine):
                found[str(each["engine"])].append(each)
                print(json.dumps(each), flush=True)
    for on, runs in found.items():
        for less, more in pairwise(runs):
            n = more["rows"] - less["rows"]
            costs = (1e6 * (more[what] - less[what]) / n for what in ("taken", "counted", "busy"))
            told = ", ".join(f"{c:.2f}" for c in costs)
            print(f"{on}: a row costs {told} microseconds taken, counted, on the processor in all")
    return None


if __name__ == "__main__":
    main()
