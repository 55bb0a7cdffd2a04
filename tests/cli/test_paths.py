"""Odd folders and file names: whatever they are called, the same report comes out."""

import json
import re
import shutil
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

ODD = "Tryghedspartnerskaber – Københavns Kommune (år 2026)"
YEAR = "--as-of 2026-06-01"
REMARKS = """schema = 1
[[remark]]
partnership = "havnen"
text = '''
Første linje
og anden linje.'''
initials = "ÆØ"
date = 2026-03-04
"""
LONGEST = 90  # of the paths that are written inside a folder: Windows stops at 260 in all


def odd(base: Path) -> Path:
    """A folder with spaces, Danish letters, a sign or two, and more than 200 characters."""
    root = base
    for part in (ODD, "A & B's 100% # [1]", "n=3", "code=9999", "æøå ÆØÅ" * 12, "å".join("xyz")):
        root = root / part
    root.mkdir(parents=True)
    assert len(str(root)) > 200
    return root / "mappe med mellemrum"


def windows(root: Path) -> None:
    """Every text file of a folder as Windows writes it: with a byte order mark and CRLF."""
    for path in (*root.rglob("*.toml"), *root.rglob("*.csv")):
        text = path.read_text("utf-8")
        path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())


def run(root: Path, grundlag: Any) -> dict[str, Any]:
    """The whole walk in a folder; gives its report without what names a file's own bytes."""
    where = root.parent
    name = f"-C '{root.name}'"
    (root / "remarks").mkdir(exist_ok=True)
    (root / "remarks" / "2026.toml").write_text(REMARKS, "utf-8")
    if "mellemrum" in root.name:
        windows(root)
    files = {path.name: f"'{root.name}/in/{path.name}'" for path in (root / "in").iterdir()}
    old = [files.pop(n) for n in ("tal-2023.csv", "andele-2024.csv", "anmeldelser-2024.csv")]
    for words in (
        f"setup {name}",
        f"take {' '.join(old)} --arrived 2025-02-01 {name}",
        f"take {' '.join(files.values())} --arrived 2026-02-01 {name}",
        f"check {name}",
        f"judge 2026 {YEAR} {name}",
        f"report 2026 {YEAR} {name}",
        f"explain havnen 2026 indbrud {YEAR} {name}",
    ):
        ran = grundlag(words, where)
        assert (ran.code, ran.err) == (0, ""), words
    text = (root / "out" / "2026" / "report.json").read_text("utf-8")
    return json.loads(re.sub(r'(?<=["/])([0-9a-f]{16}|[0-9a-f]{64})"', 'DIGEST"', text))


@pytest.mark.slow
def test_an_odd_folder_and_windows_line_ends_give_the_same_report(
    town: Path, tmp_path: Path, grundlag: Any
) -> None:
    root = shutil.copytree(town, odd(tmp_path))
    assert run(root, grundlag) == run(town, grundlag)


def test_a_new_folder_in_an_odd_place(tmp_path: Path, grundlag: Any) -> None:
    root = odd(tmp_path)
    ran = grundlag(f"new '{root.name}'", root.parent)
    assert (ran.code, ran.err) == (0, "")
    assert grundlag(f"setup -C '{root.name}'", root.parent).code == 0
    file = root / "grundlag.toml"
    file.write_text('protect = "none"\n' + file.read_text("utf-8"), "utf-8")
    assert grundlag(f"check -C '{root.name}'", root.parent).code == 0


RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[1-9¹²³])", re.IGNORECASE)


def faults(name: str) -> list[str]:
    """What Windows has against a file's name."""
    found = {
        "a character": bool(re.search(r'[<>:"/\\|?*\x00-\x1f]', name)),
        "reserved": bool(RESERVED.fullmatch(name.partition(".")[0].rstrip())),
        "its end": name.endswith((".", " ")),
        "length": len(name) >= 150,
        "empty": not name,
    }
    return [why for why, is_so in found.items() if is_so]


@pytest.mark.parametrize(
    "name",
    ["a:b", "con", "CON.docx", "aux .txt", "lpt9.a.b", "x.", "x ", "a?", "x" * 150, "", "com¹"],
)
def test_a_name_that_windows_cannot_hold_is_known(name: str) -> None:
    assert faults(name)


@pytest.mark.slow
def test_every_name_that_is_written_is_valid_on_windows(taken: Path, grundlag: Any) -> None:
    assert grundlag(f"setup -C {taken.name}", taken.parent).code == 0
    for more in ("", "--basis ny"):
        assert grundlag(f"report 2026 {YEAR} {more}", taken).code == 0
    written = [path.relative_to(taken) for path in taken.rglob("*") if "in" not in path.parts]
    assert {path.suffix for path in written} >= {".docx", ".html", ".json", ".parquet", ".xlsx"}
    for path in written:
        assert not [(path, faults(part)) for part in path.parts if faults(part)]
        assert len(str(path)) <= LONGEST
    folded = [str(path).lower() for path in written]
    assert len(set(folded)) == len(folded)


@pytest.mark.parametrize("id", ["con", "Nul", "com1.havn", "havnen."])
def test_an_id_that_windows_cannot_hold_is_refused(id: str, town: Path, grundlag: Any) -> None:
    path = town / "sources.toml"
    path.write_text(path.read_text("utf-8").replace('"befolkning"', f'"{id}"'), "utf-8")
    ran = grundlag("check", town)
    assert ran.code == 1
    assert f'source "{id}" cannot be the name of a file on Windows' in ran.err
    assert "Give it another id." in ran.err


NAMES = [
    "indbyggere #2.csv",
    "100% sikker.csv",
    "  befolkning .csv",
    "BEFOLKNING.CSV",
    "[1] a&b's (kopi).csv",
    "n=3.csv",
    "-C.csv",
    unicodedata.normalize("NFC", "årgang.csv"),
    unicodedata.normalize("NFD", "årgang.csv"),
]


@pytest.mark.parametrize("name", NAMES)
def test_a_delivery_is_read_whatever_its_file_is_called(
    name: str, town: Path, grundlag: Any
) -> None:
    (town / "in" / "befolkning.csv").rename(town / "in" / name)
    ran = grundlag(f'take "in/{name}"', town)
    assert (ran.code, ran.err) == (0, "")
    assert f"{name} → befolkning" in ran.out
    assert "6 read = 6 kept + 0 set aside" in ran.out


def test_a_workbook_in_capitals_is_read(town: Path, grundlag: Any) -> None:
    with xlsxwriter.Workbook(str(town / "in" / "TAL ÆØÅ.XLSX")) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Dag", "Område", "Indbyggere"])
        page.write_row(1, 0, ["01-01-2026", "Havnen", 1000])
    ran = grundlag("take 'in/TAL ÆØÅ.XLSX'", town)
    assert (ran.code, ran.err) == (0, "")
    assert "1 read = 1 kept" in ran.out
