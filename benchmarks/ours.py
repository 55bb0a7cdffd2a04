"""What the product does, as a process of its own: `ours.py WHAT FOLDER OUT`.

Writes JSON: what it found, and `inside`, the seconds of the work alone, the engine being
open; `worked` are those on the processor.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

from shapely import Geometry
from shapely.geometry import shape

from grundlag.basis.folder import Source
from grundlag.cubes.crime_cube import count_records
from grundlag.cubes.columns import columns
from grundlag.cubes.survey import count_answers, survey_cells
from grundlag.engine.connect import Connection, engine
from grundlag.engine.files import read_table, result
from grundlag.indicators.design import degrees
from grundlag.indicators.intervals import difference
from grundlag.indicators.shares import Domain, gap, share
from grundlag.records.place import SPOTTED, Geography, named, spotted

Told = dict[str, object]
COPIED = SimpleNamespace(lies="", file="")  # what a delivery says whose rows lie in the store
ANSWERED = frozenset({"tryg", "utryg"})


def _source(kind: str) -> Source:
    questions = {"tryg": "tryg"} if kind == "survey_answers" else {}
    return Source(id="s", kind=kind, provider="P", columns={}, questions=questions)


def _polygons(folder: Path) -> dict[str, tuple[Geometry, ...]]:
    features = json.loads((folder / "areas.geojson").read_text("utf-8"))["features"]
    return {f["properties"]["id"]: (shape(f["geometry"]),) for f in features}


def _land(folder: Path, *, drawn: bool) -> Geography:
    polygons = _polygons(folder) if drawn else {}
    names = {f"q{i}": f"in:district-{i % 13}" for i in range(400)} | {
        f"d{i}": f"in:d{i}" for i in range(65)
    }
    return Geography(
        digest="", places=names, unplaced=(), elsewhere="outside", crs="EPSG:25832",
        polygons=polygons,
    )  # fmt: skip


def police(connection: Connection, folder: Path) -> Told:
    """Month x code x atom, the atom by its place's name."""
    delivery = SimpleNamespace(rows=folder / "named.parquet", manifest=COPIED)
    cube = count_records(connection, delivery, _land(folder, drawn=False), _source("crime_records"))
    n = cube["n"].to_numpy()
    atoms = cube.group_by("atom").aggregate([("n", "sum")]).to_pydict()
    found = dict(zip(atoms["atom"], atoms["n_sum"], strict=True))
    return {"cells": len(n), "squares": int((n * n).sum()), "atoms": found}


def scan(connection: Connection, folder: Path) -> Told:
    """Nothing but the reading of x and y."""
    rows = read_table(connection, folder / "records.parquet")
    result(connection, rows.agg(x=rows.x.sum(), y=rows.y.sum()))
    return {}


def places(connection: Connection, folder: Path) -> Told:
    """How many points each area holds."""
    rows = read_table(connection, folder / "records.parquet").select("line", "x", "y")
    land, worked = _land(folder, drawn=True), time.process_time()
    rows = spotted(connection, rows, land, "EPSG:25832")
    building = time.process_time() - worked  # of the grid: once a run, however many points
    few = rows.group_by(*SPOTTED).agg(n=rows.count())
    atoms = result(connection, named(connection, few, land, "EPSG:25832")).to_pylist()
    held: dict[str, int] = {}
    for row in atoms:
        if row["atom"].startswith("in:"):
            for key in row["atom"].removeprefix("in:").split("|"):
                held[key] = held.get(key, 0) + row["n"]
    return {"held": held, "building": building}


def survey(connection: Connection, folder: Path) -> Told:
    """Shares of 65 domains in two waves with their errors, gaps to all, changes between waves."""
    delivery = SimpleNamespace(rows=folder / "answers.parquet", manifest=COPIED)
    land = _land(folder, drawn=False)
    table = count_answers(connection, delivery, land, _source("survey_answers"))
    told: Told = {}
    by_wave = {}
    for wave in (2025, 2026):
        cells = columns(survey_cells(table, "d", [wave]))
        atoms = sorted(cells.atoms)
        yes = frozenset({"tryg"})
        whole = share(cells, Domain(atoms=frozenset(atoms), out_of=ANSWERED, yes=yes))
        by_wave[wave] = {}
        for atom in atoms:
            one = share(cells, Domain(atoms=frozenset({atom}), out_of=ANSWERED, yes=yes))
            by_wave[wave][atom] = one
            gap(cells, one, whole)
            told[f"{atom.removeprefix('in:').upper()} {wave}"] = [one.p, one.variance**0.5]
        degrees(cells)
    for atom, before in by_wave[2025].items():
        now = by_wave[2026][atom]
        difference(now.p - before.p, now.variance + before.variance, now.df + before.df)
    return {"shares": told}


WORK: dict[str, Callable[[Connection, Path], Told]] = {
    "police": police, "scan": scan, "places": places, "survey": survey
}  # fmt: skip


def main() -> None:
    """Do one of them."""
    what, folder, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    with engine() as connection:
        start, worked = time.perf_counter(), time.process_time()
        found = WORK[what](connection, folder)
        found["inside"] = time.perf_counter() - start
        found["worked"] = time.process_time() - worked
    out.write_text(json.dumps(found), "utf-8")


if __name__ == "__main__":
    main()
