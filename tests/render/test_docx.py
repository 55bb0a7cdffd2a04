"""The Word file, opened again: real styles, tables that break well, alt texts, page numbers."""

import io
import re
import zipfile
from dataclasses import replace

import docx as word_files
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree

from grundlag.render.docx import docx
from grundlag.render.numbers import fill
from grundlag.render.template import SHIPPED, WRITTEN, template
from grundlag.report.model import Chart, Column, Map, Paragraph, Section, Table, Text


def _open(content: bytes):
    return word_files.Document(io.BytesIO(content))


@pytest.fixture(scope="module")
def document(word):
    return _open(word)


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_paragraphs_have_real_styles(document, paper):
    styled = [(p.style.name, p.text) for p in document.paragraphs]
    assert styled[0] == ("Title", paper.title)
    assert styled[1] == ("Subtitle", paper.subtitle)
    headings = [text for style, text in styled if style == "Heading 1"]
    assert headings == [section.heading for section in paper.sections]
    used = {style for style, _ in styled}
    assert {"Fact", "Lead", "Quote", "Body Text", "Remark", "Note", "Caption", "Figure"} <= used
    assert "Normal" not in used


def test_a_remark_is_called_one(document):
    remark = next(p for p in document.paragraphs if p.style.name == "Remark")
    assert remark.text.startswith("Bemærkning\nStigningen")


def test_tables_repeat_their_heading_and_never_split_a_row(document, paper):
    assert len(document.tables) == 4
    for table in document.tables:
        assert table.style.name == "Grundlag"
        rows = table._tbl.tr_lst
        assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows] == [
            True,
            *[False] * (len(rows) - 1),
        ]
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)


