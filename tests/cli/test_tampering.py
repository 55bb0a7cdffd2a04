"""A store that somebody changed: every command that counts fails, never with another number."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

pytestmark = pytest.mark.slow  # every command on a store that was edited

Edit = Callable[[pa.Table], pa.Table]


def _delivery(root: Path, file: str) -> Path:
    manifests = (root / "store").rglob("manifest.json")
    return next(m.parent for m in manifests if f'"{file}"' in m.read_text("utf-8"))


def _change(path: Path, edit: Edit) -> None:
    table = pq.read_table(path)
    path.chmod(0o600)
    pq.write_table(edit(table).replace_schema_metadata(table.schema.metadata), path)


def _one_more(column: str) -> Edit:
    def edit(table: pa.Table) -> pa.Table:
        at, field = table.schema.get_field_index(column), table.schema.field(column)
        more = pa.array([value + 1 for value in table[column].to_pylist()], field.type)
        return table.set_column(at, field, more)

    return edit


def _without_last(table: pa.Table) -> pa.Table:
    in_havnen = pc.equal(table["place"], "Havnen")
    gone = int(pc.index(in_havnen, True).as_py())
    return pa.concat_tables([table.slice(0, gone), table.slice(gone + 1)])


EDITS = {
    "cube: a report too many": ("anmeldelser-2025.csv", "cube", _one_more("n")),
    "rows: a report is gone": ("anmeldelser-2025.csv", "rows", _without_last),
    "cube: heavier answers": ("svar-2026.csv", "cube", _one_more("w")),
    "rows: heavier answers": ("svar-2026.csv", "rows", _one_more("weight")),
    "rows: more inhabitants": ("befolkning.csv", "rows", _one_more("n")),
    "rows: fewer counts": ("tal-2023.csv", "rows", lambda table: table.slice(1)),
    "rows: a share more": ("andele-2024.csv", "rows", _one_more("share")),
}
COUNTING = (
    "check",
    "judge 2026",
    "report 2026",
    "explain havnen 2026 indbrud",
    "diff nu ny --year 2026",
    "power 2027",
)
SAID = {
    "cube": ("it is not the cube that was counted", "Remove it: it is counted again"),
    "rows": ("its rows are not those that were kept from the file", "take its file in again"),
}


@pytest.mark.parametrize("case", EDITS)
def test_an_edit_is_noticed_by_every_command_that_counts(
    case: str, taken: Path, grundlag: Any
) -> None:
    file, part, edit = EDITS[case]
    assert grundlag("judge 2026", taken).code == 0
    delivery = _delivery(taken, file)
    _change(delivery / f"{part}.parquet", edit)
    for words in COUNTING:
        ran = grundlag(words, taken)
        assert ran.code == 1, words
        assert f"{delivery.name}/{part}.parquet: " in ran.err
        assert all(said in ran.err for said in SAID[part])
        assert ran.out == ""


@pytest.mark.parametrize("field", ["rows_set_aside", "arrived", "scope", "mends", "seal"])
def test_an_edited_manifest_is_noticed_by_every_command(
    field: str, taken: Path, grundlag: Any
) -> None:
    path = _delivery(taken, "anmeldelser-2025.csv") / "manifest.json"
    said = json.loads(path.read_text("utf-8"))
    values = {"rows_set_aside": 5, "arrived": "2025-01-01", "scope": ["2025-01"], "mends": "x"}
    said[field] = values.get(field, "0" * 64)
    path.chmod(0o600)
    path.write_text(json.dumps(said), "utf-8")
    for words in (*COUNTING, "log", "take in/anmeldelser-2024.csv"):
        ran = grundlag(words, taken)
        assert (ran.code, ran.out) == (1, ""), words
        assert (
            f"{path.parent.name}/manifest.json: it is not as it was written: it was changed since."
            in ran.err
        )
        assert "take its file in again" in ran.err


def test_a_manifest_laid_out_otherwise_says_the_same(taken: Path, grundlag: Any) -> None:
    path = _delivery(taken, "anmeldelser-2025.csv") / "manifest.json"
    turned = dict(reversed(json.loads(path.read_text("utf-8")).items()))
    path.chmod(0o600)
    path.write_text(json.dumps(turned), "utf-8")
    assert grundlag("judge 2026", taken).code == 0


def test_a_delivery_that_was_copied_or_lost_its_manifest_is_named(
    taken: Path, grundlag: Any
) -> None:
    """A copy would be a second delivery, and one without a manifest would be heard no more."""
    delivery = _delivery(taken, "anmeldelser-2025.csv")
    copy = shutil.copytree(delivery, delivery.with_name("fedcba9876543210"))
    ran = grundlag("judge 2026", taken)
    assert ran.code == 1
    assert f"it is the folder of anmeldelser/{delivery.name}, moved or copied." in ran.err
    (copy / "manifest.json").unlink()
    ran = grundlag("judge 2026", taken)
    assert ran.code == 1
    assert f"{copy.name}/manifest.json: the file is gone." in ran.err


SUMS = {
    "cube: a report too many": ("indbrud", *EDITS["cube: a report too many"]),
    "cube: heavier answers": ("trygge", *EDITS["cube: heavier answers"]),
}


@pytest.mark.parametrize("case", SUMS)
def test_a_cell_that_was_changed_with_its_sum_is_named_with_both_sums(
    case: str, taken: Path, grundlag: Any
) -> None:
    """Who mends the sum as well is found by the rows."""
    indicator, file, part, edit = SUMS[case]
    words = f"explain havnen 2026 {indicator}"
    assert grundlag(words, taken).code == 0
    delivery = _delivery(taken, file)
    _change(delivery / f"{part}.parquet", edit)
    summed = hashlib.sha256((delivery / f"{part}.parquet").read_bytes()).hexdigest()
    (delivery / "cube.json").write_text(json.dumps({"sha256": summed}), "utf-8")
    ran = grundlag(words, taken)
    assert ran.code == 1
    assert delivery.name in ran.err
    assert "the delivery's rows add up to" in ran.err
    assert "Remove its cube.parquet and count again" in ran.err
    assert "value" not in ran.out


@pytest.mark.parametrize("part", ["cube", "rows"])
@pytest.mark.parametrize("how", ["cut", "gone", "rubbish"])
def test_a_broken_file_is_named(part: str, how: str, taken: Path, grundlag: Any) -> None:
    assert grundlag("judge 2026", taken).code == 0
    path = _delivery(taken, "svar-2026.csv" if part == "cube" else "befolkning.csv")
    path /= f"{part}.parquet"
    path.chmod(0o600)
    if how == "gone":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:90] if how == "cut" else b"rubbish" * 40)
    ran = grundlag("judge 2026", taken)
    if (part, how) == ("cube", "gone"):
        assert ran.code == 0
        assert path.exists()
        return
    assert ran.code == 1
    said = "the file is gone." if how == "gone" else SAID[part][0]
    assert f"{part}.parquet: {said}" in ran.err


def test_the_cube_is_counted_again_where_it_was_removed(taken: Path, grundlag: Any) -> None:
    before = grundlag("judge 2026", taken).out
    cube = _delivery(taken, "anmeldelser-2025.csv") / "cube.parquet"
    kept = cube.read_bytes()
    _change(cube, _one_more("n"))
    assert grundlag("judge 2026", taken).code == 1
    cube.unlink()
    assert grundlag("judge 2026", taken).out == before
    assert cube.read_bytes() == kept


def test_a_cube_without_its_sum_is_counted_again_and_never_believed(
    taken: Path, grundlag: Any
) -> None:
    """A run ended between the two, or an earlier version that kept no sum."""
    before = grundlag("judge 2026", taken).out
    delivery = _delivery(taken, "anmeldelser-2025.csv")
    _change(delivery / "cube.parquet", _one_more("n"))
    (delivery / "cube.json").unlink()
    assert grundlag("judge 2026", taken).out == before


def test_a_store_of_the_first_schema_is_read_as_it_was(taken: Path, grundlag: Any) -> None:
    """Its manifests have no seal; what they say else is the same."""
    before = grundlag("judge 2026", taken).out
    for path in (taken / "store").rglob("manifest.json"):
        said = json.loads(path.read_text("utf-8"))
        first = {k: v for k, v in said.items() if k in FIRST} | {"schema": 1}
        path.chmod(0o600)
        path.write_text(json.dumps(first), "utf-8")
        (path.parent / "cube.json").unlink(missing_ok=True)
    assert grundlag("judge 2026", taken).out == before


FIRST = (
    *("source", "kind", "provider", "digest", "file", "sha256", "number", "arrived", "extracted"),
    *("rows_read", "rows_kept", "rows_set_aside", "scope", "dress", "rows_sha256", "schema"),
)


def test_changed_rows_are_not_counted_anew(taken: Path, grundlag: Any) -> None:
    """With the cube gone, rows and cube would agree on a wrong number."""
    delivery = _delivery(taken, "anmeldelser-2025.csv")
    _change(delivery / "rows.parquet", lambda table: table.slice(1))
    (delivery / "cube.parquet").unlink(missing_ok=True)
    ran = grundlag("judge 2026", taken)
    assert ran.code == 1
    assert "rows.parquet: its rows are not those that were kept from the file" in ran.err
