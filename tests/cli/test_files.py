"""Files as they come, through the real command: what is in the file, and what must come of it.

One row a case. All data are invented (opdigtede data).
"""

import gzip
import io
import subprocess
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat
import pytest
import xlsxwriter

from grundlag.records.keep import deliveries

pytestmark = pytest.mark.slow  # a file a case, through the command

Make = Callable[[Path], Any]
REPORTS = """schema = 1
[[source]]
id = "anmeldelser"
kind = "crime_records"
provider = "Politiet"
[source.columns]
code = "Kode"
date = "Dato"
place = "Sted"
"""
COUNTS = """schema = 1
[[source]]
id = "tal"
kind = "crime_counts"
provider = "Politiet"
[source.columns]
code = "Gerning"
place = "Område"
"""
PEOPLE = """schema = 1
[[source]]
id = "befolkning"
kind = "population"
provider = "Lilleby"
[source.columns]
date = "Dag"
place = "Område"
n = "Indbyggere"
"""
ANSWERS = """schema = 1
[[source]]
id = "svar"
kind = "survey_answers"
provider = "Lilleby"
[source.columns]
wave = "aar"
place = "kvarter"
weight = "vaegt"
[source.questions]
tryghed = "q1"
"""
ROWS = "Kode;Dato;Sted\n0130;03-04-2025;Havnen\n1320;14-04-2025;Skoven\n"
FIRST = {"code": "0130", "date": date(2025, 4, 3), "place": "Havnen"}


@dataclass(frozen=True, kw_only=True)
class Case:
    """A file of these contents; rows kept and set aside of each delivery, the first kept row."""

    id: str
    content: str | bytes | Make
    name: str = "fil.csv"
    sources: str = REPORTS
    kept: tuple[int, ...] = (2,)
    aside: tuple[int, ...] = (0,)
    first: dict[str, Any] = field(default_factory=lambda: FIRST)
    words: tuple[str, ...] = ()
    code: int = 0


def refused(id: str, content: str | bytes | Make, *words: str, **more: Any) -> Case:
    """A file of which nothing is taken, and what is said of it."""
    return Case(id=id, content=content, words=words, kept=(), aside=(), code=1, **more)


def book(*sheets: tuple[str, list[list[Any]]], merge: tuple[Any, ...] = ()) -> Make:
    """An Excel workbook."""

    def write(path: Path) -> None:
        with xlsxwriter.Workbook(path, {"default_date_format": "dd-mm-yyyy"}) as made:
            for name, rows in sheets:
                sheet = made.add_worksheet(name)
                for at, row in enumerate(rows):
                    for column, value in enumerate(row):
                        if isinstance(value, date):
                            sheet.write_datetime(at, column, value)
                        elif value not in (None, ""):
                            sheet.write(at, column, value)
                for span in merge:
                    sheet.merge_range(*span)

    return write


def far_out(path: Path) -> None:
    """A workbook with a blank in its very last cell, as a slip of the hand leaves it."""
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("Ark1")
        for at, line in enumerate(ROWS.splitlines()):
            sheet.write_row(at, 0, line.split(";"))
        sheet.write_string((1 << 20) - 1, (1 << 14) - 1, " ")


def hidden(path: Path) -> None:
    """A workbook whose rows and sheet are hidden: they are there all the same."""
    with xlsxwriter.Workbook(path) as made:
        made.add_worksheet("Vis").write(0, 0, "Se her")
        sheet = made.add_worksheet("Skjult")
        for at, line in enumerate(ROWS.splitlines()):
            sheet.write_row(at, 0, line.split(";"))
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.hide()


def parquet(path: Path) -> None:
    columns = {
        "Kode": pa.array(["0130", "1320"]).dictionary_encode(),
        "Dato": pa.array([date(2025, 4, 3), date(2025, 4, 14)]).cast(
            pa.timestamp("us", tz="Europe/Copenhagen")
        ),
        "Sted": pa.array(["Havnen", "Skoven"], pa.large_string()),
        "Bytes": pa.array([b"\x00", None]),
    }
    pq.write_table(pa.table(columns), path)


