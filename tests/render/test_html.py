"""The HTML file: whole in itself, read aloud in order, escaped, printable."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from grundlag.render.html import html
from grundlag.render.look import font_file
from grundlag.render.woff import woff
from grundlag.report.model import Paragraph, Section, Text

VOID = {"meta", "col", "br", "img", "link", "input", "hr"}
DRAWN = {"rect", "line", "path", "circle", "polyline"}


class Reader(HTMLParser):
    """Collects the elements of a page and refuses what is not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None], tuple[str, ...]]] = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs), tuple(self.open)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.found.append((tag, dict(attrs), tuple(self.open)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def read(page):
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader.found


def _all(read, tag):
    return [attributes for name, attributes, _ in read if name == tag]


def test_it_is_danish_and_has_one_first_heading(read, page, paper):
    assert _all(read, "html") == [{"lang": "da"}]
    assert len(_all(read, "h1")) == 1
    assert len(_all(read, "h2")) == len(paper.sections)
    assert f"<title>{paper.title}</title>" in page


def test_every_table_has_a_caption_and_headings_with_scope(read):
    assert len(_all(read, "table")) == len(_all(read, "caption")) == 4
    assert {heading.get("scope") for heading in _all(read, "th")} == {"col", "row"}


def test_every_picture_says_what_is_seen(read):
    pictures = [attributes for attributes in _all(read, "svg") if attributes.get("role") == "img"]
    assert len(pictures) == len(_all(read, "figcaption")) == 3
    assert "63\u00a0%" in str(pictures[0]["aria-label"])
    icons = [attributes for attributes in _all(read, "svg") if attributes.get("class") == "icon"]
    assert icons
    assert {icon.get("aria-hidden") for icon in icons} == {"true"}


def test_ids_are_used_once(read):
    ids = [attributes["id"] for _, attributes, _ in read if "id" in attributes]
    assert len(ids) >= 7
    assert sorted(set(ids)) == sorted(ids)


def test_marks_stand_at_the_top_and_along_every_printed_page(page, paper):
    head = page[page.index("<body>") : page.index("<h1>")]
    assert all(f"<li>{mark}</li>" in head for mark in paper.marks)
    assert '<div class="edge" aria-hidden="true">FORSLAG · opdigtede data · internt</div>' in head
    assert re.search(r"\.edge \{[^}]*position: fixed", page)


def test_a_paper_without_marks_has_none(paper):
    assert 'class="marks"' not in html(replace(paper, marks=())).decode()


def test_a_verdict_has_a_shape_and_a_word(page):
    cells = re.findall(r'<div class="verdict (\w+)">(<svg.*?</svg>)<strong>(.*?)</strong>', page)
    assert len(cells) == 7
    assert len({tone for tone, _, _ in cells}) == len({svg for _, svg, _ in cells}) == 4


def test_it_needs_nothing_from_elsewhere(page, read):
    assert "http://" not in page
    assert "https://" not in page
    assert "@import" not in page
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _, _ in read}
    assert all(
        url.startswith("data:font/woff;base64,") for url in re.findall(r"url\((.*?)\)", page)
    )
    assert len(page.encode()) < 1_000_000


def test_words_of_others_are_escaped(paper):
    evil = '<script>alert("1")</script> & "'
    text = Paragraph(texts=(Text(words=evil, numbers={}),))
    section = Section(id='"><script>', heading=evil, blocks=(text, *paper.sections[0].blocks))
    page = html(replace(paper, title=evil, marks=(evil,), sections=(section,))).decode()
    assert "<script" not in page
    assert page.count("&lt;script&gt;") >= 4


def test_control_characters_become_a_space(paper):
    text = Paragraph(texts=(Text(words="før\x0befter", numbers={}),))
    section = Section(id="s", heading="H", blocks=(text,))
    assert "før efter" in html(replace(paper, sections=(section,))).decode()


def test_equal_papers_are_equal(paper):
    assert html(paper) == html(replace(paper))


def test_a_font_is_packed_whole():
    font = font_file("SourceSansPro-Regular")
    packed = woff(font)
    assert packed[:4] == b"wOFF"
    assert packed[4:8] == font[:4]
    assert int.from_bytes(packed[8:12]) == len(packed) < 0.7 * len(font)
    assert int.from_bytes(packed[16:20]) == len(font)
    assert len(packed) % 4 == 0


@pytest.mark.slow
def test_a_browser_prints_it_with_our_font_on_few_pages(tool, page, tmp_path):
    source, target = tmp_path / "paper.html", tmp_path / "paper.pdf"
    source.write_text(page, encoding="utf-8")
    flags = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    tool("chromium", *flags, f"--print-to-pdf={target}", source)
    pages = tool("pdftotext", "-layout", target, "-").removesuffix("\f").split("\f")
    assert len(pages) <= 4
    assert all("FORSLAG" in text for text in pages)
    assert f"Side 1 af {len(pages)}" in pages[0]
    fonts = tool("pdffonts", target).splitlines()[2:]
    assert fonts
    # the rim around a name on a map is drawn, as outlines of the same font
    assert all("SourceSansPro" in line or line.startswith("[none]") for line in fonts)
