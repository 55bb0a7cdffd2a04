"""The PDF, opened again with other programs: tags, titles, alt texts, one font, the same bytes."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from grundlag.errors import GrundlagError
from grundlag.render.numbers import cell_text, fill
from grundlag.render.pdf import pdf
from grundlag.render.tables import heads, table_title
from grundlag.report.model import Chart, Map, Paper, Paragraph, Table, VerdictCell


@pytest.fixture(scope="module")
def document(printed: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(printed)) as opened:
        yield opened


def _elements(node: Any) -> Iterator[Any]:
    """The structure elements below a node, in the order in which they are read."""
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from _elements(child)


def _tagged(document: pikepdf.Pdf, *names: str) -> list[Any]:
    tree = document.Root.StructTreeRoot
    return [each for each in _elements(tree) if str(each.S) in {f"/{name}" for name in names}]


def _blocks(paper: Paper, kind: Any) -> list[Any]:
    return [b for s in paper.sections for b in s.blocks if isinstance(b, kind)]


def test_it_says_what_it_is_and_in_which_language(document, paper):
    root = document.Root
    assert str(root.Lang) == "da-DK"
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    with document.open_metadata() as told:
        assert told["dc:title"] == paper.title
        assert told["pdfuaid:part"] == "1"
    assert str(document.docinfo.Title) == paper.title
    assert "/CreationDate" not in document.docinfo


def test_headings_are_in_order(document, paper):
    found = _tagged(document, "H1", "H2", "H3")
    assert [str(each.S) for each in found] == ["/H1", *["/H2"] * len(paper.sections)]
    outline = [str(each.title) for each in document.open_outline().root]
    assert outline == [paper.title]
    below = [str(each.title) for each in document.open_outline().root[0].children]
    assert below == [section.heading for section in paper.sections]


def test_every_chart_says_what_is_seen(document, paper):
    pictures = [str(each.Alt) for each in _tagged(document, "Figure") if "/Alt" in each]
    wanted = [fill(chart.alt) for chart in _blocks(paper, (Chart, Map))]
    assert wanted
    assert list(dict.fromkeys(pictures)) == wanted
    assert len(_tagged(document, "Figure")) == len(pictures)


def test_heads_of_tables_are_heads_of_columns_and_first_cells_of_rows(document, paper):
    tables = _tagged(document, "Table")
    wanted = _blocks(paper, Table)
    assert len(tables) == len(wanted) == 4
    for drawn, table in zip(tables, wanted, strict=True):
        below = list(_elements(drawn))
        cells = [each for each in below if str(each.S) == "/TH"]
        above = sum(len(row) for row in heads(table))
        scopes = [str(a.Scope) for each in cells for a in _attributes(each) if "/Scope" in a]
        assert scopes == ["/Column"] * above + ["/Row"] * len(table.rows)
        rows = [each for each in below if str(each.S) == "/TR"]
        assert len(rows) == len(heads(table)) + len(table.rows)
        assert len(_tagged_in(below, "/TD")) == len(table.rows) * (len(table.columns) - 1)
    captions = _tagged(document, "Caption")
    assert len(captions) == len(wanted) + len(_blocks(paper, (Chart, Map)))


def _tagged_in(below: list[Any], name: str) -> list[Any]:
    return [each for each in below if str(each.S) == name]


def _attributes(element: Any) -> list[Any]:
    found = element.get("/A", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def test_the_one_font_is_used_and_travels_along(document):
    names = set()
    for each in document.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor":
            names.add(str(each.FontName).partition("+")[2])
            assert {"/FontFile2", "/FontFile3"} & set(each.keys())
    assert {name.split("-")[0] for name in names} == {"SourceSansPro"}


def test_a_sign_that_the_font_lacks_is_told_and_none_is_drawn_with_another(paper):
    with pytest.raises(GrundlagError) as told:
        pdf(replace(paper, subtitle="Snemanden ☃"))
    (problem,) = told.value.problems
    assert (problem.where, "☃" in problem.what) == (f"{paper.id}.pdf", True)


def test_a_chart_without_a_text_is_refused(paper):
    chart = _blocks(paper, Chart)[0]
    mute = replace(chart, alt=replace(chart.alt, words="", numbers={}))
    section = replace(paper.sections[0], blocks=(mute,))
    with pytest.raises(GrundlagError, match="missing alt text"):
        pdf(replace(paper, sections=(section,)))


def test_the_same_paper_is_the_same_file(paper, printed):
    assert pdf(paper) == printed


# --- with poppler, which reads the tags and the text behind them


@pytest.fixture(scope="module")
def file(printed: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("pdfinfo") is None:
        pytest.skip("poppler-utils is not installed")
    path = tmp_path_factory.mktemp("pdf") / "paper.pdf"
    path.write_bytes(printed)
    return path


def _ran(*command: object) -> str:
    done = subprocess.run([str(word) for word in command], capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace")


def _plain(text: str) -> str:
    """A text without blanks and hyphens, as it may be broken over lines."""
    return re.sub(r"[\s\u00a0\u00ad-]+", "", text)


def _wanted(paper: Paper) -> Iterator[str]:
    """Everything that a paper says, in its order."""
    yield from (paper.title, paper.subtitle)
    for section in paper.sections:
        yield section.heading
        for block in section.blocks:
            match block:
                case Paragraph():
                    yield from map(fill, block.texts)
                case Table():
                    yield table_title(block)
                    yield from (_cell(cell) for row in block.rows for cell in row)
                    yield from map(fill, block.notes)
                case Chart() | Map():
                    yield from (fill(block.title), *map(fill, block.notes))


def _cell(cell: Any) -> str:
    if isinstance(cell, VerdictCell):
        return cell.outcome + cell.certainty
    return cell_text(cell)


@pytest.mark.slow
def test_everything_is_read_aloud_in_the_order_of_the_paper(file, paper):
    """By its tags; of a paragraph its beginning, for poppler drops what is between two hyphens."""
    tags = _ran("pdfinfo", "-enc", "UTF-8", "-struct-text", file)
    said = _plain("".join(re.findall(r'^\s+"(.*)"\s*$', tags, flags=re.MULTILINE)))
    wanted, at = [_plain(words)[:25] for words in _wanted(paper)], 0
    assert len(wanted) > 100
    for words in wanted:
        assert words in said[at:], words
        at = said.index(words, at) + len(words)
    assert _plain("".join(paper.marks)) not in said


@pytest.mark.slow
def test_every_word_and_number_stands_on_the_pages_and_the_marks_on_each(file, paper):
    pages = _ran("pdftotext", file, "-").split("\f")[:-1]
    assert len(pages) >= 2
    assert all(" · ".join(paper.marks) in page for page in pages)
    frame = re.compile(rf"^({re.escape(' · '.join(paper.marks))}|Side \d+ af \d+)$", re.MULTILINE)
    text = _plain(frame.sub("", "".join(pages)))
    assert [words for words in _wanted(paper) if _plain(words) not in text] == []
