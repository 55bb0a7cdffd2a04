"""Open a file as it came: every cell as text, every row with its line, nothing changed.

What a file is, its first bytes tell, and only then its name.
"""

import zipfile
from collections.abc import Callable
from pathlib import Path

from grundlag.basis.reading import Reading
from grundlag.errors import refusal
from grundlag.records.header import under
from grundlag.records.parse import Sought
from grundlag.records.raw import Raw, Table
from grundlag.records.readers.delimited import read_delimited
from grundlag.records.readers.excel import read_excel
from grundlag.records.readers.html import read_html
from grundlag.records.readers.parquet import read_parquet
from grundlag.records.readers.spss import read_spss

READERS: dict[str, Callable[[Path, Reading], list[Table]]] = {
    ".csv": read_delimited,
    ".txt": read_delimited,
    ".tsv": read_delimited,
    ".xlsx": read_excel,
    ".xlsm": read_excel,
    ".xlsb": read_excel,
    ".xls": read_excel,
    ".ods": read_excel,
    ".htm": read_html,
    ".html": read_html,
    ".sav": read_spss,
    ".zsav": read_spss,
    ".dta": read_spss,
    ".sas7bdat": read_spss,
    ".parquet": read_parquet,
}
PAGES = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<head")
REFUSED: dict[bytes, tuple[str, str]] = {  # first bytes, what the file is, and what to do
    b"%PDF": ("is a PDF: a paper to look at, not a table.", "Ask for the table it was made of."),
    b"{\\rtf": ("is a text document.", "Save its table as Excel or CSV."),
    b"Rar!": ("is a RAR archive.", "Unpack it, and take in what was in it."),
    b"7z\xbc\xaf": ("is a 7z archive.", "Unpack it, and take in what was in it."),
    b"SQLite format 3": ("is a database.", "Export the table as CSV."),
    b"<?xml": ("is XML.", "Open it in Excel and save it as .xlsx."),
}
NAMED: dict[str, tuple[str, str]] = {  # the same of files that their names tell
    ".json": ("is JSON, which is no table.", "Save it as CSV."),
    ".geojson": ("is a map, which is no table.", "Name it as geometry in definitions/areas.toml."),
}
PACKED: dict[str, tuple[str, str]] = {  # what a zipped document holds, what it is, what to do
    "word/document.xml": ("is a Word document.", "Save its table as Excel or CSV."),
    "ppt/presentation.xml": ("is a PowerPoint file.", "Ask for the figures behind it."),
}
BOOKS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")  # what a workbook holds
ZIPPED = b"PK\x03\x04"
OLD = b"\xd0\xcf\x11\xe0"  # how the older .xls, .doc and others begin
LOCKED = "EncryptedPackage".encode("utf-16-le")


def tables(path: Path, reading: Reading) -> list[Table]:
    """The tables of a file, opened and not yet read; raises DeliveryError where there are none."""
    return _reader(path)(path, reading)


def read(path: Path, reading: Reading) -> Raw:
    """A file's first table under what looks like its headings."""
    raw = under(tables(path, reading)[0], path.name, reading, Sought())
    refuse_doubled(path.name, raw, raw.header)
    return raw


def refuse_doubled(file: str, raw: Raw, names: tuple[str, ...]) -> None:
    """Raise DeliveryError where a heading that is needed stands over two columns."""
    doubled = {name for name in names if name and raw.header.count(name) > 1}
    if doubled:
        what = f"two columns are called {', '.join(sorted(doubled))}."
        raise refusal(file, what, "Give each column a name of its own.")


def refuse_unread(path: Path) -> None:
    """Raise DeliveryError where a file is none that can be read, by its first bytes and name."""
    _reader(path)


def _reader(path: Path) -> Callable[[Path, Reading], list[Table]]:
    """What reads a file: by how it begins, then by its name."""
    with path.open("rb") as file:
        start = file.read(4096)
    if not start:
        raise refusal(path.name, "cannot be read: it is empty.", "Export it again.")
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith(PAGES) or (text.startswith(b"<?xml") and b"<html" in text):
        return read_html
    for begins, (what, fix) in REFUSED.items():
        if text.startswith(begins.lower()):
            raise refusal(path.name, what, fix)
    suffix = path.suffix.lower()
    if start.startswith(ZIPPED):
        return _unpacked(path)
    if start.startswith(OLD):
        return _old(path)
    if start.startswith(b"PAR1"):
        return read_parquet
    if suffix in NAMED:
        raise refusal(path.name, *NAMED[suffix])
    if suffix == ".xls" and b"\0" not in start:
        return read_delimited  # a text that was given a workbook's name
    if suffix not in READERS:
        what = f'files that end in "{path.suffix}" are not read.'
        raise refusal(path.name, what, f"Save it as one of {', '.join(READERS)}.")
    return READERS[suffix]


def _unpacked(path: Path) -> Callable[[Path, Reading], list[Table]]:
    """The reader of a zipped file, which may be a workbook whatever it is called."""
    try:
        with zipfile.ZipFile(path) as packed:
            names = set(packed.namelist())
    except zipfile.BadZipFile as error:
        what = f"cannot be read: {error}."
        raise refusal(path.name, what, "It was cut on its way: have it sent again.") from error
    for name, (what, fix) in PACKED.items():
        if name in names:
            raise refusal(path.name, what, fix)
    if not names & {*BOOKS}:
        what = "is an archive, and no table."
        raise refusal(path.name, what, "Unpack it, and take in what was in it.")
    return read_excel


def _old(path: Path) -> Callable[[Path, Reading], list[Table]]:
    """The reader of a file in Microsoft's older form."""
    if LOCKED in path.read_bytes():
        what, fix = "is locked with a password.", "Save it without one, and take that in."
        raise refusal(path.name, what, fix)
    return read_excel
