"""Papirer: which there are, whether they hold, and that nothing else can be fetched."""

import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from grundlag import run
from grundlag.render.json import dump
from grundlag.run.receipts import receipt_of

TODAY = date(2026, 6, 1)
Desked = Callable[[Path], AbstractContextManager]


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text[text.index("<main") :]).split())


@pytest.fixture(scope="module")
def written(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report.json as `grundlag report` writes it, with small papers beside it."""
    folder = shutil.copytree(folder, tmp_path_factory.mktemp("papers") / "lilleby")
    judged = run.judge_year(run.load(folder), 2026, TODAY)
    receipt = receipt_of(judged.defs, 2026, judged.cubes.deliveries, TODAY)
    out = folder / "out" / "2026"
    out.mkdir(parents=True)
    (out / "report.json").write_text(dump(replace(run.pack_of(judged), receipt=receipt)), "utf-8")
    for name in ("havnen.docx", "havnen-2.docx", "tal.csv", "hemmelig.txt", "andet.docx"):
        (out / name).write_text(name, "utf-8")
    (out / "skoven.docx").symlink_to(folder / "grundlag.toml")
    beside = folder / "out" / "2026-sammenligning"
    beside.mkdir()
    for name in ("sammenligning.pdf", "report.txt", ".skjult.pdf"):
        (beside / name).write_text(name, "utf-8")
    return folder


@pytest.fixture(scope="module")
def browser(written: Path, desked: Desked) -> TestClient:
    with desked(written) as opened:
        yield opened


def test_only_what_a_receipt_names_is_listed_or_fetched(browser: TestClient) -> None:
    text = browser.get("/2026/papirer").text
    found = re.findall(r'href="/2026/papirer/([^"]+)"', text)
    assert sorted(found) == [
        "2026-sammenligning/alle.zip", "2026-sammenligning/sammenligning.pdf", "2026/alle.zip",
        "2026/havnen-2.docx", "2026/havnen.docx", "2026/report.json", "2026/tal.csv",
    ]  # fmt: skip
    answer = browser.get("/2026/papirer/2026/havnen-2.docx")
    assert answer.text == "havnen-2.docx"
    assert (
        answer.headers["content-disposition"] == "attachment; filename*=UTF-8''2026-havnen-2.docx"
    )
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    ["2026/hemmelig.txt", "2026/andet.docx", "2026/skoven.docx", "2026/..%2f..%2fgrundlag.toml",
     "../2026/tal.csv", "..%2f2026/tal.csv", "2026/%00", "2025/havnen.docx", "2026/",
     "2026-sammenligning/report.txt", "2026-sammenligning/.skjult.pdf", ".grundlag/server.sqlite"],
)  # fmt: skip
def test_nothing_else_is(browser: TestClient, path: str) -> None:
    assert browser.get(f"/2026/papirer/{path}").status_code == 404


def test_all_as_one_is_the_same_each_time(browser: TestClient) -> None:
    first, second = (browser.get("/2026/papirer/2026/alle.zip").content for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            "2026/havnen-2.docx", "2026/havnen.docx", "2026/report.json", "2026/tal.csv",
        ]  # fmt: skip
        assert archive.read("2026/tal.csv") == b"tal.csv"


def test_a_report_that_would_be_the_same_today_holds(browser: TestClient) -> None:
    said = words(browser.get("/2026/papirer").text)
    assert "Holder Lavet 1. juni 2026. Blev de lavet i dag, ville de sige det samme." in said


def test_one_that_would_not_says_what_is_other(lilleby: Path, written: Path) -> None:
    """A file came since, a definition was changed, and its basis came into force elsewhere."""
    held = (written / "out" / "2026" / "report.json").read_bytes()
    for name in ("2026", "2026-nu"):
        (lilleby / "out" / name).mkdir(parents=True)
        (lilleby / "out" / name / "report.json").write_bytes(held)
    ny = lilleby / "in" / "befolkning-ny.csv"
    ny.write_text("Dag;Område;Indbyggere\n01-01-2026;Havnen;1100\n", "utf-8")
    taken, _ = run.take_files(run.load(lilleby), [ny], date(2026, 6, 2))
    with (lilleby / "definitions" / "bases" / "nu.toml").open("a") as file:
        file.write("\n# read again\n")
    found = {e.name: e for e in run.packs.lying(run.load(lilleby), 2026, date(2026, 6, 3))}
    assert not found["2026"].holds
    assert found["2026"].why == (
        "definitions/bases/nu.toml was changed",
        f"{taken[0].delivery.id} (befolkning-ny.csv) arrived on 2026-06-02",
    )
    assert found["2026-nu"].proposal
    assert not found["2026-nu"].holds


def test_one_that_was_edited_by_hand_is_told_and_no_page_believes_it(
    lilleby: Path, written: Path, desked: Desked
) -> None:
    """12 indbrud in Havnen in 2025; somebody writes 7 into report.json."""
    shutil.copytree(written / "out", lilleby / "out", symlinks=True)
    path = lilleby / "out" / "2026" / "report.json"
    content = json.loads(path.read_text("utf-8"))
    of = {"area": "havnen", "indicator": "indbrud", "year": 2025}
    figure = next(f for f in content["figures"] if of.items() <= f.items())
    assert figure["n"] == 12
    figure["n"] = 7
    path.write_text(json.dumps(content), "utf-8")
    with desked(lilleby) as browser:
        told = browser.get("/api/v1/2026/report").json()["figures"]
        assert [f["n"] for f in told if of.items() <= f.items()] == [12]
        said = words(browser.get("/2026/papirer").text)
        assert "Rettet report.json er ændret i hånden, efter at den blev skrevet." in said
        assert "Holder" not in said


def test_papers_without_a_report_are_not_finished(
    lilleby: Path, written: Path, desked: Desked
) -> None:
    """As a kill leaves them where there were none before: report.json comes last."""
    shutil.copytree(written / "out", lilleby / "out", symlinks=True)
    (lilleby / "out" / "2026" / "report.json").unlink()
    with desked(lilleby) as browser:
        said = words(browser.get("/2026/papirer").text)
    assert "Papirer uden kvittering Ikke færdige" in said
    assert said.count("Ikke færdige") == 1  # and nothing of the comparison, which has none


def test_one_that_names_no_digest_is_not_said_to_hold(lilleby: Path, written: Path) -> None:
    shutil.copytree(written / "out", lilleby / "out", symlinks=True)
    path = lilleby / "out" / "2026" / "report.json"
    content = json.loads(path.read_text("utf-8"))
    del content["receipt"]["content_sha256"]
    path.write_text(json.dumps(content), "utf-8")
    found = {e.name: e for e in run.packs.lying(run.load(lilleby), 2026, TODAY)}["2026"]
    assert (found.holds, found.edited) == (False, False)
    assert found.why == ("report.json names no SHA-256 of its content",)


def test_another_year_s_report_is_none_of_this_one(written: Path) -> None:
    assert run.packs.lying(run.load(written), 2025, TODAY) == ()


def test_a_job_that_is_none_is_no_page(browser: TestClient) -> None:
    for number in ("99", "9" * 30):  # more than the database can be asked for
        assert browser.get(f"/arbejde/{number}").status_code == 404
    assert browser.fill("/arbejde/99/igen", "/2026/papirer").status_code == 404


def test_papers_are_not_made_without_the_word_of_the_page(browser: TestClient) -> None:
    assert browser.post("/2026/papirer").status_code == 403
    own = {"origin": "http://127.0.0.1:8020", "sec-fetch-site": "same-origin"}
    assert browser.post("/2026/papirer", headers=own).status_code == 403
