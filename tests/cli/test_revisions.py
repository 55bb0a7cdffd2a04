"""`grundlag revisions` on Lilleby: what came when, what it changed, as a table and as a file."""

import csv
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

pytestmark = pytest.mark.slow  # a run of the command each


@pytest.fixture
def revised(taken: Path, grundlag: Any) -> Path:
    """Lilleby, 2024 taken in again: one burglary more in Havnen, and June's in Skoven is gone."""
    rows = (taken / "in" / "anmeldelser-2024.csv").read_text("utf-8").splitlines()
    rows = [row for row in rows if not row.startswith("202406-Skoven-1320")]
    again = "\n".join((*rows, "sen;1320;03-03-2024;Havnen", ""))
    (taken / "in" / "igen.csv").write_text(again, "utf-8")
    assert grundlag("take in/igen.csv --arrived 2026-03-01", taken).code == 0
    return taken


def test_each_day_says_what_came_and_what_it_changed(revised: Path, grundlag: Any) -> None:
    """Havnen 24 and then 25, Skoven 12 and then 11; the city 36 as before, so it is not listed."""
    ran = grundlag("revisions", revised)
    assert ran.code == 0
    days = "1. februar 2025", "1. februar 2026", "1. marts 2026"
    starts = [ran.out.index(f"\n{day}\n") for day in days]
    first, second, third = (ran.out[a:b] for a, b in pairwise((*starts, None)))
    assert "Nyt: anmeldelser 2023–2024; undersøgelser 2024." in " ".join(first.split())
    assert "Ingen tal, der var kendt i forvejen, er ændret." in " ".join(second.split())
    assert "igen.csv (anmeldelser: 2024-01 til 2024-12)" in " ".join(third.split())
    lines = [" ".join(line.split()) for line in third.splitlines()]
    assert "Indbrud Havnekvarteret 2024 24 25 +1 +4,2 % kommet til" in lines
    assert "Indbrud Skovkvarteret 2024 12 11 −1 −8,3 % rettet" in lines
    assert not any(line.startswith("Indbrud Lilleby 2024") for line in lines)


def test_one_source_and_one_year_are_told_alone(revised: Path, grundlag: Any) -> None:
    out = grundlag("revisions --source befolkning", revised).out
    assert "1. februar 2026" in out
    assert "1. marts 2026" not in out
    assert "anmeldelser" not in out
    assert "Indbrud" not in grundlag("revisions --year 2025", revised).out


def test_as_of_tells_of_what_had_arrived(revised: Path, grundlag: Any) -> None:
    out = grundlag("revisions --as-of 2026-02-15", revised).out
    assert "1. februar 2026" in out
    assert "1. marts 2026" not in out


def test_all_of_it_is_saved_new_figures_too(revised: Path, grundlag: Any) -> None:
    ran = grundlag("revisions --save out.csv", revised)
    assert "Saved as out.csv." in ran.out
    text = (revised / "out.csv").read_bytes().decode("utf-8-sig")
    head, *rows = csv.reader(text.splitlines(), delimiter=";")
    assert head == [
        "Modtaget", "Tal", "Område", "År", "Før", "Nu", "Ændring", "I procent", "Hvad",
    ]  # fmt: skip
    assert ["2025-02-01", "Indbrud", "Havnekvarteret", "2024", "", "24", "", "", "nyt"] in rows
    assert rows[-1][:7] == ["2026-03-01", "Indbrud", "Skovkvarteret", "2024", "12", "11", "-1"]
    assert float(rows[-1][7].replace(",", ".")) == pytest.approx(-1 / 12)
    assert grundlag("revisions --save out.xlsx", revised).code == 0
    page = CalamineWorkbook.from_path(str(revised / "out.xlsx")).get_sheet_by_index(0).to_python()
    assert page[0] == head
    assert page[-1][:7] == ["2026-03-01", "Indbrud", "Skovkvarteret", 2024, 12, 11, -1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--source anmeldelse", '--source: no source is called "anmeldelse".'),
        ("--save ud.pdf", '".pdf" is no kind of file that is written.'),
        ("--basis nyt", '--basis: no basis is called "nyt".'),
    ],
)
def test_what_cannot_be_is_refused(revised: Path, grundlag: Any, words: str, said: str) -> None:
    ran = grundlag(f"revisions {words}", revised)
    assert ran.code == 1
    assert said in ran.err
    assert "Did you mean" in ran.err or "Known: " in ran.err


def test_an_empty_folder_has_nothing_to_tell(town: Path, grundlag: Any) -> None:
    ran = grundlag("revisions", town)
    assert ran.code == 1
    assert "revisions: nothing has been taken in." in ran.err


def test_no_rows_are_needed(revised: Path, grundlag: Any) -> None:
    """The rows of records and answers forgotten, the cubes tell the same to the letter."""
    before = grundlag("revisions", revised).out
    gone = list((revised / "store" / "deliveries" / "anmeldelser").glob("*/rows.parquet"))
    assert len(gone) == 3
    assert grundlag("forget anmeldelser --yes", revised).code == 0
    assert not any(path.exists() for path in gone)
    assert grundlag("revisions", revised).out == before
