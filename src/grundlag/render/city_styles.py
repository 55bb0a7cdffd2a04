"""The styles of a paper on a city's own template: theirs where they have one, ours beside them.

A style is known by its name, which Word keeps in English in every language; its id it translates.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from grundlag.render.look import LOOK
from grundlag.render.styles import SPECS

REGION = {"da": "da-DK", "en": "en-GB"}
_USES = ("w:pStyle", "w:rStyle", "w:tblStyle")
_NEXT = frozenset(spec.name.casefold() for spec in SPECS if spec.next)
_TYPE, _ID, _NAME, _VAL = (qn(f"w:{name}") for name in ("type", "styleId", "name", "val"))


def joined(theirs: Any, ours: Any) -> dict[str, str]:
    """Adds to their styles what of ours they lack; gives the id that each of ours has there."""
    known = {_key(style): style.get(_ID) for style in theirs.findall(qn("w:style"))}
    own = ours.findall(qn("w:style"))
    ids = {style.get(_ID): known[_key(style)] for style in own if _key(style) in known}
    added = [style for style in own if style.get(_ID) not in ids and not _is_default(style)]
    taken = {*known.values()}
    for style in added:
        ids[style.get(_ID)] = _free(style.get(_ID), taken)
        taken.add(ids[style.get(_ID)])
    names = {name for _, name in known}
    theirs.extend([_beside(style, ids, names) for style in added])
    return ids


def _key(style: Any) -> tuple[str, str]:
    return style.get(_TYPE, "paragraph"), _name(style)


def _name(style: Any) -> str:
    """What a style is called; upper and lower case are one to Word."""
    name = style.find(_NAME)
    return "" if name is None else str(name.get(_VAL)).casefold()


def _is_default(style: Any) -> bool:
    return bool(style.get(qn("w:default")))


def _free(name: str, taken: set[str]) -> str:
    return name if name not in taken else _free(f"{name}Grundlag", taken)


def _beside(style: Any, ids: Mapping[str, str], names: set[str]) -> Any:
    """A style of ours as their file takes it: in their font and in the size of their text."""
    made = deepcopy(style)
    made.set(_ID, ids[style.get(_ID)])
    if _name(made) in names:  # of another type, which Word lets be called so only once
        made.find(_NAME).set(_VAL, f"{made.find(_NAME).get(_VAL)} Grundlag")
    based = made.find(qn("w:basedOn"))
    if based is not None and based.get(_VAL) in ids:
        based.set(_VAL, ids[based.get(_VAL)])
    elif based is not None:
        made.remove(based)
    _loosen(made.find(qn("w:rPr")))
    for each in list(made.iter(qn("w:numPr"))):  # the number of a list in our file, not in theirs
        each.getparent().remove(each)
    return made


def _loosen(properties: Any) -> None:
    """Text of our usual size and colour has theirs."""
    usual = {"w:sz": str(round(2 * LOOK.size.text)), "w:color": LOOK.colour.text[1:]}
    for name, value in usual.items() if properties is not None else ():
        for each in properties.findall(qn(name)):
            if each.get(_VAL) == value:
                properties.remove(each)


def restyled(body: Any, ids: Mapping[str, str], ours: Any) -> None:
    """Lets what stands in a body have its styles by their ids in their file.

    What we keep together with the next (a title with its table) is kept so on their style, too.
    """
    kept = {s.get(_ID) for s in ours.findall(qn("w:style")) if _name(s) in _NEXT}
    for use in list(body.iter(*map(qn, _USES))):
        own = use.get(_VAL)
        if own in kept and use.getparent().find(qn("w:keepNext")) is None:
            use.addnext(parse_xml(f"<w:keepNext {nsdecls('w')}/>"))
        use.set(_VAL, ids.get(own, own))


def in_language(styles: Any, language: str) -> None:
    """Lets every style be of the paper's language: theirs may be for another, or for none."""
    defaults = _child(styles, "w:docDefaults", first=True)
    usual = _child(_child(defaults, "w:rPrDefault", first=True), "w:rPr")
    _child(usual, "w:lang")
    for each in styles.iter(qn("w:lang")):
        each.set(_VAL, REGION[language])


def _child(parent: Any, name: str, first: bool = False) -> Any:
    """A child of that name; where there is none, a new one as the first or the last."""
    if (found := parent.find(qn(name))) is None:
        found = parse_xml(f"<{name} {nsdecls('w')}/>")
        parent.insert(0 if first else len(parent), found)
    return found
