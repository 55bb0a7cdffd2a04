"""Error cells and formulas without a value are no empty cells: each is told by its cell."""

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from grundlag.basis.faults import faults
from grundlag.basis.load import load
from grundlag.errors import DefinitionError

BASELINE = ["Partnerskab", "Grundlag", "Indikator", "År", "Måneder", "Opgjort den"]
BASELINE += ["Værdi", "Ud af", "Kilde", "Trykt for"]
ROW = ["Nord", "Det nye", "Antal tyveri", 2024, None, date(2025, 3, 1)]
REMARK = ["Nord", None, None, "Ord.", "AB", date(2026, 3, 4)]
HEADINGS = ["Partnerskab", "Indikator", "Mål", "Bemærkning", "Initialer", "Dato", "Skrevet til"]


def put(path: Path, cells: dict[str, tuple[str, str]], sheet: int = 1) -> None:
    """Write formulas with what Excel made of them into a sheet: a type, and a value."""
    name, content = f"xl/worksheets/sheet{sheet}.xml", {}
    with zipfile.ZipFile(path) as book:
        content = {each: book.read(each) for each in book.namelist()}
    text = content[name].decode()
    for cell, (kind, value) in cells.items():
        number = cell.lstrip("ABCDEFGHIJ")
        new = f'<c r="{cell}"{kind}><f>A1</f>{value}</c>'
        start = text.find(f'<c r="{cell}"')
        if start >= 0:
            end = min(i for i in (text.find("/>", start), text.find("</c>", start)) if i >= 0)
            end += 2 if text[end : end + 2] == "/>" else 4
            text = text[:start] + new + text[end:]
        elif f'<row r="{number}"' in text:
            at = text.index("</row>", text.index(f'<row r="{number}"'))
            text = text[:at] + new + text[at:]
        else:
            text = text.replace("</sheetData>", f'<row r="{number}">{new}</row></sheetData>')
    content[name] = text.encode()
    with zipfile.ZipFile(path, "w") as book:
        for each, data in content.items():
            book.writestr(each, data)


def wrong(value: str) -> tuple[str, str]:
    return ' t="e"', f"<v>{value}</v>"


def told(root: Path) -> list[tuple[str, str]]:
    with pytest.raises(DefinitionError) as caught:
        load(root)
    return [(p.where.partition(", ")[2], p.what) for p in caught.value.problems]


def test_errors_in_the_workbook_are_told_by_cell(havneby: Path, fill: Any) -> None:
    path = fill(havneby, Baseline=[BASELINE, ROW, ROW])
    put(path, {"A2": wrong("#N/A"), "I2": wrong("#REF!"), "D3": wrong("#DIV/0!")})
    assert told(havneby) == [
        ("Baseline!A2", "holds an error: #N/A."),
        ("Baseline!I2", "holds an error: #REF!."),
        ("Baseline!D3", "holds an error: #DIV/0!."),
    ]


def test_an_error_is_told_as_a_heading_beside_the_columns_and_in_a_row_of_its_own(
    havneby: Path, fill: Any
) -> None:
    path = fill(havneby, Baseline=[BASELINE, ROW])
    put(path, {"J1": wrong("#NAME?"), "A5": wrong("#N/A")})
    found = told(havneby)
    assert ("Baseline!J1", "holds an error: #NAME?.") in found
    assert ("Baseline!A5", "holds an error: #N/A.") in found


def test_a_formula_without_a_value_is_told_and_one_that_gives_no_text_is_empty(
    havneby: Path, fill: Any
) -> None:
    path = fill(havneby, Baseline=[BASELINE, ROW])
    put(path, {"G2": ("", ""), "H2": ("", "<v></v>"), "I2": (' t="str"', "<v></v>")})
    assert told(havneby) == [
        ("Baseline!G2", "holds a formula that was never calculated."),
        ("Baseline!H2", "holds a formula that was never calculated."),
    ]


def test_errors_in_remarks_are_told_by_cell(havneby: Path) -> None:
    (havneby / "remarks/2026.toml").unlink()
    path = havneby / "remarks/2026.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, day = book.add_worksheet("Ark1"), book.add_format({"num_format": "dd-mm-yyyy"})
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, REMARK[:5])
        sheet.write_datetime(1, 5, REMARK[5], day)
    put(path, {"B2": wrong("#VALUE!")})
    assert told(havneby) == [("Ark1!B2", "holds an error: #VALUE!.")]


def test_remarks_without_a_heading_are_told(havneby: Path) -> None:
    (havneby / "remarks/2026.toml").unlink()
    with xlsxwriter.Workbook(str(havneby / "remarks/2026.xlsx")) as book:
        book.add_worksheet("Ark1").write_row(1, 0, ["Nord", "Ord."])
    assert told(havneby) == [("Ark1!A1", "row 1 holds no heading of this sheet.")]


@pytest.mark.parametrize("content", [b"", b"PK no book", b"\xd0\xcf\x11\xe0 an older workbook"])
def test_what_is_no_workbook_has_none(content: bytes) -> None:
    assert faults(content, "Ark1") == {}
