"""Files come in as they came: nothing guessed, nothing lost, every row with its line."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from grundlag.basis.reading import Reading
from grundlag.errors import DeliveryError
from grundlag.records.model import SetAside
from grundlag.records.read import read

AFTERNOON = datetime(2025, 3, 9, 14, 5)  # noqa: DTZ001 as it stands in a file: without a zone


@pytest.fixture
def csv(tmp_path: Path):
    def reading(content: bytes, **how: str) -> Whole:
        path = tmp_path / "fil.csv"
        path.write_bytes(content)
        return whole(path, Reading(**how))

    return reading


@dataclass(frozen=True)
class Whole:
    """A file that was opened and read to its end."""

    header: tuple[str, ...]
    dress: dict[str, str]
    cells: pa.Table
    lines: np.ndarray
    rejected: tuple[SetAside, ...]


def whole(path: Path, reading: Reading) -> Whole:
    raw = read(path, reading)
    chunk = raw.whole()
    return Whole(raw.header, raw.dress, chunk.cells, chunk.lines, chunk.rejected)


def rows(raw: Whole) -> list[tuple[str, ...]]:
    return [tuple(row.values()) for row in raw.cells.to_pylist()]


def test_leading_zeros_and_decimal_commas_stay_text(csv):
    raw = csv(b"kode;x\n0130;1,50\n")
    assert rows(raw) == [("0130", "1,50")]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("sted\nØrestad – syd\n".encode("utf-8-sig"), "utf-8"),
        ("sted\nØrestad – syd\n".encode(), "utf-8"),
        ("sted\nØrestad – syd\n".encode("cp1252"), "cp1252"),
        ("sted\nØrestad \x81 syd\n".encode("latin-1"), "latin-1"),
    ],
)
def test_letters_survive_whatever_the_encoding(csv, content, encoding):
    raw = csv(content)
    assert raw.dress["encoding"] == encoding
    assert raw.cells["sted"][0].as_py().startswith("Ørestad")


def test_a_bom_says_utf8_whatever_was_declared(csv):
    assert csv("sted\nØst\n".encode("utf-8-sig"), encoding="cp1252").header == ("sted",)


def test_a_declared_encoding_that_does_not_fit_is_refused_also_in_the_header(csv):
    for content in (b"k\xf8n;b\n1;2\n", b"kon;b\n1;\xf8\n"):
        with pytest.raises(DeliveryError, match="cannot be read"):
            csv(content, encoding="utf-8")


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found(csv, separator):
    raw = csv(separator.join("abc").encode() + b"\n" + separator.join("123").encode() + b"\n")
    assert raw.header == ("a", "b", "c")
    assert raw.dress["separator"] == separator


def test_windows_line_ends_and_a_header_with_spaces(csv):
    raw = csv(b" kode ; dato \r\n1;2\r\n3;4\r\n")
    assert raw.header == ("kode", "dato")
    assert rows(raw) == [("1", "2"), ("3", "4")]


def test_lines_stay_right_past_breaks_inside_cells_and_past_what_is_rejected(csv):
    raw = csv(b'a;b;c\n1;"x\ny";3\n4;5;6\n7;8\n9;"a;b";"c ""q"" d"\n1;2;3;4\n5;"e\nf"\n7;7;7\n')
    assert raw.lines.tolist() == [2, 4, 6, 10]
    assert rows(raw)[2] == ("9", "a;b", 'c "q" d')
    assert [(r.line, r.expected) for r in raw.rejected] == [
        (5, "3 columns, found 2"),
        (7, "3 columns, found 4"),
        (8, "3 columns, found 2"),
    ]


def test_lines_stay_right_in_a_file_of_several_blocks(csv, monkeypatch):
    monkeypatch.setattr("grundlag.records.readers.delimited.BLOCK", 1 << 18)
    lines, wanted, rejected, line, wide = ["a;b;c"], [], [], 2, "y" * 40
    for number in range(40_000):
        odd = {0: "kort;række", 1: f'{number};"to\nlinjer";{wide}', 2: ""}
        lines.append(odd.get(number % 100, f"{number};{wide};{wide}"))
        if number % 100 == 0:
            rejected.append(line)
        elif number % 100 != 2:
            wanted.append(line)
        line += lines[-1].count("\n") + 1
    raw = csv(("\n".join(lines) + "\n").encode())
    assert raw.lines.tolist() == wanted
    assert [r.line for r in raw.rejected] == rejected


def test_a_blank_line_is_no_row(csv):
    raw = csv(b"a;b\n\n1;2\n  \n;\n3;4\n\n\n")
    assert raw.lines.tolist() == [3, 6]
    assert raw.rejected == ()


@pytest.mark.parametrize(
    "content",
    [
        b'a;b;c\n1;2;3\n4;"5;6\n7;8;9\n10;11;12\n',
        b'a;b;c\n1;2;3\n4;5;"6\n7;8;9\n10;11;12\n',
        b'a;b;c\n1;2;3\n4;"5;6\n7;8;9\n10;"11;12\n13;14;15\n',
        b'a;b;c\n1;2;3\n4;5;"6\n7;8;9"\n10;11;12\n',
    ],
    ids=["to the end", "in the last column", "closed by another", "closed by an inch mark"],
)
def test_a_quotation_mark_that_is_never_closed_swallows_no_row(csv, content):
    with pytest.raises(DeliveryError, match="opened on line 3 is not closed"):
        csv(content)


def test_a_quotation_mark_inside_a_cell_is_a_letter(csv):
    assert rows(csv(b'a;b;c\n1;5" rt;3\n'))[0][1] == '5" rt'


def test_a_long_note_in_quotes_is_a_note(csv):
    raw = csv(b'a;b;c\n1;"en, to\ntre; fire\nfem";3\n2;x;y\n')
    assert raw.lines.tolist() == [2, 5]


@pytest.mark.parametrize("encoding", ["utf-32-le", "utf-32-be"])
def test_utf32_is_read_and_not_taken_for_utf16(csv, encoding):
    """Its mark begins as that of UTF-16 does."""
    raw = csv("\ufeffsted;note\nØst;ç\n".encode(encoding))
    assert (rows(raw), raw.dress["encoding"]) == ([("Øst", "ç")], "utf-32")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf16_is_read(csv, encoding):
    """As Excel's "Unicode text" is, whichever byte stands first."""
    content = 'sted\tnote\nØst\t"a\nb"\nSyd\tç\n'.encode(encoding)
    raw = csv(content if encoding == "utf-16" else b"\xfe\xff" + content)
    assert rows(raw) == [("Øst", "a\nb"), ("Syd", "ç")]
    assert (raw.lines.tolist(), raw.dress["encoding"]) == ([2, 4], "utf-16")


