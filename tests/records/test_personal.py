"""Nothing personal at the door. All numbers here are made up on 1 January 1901, or fail on purpose.

Of 010101-0007 modulus 11 holds by hand: 3 + 7 + 5 + 7 = 22 = 2 x 11; of 010101-0001 it does not.
"""

import random
import time

import numpy as np
import pyarrow as pa
import pytest

from grundlag.records.personal import Seen, in_header, mapped_by_name, said, seen, tally

TOLD = [
    "010101-0007",
    "010101 0007",
    "0101010007",
    "Anmelder 010101-0007 har ringet.",
    "cpr:010101-0007",
    "CPR0101010007",
    "010101\u20130007",
    "010101\u00a00007",
    "010101\u00a0-\u00a00007",
    "010101/0007",
    "01.01.01-0007",
    "01 01 01-0007",
    "01011901-0007",
    "(0101010007)",
    "101010007",
    "101010007.0",
    "0101010007.0",
    "  0101010007 ",
    "'0101010007",
    "født 010101-0007.",
    "Se 1234567890 og 010101-0007",
    "290200-4000",
]
FALSE = [
    "6175123.4567890",
    "722123,4567",
    "0.1234567890",
    "12345678",
    "+45 12 34 56 78",
    "+4512345678",
    "004512345678",
    "2025-0012345",
    "0100-71313-00012-25",
    "0100-010101-0007-25",
    "OPD-2026-000123",
    "DK5000400101010007",
    "DK50 0040 0440 1162 43",
    "e01a0101010007bc4f",
    "550e8400-e29b-41d4-a716-446655440000",
    "9f010101-0007-4abc-8def-000000000000",
    "010101000712",
    "31.12.2025",
    "01-01-2026",
    "05-01-26 1430",
    "2026-01-01 10:30",
    "320101-0007",
    "011301-0007",
    "310401-0007",
    "290201-0007",
    "290200-0007",
    "meget tryg",
    "",
]


def _seen(*cells: str, column: str = "Bemærkning") -> tuple[Seen, ...]:
    return seen(tally(column, pa.chunked_array([pa.array(cells)]), np.arange(2, 2 + len(cells))))


@pytest.mark.parametrize("text", TOLD)
def test_a_number_is_seen_however_it_is_written(text: str) -> None:
    assert [each.line for each in _seen("", text)] == [3]


@pytest.mark.parametrize("text", FALSE)
def test_what_only_looks_like_one_is_let_be(text: str) -> None:
    """290200-0007 is of 1900, which was no leap year; 290200-4000 is of 2000, which was."""
    assert not _seen("", text)


def test_modulus_11_is_noted_and_clears_nothing() -> None:
    (holds,), (fails,) = _seen("010101-0007"), _seen("010101-0001")
    assert (holds.modulus, holds.looked_at) == (1, 1)
    assert (fails.modulus, fails.looked_at) == (0, 1)


def _serials(n: int) -> list[str]:
    draw = random.Random(1)
    return [f"{draw.randrange(10**10):010}" for _ in range(n)]


def test_a_column_of_ten_digit_numbers_is_no_cpr_column() -> None:
    """One in 27 begins as a date by chance; were it enough, every list of serials would stop."""
    assert not _seen(*_serials(2000))


def test_a_column_of_nine_digit_numbers_is_no_cpr_column() -> None:
    assert not _seen(*(str(int("1" + serial[:8])) for serial in _serials(2000)))


def test_one_spelled_number_in_a_text_stops_a_column_of_serials() -> None:
    (found,) = _seen(*_serials(2000), "ring til 010101-0001")
    assert (found.line, found.rows, found.sure) == (2002, 1, 1.0)


def test_one_spelled_cell_among_bare_serials_stops() -> None:
    (found,) = _seen(*_serials(2000), "010101-0001")
    assert found.line == 2002


def test_a_fifth_of_real_numbers_among_serials_is_enough() -> None:
    serials = [s for s in _serials(3000) if s[0] > "3"][:900]
    numbers = [f"010101{i:04}" for i in range(300)]
    (found,) = _seen(*serials, *numbers)
    assert (found.line, found.rows) == (902, 300)
    assert found.sure == 300 / 1200


