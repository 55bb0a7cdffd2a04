"""A city's logo in each format: as it is drawn, small, and with words for who cannot see it."""

import base64
import io
import re
import struct
import zipfile
import zlib
from dataclasses import replace

import docx as word_files
import pikepdf
import pytest
from docx.oxml.ns import qn
from lxml import html as markup

from grundlag.errors import GrundlagError
from grundlag.render.docx import docx
from grundlag.render.dress import Dress, logo
from grundlag.render.html import html
from grundlag.render.pdf import pdf
from grundlag.render.xlsx import xlsx

ALT = 'Havneby "Kommune" & by'
MARKS = "FORSLAG · opdigtede data · internt"


@pytest.fixture(scope="module", params=["svg", "png"])
def dress(request, city_files):
    content = city_files.LOGO.encode() if request.param == "svg" else city_files.png()
    return Dress(logo=logo(content, ALT))


def test_it_is_as_large_as_the_look_allows_and_keeps_its_shape(dress, city_files):
    width, height = dress.logo.size
    assert (width, height) == pytest.approx((36, 9))  # 320 x 80 in 60 x 9 mm
    assert logo(city_files.png(1000, 100), "x").size == pytest.approx((60, 6))


def test_of_a_png_nothing_comes_along_but_its_picture(city_files):
    content = city_files.png()
    text = b"tEXtAuthor\0Somebody"
    chunk = struct.pack(">I", len(text) - 4) + text + struct.pack(">I", zlib.crc32(text))
    assert logo(content[:33] + chunk + content[33:], "x").png == content


def test_what_lies_behind_a_png_does_not_come_along(city_files):
    content = city_files.png()
    hidden = struct.pack(">I", 3) + b"IDAThemCRC."
    assert logo(content + hidden, "x").png == content


@pytest.mark.parametrize("letters", ["utf-8-sig", "iso-8859-1", "utf-16"])
def test_an_svg_in_other_letters_is_the_same_picture(paper, city_files, letters):
    inside = city_files.LOGO.replace("<path", "<title>København</title><path", 1)
    plain = logo(inside.encode(), "x")
    declared = f'<?xml version="1.0" encoding="{letters.removesuffix("-sig")}"?>{inside}'
    found = logo(declared.encode(letters), "x")
    assert found == plain
    assert "København" in found.svg
    assert found.svg.encode() in base64_of(html(paper, Dress(logo=found)))


def base64_of(page):
    (said,) = re.findall(rb"data:image/svg\+xml;base64,([^\"]+)", page)
    return base64.b64decode(said)


def test_signs_that_no_file_can_hold_are_a_space_in_what_it_says(paper, city_files):
    found = logo(city_files.png(), "Havneby\x01Kommune")
    assert found.alt == "Havneby Kommune"
    assert b"Havneby Kommune" in html(paper, Dress(logo=found))
    assert docx(paper, Dress(logo=found))


def test_what_cannot_be_drawn_is_told():
    with pytest.raises(GrundlagError, match="it cannot be drawn"):
        logo(b"<svg>", "x")


def test_word_has_it_on_the_first_page_beside_the_marks(paper, dress):
    document = word_files.Document(io.BytesIO(docx(paper, dress)))
    section = document.sections[0]
    assert section.different_first_page_header_footer
    head = section.first_page_header
    assert [p.text for p in head.paragraphs] == [f"\t{MARKS}"]
    (drawn,) = head._element.iter(qn("wp:docPr"))
    assert drawn.get("descr") == ALT
    assert drawn.getparent().get("distL") == "0"  # it begins where the text does
    (extent,) = head._element.iter(qn("wp:extent"))
    assert int(extent.get("cx")) / 36000 == pytest.approx(36, abs=0.1)
    assert section.header.paragraphs[0].text == MARKS
    feet = [foot._element for foot in (section.footer, section.first_page_footer)]
    texts = [["".join(t.text or "" for t in foot.iter(qn("w:t")))] for foot in feet]
    assert texts[0] == texts[1] == [f"{paper.title}Side 1 af 1"]


def test_word_on_a_template_has_the_templates_own(paper, dress, city_files):
    template = city_files.template()
    both = docx(paper, replace(dress, template=template))
    assert both == docx(paper, Dress(template=template))


def test_a_page_has_it_whole_inside_and_runs_nothing(paper, dress):
    page = markup.document_fromstring(html(paper, dress).decode())
    (picture,) = page.xpath("//img")
    assert picture.get("alt") == ALT
    kind, _, content = picture.get("src").partition(";base64,")
    found = base64.b64decode(content)
    assert found == (dress.logo.svg.encode() if dress.logo.svg else dress.logo.png)
    assert kind == f"data:image/{'svg+xml' if dress.logo.svg else 'png'}"
    assert page.xpath("//header/*")[0] is picture


def test_a_pdf_has_it_as_a_figure_that_says_what_it_is(paper, dress):
    with pikepdf.open(io.BytesIO(pdf(paper, dress))) as file:
        told = [str(each["/Alt"]) for each in file.objects
                if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]  # fmt: skip
        plain = len(file.pages)
    assert ALT in told
    with pikepdf.open(io.BytesIO(pdf(paper))) as file:
        assert len(file.pages) == plain  # it takes no room from what is said


def test_a_workbook_has_it_on_its_cover(paper, dress):
    with zipfile.ZipFile(io.BytesIO(xlsx(paper, dress))) as book:
        drawings = [n for n in book.namelist() if n.startswith("xl/drawings/drawing")]
        assert drawings == ["xl/drawings/drawing1.xml"]
        drawn = book.read(drawings[0]).decode()
        assert b"drawing1.xml" in book.read("xl/worksheets/_rels/sheet1.xml.rels")
    assert 'descr="Havneby &quot;Kommune&quot; &amp; by"' in drawn
    sizes = re.search(r'<a:ext cx="(\d+)" cy="(\d+)"/>', drawn)
    assert [int(side) / 36000 for side in sizes.groups()] == pytest.approx([36, 9], abs=0.3)


@pytest.mark.parametrize("format", [docx, html, xlsx])
def test_equal_papers_are_equal(paper, dress, format):
    assert format(paper, dress) == format(replace(paper), dress)
