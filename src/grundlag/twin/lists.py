"""The lists of activities as three partnerships would send them: each in a dress of its own."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

from grundlag.twin.model import Deed

AMAGER, TINGBJERG, FOLEHAVEN = (
    "aktiviteter-amager.csv",
    "aktiviteter-tingbjerg-husum.xlsx",
    "aktiviteter-folehaven.csv",
)
AMAGER_HEADER = (
    "Planår", "Indsatsområde", "Aktivitet", "Status", "Partnere i området",
    "Partnere uden for området", "Partnere, uoplyst",
)  # fmt: skip
TINGBJERG_HEADER = ("Plan for", "Indsats", "Titel", "Status", "Samarbejdspartner", "Placering")
FOLEHAVEN_HEADER = (
    "År", "Tema", "Navn på aktivitet", "Fremdrift", "Lokale partnere", "Partnere udefra",
    "Øvrige partnere",
)  # fmt: skip
PLACED = {"in": "i området", "outside": "uden for området", "unknown": ""}
MADE = datetime(2026, 2, 16, tzinfo=UTC)
Row = tuple[str | int, ...]


def write_lists(folder: Path, deeds: Sequence[Deed]) -> dict[str, int]:
    """The three files, and how many rows each has."""
    rows = {name: list(make(deeds)) for name, make in _ROWS.items()}
    _write_csv(folder / AMAGER, AMAGER_HEADER, rows[AMAGER], ";", "utf-8-sig")
    _write_xlsx(folder / TINGBJERG, rows[TINGBJERG])
    _write_csv(folder / FOLEHAVEN, FOLEHAVEN_HEADER, rows[FOLEHAVEN], ",", "cp1252")
    return {name: len(found) for name, found in rows.items()}


def _amager(deeds: Iterable[Deed]) -> Iterator[Row]:
    """Partners in a cell each place, a line each."""
    for deed in (d for d in deeds if d.cell == "amager"):
        cells = ("\n".join(_written(deed, where)) for where in PLACED)
        yield (deed.year, deed.theme, deed.name, deed.status.capitalize(), *cells)


def _folehaven(deeds: Iterable[Deed]) -> Iterator[Row]:
    """Partners between semicolons, one after the last; "-" for none."""
    for deed in (d for d in deeds if d.cell == "folehaven"):
        cells = ("".join(f"{name}; " for name in _written(deed, where)) for where in PLACED)
        named = (cell.strip() or "-" for cell in cells)
        yield (deed.year, deed.theme, deed.name, deed.status, *named)


def _tingbjerg(deeds: Iterable[Deed]) -> Iterator[Row]:
    """A row a partner; an activity without one has a row all the same."""
    for deed in (d for d in deeds if d.cell == "tingbjerg-husum"):
        start = (deed.year, deed.theme, deed.name, deed.status)
        for mention in deed.mentions:
            yield (*start, mention.written, PLACED[mention.where])
        if not deed.mentions:
            yield (*start, "", "")


def _written(deed: Deed, where: str) -> list[str]:
    return [mention.written for mention in deed.mentions if mention.where == where]


_ROWS = {AMAGER: _amager, TINGBJERG: _tingbjerg, FOLEHAVEN: _folehaven}


def _write_csv(
    path: Path, header: Sequence[str], rows: Iterable[Row], separator: str, encoding: str
) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))


def _write_xlsx(path: Path, rows: Iterable[Row]) -> None:
    """A workbook with a fixed day of making, so that equal lists are equal bytes."""
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"title": "Opdigtede data", "created": MADE})
    sheet = book.add_worksheet("Aktiviteter")
    sheet.write_row(0, 0, TINGBJERG_HEADER)
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, row)
    book.close()
