"""What a template knows of itself: the settings that a page needs, and the facts that it shows.

A fact (a document's property, a variable) goes on where a field in a head or foot shows it: Word
would put an error there otherwise.
"""

from collections.abc import Mapping
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from grundlag.render.city_pages import fields_of

_PROPERTY, _VARIABLE = "DOCPROPERTY", "DOCVARIABLE"
_SETTINGS = (
    "mirrorMargins", "alignBordersAndEdges", "bordersDoNotSurroundHeader",
    "bordersDoNotSurroundFooter", "gutterAtTop", "evenAndOddHeaders", "embedTrueTypeFonts",
    "embedSystemFonts", "saveSubsetFonts", "defaultTabStop", "autoHyphenation",
    "consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps", "characterSpacingControl",
    "docVars", "compat", "themeFontLang", "clrSchemeMapping", "decimalSymbol", "listSeparator",
)  # fmt: skip


def keep_what_shows(document: Document) -> None:
    """Drops settings, properties and variables that no page of a paper needs."""
    settings = document.settings.element
    kept = {qn(f"w:{name}") for name in _SETTINGS}
    settings[:] = [each for each in settings if each.tag in kept]
    for variables in settings.findall(qn("w:docVars")):
        if not _keep_named(variables, qn("w:name"), _asked(document, _VARIABLE)):
            settings.remove(variables)
    document.part._settings_part.rels.clear()
    _keep_properties(document)


def _keep_properties(document: Document) -> None:
    """Properties that somebody made; those that every document has are the paper's."""
    rels = document.part.package.rels
    for key, rel in list(rels.items()):
        if rel.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES:
            properties = parse_xml(rel.target_part.blob)
            if _keep_named(properties, "name", _asked(document, _PROPERTY)):
                rel.target_part._blob = serialize_part_xml(properties)
            else:
                del rels[key]


def _keep_named(facts: Any, name: str, asked: set[str]) -> bool:
    """Keeps the facts that are asked for, and says whether there is any."""
    facts[:] = [each for each in facts if each.get(name, "").casefold() in asked]
    return len(facts) > 0


def _asked(document: Document, kind: str) -> set[str]:
    """What fields of a kind in heads and feet ask for."""
    fields = (field for field in fields_of(document) if field.name == kind)
    return {word.casefold() for field in fields for word in field.words[1:2]}


def say(document: Document, said: Mapping[str, str]) -> None:
    """Lets fields of heads and feet show what the paper is called, not what the template was."""
    for field in fields_of(document):
        asked = field.words[1:2] if field.name == _PROPERTY else [field.name]
        text = said.get("".join(asked).upper())
        for place, shown in enumerate(field.shown if text is not None else ()):
            shown.text = "" if place else text
