"""A list as a workbook: each cell a text that no spreadsheet runs, with words to choose from."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format

from grundlag.engine.listing import inert

MADE = datetime(2025, 1, 1)  # noqa: DTZ001  (no clock: it would change the bytes)
OFFERED, ROOM = "Lister", 1000  # the hidden sheet of words, and how far down they are offered
WIDE = 28


def list_book(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    sheet: str = "Aktiviteter",
    above: int = 0,
    about: str = "",
    offered: Mapping[str, Sequence[str]] | None = None,
) -> bytes:
    """The workbook: headings below so many empty lines, and rows; `offered` are words by heading.

    The same list gives the same bytes, unless what it is `about` is another.
    """
    content = io.BytesIO()
    how = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, how) as book:
        book.set_properties({"title": sheet, "comments": about, "created": MADE})
        bold, plain = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        kept = book.add_format({"num_format": "@", "quote_prefix": True})
        page = book.add_worksheet(sheet)
        page.set_column(0, len(headings) - 1, WIDE, plain)
        for at, cells in enumerate((headings, *rows), above):
            for i, cell in enumerate(cells):
                page.write_string(at, i, cell, _format(cell, bold if at == above else plain, kept))
        page.freeze_panes(above + 1, 0)
        _offer(book, page, headings, above, offered or {})
    return content.getvalue()


def _format(cell: str, usual: Format, kept: Format) -> Format:
    """A cell that begins as a formula does stays a text also when somebody edits it."""
    return usual if inert(cell) == cell else kept


def _offer(
    book: xlsxwriter.Workbook,
    page: xlsxwriter.worksheet.Worksheet,
    headings: Sequence[str],
    above: int,
    offered: Mapping[str, Sequence[str]],
) -> None:
    """Lists to choose from; other words are taken as well, and several in a cell."""
    wanted = {name: words for name, words in offered.items() if words and name in headings}
    if not wanted:
        return
    lists = book.add_worksheet(OFFERED)
    lists.hide()
    for column, (name, words) in enumerate(wanted.items()):
        for row, word in enumerate(words):
            lists.write_string(row, column, word)
        at = headings.index(name)
        letter = xlsxwriter.utility.xl_col_to_name(column)
        page.data_validation(
            above + 1, at, above + ROOM, at,
            {"validate": "list", "show_error": False,
             "source": f"={OFFERED}!${letter}$1:${letter}${len(words)}"},
        )  # fmt: skip