def test_an_empty_file_is_refused_and_a_header_alone_has_no_rows(csv):
    for content in (b"", b"\xef\xbb\xbf", b"\n"):
        with pytest.raises(DeliveryError, match=r"fil\.csv: cannot be read"):
            csv(content)
    assert len(csv(b"a;b\n").lines) == 0


def test_a_column_name_that_stands_twice_is_refused_and_nameless_ones_are_not(csv):
    with pytest.raises(DeliveryError, match="two columns are called a"):
        csv(b"a;a\n1;2\n")
    assert csv(b"a;b;;\n1;2;;\n").header == ("a", "b", "", "")


def test_a_suffix_that_is_not_read_is_refused_with_those_that_are(tmp_path):
    (tmp_path / "fil.docx").write_bytes(b"tekst")
    with pytest.raises(DeliveryError, match=r'"\.docx"') as error:
        read(tmp_path / "fil.docx", Reading())
    assert ".csv, .txt, .tsv, .xlsx, " in str(error.value)


def test_excel_gives_what_the_sources_csv_would_hold(excel, tmp_path):
    path = excel(
        tmp_path / "fil.xlsx",
        (
            "Ark1",
            [
                ["kode", "dato", "x", "antal", "tom"],
                ["0130", date(2025, 3, 9), 723456.5, 12, None],
                [1320, AFTERNOON, 0.00001, 3, "a"],
            ],
        ),
    )
    raw = whole(path, Reading())
    assert rows(raw) == [
        ("0130", "2025-03-09", "723456,5", "12", ""),
        ("1320", "2025-03-09", "0,00001", "3", "a"),
    ]
    assert raw.lines.tolist() == [2, 3]


def test_excel_lines_are_those_of_the_sheet_and_another_sheet_is_named(excel, tmp_path):
    path = excel(tmp_path / "fil.xlsx", ("Læs mig", [["intet"]]), ("Data", [[], ["a"], [], ["1"]]))
    raw = whole(path, Reading(sheet="Data"))
    assert (raw.header, raw.lines.tolist()) == (("a",), [4])
    with pytest.raises(DeliveryError, match="Sheets: Læs mig, Data"):
        read(path, Reading(sheet="Ark9"))


def test_what_is_no_excel_or_parquet_is_refused(tmp_path):
    for name in ("fil.xlsx", "fil.parquet"):
        (tmp_path / name).write_bytes(b"kode;dato\n")
        with pytest.raises(DeliveryError, match="cannot be read"):
            whole(tmp_path / name, Reading())


def test_parquet_columns_of_any_type_become_text(tmp_path):
    path = tmp_path / "fil.parquet"
    table = {
        "kode": pa.array(["0130", None]),
        "dag": pa.array([date(2025, 3, 9), None]),
        "tid": pa.array([AFTERNOON, None]),
        "x": pa.array([723456.5, float("nan")]),
        "v": pa.array([Decimal("1.250"), None]),
        "n": pa.array([12, None], pa.int32()),
        "ord": pa.array(["a", "b"]).dictionary_encode(),
        "form": pa.array([b"\x00\xff", None]),
        "liste": pa.array([[1], [2]]),
    }
    pq.write_table(pa.table(table), path)
    raw = whole(path, Reading())
    assert raw.header == ("kode", "dag", "tid", "x", "v", "n", "ord")
    assert rows(raw) == [
        ("0130", "2025-03-09", "2025-03-09", "723456,5", "1,25", "12", "a"),
        ("", "", "", "", "", "", "b"),
    ]
