"""How long `grundlag report 2026` takes on a whole invented city, as a whole process.

`make bench`, or `python benchmarks/report.py [--times 5] [--scale 1.0]`. Writes to a temporary
folder: both springs' files are taken in, then one report counts the cubes, the others find them.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

EXAMPLE = Path(__file__).parents[1] / "examples" / "partnerskaber"
GRUNDLAG = Path(sys.executable).with_name("grundlag")
SPRINGS = (("2025-02-20", "2025-02-17", "2025"), ("2026-02-19", "2026-02-16", "2026"))
REPORT = ("report", "2026", "--as-of", "2026-06-01")


@dataclass(frozen=True, kw_only=True)
class Ran:
    """A process: seconds from start to end and on the processor, the most memory it held, in MB."""

    seconds: float
    busy: float
    memory: float


def run(*command: str | Path, cwd: Path) -> Ran:
    """A whole process, which must end well."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        raise SystemExit(f"{' '.join(map(str, command))} failed")
    busy = used.ru_utime + used.ru_stime
    return Ran(seconds=seconds, busy=busy, memory=used.ru_maxrss / 1024)


def take_in(folder: Path, scale: str) -> list[Ran]:
    """The invented files, made and taken in, spring by spring."""
    ignored = shutil.ignore_patterns("store", "out", "data")
    shutil.copytree(EXAMPLE, folder, ignore=ignored, dirs_exist_ok=True)
    run(sys.executable, "-m", "grundlag.twin", "data", "--scale", scale, cwd=folder)
    taken = []
    for arrived, extracted, spring in SPRINGS:
        names = [f"anmeldelser-{spring}.csv", f"befolkning-{spring}.csv"]
        waves = sorted((folder / "data").glob("tryghed-*.csv")) if spring == "2026" else []
        files = [*(f"data/{name}" for name in names), *(f"data/{wave.name}" for wave in waves)]
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
        cold = run(GRUNDLAG, *REPORT, cwd=folder)
        warm = [run(GRUNDLAG, *REPORT, cwd=folder) for _ in range(given.times)]
        out = sys.stdout.write
        out(f"{rows(folder):,} rows read, {os.cpu_count()} cores\n")
        out(_line("take, both springs", sum(r.seconds for r in taken), taken))
        out(_line("report 2026, cubes counted", cold.seconds, [cold]))
        median = statistics.median(r.seconds for r in warm)
        out(_line(f"report 2026, from cubes (median of {given.times})", median, warm))


def _line(what: str, seconds: float, ran: list[Ran]) -> str:
    return f"{what:<42}{seconds:6.2f} s  {max(r.memory for r in ran):6.0f} MB\n"


if __name__ == "__main__":
    main()
