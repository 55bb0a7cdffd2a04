"""The law of any file: it is taken in with every row accounted for, or refused in words."""

import csv
import shutil
from datetime import date
from pathlib import Path
from typing import Any

from grundlag.engine.files import read_parquet
from grundlag.errors import Problem
from grundlag.records.keep import deliveries
from grundlag.records.model import NO_ROWS, Taken
from grundlag.run import load, take_files

ARRIVED = date(2026, 2, 1)


def outcome(root: Path, made: Any, number: int) -> str:
    """What became of a file: "taken" or "refused"; raises where it is neither, or half of both.

    Every third file is of a source that nobody names. The folder is left as it was.
    """
    path, sources = root / "in" / made.name, (root / "sources.toml").read_bytes()
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(made.content)
    source = "anmeldelser" if number % 3 else None
    told: list[Problem] = []
    taken, problems = take_files(load(root), [path], ARRIVED, source=source, passed=told.append)
    _are_whole(root, taken)
    assert taken or problems or told
    assert all(p.where and p.what and p.fix for p in (*problems, *told)), problems
    if made.rows is not None and taken:
        assert [t.delivery.manifest.rows_read for t in taken] == [made.rows]
    path.unlink()
    (root / "sources.toml").write_bytes(sources)
    return "taken" if taken else "refused"


def _are_whole(root: Path, taken: list[Taken]) -> None:
    """Each is whole, nothing else is in the store, and nothing is left on the way to it."""
    ids = {each.delivery.id for each in taken}
    assert {d.id for d in deliveries(root)} == ids
    for each in taken:
        _is_whole(each)
    folders = {f"{p.parent.name}/{p.name}" for p in root.glob("store/deliveries/*/*")}
    assert folders == ids
    assert not list(root.glob("store/parts/*"))
    shutil.rmtree(root / "store" / "deliveries", ignore_errors=True)


def _is_whole(taken: Taken) -> None:
    """Kept + set aside = read, in the manifest and in the files."""
    m, folder = taken.delivery.manifest, taken.delivery.path
    assert m.rows_kept + m.rows_set_aside == m.rows_read > 0
    kept = read_parquet(taken.delivery.rows)["line"].to_pylist()
    with (folder / "set-aside.csv").open(encoding="utf-8-sig", newline="") as file:
        aside = {int(row["line"]) for row in csv.DictReader(file, delimiter=";")}
    assert (len(kept), len(aside)) == (m.rows_kept, m.rows_set_aside)
    assert len(set(kept)) == len(kept)
    assert not aside & set(kept)
    to_mend = set(m.reasons) - {"rows_fit_the_header", *NO_ROWS}
    assert (folder / "set-aside.xlsx").exists() == bool(to_mend)
