"""Writes opsætning.xlsx from a folder's definitions: the same definitions give the same bytes.

What is written here is read by `basis.load`; both go by the sheets of `basis.sheets`.
"""

import io
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from grundlag.basis import workbook
from grundlag.basis.declared import Definitions
from grundlag.basis.lines import letters
from grundlag.basis.sheet import BOOK, FORMAT, GUIDE, LISTS, NEWEST_FORMAT, NO, YES, Sheet
from grundlag.basis.sheet_columns import CONTENTS, QUESTION
from grundlag.basis.sheets import SHEETS
from grundlag.engine.disk import write_bytes
from grundlag.errors import DefinitionError, Problem
from grundlag.report.words.workbook import (
    FORMAT_NOTE,
    GUIDANCE,
    GUIDE_HEADINGS,
    NOT_LISTED,
    TITLE,
)
from grundlag.setup.rows import lines, names_of, records, written

MADE = datetime(2025, 1, 1)  # noqa: DTZ001  (no clock: it would change the bytes)
LAST_ROW = 1000  # how far down lists are offered
WIDE = 100  # the column of sentences, in characters
FONT, DARK, LIGHT = "Calibri", "#000c2e", "#e8ecf4"
TYPED = {"text", "texts", "months"}  # cells that Excel shall leave as they are typed


def setup(defs: Definitions) -> Path:
    """The workbook, written into the folder; refused where there is one already."""
    refuse_another(defs.root)
    path = defs.root / BOOK
    write_bytes(workbook_of(defs), path)
    return path


def refuse_another(root: Path) -> None:
    """Raise DefinitionError where the folder has a workbook: what was typed there is not lost."""
    found, problems = workbook.find(root) if root.is_dir() else ((), ())
    if found and not problems:
        what = "is there already, and was not touched."
        fix = "Edit it in Excel. For a new one from the definitions, move it away first."
        problems = (Problem(where=found[0].name, what=what, fix=fix),)
    if problems:
        raise DefinitionError(problems)


