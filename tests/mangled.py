"""Files as nobody would write them: police rows in any dress, then cut, swapped and doubled.

Each number gives the same file every time. All data are invented (opdigtede data).
"""

import gzip
import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import xlsxwriter

HEADER = ("Kode", "Dato", "Sted", "Note")
PLACES = ("Nord", "syd", "uden stedfæstelse", "I alt", "Kilde: politiet", "1320", "0130")
DAYS = ("09-03-2025", "9/3/2025", "03/19/2025", "2025-03-09", "2025-03-09T23:59", "20250309")
NO_DAYS = ("32-13-2025", "29-02-2025", "09-03-2099", "00-00-0000", "45725", "nan", "TRUE", "null")
SIGNS = ("", " ", "\u00a0", "\u200b1320", "\ufeff", "a;b", 'c"d', "e\nf", "g\r\nh", "\x00", "\x1a")
RUN = ("#N/A", "=1+1", '=cmd|"/c"!A1', "'1320", "-1", "1.234", "1,5", "1e309", "∞", "🏙", "ÆØÅ")
CELLS = (*PLACES, *DAYS, *NO_DAYS, *SIGNS, *RUN, "x" * 300)
SEPARATORS = (";", ";", ";", ",", "\t", "|", "§")
ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16", "utf-16-be", "utf-16-le")
ENCODINGS = (*ENCODINGS, "utf-32", "cp850", "mac-roman", "cp037", "utf-7")
ENDS = ("\n", "\n", "\r\n", "\r", "\n\n")
TITLES = ("", "", "", "Anmeldelser 2025\n\n", "sep=;\n", "\n\n", ";;;\n", "a\nb\nc\nd\ne\nf\n")
BELOW = (
    "",
    "",
    "",
    "\nKilde: Politiet, trukket 16-02-2026",
    "\n\nI alt;;;12",
    "\n* foreløbige tal\n",
)
NOTHING = (
    b"",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\n",
    b"\r\n" * 9,
    b" ",
    b"\x00" * 64,
    b"Kode;Dato;Sted",
)
BOMB = 80 << 20  # bytes: more than is unpacked of what is packed so small
PLAIN = ("utf-8", "utf-8-sig", "utf-16")  # whose letters are all there, and told by their marks

Kind = tuple[int | None, bytes, str]  # rows where that is beyond doubt, content, suffix


@dataclass(frozen=True, kw_only=True)
class Made:
    """A file: its name, what is in it, and how many rows it has where that is beyond doubt."""

    name: str
    content: bytes
    rows: int | None = None


def file_of(number: int) -> Made:
    """The file with a number."""
    random = Random(number)
    rows, content, suffix = _KINDS[random.choices(list(_KINDS), WEIGHTS)[0]](random)
    damaged = content if random.random() < 0.4 else _cut(random, content)
    if random.random() < 0.03:
        suffix = random.choice(
            (".csv", ".xlsx", ".xls", ".ods", ".txt", ".html", ".zip", ".sav", "")
        )
    sure = rows if damaged == content else None
    return Made(name=f"fil{number}{suffix}", content=damaged, rows=sure)


def _rows(random: Random) -> list[list[str]]:
    kinds = (_good, _good, _good, _odd, _odd)
    many = random.choice((0, 3, 6, 12, 12, 12, 400)) if random.random() < 0.1 else 12
    return [random.choice(kinds)(random) for _ in range(random.randint(0, many))]


def _good(random: Random) -> list[str]:
    return [random.choice(("1320", "1252")), "13-03-2025", random.choice(("Nord", "Syd")), ""]


def _odd(random: Random) -> list[str]:
    if random.random() < 0.01:
        return ["1320", "13-03-2025", "Nord", random.choice(("y" * 200_000, '"' * 999, "\n" * 999))]
    if random.random() < 0.01:
        return ["z"] * 3000
    return [random.choice(CELLS) for _ in range(random.choice((4, 4, 4, 3, 5, 1, 0)))]


