"""The register in the browser: five activities, counted, edited, and told what is wrong with them.

Three of Havnen's five have two partners: Gadefest, Æblehøst and Fællesspisning. 75 % of five
is 3.75, so four must have them: one more.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from grundlag import run
from grundlag.cubes.edited import Edit
from grundlag.cubes.register import key_of
from grundlag.engine.files import read_parquet
from grundlag.errors import DeliveryError
from grundlag.records.keep import deliveries
from grundlag.records.model import Delivery
from grundlag.records.view import heard
from grundlag.run.registering import Plan, edit, register

HAVNEN, TODAY = Plan(partnership="havnen", year=2026), date(2026, 6, 1)
LIST = "/2026/aktiviteter/havnen"
OWN = {"origin": "http://127.0.0.1:8020"}
Browse = Callable[[Path], TestClient]
VANDRING = {"titel": "Nabovandring", "indsats": "Naboskab", "status": "i gang"}


def words(page: str) -> str:
    text = unescape(re.sub(r"<[^>]+>", " ", page.partition("<body>")[2])).replace("\u00a0", " ")
    return " ".join(text.split())


def hidden(page: str) -> dict[str, str]:
    """What a form carries along unseen."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


def form_of(browser: TestClient, theme: str, name: str, page: str = "ret") -> dict[str, str]:
    address = f"{LIST}/{page}?aktivitet={key_of(theme, name)}"
    return hidden(browser.get(address).text)


def send(browser: TestClient, address: str, said: dict[str, object]):
    return browser.post(address, data=said, headers=OWN, follow_redirects=False)


def speaking(root: Path, source: str) -> Delivery:
    return heard(deliveries(root, source))[-1][0]


def test_the_register_stands_as_the_report_counts_it(plan_pages: TestClient) -> None:
    text = words(plan_pages.get(LIST).text)
    assert "ikke nået optalt" in text
    assert "3 af 5 aktiviteter (60 %) involverer to eller flere samarbejdspartnere." in text
    assert "Hvis én aktivitet mere gjorde det, ville målet være nået." in text
    assert "ingen statistisk usikkerhed" in text
    assert (
        "1. Gadefest Naboskab Status: i gang I området: Boligforening A, Idrætsforening 1" in text
    )
    assert "Nabovandring Naboskab Status: i gang I området: Boligforening A Uden for" in text
    assert "Lektiecafé Børn og unge Status: aflyst Ingen partnere To eller flere: nej (0)" in text
    assert "I området: Skolen (ukendt) Ikke oplyst hvor: Museet (ukendt)" in text
    assert "Klubben (ukendt) , Lilleby Kommune, Skolen (ukendt) To eller flere: ja (3)" in text


def test_each_partnership_leads_to_its_register(plan_pages: TestClient) -> None:
    text = words(plan_pages.get("/2026/aktiviteter").text)
    assert "3 af 5 aktiviteter (60 %)" in text
    assert "1 af 2 aktiviteter (50 %)" in text
    page = plan_pages.get("/2026").text
    assert 'href="/2026/aktiviteter"' in page
    assert plan_pages.get("/2026/aktiviteter?grundlag=ny").status_code == 200


@pytest.mark.parametrize(
    ("shown", "names"),
    [
        ("nok", ["Gadefest", "Æblehøst", "Fællesspisning"]),
        ("ikke-nok", ["Nabovandring", "Lektiecafé"]),
        ("uden", ["Lektiecafé"]),
        ("uoplyst", ["Æblehøst"]),
        ("ukendt", ["Gadefest", "Æblehøst", "Fællesspisning"]),
        ("findes ikke", ["Gadefest", "Nabovandring", "Lektiecafé", "Æblehøst", "Fællesspisning"]),
    ],
)
def test_the_list_is_filtered(plan_pages: TestClient, shown: str, names: list[str]) -> None:
    page = plan_pages.get(LIST, params={"vis": shown}).text
    assert re.findall(r'aktivitet=\w+">([^<]+)<', page) == names


def test_a_second_partner_turns_the_verdict_at_once(planned: Path, browse: Browse) -> None:
    browser = browse(planned)
    form = form_of(browser, "Naboskab", "Nabovandring")
    partners = {"partner-in": "BF A", "partner-outside": "Boligforening-A", "andre-in": "Kirken"}
    answer = send(browser, f"{LIST}/ret", {**form, **VANDRING, **partners})
    assert answer.status_code == 303
    text = words(browser.get(answer.headers["location"]).text)
    assert "Aktiviteten er gemt." in text
    assert "4 af 5 aktiviteter (80 %)" in text
    assert "Hvis én aktivitet færre gjorde det, ville målet ikke være nået." in text
    assert speaking(planned, "plan-havnen").manifest.file.startswith(
        "rettet i browseren 2026-06-01"
    )


