"""A page with a table, which many systems save under a name that ends in .xls."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from grundlag.basis.reading import Reading
from grundlag.errors import refusal
from grundlag.records.raw import Table
from grundlag.records.readers.excel import Rows, table_of

LARGEST = 1 << 28  # bytes: a page is read whole
SPAN = 1 << 10  # columns that one cell may lie over
_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)


def read_html(path: Path, reading: Reading) -> list[Table]:
    """The tables of a page; raises DeliveryError where it has none."""
    if path.stat().st_size > LARGEST:
        raise refusal(path.name, "is a page of more than 256 MB.", "Export it as CSV.")
    page = _Page()
    page.feed(_text(path.read_bytes(), reading))
    page.close()
    found = [rows for rows in page.tables if any(any(row) for row in rows)]
    if not found:
        raise refusal(path.name, "is a page without a table.", "Export it as Excel or CSV.")
    names = [f"table {i}" for i in range(1, len(found) + 1)]
    tables = (table_of(rows, reading, name) for rows, name in zip(found, names, strict=True))
    return list(_as_pages(tables))


def _as_pages(tables: Iterator[Table]) -> Iterator[Table]:
    for table in tables:
        yield Table(
            dress={"format": "html", "table": table.part},
            head=table.head,
            below=table.below,
            part=table.part,
        )


def _text(content: bytes, reading: Reading) -> str:
    said = _CHARSET.search(content[:4096])
    names = [reading.encoding, said[1].decode() if said else None, "utf-8-sig", "cp1252"]
    for name in filter(None, names):
        try:
            return content.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("latin-1")


class _Page(HTMLParser):
    """The tables of a page, one in another apart; a cell over several columns fills the first."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[Rows] = []
        self.within: list[Rows] = []
        self.cell: list[str] | None = None
        self.wide = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A table, a row or a cell begins."""
        if tag == "table":
            self._close()
            self.tables.append([])
            self.within.append(self.tables[-1])
        elif tag == "tr" and self.within:
            self._close()
            self.within[-1].append([])
        elif tag in ("td", "th") and self.within:
            self._close()
            span = dict(attrs).get("colspan") or "1"
            self.cell, self.wide = [], min(int(span), SPAN) if span.isdecimal() else 1
        elif tag == "br" and self.cell is not None:
            self.cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """A table, a row or a cell ends."""
        if tag in ("td", "th", "tr", "table"):
            self._close()
        if tag == "table" and self.within:
            self.within.pop()

    def handle_data(self, data: str) -> None:
        """Text; outside a cell it is none of ours."""
        if self.cell is not None:
            self.cell.append(data)

    def close(self) -> None:
        """The page ends, whether all is closed or not."""
        super().close()
        self._close()
        for rows in self.tables:
            width = max(map(len, rows), default=0)
            rows[:] = [[*row, *[""] * (width - len(row))] for row in rows]

    def _close(self) -> None:
        if self.cell is not None and self.within:
            rows = self.within[-1]
            if not rows:
                rows.append([])
            rows[-1] += ["".join(self.cell).strip(), *[""] * (self.wide - 1)]
        self.cell, self.wide = None, 1
