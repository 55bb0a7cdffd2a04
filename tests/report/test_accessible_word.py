"""Every Word paper, opened again: what a screen reader needs, and what Word would else repair."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator

from grundlag.render import render
from grundlag.render.docx import docx
from grundlag.render.edited import lines_of
from grundlag.render.numbers import fill
from grundlag.render.tables import heads, table_title
from grundlag.render.template import SHIPPED
from grundlag.report.model import Chart, Map, Paper, Paragraph, Table

pytestmark = pytest.mark.slow

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
# What a paragraph or a run may say beside its style: where pages and lists break, a sign's height.
OWN = {"pStyle", "keepNext", "pageBreakBefore", "spacing", "numPr", "rStyle", "position"}


@pytest.fixture(scope="module")
def files(every_paper: dict[str, Paper]) -> dict[str, bytes]:
    return {name: render(paper, "docx") for name, paper in every_paper.items()}


@pytest.fixture(scope="module")
def each(every_paper: dict[str, Paper], files: dict[str, bytes]) -> list[tuple[Paper, Any]]:
    return [(paper, Document(io.BytesIO(files[name]))) for name, paper in every_paper.items()]


def of_kind(paper: Paper, *kinds: type) -> list[Any]:
    return [b for s in paper.sections for b in s.blocks if isinstance(b, kinds)]


def said(paragraph: Any) -> str:
    return "".join(t.text or "" for t in paragraph.iter(qn("w:t"))).strip()


def test_each_says_its_title_and_is_danish_throughout(each: list[Any]) -> None:
    for paper, document in each:
        properties = document.core_properties
        assert (properties.title, properties.language) == (paper.title, "da")
        parts = (document.styles.element, document.element, document.settings.element)
        told = [e for part in parts for e in part.iter(qn("w:lang"), qn("w:themeFontLang"))]
        assert len(told) >= 2
        assert {e.get(qn("w:val")) for e in told} == {"da-DK"}


def test_headings_are_headings_and_no_level_is_skipped(each: list[Any]) -> None:
    for paper, document in each:
        names = [p.style.name for p in document.paragraphs]
        assert names.count("Title") == 1
        assert names[0] == "Title"
        found = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
        assert found == [section.heading for section in paper.sections]
        assert {n for n in names if n.startswith("Heading")} == {"Heading 1"}
        level = document.styles["Heading 1"].element.find(f".//{qn('w:outlineLvl')}")
        assert level.get(qn("w:val")) == "0"


def test_every_table_has_its_title_and_heads_that_are_repeated(each: list[Any]) -> None:
    seen = 0
    for paper, document in each:
        for drawn, table in zip(document.tables, of_kind(paper, Table), strict=True):
            rows = drawn._tbl.tr_lst
            marked = [r.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for r in rows]
            assert marked == [True] * len(heads(table)) + [False] * len(table.rows)
            look = drawn._tbl.tblPr.find(qn("w:tblLook"))
            assert [look.get(qn(f"w:first{part}")) for part in ("Row", "Column")] == ["1", "1"]
            above = drawn._tbl.getprevious()
            assert (above.style, said(above)) == ("Caption", table_title(table).strip())
            seen += 1
    assert seen > 150


def test_every_chart_says_what_is_seen_and_a_sign_that_it_is_none(each: list[Any]) -> None:
    for paper, document in each:
        pictures = list(document.element.body.iter(qn("wp:docPr")))
        told = [p.get("descr") for p in pictures if p.get("descr")]
        assert told == [fill(chart.alt) for chart in of_kind(paper, Chart, Map)]
        for sign in (p for p in pictures if not p.get("descr")):
            assert [e.get("val") for e in sign.iter(DECORATIVE)] == ["1"]
        assert len({p.get("id") for p in pictures}) == len(pictures)


def test_lists_are_lists(each: list[Any]) -> None:
    seen = 0
    for paper, document in each:
        roles = {"bullet": "List Bullet", "point": "List Number"}
        wanted = [roles[p.role] for p in of_kind(paper, Paragraph) if p.role in roles]
        found = [p.style for p in document.paragraphs if p.style.name.startswith("List")]
        assert [style.name for style in found] == wanted
        assert all(style.element.pPr.numPr is not None for style in found)
        seen += len(wanted)
    assert seen > 20


def test_no_line_is_there_for_its_height_and_no_look_is_but_a_styles(each: list[Any]) -> None:
    for _, document in each:
        body = document.element.body
        lines = [p for p in body if p.tag == qn("w:p")]
        empty = [p for p in lines if not said(p) and p.find(f".//{qn('w:drawing')}") is None]
        ends = [p for p in empty if p.getprevious().tag == qn("w:tbl") and p.getnext() is body[-1]]
        assert empty == ends  # Word asks for a line below a table that is the last of all
        for kind in ("pPr", "rPr"):
            own = {child.tag for e in body.iter(qn(f"w:{kind}")) for child in e}
            assert own <= {f"{WORD}{name}" for name in OWN}
        assert all(p.style.name != "Normal" for p in document.paragraphs)


def test_pages_are_counted_and_marked(each: list[Any]) -> None:
    for paper, document in each:
        (section,) = document.sections
        assert section.header.paragraphs[0].text == " · ".join(paper.marks)
        assert not section.different_first_page_header_footer
        fields = section.footer._element.iter(qn("w:fldSimple"))
        assert [f.get(qn("w:instr")).strip() for f in fields] == ["PAGE", "NUMPAGES"]


# --- it opens without a repair


@pytest.fixture(scope="module")
def faults() -> Callable[[Path], list[str]]:
    """What Microsoft's own validator, as ported, has against a file."""
    validator = OpenXmlValidator()
    return lambda path: [f"{e.path}: {e.description}" for e in validator.validate(path).errors]


