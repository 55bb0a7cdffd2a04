"""What is shown is what the folder says now: made once, from a report that holds, or anew."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from threading import Event
from time import sleep
from typing import Any

import pytest
from starlette.testclient import TestClient

from grundlag import run, web
from grundlag.errors import DeliveryError, Problem
from grundlag.render.json import dump
from grundlag.run.receipts import receipt_of
from grundlag.web.held import Held, Standing

TODAY = date(2026, 6, 1)


@pytest.fixture
def held(lilleby: Path) -> Held:
    return Held(lilleby, lambda: TODAY)


def write_report(root: Path, as_of: date = TODAY) -> Path:
    """The year's report.json, as `grundlag report` writes it, without the papers beside it."""
    judged = run.judge_year(run.load(root), 2026, as_of)
    receipt = receipt_of(judged.defs, 2026, judged.cubes.deliveries, as_of)
    path = root / "out" / "2026" / "report.json"
    path.parent.mkdir(parents=True)
    path.write_text(dump(replace(run.pack_of(judged), receipt=receipt)), "utf-8")
    return path


def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Which years are judged from here on."""
    seen: list[int] = []
    judge = run.judge_all

    def noted(defs, year, today):
        seen.append(year)
        sleep(0.05)
        return judge(defs, year, today)

    monkeypatch.setattr(run, "judge_all", noted)
    return seen


def test_a_year_is_judged_once_however_many_ask(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = counted(monkeypatch)
    with ThreadPoolExecutor(8) as readers:
        found = list(readers.map(lambda _: held.now().judged(2026)["nu"], range(16)))
    assert seen == [2026]
    assert len({id(each) for each in found}) == 1


def test_nothing_is_looked_at_anew_while_no_file_changes(held: Held, lilleby: Path) -> None:
    first = held.now()
    first.judged(2026)  # its cubes may be written now: they say nothing of their own
    (lilleby / "out").mkdir()
    (lilleby / "out" / "noter.txt").write_text("", "utf-8")
    assert held.now() is first


@pytest.mark.parametrize(
    "name",
    ["grundlag.toml", "decisions.toml", "sources.toml", "definitions/bases/ny.toml",
     "remarks/2026.toml", "store/deliveries/anmeldelser/x/withdrawn.json"],
)  # fmt: skip
def test_it_is_once_a_file_changes(held: Held, lilleby: Path, name: str) -> None:
    first = held.now()
    if name.startswith("store/"):
        folder = next((lilleby / "store" / "deliveries").glob("*/*"))
        (folder / "withdrawn.json").write_text('{"on": "2026-03-01"}', "utf-8")
    else:
        path = lilleby / name
        path.parent.mkdir(exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write("\n# read again\n")
    assert held.now() is not first


def test_a_new_day_is_another_folder(lilleby: Path) -> None:
    days = [date(2026, 6, 1), date(2026, 6, 1), date(2026, 6, 2)]
    held = Held(lilleby, lambda: days.pop(0))
    first = held.now()
    assert held.now() is first
    assert held.now() is not first


def test_a_report_that_holds_is_shown_before_anything_is_counted(
    lilleby: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_report(lilleby, date(2026, 5, 1))
    seen = counted(monkeypatch)
    standing = Standing(lilleby, TODAY)
    assert standing.pack(2026, "nu").receipt is not None
    assert seen == []
    standing.prepare(2026)
    assert seen == [2026]
    assert standing.pack(2026, "nu").receipt is None  # made anew from then on


def change_a_definition(root: Path) -> None:
    path = root / "definitions" / "bases" / "nu.toml"
    path.write_text(path.read_text("utf-8").replace("dispersion = 3", "dispersion = 4"), "utf-8")


def withdraw(root: Path) -> None:
    folder = next((root / "store" / "deliveries").glob("befolkning/*"))
    (folder / "withdrawn.json").write_text('{"on": "2026-05-01"}', "utf-8")


def take_a_file(root: Path, people: int = 1100) -> None:
    path = root / "in" / "befolkning-ny.csv"
    rows = f"01-01-2026;Havnen;{people}\n01-01-2026;Skoven;2000\n"
    path.write_text(f"Dag;Område;Indbyggere\n{rows}", "utf-8")
    assert not run.take_files(run.load(root), [path], date(2026, 5, 2))[1]


def remark(root: Path) -> None:
    (root / "remarks").mkdir(exist_ok=True)
    said = 'partnership = "havnen"\ntext = "Læst."\ninitials = "AB"\ndate = 2026-05-03\n'
    (root / "remarks" / "2026.toml").write_text(f"schema = 1\n[[remark]]\n{said}", "utf-8")


def decide(root: Path) -> None:
    said = '[[decision]]\nbasis = "ny"\ndecided_by = "ØU"\ndecided_on = 2026-05-20\ncase = "1"\n'
    with (root / "decisions.toml").open("a", encoding="utf-8") as file:
        file.write(said)


def break_it(root: Path) -> None:
    (root / "out" / "2026" / "report.json").write_text("{", "utf-8")


def sealed(content: dict[str, Any]) -> str:
    """The SHA-256 of a report's content without the one it names."""
    receipt = {k: v for k, v in content["receipt"].items() if k != "content_sha256"}
    own = json.dumps({**content, "receipt": receipt}, sort_keys=True, separators=(",", ":"))
    return sha256(own.encode()).hexdigest()


