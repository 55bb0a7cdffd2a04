"""Whatever file comes: it is taken in with every row accounted for, or refused in words."""

import csv
import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from grundlag.engine.files import read_parquet
from grundlag.errors import DeliveryError
from grundlag.records.keep import deliveries
from grundlag.records.model import NO_ROWS, Taken
from grundlag.records.take import take

FILES = int(os.environ.get("GRUNDLAG_FILES", "200"))  # `make bench` takes 10,000
AT_ONCE = 100


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
@pytest.mark.parametrize("first", range(0, FILES, AT_ONCE))
def test_a_file_of_any_kind_is_taken_in_whole_or_refused_in_words(town, mangled, first):
    outcomes = {Taken: 0, DeliveryError: 0}
    for number in range(first, first + AT_ONCE):
        name, content = mangled.file_of(number)
        try:
            outcomes[accounted_for(town, name, content)] += 1
        except Exception as error:
            raise AssertionError(f"file {number}") from error
    assert min(outcomes.values()) > AT_ONCE / 10, outcomes


def accounted_for(town, name: str, content: bytes) -> type:
    """What became of a file, and that nothing of it is left once it is taken out again."""
    found = outcome(town.connection, town.defs, town.file(content, name))
    if isinstance(found, Taken):
        is_whole(found)
        assert [d.id for d in deliveries(town.root)] == [found.delivery.id]
        shutil.rmtree(found.delivery.path)
    else:
        assert all(p.where and p.what and p.fix for p in found.problems)
    assert left(town.root) == []
    return type(found)
