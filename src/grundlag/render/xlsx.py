"""Writes a paper as a workbook: cover, contents, notes, and a sheet for each table and chart.

Numbers are numbers, unrounded, and shown as the paper prints them. No cell is merged, each table
has one row of headings, and every sheet begins with its title.
"""

import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from textwrap import wrap

import xlsxwriter
from pydantic.dataclasses import dataclass
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from grundlag.render.dress import OURS, Dress, Logo
from grundlag.render.environment import plain
from grundlag.render.flat import Flat, Value, flat
from grundlag.render.look import LOOK
from grundlag.render.numbers import PROVISIONAL, cell_text, fill
from grundlag.report.model import Chart, Number, Paper, Paragraph, Table

MADE = datetime(2025, 1, 1)  # noqa: DTZ001  (no clock: it would change the bytes)
TITLE, HEADINGS = 0, 2  # rows of a sheet: its title, and where its table begins
WIDEST, NARROWEST, PROSE = 46, 9, 100  # characters
LINE = 13.5  # points
MM_OF_PIXEL, PIXELS_OF_SIGN = 25.4 / 96, 7
UNDER_LOGO, TALL = 4, 19  # rows of the cover, and their points
LONGEST = 31  # signs in the name of a sheet
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass(frozen=True, kw_only=True)
class _Sheet:
    name: str
    table: Flat


def xlsx(paper: Paper, dress: Dress = OURS) -> bytes:
    """The paper's tables as a workbook, the city's logo on its cover."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties(
            {"title": plain(paper.title), "subject": plain(paper.subtitle), "created": MADE}
        )
        styles = _Styles(book)
        sheets = _sheets(paper)
        cover = _page(book, LOOK.words.cover, paper)
        _cover(cover, paper, styles)
        if dress.logo is not None:
            _logo(cover, dress.logo)
        _contents(_page(book, LOOK.words.contents, paper), sheets, styles)
        _notes(_page(book, LOOK.words.notes, paper), paper, sheets, styles)
        for number, sheet in enumerate(sheets, 1):
            _table(_page(book, sheet.name, paper), sheet.table, number, styles)
    return content.getvalue()


class _Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        font = {"font_name": LOOK.font.fallback[0], "font_size": 10, "font_color": LOOK.colour.text}
        self._book, self._font = book, font
        self._numbers: dict[str, Format] = {}
        self.title = book.add_format({**font, "bold": True, "font_size": 14})
        self.heading = book.add_format({**font, "bold": True, "text_wrap": True, "valign": "top"})
        self.number_heading = book.add_format(
            {**font, "bold": True, "text_wrap": True, "valign": "top", "align": "right"}
        )
        self.text = book.add_format({**font, "text_wrap": True, "valign": "top"})
        self.line = book.add_format(font)
        self.sign = book.add_format({**font, "align": "right", "valign": "top"})
        self.link = book.add_format({**font, "font_color": LOOK.colour.accent, "underline": 1})

    def number(self, number: Number) -> Format:
        code = shown_as(number)
        if code not in self._numbers:
            look = {**self._font, "num_format": code, "valign": "top"}
            self._numbers[code] = self._book.add_format(look)
        return self._numbers[code]


def shown_as(number: Number) -> str:
    """How a spreadsheet shows a number: decimals, sign, per cent, and the star of a provisional."""
    places = "." + "0" * number.decimals if number.decimals else ""
    grouped = "0" if number.unit == "year" else f"#,##0{places}"
    unit = "%" if number.unit in ("share", "percent_change") else ""
    star = f'"{PROVISIONAL}"' if number.status == "provisional" else ""
    one = f"{grouped}{unit}{star}"
    return f"+{one};\u2212{one};{one}" if number.signed else one


def value_of(number: Number) -> float | None:
    """What stands in the cell: points are a hundred times their share, all else as it is."""
    if number.value is None or number.unit != "points":
        return number.value
    return 100 * number.value


def _sheets(paper: Paper) -> list[_Sheet]:
    blocks = (b for s in paper.sections for b in s.blocks if isinstance(b, Table | Chart))
    sheets: list[_Sheet] = []
    for number, block in enumerate(blocks, 1):
        table = flat(block)
        own = table.id.removesuffix(f"-{paper.id}")
        name = f"{number} {own}".translate(_FORBIDDEN)[:LONGEST].strip()
        sheets.append(_Sheet(name=name, table=table))
    return sheets


def _page(book: Workbook, name: str, paper: Paper) -> Worksheet:
    page = book.add_worksheet(name)
    page.hide_gridlines(2)
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_header("&R" + " · ".join(paper.marks).replace("&", "&&"))
    page.set_footer(f"&L&A&R{LOOK.words.page} &P {LOOK.words.of} &N")
    return page


def _cover(page: Worksheet, paper: Paper, styles: _Styles) -> None:
    page.set_column(0, 0, WIDEST)
    page.set_column(1, 1, PROSE)
    page.write_string(TITLE, 0, plain(paper.title), styles.title)
    lines = [plain(paper.subtitle), *map(plain, paper.marks), LOOK.words.made_of]
    for row, line in enumerate(lines, TITLE + 1):
        page.write_string(row, 0, line, styles.line)
    for row, fact in enumerate(paper.facts, TITLE + len(lines) + 2):
        page.write_string(row, 0, plain(fact.label), styles.heading)
        page.write_string(row, 1, plain(fill(fact.text)), styles.text)


def _logo(page: Worksheet, logo: Logo) -> None:
    """A logo at the right edge of the cover, above whatever stands below its title."""
    across = logo.size[0] / MM_OF_PIXEL
    scale = across / int.from_bytes(logo.png[16:20])
    for row in range(UNDER_LOGO):  # as high as is said: an office stretches a picture with its rows
        page.set_row(row, TALL)
    placed = {
        "image_data": io.BytesIO(logo.png),
        "description": logo.alt,
        "x_offset": PROSE * PIXELS_OF_SIGN - across,
        "x_scale": scale,
        "y_scale": scale,
        "object_position": 3,
    }
    page.insert_image(TITLE, 1, "logo.png", placed)


def _contents(page: Worksheet, sheets: Iterable[_Sheet], styles: _Styles) -> None:
    page.set_column(0, 0, LONGEST)
    page.set_column(1, 1, PROSE)
    page.write_string(TITLE, 0, LOOK.words.contents, styles.title)
    found = list(sheets)
    _listed(
        page, LOOK.words.contents, (LOOK.words.sheet, LOOK.words.sheet_title), len(found), styles
    )
    for row, sheet in enumerate(found, HEADINGS + 1):
        page.write_url(row, 0, f"internal:'{sheet.name}'!A1", styles.link, sheet.name)
        page.write_string(row, 1, plain(sheet.table.title), styles.text)


def _notes(page: Worksheet, paper: Paper, sheets: Iterable[_Sheet], styles: _Styles) -> None:
    """What is said below each table and chart, and the paper's own notes and remarks."""
    widths = (LONGEST, PROSE)
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    page.write_string(TITLE, 0, LOOK.words.notes, styles.title)
    told = [(sheet.name, note) for sheet in sheets for note in sheet.table.notes]
    every = [*_said(paper), *told]
    _listed(page, LOOK.words.notes, (LOOK.words.sheet, LOOK.words.notes), len(every), styles)
    for row, texts in enumerate(every, HEADINGS + 1):
        page.set_row(row, _height(texts, widths))
        for column, text in enumerate(texts):
            page.write_string(row, column, plain(text), styles.text)


