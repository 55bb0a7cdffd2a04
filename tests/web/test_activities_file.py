"""The register as a file: out and in again, what would change, and what is no such file."""

import io
import re
import zipfile
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from starlette.testclient import TestClient

from grundlag import run
from grundlag.records.keep import deliveries
from grundlag.run.registering import Plan, register
from grundlag.web.bodies import USUAL

HAVNEN = Plan(partnership="havnen", year=2026)
LIST = "/2026/aktiviteter/havnen"
OWN = {"origin": "http://127.0.0.1:8020"}
HEAD = ["Planår", "Indsats", "Aktivitet", "Status", "Inde", "Ude", "Uoplyst"]
NEW = """Planår;Indsats;Aktivitet;Status;Inde;Ude;Uoplyst
2026;Naboskab;Gadefest;i gang;"Boligforening A; Idrætsforening 1";;
2026;Naboskab;Nabovandring;aflyst;BF A;Boligforening-A;
2026;Børn og unge;Æblehøst;planlagt;Skolen;;Museet
2026;;Fællesspisning;;"Klubben; Kommunen; Skolen";;-
2026;;Ådalens dag;;Åklubben;;
"""


def words(page: str) -> str:
    text = unescape(re.sub(r"<[^>]+>", " ", page.partition("<body>")[2])).replace("\u00a0", " ")
    return " ".join(text.split())


