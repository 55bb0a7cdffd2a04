"""Rows set aside can be mended in a workbook and taken in again; nothing of a row is lost."""

import csv
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from grundlag.engine.files import read_parquet
from grundlag.errors import DeliveryError

HEADER = "Kode;Dato;Sted;Journal;Bemærkning\n"
DIRTY = (
    HEADER + "0130;09-03-2025;Nord;J1;\n"
    "0140;32-03-2025;Nord;J2;ringer igen\n"
    ";10-03-2025;Syd;J3;\n"
    "0150;11-03-2025;Nord;J1;\n"
    "0160;12-03-2025\n"
)


@pytest.fixture
def numbered(town):
    town.change("sources.toml", 'place = "Sted"\n', 'place = "Sted"\nid = "Journal"\n')
    return town


def rows_of(path: Path) -> list[list[object]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def mend(path: Path, to: Path, excel, change) -> Path:
    """The workbook as a person saves it, some cells written over."""
    return excel(to, ("set aside", change([list(row) for row in rows_of(path)])))


def test_the_workbook_has_whole_rows_what_is_wrong_and_no_journal_number(numbered):
    taken = numbered.take(DIRTY)
    title, header, *rows = rows_of(taken.delivery.path / "set-aside.xlsx")
    assert str(title[0]).startswith(f"Set aside from {taken.delivery.id} (fil1.csv).")
    assert header == ["Line", "What is wrong", "Kode", "Dato", "Sted"]
    assert rows == [
        [3.0, "Dato: expected a date dd-mm-yyyy", "0140", "32-03-2025", "Nord"],
        [4.0, "Kode: expected not empty", "", "10-03-2025", "Syd"],
    ]  # the second of one journal number would come back as a report of its own
    everything = b"".join(p.read_bytes() for p in taken.delivery.path.iterdir())
    assert b"ringer igen" not in everything
    assert "id" not in read_parquet(taken.delivery.rows).column_names


def test_every_cell_is_in_the_list_also_of_a_row_that_fits_no_column(numbered):
    taken = numbered.take(DIRTY)
    with (taken.delivery.path / "set-aside.csv").open(encoding="utf-8-sig", newline="") as file:
        found = [(r["line"], r["rule"], r["found"]) for r in csv.DictReader(file, delimiter=";")]
    assert found == [
        ("3", "cells_can_be_read", "32-03-2025"),
        ("4", "cells_can_be_read", ""),
        ("5", "ids_stand_once", ""),
        ("6", "rows_fit_the_header", ""),
    ]
    manifest = taken.delivery.manifest
    assert (manifest.rows_read, manifest.rows_kept, manifest.rows_set_aside) == (5, 1, 4)
    assert manifest.reasons == {
        "cells_can_be_read": 2,
        "ids_stand_once": 1,
        "rows_fit_the_header": 1,
    }


def test_mended_rows_are_an_addition_that_names_what_it_mends(numbered, excel):
    first = numbered.take(DIRTY, arrived=date(2026, 2, 1)).delivery

    def change(rows: list[list[object]]) -> list[list[object]]:
        rows[2][3] = date(2025, 3, 30)  # typed in Excel, it becomes a real date
        rows[3][3] = "i går"
        return rows

    path = mend(first.path / "set-aside.xlsx", numbered.root / "rettet.xlsx", excel, change)
    taken = numbered.take(path, arrived=date(2026, 2, 9))
    m = taken.delivery.manifest
    assert (m.mends, m.source, m.extracted) == (
        first.manifest.digest,
        "anmeldelser",
        date(2026, 2, 1),
    )
    assert (m.rows_read, m.rows_kept, m.rows_set_aside) == (2, 1, 1)
    assert read_parquet(taken.delivery.rows).to_pylist() == [
        {"line": 3, "code": "0140", "date": date(2025, 3, 30), "place": "Nord"}
    ]
    assert [(s.line, s.found) for s in taken.set_aside] == [(4, "i går"), (4, "")]
    assert numbered.take(path).known


def test_a_workbook_that_no_longer_says_whose_rows_it_has_is_no_delivery_of_its_own(
    numbered, excel
):
    """It would speak alone for its months, and hide all the rows that were kept."""
    first = numbered.take(DIRTY).delivery
    path = mend(
        first.path / "set-aside.xlsx", numbered.root / "uden.xlsx", excel, lambda rows: rows[1:]
    )
    with pytest.raises(DeliveryError, match="no longer says in its first cell which delivery"):
        numbered.take(path)


def test_rows_of_another_folders_delivery_are_refused_by_name(numbered, excel):
    first = numbered.take(DIRTY).delivery

    def change(rows: list[list[object]]) -> list[list[object]]:
        rows[0][0] = "Set aside from anmeldelser/0123456789abcdef (fil.csv). Mend the cells."
        return rows

    path = mend(first.path / "set-aside.xlsx", numbered.root / "andres.xlsx", excel, change)
    with pytest.raises(DeliveryError, match="mends anmeldelser/0123456789abcdef, which is no"):
        numbered.take(path)


def test_what_begins_as_a_formula_is_text_in_the_list(town):
    taken = town.take('Kode;Dato;Sted\n=cmd|"/c calc"!A1;09-03-2025;Nord\n0130;+1;Nord\n')
    with (taken.delivery.path / "set-aside.csv").open(encoding="utf-8-sig", newline="") as file:
        found = [row["found"] for row in csv.DictReader(file, delimiter=";")]
    assert found == ['\'=cmd|"/c calc"!A1', "'+1"]


def test_months_that_are_said_to_be_covered_are_spoken_for_also_without_a_report(town):
    town.take("Kode;Dato;Sted\n1320;09-02-2025;Nord\n1320;09-03-2025;Nord\n")
    content = "Kode;Dato;Sted\n1320;09-03-2025;Nord\n1320;09-03-2024;Nord\n"
    covers = range(2025 * 12 + 1, 2025 * 12 + 3)
    taken = town.take(content, covers=covers)
    assert taken.delivery.manifest.scope == ("2025-02", "2025-03")
    assert [(s.line, s.expected) for s in taken.set_aside] == [
        (3, "a date of the months covered, 2025-02 to 2025-03")
    ]
    assert town.count().crime.n.tolist() == [1]
