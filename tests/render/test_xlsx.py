"""The workbook, read with another program: every number a number, one table a sheet, no merging."""

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from grundlag.render.look import LOOK
from grundlag.render.numbers import cell_text, fill
from grundlag.render.tables import table_title
from grundlag.render.xlsx import shown_as, xlsx
from grundlag.report.model import (
    Chart,
    Column,
    Interval,
    Number,
    Paper,
    Section,
    Table,
    Text,
    VerdictCell,
)


@pytest.fixture(scope="module")
def filed(paper: Paper) -> bytes:
    return xlsx(paper)


@pytest.fixture(scope="module")
def book(filed: bytes) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(filed))


def _parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {n: packed.read(n).decode() for n in packed.namelist() if n.endswith(".xml")}


def _rows(book: CalamineWorkbook, name: str) -> list[list[Any]]:
    return book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _blocks(paper: Paper, *kinds: type) -> list[Any]:
    return [b for s in paper.sections for b in s.blocks if isinstance(b, kinds)]


def test_a_cover_the_contents_the_notes_and_a_sheet_a_table(book, paper):
    blocks = _blocks(paper, Table, Chart)
    names = book.sheet_names
    assert names[:3] == ["Forside", "Indhold", "Noter"]
    assert len(names) == 3 + len(blocks)
    assert all(len(name) <= 31 for name in names)
    cover = [row[0] for row in _rows(book, "Forside")]
    assert cover[:2] == [paper.title, paper.subtitle]
    assert set(paper.marks) <= set(cover)
    listed = [(row[0], row[1]) for row in _rows(book, "Indhold")[3:]]
    titles = [table_title(b) if isinstance(b, Table) else fill(b.title) for b in blocks]
    assert listed == list(zip(names[3:], titles, strict=True))
    for name, title in listed:
        assert _rows(book, name)[0][0] == title


def test_every_note_stands_among_the_notes(book, paper):
    told = [row[1] for row in _rows(book, "Noter")[3:]]
    wanted = [fill(note) for block in _blocks(paper, Table, Chart) for note in block.notes]
    assert wanted
    assert [note for note in wanted if note not in told] == []


def _values(cell: Any) -> list[Any]:
    match cell:
        case Number():
            return [_value(cell)]
        case Interval():
            return [_value(cell.low), _value(cell.high)]
        case VerdictCell():
            return [cell.outcome, cell.certainty]
        case _:
            return [cell_text(cell)]


def _value(number: Number) -> Any:
    """What is counted back: points were written a hundredfold, a missing number as its sign."""
    if number.value is None:
        return cell_text(number)
    return number.value * 100 if number.unit == "points" else number.value


def test_every_cell_is_the_number_of_the_report_unrounded(book, paper):
    seen = 0
    for name, block in zip(book.sheet_names[3:], _blocks(paper, Table, Chart), strict=True):
        if not isinstance(block, Table):
            continue
        rows = _rows(book, name)[3:]
        for found, wanted in zip(rows, block.rows, strict=True):
            cells = [value for cell in wanted for value in _values(cell)]
            assert list(map(_near, found)) == list(map(_near, cells))
            seen += sum(not isinstance(c, str) for c in cells)
    assert seen > 30


def _near(value: Any) -> Any:
    """A number without what binary arithmetic adds to a hundred times it."""
    return round(value, 9) if isinstance(value, int | float) else value


def test_the_numbers_behind_a_chart_are_a_table(book, paper):
    chart = _blocks(paper, Chart)[0]
    at = 3 + _blocks(paper, Table, Chart).index(chart)
    rows = _rows(book, book.sheet_names[at])
    assert rows[2] == ["Figurens tal", "Serie", "År", "Værdi", "nedre grænse", "øvre grænse"]
    points = [
        [panel.title, line.name, point.label, point.value, point.low or "", point.high or ""]
        for panel in chart.panels
        for line in panel.lines
        for point in line.points
    ]
    assert points
    assert all(point in rows for point in points)


def test_nothing_is_merged_and_each_table_has_a_name_and_one_row_of_headings(filed, paper):
    parts = _parts(filed)
    sheets = {n: text for n, text in parts.items() if n.startswith("xl/worksheets/sheet")}
    assert len(sheets) == 3 + len(_blocks(paper, Table, Chart))
    assert not any("<mergeCell" in text for text in sheets.values())
    assert not any("<f>" in text for text in sheets.values())
    tables = [text for n, text in parts.items() if n.startswith("xl/tables/")]
    names = {re.search(r'displayName="(\w+)"', text)[1] for text in tables}
    own = {f"Tabel_{i}" for i, _ in enumerate(_blocks(paper, Table, Chart), 1)}
    assert names == {"Indhold", "Noter", *own}
    for text in tables:
        assert 'headerRowCount="0"' not in text
    assert f"<dc:title>{paper.title}</dc:title>" in parts["docProps/core.xml"]


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        (Number(value=1234, unit="count"), "#,##0"),
        (Number(value=2025, unit="year"), "0"),
        (Number(value=0.63, unit="share"), "#,##0%"),
        (Number(value=0.634, unit="share", decimals=1), "#,##0.0%"),
        (Number(value=45.94, unit="per_1000", decimals=1), "#,##0.0"),
        (Number(value=0.02, unit="points", signed=True), "+#,##0;−#,##0;#,##0"),
        (Number(value=7, unit="count", status="provisional"), '#,##0"*"'),
    ],
)
def test_a_number_is_shown_as_the_paper_prints_it(number, wanted):
    assert shown_as(number) == wanted


def test_what_looks_like_a_formula_is_text(paper):
    said = Text(words="=1+1", numbers={})
    table = replace(
        _blocks(paper, Table)[0], title="=2+2", rows=((said,),), columns=(Column(heading="K"),)
    )
    section = Section(id="s", heading="h", blocks=(table,))
    content = xlsx(replace(paper, sections=(section,)))
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert _rows(book, book.sheet_names[3])[3] == ["=1+1"]
    assert not any("<f>" in text for text in _parts(content).values())


def test_the_same_paper_is_the_same_file(paper, filed):
    assert xlsx(paper) == filed
    assert LOOK.words.cover == "Forside"
