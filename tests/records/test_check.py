"""A row that cannot be used is set aside: line, column, what was found and what was expected."""

import csv
from datetime import date
from pathlib import Path

import pytest

HEADER = "Kode;Dato;Sted;Journal;X;Y\n"


@pytest.fixture
def full(town):
    """The town with an id and coordinates in its reports."""
    town.change(
        "sources.toml",
        'place = "Sted"\n\n[[source]]\nid = "tal"',
        'place = "Sted"\nid = "Journal"\nx = "X"\ny = "Y"\n\n[[source]]\nid = "tal"',
    )
    return town


def cells(taken) -> list[tuple[int, str, str, str]]:
    return [(s.line, s.column, s.found, s.expected) for s in taken.set_aside]


@pytest.mark.parametrize(
    ("row", "column", "found", "expected"),
    [
        (";09-03-2025;Nord;;;", "Kode", "", "not empty"),
        ("1320;32-13-2025;Nord;;;", "Dato", "32-13-2025", "a date dd-mm-yyyy"),
        ("1320;29-02-2025;Nord;;;", "Dato", "29-02-2025", "a date dd-mm-yyyy"),
        ("1320;20250309;Nord;;;", "Dato", "20250309", "a date dd-mm-yyyy"),
        ("1320;;Nord;;;", "Dato", "", "a date dd-mm-yyyy"),
        (
            "1320;02-02-2026;Nord;;;",
            "Dato",
            "02-02-2026",
            "a date not after the extract (2026-02-01)",
        ),
        (
            "1320;09-03-2025;;;72345x6;1,0",
            "X",
            "72345x6",
            'a number with "," as its decimal sign',
        ),
        ("1320;09-03-2025;;;1,0;", "Y", "", "both x and y, or neither"),
        ("1320;09-03-2025;;;;1,0", "X", "", "both x and y, or neither"),
    ],
)
def test_a_fault_names_line_column_found_and_expected(full, row, column, found, expected):
    taken = full.take(HEADER + "1320;09-03-2025;Nord;;;\n" + row + "\n")
    assert cells(taken) == [(3, column, found, expected)]
    assert taken.delivery.manifest.rows_kept == 1


def test_a_row_with_several_faults_lists_them_all_and_is_one_row(full):
    taken = full.take(HEADER + ";i går;Nord;;a;b\n1320;09-03-2025;Nord;;;\n")
    assert [column for _, column, _, _ in cells(taken)] == ["Dato", "Kode", "X", "Y"]
    manifest = taken.delivery.manifest
    assert (manifest.rows_read, manifest.rows_kept, manifest.rows_set_aside) == (2, 1, 1)


def test_an_id_stands_once_and_the_first_good_row_stands(full):
    taken = full.take(
        HEADER
        + "1320;i går;Nord;A;;\n1320;09-03-2025;Nord;A;;\n1330;10-03-2025;Syd;A;;\n"
        + "1330;10-03-2025;Syd;;;\n1330;10-03-2025;Syd;;;\n"
    )
    told = [(line, column) for line, column, _, _ in cells(taken)]
    assert told == [(2, "Dato"), (2, "Journal"), (4, "Journal")]
    assert taken.delivery.manifest.rows_kept == 3


def test_exact_duplicates_without_an_id_are_real_and_stay(town, reports):
    taken = town.take(reports(*["1320;09-03-2025;Nord"] * 3))
    assert (taken.delivery.manifest.rows_kept, taken.set_aside) == (3, ())


@pytest.mark.parametrize(
    "text",
    ["1.234", "1.234,5x", "1,234,5", "1e3", "--1", "1.23,4", "inf", "nan", ",5", "5,", "+1", "1 2"],
)
def test_a_weight_that_can_be_read_two_ways_is_not_read(town, text):
    taken = town.take(f"År;Kvarter;Lag;Klynge;Vægt;Tryghed\n2026;Nord;;;{text};tryg\n")
    assert cells(taken)[0][1:3] == ("Vægt", text)


@pytest.mark.parametrize(
    ("text", "weight"),
    [("1,5", 1.5), ("1.234,5", 1234.5), ("1.234.567", 1234567.0), ("2", 2.0), ("0007", 7.0)],
)
def test_a_weight_with_a_decimal_comma_is_read(town, text, weight):
    taken = town.take(f"År;Kvarter;Lag;Klynge;Vægt;Tryghed\n2026;Nord;;;{text};tryg\n")
    (cell,) = town.count().survey
    assert (taken.set_aside, cell.w) == ((), round(weight * 1_000_000))


def test_a_negative_weight_and_a_share_above_a_hundred_are_set_aside(town):
    weight = town.take("År;Kvarter;Lag;Klynge;Vægt;Tryghed\n2026;Nord;;;-1;tryg\n2026;Nord;;;1;\n")
    share = town.take(
        "Årgang;Kvarter;Spørgsmål;Svar;Andel;Svarpersoner\n2026;Nord;tryghed;tryg;101;\n"
    )
    assert cells(weight) == [(2, "Vægt", "-1", "0 to 1000000000")]
    assert cells(share) == [(2, "Andel", "101", "0 to 100")]