def hidden(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


def look_into(browser: TestClient, name: str, content: bytes, address: str = LIST):
    form = hidden(browser.get(f"{address}/indlaes").text)
    files = {"fil": (name, content)}
    return browser.post(f"{address}/indlaes", data=form, files=files, headers=OWN)


def cells(content: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("area", ["havnen", "skoven"])
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_out_and_in_again_changes_nothing(
    plan_pages: TestClient, planned_once: Path, kind: str, area: str
) -> None:
    address = f"/2026/aktiviteter/{area}"
    fetched = plan_pages.get(f"{address}/hent?type={kind}")
    name = f"aktiviteter-{area}-2026.{kind}"
    assert fetched.headers["content-disposition"] == f"attachment; filename*=UTF-8''{name}"
    answer = look_into(plan_pages, name, fetched.content, address)
    assert "Filen siger det samme som listen" in words(answer.text)
    assert len(deliveries(planned_once)) == 5


def test_the_workbook_has_the_list_as_it_came_and_offers_words(plan_pages: TestClient) -> None:
    content = plan_pages.get(f"{LIST}/hent?type=xlsx").content
    rows = cells(content)
    assert rows[0] == HEAD
    assert rows[2] == ["2026", "Naboskab", "Nabovandring", "i gang", "BF A", "Boligforening-A", ""]
    assert rows[5][4] == "Klubben\nKommunen; Skolen"
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert re.findall(r'type="list"[^>]*sqref="(\w)2', sheet) == ["D", "E", "F", "G"]


def test_no_cell_is_run_by_a_spreadsheet(
    planned: Path, browse: Callable[[Path], TestClient]
) -> None:
    """Titles may begin as a formula does: in CSV they are marked, in Excel they are texts."""
    list_ = "\n".join((";".join(HEAD), "2026;;+45 12;;;;", "2026;;@SUM(A1);;-A;;", ""))
    (planned / "in" / "x.csv").write_text(list_, "utf-8")
    run.take_files(
        run.load(planned), [planned / "in" / "x.csv"], deliveries(planned)[-1].manifest.arrived
    )
    browser = browse(planned)
    text = browser.get(f"{LIST}/hent?type=csv").content.decode("utf-8-sig")
    assert "2026;;'+45 12;" in text
    assert "2026;;'@SUM(A1);;'-A;" in text
    book = browser.get(f"{LIST}/hent?type=xlsx").content
    assert cells(book)[1][2] == "+45 12"
    with zipfile.ZipFile(io.BytesIO(book)) as opened:
        assert b"<f>" not in opened.read("xl/worksheets/sheet1.xml")
    for name, content in (("x.csv", text.encode()), ("x.xlsx", book)):
        assert "Filen siger det samme" in words(look_into(browser, name, content).text)


def test_what_a_file_changes_is_shown_and_then_kept(
    planned: Path, browse: Callable[[Path], TestClient]
) -> None:
    """Nabovandring is cancelled, Lektiecafé gone, Ådalens dag new; Fællesspisning only respelt."""
    browser = browse(planned)
    shown = look_into(browser, "ny.csv", NEW.encode())
    text = words(shown.text)
    assert "ny.csv ændrer 3 aktiviteter. Nye: 1. Rettede: 1. Fjernede: 1. Intet er gemt" in text
    assert "Rettet Nabovandring Naboskab Status: i gang" in text
    assert "Fjernet Lektiecafé" in text
    assert "Ny – Ådalens dag" in text
    assert "Fællesspisning" not in text
    assert len(deliveries(planned, "plan-havnen")) == 1
    kept = browser.post(f"{LIST}/indlaes/gem", data=hidden(shown.text), headers=OWN)
    assert "Filen er læst ind." in words(kept.text)
    assert "3 af 5 aktiviteter (60 %)" in words(kept.text)
    speaks = deliveries(planned, "plan-havnen")[-1].manifest
    assert speaks.file.startswith("læst ind i browseren 2026-06-01 kl. ")
    names = [entry.activity for entry in register(run.load(planned), HAVNEN).entries]
    assert names == ["Gadefest", "Nabovandring", "Æblehøst", "Fællesspisning", "Ådalens dag"]


@pytest.mark.slow
def test_what_was_edited_since_it_was_shown_is_shown_anew(
    planned: Path, browse: Callable[[Path], TestClient]
) -> None:
    browser = browse(planned)
    shown = hidden(look_into(browser, "ny.csv", NEW.encode()).text)
    other = NEW.replace("Nabovandring;aflyst", "Nabovandring;udsat")
    now = hidden(look_into(browser, "anden.csv", other.encode()).text)
    assert browser.post(f"{LIST}/indlaes/gem", data=now, headers=OWN).status_code == 200
    told = browser.post(f"{LIST}/indlaes/gem", data=shown, headers=OWN)
    assert told.status_code == 409
    assert "Én aktivitet er blevet en anden, siden filen blev set igennem: Nabovandring." in words(
        told.text
    )
    again = browser.post(f"{LIST}/indlaes/gem", data=hidden(told.text), headers=OWN)
    assert "Filen er læst ind." in words(again.text)
    assert register(run.load(planned), HAVNEN).entries[1].status == "aflyst"


BOMB = io.BytesIO()
with zipfile.ZipFile(BOMB, "w", zipfile.ZIP_DEFLATED) as packed:
    packed.writestr("xl/workbook.xml", "")
    packed.writestr("xl/worksheets/sheet1.xml", b" " * (1 << 27))
REFUSED = {
    "no file": ("", b"", "no file was chosen"),
    "a program": ("x.exe", b"MZ", "of a type that is not read here"),
    "an empty one": ("x.csv", b"", "is empty"),
    "a workbook that is none": ("x.xlsx", b"PK\x03\x04", "cannot be read"),
    "a zip bomb": ("x.xlsx", BOMB.getvalue(), "unpacks to"),
    "another list": ("x.csv", b"A;B\n1;2\n", "is gone"),
    "another year": ("x.csv", NEW.replace("2026", "2025").encode(), "holds rows of another plan"),
    "a broken row": ("x.csv", NEW.replace("Gadefest", "#REF!").encode(), "is not taken in"),
    "twice the same": ("x.csv", (NEW + "2026;;Ådalens dag;;;;\n").encode(), "is not taken in"),
    "a person's number": ("010101-1234.csv", NEW.encode(), "CPR"),
    "a way out": ("../../../x.csv", b"A;B\n1;2\n", "x.csv"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_such_file_is_told_of(
    plan_pages: TestClient, case: str, planned_once: Path
) -> None:
    name, content, told = REFUSED[case]
    before = sorted(path for path in planned_once.parent.rglob("*"))
    answer = look_into(plan_pages, name, content)
    assert answer.status_code == 422, words(answer.text)
    text = words(answer.text)
    assert "Intet er gemt" in text
    assert told in text
    assert "../" not in text
    assert [p for p in sorted(planned_once.parent.rglob("*")) if p not in before] == []


def test_more_than_may_come_is_refused_unread(plan_pages: TestClient) -> None:
    headers = {**OWN, "content-length": str(USUAL + 1)}
    told = plan_pages.post(f"{LIST}/indlaes", content=b"x", headers=headers)
    assert told.status_code == 413
    assert f"højst {USUAL >> 20} MB" in words(plan_pages.get(f"{LIST}/indlaes").text)
    assert "Filen er for stor" in words(told.text)
    untold = (b"x" * (1 << 20) for _ in range(1 + (USUAL >> 20)))  # its size is not said
    kind = {**OWN, "content-type": "multipart/form-data; boundary=x"}
    assert plan_pages.post(f"{LIST}/indlaes", content=untold, headers=kind).status_code == 413
