"""A town's own Word template and logo, made here: invented, and as Danish Word would write it."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

GREEN = "0B5D3B"
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="80" viewBox="0 0 320 80">'
    f'<path d="M4 74V20L30 4L56 20V74Z" fill="#{GREEN}"/>'
    '<circle cx="30" cy="34" r="9" fill="#fff"/>'
    f'<rect x="72" y="18" width="240" height="14" fill="#{GREEN}"/>'
    '<rect x="72" y="46" width="150" height="10" fill="#8A9A92"/></svg>'
)
IDS = {  # as Danish Word calls what it keeps under an English name
    "Title": "Titel", "Subtitle": "Undertitel", "Heading1": "Overskrift1",
    "Heading2": "Overskrift2", "Caption": "Billedtekst", "Header": "Sidehoved",
    "Footer": "Sidefod", "TableNormal": "Tabel-Normal", "NoList": "Ingenoversigt",
    "DefaultParagraphFont": "Standardskrifttypeiafsnit",
}  # fmt: skip
KEPT = {"Normal", *IDS}
SERVER = "file:///\\\\server\\skabeloner\\Notat.dotm"


def png(width: int = 320, height: int = 80, colour: tuple[int, int, int] = (11, 93, 59)) -> bytes:
    """A picture of one colour."""

    def part(kind: bytes, content: bytes) -> bytes:
        whole = kind + content
        return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + bytes(colour) * width) * height)
    parts = part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def template(
    edit: Callable[[Any], None] | None = None,
    numbered: bool = True,
    first: bool = True,
    even: bool = True,
    **page: float,
) -> bytes:
    """A letter paper: a coloured head with a logo, its own fonts, heads of first and even pages."""
    document = Document()
    _styles(document)
    section = document.sections[0]
    size = {"width": 210, "height": 297, "side": 25, "top": 34, "bottom": 25, **page}
    section.page_width, section.page_height = Mm(size["width"]), Mm(size["height"])
    section.left_margin = section.right_margin = Mm(size["side"])
    section.top_margin, section.bottom_margin = Mm(size["top"]), Mm(size["bottom"])
    section.header_distance = section.footer_distance = Mm(10)
    _head(section.header, "Havneby Kommune")
    _foot(section.footer, numbered)
    if first:
        section.different_first_page_header_footer = True
        _head(section.first_page_header, "Havneby Kommune · Sekretariatet")
        section.first_page_footer.paragraphs[0].text = "Havnegade 1, 9999 Havneby"
    if even:
        document.settings.odd_and_even_pages_header_footer = True
        _head(section.even_page_header, "Havneby")
        _foot(section.even_page_footer, numbered)
    document.add_paragraph("[Skriv titel her]", style="Title")
    document.add_paragraph("Slet denne vejledning, før du gemmer.")
    document.core_properties.author = "Skabelonmageren"
    settings = document.part._settings_part
    key = settings.relate_to(SERVER, _kind("attachedTemplate"), is_external=True)
    attached = f'<w:attachedTemplate {nsdecls("w", "r")} r:id="{key}"/>'
    document.settings.element.insert(1, parse_xml(attached))
    if edit:
        edit(document)
    written = io.BytesIO()
    document.save(written)
    return rewritten(written.getvalue(), {"word/": _danish})


def _kind(name: str) -> str:
    return f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}"


def _styles(document: Any) -> None:
    for style in list(document.styles):
        if style.style_id not in KEPT:
            document.styles.element.remove(style.element)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Liberation Serif", Pt(11)
    for name in ("Title", "Heading 1"):
        document.styles[name].font.color.rgb = RGBColor.from_string(GREEN)
    note = document.styles.add_style("Note", WD_STYLE_TYPE.PARAGRAPH)
    note.font.size, note.font.italic = Pt(8), True


def _head(header: Any, name: str) -> None:
    table = header.add_table(1, 2, Mm(160))
    shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{GREEN}"/>')
    table.cell(0, 0)._tc.get_or_add_tcPr().append(shade)
    said = table.cell(0, 0).paragraphs[0].add_run(name)
    said.font.bold, said.font.color.rgb = True, RGBColor(255, 255, 255)
    table.cell(0, 1).paragraphs[0].add_run().add_picture(io.BytesIO(png()), width=Mm(30))
    header._element.remove(header.paragraphs[0]._p)
    header.add_paragraph()


def _foot(footer: Any, numbered: bool) -> None:
    paragraph = footer.paragraphs[0]
    paragraph.add_run("Havneby Kommune ")
    pieces = (("begin", ""), ("", " PA"), ("", "GE "), ("separate", ""), ("end", ""))
    for kind, said in pieces if numbered else ():
        inside = (
            f'<w:fldChar w:fldCharType="{kind}"/>' if kind else f"<w:instrText>{said}</w:instrText>"
        )
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{inside}</w:r>"))


def _danish(text: str) -> str:
    """Ids as Danish Word writes them, wherever they are used."""
    for old, new in IDS.items():
        use = rf'(w:(?:styleId|val)=")(?:{old})(")'
        text = re.sub(rf"(<w:(?:style|basedOn|next|link|pStyle|tblStyle|rStyle)\b[^>]*){use}",
                      rf"\g<1>\g<2>{new}\g<3>", text)  # fmt: skip
    return text


def rewritten(content: bytes, changes: dict[str, Callable[[str], str]]) -> bytes:
    """A Word file with the text of some of its parts changed, by how their names begin."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            for begin, change in changes.items():
                if name.startswith(begin) and name.endswith((".xml", ".rels")):
                    part = change(part.decode()).encode()
            new.writestr(name, part)
    return written.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    """Every part of an office file, by its name."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def tag(name: str) -> str:
    """A name of Word's, as it is looked for."""
    return str(qn(name))
