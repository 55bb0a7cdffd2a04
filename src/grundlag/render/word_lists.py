"""Lists that Word itself knows as lists: two kinds, and each list of points counted anew."""

from itertools import groupby
from typing import Any, Final

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from grundlag.render.lists import BULLET

# The number of each kind's definition, and of the list that its style refers to.
NUMBERED: Final = {"List Bullet": 1, "List Number": 2}
_POINTS: Final = NUMBERED["List Number"]
_FORMATS: Final = {"List Bullet": ("bullet", BULLET), "List Number": ("decimal", "%1.")}
_INDENT: Final = 'w:left="283" w:hanging="283"'  # twentieths of a point: 5 mm


def define(document: Document) -> None:
    """Puts our two kinds of list in the place of all that a template brings."""
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    numbering.extend([_kind(style) for style in NUMBERED])
    for number in NUMBERED.values():
        numbering.add_num(number)


def _kind(style: str) -> Any:
    kind, sign = _FORMATS[style]
    return parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{NUMBERED[style]}">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{kind}"/><w:pStyle w:val="{style.replace(" ", "")}"/>'
        f'<w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/><w:pPr><w:ind {_INDENT}/></w:pPr>'
        "</w:lvl></w:abstractNum>"
    )


def count_anew(document: Document) -> None:
    """Lets each list of points but the first, which its style counts, begin at 1 again."""
    found = groupby(document.element.body, key=_is_point)
    lists = [list(points) for is_list, points in found if is_list]
    for points in lists[1:]:
        number = document.part.numbering_part.element.add_num(_POINTS)
        number.add_lvlOverride(0).add_startOverride(1)
        for point in points:
            point.pPr.get_or_add_numPr().get_or_add_ilvl().val = 0
            point.pPr.numPr.get_or_add_numId().val = number.numId


def _is_point(element: Any) -> bool:
    return bool(getattr(element, "style", None) == "ListNumber")
