"""Read what stands in a Word file that people have edited: its lines, as a reader sees them.

What was deleted under *Track changes* is gone, and what was inserted is there.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from grundlag.errors import GrundlagError, Problem
from grundlag.render.look import LOOK
from grundlag.report.proof_model import Kind, Line

_BROKEN = (
    zipfile.BadZipFile, zlib.error, PackageNotFoundError, KeyError, ValueError, SyntaxError,
    EOFError, RuntimeError,  # it wants a password, or is packed in a way that is not known
)  # fmt: skip
_LARGE = 1 << 28  # bytes that a paper may unpack to
_HEADINGS = ("Title", "Subtitle", "Heading")
_BLANK = {qn("w:tab"), qn("w:br"), qn("w:cr")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = {qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), _FALLBACK}


def lines_of(content: bytes, name: str) -> tuple[Line, ...]:
    """The lines of a Word file, in order; raises GrundlagError where it is none."""
    document = _opened(content, name)
    return (*_marks(document), *_body(document.element.body, _styles(document)))


def _opened(content: bytes, name: str) -> Any:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _LARGE:
                raise _refused(name, "unpacks to more than 256 MB.")
        return Document(io.BytesIO(content))
    except _BROKEN as error:
        raise _refused(name, "is no Word file that can be read.") from error


def _refused(name: str, what: str) -> GrundlagError:
    fix = "Save it in Word as a document (.docx), without a password."
    return GrundlagError(Problem(where=name, what=what, fix=fix))


def _styles(document: Any) -> dict[str, str]:
    """What each style is called, by its id; Word translates ids and keeps names."""
    return {style.style_id: style.name or "" for style in document.styles}


def _marks(document: Any) -> Iterator[Line]:
    """The words of heads and feet, each once: the first page may have its own."""
    seen: dict[str, None] = {}
    for section in document.sections:
        for part in (section.header, section.first_page_header, section.even_page_header):
            for paragraph in part._element.iter(qn("w:p")):
                seen.setdefault(_text(paragraph))
    yield from (Line(where="the head of the pages", kind="mark", cells=(t,)) for t in seen if t)


def _body(body: Any, styles: dict[str, str]) -> Iterator[Line]:
    heading, table = "the title", 0
    for element in _blocks(body):
        if element.tag == qn("w:tbl"):
            table += 1
            yield from _rows(element, f"table {table}, {heading}")
        elif text := _text(element):
            style = styles.get(_style(element), "")
            kind: Kind = "heading" if style.startswith(_HEADINGS) else "text"
            kind = "remark" if _is_remark(style, text) else kind
            heading = f'"{text}"' if kind == "heading" else heading
            said = text.removeprefix(f"{LOOK.words.remark} ") if kind == "remark" else text
            yield Line(where=f"under {heading}", kind=kind, cells=(said,))


def _is_remark(style: str, text: str) -> bool:
    """Whether a paragraph is a remark: by its style, or by its first word where that was lost."""
    return style == "Remark" or text.startswith(f"{LOOK.words.remark} ")


def _blocks(body: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, those inside a content control too."""
    for element in body:
        if element.tag in (qn("w:p"), qn("w:tbl")):
            yield element
        elif element.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo")):
            yield from _blocks(element)


def _rows(table: Any, where: str) -> Iterator[Line]:
    for row in table.iter(qn("w:tr")):
        if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None and (found := tuple(_said(row))):
            named = next(filter(None, found), "?")
            yield Line(where=f"{where}, row {named}", kind="row", cells=found)


def _said(row: Any) -> Iterator[str]:
    """What each cell of a row says."""
    for cell in _cells(row):
        yield " ".join(filter(None, map(_text, cell.iter(qn("w:p")))))


def _cells(row: Any) -> Iterator[Any]:
    for element in row:
        if element.tag == qn("w:tc"):
            yield element
        elif element.tag in (qn("w:sdt"), qn("w:sdtContent")):
            yield from _cells(element)


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if style is None else str(style.get(qn("w:val")))


def _text(paragraph: Any) -> str:
    """What a paragraph says, blanks as one: hard ones, tabs and line ends too."""
    return " ".join("".join(_pieces(paragraph)).replace("\u00ad", "").split())


def _pieces(element: Any) -> Iterator[str]:
    for part in element:
        if part.tag in _GONE:
            continue
        if part.tag == qn("w:t"):
            yield part.text or ""
        elif part.tag == qn("w:noBreakHyphen"):
            yield "-"
        elif part.tag in _BLANK:
            yield " "
        elif part.tag != qn("w:pPr") and part.tag != qn("w:rPr"):
            yield from _pieces(part)