AFTER = """Planår;Indsats;Aktivitet;Status;Inde;Ude;Uoplyst
2026;Naboskab;Gadefest;i gang;"Boligforening A; Idrætsforening 1";;
2026;Naboskab;Nabovandring;i gang;BF A; Kirken;Boligforening-A;
2026;Børn og unge;Lektiecafé;aflyst;;;
2026;Børn og unge;Æblehøst;planlagt;Skolen;;Museet
2026;;Fællesspisning;;"Klubben\nKommunen; Skolen";;-
"""


def test_what_is_written_is_what_take_makes_of_that_list(planned: Path, browse: Browse) -> None:
    """The kept rows are the same to the byte; what was kept before is not touched."""
    by_hand = AFTER.replace("BF A; Kirken", '"BF A; Kirken"')
    before = {d.id: (d.rows.read_bytes(), d.manifest) for d in deliveries(planned)}
    browser = browse(planned)
    form = form_of(browser, "Naboskab", "Nabovandring")
    partners = {"partner-in": "BF A", "partner-outside": "Boligforening-A", "andre-in": "Kirken"}
    assert send(browser, f"{LIST}/ret", {**form, **VANDRING, **partners}).status_code == 303
    now = {d.id: (d.rows.read_bytes(), d.manifest) for d in deliveries(planned)}
    assert before.items() <= now.items()
    mine = speaking(planned, "plan-havnen")
    list_ = planned / "in" / "efter.csv"
    list_.write_text(by_hand, "utf-8")
    taken, wrong = run.take_files(run.load(planned), [list_], date(2026, 6, 2))
    assert not wrong
    assert taken[0].delivery.rows.read_bytes() == mine.rows.read_bytes()
    assert taken[0].delivery.manifest.scope == mine.manifest.scope == ("2026 havnen",)


def test_a_register_that_is_edited_back_says_again_what_it_said(planned: Path) -> None:
    """On one day: the same list, but not the same file, which would be known and not be heard."""
    defs, first = run.load(planned), register(run.load(planned), HAVNEN)
    was = first.entries[0]
    other = replace(was, status="aflyst")
    for base, mine in ((was, other), (other, was), (was, other)):
        assert edit(defs, HAVNEN, [Edit(base=base, mine=mine)], TODAY, "x.xlsx")
        assert register(defs, HAVNEN).entries == (mine, *first.entries[1:])
    assert len(deliveries(planned, "plan-havnen")) == 4


def test_a_form_that_changes_nothing_writes_nothing(
    planned_once: Path, plan_pages: TestClient
) -> None:
    """Neither a spelling, nor a line break, nor a dash for no partner is written otherwise."""
    page = plan_pages.get(f"{LIST}/ret?aktivitet={key_of('', 'Fællesspisning')}").text
    ticked = re.findall(r'name="(partner-\w+)" value="([^"]+)" checked', page)
    assert ticked == [
        ("partner-in", "Klubben"),
        ("partner-in", "Kommunen"),
        ("partner-in", "Skolen"),
    ]
    said = {**hidden(page), "titel": "Fællesspisning", "partner-in": [text for _, text in ticked]}
    answer = send(plan_pages, f"{LIST}/ret", said)
    assert answer.headers["location"] == f"{LIST}?gjort=uaendret"
    assert len(deliveries(planned_once, "plan-havnen")) == 1


def test_a_new_activity_stands_last(planned: Path, browse: Browse) -> None:
    browser = browse(planned)
    form = hidden(browser.get(f"{LIST}/ret").text)
    title = "Ørkenløb æøå é „citeret“ & <b> " + "meget lang " * 40
    said = {**form, "titel": title, "andre-in": "Ældrerådet\nÆldreRådet; Åklubben"}
    assert send(browser, f"{LIST}/ret", said).status_code == 303
    rows = read_parquet(speaking(planned, "plan-havnen").rows).to_pylist()
    assert rows[-1]["activity"] == " ".join(title.split())
    assert rows[-1]["partners_in"] == "Ældrerådet; Åklubben"
    text = words(browser.get(LIST).text)
    assert "4 af 6 aktiviteter" in text
    assert "„citeret“ & <b> meget lang" in text