def test_columns_are_as_wide_as_they_say_and_fill_the_page(document, paper):
    for table in document.tables:
        grid = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        cells = [
            int(cell._tc.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for cell in table.rows[0].cells
        ]
        assert grid == cells
        assert sum(grid) == round(166 / 25.4 * 1440)
    wide, narrow = (document.tables[0].columns[i].width for i in (0, 1))
    assert wide / narrow == pytest.approx(3, rel=0.01)


def test_numbers_stand_to_the_right(document):
    number = document.tables[2].cell(2, 1).paragraphs[0]
    assert number.text == "243"
    assert number.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.RIGHT


def test_a_caption_and_a_small_table_stay_together(document):
    assert document.styles["Caption"].paragraph_format.keep_with_next
    assert document.styles["Heading 1"].paragraph_format.keep_with_next
    cells = [row.cells[0].paragraphs[0] for row in document.tables[1].rows]
    assert all(cell.paragraph_format.keep_with_next for cell in cells)


def test_a_long_table_may_break_between_rows(paper):
    row = (Text(words="x", numbers={}),)
    table = Table(id="t", title="Lang", columns=(Column(heading="A"),), rows=(row,) * 40)
    long = replace(paper, sections=(Section(id="s", heading="H", blocks=(table,)),))
    cells = [row.cells[0].paragraphs[0] for row in _open(docx(long)).tables[0].rows]
    assert not any(cell.paragraph_format.keep_with_next for cell in cells[1:])


def test_every_picture_has_an_alt_text_or_is_a_sign_beside_its_word(document, paper):
    pictures = [shape._inline.docPr for shape in document.inline_shapes]
    described = [p.get("descr") for p in pictures if p.get("descr")]
    charts = [b for s in paper.sections for b in s.blocks if isinstance(b, Chart | Map)]
    assert described == [fill(chart.alt) for chart in charts]
    signs = [p for p in pictures if not p.get("descr")]
    assert len(signs) == 7
    assert all("decorative" in etree.tostring(sign).decode() for sign in signs)
    assert len({p.get("id") for p in pictures}) == len(pictures)


def test_pictures_are_as_wide_as_the_text(document):
    widths = {shape.width for shape in document.inline_shapes}
    assert Mm(166) in widths


def test_it_is_danish_a4_and_hyphenated(document):
    section = document.sections[0]
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((210, 297), abs=0.1)
    language = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "da-DK"
    assert document.settings.element.find(qn("w:autoHyphenation")) is not None


def test_marks_and_page_numbers_stand_on_every_page(document):
    section = document.sections[0]
    assert section.header.paragraphs[0].text == "FORSLAG · opdigtede data · internt"
    assert not section.different_first_page_header_footer
    footer = section.footer.paragraphs[0]._p
    fields = [field.get(qn("w:instr")).strip() for field in footer.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert re.search(r"Side .* af ", "".join(t.text or "" for t in footer.iter(qn("w:t"))))


def test_its_properties_are_the_papers_and_no_clocks(document, paper):
    properties = document.core_properties
    assert (properties.title, properties.subject) == (paper.title, paper.subtitle)
    assert properties.language == "da"
    assert properties.created.replace(tzinfo=None) == WRITTEN.replace(tzinfo=None)


def test_the_font_travels_with_the_file(word):
    parts = _parts(word)
    assert {"word/fonts/SourceSansPro-Regular.odttf", "word/fonts/SourceSansPro-Bold.odttf"} <= set(
        parts
    )
    assert b'w:name="Source Sans Pro"' in parts["word/fontTable.xml"]
    assert b"w:embedTrueTypeFonts" in parts["word/settings.xml"]


def test_every_relation_has_its_part(word):
    parts = _parts(word)
    for name, content in parts.items():
        if name.endswith(".rels"):
            folder = name.split("_rels/")[0]
            for relation in etree.fromstring(content):
                target = relation.get("Target")
                path = target.removeprefix("/") if target.startswith("/") else folder + target
                assert path in parts


def test_words_of_others_change_nothing(paper):
    evil = 'a & <w:b/> {{ title }} {% for %} "\x0bz'
    text = Text(words=evil, numbers={})
    table = Table(id="t", title=evil, columns=(Column(heading=evil),), rows=((text,),))
    blocks = (Paragraph(texts=(text,)), table, Paragraph(texts=(Text(words="sidst", numbers={}),)))
    section = Section(id="s", heading=evil, blocks=blocks)
    document = _open(docx(replace(paper, title=evil, marks=(evil,), sections=(section,))))
    expected = evil.replace("\x0b", " ")
    assert document.paragraphs[0].text == document.core_properties.title == expected
    assert document.tables[0].cell(1, 0).text == expected
    assert document.paragraphs[-1].text == "sidst"


def test_equal_papers_are_equal(paper, word):
    assert docx(replace(paper)) == word


# --- the template


def test_the_shipped_template_is_what_the_script_makes():
    made, shipped = _parts(template()), _parts(SHIPPED.read_bytes())
    assert list(made) == list(shipped)
    assert [name for name in made if made[name] != shipped[name]] == []


def test_the_template_has_no_style_of_the_programs_own():
    ours = {style.name for style in _open(SHIPPED.read_bytes()).styles}
    assert not {name for name in ours if "Grid" in name or "Shading" in name}
    assert {"Title", "Heading 1", "Caption", "Grundlag", "Tone reached"} <= ours


@pytest.mark.slow
def test_an_office_opens_it_with_our_font_on_few_pages(tool, word, tmp_path):
    source = tmp_path / "paper.docx"
    source.write_bytes(word)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    tool("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, source)
    target = tmp_path / "paper.pdf"
    pages = tool("pdftotext", "-layout", target, "-").removesuffix("\f").split("\f")
    assert len(pages) <= 4
    assert all("FORSLAG · opdigtede data · internt" in text for text in pages)
    assert all(f"Side {i} af {len(pages)}" in text for i, text in enumerate(pages, 1))
    fonts = tool("pdffonts", target).splitlines()[2:]
    assert fonts
    assert all("SourceSansPro" in line for line in fonts)
