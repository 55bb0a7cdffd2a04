"""Remarks in the browser: written, edited, taken out; and two who edit the same one."""

import errno
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from threading import Barrier

import pytest

from grundlag import run
from grundlag.basis.remarks import Remark, key_of
from grundlag.run.remarking import (
    RemarkEdit,
    RemarkMeanwhileError,
    edit_remark,
    mark_of,
    own,
    together,
)

from .conftest import Desked
from .test_pages import words

PAGE, FORM, AWAY = "/2026/havnen", *(f"/2026/bemaerkninger/havnen/{n}" for n in ("ret", "fjern"))
FILE = """# Skrevet i hånden
schema = 1

[[remark]]
partnership = "havnen"
indicator   = "indbrud"
text        = "Broen var lukket."  # spørg CD
initials    = "AB"
date        = 2026-03-03

# Skovens
[[remark]]
partnership = "skoven"
text        = "Stormen tog taget."
initials    = "CD"
date        = 2026-03-04
"""
BROEN = {
    "om": "tal:indbrud", "tekst": "Broen var lukket.", "initialer": "AB", "dato": "2026-03-03",
    "skrevet-til": "",
}  # fmt: skip


@pytest.fixture
def root(lilleby: Path) -> Path:
    (lilleby / "remarks").mkdir(exist_ok=True)
    (lilleby / "remarks/2026.toml").write_text(FILE, "utf-8")
    return lilleby


@pytest.fixture
def browser(
    root: Path, desked: Callable[[Path], AbstractContextManager[Desked]]
) -> Iterator[Desked]:
    with desked(root) as opened:
        yield opened


def text_of(root: Path) -> str:
    return (root / "remarks/2026.toml").read_text("utf-8")


def hidden(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found if name != "kvittering"}


def opened(browser: Desked, what: str = "ret") -> dict[str, str]:
    """What the form of Havnen's remark carries along."""
    page = browser.get(PAGE).text
    found = re.search(rf'href="(/2026/bemaerkninger/havnen/{what}\?nr=[^"]+)"', page)
    assert found is not None
    return hidden(browser.get(unescape(found[1])).text)


def test_a_remark_that_is_written_stands_in_its_file_and_on_its_page(
    browser: Desked, root: Path
) -> None:
    said = {
        "om": "maal:2", "tekst": "Færre cykler,\r\nflere både.", "initialer": "EF",
        "dato": "2026-05-01", "skrevet-til": "",
    }  # fmt: skip
    answer = browser.fill(FORM, FORM, **hidden(browser.get(FORM).text), **said)
    assert answer.headers["location"] == f"{PAGE}#skriv-bemaerkninger"
    assert text_of(root) == FILE + (
        '\n[[remark]]\npartnership = "havnen"\ngoal        = "2"\n'
        'text        = "Færre cykler,\\nflere både."\ninitials    = "EF"\n'
        "date        = 2026-05-01\n"
    )
    page = browser.get(PAGE)
    ids = re.findall(r' id="([^"]+)"', page.text)
    assert len(ids) == len({*ids})  # the paper itself has a section of remarks
    assert 'id="skriv-bemaerkninger"' in page.text
    text = words(page.text)
    assert "2. Kriminalitet: Færre cykler, flere både. (EF, 1. maj 2026) Ret" in text
    assert "Bemærkning Færre cykler, flere både. (EF, 1. maj 2026)" in text  # in the paper itself
    assert "bemærkning skrevet Havnekvarteret 2026" in words(browser.get("/data").text)


def test_a_remark_that_is_edited_keeps_what_was_beside_it(browser: Desked, root: Path) -> None:
    said = BROEN | {"tekst": "Broen åbnede.", "skrevet-til": "12"}
    assert browser.fill(FORM, FORM, **opened(browser), **said).status_code == 303
    line = 'partnership = "havnen"\n'
    assert text_of(root) == FILE.replace("Broen var lukket.", "Broen åbnede.").replace(
        line, f"{line}written_to = 12\n"
    )
    assert browser.fill(FORM, FORM, **opened(browser), **said).status_code == 303  # nothing new
    figure = tomllib.loads(text_of(root))["remark"][0]["written_to"]
    assert figure == 12