def sav(**how: Any) -> Make:
    """A file of SPSS with labels, a code without a label, a missing answer and one left out."""

    def write(path: Path) -> None:
        rows = {
            "aar": [2026.0] * 5,
            "kvarter": [1.0, 2.0, 1.0, 1.0, 2.0],
            "vaegt": [0.123456789012345, 1.0, 1.0, 2.0, 1.0],
            "q1": [1.0, 2.0, 9.0, 5.0, None],
        }
        pyreadstat.write_sav(
            pd.DataFrame(rows),
            path,
            file_label="Tryghed",
            column_labels=["Årgang", "Bydel", "Vægt", "Hvor tryg er du?"],
            variable_value_labels={
                "aar": {2026: "2026-undersøgelsen"},
                "kvarter": {1: "Havnen", 2: "Skoven"},
                "q1": {1: "tryg", 2: "utryg", 9: "Ved ikke"},
            },
            **{"missing_ranges": {"q1": [9]}, **how},
        )

    return write


def dta(path: Path) -> None:
    rows = pd.DataFrame({"Kode": ["0130"], "Dato": ["03-04-2025"], "Sted": ["Havnen"]})
    pyreadstat.write_dta(rows, path)


def archive(members: dict[str, str | bytes], **how: Any) -> Make:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, **how) as packed:
            for name, content in members.items():
                packed.writestr(name, content)

    return write


def twice(path: Path) -> None:
    """An archive that holds two files of one name, as some programs write them."""
    with zipfile.ZipFile(path, "w") as packed, warnings.catch_warnings(action="ignore"):
        packed.writestr("fil.csv", ROWS)
        packed.writestr("fil.csv", ROWS.replace("2025", "2024"))


def locked(path: Path) -> None:
    """An archive whose one file is marked as encrypted."""
    archive({"fil.csv": ROWS})(path)
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(content))


def folder(files: dict[str, str | bytes]) -> Make:
    def write(path: Path) -> None:
        path.mkdir()
        for name, content in files.items():
            (path / name).parent.mkdir(exist_ok=True)
            (path / name).write_bytes(content.encode() if isinstance(content, str) else content)

    return write


def link(path: Path) -> None:
    (path.parent / "rigtig").mkdir()
    path.symlink_to(path.parent / "rigtig")


def of_bytes(make: Make) -> bytes:
    """What a maker writes into a file."""
    into = io.BytesIO()
    make(into)  # type: ignore[arg-type]
    return into.getvalue()


def wide(rows: str, **more: Any) -> str:
    """Counts with periods side by side."""
    read = "".join(f"{key} = {value}\n" for key, value in more.items())
    return f"{COUNTS}[source.wide]\ncolumns = {rows}\n[source.read]\n{read}"


