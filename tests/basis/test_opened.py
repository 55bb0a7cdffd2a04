"""A workbook is opened only where what the reader makes of it can be held in memory."""

import io
import zipfile

import pytest
import xlsxwriter
from python_calamine import CalamineError

from grundlag.basis import opened as module
from grundlag.basis.opened import BoundlessError, opened


def book(*cells: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        sheet = made.add_worksheet("Ark")
        for place in cells:
            sheet.write_string(*place, "x")
    return out.getvalue()


def changed(content: bytes, name: str, part: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for each in old.namelist():
            new.writestr(each, part if each == name else old.read(each))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
ROWS = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
END = b"</sheetData></worksheet>"


def test_two_cells_in_far_corners_are_refused_before_all_between_are_made():
    """17 billion cells: the reader asked for 512 GB, and the program ended."""
    with pytest.raises(BoundlessError) as caught:
        opened(book((0, 0), (1_048_575, 16_383)))
    told = 'the sheet "Ark" reaches to XFD1048576, and 2 cells of it hold anything'
    assert str(caught.value) == told
    assert caught.value.fix.startswith("Clear what stands far out")


@pytest.mark.parametrize("cell", ["zz1048576", "ZZZZZ9", "A99999999999"])
def test_an_address_that_no_sheet_has_is_as_far_as_it_says(cell):
    far = ROWS + f'<row><c r="A1"><v>1</v></c><c s="1" r="{cell}"><v>1</v></c></row>'.encode() + END
    with pytest.raises(CalamineError, match="cells of it hold anything"):
        opened(changed(book((0, 0)), SHEET, far))


def test_a_cell_that_holds_nothing_reaches_nowhere():
    styled = b'<row><c r="A1"><v>7</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    found = opened(changed(book((0, 0)), SHEET, ROWS + styled + END))
    assert found.get_sheet_by_index(0).to_python() == [[7.0]]


def test_an_error_that_stands_alone_is_as_far_as_any():
    far = b'<row r="1048576"><c r="XFD1048576" t="e"/></row>'
    with pytest.raises(BoundlessError, match="and 1 cells of it"):
        opened(changed(book((0, 0)), SHEET, ROWS + far + END))


def test_what_a_sheet_says_of_itself_is_not_trusted():
    said = ROWS.replace(b"<sheetData>", b'<dimension ref="A1:B2"/><sheetData>')
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(BoundlessError):
        opened(changed(book((0, 0)), SHEET, said + far + END))


@pytest.mark.parametrize(("cells", "fits"), [(3, True), (2, False)])
def test_a_sheet_that_is_full_enough_is_read_however_large(monkeypatch, cells, fits):
    """Thirty cells in all: three that hold anything are one in ten."""
    monkeypatch.setattr(module, "LARGE", 29)
    content = book(*((row, 0) for row in range(cells - 1)), (29, 0))
    if fits:
        assert opened(content).sheet_names == ["Ark"]
    else:
        with pytest.raises(BoundlessError, match="reaches to A30, and 2 cells"):
            opened(content)


def test_cells_are_found_on_both_sides_of_where_what_is_read_is_cut(monkeypatch):
    three, two = book((0, 0), (1, 0), (29, 0)), book((0, 0), (29, 0))  # enough, and too few
    monkeypatch.setattr(module, "LARGE", 29)
    for size in range(40, 90):
        monkeypatch.setattr(module, "BLOCK", size)
        assert opened(three).sheet_names == ["Ark"]
        with pytest.raises(BoundlessError, match="reaches to A30, and 2 cells"):
            opened(two)


def test_what_unpacks_to_far_more_than_it_is_is_refused():
    blanks = ROWS + b" " * (80 << 20) + END
    with pytest.raises(CalamineError, match=r"unpacks to 6\d MB or more, from 0\.1 MB"):
        opened(changed(book((0, 0)), SHEET, blanks))


def test_a_part_that_is_cut_is_told():
    content = bytearray(book((0, 0)))
    at = content.index(b"PK\x03\x04", 4) - 20
    content[at] ^= 255
    with pytest.raises(CalamineError):
        opened(bytes(content))