def test_a_remark_that_is_taken_out_leaves_the_others(browser: Desked, root: Path) -> None:
    before = opened(browser, "fjern")
    assert browser.fill(AWAY, FORM, **before).status_code == 303
    first = FILE[FILE.index("[[remark]]") : FILE.index("# Skovens")]
    assert text_of(root) == FILE.replace(first, "")
    assert "Der er ingen for 2026." in words(browser.get(PAGE).text)
    assert "Stormen tog taget." in browser.get("/2026/skoven").text
    assert browser.fill(AWAY, FORM, **before).status_code == 303  # a form that is sent twice
    assert text_of(root) == FILE.replace(first, "")


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("83,9", 83.9),
        ("83.9", 83.9),
        ("1.200", 1200),
        ("63 %", 63),
        ("0.125", 0.125),
        ("1.200,5", 1200.5),
        ("999999999", 999999999),
    ],
)
def test_a_number_is_read_as_it_is_written(
    browser: Desked, root: Path, written: str, number: float
) -> None:
    told = BROEN | {"skrevet-til": written}
    assert browser.fill(FORM, FORM, **opened(browser), **told).status_code == 303
    assert run.load(root).remarks[2026][0].written_to == number


@pytest.mark.parametrize(
    "written",
    ["1.2,5", "1_000", "1e5", "-5", "１２", "9" * 28, "1e300", "1.23456", "1.000.000.000", "1,,2"],
)
def test_what_no_paper_prints_is_no_number(browser: Desked, root: Path, written: str) -> None:
    answer = browser.fill(FORM, FORM, fra="null", **(BROEN | {"skrevet-til": written}))
    assert answer.status_code == 422
    assert "Skriv et tal, som det er trykt" in words(answer.text)
    assert text_of(root) == FILE


def test_all_that_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    browser: Desked, root: Path
) -> None:
    said = {"om": "maal:2", "tekst": "", "initialer": "", "dato": "i går", "skrevet-til": "12"}
    answer = browser.fill(FORM, FORM, fra="null", **said)
    assert answer.status_code == 422
    text = words(answer.text)
    for told in (
        "Skriv bemærkningen.", "Skriv initialer: nogen skal stå ved bemærkningen.",
        "Skriv datoen som 2026-03-10.", "Et tal hører til en bemærkning om et tal.",
    ):  # fmt: skip
        assert text.count(told) == 2, told  # at the top, and beside its field
    assert '<option value="maal:2" selected>' in answer.text
    said = {
        "om": "tal:nej", "tekst": "x" * 701, "initialer": "\U0001f600", "dato": "2026-06-02",
        "skrevet-til": "mange",
    }  # fmt: skip
    text = words(browser.fill(FORM, FORM, fra="null", **said).text)
    for told in (
        "Vælg, hvad bemærkningen handler om.", "(701/700)", "har ikke det tegn",
        "Dagen er ikke kommet endnu", "Skriv et tal, som det er trykt",
    ):  # fmt: skip
        assert told in text
    assert text_of(root) == FILE


def test_what_is_none_of_ours_is_no_form(browser: Desked, root: Path) -> None:
    skoven = '{"partnership":"skoven","text":"x","initials":"x","date":"2026-03-04"}'
    for carried in ("", "{", skoven):
        told = {"fra": carried} if carried else {}
        assert browser.fill(FORM, FORM, **BROEN, **told).status_code == 400
    assert browser.get(f"{FORM}?nr=nej").status_code == 404
    assert browser.get("/2026/bemaerkninger/havnen").history
    assert text_of(root) == FILE


