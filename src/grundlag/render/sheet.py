"""One table as a file for a spreadsheet: numbers as numbers, unrounded, in CSV or Excel."""

import csv
import io
from datetime import datetime

import xlsxwriter

from grundlag.engine.listing import inert
from grundlag.render.numbers import HUNDREDFOLD, cell_text
from grundlag.report.model import Cell, Number, Table

MADE = datetime(2025, 1, 1)  # noqa: DTZ001  (no clock: it would change the bytes)
WIDE = 4  # characters a column is made wide, for each of its parts


def as_csv(table: Table) -> bytes:
    """A table as Danish Excel reads it: semicolons, decimal commas; empty where there is none."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(inert(column.heading) for column in table.columns)
    writer.writerows([_written(cell) for cell in row] for row in table.rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _written(cell: Cell) -> str:
    if isinstance(cell, Number):
        return "" if cell.value is None else repr(cell.value).replace(".", ",")
    return str(inert(cell_text(cell)))


def as_xlsx(table: Table) -> bytes:
    """A table as a workbook of one sheet, its heading row fixed."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"title": table.title, "created": MADE})
        formats = {name: book.add_format({"num_format": name}) for name in FORMATS}
        bold = book.add_format({"bold": True})
        page = book.add_worksheet()
        for i, column in enumerate(table.columns):
            page.set_column(i, i, WIDE * column.width)
            page.write_string(0, i, column.heading, bold)
        for row, cells in enumerate(table.rows, 1):
            for i, cell in enumerate(cells):
                if not isinstance(cell, Number):
                    page.write_string(row, i, cell_text(cell))
                elif cell.value is not None:
                    page.write_number(row, i, cell.value, formats[_format(cell)])
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
    return content.getvalue()


FORMATS = ("0", "#,##0", "0.0%")


def _format(number: Number) -> str:
    if number.unit == "year":
        return "0"
    return "0.0%" if number.unit in HUNDREDFOLD else "#,##0"


SHEETS = {".csv": as_csv, ".xlsx": as_xlsx}
