"""Writes a paper as a Word file, from the template: real styles, headings, tables and alt texts.

Tables and pictures are set in by us, since their columns and sizes depend on what they hold;
everything else is the template's.
"""

import io
from functools import cache
from itertools import pairwise
from typing import Any

from docx.document import Document
from docx.oxml import parse_xml
from docx.shared import Mm
from docxtpl import DocxTemplate
from jinja2 import Environment, Template
from markupsafe import Markup

from grundlag.render.charts import picture
from grundlag.render.environment import environment, plain
from grundlag.render.icons import icon_png
from grundlag.render.lists import with_signs
from grundlag.render.look import LOOK, TEMPLATES
from grundlag.render.numbers import cell_text, fill
from grundlag.render.parcel import dateless
from grundlag.render.styles import TABLE_STYLE
from grundlag.render.tables import Head, heads, legend, table_title, verdict_columns
from grundlag.report.model import Block, Chart, Map, Paper, Paragraph, Table, Tone

_WHOLE = 14
_TWIPS = 1440 / 25.4
_ICON = 3.1
_TONES: tuple[Tone, ...] = ("reached", "missed", "partly", "open")
_DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1"'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext>'
    "</a:extLst>"
)


def docx(paper: Paper) -> bytes:
    """The paper as a Word file."""
    template = DocxTemplate(TEMPLATES / "paper.docx")
    document = template.get_docx()
    template.render(_context(paper, document), _environment(), autoescape=True)
    properties = template.docx.core_properties
    properties.title, properties.subject = plain(paper.title), plain(paper.subtitle)
    properties.language = paper.language
    written = io.BytesIO()
    template.save(written)
    return dateless(written.getvalue())


@cache
def _environment() -> Environment:
    return environment()


def _context(paper: Paper, document: Document) -> dict[str, Any]:
    return {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "marks": " · ".join(paper.marks),
        "facts": [{"label": fact.label, "text": fill(fact.text)} for fact in paper.facts],
        "sections": [
            {
                "heading": section.heading,
                "new_page": section.new_page,
                "blocks": [
                    {**_block(block, document), "sign": sign}
                    for block, sign in with_signs(section.blocks)
                ],
            }
            for section in paper.sections
        ],
    }


def _block(block: Block, document: Document) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": block.role, "text": " ".join(map(fill, block.texts))}
        case Table():
            return _table(block, document)
        case Chart() | Map():
            return _chart(block, document)


def _chart(chart: Chart | Map, document: Document) -> dict[str, Any]:
    drawn = picture(chart).png
    return {
        "kind": "chart",
        "title": fill(chart.title),
        "picture": _run(_inline(document, drawn, LOOK.measure, fill(chart.alt))),
        "notes": [fill(note) for note in chart.notes],
    }


def _table(table: Table, document: Document) -> dict[str, Any]:
    notes = [*map(fill, table.notes), *filter(None, [legend(table)])]
    return {
        "kind": "table",
        "title": table_title(table),
        "table": _table_xml(table, document, bool(notes)),
        "notes": notes,
    }


def _table_xml(table: Table, document: Document, noted: bool) -> Markup:
    verdicts = verdict_columns(table)
    icons = {tone: _icon(tone, document) for tone in _TONES} if verdicts else {}
    xml = _table_template().render(
        table=table,
        widths=_widths(table),
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


def _widths(table: Table) -> list[int]:
    """Columns in twentieths of a point, together exactly as wide as the text."""
    whole, weights = round(LOOK.measure * _TWIPS), [column.width for column in table.columns]
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