def test_the_second_is_shown_both_and_nothing_is_written_over(browser: Desked, root: Path) -> None:
    """One changes the words, the other the initials and the words."""
    first, second = opened(browser), opened(browser)
    said = BROEN | {"tekst": "Broen var lukket i juni.", "dato": "2026-05-02"}
    assert browser.fill(FORM, FORM, **first, **said).status_code == 303
    kept = text_of(root)
    mine = BROEN | {"tekst": "Broen var spærret.", "initialer": "EF"}
    answer = browser.fill(FORM, FORM, **second, **mine)
    assert answer.status_code == 409
    assert text_of(root) == kept
    text = words(answer.text)
    assert "En anden har rettet bemærkningen imens" in text
    three = "Broen var lukket i juni. Broen var spærret. Broen var lukket."
    assert f"Tekst {three} Skrevet af AB, 2. maj 2026 EF, 3. marts 2026 AB, 3. marts 2026" in text
    assert re.search(r'name="tekst"[^>]*>Broen var spærret\.<', answer.text)
    assert 'name="initialer" value="EF"' in answer.text
    assert 'name="dato" value="2026-05-02"' in answer.text  # the other's, who alone changed it
    again = mine | {"dato": "2026-05-02"}
    assert browser.fill(FORM, FORM, **hidden(answer.text), **again).status_code == 303
    assert own(run.load(root), 2026, "havnen") == (
        Remark(
            partnership="havnen", indicator="indbrud", text="Broen var spærret.", initials="EF",
            date=date(2026, 5, 2),
        ),
    )  # fmt: skip


def test_what_another_took_out_is_not_there_again_unasked(browser: Desked, root: Path) -> None:
    first, second = opened(browser, "fjern"), opened(browser)
    assert browser.fill(AWAY, FORM, **first).status_code == 303
    answer = browser.fill(FORM, FORM, **second, **(BROEN | {"tekst": "Broen er åben."}))
    assert answer.status_code == 409
    assert "En anden har fjernet bemærkningen imens" in words(answer.text)
    assert "Broen er åben." in answer.text
    assert hidden(answer.text)["fra"] == "null"
    told = BROEN | {"tekst": "Broen er åben."}
    assert browser.fill(FORM, FORM, **hidden(answer.text), **told).status_code == 303
    assert [r.text for r in own(run.load(root), 2026, "havnen")] == ["Broen er åben."]


def test_what_another_edited_is_not_taken_out_unasked(browser: Desked, root: Path) -> None:
    first, second = opened(browser), opened(browser, "fjern")
    assert browser.fill(FORM, FORM, **first, **(BROEN | {"initialer": "EF"})).status_code == 303
    answer = browser.fill(AWAY, FORM, **second)
    assert answer.status_code == 409
    assert "Den er ikke fjernet." in words(answer.text)
    assert browser.fill(AWAY, FORM, **hidden(answer.text)).status_code == 303
    assert not own(run.load(root), 2026, "havnen")


def test_a_file_that_is_edited_by_hand_meanwhile_counts_as_another(
    browser: Desked, root: Path
) -> None:
    before = opened(browser)
    (root / "remarks/2026.toml").write_text(FILE.replace("lukket", "åben"), "utf-8")
    answer = browser.fill(FORM, FORM, **before, **(BROEN | {"initialer": "EF"}))
    assert answer.status_code == 409
    assert "Broen var åben." in words(answer.text)


def test_another_remark_in_its_place_is_not_taken_for_it(browser: Desked, root: Path) -> None:
    """One was taken out and one about something else written; mine is laid over neither."""
    mine = opened(browser)
    other = FILE.replace('indicator   = "indbrud"', 'goal        = "1"').replace(
        "Broen var lukket.", "Færre er utrygge."
    )
    (root / "remarks/2026.toml").write_text(other, "utf-8")
    answer = browser.fill(FORM, FORM, **mine, **(BROEN | {"tekst": "Broen var spærret."}))
    assert answer.status_code == 409
    assert "En anden har fjernet bemærkningen imens" in words(answer.text)
    assert '<option value="tal:indbrud" selected>' in answer.text
    again = BROEN | {"tekst": "Broen var spærret."}
    assert browser.fill(FORM, FORM, **hidden(answer.text), **again).status_code == 303
    told = [(r.indicator, r.goal, r.text) for r in own(run.load(root), 2026, "havnen")]
    assert told == [
        (None, "1", "Færre er utrygge."),
        ("indbrud", None, "Broen var spærret."),
    ]


