"""Whole files: where the system refuses, the old one stays, and the error names it."""

import errno
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from grundlag.engine.disk import write_bytes
from grundlag.engine.files import tally, write_parquet


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_on_a_full_disk_the_old_file_stays_and_the_error_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "decisions.toml"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space") as caught:
        write_bytes(b"new", path)
    assert (caught.value.filename, caught.value.errno) == (str(path), errno.ENOSPC)
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("decisions.toml", b"old")]


def test_the_same_of_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pq, "write_table", full)
    with pytest.raises(OSError, match="No space") as caught:
        write_parquet(pa.table({"n": [1]}), tmp_path / "cube.parquet")
    assert caught.value.filename == str(tmp_path / "cube.parquet")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_its_place_is_named_and_no_part_is_left(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").mkdir()
    with pytest.raises(OSError, match="directory") as caught:
        write_bytes(b"new", tmp_path / "manifest.json")
    assert caught.value.filename == str(tmp_path / "manifest.json")
    assert [p.name for p in tmp_path.iterdir()] == ["manifest.json"]


def test_words_are_told_with_how_often_they_stand_over_all_groups_of_rows(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    places, x = ["Nord", "Syd", "Nord", None, "Syd", "Nord"], [None, None, 1.0, None, 2.0, None]
    table = pa.table({"place": places, "x": x, "bad": [True, False, None, True, False, False]})
    pq.write_table(table, path, row_group_size=2)
    assert tally(path, "place") == {"Nord": 3, "Syd": 2, None: 1}
    assert tally(path, "place", unless="x") == {"Nord": 2, "Syd": 1, None: 1}


def test_of_no_rows_nothing_is_told(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    pq.write_table(pa.table({"place": pa.array([], "string"), "bad": pa.array([], "bool")}), path)
    assert tally(path, "place") == {}
