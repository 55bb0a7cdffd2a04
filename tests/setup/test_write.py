"""The workbook that is written says what the definitions say, and is read back as the same."""

import re
import shutil
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from grundlag import run
from grundlag.basis.check import check
from grundlag.basis.load import Definitions, load
from grundlag.basis.sheet import BOOK, Heading, Sheet
from grundlag.basis.sheets import SHEETS
from grundlag.errors import DefinitionError
from grundlag.setup import write
from grundlag.setup.rows import records
from grundlag.setup.write import workbook_of

ROOT = Path(__file__).parents[2]
FOLDERS = {
    "shipped": None,
    "partnerskaber": ROOT / "examples" / "partnerskaber",
    "bydele": ROOT / "examples" / "bydele",
    "havneby": ROOT / "tests" / "basis" / "havneby",
    "lilleby": ROOT / "tests" / "cases" / "lilleby",
    "surrey": ROOT / "tests" / "cases" / "surrey",
}
BESIDE = shutil.ignore_patterns("store", "out", "data", "*.xlsx")


@pytest.fixture(params=FOLDERS)
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    root, source = tmp_path / "mappe", FOLDERS[request.param]
    if source is None:
        run.new(root)
    else:
        shutil.copytree(source, root, ignore=BESIDE)
    return root


def held(defs: Definitions) -> str:
    """All that the sheets may speak for, in order, down to the order of a source's columns."""
    return repr((defs.partnerships, defs.sources))


def test_read_back_it_gives_the_same_definitions(folder: Path) -> None:
    before = load(folder)
    run.set_up(folder)
    after = load(folder)
    assert held(after) == held(before)
    assert (after.bases, after.folder) == (before.bases, before.folder)
    assert not [notice for notice in after.notices if "speaks instead" in notice.what]
    assert check(after) == ()


def test_it_does_so_without_those_sections_in_the_toml(folder: Path) -> None:
    before = load(folder)
    run.set_up(folder)
    for name, sections in (
        ("definitions/partnerships.toml", ("baseline", "period")),
        ("sources.toml", ("source",)),
    ):
        parts = (folder / name).read_text("utf-8").split("\n[")
        kept = [part for part in parts if not part.lstrip("[").startswith(sections)]
        (folder / name).write_text("\n[".join(kept), "utf-8")
    assert "[[source]]" not in (folder / "sources.toml").read_text("utf-8")
    assert held(load(folder)) == held(before)


def test_every_thing_that_came_from_a_sheet_stands_in_a_cell(folder: Path) -> None:
    run.set_up(folder)
    defs = load(folder)
    for name, sheet in SHEETS.items():
        for i, _ in enumerate(records(defs, sheet)):
            assert defs.where(sheet.file, sheet.section, i).startswith(f"{BOOK}, {name}!A")


def test_the_same_definitions_give_the_same_bytes(folder: Path) -> None:
    assert workbook_of(load(folder)) == workbook_of(load(folder))


def test_one_that_is_there_is_not_touched(folder: Path) -> None:
    (folder / "opsaetning.xlsx").write_bytes(b"what was typed")
    with pytest.raises(DefinitionError, match="is there already, and was not touched"):
        run.set_up(folder)
    assert (folder / "opsaetning.xlsx").read_bytes() == b"what was typed"
    assert not (folder / BOOK).exists()


def _sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_what_stands_in_it() -> None:
    """The first row of each sheet of the town that is small enough to write out."""
    found = _sheets(workbook_of(load(FOLDERS["lilleby"])))  # type: ignore[arg-type]
    assert list(found) == ["Læs mig", "Baseline", "Perioder", "Partnere", "Kolonner", "Lister"]
    assert found["Baseline"][1][:6] == [
        *("Havnekvarteret", "Lillebys grundlag", "Indbrud", 2024.0, "", date(2025, 3, 1)),
    ]
    assert found["Perioder"][1][:5] == [
        *("Havnekvarteret", "2025-2028", 2025.0, "2026-2028", "2025-2027"),
    ]
    assert [row[:3] for row in found["Kolonner"][1:5]] == [
        ["anmeldelser", "sagsnummer", "Sag"],
        ["anmeldelser", "gerningskode", "Kode"],
        ["anmeldelser", "dato", "Dato"],
        ["anmeldelser", "sted", "Sted"],
    ]
    assert found["Kolonner"][1][3:7] == [
        *("anmeldelser, én række hver", "Politiet", "", ""),
    ]
    assert found["Kolonner"][2][3:] == [""] * 25
    assert ["svar", "spørgsmål: tryghed", "Tryghed"] in [row[:3] for row in found["Kolonner"]]
    assert found["Kolonner"][-1][:3] == ["andele", "andel", "Procent"]


