"""Makes the Word template: `python -m grundlag.render.template OUT.docx`.

It is ours alone; a town that wants another look names a Word file of its own in `[look]`.
"""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from docx import Document as new_document
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.section import Section
from docx.shared import Mm

from grundlag.render.look import LOOK, TEMPLATES, font_file
from grundlag.render.parcel import dateless
from grundlag.render.styles import LABEL, LAST_NOTE, set_styles
from grundlag.render.word_lists import define, forget

SHIPPED = TEMPLATES / "paper.docx"
WRITTEN = datetime(2025, 1, 1, tzinfo=UTC)

_NEW_PAGE = "Heading 1, new page"
_BODY = (
    ("Title", "{{ title }}"),
    ("Subtitle", "{{ subtitle }}"),
    ("Fact", "{%p for fact in facts %}"),
    ("Fact", "{{ fact.label }}\t{{ fact.text }}"),
    ("Fact", "{%p endfor %}"),
    ("Body Text", "{%p for section in sections %}"),
    ("Body Text", "{%p if section.new_page %}"),
    (_NEW_PAGE, "{{ section.heading }}"),
    ("Body Text", "{%p else %}"),
    ("Heading 1", "{{ section.heading }}"),
    ("Body Text", "{%p endif %}"),
    ("Body Text", "{%p for block in section.blocks %}"),
    ("Body Text", '{%p if block.kind == "lead" %}'),
    ("Lead", "{{ block.text }}"),
    ("Body Text", '{%p elif block.kind == "quote" %}'),
    ("Quote", "{{ block.text }}"),
    ("Body Text", '{%p elif block.kind == "remark" %}'),
    ("Remark", f"{LOOK.words.remark}\n{{{{ block.text }}}}"),
    ("Body Text", '{%p elif block.kind == "note" %}'),
    ("Note", "{{ block.text }}"),
    ("Body Text", '{%p elif block.kind == "bullet" %}'),
    ("List Bullet", "{{ block.text }}"),
    ("Body Text", '{%p elif block.kind == "point" %}'),
    ("List Number", "{{ block.text }}"),
    ("Body Text", '{%p elif block.kind == "table" %}'),
    ("Caption", "{{ block.title }}"),
    ("Body Text", "{{p block.table }}"),
    ("Body Text", "{%p for note in block.notes %}"),
    ("Body Text", "{%p if loop.last %}"),
    (LAST_NOTE, "{{ note }}"),
    ("Body Text", "{%p else %}"),
    ("Note", "{{ note }}"),
    ("Body Text", "{%p endif %}"),
    ("Body Text", "{%p endfor %}"),
    ("Body Text", '{%p elif block.kind == "chart" %}'),
    ("Caption", "{{ block.title }}"),
    ("Body Text", "{%p if block.notes %}"),
    ("Figure", "{{r block.picture }}"),
    ("Body Text", "{%p else %}"),
    ("Figure Alone", "{{r block.picture }}"),
    ("Body Text", "{%p endif %}"),
    ("Body Text", "{%p for note in block.notes %}"),
    ("Body Text", "{%p if loop.last %}"),
    (LAST_NOTE, "{{ note }}"),
    ("Body Text", "{%p else %}"),
    ("Note", "{{ note }}"),
    ("Body Text", "{%p endif %}"),
    ("Body Text", "{%p endfor %}"),
    ("Body Text", "{%p else %}"),
    ("Body Text", "{{ block.text }}"),
    ("Body Text", "{%p endif %}"),
    ("Body Text", "{%p endfor %}"),
    ("Body Text", "{%p endfor %}"),
)
_UNUSED = ("stylesWithEffects", "customXml", "thumbnail")
_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def template() -> bytes:
    """The template as a file's bytes."""
    document = new_document()
    _drop_unused(document)
    forget(document)
    set_styles(document)
    define(document)
    _page(document.sections[0])
    _settings(document)
    _embed_fonts(document)
    for style, text in _BODY:
        _add(document, style, text)
    properties = document.core_properties
    properties.author, properties.language, properties.comments = "", "da-DK", ""
    properties.title = properties.last_modified_by = properties.keywords = ""
    properties.created = properties.modified = WRITTEN
    properties.revision = 1
    written = io.BytesIO()
    document.save(written)
    return dateless(written.getvalue())


