"""Headings are one name, wherever and however they stand."""

import pytest

from grundlag.basis.reading import Reading
from grundlag.errors import DeliveryError
from grundlag.records.header import letter, under
from grundlag.records.parse import Sought, heading
from grundlag.records.raw import Row, Table


def table(*rows: str, also: dict[str, str] | None = None) -> Table:
    """A table whose rows are written `a|b|c`."""
    head = tuple(Row(line=i, last=i, cells=tuple(row.split("|"))) for i, row in enumerate(rows, 1))
    return Table(dress={}, head=head, below=lambda header, figures: iter(()), also=also or {})


def names(sought: Sought, *rows: str, **how) -> tuple[str, ...]:
    return under(table(*rows, **how), "f.csv", Reading(), sought).header


@pytest.mark.parametrize(
    ("written", "one"),
    [
        ("Gernings-\nkode", "Gerningskode"),
        ("Gernings- \r\n kode", "Gerningskode"),
        ("Amager-\nVest", "Amager-Vest"),
        ("Amager-Vest", "Amager-Vest"),
        ("Anmeldt\ndato", "Anmeldt dato"),
        (" Anmeldt   dato\u00a0", "Anmeldt dato"),
        ("Gernings\u00adkode", "Gerningskode"),
    ],
)
def test_a_heading_is_one_name(written, one):
    assert heading(written) == one


def test_the_first_row_that_holds_all_that_is_sought():
    rows = ("Kode|uge 1||", "Kode|Antal||", "Kode|Antal|Dato|x", "Kode|Antal|Dato|y")
    raw = under(table(*rows), "f", Reading(), Sought(names=("Kode", "Dato")))
    assert (raw.header, raw.dress) == (("Kode", "Antal", "Dato", "x"), {"header": "3"})


def test_two_rows_are_one_heading_and_a_group_ends_where_the_next_begins():
    rows = ("Område|Anmeldelser||Sigtelser|Note", "|2024|2025|2025|")
    assert names(Sought(names=("Anmeldelser 2025",)), *rows) == (
        *("Område", "Anmeldelser 2024", "Anmeldelser 2025", "Sigtelser 2025", "Note"),
    )


def test_a_heading_above_an_empty_one_is_no_group():
    rows = ("Område||", "|2024|2025")
    assert names(Sought(names=("Område", "2024")), *rows) == ("Område", "2024", "2025")


def test_a_column_without_a_heading_is_called_by_its_letter_where_it_holds_something():
    assert names(Sought(names=("Antal",)), "|Antal||", "a|1||") == ("column A", "Antal", "", "")
    assert [letter(i) for i in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_a_wide_table_s_headings_need_one_that_stands_across():
    sought = Sought(names=("column B",), wide=("20??Q?",))
    assert names(sought, "Titel||", "||2025Q1", "i|x|1") == ("column A", "column B", "2025Q1")


def test_a_label_is_a_name_where_it_is_sought_and_only_there():
    sought = Sought(names=("q1", "Hvor tryg?"))
    assert names(sought, "q1|q2|q3", also={"q2": "Hvor tryg?", "q3": "Hvor ofte?"}) == (
        *("q1", "Hvor tryg?", "q3"),
    )


def test_what_is_pinned_and_is_not_there_is_told():
    with pytest.raises(DeliveryError, match="nothing stands on line 9"):
        under(table("Kode|Dato", "1|2"), "f.csv", Reading(header=9), Sought(names=("Kode",)))


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (("Titel||", "Kode|Dato|Sted", "1|2|3"), "Kode"),
        (("2025|1|2", "Kode|Dato|Sted", "1|2|3"), "Kode"),
        (("Kode|Dato|Sted",), "Kode"),
        (("1|2", "3|4"), "1"),
    ],
)
def test_of_no_source_the_row_that_looks_like_headings(rows, found):
    assert names(Sought(), *rows)[0] == found