TITLED = "Anmeldelser, Københavns Politi, 2025\nUdtrukket 3. januar 2026\n\n"
TEXTS = [
    Case(id="semicolons", content=ROWS),
    Case(id="commas", content=ROWS.replace(";", ",")),
    Case(id="tabs", content=ROWS.replace(";", "\t"), name="fil.tsv"),
    Case(id="bars", content=ROWS.replace(";", "|"), name="fil.txt"),
    Case(id="a byte order mark", content=ROWS.encode("utf-8-sig")),
    Case(id="windows letters", content=ROWS.replace("Skoven", "Ærø – vest").encode("cp1252")),
    Case(id="latin-1", content=ROWS.replace("Skoven", "Ær\x81ø").encode("latin-1")),
    Case(id="utf-16, little end first", content=ROWS.encode("utf-16")),
    Case(id="utf-16, big end first", content=b"\xfe\xff" + ROWS.encode("utf-16-be")),
    Case(
        id="utf-16 without a mark, little end first",
        content=ROWS.encode("utf-16-le"),
        words=("encoding 'utf-16-le'",),
    ),
    Case(
        id="utf-16 without a mark, big end first",
        content=ROWS.encode("utf-16-be"),
        words=("encoding 'utf-16-be'",),
    ),
    Case(id="lines end in CRLF", content=ROWS.replace("\n", "\r\n")),
    Case(id="lines end in CR alone", content=ROWS.replace("\n", "\r")),
    Case(id="no end of the last line", content=ROWS.rstrip()),
    Case(id="Excel's own first line", content="sep=;\n" + ROWS, words=("header '2'",)),
    Case(id="it says sep=, and tells the truth", content="sep=,\r\n" + ROWS.replace(";", ",")),
    Case(id="a title above", content=TITLED + ROWS, words=("header '4'",)),
    Case(
        id="a title in separators of its own",
        content="Udtræk, Politiet, foreløbig, uge 1\n;;\n" + ROWS,
    ),
    Case(
        id="headings on two rows",
        content="Anmeldelse;;Sted\nKode;Dato;\n" + ROWS.partition("\n")[2],
        sources=REPORTS.replace('"Kode"', '"Anmeldelse Kode"').replace(
            '"Dato"', '"Anmeldelse Dato"'
        ),
    ),
    Case(
        id="a heading broken over two lines",
        content='"Gernings-\nkode";"Dato";"Sted"\n' + ROWS.partition("\n")[2],
        sources=REPORTS.replace('"Kode"', '"Gerningskode"'),
    ),
    Case(
        id="hard and double blanks in headings",
        content="Kode ;Anmeldt  dato;\u00a0Sted\n" + ROWS.partition("\n")[2],
        sources=REPORTS.replace('"Dato"', '"Anmeldt dato"'),
    ),
    Case(id="blank lines between", content=ROWS.replace("\n1320", "\n\n;;\n1320")),
    Case(
        id="a note below",
        content=ROWS + "\nKilde: Politiets sagssystem\n",
        aside=(1,),
        words=("1 row (line 5): expected a row, no note",),
    ),
    Case(id="a note in the first cell", content=ROWS + "Tallene er foreløbige;;\n", aside=(1,)),
    Case(
        id="a total below",
        content=ROWS + "I alt;;2\n",
        aside=(1,),
        words=("Kode 'I alt', expected a row, no total of others",),
    ),
    Case(id="a total of a place", content=ROWS + ";;Havnen i alt\n", aside=(1,)),
    Case(id="separators in quotes", content=ROWS + '1320;14-04-2025;"Øst; vest"\n', kept=(3,)),
    Case(id="a separator at every line's end", content=ROWS.replace("\n", ";\n")),
    Case(id="a separator at the header's end", content=ROWS.replace("Sted\n", "Sted;\n")),
    Case(
        id="a separator at the rows' ends",
        content=ROWS.replace("Havnen", "Havnen;").replace("Skoven", "Skoven;"),
    ),
    Case(
        id="a row longer than the header",
        content=ROWS + "1320;14-04-2025;Øst;vest;nord\n",
        aside=(1,),
        words=("line 4", "3 columns, found 5"),
    ),
    Case(
        id="ISO dates",
        content=ROWS.replace("03-04-2025", "2025-04-03").replace("14-04-2025", "2025-04-14"),
    ),
    Case(
        id="American dates",
        content=ROWS.replace("03-04-2025", "04/03/2025").replace("14-04-2025", "04/14/2025"),
        words=("dates 'mm-dd-yyyy'",),
    ),
    refused(
        "dates that can be read two ways",
        "Kode;Dato;Sted\n1320;03/04/2025;Havnen\n",
        "can be read with the day first, or the month first.",
    ),
    Case(
        id="columns that nobody asked for",
        content=ROWS.replace("Sted\n", "Sted;Bemærkning\n")
        .replace("Havnen", "Havnen;fri tekst")
        .replace("Skoven", "Skoven;"),
        words=("not kept: Bemærkning",),
    ),
    Case(
        id="two columns of one name, neither mapped",
        content=ROWS.replace("Sted\n", "Sted;X;X\n")
        .replace("Havnen", "Havnen;;1")
        .replace("Skoven", "Skoven;2;"),
    ),
    refused(
        "two columns of one name, mapped",
        "Kode;Dato;Sted;Sted\n1320;03-04-2025;A;B\n",
        "two columns are called Sted.",
    ),
    refused("an empty file", b"", "cannot be read: it is empty."),
    refused("a header alone", "Kode;Dato;Sted\n", "has a header and no rows."),
    refused(
        "a quotation mark that is not closed", ROWS + '1320;14-04-2025;"Øst\n' * 1, "is not closed"
    ),
    refused(
        "a header pinned where it is not",
        TITLED + ROWS,
        "has its headings on line 4; sources.toml has header = 2.",
        sources=REPORTS + "[source.read]\nheader = 2\n",
    ),
    Case(
        id="a header pinned",
        content="Kode;Dato;Sted\nx;y;z\n" + ROWS,
        sources=REPORTS + "[source.read]\nheader = 3\n",
    ),
    refused(
        "a separator pinned that is nowhere",
        ROWS,
        "',', which sources.toml says, is nowhere in its first lines.",
        sources=REPORTS + '[source.read]\nseparator = ","\n',
    ),
    refused(
        "an encoding pinned that it has not",
        ROWS.replace("Skoven", "Ærø").encode("cp1252"),
        "cannot be read",
        sources=REPORTS + '[source.read]\nencoding = "utf-8"\n',
    ),
]
TABLE = [
    ["Kode", "Dato", "Sted"],
    ["0130", date(2025, 4, 3), "Havnen"],
    ["1320", "14-04-2025", "Skoven"],
]
HTML = (
    "<html><head><meta charset='utf-8'></head><body><h1>Udtræk</h1><table><tr><th colspan=3>Titel"
    "</th></tr><tr><td>Kode</td><td>Dato<td>Sted</tr><tr><td>0130</td><td>03-04-2025</td><td>"
    "Havnen</td></tr><tr><td>1320</td><td>14-04-2025</td><td>Skoven &amp; Søen</td></tr></table>"
)
BOOKS = [
    Case(id="a workbook", content=book(("Ark1", TABLE)), name="fil.xlsx"),
    Case(
        id="a title above the headings",
        content=book(("Ark1", [["Anmeldelser 2025"], [], ["Politiet", "", "uge 1"], *TABLE])),
        name="fil.xlsx",
        words=("sheet 'Ark1'", "header '4'"),
    ),
    Case(
        id="headings merged over two columns, on two rows",
        content=book(
            ("Ark1", [["", "", "Sted"], ["Kode", "Dato"], *TABLE[1:]]),
            merge=((0, 0, 0, 1, "Anmeldelse"),),
        ),
        name="fil.xlsx",
        sources=REPORTS.replace('"Kode"', '"Anmeldelse Kode"').replace(
            '"Dato"', '"Anmeldelse Dato"'
        ),
    ),
    Case(
        id="a heading with a line break",
        content=book(("Ark1", [["Kode\n", "Anmeldelses-\ndato", "Sted "], *TABLE[1:]])),
        name="fil.xlsx",
        sources=REPORTS.replace('"Dato"', '"Anmeldelsesdato"'),
    ),
    Case(
        id="headings on other sheets too",
        content=book(("Læs mig", [["Om udtrækket"]]), ("Data", TABLE)),
        name="fil.xlsx",
        words=("sheet 'Data'",),
    ),
    Case(
        id="two sheets of rows are two deliveries",
        content=book(("2025", TABLE), ("2024", [TABLE[0], ["1320", "15-04-2024", "Skoven"]])),
        name="fil.xlsx",
        kept=(2, 1),
        aside=(0, 0),
    ),
    refused(
        "a cell so far out that all between would fill the memory",
        far_out,
        'the sheet "Ark1" reaches to XFD1048576, and 10 cells of it hold anything.',
        "Clear what stands far out",
        name="fil.xlsx",
    ),
    refused(
        "two sheets of one month, a place each",
        book(("Havnen", TABLE[:2]), ("Skoven", [TABLE[0], TABLE[2]])),
        'fil.xlsx: the sheets "Havnen" and "Skoven" both speak for 2025-04.',
        "Put their rows on one sheet, or say which is meant",
        name="fil.xlsx",
    ),
    refused(
        "a CPR number on the second sheet: the first is not kept",
        book(("2024", TABLE), ("2025", [*TABLE, ["1320", "15-05-2025", "hos 010101-0007"]])),
        'column "Sted", line 4: looks like a CPR number',
        "Nothing was kept.",
        name="fil.xlsx",
    ),
    refused(
        "a sheet pinned that is not there",
        book(("Ark1", TABLE)),
        'has no sheet "Data".',
        "Sheets: Ark1.",
        name="fil.xlsx",
        sources=REPORTS + '[source.read]\nsheet = "Data"\n',
    ),
    Case(
        id="a sheet pinned of two",
        content=book(("2024", [*TABLE, ["1320", "15-04-2025", "Skoven"]]), ("2025", TABLE)),
        name="fil.xlsx",
        sources=REPORTS + '[source.read]\nsheet = "2025"\n',
    ),
    Case(id="hidden rows on a hidden sheet", content=hidden, name="fil.xlsx"),
    Case(
        id="totals and notes below",
        content=book(("Ark1", [*TABLE, [], ["Hovedtotal", "", "2"], ["Kilde: Politiet"]])),
        name="fil.xlsx",
        aside=(2,),
    ),
    Case(
        id="cells merged downwards",
        content=book(
            (
                "Ark1",
                [
                    ["Sted", "Kode", "Dato"],
                    ["Havnen", "0130", date(2025, 4, 3)],
                    ["", "1320", date(2025, 4, 4)],
                ],
            )
        ),
        name="fil.xlsx",
        sources=REPORTS + '[source.read]\nfill_down = ["Sted"]\n',
    ),
    Case(
        id="quarters side by side: a cell is a row, an empty one is none",
        content=book(
            (
                "Ark1",
                [
                    ["Tabel"],
                    ["", "", "2025K1", "2025K2"],
                    ["1320", "Havnen", 3, 4],
                    ["", "Skoven", 5, ""],
                    ["Kilde: banken"],
                ],
            )
        ),
        name="fil.xlsx",
        sources=wide('["20*"]', fill_down='["column A"]')
        .replace('"Gerning"', '"column A"')
        .replace('"Område"', '"column B"'),
        kept=(3,),
        aside=(1,),
        first={"code": "1320", "place": "Havnen", "first_month": 2025 * 12, "n": 3},
    ),
    Case(
        id="years side by side in CSV, one cell not to be read",
        content="Gerning;Område;2024;2025\n1320;Havnen;3;..\n1320;Skoven;5;6\n",
        sources=wide('["20*"]'),
        kept=(3,),
        aside=(1,),
        first={"place": "Havnen", "last_month": 2024 * 12 + 11, "n": 3},
        words=("n '..', expected a whole number",),
    ),
    Case(
        id="numbers as text, with blanks and dots",
        content=book(
            (
                "Ark1",
                [
                    ["Dag", "Område", "Indbyggere"],
                    [date(2025, 1, 1), "Havnen", "1.234"],
                    [date(2025, 1, 1), "Skoven", 2000.0],
                ],
            )
        ),
        name="fil.xlsx",
        sources=PEOPLE,
        first={"date": date(2025, 1, 1), "n": 1234},
    ),
    Case(id="a page that is called .xls", content=HTML, name="fil.xls", words=("format 'html'",)),
    Case(id="text that is called .xls", content=ROWS.replace(";", "\t"), name="fil.xls"),
    Case(id="a workbook that is called .csv", content=book(("Ark1", TABLE)), name="fil.csv"),
    refused(
        "a page without a table",
        "<html><p>Du er logget ud</p></html>",
        "a page without a table",
        name="fil.xls",
    ),
    refused("XML", "<?xml version='1.0'?><a/>", "is XML.", "save it as .xlsx", name="fil.xls"),
    refused(
        "a broken workbook",
        of_bytes(book(("Ark1", TABLE)))[:900],
        "cannot be read",
        name="fil.xlsx",
    ),
    refused("a PDF", b"%PDF-1.7 ...", "is a PDF", name="fil.pdf"),
    refused(
        "JSON", '{"type": "FeatureCollection"}', "is JSON, which is no table.", name="fil.json"
    ),
    refused(
        "a Word document",
        archive({"word/document.xml": "<w/>"}),
        "is a Word document.",
        name="fil.docx",
    ),
    refused(
        "something else", b"\x01\x02", 'files that end in ".dat" are not read.', name="fil.dat"
    ),
]
TRYG = {"wave": 2026, "place": "Havnen", "question:tryghed": "tryg", "weight": 0.123456789012345}
OTHERS = [
    Case(id="parquet of any type", content=parquet, name="fil.parquet"),
    Case(id="SPSS", content=sav(), name="fil.sav", sources=ANSWERS, kept=(5,), first=TRYG),
    Case(
        id="SPSS, packed",
        content=sav(compress=True),
        name="fil.zsav",
        sources=ANSWERS,
        kept=(5,),
        first=TRYG,
    ),
    Case(
        id="SPSS, columns by their questions",
        content=sav(),
        name="fil.sav",
        sources=ANSWERS.replace('"q1"', '"Hvor tryg er du?"').replace('"kvarter"', '"Bydel"'),
        kept=(5,),
        first=TRYG,
    ),
    Case(id="Stata", content=dta, name="fil.dta", kept=(1,)),
    refused(
        "SPSS, cut", of_bytes(lambda p: p.write(b"$FL2 ...")), "cannot be read", name="fil.sav"
    ),
    Case(id="CSV, gzipped", content=gzip.compress(ROWS.encode()), name="fil.csv.gz"),
    refused(
        "gzip, cut", gzip.compress(ROWS.encode())[:-12], "cannot be unpacked", name="fil.csv.gz"
    ),
    Case(
        id="an archive of two files and a letter",
        content=archive(
            {"2025/b.csv": ROWS + ROWS.splitlines()[1], "2025/a.csv": ROWS, "brev.pdf": b"%PDF"}
        ),
        name="arkiv.zip",
        kept=(2, 3),
        aside=(0, 0),
        words=("arkiv.zip/2025/a.csv →", "note: arkiv.zip/brev.pdf: is a PDF"),
    ),
    refused(
        "an archive of two files of one name: one would hide the other",
        twice,
        'holds two files called "fil.csv".',
        name="arkiv.zip",
    ),
    refused("an archive with a password", locked, "is locked with a password.", name="arkiv.zip"),
    refused(
        "an archive in an archive",
        archive({"inde.zip": of_bytes(archive({"fil.csv": ROWS}))}),
        "holds no file that can be read.",
        name="arkiv.zip",
    ),
    refused(
        "an archive that leads elsewhere",
        archive({"../../fil.csv": ROWS}),
        'a file called "../../fil.csv", which leads out of the archive.',
        name="arkiv.zip",
    ),
    refused(
        "an archive that would fill the disk",
        archive({"fil.csv": b"0" * (1 << 27)}),
        "unpacks to 128 MB or more",
        name="arkiv.zip",
    ),
    refused(
        "an archive of too many files",
        archive({f"{i}.csv": "" for i in range(501)}),
        "holds 501 files; at most 500 are read.",
        name="arkiv.zip",
    ),
    refused(
        "half an archive",
        of_bytes(archive({"fil.csv": ROWS}))[:60],
        "cannot be unpacked",
        name="arkiv.zip",
    ),
    Case(
        id="a folder",
        content=folder(
            {
                "b.csv": ROWS + ROWS.splitlines()[1],
                "a.csv": ROWS,
                "læs mig.pdf": b"%PDF",
                "~$a.xlsx": b"x",
                "sub/c.csv": ROWS,
            }
        ),
        name="mappe",
        kept=(2, 3),
        aside=(0, 0),
        words=("mappe/a.csv →", "mappe/læs mig.pdf: is a PDF", "mappe/sub: is a folder"),
    ),
    refused("an empty folder", folder({}), "holds no file that can be read.", name="mappe"),
    refused("a link to a folder", link, "is a link to a folder.", name="mappe"),
]


