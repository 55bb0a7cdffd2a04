"""Rows set aside: a list of every cell and its reason, and a workbook to mend them in."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from heapq import merge
from pathlib import Path
from typing import Any

import pyarrow as pa
import xlsxwriter

from grundlag.basis.folder import Source
from grundlag.engine.connect import Connection, Expression
from grundlag.engine.files import rows_through
from grundlag.errors import DeliveryError, Problem
from grundlag.records.check import HIDDEN
from grundlag.records.model import SetAside
from grundlag.records.parse import called
from grundlag.records.raw import Chunk, Raw, refusal
from grundlag.records.readers.excel import sheet_rows, table_below

HEADINGS = ("line", "rule", "column", "found", "expected")
SHEET = "set aside"
OWN = ("Line", "What is wrong")  # the workbook's own columns, before the file's
MOST = 100_000  # rows that a workbook holds: nobody mends more by hand
SAID = (
    "Set aside from {id} ({file}). Mend the cells, delete the rows that are to stay out, and take "
    "this workbook in again: the rows are added to that delivery."
)
_MARK = "Set aside from "


def write_list(
    connection: Connection, aside: Expression, rejected: tuple[SetAside, ...], path: Path
) -> None:
    """Every cell that keeps a row out, as CSV that Excel opens: all, whatever their number."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADINGS)
        unfit = map(asdict, rejected)
        for row in merge(unfit, _told(connection, aside, path), key=lambda row: row["line"]):
            writer.writerow([_inert(row[name]) for name in HEADINGS])


def _inert(cell: object) -> object:
    """A cell that a spreadsheet will not run: what came may begin as a formula does."""
    is_formula = isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t")
    return f"'{cell}" if is_formula else cell


def write_workbook(
    connection: Connection,
    rows: Expression,
    aside: Expression,
    source: Source,
    whose: tuple[str, str],
    path: Path,
) -> None:
    """The rows set aside, whole, each with what is wrong; `whose` is the delivery and its file.

    Cells are text, so that no zero is lost. An id is not kept, so it is not shown.
    """
    names = {n: column for n, column in called(source).items() if n not in HIDDEN}
    wrong = _wrong(_told(connection, aside, path))
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        book.set_properties({"title": SHEET, "subject": whose[0]})
        sheet = book.add_worksheet(SHEET)
        text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True})
        sheet.set_column(0, 0, 8)
        sheet.set_column(1, 1, 60)
        sheet.set_column(2, 1 + len(names), 20, text)
        sheet.freeze_panes(2, 2)
        sheet.write_string(0, 0, SAID.format(id=whose[0], file=whose[1]))
        for at, name in enumerate((*OWN, *names.values())):
            sheet.write_string(1, at, name, bold)
        ordered = rows.select("line", *names).order_by("line").limit(MOST)
        for at, row in enumerate(rows_through(connection, ordered, _beside(path)), 2):
            sheet.write_number(at, 0, row["line"])
            sheet.write_string(at, 1, wrong.get(row["line"], ""))
            for place, name in enumerate(names, 2):
                sheet.write_string(at, place, row[name] or "", text)


def _told(connection: Connection, aside: Expression, path: Path) -> Iterator[dict[str, Any]]:
    """The cells that keep rows out, in order."""
    return rows_through(connection, aside.order_by("line", "column", "expected"), _beside(path))


def _beside(path: Path) -> Path:
    return path.with_suffix(".rows")


def _wrong(told: Iterable[dict[str, Any]]) -> dict[int, str]:
    """What is wrong with each line, in one sentence."""
    found: dict[int, list[str]] = {}
    for row in told:
        if row["line"] not in found and len(found) == MOST:
            break
        found.setdefault(row["line"], []).append(f"{row['column']}: expected {row['expected']}")
    return {line: "; ".join(said) for line, said in found.items()}


def mended(path: Path) -> str | None:
    """Which delivery's rows a workbook holds, mended; None where it is any other file."""
    if path.suffix.lower() != ".xlsx":
        return None
    rows = sheet_rows(path, SHEET)
    if rows is None:
        return None
    said = str(rows[0][0]) if rows and rows[0] else ""
    if said.startswith(_MARK):
        return said.removeprefix(_MARK).split(" ", 1)[0]
    what = f'the sheet "{SHEET}" no longer says in its first cell which delivery it mends.'
    fix = "Leave the first two rows as they were written; copy the mended cells into a fresh one."
    raise DeliveryError(Problem(where=path.name, what=what, fix=fix))


def read_mended(path: Path, source: Source) -> Raw:
    """The rows of a mended workbook, each with its own line in it."""
    whole = table_below(sheet_rows(path, SHEET) or [], 1, source.read)
    cells = whole.cells.drop_columns([n for n in OWN if n in whole.cells.column_names])
    for name, column in called(source).items():
        if name in HIDDEN and column not in cells.column_names:
            cells = cells.append_column(column, pa.array([""] * len(cells), pa.string()))
    if gone := [c for c in called(source).values() if c not in cells.column_names]:
        what = f"the column {gone[0]} is gone."
        fix = "Leave the first two rows as they were written, and the columns where they are."
        raise refusal(path.name, what, fix)
    chunk = Chunk(cells=cells, lines=whole.lines)
    return Raw(header=tuple(cells.column_names), dress={"sheet": SHEET}, chunks=iter([chunk]))
