"""Heads and feet of a city's own template: theirs, with what a paper must have on each page."""

from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from markupsafe import escape

from grundlag.render.look import LOOK
from grundlag.word import Field, fields

_SIZE = round(2 * LOOK.size.note)


def put_marks(document: Document, marks: str, style: str) -> None:
    """The marks at the end of every head, of the first page and of even ones too."""
    for head in _all(document, "header"):
        side = "left" if _is_taken_right(head) else "right"
        _last(head, _paragraph(style, side, _run(marks, bold=True)))


def put_page_numbers(document: Document, style: str) -> None:
    """Numbers of pages in every foot, where the template has none on any page."""
    if any(field.name == "PAGE" for field in fields_of(document)):
        return
    words = LOOK.words
    number = _run(f"{words.page} ") + _field("PAGE") + _run(f" {words.of} ") + _field("NUMPAGES")
    for foot in _all(document, "footer"):
        _last(foot, _paragraph(style, "right", number))


def fields_of(document: Document) -> Iterator[Field]:
    """The fields of every head and foot."""
    for kind in ("header", "footer"):
        for part in _all(document, kind):
            yield from fields(part)


def _all(document: Document, kind: str) -> list[Any]:
    """The heads or feet of the pages: those that are there, and those that pages would have.

    One that serves for two kinds of pages is there once.
    """
    section = document.sections[0]
    shown = {
        "": True,
        "first_page_": section.different_first_page_header_footer,
        "even_page_": document.settings.odd_and_even_pages_header_footer,
    }
    found: list[Any] = []
    for which, is_shown in shown.items():
        part = getattr(section, f"{which}{kind}")
        if part.is_linked_to_previous and is_shown:
            part.is_linked_to_previous = False  # makes an empty one
        if not part.is_linked_to_previous and part._element not in found:
            found.append(part._element)
    return found


def _last(part: Any, paragraph: Any) -> None:
    """A paragraph as the last of a head or foot, in the place of an empty one that ends it."""
    last = part[-1] if len(part) else None
    if last is not None and last.tag == qn("w:p") and not set(last) - {last.find(qn("w:pPr"))}:
        part.remove(last)
    part.append(paragraph)


def _is_taken_right(head: Any) -> bool:
    """Whether a picture floats to the right, and none to the left: there marks could lie below."""
    sides = set(map(_side, head.iter(qn("wp:anchor"))))
    return sides == {"right"}


def _side(anchor: Any) -> str:
    """The half of the page in which a floating picture begins."""
    place = anchor.find(qn("wp:positionH"))
    aligned = None if place is None else place.find(qn("wp:align"))
    if aligned is not None:
        return "right" if aligned.text in ("right", "outside") else "left"
    offset = None if place is None else place.find(qn("wp:posOffset"))
    emu = 0 if offset is None else int(offset.text)
    return "right" if emu > LOOK.page.width / 2 * 36000 else "left"


# --- what is put there: dark on white, whatever their style of a head is


def _paragraph(style: str, side: str, runs: str) -> Any:
    return parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{escape(style)}"/>'
        '<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>'
        '<w:spacing w:before="60" w:after="60"/>'
        f'<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="{side}"/></w:pPr>{runs}</w:p>'
    )


def _run(text: str, bold: bool = False) -> str:
    heavy = "<w:b/>" if bold else ""
    colour, size = LOOK.colour.text[1:], f'<w:sz w:val="{_SIZE}"/><w:szCs w:val="{_SIZE}"/>'
    return (
        f'<w:r><w:rPr>{heavy}<w:color w:val="{colour}"/>{size}</w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    )


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} ">{_run("1")}</w:fldSimple>'