def test_chunks_of_a_file_are_judged_together() -> None:
    """A chunk of a few numbers alone would say otherwise than the column whole."""
    serials = [s for s in _serials(3000) if s[0] > "3"][:900]
    one = pa.chunked_array([pa.array(["0101010007", *serials])])
    other = pa.chunked_array([pa.array(["0101010001", "0101010002"])])
    parts = [*tally("Nr", one, range(2, 903)), *tally("Nr", other, range(903, 905))]
    assert not seen(parts)
    assert seen(parts[1:])


def test_the_message_names_column_and_line_and_never_the_number() -> None:
    texts = ("x", "010101-0007 ringer", "se 010101-0001", "se 010101-0007", "010101-0001 igen")
    (problem,) = said("a.csv", ("Bemærkning",), _seen(*texts))
    assert problem.where == 'a.csv, column "Bemærkning", line 3 (and 3 more)'
    assert problem.what == "look like CPR numbers (dates valid, modulus 11 holds in 2 of 4)."
    assert problem.fix.startswith("Take them out and export again. Nothing was kept.")
    assert 'not_personal = ["Bemærkning"]' in problem.fix


def test_one_number_is_told_as_one() -> None:
    (problem,) = said("a.csv", ("Note",), _seen("010101-0007", column="Note"))
    assert problem.where == 'a.csv, column "Note", line 2'
    assert problem.what == "looks like a CPR number (date valid, modulus 11 holds)."


def test_all_columns_are_told_at_once() -> None:
    found = (*_seen("010101-0007", column="A"), *_seen("x", "0101010001", column="B"))
    assert [p.where for p in said("a.csv", ("A", "B"), found)] == [
        'a.csv, column "A", line 2',
        'a.csv, column "B", line 3',
    ]


def test_a_heading_that_is_a_number_is_named_by_its_place() -> None:
    header = ("Dato", "010101-0007")
    assert in_header(header) == [2]
    found = _seen("010101-0007", column="010101-0007")
    told = [str(problem) for problem in said("a.csv", header, found)]
    assert "a.csv, column 2: the heading looks like a CPR number." in told[0]
    assert "0101" not in "".join(told).replace("-", "")


@pytest.mark.parametrize("text", TOLD)
def test_nothing_that_is_handed_on_holds_the_number(text: str) -> None:
    found = _seen(text, "og 010101-0007")
    whole = repr(found) + "".join(map(str, said("a.csv", ("x",), found)))
    digits = "".join(sign for sign in whole if sign.isdigit())
    assert "010101" not in digits
    assert "0007" not in digits


@pytest.mark.parametrize(
    "heading",
    [
        *("CPR", "cpr-nr.", "Personnummer", "Fødselsdato", "Navn", "Fornavn", "EFTERNAVN"),
        *("Adresse", "Anmelders adresse", "Telefon", "Mobil", "E-mail", "e-mailadresse"),
        *("Name", "First name", "Date of birth", "Phone number", "Address", "FirstName"),
    ],
)
def test_a_personal_heading_is_not_mapped(heading: str) -> None:
    (problem,) = mapped_by_name("a.csv", {"place": heading}, ())
    assert problem.what == "is called as something personal, and would be kept as place."
    assert f'not_personal = ["{heading}"]' in problem.fix
    assert not list(mapped_by_name("a.csv", {"place": heading}, (heading,)))


@pytest.mark.parametrize(
    "heading",
    [
        *("Navn på aktivitet", "LSOA name", "Gerningskode", "Område", "Kvarternavn", "Partnere"),
        *("Journalnummer", "Anmeldelsesdato", "Personer", "X", "Antal svar", "Stednavn"),
    ],
)
def test_other_headings_are_mapped(heading: str) -> None:
    assert not list(mapped_by_name("a.csv", {"place": heading}, ()))


@pytest.mark.slow
def test_a_column_in_which_nothing_is_found_costs_one_search() -> None:
    """A million cells in well under a second: what is slow here would be left out by somebody."""
    cells = pa.chunked_array([pa.array([f"0100-71313-{i:05}-25" for i in range(100_000)])] * 10)
    before = time.perf_counter()
    assert not tally("Journalnummer", cells, np.arange(1_000_000))
    assert time.perf_counter() - before < 1