@pytest.mark.parametrize("case", [pytest.param(c, id=c.id) for c in (*TEXTS, *BOOKS, *OTHERS)])
def test_file(case: Case, town: Path, grundlag: Any) -> None:
    path = town / "in" / case.name
    if callable(case.content):
        case.content(path)
    else:
        path.write_bytes(case.content.encode() if isinstance(case.content, str) else case.content)
    (town / "sources.toml").write_text(case.sources, "utf-8")
    ran = grundlag(f"take 'in/{case.name}' --arrived 2026-06-01", town)
    assert ran.code == case.code, ran
    for words in case.words:
        assert words in " ".join((ran.out + ran.err).split()), ran
    taken = [each.manifest for each in deliveries(town)]
    assert tuple(m.rows_kept for m in taken) == case.kept
    assert tuple(m.rows_set_aside for m in taken) == case.aside
    assert all(m.rows_read == m.rows_kept + m.rows_set_aside for m in taken)
    if taken:
        first = pq.read_table(deliveries(town)[0].rows).to_pylist()[0]
        assert first.items() >= case.first.items()
    assert not list((town / "store").glob("parts/*"))


def test_a_user_missing_answer_and_one_left_out_stay_apart(town: Path, grundlag: Any) -> None:
    """9 is "Ved ikke", 5 has no label, and an empty cell is no answer at all."""
    sav()(town / "in" / "fil.sav")
    (town / "sources.toml").write_text(ANSWERS, "utf-8")
    grundlag("take in/fil.sav", town)
    rows = pq.read_table(deliveries(town)[0].rows).to_pylist()
    assert [row["question:tryghed"] for row in rows] == ["tryg", "utryg", "Ved ikke", "5", ""]