def _is_blank(row: list[str]) -> bool:
    """A line of nothing, or of as many empty cells as there are columns."""
    return len(row) in (0, 1, len(HEADER)) and not "".join(row).strip()


def _header(random: Random) -> list[str]:
    match random.randrange(12):
        case 0:
            return random.sample(HEADER, k=4)
        case 1:
            return [random.choice((name, name.upper(), f" {name} ", "")) for name in HEADER]
        case 2:
            return [*HEADER, random.choice(HEADER)]
        case _:
            return list(HEADER)


def _csv(random: Random) -> Kind:
    """Text: two in five so that nobody can mistake a row, the others in any dress."""
    is_sure = random.random() < 0.4
    separator, end = random.choice(SEPARATORS[:6] if is_sure else SEPARATORS), random.choice(ENDS)
    quotes, encoding = (
        is_sure or random.random() < 0.6,
        random.choice(PLAIN if is_sure else ENCODINGS),
    )
    title, below = ("", "") if is_sure else (random.choice(TITLES), random.choice(BELOW))
    header, rows = list(HEADER) if is_sure else _header(random), _rows(random)
    rows = [row for row in rows if not is_sure or row != ["\ufeff"]]  # a mark, or a row of one?

    def cell(text: str) -> str:
        is_odd = any(sign in text for sign in (separator, '"', "\n", "\r"))
        return '"' + text.replace('"', '""') + '"' if quotes and is_odd else text

    lines = [separator.join(map(cell, row)) for row in [header, *rows]]
    text = title + end.join(lines) + random.choice((end, "", end + end)) + below
    sure = sum(not _is_blank(row) for row in rows) if is_sure else None
    return sure, text.encode(encoding, "replace"), random.choice((".csv", ".csv", ".txt", ".tsv"))


def _cut(random: Random, content: bytes) -> bytes:
    """Bytes taken out, put in, doubled, swapped, most often a few, and sometimes at the end."""
    data = bytearray(content)
    for _ in range(random.choice((0, 1, 2, 5))):
        if not data:
            break
        late = random.random() < 0.3  # where an archive tells what is in it
        at = random.randrange(max(0, len(data) - 100) if late else 0, len(data))
        more = random.choice((1, 4, random.randint(1, 40), random.randint(1, len(data))))
        match random.randrange(6):
            case 0:
                del data[at : at + more]
            case 1:
                data[at:at] = bytes(random.choice((0, 10, 13, 34, 59, 255, 195)) for _ in range(3))
            case 2:
                data[at:at] = data[at : at + more]
            case 3:
                data[at] ^= 1 << random.randrange(8)
            case 4:
                del data[at:]
            case 5:
                data[at : at + 2] = data[at : at + 2][::-1]
    return bytes(data)


def _xlsx(random: Random) -> Kind:
    out = io.BytesIO()
    top, rows = random.choice((0, 0, 0, 1, 3)), _rows(random)
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2026, 1, 1)})  # noqa: DTZ001
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        _fill(random, book.add_worksheet(random.choice(("Ark1", "Data", "æøå"))), top, rows, day)
        match random.randrange(10):
            case 0:
                book.add_worksheet("Noter").write_string(0, 0, "Kilde")
            case 1:
                _fill(random, book.add_worksheet("Også"), 0, _rows(random), day)
            case 2:
                book.add_worksheet("Tom")
    return None, out.getvalue(), random.choice((".xlsx", ".xlsx", ".xlsx", ".xlsm"))


def _fill(random: Random, sheet: Any, top: int, rows: list[list[str]], day: object) -> None:
    """A sheet with a title, with headings on one row or on two, with cells merged anywhere."""
    if top:
        sheet.merge_range(0, 0, 0, 3, "Anmeldelser 2025")
    if top == 3:
        sheet.merge_range(top - 1, 0, top - 1, 1, "Hvad")
    for column, name in enumerate(HEADER):
        sheet.write_string(top, column, name)
    for r, row in enumerate(rows, top + 1):
        for c, text in enumerate(row):
            _write(random, sheet, (r, c), text, day)
    if rows and random.random() < 0.1:
        sheet.merge_range(top + 1, 2, top + 1 + len(rows), 2, random.choice(CELLS[:9]))
    if random.random() < 0.1:
        sheet.write_string(
            top + len(rows) + random.randint(1, 3), 0, random.choice(BELOW) or "I alt"
        )
    if random.random() < 0.01:
        sheet.write_string(1_048_575, 16_383, random.choice(("", "x")))


