"""How long a year's papers take on a whole invented city, as a whole process.

`make bench`, or `python benchmarks/report.py [--times 5] [--scale 1.0]`. Writes to a temporary
folder: both springs' files are taken in, then one run counts the cubes, the others find them. A
whole pack is of both bases, internal and public, in all formats, with what compares the bases.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from process import Ran, run

EXAMPLE = Path(__file__).parents[1] / "examples" / "partnerskaber"
GRUNDLAG = Path(sys.executable).with_name("grundlag")
SPRINGS = (("2025-02-20", "2025-02-17", "2025"), ("2026-02-19", "2026-02-16", "2026"))
REPORT = ("report", "2026", "--as-of", "2026-06-01")
PACK = (*REPORT, "--all")
CHANGED = "tryghed-2026.csv"  # of this delivery a line is left out, and it is taken in again


def take_in(folder: Path, scale: str) -> list[Ran]:
    """The invented files, made and taken in, spring by spring."""
    ignored = shutil.ignore_patterns("store", "out", "data")
    shutil.copytree(EXAMPLE, folder, ignore=ignored, dirs_exist_ok=True)
    run(sys.executable, "-m", "grundlag.twin", "data", "--scale", scale, cwd=folder)
    taken = []
    for arrived, extracted, spring in SPRINGS:
        names = [f"anmeldelser-{spring}.csv", f"befolkning-{spring}.csv"]
        more = ("tryghed-*.csv", "aktiviteter-*") if spring == "2026" else ()
        names += [path.name for kind in more for path in sorted((folder / "data").glob(kind))]
        files = [f"data/{name}" for name in names]
        days = ("--arrived", arrived, "--extracted", extracted)
        taken.append(run(GRUNDLAG, "take", *days, *files, cwd=folder))
    return taken


def rows(folder: Path) -> int:
    """The rows that were read, of all deliveries."""
    manifests = (folder / "store").rglob("manifest.json")
    return sum(json.loads(path.read_text("utf-8"))["rows_read"] for path in manifests)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--scale", default="1.0")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        taken = take_in(folder, given.scale)
        cold = run(GRUNDLAG, *PACK, cwd=folder)
        warm = [run(GRUNDLAG, *PACK, cwd=folder) for _ in range(given.times)]
        one = [run(GRUNDLAG, *REPORT, cwd=folder) for _ in range(given.times)]
        changed = after_a_change(folder)
        out = sys.stdout.write
        out(f"{rows(folder):,} rows read, {os.cpu_count()} cores\n")
        out(_line("take, both springs", sum(r.seconds for r in taken), taken))
        out(_line("whole pack, cubes counted", cold.seconds, [cold]))
        out(_line(f"whole pack, from cubes (median of {given.times})", _median(warm), warm))
        out(_line("whole pack, one delivery changed", changed.seconds, [changed]))
        out(_line(f"report 2026, from cubes (median of {given.times})", _median(one), one))


def after_a_change(folder: Path) -> Ran:
    """A survey comes again with one answer less; the pack after it."""
    lines = (folder / "data" / CHANGED).read_bytes().splitlines(keepends=True)
    (folder / "data" / CHANGED).write_bytes(b"".join(lines[:-1]))
    run(GRUNDLAG, "take", "--arrived", "2026-03-01", f"data/{CHANGED}", cwd=folder)
    return run(GRUNDLAG, *PACK, cwd=folder)


def _median(ran: Sequence[Ran]) -> float:
    return statistics.median(r.seconds for r in ran)


def _line(what: str, seconds: float, ran: list[Ran]) -> str:
    return f"{what:<42}{seconds:6.2f} s  {max(r.memory for r in ran):6.0f} MB\n"


if __name__ == "__main__":
    main()
