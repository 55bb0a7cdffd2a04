"""Bullets and numbered points: lists of their own in every format, counted anew in each."""

import io
import re

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from openxml_audit import OpenXmlValidator

from grundlag.render.docx import docx
from grundlag.render.dress import Dress
from grundlag.render.html import html
from grundlag.render.text import text
from grundlag.report.model import Paper, Paragraph, Section, Text


def block(words, role):
    return Paragraph(texts=(Text(words=words, numbers={}),), role=role)


BLOCKS = (
    block("at det besluttes.", "point"), block("at det siges.", "point"), block("Ja.", "text"),
    block("Nord.", "bullet"), block("at det huskes.", "point"),
)  # fmt: skip
PAPER = Paper(
    id="p", title="T", subtitle="U", facts=(), marks=(),
    sections=(Section(id="a", heading="O", blocks=BLOCKS),),
)  # fmt: skip


def test_on_a_terminal():
    lines = text(PAPER, 60).split("\n\n")[-4:]
    assert lines == [
        "1. at det besluttes.\n2. at det siges.", "Ja.", "• Nord.\n1. at det huskes.\n",
    ] or lines[-3:] == [
        "1. at det besluttes.\n2. at det siges.", "Ja.", "• Nord.\n1. at det huskes.\n",
    ]  # fmt: skip


def test_in_html():
    page = re.sub(r"\s*\n\s*", "", html(PAPER).decode())
    assert (
        '<ol class="bullets"><li>at det besluttes.</li><li>at det siges.</li></ol><p>Ja.</p>'
        '<ul class="bullets"><li>Nord.</li></ul><ol class="bullets"><li>at det huskes.</li></ol>'
    ) in page


def test_in_word_each_list_of_points_is_counted_by_word_from_one():
    document = Document(io.BytesIO(docx(PAPER)))
    last = document.paragraphs[-5:]
    assert [(p.style.name, p.text) for p in last] == [
        ("List Number", "at det besluttes."), ("List Number", "at det siges."),
        ("Body Text", "Ja."), ("List Bullet", "Nord."), ("List Number", "at det huskes."),
    ]  # fmt: skip
    kinds = {style: document.styles[style].element.pPr.numPr.numId.val
             for style in ("List Bullet", "List Number")}  # fmt: skip
    own = [p._p.pPr.numPr for p in last]
    assert [n is None for n in own] == [True, True, True, True, False]
    first, again = (numbered(document, n) for n in (kinds["List Number"], own[-1].numId.val))
    assert first == (again[0], None)
    assert again[1] == 1
    assert numbered(document, kinds["List Bullet"])[0] != first[0]


def numbered(document, number):
    """Which kind of list a number is, and what it begins at where it says so."""
    found = document.part.numbering_part.element.num_having_numId(number)
    starts = [s.val for s in found.iter(qn("w:startOverride"))]
    return found.abstractNumId.val, next(iter(starts), None)


@pytest.mark.slow
def test_an_office_counts_them_so(tool, tmp_path):
    source = tmp_path / "paper.docx"
    source.write_bytes(docx(PAPER))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    tool("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, source)
    lines = tool("pdftotext", "-layout", tmp_path / "paper.pdf", "-").splitlines()
    said = [" ".join(line.split()) for line in lines]
    assert [line for line in said if line][3:8] == [
        "1. at det besluttes.", "2. at det siges.", "Ja.", "• Nord.", "1. at det huskes.",
    ]  # fmt: skip


# --- on a city's own template


def bare(document):
    """A template that knows no lists at all."""
    rels = document.part.rels
    for key in [k for k, rel in rels.items() if rel.reltype.endswith("/numbering")]:
        del rels[key]


def lettered(document):
    """A template whose own style counts with letters."""
    numbering = document.part.numbering_part.element
    kind = (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0">'
        '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>'
    )
    numbering.insert(0, parse_xml(kind))
    style = document.styles.add_style("List Number", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    properties = style.element.get_or_add_pPr()
    properties.get_or_add_numPr().get_or_add_numId().val = numbering.add_num(77).numId


@pytest.mark.parametrize(
    ("edit", "form"), [(None, "%1."), (bare, "%1."), (lettered, "%1)")],
)  # fmt: skip
def test_on_a_template_its_own_lists_or_ours_beside_them(city_files, tmp_path, edit, form):
    path, bought = tmp_path / "paper.docx", tmp_path / "template.docx"
    bought.write_bytes(city_files.template(edit))
    path.write_bytes(docx(PAPER, Dress(template=bought.read_bytes())))
    document = Document(path)
    points = [p for p in document.paragraphs if p.style.name == "List Number"]
    assert [p.text for p in points] == [b.texts[0].words for b in BLOCKS if b.role == "point"]
    style = points[0].style.element.pPr.numPr.numId.val
    own = [p._p.pPr.numPr for p in points]
    assert own[:2] == [None, None]
    first, again = numbered(document, style), numbered(document, own[2].numId.val)
    assert (first[1], again) == (None, (first[0], 1))
    numbering = document.part.numbering_part.element
    (kind,) = (k for k in numbering.findall(qn("w:abstractNum"))
               if int(k.get(qn("w:abstractNumId"))) == first[0])  # fmt: skip
    assert kind.find(f".//{qn('w:lvlText')}").get(qn("w:val")) == form
    bullet = numbered(document, document.styles["List Bullet"].element.pPr.numPr.numId.val)
    assert bullet[0] != first[0]
    assert faults(path) <= faults(bought)


def faults(path):
    """What Microsoft's rules have against a file: a paper has no more than its template."""
    return {e.description for e in OpenXmlValidator().validate(path).errors}


@pytest.mark.parametrize(
    "broken",
    [
        '<w:numId w:val="0"/>',  # Word's way to say: no list
        '<w:ilvl w:val="1"/>',
        '<w:numId w:val="999"/>',
        '<w:ilvl w:val="1"/><w:numId w:val="999"/>',
    ],
)
def test_a_style_that_leads_to_no_list_has_ours(city_files, broken):
    def edit(document):
        style = document.styles.add_style("List Number", WD_STYLE_TYPE.PARAGRAPH)
        numbers = parse_xml(f"<w:numPr {nsdecls('w')}>{broken}</w:numPr>")
        style.element.get_or_add_pPr().append(numbers)

    document = Document(io.BytesIO(docx(PAPER, Dress(template=city_files.template(edit)))))
    style = document.styles["List Number"].element.pPr.numPr
    assert style.ilvl is None
    points = [p for p in document.paragraphs if p.style.name == "List Number"]
    own = [p._p.pPr.numPr for p in points]
    assert [n is None for n in own] == [True, True, False]
    first, again = numbered(document, style.numId.val), numbered(document, own[-1].numId.val)
    assert again == (first[0], 1)
    (kind,) = [a for a in document.part.numbering_part.element.findall(qn("w:abstractNum"))
               if a.get(qn("w:abstractNumId")) == str(first[0])]  # fmt: skip
    level = kind.find(qn("w:lvl"))
    said = [level.find(qn(name)).get(qn("w:val")) for name in ("w:numFmt", "w:lvlText")]
    assert said == ["decimal", "%1."]
