"""How long `grundlag take` takes on dirty police rows, beside bare Polars doing the same.

`make bench`, or `python benchmarks/intake.py [--rows 10000000] [--times 3]`. Both read one CSV, type
it, find every bad cell and every id that stands twice, write the good rows as Parquet and the bad
cells as a list. Polars is told the columns and the dress. `take` finds the dress out; besides, it
looks for CPR numbers in every cell, and writes a workbook to mend. Each is a process of its own;
they take turns, and the numbers of rows they keep must agree.
"""

import argparse
import json
import re
import shutil
import statistics
import sys
import tempfile
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv

from process import Ran, run
from report import EXAMPLE, GRUNDLAG

CHUNK = 1_000_000
DIRTY = 0.007  # of the rows: about what a spring's extract has
DRESS = re.compile(r"^(dates|decimal) *=.*\n", re.MULTILINE)
PEER = Path(__file__).with_name("intake_polars.py")


def write_rows(path: Path, rows: int) -> None:
    """Reports as the police write them, some of them badly; the same for the same number."""
    random = np.random.default_rng(2025)
    with path.open("wb") as file:
        for first in range(0, rows, CHUNK):
            table = _chunk(random, first, min(CHUNK, rows - first))
            options = pcsv.WriteOptions(
                include_header=first == 0, delimiter=";", quoting_style="none"
            )
            pcsv.write_csv(table, file, options)


def _chunk(random: np.random.Generator, first: int, n: int) -> pa.Table:
    at = np.arange(first, first + n)
    twice = random.random(n) < DIRTY / 7
    number = np.where(twice, np.maximum(at - 1, 0), at)
    code = random.choice(["1320705", "1336405", "1252105", "1390505", "3210505"], n)
    day = np.datetime64("2016-01-01") + random.integers(0, 3650, n).astype("timedelta64[D]")
    x, y = random.integers(7_200_000, 7_300_000, n), random.integers(61_700_000, 61_800_000, n)
    columns = {
        "Journalnummer": _joined("0100-71313-", pa.array(number).cast(pa.string()), "-25"),
        "Gerningskode": pa.array(code),
        "Anmeldelsesdato": pc.strftime(pa.array(day), "%d-%m-%Y"),
        "X": _tenths(x),
        "Y": _tenths(y),
    }
    for name, bad in (
        ("Gerningskode", ["", "#N/A"]),
        ("Anmeldelsesdato", ["32-01-2020", "i går", ""]),
        ("X", ["12e", ""]),
        ("Y", ["ukendt", "6.175,"]),
    ):
        hit, words = random.random(n) < DIRTY / 5, random.choice(bad, n)
        columns[name] = pc.if_else(pa.array(hit), pa.array(words), columns[name])
    return pa.table(columns)


def _joined(*parts: object) -> pa.Array:
    return pc.binary_join_element_wise(*parts, "")


def _tenths(value: np.ndarray) -> pa.Array:
    whole, tenth = (pa.array(part).cast(pa.string()) for part in np.divmod(value, 10))
    return _joined(whole, ",", tenth)


def folder_of(root: Path) -> Path:
    """A working folder of the invented city, without deliveries; no dress is declared in it."""
    ignored = shutil.ignore_patterns("store", "out", "data")
    shutil.copytree(EXAMPLE, root, ignore=ignored)
    sources = root / "sources.toml"
    sources.write_text(DRESS.sub("", sources.read_text("utf-8")), "utf-8")
    return root


def kept(folder: Path) -> int:
    """The rows that `take` kept."""
    paths = list(folder.glob("store/deliveries/anmeldelser/*/manifest.json"))
    return int(json.loads(paths[0].read_text("utf-8"))["rows_kept"])


def main() -> None:
    """Print a line a program: seconds, memory, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--polars", default=sys.executable, help="A Python that has Polars.")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as top:
        root = Path(top)
        file = root / "anmeldelser.csv"
        writer = get_context("spawn").Process(target=write_rows, args=(file, asked.rows))
        writer.start()  # by itself: a child's peak of memory begins at its parent's
        writer.join()
        ours: list[Ran] = []
        theirs: list[Ran] = []
        for turn in range(asked.times):
            folder = folder_of(root / f"by{turn}")
            ours.append(run(GRUNDLAG, "take", file, "--extracted", "2026-02-16", cwd=folder))
            out = root / f"polars{turn}"
            out.mkdir()
            theirs.append(run(asked.polars, PEER, file, out, cwd=root))
            told = int((out / "kept.txt").read_text())
            if told != kept(folder):
                raise SystemExit(f"Polars keeps {told} rows, take {kept(folder)}.")
            shutil.rmtree(folder)
            shutil.rmtree(out)
        size = file.stat().st_size / 1e6
    print(f"{asked.rows:,} rows, {size:.0f} MB, median of {asked.times}")
    for name, ran in (("grundlag take", ours), ("bare Polars", theirs)):
        print(f"{name:14} {_middle(ran):6.1f} s {_busy(ran):6.1f} s {_most(ran):7.0f} MB")
    ratios = _middle(ours) / _middle(theirs), _busy(ours) / _busy(theirs)
    print(f"ratio          {ratios[0]:8.2f} {ratios[1]:8.2f}")


def _middle(ran: list[Ran]) -> float:
    return statistics.median(r.seconds for r in ran)


def _busy(ran: list[Ran]) -> float:
    return statistics.median(r.busy for r in ran)


def _most(ran: list[Ran]) -> float:
    return max(r.memory for r in ran)


if __name__ == "__main__":
    main()