def test_counts_months_and_years_are_whole(town):
    taken = town.take(
        "Gerning;Område;Fra;Til;Antal\n1320;Nord;2025-01;2025-12;1,5\n1320;Nord;2025-13;2025-12;1\n"
        "1320;Nord;2025-12;2025-01;1\n1320;Nord;2025-01;2025-12;1.200\n"
    )
    assert [(line, column, expected) for line, column, _, expected in cells(taken)] == [
        (2, "Antal", "a whole number, 0 or more"),
        (3, "Fra", "a month yyyy-mm"),
        (4, "Til", "not before the first month"),
    ]
    assert [c.n for c in town.count().delivered] == [1200]


def test_one_cell_with_two_figures_is_no_figure(town):
    taken = town.take(
        "Dag;Område;Indbyggere\n01-01-2026;Nord;500\n01-01-2026; NORD ;501\n01-01-2026;Syd;300\n"
        "01-01-2026;Syd;300\n"
    )
    assert [(s.line, s.expected) for s in taken.set_aside] == [
        (2, "one row for each Dag, Område"),
        (3, "one row for each Dag, Område"),
        (5, "one row for each Dag, Område"),
    ]
    assert [(c.place, c.n) for c in town.count().population] == [("syd", 300)]


def test_set_aside_csv_holds_what_the_taker_was_told(full):
    taken = full.take(HEADER + "1320;i går;Nord;;;\n1320;09-03-2025\n")
    path = taken.delivery.path / "set-aside.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert rows == [
        {
            "line": "2",
            "rule": "cells_can_be_read",
            "column": "Dato",
            "found": "i går",
            "expected": "a date dd-mm-yyyy",
        },
        {
            "line": "3",
            "rule": "rows_fit_the_header",
            "column": "",
            "found": "",
            "expected": "6 columns, found 2",
        },
    ]


def test_line_numbers_are_those_of_the_sheet(full, excel):
    cells_ = [
        ["Kode", "Dato", "Sted", "Journal", "X", "Y"],
        [1320, "i går", "Nord"],
        [1320, date(2025, 3, 9)],
    ]
    taken = full.take(excel(full.root / "in.xlsx", ("Ark1", cells_)))
    assert [(s.line, s.column) for s in taken.set_aside] == [(2, "Dato")]
    assert full.count().crime.codes == ("1320",)


def test_an_error_of_excel_s_is_no_text_in_any_format(full, excel):
    cells_ = [
        ["Kode", "Dato", "Sted", "Journal", "X", "Y"],
        [1320, b' t="e"><v>#VALUE!</v>', "Nord"],
        [1320, date(2025, 3, 9), b' t="e"><v>#REF!</v>'],
        [1320, date(2025, 3, 9), "Nord"],
        [b' t="e"><v>#N/A</v>'],
    ]
    taken = full.take(excel(full.root / "in.xlsx", ("Ark1", cells_)))
    assert [(s.line, s.column, s.found) for s in taken.set_aside] == [
        (2, "Dato", "#VALUE!"),
        (3, "Sted", "#REF!"),
        (5, "Dato", ""),
        (5, "Kode", "#N/A"),
    ]
    taken = full.take(HEADER + "#NAVN?;09-03-2025;Nord;;;\n1320;09-03-2025;#I/T;;;\n")
    assert [(s.line, s.column, s.found) for s in taken.set_aside] == [
        (2, "Kode", "#NAVN?"),
        (3, "Sted", "#I/T"),
    ]


def test_a_day_of_any_common_writing_is_read(town, reports):
    taken = town.take(reports("1320;9-3-2025;Nord", "1320;09/03/2025;Nord", "1320;09.03.2025;Nord"))
    assert taken.set_aside == ()
    assert town.count().crime.n.tolist() == [3]


def test_tabs_and_spaces_around_a_cell_are_no_part_of_it(town):
    town.take("Kode;Dato;Sted\n\t1320 ; 09-03-2025;  nord\t\n")
    crime = town.count().crime
    assert (crime.codes, crime.atoms) == (("1320",), ("in:nord@1",))


def test_a_delivery_keeps_who_when_how_and_what(town, reports):
    path: Path = town.file(reports("1320;09-03-2025;Nord"))
    manifest = town.take(
        path, arrived=date(2026, 2, 1), extracted=date(2026, 1, 15)
    ).delivery.manifest
    assert (manifest.source, manifest.provider, manifest.file) == (
        "anmeldelser",
        "Politiet",
        path.name,
    )
    assert (manifest.arrived, manifest.extracted) == (date(2026, 2, 1), date(2026, 1, 15))
    assert manifest.scope == ("2025-03",)
    assert manifest.dress == {"encoding": "utf-8", "separator": ";", "dates": "dd-mm-yyyy"}
