"""Cells of an Excel workbook that the reader gives as empty and that are not.

Those are errors (#N/A, #REF!) and formulas that were never calculated. They are looked for in the
workbook's own XML; the older .xls holds none that can be told.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

_MAYBE = re.compile(rb"""t=["']e["']|<(\w+:)?f\b""")  # an error or a formula: worth a second look
_RELATIONS = "xl/_rels/workbook.xml.rels"
_BROKEN = (zipfile.BadZipFile, KeyError, ElementTree.ParseError, NotImplementedError, ValueError)


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What stands in a cell in place of a value; as a text it is nothing, as it was read.

    `found` is what Excel shows: an error (#N/A) or a formula (=A1).
    """

    found: str
    what: str
    fix: str

    def __str__(self) -> str:
        return ""


Faults = dict[tuple[int, int], Fault]  # by row and column, from 1


def faults(content: bytes, sheet: str) -> Faults:
    """The faults of a sheet of a workbook; none where the file is no .xlsx that can be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            found = sheet_parts(book).get(sheet)
            xml = book.read(found) if found else b""
        return dict(_faults(xml)) if _MAYBE.search(xml) else {}
    except _BROKEN:
        return {}


def with_faults(content: bytes, sheet: str, rows: list[list[Any]]) -> list[list[Any]]:
    """A sheet's rows as they were read, each fault in its cell, also beyond the last that holds."""
    found = faults(content, sheet)
    width = max((len(rows[0]) if rows else 0, *(column for _, column in found)))
    height = max((len(rows), *(row for row, _ in found)))
    whole = [[*row, *[""] * (width - len(row))] for row in rows]
    whole += [[""] * width for _ in range(height - len(rows))]
    for (row, column), fault in found.items():
        whole[row - 1][column - 1] = fault
    return whole


def sheet_parts(book: zipfile.ZipFile) -> dict[str, str]:
    """Which file of a workbook holds each sheet, by the sheet's name."""
    files = {
        node.get("Id"): posixpath.normpath(posixpath.join("/xl", node.get("Target", "")))
        for node in _all(book.read(_RELATIONS), "Relationship")
    }
    return {
        node.get("name", ""): files[key].lstrip("/")
        for node in _all(book.read("xl/workbook.xml"), "sheet")
        for name, key in node.items()
        if name.endswith("}id") and key in files
    }


def _all(xml: bytes, tag: str) -> Iterator[ElementTree.Element]:
    return (node for node in ElementTree.fromstring(xml).iter() if _tag(node) == tag)


def _tag(node: ElementTree.Element) -> str:
    """A node's name without its namespace, of which Excel writes two."""
    return node.tag.rpartition("}")[2]


def _faults(xml: bytes) -> Iterator[tuple[tuple[int, int], Fault]]:
    row = column = 0
    for event, node in ElementTree.iterparse(io.BytesIO(xml), events=("start", "end")):
        if event == "start" and _tag(node) == "row":
            row, column = int(node.get("r", row + 1)), 0
        elif event == "end" and _tag(node) == "c":
            column = column_of(node.get("r")) or column + 1
            if found := _fault(node):
                yield (row, column), found
        elif event == "end" and _tag(node) == "row":
            node.clear()  # a delivery of many rows need not be held twice


def column_of(address: str | None) -> int:
    """The column of an address, from 1: 4 of D5; 0 where there is none."""
    column = 0
    for sign in (address or "").rstrip("0123456789"):
        column = column * 26 + ord(sign) - ord("A") + 1
    return column


def _fault(cell: ElementTree.Element) -> Fault | None:
    """What is wrong with a cell: an error, or a formula whose value Excel has not written."""
    inside = {_tag(node): (node.text or "").strip() for node in cell}
    if cell.get("t") == "e":
        error = inside.get("v") or "#N/A"
        what, fix = f"holds an error: {error}.", "Write the value itself, or mend the formula."
        return Fault(found=error, what=what, fix=fix)
    if "f" in inside and not inside.get("v") and cell.get("t") != "str":
        what = "holds a formula that was never calculated."
        fix = "Open it in Excel and save it, or write the value itself."
        return Fault(found=f"={inside['f']}", what=what, fix=fix)
    return None
