"""A period is read alike where it is one text and where it is a column of them."""

from datetime import date
from itertools import product

import ibis
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from grundlag.basis.periods import months_of
from grundlag.engine.files import read_parquet, result, table_of
from grundlag.records.periods import first_month, last_month, opening

FEBRUARY = 2025 * 12 + 1
KNOWN = {
    "2025": (2025 * 12, 2025 * 12 + 11),
    "2025K1": (2025 * 12, 2025 * 12 + 2),
    "2025K4": (2025 * 12 + 9, 2025 * 12 + 11),
    "2025Q2": (2025 * 12 + 3, 2025 * 12 + 5),
    "2025 q2": (2025 * 12 + 3, 2025 * 12 + 5),
    "2025H2": (2025 * 12 + 6, 2025 * 12 + 11),
    "2025M02": (FEBRUARY, FEBRUARY),
    "2025-02": (FEBRUARY, FEBRUARY),
}
NONE = ["", "2025K5", "2025K0", "2025M13", "2025-2", "25K1", "2025K11", "202502", "2025U01", "..",
        "2025-02-01", "1. kvt. 2025", "12025", "2025\n"]  # fmt: skip
NUMBERS = ["", *(str(n) for n in range(15)), *(f"{n:02d}" for n in range(15))]
TEXTS = [
    f"{year}{between}{letter}{number}"
    for year, between, letter, number in product(
        ("1999", "2025", "2125", "225"), ("", "-", " ", "/"), ("", *"KQHMUkqhm"), NUMBERS
    )
]


@pytest.mark.parametrize("text", KNOWN)
def test_one_text(text):
    months = months_of(text)
    assert (months[0], months[-1]) == KNOWN[text]


@pytest.mark.parametrize("text", NONE[:-1])
def test_no_period(text):
    assert months_of(text) is None


def test_a_column_of_texts_is_read_as_each_of_them(connection):
    texts = [text.strip() for text in (*KNOWN, *NONE, *TEXTS)]
    table = table_of(connection, ibis.memtable({"t": texts}).to_pyarrow())
    found = result(connection, table.select("t", a=first_month(table.t), z=last_month(table.t)))
    spans = [months_of(text) for text in found["t"].to_pylist()]
    assert found["a"].to_pylist() == [span[0] if span else None for span in spans]
    assert found["z"].to_pylist() == [span[-1] if span else 0 for span in spans]
    assert sum(span is not None for span in spans) > 100


def test_its_first_day(connection):
    texts = ["2026K3", "2026", "2026M12", "2026K5"]
    table = table_of(connection, ibis.memtable({"t": texts}).to_pyarrow())
    days = result(connection, table.select(d=opening(table.t)))["d"].to_pylist()
    assert days == [date(2026, 7, 1), date(2026, 1, 1), date(2026, 12, 1), None]


COUNTS = """
[[source]]
id = "bank"
kind = "crime_counts"
provider = "Banken"
[source.columns]
code = "OVERTRÆD"
place = "OMRÅDE"
period = "TID"
n = "INDHOLD"

[[source]]
id = "folk"
kind = "population"
provider = "Banken"
[source.columns]
place = "KOMMUNE"
period = "TID"
n = "INDHOLD"
"""


@pytest.fixture
def banked(town):
    town.write("sources.toml", f"schema = 1\n{COUNTS}")
    return town


def test_counts_by_quarter(banked):
    taken = banked.take(
        "OMRÅDE;OVERTRÆD;TID;INDHOLD\nNord;1320;2025K1;4\nNord;1320;2025K2;5\nNord;1320;2025K9;1\n"
        "Nord;1320;;1\n"
    )
    manifest = taken.delivery.manifest
    assert manifest.scope == ("2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06")
    assert (manifest.rows_kept, manifest.rows_set_aside) == (2, 2)
    rows = read_parquet(taken.delivery.rows)
    assert rows["first_month"].to_pylist() == [2025 * 12, 2025 * 12 + 3]
    assert rows["last_month"].to_pylist() == [2025 * 12 + 2, 2025 * 12 + 5]
    listed = (taken.delivery.path / "set-aside.csv").read_text("utf-8-sig")
    assert listed.count("2025K9") == 1
    assert "a period as 2025K1, 2025Q1, 2025H1" in listed


def test_the_same_cell_twice_is_told_by_the_files_own_columns(banked):
    head = "OMRÅDE;OVERTRÆD;TID;INDHOLD\n"
    taken = banked.take(head + "Nord;1320;2025K1;4\nNord;1320;2025Q1;5\n")
    assert taken.delivery.manifest.rows_set_aside == 2
    listed = (taken.delivery.path / "set-aside.csv").read_text("utf-8-sig")
    assert "one row for each OVERTRÆD, OMRÅDE, TID" in listed


def test_inhabitants_on_the_first_day_of_a_quarter(banked):
    taken = banked.take("KOMMUNE;TID;INDHOLD\nNord;2026K1;100\nNord;2025K3;90\n")
    assert taken.delivery.manifest.scope == ("2025-07-01", "2026-01-01")


def test_a_quarter_that_was_not_over_is_refused(banked):
    with pytest.raises(Exception, match="counts 2026-02, which was not over") as caught:
        banked.take("OMRÅDE;OVERTRÆD;TID;INDHOLD\nNord;1320;2026K1;4\n", date(2026, 2, 1))
    assert "--extracted" in str(caught.value)


def test_a_period_is_mended_in_one_column(banked):
    """set-aside.xlsx has TID once, though it is read as two months; mended, it is added."""
    taken = banked.take("OMRÅDE;OVERTRÆD;TID;INDHOLD\nNord;1320;2025K1;4\nNord;1320;2025K9;5\n")
    workbook = taken.delivery.path / "set-aside.xlsx"
    rows = CalamineWorkbook.from_path(str(workbook)).get_sheet_by_index(0).to_python()
    assert rows[1] == ["Line", "What is wrong", "OVERTRÆD", "OMRÅDE", "INDHOLD", "TID"]
    assert rows[2][2:] == ["1320", "Nord", "5", "2025K9"]
    book = xlsxwriter.Workbook(banked.root / "mended.xlsx")
    sheet = book.add_worksheet("set aside")
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, [*row[:5], "2025K2" if at == 2 else row[5]])
    book.close()
    added = banked.take(banked.root / "mended.xlsx").delivery
    assert (added.manifest.rows_kept, added.manifest.mends) == (1, taken.delivery.manifest.digest)
    assert read_parquet(added.rows)["first_month"].to_pylist() == [2025 * 12 + 3]
