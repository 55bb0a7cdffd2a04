"""The workbook is found under its names; what is no workbook is a problem, never a traceback."""

import unicodedata
from pathlib import Path
from typing import Any

import pytest

from grundlag.basis import workbook
from grundlag.basis.check import check
from grundlag.basis.load import load
from grundlag.errors import DefinitionError, Problem

BOOK = "opsætning.xlsx"
HEADS = [
    *("Partnerskab", "Navn", "Startundersøgelse", "Undersøgelser", "Politiår"),
    *("Undersøgelser fra", "Politiår fra", "Forudsætninger"),
]
PERIODS = [HEADS, ["Nord", "en", 2025, 2026, 2026]]


def problems_of(root: Path) -> list[Problem]:
    with pytest.raises(DefinitionError) as caught:
        load(root)
    return list(caught.value.problems)


@pytest.mark.parametrize("name", [BOOK, "opsaetning.xlsx", "OPSÆTNING.XLSX", "Opsaetning.xlsx"])
def test_it_is_found_under_its_names(name: str, havneby: Path, fill: Any) -> None:
    fill(havneby, name=name, Perioder=PERIODS)
    found = load(havneby)
    assert [period.name for period in found.partnerships.period] == ["en"]
    assert found.where("definitions/partnerships.toml", "period", 0) == f"{name}, Perioder!A2"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_headings_and_names_are_found_in_both_unicode_forms(
    form: Any, havneby: Path, fill: Any
) -> None:
    """A Mac may write å as a and a ring, also in the heading Politiår; æ is one letter in both."""
    rows = [[unicodedata.normalize(form, str(cell)) for cell in row] for row in PERIODS]
    fill(havneby, name=unicodedata.normalize(form, BOOK), Perioder=rows)
    assert [period.police_years for period in load(havneby).partnerships.period] == [(2026,)]


def test_what_excel_leaves_beside_an_open_workbook_is_none(havneby: Path, fill: Any) -> None:
    fill(havneby, Perioder=PERIODS)
    (havneby / f"~${BOOK}").write_bytes(b"\x05Anna ")
    assert [period.name for period in load(havneby).partnerships.period] == ["en"]


def test_two_of_them_are_a_problem(havneby: Path, fill: Any) -> None:
    fill(havneby, Perioder=PERIODS)
    fill(havneby, name="opsaetning.xlsx", Perioder=PERIODS)
    assert problems_of(havneby) == [
        Problem(
            where=f"opsaetning.xlsx and {BOOK}",
            what="there are 2 of them in the folder, and one can speak.",
            fix="Keep one of them.",
        )
    ]


@pytest.mark.parametrize("name", ["opsætning.xls", "opsaetning.xlsm", "Opsætning.ods"])
def test_another_format_would_be_passed_over(name: str, havneby: Path) -> None:
    (havneby / name).write_bytes(b"x")
    assert problems_of(havneby) == [
        Problem(
            where=name,
            what=f"is not read: the workbook is called {BOOK}.",
            fix=f"Save it as an Excel workbook: {BOOK}.",
        )
    ]


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04" + bytes(60), b"noise" * 100, "Partnerskab;År\n".encode()],
    ids=["nothing", "a zip's first bytes", "noise", "a CSV file"],
)
def test_what_is_no_workbook_is_told(content: bytes, havneby: Path) -> None:
    (havneby / BOOK).write_bytes(content)
    (problem,) = problems_of(havneby)
    assert problem.where == BOOK
    assert problem.what.startswith("is no workbook that can be read: ")
    assert problem.fix == (
        "Open it in Excel, save it again, or move it away: then the TOML files speak."
    )


def test_half_a_workbook_is_told(havneby: Path, fill: Any) -> None:
    path = fill(havneby, Perioder=PERIODS)
    path.write_bytes(path.read_bytes()[:2000])
    (problem,) = problems_of(havneby)
    assert problem.where == BOOK


def test_a_workbook_that_is_locked_is_told(
    havneby: Path, fill: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(havneby, Perioder=PERIODS)
    real = Path.read_bytes

    def locked(path: Path) -> bytes:
        if path.name == BOOK:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", locked)
    assert problems_of(havneby) == [
        Problem(
            where=BOOK,
            what="cannot be read (Permission denied).",
            fix="Close it in Excel, and see that you may read it.",
        )
    ]


def test_a_folder_of_that_name_is_told(havneby: Path) -> None:
    (havneby / BOOK).mkdir()
    (problem,) = problems_of(havneby)
    assert (problem.where, problem.what) == (BOOK, "cannot be read (Is a directory).")


def test_where_it_cannot_be_read_the_rest_is_checked_all_the_same(
    havneby: Path, change: Any
) -> None:
    (havneby / BOOK).write_bytes(b"")
    change(havneby, "definitions/codes.toml", 'codes = ["2110"]', 'codes = ["9999"]')
    assert {problem.where.partition(":")[0] for problem in problems_of(havneby)} == {
        BOOK,
        "definitions/codes.toml",
    }


FORMATS = [
    (
        2,
        f"{BOOK}, Læs mig!B4",
        "format 2 is newer than this program, which reads 1.",
        "Install a newer version of grundlag.",
    ),
    ("x", f"{BOOK}, Læs mig!B4", "this is no format that this program reads.", "Write 1."),
    (0, f"{BOOK}, Læs mig!B4", "this is no format that this program reads.", "Write 1."),
    (
        None,
        BOOK,
        "has no format number on a sheet called Læs mig.",
        'Write "Format" and 1 beside each other there.',
    ),
]


@pytest.mark.parametrize(("number", "where", "what", "fix"), FORMATS)
def test_another_format_number_is_refused(
    number: Any, where: str, what: str, fix: str, havneby: Path, fill: Any
) -> None:
    fill(havneby, format=number, Perioder=[["helt", "andre", "ord"]])
    assert problems_of(havneby) == [Problem(where=where, what=what, fix=fix)]


def test_a_sheet_with_a_slip_in_its_name_would_be_passed_over(havneby: Path, fill: Any) -> None:
    fill(havneby, Periode=PERIODS)
    assert problems_of(havneby) == [
        Problem(
            where=f"{BOOK}, Periode",
            what="no sheet is called so: it would not be read.",
            fix='Did you mean "Perioder"?',
        )
    ]


def test_a_sheet_of_one_s_own_is_told(havneby: Path, fill: Any) -> None:
    fill(havneby, Perioder=PERIODS, Noter=[["husk"]])
    found = load(havneby)
    assert check(found) == ()
    assert [str(notice) for notice in found.notices if "Noter" in notice.where] == [
        f"{BOOK}, Noter: this sheet is not read.\n    Those that are: Baseline, Perioder, "
        "Partnere, Kolonner."
    ]


def test_a_folder_without_one_has_none(havneby: Path) -> None:
    assert workbook.find(havneby) == ((), ())
    assert load(havneby).notices == ()
