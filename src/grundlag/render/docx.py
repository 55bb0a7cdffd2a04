"""Writes a paper as a Word file, from the template: real styles, headings, tables and alt texts.

Tables and pictures are set in by us, since their columns and sizes depend on what they hold;
everything else is the template's.
"""

import io
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from typing import Any

from docx import Document as document_of
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph
from docxtpl import DocxTemplate
from jinja2 import Environment, Template
from markupsafe import Markup

from grundlag.render.charts import picture
from grundlag.render.city_template import measure_of, opened, put_on
from grundlag.render.dress import OURS, Dress
from grundlag.render.environment import environment, plain
from grundlag.render.icons import icon_png
from grundlag.render.letterhead import put_logo
from grundlag.render.look import LOOK, TEMPLATES
from grundlag.render.numbers import cell_text, fill
from grundlag.render.parcel import dateless
from grundlag.render.styles import TABLE_STYLE
from grundlag.render.tables import Head, heads, legend, table_title, verdict_columns
from grundlag.render.word_lists import count_anew
from grundlag.report.model import Block, Chart, Map, Paper, Paragraph, Table, Tone

_WHOLE = 14
_TWIPS = 1440 / 25.4
_ICON = 3.1
_OFF = 6
_LAST = f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="Note"/></w:pPr></w:p>'  # Word asks for one
_SPACED = frozenset({"Caption", "Heading1", "Note", "LastNote", "Remark"})  # of their own
MADE = datetime(2025, 1, 1, tzinfo=UTC)
_TONES: tuple[Tone, ...] = ("reached", "missed", "partly", "open")
_DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1"'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext>'
    "</a:extLst>"
)


def docx(paper: Paper, dress: Dress = OURS) -> bytes:
    """The paper as a Word file: on the city's own template, where it has one."""
    if dress.template is not None:
        document = opened(dress.template)
        made = _opened(_made(paper, measure_of(document)))
        put_on(document, made, plain(_marks(paper)), paper.language)
        _forget_author(document)
        _name(document, paper)
    elif dress.logo is not None:
        document = _opened(_made(paper, LOOK.measure))
        put_logo(document, dress.logo)
    else:
        return dateless(_made(paper, LOOK.measure))
    return dateless(_packed(document))


def _made(paper: Paper, measure: float) -> bytes:
    """The paper on our own template, its tables and charts as wide as the text they stand in."""
    template = DocxTemplate(TEMPLATES / "paper.docx")
    document = template.get_docx()
    template.render(_context(paper, document, measure), _environment(), autoescape=True)
    count_anew(template.docx)
    _set_off_tables(template.docx)
    _name(template.docx, paper)
    return _packed(template)


@cache
def _environment() -> Environment:
    return environment()


def _set_off_tables(document: Document) -> None:
    """Text right below a table stands a little off it; a table that ends all has a line below."""
    for table in document.element.body.findall(qn("w:tbl")):
        below = table.getnext()
        if below.tag != qn("w:p"):
            table.addnext(parse_xml(_LAST))
        elif below.style not in _SPACED:
            WordParagraph(below, document).paragraph_format.space_before = Pt(_OFF)


def _opened(packed: bytes) -> Document:
    return document_of(io.BytesIO(packed))


def _name(document: Document, paper: Paper) -> None:
    properties = document.core_properties
    properties.title, properties.subject = plain(paper.title), plain(paper.subtitle)
    properties.language = paper.language


def _packed(document: Document | DocxTemplate) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _forget_author(document: Document) -> None:
    """Whoever made a template has not made the paper; and no clock, for it changes the bytes."""
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.keywords = ""
    properties.comments = properties.category = properties.content_status = ""
    properties.created = properties.modified = properties.last_printed = MADE
    properties.revision = 1


def _marks(paper: Paper) -> str:
    return " · ".join(paper.marks)


def _context(paper: Paper, document: Document, measure: float) -> dict[str, Any]:
    return {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "marks": _marks(paper),
        "facts": [{"label": fact.label, "text": fill(fact.text)} for fact in paper.facts],
        "sections": [
            {
                "heading": section.heading,
                "new_page": section.new_page,
                "blocks": [_block(block, document, measure) for block in section.blocks],
            }
            for section in paper.sections
        ],
    }


def _block(block: Block, document: Document, measure: float) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": block.role, "text": " ".join(map(fill, block.texts))}
        case Table():
            return _table(block, document, measure)
        case Chart() | Map():
            return _chart(block, document, measure)


def _chart(chart: Chart | Map, document: Document, measure: float) -> dict[str, Any]:
    drawn = picture(chart).png
    return {
        "kind": "chart",
        "title": fill(chart.title),
        "picture": _run(_inline(document, drawn, measure, fill(chart.alt))),
        "notes": [fill(note) for note in chart.notes],
    }


def _table(table: Table, document: Document, measure: float) -> dict[str, Any]:
    notes = [*map(fill, table.notes), *filter(None, [legend(table)])]
    return {
        "kind": "table",
        "title": table_title(table),
        "table": _table_xml(table, document, _widths(table, measure), bool(notes)),
        "notes": notes,
    }


def _table_xml(table: Table, document: Document, widths: list[int], noted: bool) -> Markup:
    verdicts = verdict_columns(table)
    icons = {tone: _icon(tone, document) for tone in _TONES} if verdicts else {}
    xml = _table_template().render(
        table=table,
        widths=widths,
        verdicts=verdicts,
        icons=icons,
        style=TABLE_STYLE,
        whole=len(table.rows) <= _WHOLE,
        noted=noted,
        deep=len(heads(table)) > 1,
        colour=LOOK.colour.text,
    )
    return Markup(xml)


def _under(table: Table) -> list[Head]:
    """The head's second row as Word wants it: with the cells that go on from the first."""
    top, below = heads(table)
    return sorted((*below, *(h for h in top if h.rows > 1)), key=lambda h: h.column)


def _widths(table: Table, measure: float) -> list[int]:
    """Columns in twentieths of a point, together exactly as wide as the text."""
    whole, weights = round(measure * _TWIPS), [column.width for column in table.columns]
    edges = [round(whole * sum(weights[:i]) / sum(weights)) for i in range(len(weights) + 1)]
    return [right - left for left, right in pairwise(edges)]


@cache
def _table_template() -> Template:
    made = environment(cell=cell_text, said=fill, heads=heads, under=_under)
    return made.get_template("table.xml.j2")


# --- pictures


def _icon(tone: Tone, document: Document) -> Markup:
    inline = _inline(document, icon_png(tone), _ICON, "")
    inline.docPr.append(parse_xml(_DECORATIVE))
    return _run(inline, lowered=True)


def _inline(document: Document, png: bytes, width: float, words: str) -> Any:
    inline = document.part.new_pic_inline(io.BytesIO(png), width=Mm(width))
    inline.docPr.set("descr", plain(words))
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")
    return inline


def _run(inline: Any, lowered: bool = False) -> Markup:
    place = '<w:rPr><w:position w:val="-3"/></w:rPr>' if lowered else ""
    return Markup(f"<w:r>{place}<w:drawing>{inline.xml}</w:drawing></w:r>")
