"""Whatever file comes: it is taken in with every row accounted for, or refused in words."""

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from grundlag.engine.files import read_parquet
from grundlag.errors import DeliveryError
from grundlag.records.keep import deliveries
from grundlag.records.model import NO_ROWS, Taken
from grundlag.records.take import take

SOME = range(200)  # benchmarks/mangled_files.py takes 10,000


def left(root: Path) -> list[str]:
    return sorted(p.name for p in root.glob("store/deliveries/*/*"))


def is_whole(taken) -> None:
    """Kept + set aside = read, in the manifest and in the files."""
    m = taken.delivery.manifest
    assert m.rows_kept + m.rows_set_aside == m.rows_read > 0
    kept = read_parquet(taken.delivery.rows)["line"].to_pylist()
    with (taken.delivery.path / "set-aside.csv").open(encoding="utf-8-sig", newline="") as file:
        aside = {int(row["line"]) for row in csv.DictReader(file, delimiter=";")}
    assert (len(kept), len(aside)) == (m.rows_kept, m.rows_set_aside)
    assert len(set(kept)) == len(kept)
    assert not aside & set(kept)
    to_mend = set(m.reasons) - {"rows_fit_the_header", *NO_ROWS}
    assert (taken.delivery.path / "set-aside.xlsx").exists() == bool(to_mend)


def outcome(connection, defs, path: Path) -> Taken | DeliveryError:
    try:
        return take(connection, defs, path, date(2026, 2, 1), source="anmeldelser")
    except DeliveryError as error:
        return error


@pytest.mark.slow
def test_a_file_of_any_kind_is_taken_in_whole_or_refused_in_words(town, mangled):
    outcomes, defs = {"taken": 0, "refused": 0}, town.defs
    for number in SOME:
        name, content = mangled.file_of(number)
        found = outcome(town.connection, defs, town.file(content, name))
        if isinstance(found, Taken):
            outcomes["taken"] += 1
            is_whole(found)
            assert [d.id for d in deliveries(town.root)] == [found.delivery.id]
            shutil.rmtree(found.delivery.path)
        else:
            outcomes["refused"] += 1
            assert all(p.where and p.what and p.fix for p in found.problems), number
        assert left(town.root) == [], number
    assert min(outcomes.values()) > len(SOME) / 10, outcomes
