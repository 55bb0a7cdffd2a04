"""Data: what was taken in, who speaks for what, and what can be fetched or taken back."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from grundlag import run
from grundlag.engine.listing import inert
from grundlag.render.sheet import SHEETS
from grundlag.report.model import Column, Table, Text
from grundlag.web.spoken import spans

from .conftest import reports

Desked = Callable[[Path], AbstractContextManager[Any]]
EVIL = ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx")


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text[text.index("<main") :]).split())


def take(root: Path, name: str, text: str, arrived: date) -> Any:
    path = root / "in" / name
    path.write_text(text, "utf-8")
    taken, problems = run.take_files(run.load(root), [path], arrived)
    assert not problems
    return taken[0].delivery


@pytest.fixture
def browser(lilleby: Path, desked: Desked) -> Iterator[Any]:
    with desked(lilleby) as opened:
        yield opened


def test_who_speaks_for_which_month_is_seen(lilleby: Path, browser: Any) -> None:
    """The second half of 2025 comes again, so delivery 3 speaks for it in place of 2."""
    rows = "".join(f"n{m};1320;15-{m:02d}-2025;Havnen\n" for m in range(7, 13))
    take(lilleby, "efter.csv", f"Sag;Kode;Dato;Sted\n{rows}", date(2026, 3, 1))
    text = words(browser.get("/data").text)
    assert "2025 2 2 2 2 2 2 3 3 3 3 3 3 2024 1 1 1 1 1 1 1 1 1 1 1 1" in text
    assert "6 rækker af 6 juli 2025 – december 2025" in text
    assert "1. januar 2025 nr. 1 , 1. januar 2026 nr. 1" in text


def test_rows_set_aside_can_be_fetched_and_nothing_else(lilleby: Path, browser: Any) -> None:
    text = "Sag;Kode;Dato;Sted\na;1320;15-01-2026;Havnen\nb;1320;=1+1;Havnen\n"
    delivery = take(lilleby, "halv.csv", text, date(2026, 3, 1))
    page = browser.get("/data").text
    assert "1 række: en celle mangler eller kan ikke læses" in words(page)
    own = [f"/data/{delivery.id}/sat-til-side.{ending}" for ending in ("xlsx", "csv")]
    assert all(f'href="{address}"' in page for address in own)
    for address in own:
        answer = browser.get(address)
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].startswith("attachment;")
    for name in ("rows.parquet", "manifest.json", "set-aside.csv", "..%2fmanifest.json"):
        assert browser.get(f"/data/{delivery.id}/{name}").status_code == 404
    for name in ("anmeldelser/..", "../anmeldelser/x", "anmeldelser/0123456789abcdef"):
        assert browser.get(f"/data/{name}/sat-til-side.csv").status_code == 404


def test_a_delivery_is_taken_back_and_the_page_says_so(lilleby: Path, browser: Any) -> None:
    name = run.archive.log(lilleby)[-1].delivery.id
    answer = browser.fill("/data/traek-tilbage", leverance=name, hvorfor="Forkert\n fil")
    assert answer.headers["location"] == "/data#leverancer"
    told = run.archive.log(lilleby)[-1]
    assert (told.delivery.withdrawn, told.why) == (date(2026, 6, 1), "Forkert fil")
    text = words(browser.get("/data").text)
    assert "Trukket tilbage 1. juni 2026: Forkert fil" in text
    assert "trukket tilbage befolkning.csv" in text
    again = browser.fill("/data/traek-tilbage", leverance=name)
    assert again.headers["location"] == "/data#leverancer"  # from a page that was older: it is done
    assert run.archive.log(lilleby)[-1].why == "Forkert fil"
    for other in ("", "../../x", "anmeldelser"):
        assert browser.fill("/data/traek-tilbage", leverance=other).status_code == 404


def test_a_folder_that_nothing_was_taken_in_to_has_a_page_to_begin_on(
    tmp_path: Path, desked: Desked
) -> None:
    run.new(tmp_path / "ny")
    settings = tmp_path / "ny" / "grundlag.toml"
    protected = "protect = { threshold = 5, width = 5 }"
    settings.write_text(settings.read_text("utf-8").replace("# protect =", protected), "utf-8")
    with desked(tmp_path / "ny") as browser:
        page = browser.get("/data")
        assert page.status_code == 200
        assert "Der er ikke taget noget ind endnu." in words(page.text)
        assert "hx-get" not in page.text
        assert "internt" in words(page.text)
        told = browser.get("/")
        assert told.status_code == 503
        assert 'href="/data"' in told.text


def test_what_is_wrong_is_told_as_the_command_does(lilleby: Path, browser: Any) -> None:
    text = "Sag;Kode;Dato;Sted\na;1320;15-01-2026;Nordpolen\n"
    take(lilleby, "ukendt.csv", text, date(2026, 3, 1))
    stops = run.check(lilleby)[0]
    told = words(browser.get("/data/tjek").text)
    assert f"{len(stops)} skal rettes" in told
    assert "Nordpolen" in told
    assert browser.get("/data").status_code == 200  # what is wrong hides no delivery


def test_units_are_spans_of_months_or_names() -> None:
    assert spans(["2025-11", "2025-12", "2026-01", "2026-03"])[0] == (
        "november 2025 – januar 2026", "marts 2026",
    )  # fmt: skip
    assert spans(["2026-01-01"]) == (("1. januar 2026",), 0)
    assert spans([str(year) for year in range(2000, 2010)]) == (
        tuple(str(year) for year in range(2000, 2006)), 4,
    )  # fmt: skip


def test_revisions_tell_what_another_delivery_changed(lilleby: Path, browser: Any) -> None:
    """2025 comes again with one report more in May: 12 in Havnen are 13, and Skoven's 36 stay."""
    take(lilleby, "mere.csv", reports(2025, 1, 3) + "x;1320;20-05-2025;Havnen\n", date(2026, 4, 1))
    text = browser.get("/data/revisioner.csv").content.decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(text), delimiter=";"))
    changed = [row for row in table if "12" in row and "13" in row]
    assert len(changed) == 1
    assert {"Havnekvarteret", "Indbrud", "2025"} <= set(changed[0])
    assert not [row for row in table if "36" in row and "37" in row]
    text = words(browser.get("/data/revisioner").text)
    assert "Indbrud Havnekvarteret 2025 12 13 +1 +8,3 % kommet til" in text
    assert "Indbrud Lilleby 2025 48 49 +1 +2,1 % kommet til" in text


def test_revisions_are_fetched_as_a_table(browser: Any) -> None:
    rows = list(csv.reader(io.StringIO(browser.get("/data/revisioner.csv").text), delimiter=";"))
    assert len(rows) > 3
    content = browser.get("/data/revisioner.xlsx").content
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert len(book.get_sheet_by_index(0).to_python()) == len(rows)
    assert browser.get("/data/revisioner.html").status_code == 404


@pytest.mark.parametrize("evil", EVIL)
def test_no_cell_of_what_is_fetched_is_run(evil: str) -> None:
    """The table of revisions, in both its forms; what others write is seen to where it is made."""
    columns = (Column(heading=evil),)
    table = Table(id="t", title="t", columns=columns, rows=((Text(words=evil, numbers={}),),))
    text = SHEETS[".csv"](table).decode("utf-8-sig")
    read = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    assert not [c for row in read for c in row if c.startswith(tuple("=+-@\t\r"))]
    with zipfile.ZipFile(io.BytesIO(SHEETS[".xlsx"](table))) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
    assert inert(evil) == f"'{evil}"