def test_a_weight_that_the_file_calls_missing_is_no_weight(town: Path, grundlag: Any) -> None:
    """Here 2 stands for a weight that is not known, and so does all from 90 on."""
    missing = {"q1": [9], "vaegt": [{"lo": 90, "hi": 99}, 2]}
    sav(missing_ranges=missing)(town / "in" / "fil.sav")
    (town / "sources.toml").write_text(ANSWERS, "utf-8")
    ran = grundlag("take in/fil.sav", town)
    assert "5 read = 4 kept + 1 set aside" in ran.out
    rows = pq.read_table(deliveries(town)[0].rows).to_pylist()
    assert [row["weight"] for row in rows] == [0.123456789012345, 1.0, 1.0, 1.0]


def test_the_same_sheets_again_are_known(town: Path, grundlag: Any) -> None:
    book(("2024", [TABLE[0], ["1320", "15-04-2024", "Skoven"]]), ("2025", TABLE))(
        town / "in" / "fil.xlsx"
    )
    (town / "sources.toml").write_text(REPORTS, "utf-8")
    assert grundlag("take in/fil.xlsx", town).code == 0
    again = grundlag("take in/fil.xlsx", town)
    assert again.out.count("already taken in as") == 2
    assert [d.manifest.part for d in deliveries(town)] == ["2024", "2025"]


