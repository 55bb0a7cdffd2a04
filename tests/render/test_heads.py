"""The head of a table: one row, or two where columns share a heading over their own."""

import io
import re

from docx import Document

from grundlag.render.docx import docx
from grundlag.render.html import html
from grundlag.render.numbers import cell_text
from grundlag.render.tables import Head, heads
from grundlag.report.model import Column, Lines, Paper, Section, Table, Text

COLUMNS = (
    Column(heading="Gerningstype"),
    Column(heading="2024", over="År", align="right"),
    Column(heading="2025", over="År", align="right"),
    Column(heading="Mål"),
    Column(heading="i tal", over="Ændring", align="right"),
)


def plain(words):
    return Text(words=words, numbers={})


def paper(columns=COLUMNS, cell="x"):
    rows = (tuple(plain(cell) for _ in columns),)
    table = Table(id="t", title="Tabel", columns=columns, rows=rows)
    sections = (
        Section(id="a", heading="Først", blocks=(table,)),
        Section(id="b", heading="Så", blocks=(), new_page=True),
    )
    return Paper(id="p", title="P", subtitle="S", facts=(), marks=(), sections=sections)


def test_a_plain_table_has_one_row_of_heads():
    table = Table(id="t", title="T", columns=COLUMNS[:1], rows=())
    assert heads(table) == ((Head(text="Gerningstype", column=0),),)


def test_a_shared_heading_spans_its_columns_and_the_others_both_rows():
    top, below = heads(Table(id="t", title="T", columns=COLUMNS, rows=()))
    assert [(h.text, h.column, h.columns, h.rows) for h in top] == [
        ("Gerningstype", 0, 1, 2), ("År", 1, 2, 1), ("Mål", 3, 1, 2), ("Ændring", 4, 1, 1),
    ]  # fmt: skip
    assert [(h.text, h.column) for h in below] == [("2024", 1), ("2025", 2), ("i tal", 4)]


def test_word_has_two_header_rows_merged_as_declared():
    table = Document(io.BytesIO(docx(paper()))).tables[0]
    assert [[c.text for c in row.cells] for row in table.rows] == [
        ["Gerningstype", "År", "År", "Mål", "Ændring"],
        ["Gerningstype", "2024", "2025", "Mål", "i tal"],
        ["x"] * 5,
    ]
    xml = [row._tr.xml for row in table.rows]
    assert ["w:tblHeader" in each for each in xml] == [True, True, False]


def test_html_says_what_each_head_is_of():
    text = html(paper()).decode()
    found = re.search(r"<thead>(.*?)</thead>", text, re.DOTALL)[1]
    assert '<th scope="col" rowspan="2">Gerningstype</th>' in found
    assert '<th scope="colgroup" colspan="2" class="over">År</th>' in found
    assert found.count("<tr>") == 2


def test_a_section_of_its_own_page_begins_one_in_every_format():
    document = Document(io.BytesIO(docx(paper())))
    breaks = {p.text: p.paragraph_format.page_break_before for p in document.paragraphs
              if p.style.name == "Heading 1"}  # fmt: skip
    assert breaks == {"Først": None, "Så": True}
    text = html(paper()).decode()
    assert '<section id="b" class="page">' in text
    assert '<section id="a">' in text


def test_several_lines_stand_under_one_another_in_a_cell():
    cell = Lines(lines=(plain("Den ene"), plain("Den anden")))
    table = Table(id="t", title="T", columns=COLUMNS[:1] * 2, rows=((plain("r"), cell),))
    one = Paper(id="p", title="P", subtitle="S", facts=(), marks=(),
                sections=(Section(id="a", heading="A", blocks=(table,)),))  # fmt: skip
    assert cell_text(cell) == "Den ene; Den anden"
    assert Document(io.BytesIO(docx(one))).tables[0].rows[1].cells[1].text == "Den ene\nDen anden"
    assert "<td>Den ene<br>Den anden</td>" in html(one).decode()
