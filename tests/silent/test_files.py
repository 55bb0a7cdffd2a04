"""Traps of files as they come that would give a wrong number without a word."""

from datetime import date

import pytest
import xlsxwriter

from grundlag.basis.load import load
from grundlag.errors import DeliveryError
from grundlag.run import take_files

HEADER = "Gerning;Område;Fra;Til;Antal\n"
CPR = "010101-1234"  # constructed: a date, and no person's number


def crime_sum(town) -> int:
    return sum(cell.n for cell in town.count().delivered)


def test_a_total_row_is_not_added_to_what_it_sums_up(town):
    town.take(
        HEADER + "1320;Nord;2025-01;2025-01;3\n1320;Syd;2025-01;2025-01;4\n"
        "1320;I alt;2025-01;2025-01;7\nTotal;Nord;2025-01;2025-01;3\n"
    )
    assert crime_sum(town) == 7


def test_two_sheets_of_a_workbook_both_count(town):
    """They are one file with one SHA-256, and neither is the other read anew."""
    path = town.root / "bog.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for year, n in ((2024, 2), (2025, 3)):
            sheet = book.add_worksheet(str(year))
            for line, row in enumerate(
                [("Kode", "Dato", "Sted"), *[("1320", f"15-03-{year}", "Nord")] * n]
            ):
                sheet.write_row(line, 0, row)
    taken, problems = take_files(load(town.root), [path], date(2026, 2, 1))
    assert problems == []
    assert [t.delivery.manifest.part for t in taken] == ["2024", "2025"]
    assert town.count().crime.n.sum() == 5


def test_an_empty_cell_of_a_wide_table_is_no_zero(town):
    sources = (town.root / "sources.toml").read_text("utf-8")
    whole = 'first_month = "Fra"\nlast_month = "Til"\nn = "Antal"\n'
    assert whole in sources
    wide = '[source.wide]\ncolumns = ["20*"]\n'
    town.write("sources.toml", sources.replace(whole, wide))
    town.take("Gerning;Område;2024;2025\n1320;Nord;3;\n1320;Syd;;4\n")
    cells = town.count().delivered
    assert sorted((c.place, c.first // 12, c.n) for c in cells) == [
        ("nord", 2024, 3),
        ("syd", 2025, 4),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1320;Nord;2025-01;2025-01;3\nKilde: {cpr}\n",
        "1320;Nord;2025-01;2025-01;3\nKilde: {cpr};;;;\n",
    ],
    ids=["a line too short", "alone in its row"],
)
def test_a_note_with_a_cpr_number_stops_the_file(town, text):
    with pytest.raises(DeliveryError) as error:
        town.take(HEADER + text.format(cpr=CPR))
    assert "looks like a CPR number" in str(error.value)
    assert CPR not in str(error.value)


def test_a_column_beside_a_wide_table_is_looked_through_too(town):
    sources = (town.root / "sources.toml").read_text("utf-8")
    whole = 'first_month = "Fra"\nlast_month = "Til"\nn = "Antal"\n'
    town.write("sources.toml", sources.replace(whole, '[source.wide]\ncolumns = ["20*"]\n'))
    with pytest.raises(DeliveryError, match="looks like a CPR number"):
        town.take(f"Gerning;Område;2025;Bemærkning\n1320;Nord;3;{CPR}\n")


def test_a_total_is_no_reason_to_read_absent_cells_as_unknown(town):
    """Where what is absent is zero, a grid with a total or a note is a whole grid still."""
    town.change("sources.toml", 'kind = "crime_counts"', 'kind = "crime_counts"\nabsent = "zero"')
    town.take(
        HEADER + "1320;Nord;2025-01;2025-01;3\n1330;Syd;2025-01;2025-01;4\n"
        "1320;I alt;2025-01;2025-01;3\nKilde: Politiet\n"
    )
    cells = {(c.place, c.code): c.n for c in town.count().delivered}
    assert cells == {
        ("nord", "1320"): 3,
        ("syd", "1330"): 4,
        ("nord", "1330"): 0,
        ("syd", "1320"): 0,
    }


def test_a_partner_alone_beside_merged_cells_is_a_row_and_no_note(register, partner_rows):
    """Year, plan, theme and title are merged down, and where a partner lies is not told."""
    filled = '[source.columns]\nplan_year = "Plan"\n'
    read = '[source.read]\nfill_down = ["Plan", "Hvem", "Tema", "Titel"]\n'
    register.change("sources.toml", filled, read + filled)
    taken = register.take(
        partner_rows(
            "2026;nord;Leg;Klub;;Skolen;i området",
            ";;;;;Museet;",  # the second partner of Klub
            ";;;Kor;;;",  # an activity that nobody takes part in
            ";;Sport;;;;",  # the name of a section
            ";;;Løb;;Skolen;",
            "Listen er ikke færdig;;;;;;",
        )
    )
    assert taken.delivery.manifest.reasons == {"notes_are_no_rows": 2}
    found = register.count().activities
    assert [(a.theme, a.name, [p.name for p in a.partners]) for a in found] == [
        ("Leg", "Klub", ["Skolen", "Museet"]),
        ("Leg", "Kor", []),
        ("Sport", "Løb", ["Skolen"]),
    ]
