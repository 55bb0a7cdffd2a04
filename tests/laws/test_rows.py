"""Laws that hold whatever arrives."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grundlag.basis.folder import Source
from grundlag.basis.offences import CodeReading
from grundlag.basis.reading import Reading
from grundlag.cubes import police
from grundlag.cubes.crime_cube import merge
from grundlag.cubes.model import CrimeCube
from grundlag.engine.files import read_parquet, read_table
from grundlag.records.check import check_rows, write_kept
from grundlag.records.model import Delivery, Manifest
from grundlag.records.read import read
from grundlag.records.spool import spool

AS_IT_CAME = CodeReading(crosswalk={})
FEW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SOURCE = Source(
    id="a",
    kind="crime_records",
    provider="P",
    columns={"code": "K", "date": "D", "place": "S", "id": "I", "x": "X", "y": "Y"},
    read=Reading(separator=";", header=1),
)
CELL = st.one_of(
    st.sampled_from(
        [
            "",
            " ",
            "1320",
            "0130",
            "15-05-2025",
            "32-05-2025",
            "15-05-2099",
            "1,5",
            "1.234",
            "A",
            "B",
        ]
    ),
    st.text('1,.-;"\n æ\t', max_size=4),
)
ROW = st.lists(CELL, min_size=0, max_size=8)


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set('";\n') else cell


@pytest.mark.slow
@FEW
@given(rows=st.lists(ROW, max_size=12), end=st.sampled_from(["\n", "\r\n"]))
def test_kept_and_set_aside_are_all_that_was_read(connection, rows, end):
    """The rows counted here, by hand: every record that holds anything but spaces."""
    text = end.join(["K;D;S;I;X;Y", *(";".join(map(quoted, row)) for row in rows)])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "f.csv"
        path.write_bytes(text.encode())
        text, good = (path.with_name(name) for name in ("text.parquet", "rows.parquet"))
        spooled = spool(read(path, SOURCE.read), SOURCE, text, lambda _: None, lambda _: None)
        table = read_table(connection, text)
        checked = check_rows(connection, table, SOURCE, date(2026, 1, 1), path.parent)
        write_kept(checked, SOURCE, good)
        lines = read_parquet(good)["line"].to_pylist()
        found = (*(cell for row in checked.bad for cell in row.faults), *spooled.rejected)
    wanted = [row for row in rows if not _is_blank(row)]
    aside = {cell.line for cell in found}
    kept = set(lines)
    assert len(lines) == len(kept)
    assert len(kept) + len(aside) == len(wanted)
    assert len(checked.out) == len(aside) - len(spooled.rejected)
    assert not kept & aside
    assert all(cell.expected and cell.rule for cell in found)


def _is_blank(row: list[str]) -> bool:
    """A line of nothing, or of six empty cells; too many or too few separators are a fault."""
    if len(row) < 2:
        return not "".join(map(quoted, row)).strip()
    return len(row) == 6 and not any(cell.strip() for cell in row)


CUBES = st.lists(
    st.tuples(
        st.integers(24300, 24311),
        st.sampled_from(["1320", "1330", "9"]),
        st.sampled_from(["in:a@1", "in:a@1|b@1", "unplaced", "elsewhere", "unknown:x"]),
        st.integers(1, 9),
    ),
    max_size=30,
)


def delivery(number: int) -> Delivery:
    months = [f"2025-{m:02d}" for m in range(1 + 4 * number, 5 + 4 * number)]
    manifest = Manifest(
        source="a", kind="crime_records", provider="P", digest=str(number), file="f",
        sha256=str(number), number=number, arrived=date(2026, 1, 1), extracted=date(2026, 1, 1),
        rows_read=0, rows_kept=0, rows_set_aside=0, scope=tuple(months), dress={},
    )  # fmt: skip
    return Delivery(manifest=manifest, path=Path("."))


@FEW
@given(cells=CUBES, order=st.permutations([0, 1, 2]))
def test_cubes_merge_in_any_order_to_the_same_sums(town, cells, order):
    table = pa.table(
        {
            name: pa.array([c[i] for c in cells], kind)
            for i, (name, kind) in enumerate(
                zip(
                    ("month", "code", "atom", "n"),
                    ("int64", "string", "string", "int64"),
                    strict=True,
                )
            )
        }
    )
    three = [delivery(number) for number in range(3)]
    speaks = {unit: (d,) for d in three for unit in d.manifest.scope}
    parts = [(d, table.filter(pa.array(np.isin(table["month"], _months(d))))) for d in three]
    cube, other = (merge(found, speaks, AS_IT_CAME) for found in (parts, [parts[i] for i in order]))
    for crime in town.defs.codes.crime:
        for atoms in (cube.atoms, [a for a in cube.atoms if "a@1" in a], ["unplaced"]):
            months = range(24300, 24312)
            by_hand = sum(
                n for _, code, atom, n in cells
                if atom in atoms and police.codes_of(crime, [code], months)
            )  # fmt: skip
            assert police.total(cube, crime, atoms, months) == by_hand
            assert police.total(other, crime, atoms, months) == by_hand
    assert _cells(cube) == _cells(other)


def _cells(cube: CrimeCube) -> list[tuple[int, str, str, int]]:
    """Every cell by name, whatever the order they came in."""
    columns = (cube.month, cube.code, cube.atom, cube.n)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return sorted((m, cube.codes[c], cube.atoms[a], n) for m, c, a, n in rows)


def _months(of: Delivery) -> list[int]:
    return [int(unit[:4]) * 12 + int(unit[5:]) - 1 for unit in of.manifest.scope]


@FEW
@given(cells=CUBES)
def test_parts_add_to_the_whole(town, cells):
    """Every month, every code and every atom on its own, added up, is the whole cube."""
    columns = list(zip(*cells, strict=True)) or [(), (), (), ()]
    table = pa.table(
        {
            "month": pa.array(columns[0], pa.int64()),
            "code": pa.array(columns[1], pa.string()),
            "atom": pa.array(columns[2], pa.string()),
            "n": pa.array(columns[3], pa.int64()),
        }
    )
    one = delivery(0)
    cube = merge([(one, table)], {f"2025-{m:02d}": (one,) for m in range(1, 13)}, AS_IT_CAME)
    everything = sum(c[3] for c in cells)
    assert sum(police.reports(cube, cube.atoms, [m]) for m in range(24300, 24312)) == everything
    assert sum(police.reports(cube, [a], range(24300, 24312)) for a in cube.atoms) == everything
