"""A store that somebody changed: the number's way back fails loudly, never with another number."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

Edit = Callable[[pa.Table], pa.Table]


def _delivery(root: Path, file: str) -> Path:
    manifests = (root / "store").rglob("manifest.json")
    return next(m.parent for m in manifests if f'"{file}"' in m.read_text("utf-8"))


def _change(path: Path, edit: Edit) -> None:
    table = pq.read_table(path)
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


SUMS = {
    "cube: a report too many": ("indbrud", "anmeldelser-2025.csv", "cube", _one_more("n")),
    "rows: a report is gone": ("indbrud", "anmeldelser-2025.csv", "rows", _without_last),
    "cube: heavier answers": ("trygge", "svar-2026.csv", "cube", _one_more("w")),
    "rows: heavier answers": ("trygge", "svar-2026.csv", "rows", _one_more("weight")),
}


@pytest.mark.parametrize("case", SUMS)
def test_a_changed_row_or_cell_is_named_with_both_sums(
    case: str, taken: Path, grundlag: Any
) -> None:
    indicator, file, part, edit = SUMS[case]
    words = f"explain havnen 2026 {indicator}"
    assert grundlag(words, taken).code == 0
    delivery = _delivery(taken, file)
    _change(delivery / f"{part}.parquet", edit)
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
    assert f"{part}.parquet: the file is gone, or is no whole Parquet file." in ran.err
    assert "it is counted again" in ran.err


def test_the_cube_is_counted_again_where_it_was_removed(taken: Path, grundlag: Any) -> None:
    before = grundlag("judge 2026", taken).out
    cube = _delivery(taken, "anmeldelser-2025.csv") / "cube.parquet"
    _change(cube, _one_more("n"))
    assert grundlag("judge 2026", taken).out != before
    cube.unlink()
    assert grundlag("judge 2026", taken).out == before


def test_changed_rows_are_not_counted_anew(taken: Path, grundlag: Any) -> None:
    """With the cube gone, rows and cube would agree on a wrong number."""
    delivery = _delivery(taken, "anmeldelser-2025.csv")
    _change(delivery / "rows.parquet", lambda table: table.slice(1))
    (delivery / "cube.parquet").unlink(missing_ok=True)
    ran = grundlag("judge 2026", taken)
    assert ran.code == 1
    assert "rows.parquet: its rows are not those that were kept from the file" in ran.err
