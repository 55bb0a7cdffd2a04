"""The Word template's styles, from the look: what each is called and how it stands."""

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from pydantic.dataclasses import dataclass

from grundlag.render.look import LOOK
from grundlag.render.word_lists import STYLES

TABLE_STYLE = "Grundlag"
LABEL = "Remark Label"
LAST_NOTE = "Last Note"
_BELOW = 5.5  # points
_KEPT = frozenset({"Normal", "Default Paragraph Font", "Normal Table", "No List"})
_WORDS_OWN = frozenset(
    {"Title", "Subtitle", "Heading 1", "Body Text", "Quote", "Caption", "Header", "Footer"}
    | set(STYLES)
)
_SIZE, _COLOUR = LOOK.size, LOOK.colour


@dataclass(frozen=True, kw_only=True)
class Spec:
    """A paragraph style: points, colour, and what it keeps together with."""

    name: str
    size: float
    bold: bool = False
    colour: str = LOOK.colour.text
    before: float = 0
    after: float = 0
    line: float = 1.1
    next: bool = False
    whole: bool = False
    left: float = 0
    hang: float = 0
    right: bool = False
    center: bool = False
    level: int | None = None


SPECS = (
    Spec(name="Title", size=_SIZE.title, bold=True, after=3, line=1.0, next=True),
    Spec(name="Subtitle", size=_SIZE.subtitle, colour=_COLOUR.muted, after=12, next=True),
    Spec(name="Fact", size=_SIZE.table, left=44, hang=44),
    Spec(name="Heading 1", size=_SIZE.heading, bold=True, colour=_COLOUR.accent, before=20,
         after=4, next=True, level=0),
    Spec(name="Body Text", size=_SIZE.text, after=7, line=1.2),
    Spec(name="Lead", size=_SIZE.lead, after=7, line=1.2),
    Spec(name="Quote", size=_SIZE.text, colour=_COLOUR.muted, after=9, line=1.2, left=4,
         whole=True),
    Spec(name="Remark", size=_SIZE.text, before=9, after=9, line=1.2, left=4, whole=True),
    Spec(name="List Bullet", size=_SIZE.text, after=4, line=1.2),
    Spec(name="List Number", size=_SIZE.text, after=4, line=1.2),
    Spec(name="Note", size=_SIZE.note, colour=_COLOUR.muted, before=2, after=0.5),
    Spec(name="Caption", size=_SIZE.text, bold=True, before=9, after=4, next=True),
    Spec(name="Figure", size=_SIZE.text, after=2, line=1.0, next=True),
    Spec(name="Figure Alone", size=_SIZE.text, after=7, line=1.0),
    Spec(name="Table Heading", size=_SIZE.table, bold=True, before=2.5, after=2.5, line=1.0,
         next=True),
    Spec(name="Table Heading Number", size=_SIZE.table, bold=True, before=2.5, after=2.5, line=1.0,
         next=True, right=True),
    Spec(name="Table Heading Over", size=_SIZE.table, bold=True, before=2.5, after=2.5, line=1.0,
         next=True, center=True),
    Spec(name="Table Text", size=_SIZE.table, before=2.5, after=2.5, line=1.0),
    Spec(name="Table Number", size=_SIZE.table, before=2.5, after=2.5, line=1.0, right=True),
    Spec(name="Verdict", size=_SIZE.table, bold=True, before=2.5, line=1.0, left=5.5, hang=5.5),
    Spec(name="Certainty", size=_SIZE.note, colour=_COLOUR.muted, after=3, line=1.0, left=5.5),
    Spec(name="Header", size=_SIZE.note, bold=True, right=True),
    Spec(name="Footer", size=_SIZE.note, colour=_COLOUR.muted),
)  # fmt: skip

_THIN, _TINT = ("5", "6", _COLOUR.rule), ("4", "4", _COLOUR.tint)
_RULED = {
    "Fact": {"top": _THIN, "bottom": _THIN},
    "Quote": {"left": ("12", "8", _COLOUR.rule)},
    "Remark": {"top": _TINT, "left": ("18", "8", _COLOUR.accent), "bottom": _TINT},
}
_TINTED = frozenset({"Remark"})


