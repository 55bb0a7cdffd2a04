"""The analyst's remarks in a workbook: names instead of ids, and every slip by its cell."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from grundlag.basis.check import check
from grundlag.basis.load import load
from grundlag.errors import DefinitionError, Problem

HEADINGS = ("Partnerskab", "Indikator", "Mål", "Bemærkning", "Initialer", "Dato", "Skrevet til")
Write = Callable[..., Path]


@pytest.fixture
def write(havneby: Path) -> Write:
    """The town with its remarks of 2026 in a workbook instead."""
    (havneby / "remarks" / "2026.toml").unlink()

    def written(*rows: tuple[Any, ...], name: str = "2026.xlsx") -> Path:
        book = xlsxwriter.Workbook(havneby / "remarks" / name)
        sheet, day = book.add_worksheet("Ark1"), book.add_format({"num_format": "dd-mm-yyyy"})
        for r, row in enumerate((HEADINGS, *rows)):
            for c, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(r, c, value, day)
                elif value is not None:
                    sheet.write(r, c, value)
        book.close()
        return havneby

    return written


def problems(root: Path) -> list[Problem]:
    try:
        return list(check(load(root)))
    except DefinitionError as error:
        return list(error.problems)


def test_remarks_are_read_by_names_and_real_dates(write: Write) -> None:
    root = write(
        ("Nord", "Antal tyveri", None, "Havnen var lukket.", "AB", date(2026, 3, 4), 12),
        ("syd", None, "1", "Der var byfest.", "CD", "05-03-2026", None),
    )
    one, other = load(root).remarks[2026]
    assert (one.partnership, one.indicator, one.goal, one.written_to) == (
        "nord",
        "tyveri",
        None,
        12,
    )
    assert (one.text, one.initials, one.date) == ("Havnen var lukket.", "AB", date(2026, 3, 4))
    assert (other.partnership, other.indicator, other.goal) == ("syd", None, "1")
    assert other.date == date(2026, 3, 5)
    assert problems(root) == []


def test_every_slip_is_told_by_its_cell_all_at_once(write: Write) -> None:
    root = write(
        ("Vest", "Antal tyveri", None, "Ord.", "AB", date(2026, 3, 4), None),
        ("Nord", "Antal tyverier", None, "Ord.", "AB", "i går", None),
        ("Nord", None, None, None, "AB", date(2026, 3, 4), None),
    )
    assert sorted(p.where for p in problems(root)) == [
        "remarks/2026.xlsx, Ark1!A2", "remarks/2026.xlsx, Ark1!B3", "remarks/2026.xlsx, Ark1!D4",
        "remarks/2026.xlsx, Ark1!F3",
    ]  # fmt: skip


def test_what_the_rules_find_is_told_by_its_cell(write: Write) -> None:
    root = write(("Nord", None, "9", "Ord.", "AB", date(2026, 3, 4), None))
    (problem,) = problems(root)
    assert problem.where == "remarks/2026.xlsx, Ark1!C2"
    assert problem.what == 'no goal is called "9".'


def test_two_files_for_one_year_are_refused(write: Write, havneby: Path) -> None:
    root = write(("Nord", None, None, "Ord.", "AB", date(2026, 3, 4), None))
    (root / "remarks" / "2026.toml").write_text("schema = 1\n")
    (problem,) = problems(root)
    assert problem.what == "there are remarks for 2026 in two files."


def test_the_file_that_excel_leaves_beside_is_none(write: Write) -> None:
    root = write(("Nord", None, None, "Ord.", "AB", date(2026, 3, 4), None))
    (root / "remarks" / "~$2026.xlsx").write_bytes(b"lock")
    assert problems(root) == []


def test_a_broken_workbook_is_a_problem(havneby: Path) -> None:
    (havneby / "remarks" / "2027.xlsx").write_bytes(b"PK no book")
    (problem,) = problems(havneby)
    assert problem.where == "remarks/2027.xlsx"
    assert "no workbook" in problem.what