def test_what_is_gone_takes_no_neighbour_with_it(root: Path) -> None:
    """One of two was taken out, the other edited: to take the first out, nothing is left."""
    first, second = (replace(WAS, text=text) for text in ("Der er byfest.", "Broen er åben."))
    for each in (first, second):
        edit_remark(root, 2026, RemarkEdit(base=None, mine=each))
    known = tuple(map(mark_of, own(run.load(root), 2026, "havnen")))
    edit_remark(root, 2026, RemarkEdit(base=first, mine=None, known=known))
    mended = replace(second, text="Broen er lukket igen.")
    edit_remark(root, 2026, RemarkEdit(base=second, mine=mended, known=known))
    assert not edit_remark(root, 2026, RemarkEdit(base=first, mine=None, known=known))
    assert mended in own(run.load(root), 2026, "havnen")


def test_an_edit_that_says_what_another_remark_says_already_is_no_edit_done(root: Path) -> None:
    first, second = (replace(WAS, text=text) for text in ("Der er byfest.", "Der er byfest i år."))
    for each in (first, second):
        edit_remark(root, 2026, RemarkEdit(base=None, mine=each))
    known = tuple(map(mark_of, own(run.load(root), 2026, "havnen")))
    edit_remark(root, 2026, RemarkEdit(base=first, mine=replace(first, initials="XY"), known=known))
    with pytest.raises(RemarkMeanwhileError):
        edit_remark(root, 2026, RemarkEdit(base=first, mine=second, known=known))


def test_a_list_that_was_older_leads_to_what_is_now(browser: Desked, root: Path) -> None:
    page = browser.get(PAGE).text
    (root / "remarks/2026.toml").write_text(FILE.replace("lukket", "åben"), "utf-8")
    for what in ("ret", "fjern"):
        found = re.search(rf'href="(/2026/bemaerkninger/havnen/{what}\?nr=[^"]+)"', page)
        assert found is not None
        answer = browser.get(unescape(found[1]))
        assert answer.status_code == 200
        text = words(answer.text)
        assert "Bemærkningen er ændret eller fjernet, siden listen blev vist." in text
        assert "Broen var åben." in text


