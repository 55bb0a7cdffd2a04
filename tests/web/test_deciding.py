"""A proposal adopted in the browser: seen before it is written, and written as the command does."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from threading import Barrier

import pytest

from grundlag import run
from grundlag.errors import DefinitionError
from grundlag.run.adopting import Deciding, OvertakenError, adopt, mark_of

from .conftest import TODAY, Desked
from .test_pages import words

NEW = "/2026/grundlag/vedtag/ny"
SAID = {"af": 'Byrådet i "Lilleby"', "den": "2025-06-10", "sag": "2025-7"}
DECIDING = Deciding(basis="ny", by="Byrådet", on=TODAY, case="1")


@pytest.fixture
def browser(
    lilleby: Path, desked: Callable[[Path], AbstractContextManager[Desked]]
) -> Iterator[Desked]:
    with desked(lilleby) as opened:
        yield opened


def seen(browser: Desked, **said: str) -> str:
    """The mark of what a decision was seen to mean."""
    answer = browser.fill(NEW, NEW, **said)
    assert answer.status_code == 200
    found = re.search(r'name="set" value="(\w+)"', answer.text)
    assert found is not None
    return found[1]


def files(root: Path, below: str = "") -> dict[str, bytes]:
    own = (p for p in (root / below).rglob("*") if p.is_file() and ".grundlag" not in p.parts)
    return {str(p.relative_to(root)): p.read_bytes() for p in own}


def test_a_proposal_leads_to_its_form_and_a_decided_basis_to_its_decision(browser: Desked) -> None:
    page = browser.get("/2026/grundlag")
    assert f'href="{NEW}"' in page.text
    assert "Skriv beslutningen ned : Det foreslåede grundlag" in words(page.text)
    assert "Se beslutningen : Lillebys grundlag" in words(page.text)
    old = words(browser.get("/2026/grundlag/vedtag/nu").text)
    assert "Den står i decisions.toml , linje 1." in old
    assert "Besluttet af ikke oplyst" in old
    assert browser.get("/2026/grundlag/vedtag/hvad").status_code == 404


def test_what_it_will_mean_is_seen_before_anything_is_written(
    browser: Desked, lilleby: Path
) -> None:
    """The proposal applies from 2025; there are figures for the reports of 2025 and 2026."""
    before = files(lilleby)
    text = words(browser.fill(NEW, NEW, **SAID).text)
    assert 'Besluttet af Byrådet i "Lilleby" Den 10. juni 2025 Sag 2025-7' in text
    assert "er gældende fra og med rapport 2025, i stedet for Lillebys grundlag." in text
    assert "Ordet FORSLAG forsvinder" in text
    assert "Hver styregruppe får en orientering i out/orientering ." in text
    for year in ("2025", "2026"):
        assert f"{year} Lillebys grundlag Det foreslåede grundlag" in text
    assert text.count("Orientering til styregruppen for") == 2
    assert files(lilleby) == before


@pytest.mark.slow
def test_what_is_written_is_what_the_command_writes(
    browser: Desked, lilleby: Path, folder: Path, tmp_path: Path
) -> None:
    answer = browser.fill(f"{NEW}/skriv", NEW, **SAID, set=seen(browser, **SAID))
    assert answer.headers["location"] == f"{NEW}?gjort=ja"
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    said = ("--by", SAID["af"], "--on", SAID["den"], "--case", SAID["sag"])
    code = "from grundlag.cli.app import main; main()"
    subprocess.run([sys.executable, "-c", code, "adopt", "ny", *said, "-C", other], check=True)
    assert (lilleby / "decisions.toml").read_bytes() == (other / "decisions.toml").read_bytes()
    notes = files(lilleby, "out/orientering")
    assert len(notes) == 6
    assert notes == files(other, "out/orientering")
    page = browser.get(answer.headers["location"]).text
    assert "Beslutningen er skrevet, og orienteringerne er lavet." in words(page)
    for name, content in notes.items():
        address = f"{NEW}/{Path(name).name}"
        assert f'href="{address}"' in page
        assert browser.get(address).content == content
    assert browser.get(f"{NEW}/decisions.toml").status_code == 404
    assert "beslutning skrevet ny" in words(browser.get("/data").text)
    assert "<li>FORSLAG</li>" not in browser.get("/2026/havnen?grundlag=ny").text
    assert "IKKE GÆLDENDE" in browser.get("/2026/havnen?grundlag=nu").text


def test_all_that_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    browser: Desked, lilleby: Path
) -> None:
    before = files(lilleby)
    answer = browser.fill(NEW, NEW, af="", den="10. juni", sag="{7}")
    assert answer.status_code == 422
    text = words(answer.text)
    alert = text[text.index("Intet er gemt endnu") :]
    assert re.search("Skriv, hvem .*Skriv dagen .*En krøllet", alert)  # in the form's own order
    assert "Skriv dagen som 2026-03-10. (10. juni)" in text
    assert "En krøllet parentes kan ikke trykkes. Skriv det uden. ({)" in text
    assert 'name="sag" value="{7}" aria-invalid="true"' in answer.text
    assert 'aria-describedby="hjaelp-sag fejl-sag"' in answer.text
    ahead = browser.fill(NEW, NEW, af="Byrådet", den="2026-06-02", sag="\u2603\U0001f600")
    assert "Dagen er ikke kommet endnu." in words(ahead.text)
    assert "Der er et tegn, som papirerne ikke kan vise." in words(ahead.text)
    again = browser.fill(f"{NEW}/skriv", NEW, af="", den="2025-06-10", sag="7", set="x")
    assert again.status_code == 422
    assert files(lilleby) == before


def test_a_day_before_what_it_replaces_was_decided_is_none(browser: Desked, lilleby: Path) -> None:
    path = lilleby / "decisions.toml"
    path.write_text(path.read_text("utf-8") + "decided_on = 2025-09-01\n", "utf-8")
    answer = browser.fill(NEW, NEW, **SAID)
    assert answer.status_code == 422
    assert "blev besluttet. Se efter, hvilken af dem der er rigtig. (1. september 2025)" in words(
        answer.text
    )


def test_what_is_wrong_elsewhere_is_told_with_its_place(browser: Desked, lilleby: Path) -> None:
    """Two bases from one report year: nothing that a field of the form could mend."""
    path = lilleby / "decisions.toml"
    path.write_text(path.read_text("utf-8").replace("2020", "2025"), "utf-8")
    answer = browser.fill(NEW, NEW, **SAID)
    assert answer.status_code == 422
    assert '"nu" and "ny" are both in force from 2025.' in words(answer.text)


def test_another_who_adopted_it_meanwhile_is_not_written_over(
    browser: Desked, lilleby: Path
) -> None:
    mark = seen(browser, **SAID)
    adopt(lilleby, Deciding(basis="ny", by="Rådet", on=TODAY, case="9"), TODAY)
    before = files(lilleby)
    page = "/2026/bemaerkninger/havnen/ret"  # any page with a form: this one's is gone
    answer = browser.fill(f"{NEW}/skriv", page, **SAID, set=mark)
    assert answer.status_code == 409
    text = words(answer.text)
    assert "En anden har skrevet beslutningen imens" in text
    assert "Besluttet af Rådet Den 1. juni 2026 Sag 9" in text
    assert 'Du skrev: Byrådet i "Lilleby", 10. juni 2025, sag 2025-7.' in text
    assert files(lilleby) == before
    same = {"af": "Rådet", "den": TODAY.isoformat(), "sag": "9"}  # a form that is sent twice
    assert browser.fill(f"{NEW}/skriv", page, **same, set=mark).status_code == 303


def test_where_it_would_mean_something_else_by_now_it_is_shown_again(
    browser: Desked, lilleby: Path
) -> None:
    mark = seen(browser, **SAID)
    basis = lilleby / "definitions" / "bases" / "ny.toml"
    basis.write_text(basis.read_text("utf-8").replace("from_year = 2025", "from_year = 2026"))
    answer = browser.fill(f"{NEW}/skriv", NEW, **SAID, set=mark)
    assert answer.status_code == 409
    text = words(answer.text)
    assert "Noget er ændret i mappen imens" in text
    assert "gældende fra og med rapport 2026" in text
    assert "2025 Lillebys grundlag det samme" in text
    assert '[[decision]]\nbasis      = "ny"' not in (lilleby / "decisions.toml").read_text()
    again = re.search(r'name="set" value="(\w+)"', answer.text)
    assert again is not None
    assert browser.fill(f"{NEW}/skriv", NEW, **SAID, set=again[1]).status_code == 303


def test_notes_of_another_decision_are_not_shown_as_these(browser: Desked, lilleby: Path) -> None:
    browser.fill(f"{NEW}/skriv", NEW, **SAID, set=seen(browser, **SAID))
    page = lilleby / "out" / "orientering" / "orientering-havnen.html"
    page.write_text(page.read_text("utf-8").replace("2025-7", "2024-1"), "utf-8")
    text = words(browser.get(NEW).text)
    assert "er fra en anden beslutning, eller noget er ændret siden" in text
    assert "Hent som" not in text
    for name in ("orientering-havnen.html", "orientering-skoven.docx"):
        assert browser.get(f"{NEW}/{name}").status_code == 404


def test_a_note_stands_with_the_partnership_it_is_to(browser: Desked, lilleby: Path) -> None:
    """One whose id ends as the name of a file that was saved beside an open one does."""
    for path in lilleby.glob("definitions/**/*.toml"):
        path.write_text(path.read_text("utf-8").replace('"skoven"', '"havnen-2"'), "utf-8")
    browser.fill(f"{NEW}/skriv", NEW, **SAID, set=seen(browser, **SAID))
    notes = lilleby / "out" / "orientering"
    for stem in ("orientering-havnen", "orientering-havnen-2"):
        shutil.copy(notes / f"{stem}.docx", notes / f"{stem}-3.docx")
    page = browser.get(NEW).text
    for area, to in (("Havnekvarteret", "havnen"), ("Skovkvarteret", "havnen-2")):
        row = page[page.index(f'<th scope="row">{area}') :].partition("</tr>")[0]
        found = {name.removeprefix(f"{NEW}/") for name in re.findall('href="([^"]+)"', row)}
        own = {f"orientering-{to}.{kind}" for kind in ("docx", "html", "pdf")}
        assert found == {*own, f"orientering-{to}-3.docx"}


def test_what_cannot_be_saved_is_told_on_the_form(browser: Desked, lilleby: Path) -> None:
    mark, before = seen(browser, **SAID), (lilleby / "decisions.toml").read_bytes()
    (lilleby / "out").write_text("no folder", "utf-8")
    answer = browser.fill(f"{NEW}/skriv", NEW, **SAID, set=mark)
    assert answer.status_code == 422
    assert 'name="sag" value="2025-7"' in answer.text
    assert (lilleby / "decisions.toml").read_bytes() == before


@pytest.mark.slow
def test_of_several_at_the_very_same_time_one_is_written(lilleby: Path) -> None:
    mark, together = mark_of(run.load(lilleby)), Barrier(4)

    def decide(number: int) -> str:
        together.wait()
        try:
            deciding = Deciding(basis="ny", by=f"Råd {number}", on=TODAY, case="1")
            adopt(lilleby, deciding, TODAY, mark)
        except (DefinitionError, OvertakenError):
            return ""
        return f"Råd {number}"

    with ThreadPoolExecutor(4) as several:
        (written,) = [each for each in several.map(decide, range(4)) if each]
    (decision,) = run.load(lilleby).decisions.decision[1:]
    assert decision.decided_by == written
    page = (lilleby / "out/orientering/orientering-havnen.html").read_text("utf-8")
    assert written in page


def test_a_form_of_another_page_decides_nothing(browser: Desked, lilleby: Path) -> None:
    before = files(lilleby)
    told = {**SAID, "kvittering": "x", "set": "x"}
    sent = browser.post(f"{NEW}/skriv", data=told, headers={"origin": "http://127.0.0.1:8020"})
    assert sent.status_code == 403
    assert files(lilleby) == before


def test_where_each_baseline_stands_is_told(browser: Desked, lilleby: Path) -> None:
    """`grep -n '^\\[\\[baseline'` says 26, 33, 40 and 47 of partnerships.toml."""
    text = words(browser.get("/2026/grundlag").text)
    own = text[text.index("Hver baseline på Lillebys grundlag") :]
    row = "Indbrud 2024 Som kendt 1. marts 2025 definitions/partnerships.toml"
    assert f"Havnekvarteret: {row} , linje 26" in own
    assert f"Skovkvarteret: {row} , linje 33" in own
    assert "Der mangler en baseline" not in text
    path = lilleby / "definitions" / "partnerships.toml"
    path.write_text(path.read_text("utf-8").rpartition("[[baseline]]")[0], "utf-8")
    text = words(browser.get("/2026/grundlag").text)
    assert "Der mangler en baseline for Skovkvarteret: Indbrud." in text
    run.set_up(lilleby)
    text = words(browser.get("/2026/grundlag").text)
    assert "Baseline står i regnearket opsætning.xlsx, Baseline" in text
    assert (
        "Havnekvarteret: Indbrud 2024 Som kendt 1. marts 2025 opsætning.xlsx, Baseline!A2" in text
    )
