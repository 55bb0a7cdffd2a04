"""A paper on a city's own Word template: their page, heads, feet, fonts and styles; our body.

What stands in the template's own body goes. Of all else only what a paper needs is carried over, by
a list of what that is: so nothing that is fetched when a paper is opened, no note of an editor's
and no macro comes along.
"""

import io
from collections.abc import Callable
from typing import Any

from docx import Document as document_of
from docx.document import Document
from docx.oxml.ns import qn

from grundlag.render.city_facts import keep_what_shows, say
from grundlag.render.city_pages import put_marks, put_page_numbers
from grundlag.render.city_styles import in_language, joined, restyled
from grundlag.render.word_lists import count_anew, define
from grundlag.word import last_section, text_width

_PACKAGE = ("officeDocument", "core-properties", "custom-properties")
_ALWAYS = ("styles", "settings", "theme", "fontTable", "numbering")
_NAMED = ("header", "footer", "image")  # where something in the document names them
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def opened(template: bytes) -> Document:
    """The template with its page and nothing in its body."""
    document = document_of(io.BytesIO(template))
    body = document.element.body
    section = last_section(body)
    for element in list(body):
        body.remove(element)
    body.append(section)
    for background in document.element.findall(qn("w:background")):
        document.element.remove(background)
    return document


def measure_of(document: Document) -> float:
    """The width of the text on a template's page, in millimetres."""
    width = text_width(document.element.body[-1])
    assert width is not None, "a template that check refuses"
    return width


def put_on(document: Document, made: Document, marks: str, language: str) -> None:
    """The body of a paper, as we make it, on a template that was `opened`."""
    ours, theirs = made.styles.element, document.styles.element
    ids = joined(theirs, ours)
    in_language(theirs, language)
    section = document.element.body[-1]
    moved = [each for each in made.element.body if each.tag != qn("w:sectPr")]
    for element in moved:
        section.addprevious(element)
    restyled(document.element.body, ids, ours)
    define(document)
    count_anew(document)
    _bring_pictures(document, made)
    if marks:
        put_marks(document, marks, ids["header"])
    put_page_numbers(document, ids["footer"])
    named = made.core_properties
    say(document, {"TITLE": named.title, "SUBJECT": named.subject, "AUTHOR": "", "CREATOR": ""})
    keep_what_shows(document)
    _drop_unused(document)


def _bring_pictures(document: Document, made: Document) -> None:
    """The paper's own pictures, each under the name that it has in the template's file."""
    names: dict[str, str] = {}
    for picture in document.element.body.iter(qn("a:blip")):
        was = picture.get(qn("r:embed"))
        if was not in names:
            content = made.part.related_parts[was].blob
            names[was] = document.part.get_or_add_image(io.BytesIO(content))[0]
        picture.set(qn("r:embed"), names[was])


def _drop_unused(document: Document) -> None:
    part = document.part
    named = {
        value
        for element in document.element.iter()
        for name, value in element.attrib.items()
        if name.startswith(_R)
    }
    _keep(part.rels, lambda key, kind: kind in _ALWAYS or (kind in _NAMED and key in named))
    _keep(part.package.rels, lambda _, kind: kind in _PACKAGE)


def _keep(rels: Any, is_kept: Callable[[str, str], bool]) -> None:
    kinds: dict[str, str] = {key: rel.reltype.rpartition("/")[2] for key, rel in rels.items()}
    for key, kind in kinds.items():
        if not is_kept(key, kind):
            del rels[key]
