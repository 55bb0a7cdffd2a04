"""A year's work in the workbook: written, changed in a cell, checked by cell, reported."""

import json
import shutil
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

pytestmark = pytest.mark.slow

BOOK = "opsætning.xlsx"
REMARK = """
schema = 1
[[remark]]
partnership = "havnen"
text = "Set igennem."
initials = "AB"
date = 2026-03-04
"""


def edit(path: Path, sheet: str, cells: dict[tuple[int, int], Any]) -> None:
    """Writes a workbook again as Excel would, with other values in some cells (from 0)."""
    book = CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
    pages = {
        n: book.get_sheet_by_name(n).to_python(skip_empty_area=False) for n in book.sheet_names
    }
    for (row, column), value in cells.items():
        pages[sheet][row][column] = value
    with xlsxwriter.Workbook(str(path)) as new:
        day = new.add_format({"num_format": "dd-mm-yyyy"})
        for name, rows in pages.items():
            page = new.add_worksheet(name)
            for i, row in enumerate(rows):
                for j, cell in enumerate(row):
                    is_day = isinstance(cell, date)
                    page.write_datetime(i, j, cell, day) if is_day else page.write(i, j, cell)


@pytest.fixture
def folder(taken: Path, grundlag: Any) -> Path:
    assert grundlag("setup", taken).code == 0
    return taken


def test_a_baseline_that_is_changed_in_its_cell_is_judged_by(folder: Path, grundlag: Any) -> None:
    """Havnen: 24 burglaries in 2024; 2023 came as counts, and is another series."""
    against = "explain havnen 2026 indbrud"
    assert "against    24 in 2024" in grundlag(against, folder).out
    edit(folder / BOOK, "Baseline", {(1, 3): 2023})
    assert "held_at_baseline: not_judged; break" in grundlag(against, folder).out
    ran = grundlag("check", folder)
    assert ran.code == 0
    assert (
        "note: definitions/partnerships.toml:26: its [[baseline]] (4) says other than "
        f"{BOOK}, Baseline (4), which speaks instead." in ran.out
    )


def test_what_is_wrong_is_told_by_cell(folder: Path, grundlag: Any) -> None:
    wrong = {(1, 0): "Havnekvateret", (2, 3): "i fjor", (3, 5): "31-02-2025"}
    edit(folder / BOOK, "Baseline", wrong)
    for words in ("check", "judge 2026", "report 2026", "take in/befolkning.csv"):
        ran = grundlag(words, folder)
        assert ran.code == 1
        assert [line for line in ran.err.splitlines() if not line.startswith(" ")] == [
            f'{BOOK}, Baseline!A2: Partnerskab: "Havnekvateret" cannot be read as one of the words '
            "known here.",
            f'{BOOK}, Baseline!D3: År: "i fjor" cannot be read as a year or years.',
            f'{BOOK}, Baseline!F4: Opgjort den: "31-02-2025" cannot be read as a date.',
        ]
        assert 'Did you mean "Havnekvarteret"?' in ran.err


def test_a_baseline_that_cannot_be_counted_is_told_by_cell(folder: Path, grundlag: Any) -> None:
    """A rule of the deliveries, which asks for the row of the first such baseline."""
    edit(folder / BOOK, "Baseline", {(2, 3): 2019})
    ran = grundlag("check", folder)
    assert ran.code == 1
    assert f"{BOOK}, Baseline!A3: the baseline of skoven/indbrud cannot be counted" in ran.err


def test_a_line_without_a_baseline_is_told_with_the_sheet(folder: Path, grundlag: Any) -> None:
    edit(folder / BOOK, "Baseline", {(1, column): "" for column in range(9)})
    edit(folder / BOOK, "Baseline", {(1, c): v for c, v in enumerate(_row(folder, 2))})
    edit(folder / BOOK, "Baseline", {(2, c): v for c, v in enumerate(_row(folder, 4))})
    edit(folder / BOOK, "Baseline", {(4, column): "" for column in range(9)})
    ran = grundlag("check", folder)
    assert ran.code == 0
    assert f"note: {BOOK}, Baseline: the basis nu has no baseline for havnen/indbrud" in ran.out
    assert "Write a row for each, or they are shown and not judged." in ran.out


def _row(folder: Path, number: int) -> list[Any]:
    book = CalamineWorkbook.from_filelike(BytesIO((folder / BOOK).read_bytes()))
    return book.get_sheet_by_name("Baseline").to_python(skip_empty_area=False)[number]


def test_a_column_that_is_called_otherwise_next_year(folder: Path, grundlag: Any) -> None:
    (folder / "in" / "ny.csv").write_text("Dag;Bydel;Antal\n01-01-2027;Havnen;1000\n", "utf-8")
    assert "fits no source" in grundlag("take in/ny.csv", folder).err
    rows = CalamineWorkbook.from_filelike(BytesIO((folder / BOOK).read_bytes()))
    kept = rows.get_sheet_by_name("Kolonner").to_python(skip_empty_area=False)
    cells = {
        (i, 2): {"sted": "Bydel", "antal": "Antal"}.get(row[1], row[2])
        for i, row in enumerate(kept)
        if row[0] == "befolkning"
    }
    edit(folder / BOOK, "Kolonner", cells)
    ran = grundlag("take in/ny.csv", folder)
    assert (ran.code, ran.err) == (0, "")
    assert "ny.csv → befolkning" in ran.out


def test_the_report_is_the_same_with_the_workbook_as_without(
    taken: Path, tmp_path: Path, grundlag: Any
) -> None:
    other = shutil.copytree(taken, tmp_path / "other")
    assert grundlag("setup", other).code == 0
    for root in (taken, other):
        assert grundlag("report 2026 --as-of 2026-06-01", root).code == 0
    one, two = (root / "out" / "2026" / "report.json" for root in (taken, other))
    told, same = (json.loads(path.read_text("utf-8")) for path in (one, two))
    receipts = told.pop("receipt")["definitions"], same.pop("receipt")["definitions"]
    assert {*receipts[1]} - {*receipts[0]} == {"opsætning.xlsx"}
    assert told == same


def test_a_paper_that_is_open_in_word_is_never_an_error(taken: Path, grundlag: Any) -> None:
    assert grundlag("report 2026", taken).code == 0
    out = taken / "out" / "2026"
    (out / "~$havnen.docx").write_bytes(b"")
    before = (out / "havnen.docx").read_bytes()
    (taken / "remarks").mkdir()
    (taken / "remarks" / "2026.toml").write_text(REMARK, "utf-8")
    ran = grundlag("report 2026", taken)
    assert (ran.code, ran.err) == (0, "")
    assert "\nhavnen.docx is open: saved as havnen-2.docx\n" in ran.out
    assert "If nobody has it open, delete ~$havnen.docx and report again." in ran.out
    assert (out / "havnen.docx").read_bytes() == before
    assert (out / "havnen-2.docx").read_bytes() != before
    assert "havnen.html is open" not in ran.out


def test_a_paper_that_windows_holds_on_to(
    taken: Path, grundlag: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert grundlag("report 2026", taken).code == 0
    (taken / "out" / "2026" / "havnen.docx").write_bytes(b"somebody is writing here")
    real = Path.replace

    def held(path: Path, target: Path) -> Path:
        if Path(target).name == "havnen.docx":
            raise PermissionError(13, "Access is denied")
        return real(path, target)

    monkeypatch.setattr(Path, "replace", held)
    ran = grundlag("report 2026", taken)
    assert (ran.code, ran.err) == (0, "")
    assert "havnen.docx is open: saved as havnen-2.docx" in ran.out
    assert "If nobody has it open" not in ran.out