def workbook_of(defs: Definitions) -> bytes:
    """The workbook's bytes."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"title": TITLE, "created": MADE})
        styles = _styles(book)
        _guide(book.add_worksheet(GUIDE), styles)
        pages = {name: book.add_worksheet(name) for name in SHEETS}
        lists = book.add_worksheet(LISTS)
        lists.hide()
        offered = _lists(lists, defs)
        for name, page in pages.items():
            _sheet(page, SHEETS[name], styles, offered)
            _fill(page, SHEETS[name], styles, defs)
    return content.getvalue()


Styles = dict[str, Format]


def _styles(book: xlsxwriter.Workbook) -> Styles:
    plain = {"font_name": FONT, "font_size": 11, "valign": "top"}
    bold = {"bold": True, "font_color": "white", "bg_color": DARK, "valign": "vcenter"}
    bold |= {"text_wrap": True}
    return {
        "plain": book.add_format(plain),
        "wrapped": book.add_format(plain | {"text_wrap": True}),
        "bold": book.add_format(plain | {"bold": True}),
        "title": book.add_format(plain | {"bold": True, "font_size": 18, "font_color": DARK}),
        "heading": book.add_format(plain | bold),
        "sheet": book.add_format(plain | {"bold": True, "bg_color": LIGHT}),
        "day": book.add_format(plain | {"num_format": "dd-mm-yyyy", "align": "left"}),
        "typed": book.add_format(plain | {"num_format": "@"}),
        "number": book.add_format(plain | {"align": "left"}),
    }


def _guide(page: Worksheet, styles: Styles) -> None:
    """The first sheet: what each sheet is for, and how its cells are written."""
    page.set_column(0, 0, 20, styles["plain"])
    page.set_column(1, 1, WIDE, styles["plain"])
    page.set_column(2, 2, 30, styles["plain"])
    page.write_string(0, 0, TITLE, styles["title"])
    page.set_row(0, 26)
    row = 2
    for line in GUIDANCE:
        page.write_string(row, 0, line)
        row += 1
    for name, sheet in SHEETS.items():
        row = _guide_to(page, styles, row + 1, name, sheet)
    page.write_string(row + 1, 0, FORMAT)
    page.write_number(row + 1, 1, NEWEST_FORMAT, styles["number"])
    page.write_string(row + 1, 2, FORMAT_NOTE)
    _printed(page)


def _guide_to(page: Worksheet, styles: Styles, row: int, name: str, sheet: Sheet) -> int:
    page.set_row(row, 34 if len(sheet.says) > 1.2 * WIDE else 20)
    page.write_string(row, 0, name, styles["heading"])
    page.write_string(row, 1, sheet.says, styles["heading"])
    page.write_string(row, 2, "", styles["heading"])
    for column, text in enumerate(GUIDE_HEADINGS):
        page.write_string(row + 1, column, text, styles["sheet"])
    for heading in sheet.headings:
        row += 1
        page.write_string(row + 1, 0, heading.text, styles["bold" if heading.required else "plain"])
        page.write_string(row + 1, 1, heading.says, styles["wrapped"])
        page.write_string(row + 1, 2, heading.key)
    return row + 2


def _printed(page: Worksheet) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 1 if page.get_name() == GUIDE else 0)
    page.hide_gridlines(2 if page.get_name() == GUIDE else 1)


def _lists(page: Worksheet, defs: Definitions) -> dict[str, str]:
    """The words that cells may hold, each list a column; gives where each list stands."""
    known = names_of(defs)
    indicators = (label for names in known.indicators.values() for label in names.values())
    questions = (f"{QUESTION}: {question.id}" for question in defs.survey.question)
    lists: dict[str, Iterable[str]] = {
        "partnership": known.partnerships.values(),
        "basis": known.bases.values(),
        "indicator": indicators,
        "content": (*CONTENTS.values(), *questions),
        "yes": (YES, NO),
    }
    lists |= {
        heading.key: heading.words.values()
        for sheet in SHEETS.values()
        for heading in sheet.headings
        if heading.words
    }
    found: dict[str, str] = {}
    for column, (key, words) in enumerate(lists.items()):
        unique = list(dict.fromkeys(words))
        page.write_string(0, column, key)
        page.write_column(1, column, unique)
        letter = letters(column + 1)
        found[key] = f"={LISTS}!${letter}$2:${letter}${len(unique) + 1}"
    return found


def _sheet(page: Worksheet, sheet: Sheet, styles: Styles, offered: dict[str, str]) -> None:
    """A sheet's heading row, widths and lists."""
    for column, heading in enumerate(sheet.headings):
        style = "day" if heading.holds == "day" else "number"
        style = "typed" if heading.holds in TYPED else style
        page.set_column(column, column, heading.width, styles[style])
        page.write_string(0, column, heading.text, styles["heading"])
        source = offered.get(heading.holds, offered.get(heading.key))
        if source:
            page.data_validation(
                1,
                column,
                LAST_ROW,
                column,
                {"validate": "list", "source": source, "error_type": "warning"} | NOT_LISTED,
            )
    page.set_row(0, 22)
    page.freeze_panes(1, 1)
    page.repeat_rows(0)
    _printed(page)


def _fill(page: Worksheet, sheet: Sheet, styles: Styles, defs: Definitions) -> None:
    known = names_of(defs)
    row = 0
    for record in records(defs, sheet):
        for line in lines(sheet, record):
            row += 1
            for column, heading in enumerate(sheet.headings):
                if heading.key in line:
                    value = written(line[heading.key], heading, line, known)
                    _write(page, row, column, value, styles)
    page.autofilter(0, 0, max(row, 1), len(sheet.headings) - 1)


def _write(page: Worksheet, row: int, column: int, value: Any, styles: Styles) -> None:
    if isinstance(value, date):
        page.write_datetime(row, column, value, styles["day"])
    elif isinstance(value, str):
        page.write_string(row, column, value)
    else:
        page.write_number(row, column, value)
