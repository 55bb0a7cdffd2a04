"""Number for number the same in every format: what the pack says is found in each."""

import html as markup
import io
import re
from collections import Counter
from collections.abc import Iterable

import docx as word_files
import pytest
from docx.oxml.ns import qn

from grundlag.render.numbers import cell_text, fill, in_text
from grundlag.render.tables import legend, table_title
from grundlag.report.model import Chart, Map, Paper, Paragraph, Table, Text, VerdictCell


def _texts(paper: Paper) -> Iterable[Text]:
    yield from (fact.text for fact in paper.facts)
    for section in paper.sections:
        for block in section.blocks:
            match block:
                case Paragraph():
                    yield from block.texts
                case Table():
                    yield from block.notes
                    yield from (c for row in block.rows for c in row if isinstance(c, Text))
                case Chart() | Map():
                    yield from (block.title, *block.notes)


def _cells(paper: Paper) -> list[tuple[str, ...]]:
    tables = [b for s in paper.sections for b in s.blocks if isinstance(b, Table)]
    return [
        tuple(
            cell.outcome + cell.certainty if isinstance(cell, VerdictCell) else cell_text(cell)
            for cell in row
        )
        for table in tables
        for row in table.rows
    ]


def _in_html(page: str) -> tuple[str, list[tuple[str, ...]]]:
    body = re.sub(r"<svg.*?</svg>", "", page[page.index("<body>") :], flags=re.DOTALL)

    def text(piece: str) -> str:
        return markup.unescape(re.sub(r"<[^>]+>", "", piece)).strip()

    rows = re.findall(r"<tr>(.*?)</tr>", body, flags=re.DOTALL)
    cells = [
        tuple(
            text(cell).replace(" ", "", 1) if "verdict" in cell else text(cell)
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, flags=re.DOTALL)
        )
        for row in rows
        if "<td" in row
    ]
    return text(body), cells


def _in_word(content: bytes) -> tuple[str, list[tuple[str, ...]]]:
    document = word_files.Document(io.BytesIO(content))
    paragraphs = document.element.body.iter(qn("w:p"))
    text = "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in paragraphs)
    cells = [
        tuple("".join(p.text.strip() for p in cell.paragraphs) for cell in row.cells)
        for table in document.tables
        for row in table.rows[1:]
    ]
    return text, cells


@pytest.fixture(scope="module", params=["html", "docx"])
def written(request, page, word):
    return _in_html(page) if request.param == "html" else _in_word(word)


def test_every_sentence_is_there_with_its_numbers(written, paper):
    text, _ = written
    missing = [fill(said) for said in _texts(paper) if fill(said) not in text]
    assert missing == []


def test_every_number_is_there_as_often_as_it_is_said(written, paper):
    text, _ = written
    said = Counter(in_text(n) for t in _texts(paper) for n in t.numbers.values())
    assert len(said) >= 14
    assert [number for number, times in said.items() if text.count(number) < times] == []


def test_every_cell_stands_in_its_place(written, paper):
    _, cells = written
    assert len(cells) == 20
    assert [tuple(c.replace(" ", "") for c in row) for row in cells] == [
        tuple(c.replace(" ", "") for c in row) for row in _cells(paper)
    ]


def test_titles_and_signs_are_explained(written, paper):
    text, _ = written
    tables = [b for s in paper.sections for b in s.blocks if isinstance(b, Table)]
    assert all(table_title(table) in text for table in tables)
    assert all(legend(table) in text for table in tables)
    assert legend(tables[0]).startswith("Tegn i tabellen: ..\u00a0oplysningen mangler")
    assert legend(tables[3]).count("\u00a0") == 3
