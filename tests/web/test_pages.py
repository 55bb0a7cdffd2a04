"""The pages say what the folder says: a number, its verdict, and the file it came from."""

import re
from collections.abc import Callable
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from grundlag.basis import check_folder
from grundlag.web import application
from grundlag.web.api.operations import OPERATIONS

EVERY = (
    "/", "/2026", "/2025", "/2026/aendringer", "/2026/havnen", "/2026/skoven", "/metoder",
    "/2026/havnen/indbrud", "/2026/havnen/haervaerk_pr_1000", "/2026/havnen/trygge",
    "/2026/havnen/sammen", "/2026/aktiviteter", "/2026/aktiviteter/havnen", "/api",
    "/2026/grundlag", "/2026/grundlag/hvad-hvis",
)  # fmt: skip
SOUTH = "1320;15-01-2025;Syd"
PEOPLE = "Dag;Område;Indbyggere\n" + "".join(
    f"01-01-2026;{place};1000\n" for place in ("Nord", "Nordhavn", "Syd")
)
Said = Callable[[str], str]


def words(page: str) -> str:
    text = unescape(re.sub(r"<[^>]+>", " ", page.partition("<body>")[2])).replace("\u00a0", " ")
    return " ".join(text.split())


@pytest.fixture
def said(pages: TestClient) -> Said:
    """The words of a page."""

    def found(address: str) -> str:
        answer = pages.get(address)
        assert answer.status_code == 200, answer.text
        return words(answer.text)

    return found


def test_no_partnership_can_be_called_as_a_page_is() -> None:
    """Its address would be the page's: of the fixed names behind a year none is free."""
    fixed = {path.split("/")[2] for path in application.PAGES if path.startswith("/{year:year}/")}
    fixed |= {each.path.split("/")[2] for each in OPERATIONS if each.path.startswith("/{year}/")}
    assert {name for name in fixed if "{" not in name} == check_folder.PAGES


def test_overblik_has_each_partnership_with_its_verdicts_in_words(said: Said) -> None:
    text = said("/")
    assert "Overblik 2026" in text
    havnen, skoven = text.index("Havnekvarteret 1. Tryghed"), text.index("Skovkvarteret 1. Tryghed")
    assert "2. Kriminalitet nået 1 af 1" in text[havnen:skoven]
    assert "2. Kriminalitet ikke nået 0 af 1" in text[skoven:]


def test_a_number_has_its_value_verdict_and_years(said: Said) -> None:
    """12 in 2025 and 24 in the baseline of 2024, as they were written down."""
    text = said("/2026/havnen/indbrud")
    assert "Indbrud Havnekvarteret, 2025 12* 95 %-grænser" in text
    assert "Mål 2.1 fastholdt" in text
    assert "Indbrud var 12 i 2025 mod 24 i baseline" in text
    assert re.search(r"Havnekvarteret 2024 24 .* Havnekvarteret 2025 12 ", text)


def test_the_way_back_ends_at_the_file_s_own_digest(said: Said, folder: Path) -> None:
    text = said("/2026/havnen/indbrud")
    way = text[text.index("Vejen tilbage") :]
    file = folder / "in" / "anmeldelser-2025.csv"
    assert f"SHA-256 {sha256(file.read_bytes()).hexdigest()}" in way
    assert "anmeldelser-2025.csv" in way
    assert "Modtaget 1. februar 2026" in way
    assert re.search(r"Anmeldelser \d+ 12 12 ✓", way)
    assert "anmeldelser-2024.csv" not in way


def test_a_number_stands_on_both_bases(said: Said) -> None:
    text = said("/2026/havnen/indbrud")
    table = text[text.index("Det samme tal på hvert grundlag") : text.index("Vejen tilbage")]
    assert re.search(r"Lillebys grundlag \(gældende\) 12\* .* Det foreslåede grundlag 12\* ", table)


def test_a_number_that_is_missing_says_why(said: Said) -> None:
    text = said("/2026/havnen/trygge")
    assert "Tallet mangler, for der er ikke indlæst en undersøgelse for året." in text
    assert "Der er ingen leverancer bag tallet." in text


def test_a_partnership_has_its_paper_and_a_way_into_each_number(
    said: Said, pages: TestClient
) -> None:
    text = said("/2026/havnen")
    for heading in ("Vurderingen kort", "Kriminalitet", "Tallene og vejen tilbage"):
        assert heading in text
    page = pages.get("/2026/havnen?grundlag=ny").text
    assert 'href="/2026/havnen/indbrud?grundlag=ny"' in page


def test_a_verdict_that_turned_is_told_with_both_years(said: Said) -> None:
    """2025 is told of police year 2024: the baseline's own."""
    text = said("/2026/aendringer")
    assert re.search(
        r"2\.1 Indbrud 2025: vurderes ikke året indgår i baseline 2026: fastholdt", text
    )
    assert "Der er ingen tal for rapportåret 2024 at holde op imod." in said("/2025/aendringer")