def test_the_first_activity_of_a_plan(planned: Path, browse: Browse) -> None:
    """No list has come: the page says so, and the list begins here."""
    delivery = deliveries(planned, "plan-havnen")[0]
    (delivery.path / "withdrawn.json").write_text('{"on": "2026-03-02"}', "utf-8")
    browser = browse(planned)
    assert "Der er ingen aktiviteter i planen endnu." in words(browser.get(LIST).text)
    form = hidden(browser.get(f"{LIST}/ret").text)
    said = {**form, "titel": "Den første", "andre-in": "A\nB"}
    assert send(browser, f"{LIST}/ret", said).status_code == 303
    assert "1 af 1 aktivitet (100 %)" in words(browser.get(LIST).text)


def test_an_activity_is_taken_out_after_a_question(planned: Path, browse: Browse) -> None:
    browser = browse(planned)
    page = browser.get(f"{LIST}/fjern?aktivitet={key_of('Børn og unge', 'Lektiecafé')}")
    assert "Tag aktiviteten ud af listen?" in words(page.text)
    answer = send(browser, f"{LIST}/fjern", hidden(page.text))
    text = words(browser.get(answer.headers["location"]).text)
    assert "Aktiviteten er taget ud af listen." in text
    assert "3 af 4 aktiviteter (75 %)" in text
    assert "Lektiecafé" not in text


def test_the_last_activity_stays(planned: Path, browse: Browse) -> None:
    (planned / "in" / "en.csv").write_text(AFTER.splitlines()[0] + "\n2026;;Alene;;;;\n", "utf-8")
    run.take_files(run.load(planned), [planned / "in" / "en.csv"], date(2026, 4, 1))
    browser = browse(planned)
    answer = send(browser, f"{LIST}/fjern", form_of(browser, "", "Alene", "fjern"))
    assert answer.status_code == 422
    assert "a plan's last activity cannot be taken away" in words(answer.text)
    assert "Alene" in browser.get(LIST).text