def test_what_was_typed_stays_where_the_disk_is_full(
    browser: Desked, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(content: bytes, path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    before = opened(browser)
    monkeypatch.setattr("grundlag.run.remarking.write_bytes", full)
    answer = browser.fill(FORM, FORM, **before, **(BROEN | {"tekst": "Broen var spærret."}))
    assert answer.status_code == 422
    assert "Broen var spærret." in answer.text
    assert "No space left" in answer.text
    assert text_of(root) == FILE


def test_a_remark_in_other_words_is_written_to_the_same_figure(root: Path) -> None:
    """Indbrud in Havnen were 12 when it was printed; 20 was noted then, as if it had been more."""
    (was,) = own(run.load(root), 2026, "havnen")
    noted = root / "remarks/2026.tal.json"
    noted.write_text(json.dumps({key_of(was, "nu"): 20.0}), "utf-8")
    mended = replace(was, text="Broen var lukket i maj.")
    assert edit_remark(root, 2026, RemarkEdit(base=was, mine=mended))
    assert json.loads(noted.read_text("utf-8"))[key_of(mended, "nu")] == 20
    elsewhere = replace(mended, indicator=None, goal="1")
    assert edit_remark(root, 2026, RemarkEdit(base=mended, mine=elsewhere))
    assert key_of(elsewhere, "nu") not in json.loads(noted.read_text("utf-8"))


def test_a_mended_slip_leaves_what_the_figure_was(browser: Desked, root: Path) -> None:
    """In Havnen were 12 indbrud in 2025, one a month."""
    (was,) = own(run.load(root), 2026, "havnen")
    (root / "remarks/2026.tal.json").write_text(json.dumps({key_of(was, "nu"): 20.0}), "utf-8")
    assert "Skrevet til 20, nu 12." in words(browser.get(PAGE).text)
    said = BROEN | {"tekst": "Broen var lukket!"}
    assert browser.fill(FORM, FORM, **opened(browser), **said).status_code == 303
    page = words(browser.get(PAGE).text)
    assert "Broen var lukket!" in page
    assert "Skrevet til 20, nu 12." in page


def test_where_a_workbook_speaks_the_page_says_so(browser: Desked, root: Path) -> None:
    page = browser.get(FORM).text
    (root / "remarks/2026.toml").rename(root / "remarks/2025.toml")
    assert 'href="/2026/bemaerkninger/havnen/ret"' in browser.get(PAGE).text
    assert hidden(page)["fra"] == "null"
    assert "Broen var lukket." in words(browser.get("/2025/havnen").text)


@pytest.mark.slow
def test_at_the_very_same_time_nothing_is_lost(root: Path) -> None:
    """Four write a remark each, and four edit the same one: of those one is first."""
    (was,) = own(run.load(root), 2026, "havnen")
    known = (mark_of(was),)
    new = [replace(was, text=f"Ny {n}") for n in range(4)]
    edits = [RemarkEdit(base=None, mine=each, known=known) for each in new]
    mended = [replace(was, text=f"Rettet {n}") for n in range(4)]
    edits += [RemarkEdit(base=was, mine=each, known=known) for each in mended]
    at_once = Barrier(len(edits))

    def save(edit: RemarkEdit) -> str:
        at_once.wait()
        try:
            assert edit_remark(root, 2026, edit)
        except RemarkMeanwhileError:
            return "told"
        assert edit.mine
        return edit.mine.text

    with ThreadPoolExecutor(len(edits)) as several:
        found = list(several.map(save, edits))
    assert found.count("told") == 3
    texts = {r.text for r in own(run.load(root), 2026, "havnen")}
    assert texts == {*found} - {"told"}
    assert len(texts) == 5
    assert "# spørg CD" in text_of(root)


WAS = Remark(partnership="havnen", text="a", initials="AB", date=date(2026, 3, 3), goal="2")


@pytest.mark.parametrize(
    ("mine", "now", "both"),
    [
        ({"text": "b"}, {"initials": "EF"}, {"text": "b", "initials": "EF"}),
        ({"text": "b"}, {"text": "c"}, {"text": "b"}),
        ({"goal": None, "indicator": "indbrud"}, {"goal": "1"},
         {"goal": None, "indicator": "indbrud"}),
    ],
)  # fmt: skip
def test_two_edits_together(mine: dict, now: dict, both: dict) -> None:
    edit = RemarkEdit(base=WAS, mine=replace(WAS, **mine))
    assert together(edit, replace(WAS, **now)) == replace(WAS, **both)


def test_which_remark_became_which_is_told_by_its_neighbours(root: Path) -> None:
    """The second of three was edited, and one came before it."""
    listed = [replace(WAS, text=text) for text in ("a", "b", "c")]
    for each in listed:
        edit_remark(root, 2026, RemarkEdit(base=None, mine=each))
    known = tuple(map(mark_of, own(run.load(root), 2026, "havnen")))
    path = root / "remarks/2026.toml"
    before = path.read_text("utf-8").replace('"b"', '"B"').replace('"a"', '"0"')
    path.write_text(before, "utf-8")
    with pytest.raises(RemarkMeanwhileError) as told:
        edit_remark(root, 2026, RemarkEdit(base=listed[1], mine=None, known=known))
    assert told.value.now == replace(WAS, text="B")
