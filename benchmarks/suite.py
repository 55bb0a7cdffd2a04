"""The product beside its peers: counting reports, placing points, estimating a survey.

`python benchmarks/suite.py [--rows 1000000 10000000] [--answers 1000000] [--times 5] [--peers PYTHON]`
writes docs/benchmarks/results.json. Each program is a process of its own, measured from outside;
they take turns, and must find the same. Read ratios: seconds are of one machine on one day.
"""

import argparse
import csv
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from process import Command, Ran, middle, run

HERE = Path(__file__).parent
RESULTS = HERE.parent / "docs" / "benchmarks" / "results.json"
BENCHES = {  # ours first; what is measured beside it, and up to how many rows
    "police": {"police_duckdb": 10**10, "police_polars": 10**7, "police_pandas": 10**7},
    "places": {"scan": 10**10, "places_sedona": 10**7, "places_spatial": 10**6,
               "places_geopandas": 10**6},
    "survey": {"survey_svy": 10**7, "survey_r": 10**7},
}  # fmt: skip
SAME = 1e-10  # how far two estimates may differ, of their size


def command(what: str, folder: Path, out: Path, peers: str) -> Command:
    """How a program is started."""
    if what == "survey_r":
        return "Rscript", HERE / "peer.R", folder, out
    if "_" in what:
        return peers, HERE / "peers.py", what, folder, out
    return sys.executable, HERE / "ours.py", what, folder, out


def measured(bench: str, folder: Path, rows: int, asked: argparse.Namespace) -> dict[str, object]:
    """A bench at one size: every program in turn, what it took and what of it was work."""
    beside = [what for what, most in BENCHES[bench].items() if rows <= most and _is_here(what)]
    beside = beside[:1] if asked.quick else beside
    times, peers = asked.times, asked.peers
    names = [bench, *beside]
    ran: dict[str, list[Ran]] = {name: [] for name in names}
    inside: dict[str, list[float]] = {name: [] for name in names}
    worked: dict[str, list[float]] = {name: [] for name in names}
    building: list[float] = []
    found: dict[str, dict] = {}
    for _ in range(times):
        for name in names:
            out = folder / f"{name}.out"
            ran[name].append(run(*command(name, folder, out, peers), cwd=folder))
            found[name] = _read(out)
            inside[name].append(found[name].pop("inside"))
            worked[name].append(found[name].pop("worked"))
            building.append(found[name].pop("building", 0.0))
    for name in beside:
        _refuse_other(bench, found[bench], name, found[name])
    return {
        "bench": bench,
        "rows": rows,
        "times": times,
        "programs": {
            name: middle(ran[name])
            | {"inside": _middle(inside[name]), "worked": _middle(worked[name])}
            for name in names
        },
        "ratios": {name: _ratio(inside[bench], inside[name]) for name in beside},
        "building": round(max(building), 3),
        "worked_ratios": {name: _ratio(worked[bench], worked[name]) for name in beside},
    }


def _middle(seconds: Sequence[float]) -> float:
    return round(statistics.median(seconds), 3)


def _ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The median of each turn's ratio: both were then slowed alike."""
    return _middle([a / b for a, b in zip(ours, theirs, strict=True)])


def _is_here(what: str) -> bool:
    return what != "survey_r" or shutil.which("Rscript") is not None


def _read(out: Path) -> dict:
    text = out.read_text("utf-8")
    if text.startswith("{"):
        return json.loads(text)
    rows = {key: [float(a), float(b)] for key, a, b in csv.reader(text.splitlines())}
    inside, worked = rows.pop("inside")
    return {"inside": inside, "worked": worked, "shares": rows}


def _refuse_other(bench: str, ours: dict, name: str, theirs: dict) -> None:
    """Stop where a program found something else than ours."""
    if name == "scan":
        return
    same = ours == theirs
    if bench == "survey":
        mine, other = ours["shares"], theirs["shares"]
        same = mine.keys() == other.keys() and all(
            abs(a - b) <= SAME * abs(b)
            for key in mine
            for a, b in zip(mine[key], other[key], strict=True)
        )
    if not same:
        raise SystemExit(f"{name} finds something else than {bench}.")


def machine() -> dict[str, object]:
    """Where and with what it was measured."""
    packages = ("duckdb", "ibis-framework", "numpy", "pyarrow", "shapely")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=HERE, capture_output=True,
                            text=True, check=False).stdout.strip()  # fmt: skip
    return {
        "cores": os.cpu_count(),
        "memory_gb": round(memory),
        "system": platform.system(),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in packages},
        "date": date.today().isoformat(),
        "commit": commit,
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and write what was measured."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, nargs="*", default=[1_000_000, 10_000_000])
    parser.add_argument("--answers", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--peers", default=sys.executable, help="A Python that has the peers.")
    parser.add_argument("--only", nargs="*", default=list(BENCHES))
    parser.add_argument("--out", type=Path, default=RESULTS)
    parser.add_argument("--quick", action="store_true", help="A million reports beside SQL alone.")
    asked = parser.parse_args(arguments)
    if asked.quick:
        asked.rows, asked.answers, asked.only = [1_000_000], 1000, ["police"]
    told = json.loads(asked.out.read_text())["measured"] if asked.out.is_file() else []
    for rows in asked.rows:
        for found in _at(rows, asked):
            print(json.dumps(found), flush=True)
            same = [(e["bench"], e["rows"]) == (found["bench"], found["rows"]) for e in told]
            told = [e for e, is_same in zip(told, same, strict=True) if not is_same] + [found]
            whole = {"machine": machine(), "measured": told}
            asked.out.write_text(json.dumps(whole, indent=1) + "\n")


def _at(rows: int, asked: argparse.Namespace) -> Iterator[dict[str, object]]:
    """Every bench at one size."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = (HERE / "invented.py", folder, str(rows), str(asked.answers))
        run(sys.executable, *made, cwd=folder)
        for bench in asked.only:
            if bench == "survey" and rows != asked.rows[0]:
                continue  # it does not grow with the reports
            size = asked.answers if bench == "survey" else rows
            loaded = os.getloadavg()[0]
            found = measured(bench, folder, size, asked)
            yield found | {"load": round(loaded, 1)}


if __name__ == "__main__":
    main()