def test_overblik_holds_the_changes_once_they_are_known(pages: TestClient) -> None:
    pages.get("/2026/aendringer")
    page = pages.get("/2026").text
    assert "hx-get" not in page
    assert "året indgår i baseline" in page


def test_the_methods_say_how_and_by_which_rules(said: Said) -> None:
    text = said("/metoder")
    assert "fastholdt / ikke fastholdt" in text
    assert "eksakte (Garwood)" in text


@pytest.mark.parametrize("address", EVERY)
def test_the_marks_stand_on_every_page(said: Said, address: str) -> None:
    assert "opdigtede data" in said(address)
    assert "FORSLAG" not in said(address)
    both = "&" if "?" in address else "?"
    assert "FORSLAG" in said(f"{address}{both}grundlag=ny")


@pytest.mark.parametrize("address", EVERY)
def test_every_link_on_a_page_leads_somewhere(pages: TestClient, address: str) -> None:
    for page in (address, f"{address}?grundlag=ny"):
        text = pages.get(page).text
        own = set(re.findall(r'href="(#[^"]+)"', text))
        assert {f'id="{name[1:]}"' in text for name in own} == {True}
        for link in set(re.findall(r'href="(/[^"]*)"', text)):
            is_fetched = link.startswith("/static/vendor/")  # by `make web`
            assert is_fetched or pages.get(unescape(link)).status_code == 200, link


@pytest.mark.parametrize(
    "address",
    [
        "/1999",
        "/2027",
        "/2026/grundlag/hvad-hvis?laengde=3",
        "/2026/by",
        "/2026/havnen/x",
        "/2026?grundlag=x",
        "/metoder?aar=x",
        "/x",
    ],
)
def test_what_is_not_there_is_said_plainly(pages: TestClient, address: str) -> None:
    answer = pages.get(address)
    assert answer.status_code == 404
    assert "Siden findes ikke" in words(answer.text)


def test_a_wrong_definition_is_told_with_where_and_what_to_do(
    lilleby: Path, browse: Callable[[Path], TestClient]
) -> None:
    browser = browse(lilleby)
    assert browser.get("/metoder").status_code == 200
    file = lilleby / "definitions" / "bases" / "nu.toml"
    whole = file.read_text("utf-8")
    file.write_text(whole.replace('crime      = "indbrud"', 'crime      = "indbrod"'), "utf-8")
    answer = browser.get("/metoder")
    assert answer.status_code == 503
    text = words(answer.text)
    assert "nu.toml" in text
    assert 'Did you mean "indbrud"?' in text
    file.write_text(whole, "utf-8")
    assert browser.get("/metoder").status_code == 200


def test_a_folder_without_deliveries_says_what_to_do(
    tmp_path: Path, browse: Callable[[Path], TestClient], lilleby: Path
) -> None:
    (lilleby / "store").rename(tmp_path / "gone")
    answer = browse(lilleby).get("/")
    assert answer.status_code == 503
    assert "Take files in first: grundlag take FILE..." in words(answer.text)


def test_a_fault_of_ours_shows_no_traceback(
    browse: Callable[[Path], TestClient], lilleby: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*asked: object) -> None:
        raise ZeroDivisionError("a secret of the program")

    monkeypatch.setattr("grundlag.web.held.Standing.years", property(broken))
    answer = browse(lilleby).get("/")
    assert answer.status_code == 500
    assert "Noget gik galt" in words(answer.text)
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_a_share_of_activities_is_drawn_as_a_share(
    register: Any,
    lists: Callable[..., str],
    reports: Callable[..., str],
    browse: Callable[[Path], TestClient],
) -> None:
    """The papers have no chart of it: 3 of 4 is 75 %, and not a count of 0.75."""
    register.take(reports(SOUTH, years=(2025,)))
    register.take(PEOPLE)
    both, alone = "Boligforening A; Klubben", "Klubben"
    rows = (f'2026;Nordkvarteret;Tema;A{n};i gang;"{both}";;' for n in range(3))
    register.take(lists(*rows, f"2026;Nordkvarteret;Tema;B;i gang;{alone};;"))
    text = words(browse(register.root).get("/2026/nord/sammen").text)
    chart = text[text.index("År for år") : text.index("På hvert grundlag")]
    assert "75 % Nordkvarteret" in chart
    assert "Nordkvarteret 2026 75 %" in chart
    assert "antal" not in chart
    way = text[text.index("Vejen tilbage") :]
    assert "Det, tallet er 4 3 3 ✓ Det, tallet er af 4 4 4 ✓" in way
    assert "A0: nok partnere (Boligforening A; Klubben), linje 2" in way
    assert "B: ikke nok partnere (Klubben), linje 5" in way