def test_a_year_by_months_with_totals_is_no_reason_to_stop(town: Path, grundlag: Any) -> None:
    """A total and a note of 14 lines are 14 per cent, and nothing is wrong with them."""
    rows = "".join(f"1320;Havnen;2025-{m:02d};2025-{m:02d};1\n" for m in range(1, 13))
    text = f"Gerning;Område;Fra;Til;Antal\n{rows}I alt;;;;12\nKilde: Politiet\n"
    (town / "in" / "tal.csv").write_text(text, "utf-8")
    assert grundlag("take in/tal.csv --arrived 2026-02-01", town).code == 0
    assert "set aside" not in grundlag("check", town).out


def test_a_damaged_file_of_spss_does_not_take_the_program_with_it(
    town: Path, grundlag: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program reads it first; here that one ends as one does that broke off."""
    sav()(town / "in" / "fil.sav")
    (town / "sources.toml").write_text(ANSWERS, "utf-8")
    ended = subprocess.CompletedProcess([], -11)
    monkeypatch.setattr(subprocess, "run", lambda *args, **how: ended)
    ran = grundlag("take in/fil.sav", town)
    assert ran.code == 1
    assert "fil.sav: cannot be read: it is damaged." in ran.err
    assert deliveries(town) == ()


def test_of_a_workbook_of_a_new_make_the_sheet_with_rows_is_guessed(
    town: Path, grundlag: Any
) -> None:
    """Before it stand a cover and a sheet with one heading twice."""
    rows = [["Anmeldelser 2025"], [], ["Sagsnr", "Gerningskode", "Anmeldt dato", "Bydel"]]
    rows += [[f"A-{i}", "1320", f"{i:02d}-04-2025", "Havnen"] for i in range(1, 9)]
    cover, doubled = [["Udtræk, opdigtede data"]], [["Antal", "Antal"], ["1", "2"]]
    name = "Udtræk (opdigtet).xlsx"
    book(("Forside", cover), ("Oversigt", doubled), ("Data", rows))(town / "in" / name)
    (town / "sources.toml").write_text(PEOPLE, "utf-8")
    ran = grundlag(f"take 'in/{name}' --arrived 2026-06-01", town)
    assert (ran.code, deliveries(town)) == (1, ())
    typed = f"grundlag take --accept '{name}'"
    assert f"{name}: fits no source. A guess stands in sources.toml:" in ran.err
    assert f"Mend it there, then: {typed}" in ran.err
    assert f"#   {typed}" in (town / "sources.toml").read_text("utf-8")
    ran = grundlag(f"take --accept 'in/{name}' --arrived 2026-06-01", town)
    assert (ran.code, [d.manifest.rows_kept for d in deliveries(town)]) == (0, [8])


def test_a_workbook_without_rows_is_no_guess(town: Path, grundlag: Any) -> None:
    book(("Forside", [["Udtræk"]]), ("Tom", []))(town / "in" / "fil.xlsx")
    (town / "sources.toml").write_text(PEOPLE, "utf-8")
    ran = grundlag("take in/fil.xlsx", town)
    assert ran.code == 1
    assert "fil.xlsx: has no rows to guess by.\n    Export it again." in ran.err
