"""What stands in a Word file, read alike by who checks a template and by who makes papers on it.

An element is one of the standard library's or one of lxml's: both are asked in the same words.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADS = (f"{W}headerReference", f"{W}footerReference")
_INHERITED = (*HEADS, f"{W}pgSz", f"{W}pgMar")
_KEPT = (*_INHERITED, *(f"{W}{name}" for name in ("pgBorders", "titlePg", "docGrid")))
_MEASURE = re.compile(r"(-?\d+(?:\.\d+)?)(mm|cm|in|pt|pc|pi|)")
_MM = {"mm": 1, "cm": 10, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6, "pi": 25.4 / 6,
       "": 25.4 / 1440}  # fmt: skip
_BOUND = f"{W}sdtPr/{W}dataBinding"
_PROPERTY = re.compile(r"/\w+:coreProperties(?:\[1\])?/\w+:(\w+)(?:\[1\])?")
_FETCHING = re.compile(r"\b(INCLUDE\w*|LINK|DDE\w*|DATABASE|IMPORT|RD)\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Field:
    """What a field says, and the texts that Word last showed in its place."""

    says: str
    shown: tuple[Any, ...]

    @property
    def words(self) -> list[str]:
        """What it says, word by word; what stands in quotation marks is one."""
        return [quoted or word for quoted, word in re.findall(r'"([^"]*)"|([^\s"]+)', self.says)]

    @property
    def name(self) -> str:
        """What kind of field it is: PAGE, TITLE."""
        return self.words[0].upper() if self.words else ""

    @property
    def fetches(self) -> bool:
        """Whether it takes something from elsewhere; a link does so only when it is followed."""
        return self.name != "HYPERLINK" and bool(_FETCHING.search(self.says))


def fields(root: Any) -> Iterator[Field]:
    """Each field of a part by itself, also in pieces, side by side or one inside another.

    A control that shows a property of the document (its title) is one too, called as that is.
    """
    opened: list[tuple[list[str], list[Any]]] = [([], [])]  # the first: what no field holds
    for element in root.iter():
        if element.tag == f"{W}fldSimple":
            says = element.get(f"{W}instr", "")
            yield Field(says=says, shown=tuple(element.iter(f"{W}t")))
        elif element.tag == f"{W}sdt" and (bound := element.find(_BOUND)) is not None:
            if read := _PROPERTY.fullmatch(bound.get(f"{W}xpath", "")):
                yield Field(says=read[1], shown=tuple(element.iter(f"{W}t")))
        elif element.tag == f"{W}instrText":
            opened[-1][0].append(element.text or "")
        elif element.tag == f"{W}t":
            opened[-1][1].append(element)
        elif element.tag == f"{W}fldChar" and element.get(f"{W}fldCharType") == "begin":
            opened.append(([], []))
        elif element.tag == f"{W}fldChar" and element.get(f"{W}fldCharType") == "end":
            yield _field(*opened.pop())
            opened = opened or [([], [])]
    yield from (_field(*each) for each in opened)


def _field(says: list[str], shown: list[Any]) -> Field:
    return Field(says="".join(says), shown=tuple(shown))


def last_section(document: Any) -> Any | None:
    """A document's last section, the one that papers get; None where it has none.

    It has the heads, feet, size and margins of those before it where it says none itself. Of the
    rest it keeps what a page looks like, and nothing of columns, line numbers or printers.
    """
    sections = list(_sections(document))
    if not sections:
        return None
    last = sections[-1]
    found = {_which(e): e for s in sections for e in s if e.tag in _INHERITED}
    found |= {_which(e): e for e in last if e.tag in _KEPT}
    made = deepcopy(last)
    made[:] = [deepcopy(e) for e in sorted(found.values(), key=lambda e: _order(e.tag))]
    return made


def _sections(element: Any) -> Iterator[Any]:
    """Each section; not the ones inside them, which are what they were before a change."""
    for child in element:
        if child.tag == f"{W}sectPr":
            yield child
        else:
            yield from _sections(child)


def _which(element: Any) -> tuple[str, str | None]:
    """There is one of each; of heads and feet one for each kind of page."""
    return element.tag, element.get(f"{W}type") if element.tag in HEADS else None


def _order(tag: str) -> int:
    return max(0, _KEPT.index(tag) - 1)  # heads and feet stand first, as they come


def text_width(section: Any) -> float | None:
    """The width of a section's text in millimetres; None where its size or margins are not said."""
    page, margins = (section.find(f"{W}{name}") for name in ("pgSz", "pgMar"))
    if page is None or margins is None:
        return None
    return measure(page, "w") - sum(measure(margins, side) for side in ("left", "right", "gutter"))


def measure(element: Any, name: str) -> float:
    """A length in millimetres, said in twentieths of a point or with its unit: 11906, 210mm.

    Raises ValueError where it is neither.
    """
    said = element.get(f"{W}{name}", "0")
    if not (read := _MEASURE.fullmatch(said)):
        raise ValueError(f"{name} = {said} is no length")
    return float(read[1]) * _MM[read[2]]