def edited(root: Path, edit: Callable[[dict[str, Any]], None], seal: bool = True) -> None:
    path = root / "out" / "2026" / "report.json"
    content = json.loads(path.read_text("utf-8"))
    edit(content)
    if seal:
        content["receipt"]["content_sha256"] = sealed(content)
    path.write_text(json.dumps(content), "utf-8")


def upgrade(root: Path) -> None:
    edited(root, lambda content: content["receipt"]["versions"].update(scipy="0.1"))


def by_hand(root: Path) -> None:
    edited(root, lambda content: content["figures"][0].update(n=7), seal=False)


def without_digest(root: Path) -> None:
    """As one from before there were digests: nothing tells whether somebody edited it."""
    edited(root, lambda content: content["receipt"].pop("content_sha256"), seal=False)


CHANGES = [change_a_definition, withdraw, take_a_file, remark, decide, break_it, upgrade]


def test_a_report_holds_where_only_its_spaces_are_others(lilleby: Path) -> None:
    write_report(lilleby, date(2026, 5, 1))
    edited(lilleby, lambda content: None, seal=False)
    assert run.standing.report_that_holds(run.load(lilleby), 2026, "nu", TODAY) is not None


@pytest.mark.parametrize("change", [*CHANGES, by_hand, without_digest])
def test_a_report_that_would_say_otherwise_today_is_not_shown(
    lilleby: Path, change: Callable[[Path], None]
) -> None:
    write_report(lilleby, date(2026, 5, 1))
    change(lilleby)
    defs = run.load(lilleby)
    assert run.standing.report_that_holds(defs, 2026, "nu", TODAY) is None


@pytest.mark.parametrize("content", ["[" * 100_000, '{"year": ' + "9" * 5000 + "}"])
def test_pages_come_whatever_became_of_the_report(
    lilleby: Path, browse: Callable[[Path], TestClient], content: str
) -> None:
    write_report(lilleby).write_text(content, "utf-8")
    browser = browse(lilleby)
    for address in ("/", "/2026/havnen", "/2026/papirer"):
        assert browser.get(address).status_code == 200


def test_the_years_are_those_with_a_whole_police_year(lilleby: Path) -> None:
    """2024 and 2025 came whole, so there are reports for the years after."""
    assert run.standing.report_years(run.load(lilleby), TODAY) == (2026, 2025)
    half = "Sag;Kode;Dato;Sted\n" + "".join(
        f"a{m};1320;15-{m:02d}-2026;Havnen\n" for m in range(1, 7)
    )
    path = lilleby / "in" / "anmeldelser-2026.csv"
    path.write_text(half, "utf-8")
    assert not run.take_files(run.load(lilleby), [path], date(2026, 8, 1))[1]
    assert run.standing.report_years(run.load(lilleby), TODAY) == (2026, 2025)


