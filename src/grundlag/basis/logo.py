"""What stands against a picture as a logo: of a kind that every format shows, small, and still.

An SVG holds shapes and nothing else: no script, nothing from elsewhere, and no letters, whose font
not every format has.
"""

import re
from collections.abc import Iterator
from typing import NoReturn
from xml.etree import ElementTree
from xml.parsers import expat

from grundlag.basis.png import PNG, WIDEST, Fault, png_faults

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = frozenset(
    (
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("linearGradient", "radialGradient", "stop", "clipPath", "mask"),
    )
)
_KIND = "Save it as .svg or .png."
_SAVE = "Save it again as plain SVG, its letters as paths; or as .png."
_ELSEWHERE = re.compile(r"@import|url\(\s*[\"']?(?!\s*#)", re.IGNORECASE)
_LENGTH = re.compile(r"\s*([0-9.]+)\s*(?:px|pt|mm|cm|in|%)?\s*")


def logo_faults(content: bytes) -> Iterator[Fault]:
    """What is wrong with a logo, and what to do."""
    if content.startswith(PNG):
        yield from png_faults(content)
    elif (root := _root(content)) is None or root.tag != f"{SVG}svg":
        yield "is neither a PNG nor an SVG that can be read.", _KIND
    else:
        yield from _of_svg(root)


def _root(content: bytes) -> ElementTree.Element | None:
    """An SVG as it is read, in whatever letters it is written; nothing where it makes up signs."""
    reader = expat.ParserCreate()
    reader.EntityDeclHandler = _refused
    try:
        reader.Parse(content, True)
        return ElementTree.fromstring(content)
    except (expat.ExpatError, ElementTree.ParseError, ValueError, LookupError):
        return None


def _refused(*_: object) -> NoReturn:
    raise ValueError


def _of_svg(root: ElementTree.Element) -> Iterator[Fault]:
    if not (sides := _sides(root)) or not 0 < min(sides) <= max(sides) <= WIDEST:
        yield "does not say how large it is, or is huge.", "Give it a viewBox, such as 0 0 300 80."
    strange = {tag for tag in map(_own_name, root.iter()) if tag and tag not in SHAPES}
    if strange:
        yield f"holds more than shapes: {', '.join(sorted(strange))}.", _SAVE
    if any(map(_runs, root.iter())):
        yield "holds a script.", _SAVE
    if any(map(_fetches, root.iter())):
        yield "takes something from elsewhere.", _SAVE


def _own_name(element: ElementTree.Element) -> str:
    """What an element is; nothing of an editor's own notes, which no reader draws."""
    space, _, name = element.tag.rpartition("}")
    return name if space == SVG[:-1] or name.lower() == "script" else ""


def _sides(root: ElementTree.Element) -> list[float]:
    """Width and height, as the SVG says them, or its viewBox."""
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    texts = [root.get("width"), root.get("height"), *(box[2:] if len(box) == 4 else ())]
    found = [_LENGTH.fullmatch(text) for text in texts if text is not None]
    try:
        sides = [float(match[1]) for match in found if match]
    except ValueError:
        return []
    return sides if len(sides) == len(found) and len(sides) >= 2 else []


def _runs(element: ElementTree.Element) -> bool:
    return any(name.lower().startswith("on") for name in element.attrib)


def _fetches(element: ElementTree.Element) -> bool:
    links = (v for n, v in element.attrib.items() if n.rpartition("}")[2] in ("href", "src"))
    styles = (*element.attrib.values(), element.text or "")
    return not all(link.startswith("#") for link in links) or any(map(_ELSEWHERE.search, styles))