def _add(document: Document, style: str, text: str) -> None:
    """A paragraph; what stands before a line break is its label."""
    paragraph = document.add_paragraph(style=style.removesuffix(", new page"))
    if style == _NEW_PAGE:
        paragraph.paragraph_format.page_break_before = True
        paragraph.paragraph_format.space_before = Mm(0)
    label, _, rest = text.rpartition("\n")
    if label:
        paragraph.add_run(label, LABEL).add_break()
    paragraph.add_run(rest)


def _drop_unused(document: Document) -> None:
    for rels in (document.part.rels, document.part.package.rels):
        for key in [k for k, rel in rels.items() if rel.reltype.endswith(_UNUSED)]:
            del rels[key]


def _page(section: Section) -> None:
    page = LOOK.page
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.left_margin = section.right_margin = Mm(page.side)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.header_distance, section.footer_distance = Mm(11), Mm(10)
    header = section.header.paragraphs[0]
    header.text, header.style = "{{ marks }}", "Header"
    _footer(section)


def _footer(section: Section) -> None:
    paragraph = section.footer.paragraphs[0]
    paragraph.style = "Footer"
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(LOOK.measure), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{{{{ title }}}}\t{LOOK.words.page} ")
    paragraph._p.append(_field("PAGE"))
    paragraph.add_run(f" {LOOK.words.of} ")
    paragraph._p.append(_field("NUMPAGES"))


def _field(name: str) -> Any:
    return parse_xml(
        f'<w:fldSimple {nsdecls("w")} w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    )


def _settings(document: Document) -> None:
    """Hyphenation, Danish, embedded fonts, and the layout of today's Word."""
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word"'
        f' w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
        )
    )
    ours = parse_xml(
        f"<w:settings {nsdecls('w')}><w:zoom w:percent='100'/><w:embedTrueTypeFonts/>"
        '<w:defaultTabStop w:val="720"/><w:autoHyphenation/><w:consecutiveHyphenLimit w:val="2"/>'
        f'<w:doNotHyphenateCaps/><w:compat>{compat}</w:compat><w:themeFontLang w:val="da-DK"/>'
        '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )
    settings = document.settings.element
    for child in list(settings):
        settings.remove(child)
    settings.extend(list(ours))


# --- the font travels in the file (ECMA-376, part 1, 17.8.1: the first 32 bytes are masked)


def _masked(font: bytes, key: str) -> bytes:
    mask = bytes.fromhex(key.replace("-", ""))[::-1] * 2
    return bytes(a ^ b for a, b in zip(font[:32], mask, strict=True)) + font[32:]


def _embed_fonts(document: Document) -> None:
    table = next(
        rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/fontTable")
    )
    embedded = ""
    for face, name in (("Regular", LOOK.font.regular), ("Bold", LOOK.font.bold)):
        key = str(uuid5(NAMESPACE_URL, name)).upper()
        part = Part(
            PackURI(f"/word/fonts/{name}.odttf"),
            "application/vnd.openxmlformats-officedocument.obfuscatedFont",
            _masked(font_file(name), key),
            document.part.package,
        )
        relation = table.relate_to(part, RELATIONSHIP_TYPE.FONT)
        embedded += f'<w:embed{face} r:id="{relation}" w:fontKey="{{{key}}}"/>'
    table._blob = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:fonts {nsdecls("w")} xmlns:r="{_RELATIONSHIP}"><w:font w:name="{LOOK.font.family}">'
        f'<w:altName w:val="{LOOK.font.fallback[0]}"/><w:charset w:val="00"/>'
        f'<w:family w:val="swiss"/><w:pitch w:val="variable"/>{embedded}</w:font></w:fonts>'
    ).encode()


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(template())
