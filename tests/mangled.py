"""Files as nobody would write them: police rows in any dress, then cut, swapped and doubled.

Each number gives the same file every time.
"""

import io
import zipfile
from datetime import date, datetime, timedelta
from random import Random

import xlsxwriter

HEADER = ("Kode", "Dato", "Sted", "Note")
PLACES = ("Nord", "syd", "uden stedfæstelse", "I alt", "Kilde: politiet", "1320", "0130")
DAYS = ("09-03-2025", "9/3/2025", "03/19/2025", "2025-03-09", "2025-03-09T23:59", "20250309")
NO_DAYS = ("32-13-2025", "29-02-2025", "09-03-2099", "00-00-0000", "45725", "nan", "TRUE", "null")
SIGNS = ("", " ", "\u00a0", "\u200b1320", "\ufeff", "a;b", 'c"d', "e\nf", "g\r\nh", "\x00", "\x1a")
RUN = ("#N/A", "=1+1", '=cmd|"/c"!A1', "'1320", "-1", "1.234", "1,5", "1e309", "∞", "🏙", "ÆØÅ")
CELLS = (*PLACES, *DAYS, *NO_DAYS, *SIGNS, *RUN, "x" * 300)
SEPARATORS = (";", ";", ";", ",", "\t", "|", "§")
ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16", "utf-16-be", "utf-8")
ENDS = ("\n", "\n", "\r\n", "\r", "\n\n")
TITLES = ("", "", "", "Anmeldelser 2025\n\n", "sep=;\n", "\n\n", ";;;\n")


def file_of(number: int) -> tuple[str, bytes]:
    """The file with a number: its name, and what is in it."""
    random = Random(number)
    if random.random() < 0.7:
        return f"fil{number}.csv", _cut(random, _csv(random))
    content = _xlsx(random)
    if random.random() < 0.3:
        content = _inside(random, content)
    return f"fil{number}.xlsx", _cut(random, content) if random.random() < 0.2 else content


def _rows(random: Random) -> list[list[str]]:
    kinds = (_good, _good, _good, _odd, _odd)
    return [random.choice(kinds)(random) for _ in range(random.randint(0, 12))]


def _good(random: Random) -> list[str]:
    return [random.choice(("1320", "1252")), "13-03-2025", random.choice(("Nord", "Syd")), ""]


def _odd(random: Random) -> list[str]:
    return [random.choice(CELLS) for _ in range(random.choice((4, 4, 4, 3, 5, 1, 0)))]


def _csv(random: Random) -> bytes:
    separator, end = random.choice(SEPARATORS), random.choice(ENDS)
    quotes = random.random() < 0.7

    def cell(text: str) -> str:
        is_odd = any(sign in text for sign in (separator, '"', "\n", "\r"))
        return '"' + text.replace('"', '""') + '"' if quotes and is_odd else text

    header = list(HEADER) if random.random() < 0.9 else random.sample(HEADER, k=4)
    lines = [separator.join(map(cell, row)) for row in [header, *_rows(random)]]
    text = random.choice(TITLES) + end.join(lines) + random.choice((end, "", end + end))
    return text.encode(random.choice(ENCODINGS), "replace")


def _cut(random: Random, content: bytes) -> bytes:
    """Bytes taken out, put in, doubled, swapped; a third of all files stay as they are."""
    data = bytearray(content)
    for _ in range(random.choice((0, 0, 1, 2, 5))):
        if not data:
            break
        at, more = random.randrange(len(data)), random.randint(1, 40)
        match random.randrange(6):
            case 0:
                del data[at : at + more]
            case 1:
                data[at:at] = bytes(random.choice((0, 10, 13, 34, 59, 255, 195)) for _ in range(3))
            case 2:
                data[at:at] = data[at : at + more]
            case 3:
                data[at] = random.randrange(256)
            case 4:
                del data[at:]
            case 5:
                data[at : at + 2] = data[at : at + 2][::-1]
    return bytes(data)


def _xlsx(random: Random) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        sheet = book.add_worksheet(random.choice(("Ark1", "Data", "æøå")))
        top = random.choice((0, 0, 0, 1, 3))
        if top:
            sheet.write_string(0, 0, "Anmeldelser 2025")
        for column, name in enumerate(HEADER):
            sheet.write_string(top, column, name)
        for r, row in enumerate(_rows(random), top + 1):
            for c, text in enumerate(row):
                _write(random, sheet, (r, c), text, day)
        if random.random() < 0.2:
            book.add_worksheet("Noter").write_string(0, 0, "Kilde")
    return out.getvalue()


def _write(random: Random, sheet: object, place: tuple[int, int], text: str, day: object) -> None:
    """A cell as text, or as what Excel would make of it."""
    write = sheet.write_string  # type: ignore[attr-defined]
    match random.randrange(8):
        case 0:
            value = date(2025, 1, 1) + timedelta(days=random.randint(-60000, 400))
            if value.year >= 1900:
                moment = datetime(value.year, value.month, value.day)  # noqa: DTZ001
                sheet.write_datetime(*place, moment, day)  # type: ignore[attr-defined]
        case 1:
            sheet.write_number(*place, random.choice((1320, 0.5, -1, 1e300)))  # type: ignore[attr-defined]
        case 2:
            sheet.write_formula(*place, random.choice(("=1/0", "=A1", "=NOW()")))  # type: ignore[attr-defined]
        case 3:
            sheet.write_boolean(*place, random.random() < 0.5)  # type: ignore[attr-defined]
        case _:
            write(*place, "".join(sign for sign in text if sign >= " ")[:300])


def _inside(random: Random, content: bytes) -> bytes:
    """A workbook whose parts are cut, in an archive that is whole."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, _cut(random, part) if random.random() < 0.3 else part)
    return out.getvalue()