def _listed(
    page: Worksheet, name: str, headings: tuple[str, str], rows: int, styles: _Styles
) -> None:
    """A list of two columns as a table that a spreadsheet knows, its headings fixed."""
    columns = [{"header": text, "header_format": styles.heading} for text in headings]
    look = {"name": name, "columns": columns, "style": None, "autofilter": False}
    page.add_table(HEADINGS, 0, HEADINGS + max(1, rows), 1, look)
    page.freeze_panes(HEADINGS + 1, 0)
    page.repeat_rows(HEADINGS)


def _said(paper: Paper) -> Iterator[tuple[str, str]]:
    for section in paper.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph) and block.role in ("note", "remark"):
                yield section.heading, " ".join(map(fill, block.texts))


def _table(page: Worksheet, table: Flat, number: int, styles: _Styles) -> None:
    page.write_string(TITLE, 0, plain(table.title), styles.title)
    if table.notes:
        notes = LOOK.words.notes
        page.write_url(TITLE + 1, 0, f"internal:'{notes}'!A1", styles.link, notes)
    cells = [[row[i] for row in table.rows] for i in range(len(table.headings))]
    widths = [_width(h, column) for h, column in zip(table.headings, cells, strict=True)]
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    names = _distinct(table.headings)
    columns = [
        {"header": name, "header_format": _over(column, styles)}
        for name, column in zip(names, cells, strict=True)
    ]
    name, last = f"{LOOK.words.table}_{number}", HEADINGS + max(1, len(table.rows))
    look = {"name": name, "columns": columns, "style": None, "autofilter": False}
    page.add_table(HEADINGS, 0, last, len(names) - 1, look)
    page.set_row(HEADINGS, _height(names, widths))
    for row, values in enumerate(table.rows, HEADINGS + 1):
        page.set_row(row, _height(map(_text, values), widths))
        for column, value in enumerate(values):
            _write(page, row, column, value, styles)
    page.freeze_panes(HEADINGS + 1, 1)
    page.repeat_rows(HEADINGS)


def _over(cells: Iterable[Value], styles: _Styles) -> Format:
    """The format of a heading: to the right over numbers."""
    is_number = any(isinstance(cell, Number) for cell in cells)
    return styles.number_heading if is_number else styles.heading


def _write(page: Worksheet, row: int, column: int, value: Value, styles: _Styles) -> None:
    if isinstance(value, str):
        is_year = value.isdecimal()  # that stands as a word in the paper, in a column of numbers
        page.write_string(row, column, plain(value), styles.sign if is_year else styles.text)
        return
    number = value_of(value)
    if number is None:
        page.write_string(row, column, cell_text(value), styles.sign)
    else:
        page.write_number(row, column, number, styles.number(value))


def _text(value: Value) -> str:
    return value if isinstance(value, str) else cell_text(value)


def _width(heading: str, cells: Iterable[Value]) -> int:
    longest = max((len(text) for text in (*map(_text, cells), *heading.split())), default=0)
    return max(NARROWEST, min(WIDEST, longest + 2))


def _height(texts: Iterable[str], widths: Iterable[int]) -> float:
    """How high a row must be for its longest text: an office does not find that out by itself."""
    lines = (len(wrap(text, width - 1)) for text, width in zip(texts, widths, strict=True))
    return LINE * max(1, *lines) + 2


def _distinct(headings: tuple[str, ...]) -> list[str]:
    """Headings that a spreadsheet lets be names of columns: none twice."""
    names = [plain(heading) for heading in headings]
    return [n if names.count(n) == 1 else f"{n} ({i})" for i, n in enumerate(names, 1)]