def test_the_first_sheet_explains_every_heading_and_names_its_key() -> None:
    rows = _sheets(workbook_of(load(FOLDERS["lilleby"])))["Læs mig"]  # type: ignore[arg-type]
    told = {(row[0], row[2]) for row in rows if row[1]}
    for name, sheet in SHEETS.items():
        assert name in {heading for heading, _ in told}
        assert {(heading.text, heading.key) for heading in sheet.headings} <= told
        assert all(heading.says.endswith(".") for heading in sheet.headings)
    assert rows[-1][:2] == ["Format", 1.0]


def test_the_lists_hold_the_words_that_may_be_written() -> None:
    rows = _sheets(workbook_of(load(FOLDERS["lilleby"])))["Lister"]  # type: ignore[arg-type]
    lists = {column[0]: [word for word in column[1:] if word] for column in zip(*rows, strict=True)}
    assert lists["partnership"] == ["Havnekvarteret", "Skovkvarteret"]
    assert lists["yes"] == ["ja", "nej"]
    assert "spørgsmål: tryghed" in lists["content"]
    assert lists["read.separator"] == ["semikolon", "komma", "tabulator", "lodret streg"]
    assert len(set(lists["indicator"])) == len(lists["indicator"])


@pytest.mark.parametrize(
    ("years", "written"),
    [((2024,), 2024), ((2022, 2023, 2024), "2022-2024"), ((2022, 2024), "2022; 2024")],
)
def test_years_are_written_as_people_write_them(years: Any, written: Any) -> None:
    heading = next(h for h in SHEETS["Baseline"].headings if h.key == "years")
    known: Any = None
    assert write.written(years, heading, {}, known) == written


def test_two_bases_of_one_name_are_written_by_id(tmp_path: Path) -> None:
    root = shutil.copytree(FOLDERS["lilleby"], tmp_path / "l")  # type: ignore[type-var]
    path = root / "definitions" / "bases" / "ny.toml"
    text = path.read_text("utf-8")
    named = re.sub('(?m)^name( +)= ".*"$', r'name\1= "lillebys GRUNDLAG"', text, count=1)
    assert named != text
    path.write_text(named, "utf-8")
    before = load(root)
    run.set_up(root)
    assert load(root).partnerships == before.partnerships
    rows = _sheets((root / BOOK).read_bytes())["Baseline"]
    assert {row[1] for row in rows[1:]} <= {"nu", "ny"}


def test_a_name_that_is_another_s_id_is_written_by_id(tmp_path: Path) -> None:
    root = shutil.copytree(FOLDERS["lilleby"], tmp_path / "l")  # type: ignore[type-var]
    path = root / "definitions" / "partnerships.toml"
    path.write_text(path.read_text("utf-8").replace("Skovkvarteret", "havnen"), "utf-8")
    before = load(root)
    run.set_up(root)
    assert load(root).partnerships == before.partnerships
    rows = _sheets((root / BOOK).read_bytes())["Baseline"]
    assert {row[0] for row in rows[1:]} == {"Havnekvarteret", "skoven"}


def test_every_key_of_a_record_has_a_column() -> None:
    """What no column holds would be lost on the way through the workbook."""
    defs = load(FOLDERS["partnerskaber"])  # type: ignore[arg-type]
    for sheet in SHEETS.values():
        keys = {heading.key.partition(".")[0] for heading in sheet.headings} - {"column"}
        keys |= {"questions"} if sheet.rows_of else set()
        record = records(defs, sheet)[0]
        assert keys == set(vars(record)) - {"__pydantic_validator__"}, sheet.section
        for outer in ("read", "where") if "read" in keys else ():
            inner = {
                h.key.partition(".")[2] for h in sheet.headings if h.key.startswith(f"{outer}.")
            }
            assert inner == set(vars(getattr(record, outer)))
        if "wide" in keys:
            inner = {h.key for h in sheet.headings if h.key.startswith("wide.")}
            assert inner == {f"wide.{key}" for key in ("columns", "heading", "cell")}


def test_another_sheet_is_one_entry(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Agreements, say: the reader, the writer, the guide and the lists all go by the table."""
    about = {"tryghed": "trygge", "utryghed": "utrygge"}
    columns: tuple[tuple[str, Any], ...] = (
        ("partnership", "partnership"),
        ("goal_1_about", "word"),
        ("from_year", "year"),
        ("to_year", "year"),
        ("decided_by", "text"),
        ("decided_on", "day"),
        ("status", "text"),
    )
    headings = tuple(
        Heading(
            text=key.capitalize(),
            key=key,
            holds=holds,
            says="Her.",
            required=key in ("partnership", "goal_1_about"),
            words=about if holds == "word" else {},
        )
        for key, holds in columns
    )
    sheet = Sheet(
        file="definitions/partnerships.toml",
        section="agreement",
        says="Aftaler.",
        headings=headings,
    )
    monkeypatch.setitem(SHEETS, "Aftaler", sheet)
    before = load(folder)
    run.set_up(folder)
    after = load(folder)
    assert after.partnerships == before.partnerships
    where = after.where("definitions/partnerships.toml", "agreement", 0, "goal_1_about")
    assert where == f"{BOOK}, Aftaler!{'B2' if before.partnerships.agreement else 'A1'}"
