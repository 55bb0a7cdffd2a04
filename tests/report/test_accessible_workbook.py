"""Every workbook, part by part: a way in, one table a sheet, and nothing for the eyes alone."""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from python_calamine import CalamineWorkbook

from grundlag.render import render
from grundlag.render.flat import flat
from grundlag.render.save import formats
from grundlag.report.model import Chart, Paper, Table

pytestmark = pytest.mark.slow

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CELL = re.compile(r"([A-Z]+)(\d+)")
FIXED = ("Forside", "Indhold", "Noter")


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet: its name, its XML, the tables on it and the values of its cells."""

    name: str
    root: Any
    tables: list[Any]
    rows: list[list[Any]]

    def one(self, tag: str) -> Any:
        (found,) = self.root.iter(f"{MAIN}{tag}")
        return found

    @property
    def of_its_table(self) -> list[list[Any]]:
        """The rows that its table says it has, headings first."""
        (left, top), (right, last) = map(place, self.tables[0].get("ref").split(":"))
        return [row[left : right + 1] for row in self.rows[top : last + 1]]


def place(cell: str) -> tuple[int, int]:
    """Column and row of a cell by its name, counted from 0."""
    letters, row = CELL.fullmatch(cell).groups()
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - 64
    return column - 1, int(row) - 1


@dataclass(frozen=True, kw_only=True)
class Book:
    """A workbook and the paper it is of."""

    paper: Paper
    content: bytes
    sheets: list[Sheet]
    parts: dict[str, Any]


def read(paper: Paper) -> Book:
    content = render(paper, "xlsx")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = [n for n in packed.namelist() if n.endswith((".xml", ".rels"))]
        parts = {n: etree.fromstring(packed.read(n)) for n in names}
    book, sheets = CalamineWorkbook.from_filelike(io.BytesIO(content)), []
    for number, name in enumerate(book.sheet_names, 1):
        links = parts.get(f"xl/worksheets/_rels/sheet{number}.xml.rels", ())
        targets = [link.get("Target").replace("..", "xl") for link in links]
        tables = [parts[t] for t in targets if t.startswith("xl/tables/")]
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        root = parts[f"xl/worksheets/sheet{number}.xml"]
        sheets.append(Sheet(name=name, root=root, tables=tables, rows=rows))
    return Book(paper=paper, content=content, sheets=sheets, parts=parts)


@pytest.fixture(scope="module")
def books(every_paper: dict[str, Paper]) -> list[Book]:
    found = [read(paper) for paper in every_paper.values() if "xlsx" in formats(paper)]
    assert len(found) >= 15
    return found


def test_no_file_has_anything_for_excel_to_repair(books: list[Book], tmp_path: Path) -> None:
    path, validator = tmp_path / "book.xlsx", OpenXmlValidator()
    for book in books:
        path.write_bytes(book.content)
        assert [f"{e.path}: {e.description}" for e in validator.validate(path).errors] == []


def test_a_cover_the_contents_the_notes_and_then_a_sheet_for_each_table(books: list[Book]) -> None:
    for book in books:
        names = [sheet.name for sheet in book.sheets]
        blocks = [b for s in book.paper.sections for b in s.blocks if isinstance(b, Table | Chart)]
        assert tuple(names[:3]) == FIXED
        assert len(names) == 3 + len(blocks) == len({name.casefold() for name in names})
        assert all(len(n) <= 31 and not re.search(r"[\[\]:*?/\\']", n) for n in names)
        titles = [str(sheet.rows[0][0]) for sheet in book.sheets]
        assert titles == [book.paper.title, "Indhold", "Noter", *(flat(b).title for b in blocks)]


def test_the_contents_and_the_notes_are_linked_to_and_the_links_lead_there(
    books: list[Book],
) -> None:
    for book in books:
        names = [sheet.name for sheet in book.sheets]
        contents = [(row[0], row[1]) for row in book.sheets[1].of_its_table[1:]]
        assert contents == [(s.name, str(s.rows[0][0])) for s in book.sheets[3:]]
        for sheet in book.sheets:
            links = {e.get("ref"): e.get("location") for e in sheet.root.iter(f"{MAIN}hyperlink")}
            targets = [re.fullmatch(r"'(.+)'!A1", link)[1] for link in links.values()]
            assert set(targets) <= set(names)
            if sheet.name == "Indhold":
                assert targets == names[3:]
            elif sheet.name not in FIXED and "A2" in links:
                assert links == {"A2": "'Noter'!A1"}


def test_each_sheet_but_the_cover_is_one_table_with_a_row_of_headings(books: list[Book]) -> None:
    for book in books:
        assert book.sheets[0].tables == []
        seen = set()
        for sheet in book.sheets[1:]:
            (table,) = sheet.tables
            seen.add(table.get("displayName"))
            assert table.get("headerRowCount", "1") == "1"
            assert table.get("ref").startswith("A3:")
            headings = [e.get("name") for e in table.iter(f"{MAIN}tableColumn")]
            assert headings == sheet.of_its_table[0]
            assert all(headings)
            assert len(set(headings)) == len(headings)
            assert len(sheet.rows) == 2 + len(sheet.of_its_table)  # nothing stands below it
        assert len(seen) == len(book.sheets) - 1


def test_nothing_is_merged_counted_hidden_or_empty(books: list[Book]) -> None:
    for book in books:
        for sheet in book.sheets:
            for tag in ("mergeCell", "f", "drawing", "conditionalFormatting"):
                assert list(sheet.root.iter(f"{MAIN}{tag}")) == [], sheet.name
            assert not sheet.root.xpath("//@hidden|//*[local-name()='c' and @t='e']")
        for sheet in book.sheets[1:]:
            rows = sheet.of_its_table
            assert all(any(value != "" for value in row) for row in rows)
            empty = [rows[0][i] for i, column in enumerate(zip(*rows[1:], strict=True))
                     if all(value == "" for value in column)]  # fmt: skip
            assert empty == [], (book.paper.id, sheet.name)


def test_what_is_a_number_is_no_text(books: list[Book]) -> None:
    """But years that a paper has as words, codes of offences, and what goals are called."""
    numbers, said = 0, re.compile(r"(19|20)\d\d|\d{5,7}(, \d{5,7})*|[123](\.\d)?")
    for book in books:
        for sheet in book.sheets[3:]:
            values = [value for row in sheet.of_its_table[1:] for value in row]
            numbers += sum(isinstance(value, float) for value in values)
            words = [
                v for v in values if isinstance(v, str) and re.fullmatch(r"[+−\d.,%\s]*\d%?", v)
            ]
            assert [w for w in words if not said.fullmatch(w)] == [], sheet.name
    assert numbers > 3000


def test_columns_are_wide_enough_and_the_headings_stay(books: list[Book]) -> None:
    for book in books:
        for sheet in book.sheets:
            columns = list(sheet.root.iter(f"{MAIN}col"))
            assert all(c.get("customWidth") == "1" for c in columns)
            assert max(int(c.get("max")) for c in columns) >= len(sheet.rows[0])
        for sheet in book.sheets[1:]:
            pane = sheet.one("pane")
            assert (pane.get("ySplit"), pane.get("state")) == ("3", "frozen")


def test_each_opens_in_its_first_cell(books: list[Book]) -> None:
    for book in books:
        first, *others = (sheet.one("sheetView") for sheet in book.sheets)
        assert first.get("tabSelected") == "1"
        assert not any(view.get("tabSelected") for view in others)
        assert book.parts["xl/workbook.xml"].find(f".//{MAIN}workbookView").get("activeTab") is None
        for view in (first, *others):
            assert view.get("topLeftCell", "A1") == "A1"
            for found in view.iter(f"{MAIN}selection"):
                if found.get("pane") in (None, view[0].get("activePane")):
                    assert found.get("activeCell", "A1") == "A1"


def test_it_prints_on_a4_with_its_headings_and_marks_on_each_page(books: list[Book]) -> None:
    for book in books:
        for sheet in book.sheets:
            setup = sheet.one("pageSetup")
            assert (setup.get("paperSize"), setup.get("orientation")) == ("9", "landscape")
            assert (setup.get("fitToWidth", "1"), setup.get("fitToHeight")) == ("1", "0")
            assert sheet.one("oddFooter").text == "&L&A&RSide &P af &N"
            head = [e.text for e in sheet.root.iter(f"{MAIN}oddHeader")]
            assert head == ["&R" + " · ".join(book.paper.marks)] or not book.paper.marks
        titles = book.parts["xl/workbook.xml"].iter(f"{MAIN}definedName")
        printed = [t.text for t in titles if t.get("name") == "_xlnm.Print_Titles"]
        names = [s.name if s.name.isalpha() else f"'{s.name}'" for s in book.sheets[1:]]
        assert sorted(printed) == sorted(f"{name}!$3:$3" for name in names)


def test_its_properties_say_its_title_and_no_person(books: list[Book]) -> None:
    for book in books:
        told = {e.tag.split("}")[1]: e.text for e in book.parts["docProps/core.xml"]}
        assert (told["title"], told["subject"]) == (book.paper.title, book.paper.subtitle)
        assert (told["creator"], told["lastModifiedBy"]) == (None, None)
