"""Lists that Word itself knows as lists: two kinds, and each list of points counted anew."""

from itertools import groupby
from typing import Any, Final

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart

from grundlag.render.lists import BULLET

POINTS: Final = "List Number"
_FORMATS: Final = {"List Bullet": ("bullet", BULLET), POINTS: ("decimal", "%1.")}
STYLES: Final = tuple(_FORMATS)
_INDENT: Final = 'w:left="283" w:hanging="283"'  # twentieths of a point: 5 mm


def define(document: Document) -> None:
    """Lets both kinds of list be ours, where a template's style leads to none of its own."""
    numbering = _numbering(document)
    for name in STYLES:
        style = document.styles[name]
        if _followed(numbering, style) is None:
            properties = style.element.get_or_add_pPr()
            properties._remove_numPr()
            number = numbering.add_num(_kind(numbering, name, style.style_id))
            properties.get_or_add_numPr().get_or_add_numId().val = number.numId


def _followed(numbering: Any, style: Any) -> int | None:
    """The kind of list that a style leads to; a template's may lead to none that is there."""
    named = style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
    wanted = "" if named is None else named.get(qn("w:val"))
    leads = [
        kind.get(qn("w:val"))
        for each in numbering.findall(qn("w:num"))
        if each.get(qn("w:numId")) == wanted
        for kind in each.findall(qn("w:abstractNumId"))
    ]
    known = {each.get(qn("w:abstractNumId")) for each in numbering.findall(qn("w:abstractNum"))}
    return next((int(kind) for kind in leads if kind in known), None)


def forget(document: Document) -> None:
    """Leaves no list of those that a template brings."""
    numbering = _numbering(document)
    for child in list(numbering):
        numbering.remove(child)


def count_anew(document: Document) -> None:
    """Lets each list of points but the first, which its style counts, begin at 1 again."""
    numbering, style = _numbering(document), document.styles[POINTS]
    kind = _followed(numbering, style)
    found = groupby(document.element.body, key=lambda e: getattr(e, "style", "") == style.style_id)
    for place, points in enumerate(list(points) for is_list, points in found if is_list):
        number = numbering.add_num(kind) if place else None
        if number is not None:
            number.add_lvlOverride(0).add_startOverride(1)
        for point in points:
            _numbered(point.pPr, number)


def _numbered(properties: Any, number: Any) -> None:
    """A paragraph counted by a list of its own; without one, by its style's."""
    properties._remove_numPr()
    if number is not None:
        own = properties.get_or_add_numPr()
        own.get_or_add_ilvl().val, own.get_or_add_numId().val = 0, number.numId


def _numbering(document: Document) -> Any:
    """A document's lists; a template may have none."""
    part = document.part
    kind = RELATIONSHIP_TYPE.NUMBERING
    if not any(rel.reltype == kind for rel in part.rels.values()):
        empty = f"<w:numbering {nsdecls('w')}/>".encode()
        name = PackURI("/word/numbering.xml")
        part.relate_to(
            NumberingPart.load(name, CONTENT_TYPE.WML_NUMBERING, empty, part.package), kind
        )
    return part.numbering_part.element


def _kind(numbering: Any, style: str, style_id: str) -> int:
    """Adds the definition of a kind of list, before all lists, and gives its number."""
    known = numbering.findall(qn("w:abstractNum"))
    number = 1 + max((int(each.get(qn("w:abstractNumId"))) for each in known), default=0)
    form, sign = _FORMATS[style]
    made = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{form}"/><w:pStyle w:val="{style_id}"/><w:lvlText w:val="{sign}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind {_INDENT}/></w:pPr></w:lvl></w:abstractNum>'
    )
    first = numbering.find(qn("w:num"))
    if first is None:
        numbering.append(made)
    else:
        first.addprevious(made)
    return number