def _write(random: Random, sheet: Any, place: tuple[int, int], text: str, day: object) -> None:
    """A cell as text, or as what Excel would make of it."""
    match random.randrange(12):
        case 0:
            value = date(2025, 1, 1) + timedelta(days=random.randint(-45000, 400))
            moment = datetime(value.year, value.month, value.day)  # noqa: DTZ001
            sheet.write_datetime(*place, moment, day)
        case 1:
            sheet.write_number(*place, random.choice((1320, 0.5, -1, 1e300, 45725)))
        case 2:
            sheet.write_number(*place, random.choice((-1, 0, 60, 45725.99, 3e6, 1e12)), day)
        case 3:
            sheet.write_formula(*place, random.choice(("=1/0", "=A1", "=NOW()")))
        case 4:
            sheet.write_boolean(*place, random.random() < 0.5)
        case _:
            whole = "".join(sign for sign in text if sign >= " " or sign == "\n")
            sheet.write_string(*place, whole[: random.choice((300, 32767))])


def _inside(random: Random) -> Kind:
    """A workbook whose parts are damaged, in an archive that is whole."""
    out, bomb = io.BytesIO(), random.random() < 0.02
    with (
        zipfile.ZipFile(io.BytesIO(_xlsx(random)[1])) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if bomb and "sheet1" in name:
                part = part.replace(b"<sheetData>", b"<sheetData>" + b" " * BOMB)
            elif random.random() < 0.3:
                part = random.choice((_cut, _cut, _cut, _gone))(random, part)
            if part is not None:
                new.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return None, out.getvalue(), ".xlsx"


def _gone(random: Random, content: bytes) -> bytes | None:
    """No part at all, or one of nothing, or another thing altogether."""
    return random.choice((None, b"", b"<a/>", b"\x00" * 9))


def _page(random: Random) -> Kind:
    """What calls itself Excel and is a page of HTML."""
    rows = "".join("<tr>" + "".join(f"<td>{c}" for c in row) for row in [HEADER, *_rows(random)])
    text = f"<html><meta charset=utf-8><table>{rows}</table></html>"
    return (
        None,
        text.encode(random.choice(ENCODINGS[:5]), "replace"),
        random.choice((".xls", ".html")),
    )


def _gzip(random: Random) -> Kind:
    rows, content, suffix = _csv(random)
    if random.random() < 0.03:
        rows, content = None, content + b" " * BOMB
    return rows, gzip.compress(content, 1, mtime=0), f"{suffix}.gz"


def _zip(random: Random) -> Kind:
    """An archive of some files: two may have one name, one may lie elsewhere or be huge."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for i in range(random.randint(0, 3)):
            _, content, suffix = random.choice((_csv, _xlsx, _page))(random)
            name = random.choice((f"fil{i}", f"æøå{i}", "fil", "../ud", "~$fil", "a/b"))
            content = content if random.random() < 0.8 else _cut(random, content)
            more = b"\n" * (BOMB if random.random() < 0.02 else 0)
            told = zipfile.ZipInfo(f"{name}{suffix}")
            new.writestr(told, content + more, zipfile.ZIP_DEFLATED)
    return None, out.getvalue(), ".zip"


def _nothing(random: Random) -> Kind:
    return None, random.choice(NOTHING), random.choice((".csv", ".xlsx", ".zip", ".gz"))


_KINDS = {
    "csv": _csv, "xlsx": _xlsx, "inside": _inside, "page": _page, "gzip": _gzip, "zip": _zip,
    "nothing": _nothing,
}  # fmt: skip
WEIGHTS = (60, 18, 8, 3, 4, 6, 1)