def test_no_file_has_anything_for_word_to_repair(files: Any, faults: Any, tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    for name, content in files.items():
        path.write_bytes(content)
        assert faults(path) == [], name
    assert faults(SHIPPED) == []


@pytest.mark.parametrize(
    ("part", "old", "new", "told"),
    [
        ("document", "<w:keepNext/></w:pPr>", "</w:pPr><w:keepNext/>", "keepNext"),
        ("document", 'w:val="TableHeading"', 'w:val="Nonesuch"', "Nonesuch"),
        ("document", 'r:embed="rId', 'r:embed="rIdX', "embed"),
        ("numbering", '<w:start w:val="1"/><w:numFmt w:val="bullet"/>',
         '<w:numFmt w:val="bullet"/><w:start w:val="1"/>', "start"),
        ("settings", "<w:autoHyphenation/>", "<w:b/>", "'b'"),
    ],
)  # fmt: skip
def test_it_would_be_seen(
    files: Any, faults: Any, tmp_path: Path, part: str, old: str, new: str, told: str
) -> None:
    path = tmp_path / "broken.docx"
    with (
        zipfile.ZipFile(io.BytesIO(files["forslag/amager"])) as whole,
        zipfile.ZipFile(path, "w") as broken,
    ):
        for name in whole.namelist():
            content = whole.read(name)
            if name == f"word/{part}.xml":
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            broken.writestr(name, content)
    assert any(told in fault for fault in faults(path))


def test_an_office_opens_each_and_its_own_copy_says_the_same(
    every_paper: dict[str, Paper], files: dict[str, bytes], tool: Callable[..., str], tmp_path: Path
) -> None:
    """Read as `grundlag proof` reads a paper, line by line, before and after."""
    (tmp_path / "in").mkdir()
    paths = {name: tmp_path / "in" / f"{name.replace('/', '-')}.docx" for name in files}
    for name, path in paths.items():
        path.write_bytes(files[name])
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    form = "docx:MS Word 2007 XML"
    tool("soffice", profile, "--headless", "--convert-to", form, "--outdir", tmp_path,
         *paths.values())  # fmt: skip
    for name, path in paths.items():
        before, after = (lines_of(p.read_bytes(), name) for p in (path, tmp_path / path.name))
        assert [line.cells for line in after] == [line.cells for line in before], name


def test_the_same_paper_is_the_same_file(every_paper: dict[str, Paper], files: Any) -> None:
    assert docx(every_paper["forslag/indstilling"]) == files["forslag/indstilling"]
