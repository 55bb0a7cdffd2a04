"""Grundlag: bases side by side; and a what-if that shows every choice and leaves no trace.

Three years of reports: 60 indbrud in Havnen in 2022, 24 in 2024 and 12 in 2025; 48, 12 and 36 in
Skoven. Nothing came for 2023.
"""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from scipy.stats import beta
from starlette.testclient import TestClient

from grundlag import run, web
from grundlag.basis.partnerships import Baseline
from grundlag.run.what_if import Candidate, candidates, declared, lengths

from .conftest import HOME, PORT, TODAY, reports
from .test_pages import words

PHI = 3.0  # lilleby's declared dispersion: two areas are too few to measure one
WHAT_IF = "/2026/grundlag/hvad-hvis"


@pytest.fixture(scope="module")
def longer(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = shutil.copytree(folder, tmp_path_factory.mktemp("grounds") / "lilleby")
    path = root / "in" / "anmeldelser-2022.csv"
    path.write_text(reports(2022, 5, 4), "utf-8")
    assert not run.take_files(run.load(root), [path], date(2025, 2, 2))[1]
    return root


@pytest.fixture(scope="module")
def judged(longer: Path) -> run.Run:
    return run.judge_year(run.load(longer), 2026, TODAY)


@pytest.fixture(scope="module")
def browser(longer: Path) -> TestClient:
    return TestClient(web.app(longer, lambda: TODAY, PORT), base_url=HOME)


def told(choice: Candidate) -> dict[str, tuple[float | None, str, str | None]]:
    return {
        line.verdict.area: (
            line.baseline.value if line.baseline else None,
            line.verdict.finding.outcome,
            line.verdict.finding.certainty or line.verdict.finding.reason,
        )
        for line in choice.lines
    }


def limits(now: int, then: int) -> tuple[float, float]:
    """The exact ratio of two counts of a year each, scaled by the dispersion (statistics, 1)."""
    x1, x0 = now / PHI, then / PHI
    low, high = beta.ppf(0.025, x1, x0 + 1), beta.ppf(0.975, x1 + 1, x0)
    return low / (1 - low), high / (1 - high)


def test_every_year_there_is_is_shown_at_once(judged: run.Run) -> None:
    found = candidates(judged, 1)
    assert [choice.years for choice in found] == [(2022,), (2023,), (2024,), (2025,)]
    assert lengths(judged) == range(1, 5)
    first, gone, second, own = map(told, found)
    assert limits(12, 60)[1] < 1 < limits(36, 48)[1]
    assert first == {"havnen": (60, "reached", "shown"), "skoven": (48, "reached", "within_noise")}
    assert gone == dict.fromkeys(("havnen", "skoven"), (None, "not_judged", "no_reports_in"))
    assert limits(12, 24)[1] > 1 > limits(36, 12)[0]
    assert second == {
        "havnen": (24, "reached", "within_noise"), "skoven": (12, "missed", "within_noise"),
    }  # fmt: skip
    assert own == {
        "havnen": (12, "not_judged", "in_baseline"), "skoven": (36, "not_judged", "in_baseline"),
    }  # fmt: skip


def test_years_in_a_row_are_one_level_a_year(judged: run.Run) -> None:
    """24 and 12 are 18 a year; whatever 2023 is in cannot be counted."""
    found = candidates(judged, 2)
    assert [choice.years for choice in found] == [(2022, 2023), (2023, 2024), (2024, 2025)]
    assert [told(choice)["havnen"][0] for choice in found] == [None, None, 18]
    assert [choice.years for choice in candidates(judged, 4)] == [(2022, 2023, 2024, 2025)]


def test_what_is_not_measured_again_is_as_if_it_were(judged: run.Run) -> None:
    """By the long way round: the definitions say so, and all is measured and judged anew."""
    for choice in candidates(judged, 1):
        declared_so = tuple(
            Baseline(partnership=area, basis="nu", indicator="indbrud", years=choice.years)
            for area in ("havnen", "skoven")
        )
        partnerships = replace(judged.defs.partnerships, baseline=declared_so)
        defs = replace(judged.defs, partnerships=partnerships)
        anew = run.judged(defs, judged.measures.basis, 2026, TODAY, judged.cubes, in_force=True)
        assert [line.verdict for line in choice.lines] == [
            v for v in anew.judgements.verdicts if v.target == "2.1"
        ]


def test_the_report_s_own_baseline_is_the_declared_one(judged: run.Run) -> None:
    own = {line.verdict.area: line for line in declared(judged)}
    assert {area: line.baseline.value for area, line in own.items() if line.baseline} == {
        "havnen": 24, "skoven": 12,
    }  # fmt: skip
    assert [line.verdict for line in declared(judged)] == [
        v for v in judged.judgements.verdicts if v.target == "2.1"
    ]


def test_a_baseline_is_counted_in_what_has_come_by_today(longer: Path, tmp_path: Path) -> None:
    """A report of 2024 came after the baseline's day: the report's 24 stays, here it is 25."""
    root = shutil.copytree(longer, tmp_path / "lilleby")
    path = root / "in" / "mere.csv"
    more = reports(2024, 2, 1) + "x;1320;20-05-2024;Havnen\n"
    path.write_text(more, "utf-8")
    assert not run.take_files(run.load(root), [path], date(2026, 3, 1))[1]
    judged = run.judge_year(run.load(root), 2026, TODAY)
    assert told(candidates(judged, 1)[2])["havnen"][0] == 25
    (own,) = (line for line in declared(judged) if line.verdict.area == "havnen")
    assert own.baseline
    assert own.baseline.value == 24


def rows(text: str, area: str) -> str:
    return text[text.index(f"IKKE RAPPORTEN: {area}") :].partition("Fastholdt ved")[0]


def test_the_page_has_every_choice_in_words(browser: TestClient) -> None:
    text = words(browser.get(WHAT_IF).text)
    assert "Alle 4 muligheder vises på én gang." in text
    table = rows(text, "Skovkvarteret")
    assert re.search(
        r"I rapporten, som erklæret Indbrud: 12 ikke fastholdt inden for usikkerheden "
        r"2022 Indbrud: 48 fastholdt inden for usikkerheden "
        r"2023 Indbrud: ingen baseline vurderes ikke .*der mangler anmeldelser for en hel måned "
        r"2024 samme år som i rapporten Indbrud: 12 ikke fastholdt inden for usikkerheden "
        r"2025 Indbrud: 36 vurderes ikke året indgår i baseline",
        table,
    )
    assert re.search(r"Fastholdt ved Indbrud: 1 af 2 2 kan ikke vurderes", text)


def test_no_choice_can_be_asked_for_alone(browser: TestClient) -> None:
    every = browser.get(WHAT_IF).text
    for query in ("aar=2022", "years=2022", "baseline=2022", "laengde=1&laengde=1"):
        assert words(browser.get(f"{WHAT_IF}?{query}").text) == words(every)


@pytest.mark.parametrize("query", ["", "?laengde=2", "?grundlag=ny&laengde=1"])
def test_it_says_everywhere_that_it_is_not_the_report(browser: TestClient, query: str) -> None:
    page = browser.get(WHAT_IF + query).text
    assert "<title>IKKE RAPPORTEN: " in page
    captions = re.findall(r"<caption[^>]*>([^<]*)", page)
    assert captions
    assert all(caption.startswith("IKKE RAPPORTEN: ") for caption in captions)
    assert '<li class="watermark">IKKE RAPPORTEN</li>' in page
    assert '<div class="edge" aria-hidden="true">IKKE RAPPORTEN · ' in page  # each sheet, in print
    assert '<div class="not-the-report">' in page
    assert "IKKE RAPPORTEN" in browser.get("/static/not-the-report.svg").text


def test_it_leaves_no_trace_in_the_folder(longer: Path, browser: TestClient) -> None:
    def digest() -> dict[str, str]:
        files = sorted(path for path in longer.rglob("*") if path.is_file())
        return {str(p): sha256(p.read_bytes()).hexdigest() for p in files}

    before = browser.get("/2026/grundlag").text  # what the year is counted of is kept from here on
    report = browser.get("/api/v1/2026/report").content
    marks = digest()
    for query in ("", "?laengde=2", "?laengde=4&grundlag=ny"):
        assert browser.get(WHAT_IF + query).status_code == 200
    assert digest() == marks
    assert browser.get("/2026/grundlag").text == before
    assert browser.get("/api/v1/2026/report").content == report


def test_a_length_that_there_is_not_is_no_page(browser: TestClient) -> None:
    for length in ("0", "5", "x", "-1"):
        assert browser.get(f"{WHAT_IF}?laengde={length}").status_code == 404


def test_without_a_length_it_is_the_basis_own_as_far_as_there_are_years(
    longer: Path, tmp_path: Path, browse: Callable[[Path], TestClient]
) -> None:
    root = shutil.copytree(longer, tmp_path / "lilleby")
    file = root / "definitions" / "partnerships.toml"
    whole = file.read_text("utf-8")
    file.write_text(whole.replace("years       = [2024]", "years = [2024, 2025]"), "utf-8")
    whole = file.read_text("utf-8").replace("as_of       = 2025-03-01", "as_of = 2026-03-01")
    file.write_text(whole, "utf-8")
    page = browse(root).get(WHAT_IF)
    assert '<option value="2" selected>' in page.text
    assert "Alle 3 muligheder" in words(page.text)
    assert "samme år som i rapporten" in words(page.text)


def test_the_bases_stand_as_they_are_decided(browser: TestClient) -> None:
    text = words(browser.get("/2026/grundlag").text)
    in_force, proposal = text.index("Lillebys grundlag Står som"), text.index("Står som forslag")
    assert "gældende Fra rapport 2020" in text[in_force:proposal]
    assert "decisions.toml siger ikke, hvornår eller af hvem" in text[in_force:proposal]
    own = text[proposal : text.index("Vurderinger på begge grundlag")]
    assert "forslag, ikke vedtaget Foreslået fra rapport 2025" in own
    assert "2.1 Indbrud: fastholdes på baseline" in own
    assert "Baseline 2024, som kendt 1. marts 2025" in own


def test_a_decision_is_told_as_the_file_has_it(
    lilleby: Path, browse: Callable[[Path], TestClient]
) -> None:
    with (lilleby / "decisions.toml").open("a", encoding="utf-8") as file:
        file.write('[[decision]]\nbasis = "ny"\ndecided_by = "Byrådet"\n')
        file.write('decided_on = 2026-05-20\ncase = "26-1"\n')
    text = words(browse(lilleby).get("/2026/grundlag").text)
    assert "Vedtaget Byrådet 20. maj 2026, sag 26-1" in text
    assert "ikke længere gældende" in text


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        (40, "nået 1 af 1, inden for usikkerheden skifter"),
        (1, "ikke nået 0 af 1, statistisk sikkert samme udfald, anden begrundelse"),
    ],
)
def test_a_verdict_that_flips_is_marked(
    lilleby: Path, browse: Callable[[Path], TestClient], printed: int, said: str
) -> None:
    """On the new basis Skoven's baseline is a printed 40, so that its 36 are held; or a mere 1."""
    assert limits(36, 1)[0] > 1
    file = lilleby / "definitions" / "partnerships.toml"
    head, _, last = file.read_text("utf-8").rpartition("years       = [2024]\nas_of       = 2025-")
    told = f'value = {printed}\nexposure = 1\nprinted_for = 2024\nsource = "Opdigtet"\n'
    file.write_text(head + told + last.partition("\n")[2], "utf-8")
    text = words(browse(lilleby).get("/2026/grundlag").text)
    table = text[text.index("Hvert partnerskabs målsætninger") :]
    before = "Skovkvarteret: 2. Kriminalitet Lillebys grundlag: ikke nået 0 af 1, inden for "
    assert f"{before}usikkerheden Det foreslåede grundlag: {said} Skovkvarteret: 3" in table
    assert re.search(r"Havnekvarteret: 2\. Kriminalitet .{0,200}? ens Havnekvarteret: 3", table)
    assert "Skovkvarteret, mål 2.1, Indbrud: fra „ikke fastholdt" in text
