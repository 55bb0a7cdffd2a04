"""What stands against a Word file as the template of papers, each with what to do in Word.

Of a template its page, heads, feet and styles are used. Where those fetch something from elsewhere
when a paper is opened, or hold what cannot be carried over, the template is refused.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from grundlag.word import W, fields, last_section, measure, text_width

Fault = tuple[str, str]
LARGE = 1 << 28  # bytes that a template may unpack to
NARROWEST, WIDEST = 120, 200  # mm of text
OLD = b"\xd0\xcf\x11\xe0"  # how files begin that Word keeps behind a password; .doc does, too
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_BROKEN = (zipfile.BadZipFile, zlib.error, ElementTree.ParseError, KeyError, ValueError, EOFError,
           RuntimeError, NotImplementedError)  # fmt: skip
_DOCX = "Open it in Word and save it as a document (.docx)"
_KEPT = ("header", "footer", "styles", "numbering", "theme", "fontTable")
_CARRIED = ("image", "hyperlink", "font")  # what those may lead to
_TRACKED = {f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo")}
_OFF = ("0", "false", "off")
_CONTENT = "[Content_Types].xml"


def template_faults(content: bytes) -> Iterator[Fault]:
    """What is wrong with a template, and what to do."""
    if content.startswith(OLD):
        yield "is behind a password, or an old .doc.", f"{_DOCX}, without a password."
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            if sum(part.file_size for part in file.infolist()) > LARGE:
                yield "unpacks to more than 256 MB.", "Make its pictures smaller."
                return
            yield from tuple(_faults(file))
    except _BROKEN:
        yield "is no Word file that can be read.", f"{_DOCX}."


def _faults(file: zipfile.ZipFile) -> Iterator[Fault]:
    main = next((path for kind, path, _ in _leads(file, "") if kind == "officeDocument"), "")
    if wrong := _kind_fault(file, main):
        yield wrong
        return
    yield from _page_faults(_xml(file, main))
    for kind, path, _ in _leads(file, main):
        if kind == "settings":
            yield from _lock_faults(_xml(file, path))
        elif kind in _KEPT:
            yield from _part_faults(file, path, kind)


def _kind_fault(file: zipfile.ZipFile, main: str) -> Fault | None:
    types = {each.get("PartName"): each.get("ContentType") for each in _xml(file, _CONTENT)}
    kind = types.get(f"/{main}") or ""
    if "macroEnabled" in kind:
        return "holds macros (.docm or .dotm).", f"{_DOCX}, which leaves them out."
    if "template" in kind:
        return "is kept as a template (.dotx).", f"{_DOCX}."
    if _xml(file, main).tag.startswith(_STRICT):
        return "is kept as Strict Open XML.", f"{_DOCX}, not a strict one."
    return None if kind == _TYPE else ("is no Word document.", f"{_DOCX}.")


def _page_faults(document: Element) -> Iterator[Fault]:
    section = last_section(document)
    if section is None or (text := text_width(section)) is None:
        yield "says no size of paper, or no margins.", "Set them in Word: Layout, Size and Margins."
        return
    page = section.find(f"{W}pgSz")
    if measure(page, "w") > measure(page, "h"):
        yield "lies down (landscape).", "Turn it in Word: Layout, Orientation, Portrait."
    elif not NARROWEST <= text <= WIDEST:
        what = f"leaves {text:.0f} mm for the text; tables need {NARROWEST} to {WIDEST}."
        yield what, "Set the margins in Word: Layout, Margins."


def _lock_faults(settings: Element) -> Iterator[Fault]:
    lock = settings.find(f"{W}documentProtection")
    locked = lock is not None and lock.get(f"{W}enforcement", "0") not in _OFF
    if locked or settings.find(f"{W}writeProtection") is not None:
        yield "is protected against changes.", "Stop it in Word: Review, Restrict Editing."


def _part_faults(file: zipfile.ZipFile, path: str, kind: str) -> Iterator[Fault]:
    """What a part may not hold: what it fetches, what cannot be carried over, open changes."""
    called = {"header": "its head of the page", "footer": "its foot of the page"}
    where = f"has in {called.get(kind, f'its {kind}')}"
    fix = "Put a picture there that is in the file."
    root = _xml(file, path)
    for lead, target, outside in _leads(file, path):
        if outside and lead != "hyperlink":
            yield f"{where} what is fetched from {target}.", fix
        elif lead not in _CARRIED and kind in called:
            yield f"{where} an embedded {lead}.", fix
    if any(_links(each) for each in root.iter()):
        yield f"{where} a picture that is linked, not in the file.", fix
    for name in dict.fromkeys(each.name for each in fields(root) if each.fetches):
        what = f"{where} a field that fetches ({name})."
        yield what, "Take the field out, or put its text there."
    if _TRACKED & {each.tag for each in root.iter()}:
        yield f"{where} changes that nobody has accepted.", "Accept or reject them: Review, Accept."


def _links(element: Element) -> bool:
    """Whether an old kind of picture names an address itself."""
    names = {name.rpartition("}")[2] for name, value in element.attrib.items() if value}
    return "urn:schemas-microsoft-com" in element.tag and bool({"src", "href"} & names)


def _leads(file: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str, bool]]:
    """Where a part leads: to what kind, by which path or address, and whether out of the file."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    for each in _xml(file, path) if path in file.namelist() else ():
        kind, target = each.get("Type", "").rpartition("/")[2], each.get("Target", "")
        outside = each.get("TargetMode") == "External"
        inside = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield kind, target if outside else inside, outside


def _xml(file: zipfile.ZipFile, path: str) -> Element:
    return ElementTree.fromstring(file.read(path))