WRONG = {
    "no title": ({"titel": "  "}, "Skriv en titel."),
    "a sum": ({"titel": "I alt"}, "ordet for en sum"),
    "a sign no paper has": ({"titel": "Gadefest 🎉"}, "Papirernes skrift har ikke det tegn"),
    "a formula": ({"titel": '=HYPERLINK("x")'}, "ligner en formel"),
    "an error of Excel's": ({"titel": "X", "andre-in": "#REF!"}, "ligner en formel"),
    "too long": ({"titel": "x" * 3000}, "Teksten er for lang"),
    "one that is there": (
        {"titel": "gadefest", "indsats": "NABOSKAB"}, "Der er allerede en aktivitet",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_at_its_field_and_what_was_typed_stays(
    planned_once: Path, plan_pages: TestClient, case: str
) -> None:
    said, told = WRONG[case]
    form = hidden(plan_pages.get(f"{LIST}/ret").text)
    answer = send(
        plan_pages, f"{LIST}/ret", {**form, "status": "på vej", "andre-outside": "Koret", **said}
    )
    assert answer.status_code == 422
    assert told in words(answer.text)
    assert 'aria-invalid="true"' in answer.text
    assert 'value="på vej"' in answer.text
    assert re.search(r'name="andre-outside"[^>]*>Koret<', answer.text)
    assert len(deliveries(planned_once, "plan-havnen")) == 1


def test_everything_that_is_wrong_is_told_at_once(plan_pages: TestClient) -> None:
    form = hidden(plan_pages.get(f"{LIST}/ret").text)
    text = send(
        plan_pages, f"{LIST}/ret", {**form, "titel": "", "status": "=1", "andre-in": "=2"}
    ).text
    assert text.count('aria-invalid="true"') == 3


def test_rows_that_wait_to_be_mended_are_not_lost(planned: Path) -> None:
    """A list written anew would fall silent with the row that was set aside from it."""
    list_ = AFTER.splitlines()[0] + "\n2026;;A;;Skolen;;\n2026;;B;;#REF!;;\n"
    (planned / "in" / "fejl.csv").write_text(list_, "utf-8")
    run.take_files(run.load(planned), [planned / "in" / "fejl.csv"], date(2026, 4, 1))
    defs = run.load(planned)
    now = register(defs, HAVNEN)
    assert now.still_set_aside == 1
    edits = [Edit(base=now.entries[0], mine=replace(now.entries[0], status="aflyst"))]
    with pytest.raises(DeliveryError, match="wait to be mended"):
        edit(defs, HAVNEN, edits, TODAY, "x.xlsx")


def test_a_column_that_nobody_mapped_is_told_of_before_anything_is_saved(
    planned: Path, browse: Browse
) -> None:
    wider = f"{AFTER.splitlines()[0]};Budget\n2026;;A;;Skolen;;;500\n"
    (planned / "in" / "bred.csv").write_text(wider, "utf-8")
    run.take_files(run.load(planned), [planned / "in" / "bred.csv"], date(2026, 4, 1))
    browser = browse(planned)
    for page in (LIST, f"{LIST}/ret", f"{LIST}/indlaes"):
        assert "kolonnen Budget" in words(browser.get(page).text), page


def test_rows_a_partner_are_edited_too(planned: Path, browse: Browse) -> None:
    """Skoven's list has a row a partner, and a column that says whose it is."""
    browser = browse(planned)
    address = "/2026/aktiviteter/skoven/ret"
    page = browser.get(f"{address}?aktivitet={key_of('', 'Korsang')}").text
    assert 'id="indsats"' not in page
    said = {**hidden(page), "titel": "Korsang", "andre-in": "Koret", "andre-unknown": "Kirken"}
    assert send(browser, address, said).status_code == 303
    rows = read_parquet(speaking(planned, "plan-skoven").rows).to_pylist()
    assert [(r["place"], r["activity"], r["partner"], r["partner_place"]) for r in rows] == [
        ("Skovkvarteret", "Filmaften", "Klubben", "i området"),
        ("Skovkvarteret", "Filmaften", "Museet", "uden for området"),
        ("Skovkvarteret", "Korsang", "Koret", "i området"),
        ("Skovkvarteret", "Korsang", "Kirken", ""),
    ]
    assert "2 af 2 aktiviteter (100 %)" in words(browser.get("/2026/aktiviteter/skoven").text)


@pytest.mark.parametrize("page", ["ret", "fjern", "indlaes", "indlaes/gem", "navn"])
def test_a_form_without_the_word_is_refused(plan_pages: TestClient, page: str) -> None:
    assert plan_pages.post(f"{LIST}/{page}", data={"fra": "null"}, headers=OWN).status_code == 403
    assert plan_pages.post(f"{LIST}/{page}", data={"fra": "null"}).status_code == 403


@pytest.mark.parametrize("carried", ["", "[]", "{}", '{"activity": 1}', "æ"])
def test_a_form_that_is_none_of_ours_changes_nothing(
    planned_once: Path, browse: Browse, carried: str
) -> None:
    browser = browse(planned_once)
    form = hidden(browser.get(f"{LIST}/ret").text)
    said = {**form, "aendringer": carried}
    assert send(browser, f"{LIST}/indlaes/gem", said).status_code in (303, 400)
    if carried:
        refused = send(browser, f"{LIST}/fjern", {**form, "fra": carried})
        assert refused.status_code == 400
        assert "er ikke fra en side herfra" in refused.text
    assert len(deliveries(planned_once, "plan-havnen")) == 1


@pytest.mark.parametrize("page", ["ret?aktivitet=x", "fjern", "hent?type=exe", "navn"])
def test_what_is_not_there_is_said(plan_pages: TestClient, page: str) -> None:
    assert plan_pages.get(f"{LIST}/{page}").status_code == 404


WORDS = {
    "partner": ("Skolen", '\n[[partner]]\nname = "Skolen"\n'),
    "spelling": ("Idrætsforening 1", 'also = ["BF A", "Idrætsforening 1"]\n'),
    "none": ("Museet", 'no_partner = ["ingen", "Museet"]\n'),
}


@pytest.mark.parametrize(
    "stands",
    ["spelling", *(pytest.param(name, marks=pytest.mark.slow) for name in ("partner", "none"))],
)
def test_an_unknown_name_is_declared(planned: Path, browse: Browse, stands: str) -> None:
    """Where a spelling, or no partner, Gadefest or Æblehøst has one partner: 2 of 5."""
    word, written = WORDS[stands]
    browser = browse(planned)
    form = hidden(browser.get(f"{LIST}/navn", params={"navn": word}).text)
    assert form["navn"] == word
    said = {**form, "er": stands, "af": "Boligforening A"}
    answer = send(browser, f"{LIST}/navn", said)
    assert answer.status_code == 303
    file = (planned / "definitions" / "activities.toml").read_text("utf-8")
    assert written in file
    assert file.startswith("# Hvem er hvem\n")
    text = words(browser.get(answer.headers["location"]).text)
    assert "3 af 5" in text if stands == "partner" else "2 af 5" in text
    again = send(browser, f"{LIST}/navn", said)
    assert again.status_code == 422
    assert "said already" in words(again.text)


def test_a_name_needs_an_answer(plan_pages: TestClient) -> None:
    form = hidden(plan_pages.get(f"{LIST}/navn", params={"navn": "Skolen"}).text)
    answer = send(plan_pages, f"{LIST}/navn", form)
    assert answer.status_code == 422
    assert "Vælg et af de tre svar." in words(answer.text)