def test_what_hinders_the_next_page_is_told_there_and_not_after_this_one(
    lilleby: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_report(lilleby)

    def refused(*asked: object) -> None:
        raise DeliveryError(Problem(where="store", what="a row is gone.", fix="Take it in anew."))

    monkeypatch.setattr(run, "judge_all", refused)
    browser = TestClient(web.app(lilleby, lambda: TODAY, 80), base_url="http://127.0.0.1")
    assert browser.get("/2026/havnen").status_code == 200
    answer = browser.get("/2026/havnen/indbrud")
    assert answer.status_code == 503
    assert "a row is gone." in answer.text


@pytest.fixture
def arriving(lilleby: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Held, Event]]:
    """A folder whose year was judged, and which judges no other before it is let."""
    held, let, judge = Held(lilleby, lambda: TODAY), Event(), run.judge_all
    held.now().prepare(2026)

    def waiting(defs, year, today):
        let.wait(20)
        return judge(defs, year, today)

    monkeypatch.setattr(run, "judge_all", waiting)
    yield held, let
    let.set()


def test_while_what_came_is_counted_a_page_shows_what_was_and_says_so(
    arriving: tuple[Held, Event], lilleby: Path
) -> None:
    held, let = arriving
    app = web.app(lilleby, lambda: TODAY, 80)
    app.app.state.held = held
    browser = TestClient(app, base_url="http://127.0.0.1")
    assert "som de var før" not in browser.get("/2026/skoven/indbrud").text
    take_a_file(lilleby)
    opened = ("/2026", "/2026/havnen", "/metoder?aar=2026", "/2026/skoven/indbrud")
    for address in opened:
        page = browser.get(address).text
        assert ("Her står de, som de var før." in page, 'role="status"' in page) == (True, True)
    let.set()
    page = browser.get("/2026/havnen/indbrud").text  # one that nobody opened adds up to rows of now
    assert "som de var før" not in page
    for _ in range(200):
        if not held.shown()[1]:
            break
        sleep(0.05)
    assert "som de var før" not in browser.get("/2026/havnen").text
    assert held.shown() == (held.now(), False)


def test_what_is_declared_is_read_again_only_where_it_may_be_otherwise(
    held: Held, lilleby: Path
) -> None:
    first = held.now().defs
    take_a_file(lilleby)
    assert held.now().defs is first
    remark(lilleby)
    assert held.now().defs is not first


@pytest.mark.parametrize("change", [change_a_definition, decide, remark])
def test_what_is_declared_otherwise_is_waited_for(
    arriving: tuple[Held, Event], lilleby: Path, change: Callable[[Path], None]
) -> None:
    held, _ = arriving
    change(lilleby)
    assert held.shown() == (held.now(), False)


def test_what_hinders_the_count_of_what_came_is_told(
    held: Held, lilleby: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held.now().prepare(2026)

    def refused(*asked: object) -> None:
        raise DeliveryError(Problem(where="store", what="a row is gone.", fix="Take it in anew."))

    monkeypatch.setattr(run, "judge_all", refused)
    take_a_file(lilleby)
    for _ in range(200):
        if not held.shown()[1]:
            break
        sleep(0.05)
    with pytest.raises(DeliveryError, match="a row is gone"):
        held.shown()[0].pack(2026, "nu")


def test_what_was_is_the_last_that_was_counted(arriving: tuple[Held, Event], lilleby: Path) -> None:
    """Also where nobody looked meanwhile at a page that does not wait."""
    held, let = arriving
    take_a_file(lilleby)
    second = held.now()
    let.set()
    second.prepare(2026)
    for _ in range(200):
        if held._coming.done():
            break
        sleep(0.05)
    let.clear()
    take_a_file(lilleby, 1200)
    assert held.shown() == (second, True)


def test_what_is_overtaken_before_it_is_begun_is_not_counted(
    arriving: tuple[Held, Event], lilleby: Path
) -> None:
    held, let = arriving
    standings = []
    for people in (1100, 1200, 1300):
        take_a_file(lilleby, people)
        standings.append(held.now())
    let.set()
    for _ in range(200):
        if not held.shown()[1]:
            break
        sleep(0.05)
    assert [each.has(("judged", 2026)) for each in standings] == [True, False, True]
