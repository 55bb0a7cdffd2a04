"""Two browsers at one register: nothing is written over by somebody who did not see it."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from threading import Barrier

import pytest
from starlette.testclient import TestClient

from grundlag import run
from grundlag.cubes.edited import Edit, MeanwhileError, merged
from grundlag.cubes.register import Entry, Named, key_of
from grundlag.records.keep import deliveries
from grundlag.run import registering
from grundlag.run.registering import Plan, edit, register

HAVNEN, TODAY = Plan(partnership="havnen", year=2026), date(2026, 6, 1)
LIST = "/2026/aktiviteter/havnen"
OWN = {"origin": "http://127.0.0.1:8020"}
GADEFEST = {"titel": "Gadefest", "indsats": "Naboskab"}
BOTH = {"partner-in": ["Boligforening A", "Idrætsforening 1"]}


def words(page: str) -> str:
    text = unescape(re.sub(r"<[^>]+>", " ", page.partition("<body>")[2])).replace("\u00a0", " ")
    return " ".join(text.split())


def hidden(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


def opened(browser: TestClient, theme: str, name: str, page: str = "ret") -> dict[str, str]:
    return hidden(browser.get(f"{LIST}/{page}?aktivitet={key_of(theme, name)}").text)


def send(browser: TestClient, said: dict[str, object], page: str = "ret"):
    return browser.post(f"{LIST}/{page}", data=said, headers=OWN, follow_redirects=False)


@pytest.fixture
def two(planned: Path, browse: Callable[[Path], TestClient]) -> tuple[TestClient, TestClient]:
    """Two browsers on one server."""
    one = browse(planned)
    other = TestClient(one.app, base_url="http://127.0.0.1:8020")
    return one, other


def named(root: Path, name: str) -> Entry:
    return next(e for e in register(run.load(root), HAVNEN).entries if e.activity == name)


def test_the_second_is_shown_both_and_lays_them_together(
    two: tuple[TestClient, TestClient], planned: Path
) -> None:
    """One cancels Gadefest, the other adds a partner to it and takes another away."""
    one, other = two
    first, second = (opened(each, "Naboskab", "Gadefest") for each in two)
    assert first["kvittering"] != second["kvittering"]
    assert send(one, {**first, **GADEFEST, **BOTH, "status": "aflyst"}).status_code == 303
    mine = {"status": "i gang", "partner-in": "Boligforening A", "andre-in": "Kirken"}
    answer = send(other, {**second, **GADEFEST, **mine})
    assert answer.status_code == 409
    text = words(answer.text)
    assert "En anden har rettet aktiviteten imens" in text
    assert "Status aflyst i gang i gang" in text
    assert "I området: Boligforening A; Idrætsforening 1 I området: Boligforening A; Kirken" in text
    assert named(planned, "Gadefest").status == "aflyst"
    assert 'id="status" name="status" value="aflyst"' in answer.text
    ticked = re.findall(r'name="partner-in" value="([^"]+)" checked', answer.text)
    assert ticked == ["Boligforening A"]
    assert re.search(r'name="andre-in"[^>]*>Kirken<', answer.text)
    mine = {"status": "aflyst", "partner-in": ticked, "andre-in": "Kirken"}
    together = {**hidden(answer.text), **GADEFEST, **mine}
    assert send(other, together).status_code == 303
    assert [n.text for n in named(planned, "Gadefest").named] == ["Boligforening A", "Kirken"]
    assert named(planned, "Gadefest").status == "aflyst"


def test_edits_of_different_activities_are_both_kept(
    two: tuple[TestClient, TestClient], planned: Path
) -> None:
    one, other = two
    first, second = opened(one, "Naboskab", "Gadefest"), opened(other, "Børn og unge", "Lektiecafé")
    assert send(one, {**first, **GADEFEST, **BOTH, "status": "aflyst"}).status_code == 303
    said = {**second, "titel": "Lektiehjælp", "indsats": "Børn og unge", "status": "planlagt"}
    assert send(other, said).status_code == 303
    assert named(planned, "Gadefest").status == "aflyst"
    assert named(planned, "Lektiehjælp").status == "planlagt"


def test_two_who_write_the_same_are_of_one_mind(
    two: tuple[TestClient, TestClient], planned: Path
) -> None:
    one, other = two
    first, second = (opened(each, "Naboskab", "Gadefest") for each in two)
    said = {**GADEFEST, **BOTH, "status": "aflyst"}
    assert send(one, {**first, **said}).headers["location"].endswith("gjort=gemt")
    assert send(other, {**second, **said}).headers["location"].endswith("gjort=uaendret")
    assert len(deliveries(planned, "plan-havnen")) == 2


@pytest.mark.slow
def test_what_another_took_away_is_not_there_again_unasked(
    two: tuple[TestClient, TestClient], planned: Path
) -> None:
    one, other = two
    first, second = (
        opened(one, "Naboskab", "Gadefest", "fjern"),
        opened(other, "Naboskab", "Gadefest"),
    )
    assert send(one, first, "fjern").status_code == 303
    answer = send(other, {**second, **GADEFEST, **BOTH, "status": "aflyst"})
    assert answer.status_code == 409
    assert "En anden har taget aktiviteten ud imens" in words(answer.text)
    assert hidden(answer.text)["fra"] == "null"
    again = {**hidden(answer.text), **GADEFEST, **BOTH, "status": "aflyst"}
    assert send(other, again).status_code == 303
    assert named(planned, "Gadefest").status == "aflyst"


@pytest.mark.slow
def test_what_another_edited_is_not_taken_away_unasked(
    two: tuple[TestClient, TestClient], planned: Path
) -> None:
    one, other = two
    first, second = (
        opened(one, "Naboskab", "Gadefest"),
        opened(other, "Naboskab", "Gadefest", "fjern"),
    )
    assert send(one, {**first, **GADEFEST, **BOTH, "status": "aflyst"}).status_code == 303
    answer = send(other, second, "fjern")
    assert answer.status_code == 409
    assert "Den er ikke taget ud." in words(answer.text)
    assert send(other, hidden(answer.text), "fjern").status_code == 303
    assert len(register(run.load(planned), HAVNEN).entries) == 4


@pytest.mark.slow
def test_at_the_very_same_time_nothing_is_lost(planned: Path) -> None:
    """Four add an activity each, and four edit the same one: of those one is first."""
    defs = run.load(planned)
    was = register(defs, HAVNEN).entries[0]
    edits = [Edit(base=None, mine=Entry(activity=f"Ny {n}")) for n in range(4)]
    edits += [Edit(base=was, mine=replace(was, status=f"af {n}")) for n in range(4)]
    together = Barrier(len(edits))

    def save(each: Edit) -> str:
        together.wait()
        try:
            return edit(defs, HAVNEN, [each], TODAY, "x.xlsx") and each.mine.status
        except MeanwhileError:
            return "told"

    with ThreadPoolExecutor(len(edits)) as browsers:
        found = list(browsers.map(save, edits))
    after = register(run.load(planned), HAVNEN).entries
    assert found.count("told") == 3
    assert {f"Ny {n}" for n in range(4)} <= {entry.activity for entry in after}
    assert len(after) == 9
    assert after[0].status in found
    assert len(deliveries(planned, "plan-havnen")) == 6


def test_a_list_that_comes_while_one_is_written_is_not_silenced(
    planned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`grundlag take` between reading the register and putting the new list in its place."""
    defs = run.load(planned)
    was = register(defs, HAVNEN).entries[0]
    taken = planned / "in" / "imens.csv"
    head = "Planår;Indsats;Aktivitet;Status;Inde;Ude;Uoplyst\n"
    taken.write_text(f"{head}2026;Naboskab;Gadefest;udsat;Skolen;;\n2026;;Ny;;;;\n", "utf-8")
    read, came = registering._refuse_unlike, []

    def slowly(*told: object) -> None:
        if not came:
            came.extend(run.take_files(defs, [taken], TODAY)[0])
        read(*told)

    monkeypatch.setattr(registering, "_refuse_unlike", slowly)
    with pytest.raises(MeanwhileError) as told:
        edit(defs, HAVNEN, [Edit(base=was, mine=replace(was, status="aflyst"))], TODAY, "x.xlsx")
    assert told.value.differences[0].now.status == "udsat"
    added = Edit(base=None, mine=Entry(activity="Ny 2"))
    assert edit(defs, HAVNEN, [added], TODAY, "x.xlsx")
    after = register(run.load(planned), HAVNEN).entries
    assert [entry.activity for entry in after] == ["Gadefest", "Ny", "Ny 2"]


A, B, C, D = (Named(text=name, where="in") for name in "ABCD")
WAS = Entry(activity="Fest", theme="T", status="i gang", named=(A, B))


@pytest.mark.parametrize(
    ("mine", "now", "together"),
    [
        ({"status": "aflyst"}, {"theme": "U"}, {"status": "aflyst", "theme": "U"}),
        ({"status": "aflyst"}, {"status": "udsat"}, {"status": "aflyst"}),
        ({"named": (A, B, C)}, {"named": (A, B, D)}, {"named": (A, B, D, C)}),
        ({"named": (A,)}, {"named": (A, B, D)}, {"named": (A, D)}),
        ({"named": (A, B, C)}, {"named": (B, C)}, {"named": (B, C)}),
    ],
)
def test_two_edits_together(mine: dict, now: dict, together: dict) -> None:
    edit = Edit(base=WAS, mine=replace(WAS, **mine))
    assert merged(edit, replace(WAS, **now)) == replace(WAS, **together)