def set_styles(document: Document) -> None:
    """Replaces Word's styles with ours."""
    _forget(document)
    _defaults(document)
    for spec in SPECS:
        _paragraph_style(document, spec)
    last = document.styles.add_style(LAST_NOTE, WD_STYLE_TYPE.PARAGRAPH)
    last.base_style = document.styles["Note"]  # whatever a city has that look like
    last.paragraph_format.space_after = Pt(_BELOW)
    for tone, colour in LOOK.tone.items():
        style = document.styles.add_style(f"Tone {tone}", WD_STYLE_TYPE.CHARACTER)
        style.font.color.rgb = _rgb(colour)
    label = document.styles.add_style(LABEL, WD_STYLE_TYPE.CHARACTER)
    label.font.bold, label.font.size = True, Pt(_SIZE.note)
    document.styles.element.append(parse_xml(_table_style()))


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.removeprefix("#"))


def _forget(document: Document) -> None:
    root = document.styles.element
    for style in list(document.styles):
        if style.name not in _KEPT:
            root.remove(style.element)
    for latent in root.findall(qn("w:latentStyles")):
        root.remove(latent)


def _defaults(document: Document) -> None:
    """The font, size and language of everything, so that no theme decides."""
    old = document.styles.element.find(qn("w:docDefaults"))
    family, half = LOOK.font.family, round(2 * _SIZE.text)
    fonts = " ".join(f'w:{script}="{family}"' for script in ("ascii", "hAnsi", "cs", "eastAsia"))
    new = parse_xml(
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr><w:rFonts {fonts}/>"
        f'<w:color w:val="{_COLOUR.text[1:]}"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
        '<w:lang w:val="da-DK" w:eastAsia="da-DK" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:spacing w:after='0' w:line='264' w:lineRule='auto'/></w:pPr>"
        "</w:pPrDefault></w:docDefaults>"
    )
    old.getparent().replace(old, new)
    normal = document.styles["Normal"].element
    for part in (*normal.findall(qn("w:rPr")), *normal.findall(qn("w:pPr"))):
        normal.remove(part)


def _paragraph_style(document: Document, spec: Spec) -> None:
    builtin = spec.name in _WORDS_OWN
    style = document.styles.add_style(spec.name, WD_STYLE_TYPE.PARAGRAPH, builtin)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    style.font.size, style.font.bold = Pt(spec.size), spec.bold or None
    style.font.color.rgb = _rgb(spec.colour)
    _paragraph_format(style.paragraph_format, spec)
    properties = style.element.get_or_add_pPr()
    if spec.name in _RULED:
        properties.insert_element_before(parse_xml(_borders(spec.name)), *_AFTER_BORDERS)
    if spec.name in _TINTED:
        shade = f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{_COLOUR.tint[1:]}"/>'
        properties.insert_element_before(parse_xml(shade), *_AFTER_BORDERS[1:])
    if spec.level is not None:
        level = parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{spec.level}"/>')
        properties.append(level)


_AFTER_BORDERS = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc",
                  "w:outlineLvl")  # fmt: skip


def _paragraph_format(form: Any, spec: Spec) -> None:
    form.space_before, form.space_after = Pt(spec.before), Pt(spec.after)
    form.line_spacing = spec.line
    form.keep_with_next = spec.next or None
    form.keep_together = spec.whole or None
    form.widow_control = True
    if spec.left:
        form.left_indent, form.first_line_indent = Mm(spec.left), Mm(-spec.hang)
    if spec.hang:
        form.tab_stops.add_tab_stop(Mm(spec.left))
    if spec.right or spec.center:
        form.alignment = WD_ALIGN_PARAGRAPH.RIGHT if spec.right else WD_ALIGN_PARAGRAPH.CENTER


def _borders(name: str) -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour[1:]}"/>'
        for side, (size, space, colour) in _RULED[name].items()
    )
    return f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>"


def _table_style() -> str:
    """Thin rules: dark above, under the heading and below; a hair between rows; none upright."""
    dark, hair = _COLOUR.text[1:], _COLOUR.hairline[1:]
    line = '<w:{} w:val="single" w:sz="{}" w:space="0" w:color="{}"/>'
    whole = line.format("top", 8, dark) + line.format("bottom", 8, dark)
    return (
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE}">'
        f'<w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>'
        f"<w:tblPr><w:tblBorders>{whole}{line.format('insideH', 4, hair)}</w:tblBorders>"
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        '</w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
        f"{line.format('bottom', 6, dark)}</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
    )
