"""The API says what the report says, in forms that others can read."""

import io
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import pytest
from jsonstat_validator import validate_jsonstat
from starlette.testclient import TestClient

from grundlag import run
from grundlag.web.api import document

from .conftest import FILES, HOME, TODAY

ROOT = "/api/v1"
EXAMPLES = {
    "/years": "/years",
    "/deliveries": "/deliveries",
    "/methods": "/methods?aar=2026&grundlag=ny",
    "/openapi.json": "/openapi.json",
    "/{year}/report": "/2026/report",
    "/{year}/partnerships": "/2026/partnerships",
    "/{year}/tables/{table}": "/2026/tables/figures?grundlag=ny",
    "/{year}/{partnership}": "/2026/havnen",
    "/{year}/{partnership}/{indicator}": "/2026/havnen/indbrud",
}
Ask = Callable[[str], Any]


@pytest.fixture
def ask(pages: TestClient) -> Ask:
    def asked(address: str) -> Any:
        answer = pages.get(ROOT + address)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return asked


def valid(told: Any, schema: Any) -> None:
    whole = {**schema, "components": document()["components"]}
    jsonschema.Draft202012Validator.check_schema(whole)
    jsonschema.validate(told, whole)


def test_every_operation_answers_as_it_is_described(ask: Ask) -> None:
    paths = ask("/openapi.json")["paths"]
    assert set(paths) == set(EXAMPLES)
    for path, address in EXAMPLES.items():
        answer = paths[path]["get"]["responses"]["200"]["content"]["application/json"]
        valid(ask(address), answer["schema"])


def test_the_years_name_their_bases(ask: Ask) -> None:
    latest, first = ask("/years")["years"]
    assert (latest["year"], first["year"], latest["basis_in_force"]) == (2026, 2025, "nu")
    assert [(b["id"], b["stands"]) for b in latest["bases"]] == [
        ("nu", "in_force"), ("ny", "proposal"),
    ]  # fmt: skip


def test_a_number_has_its_limits_verdict_years_and_way_back(ask: Ask, folder: Path) -> None:
    """12 in 2025 and 24 in 2024, as they were written down, a month a cell."""
    told = ask("/2026/havnen/indbrud")
    assert (told["figure"]["value"], told["figure"]["year"]) == (12, 2025)
    assert told["figure"]["low"] < 12 < told["figure"]["high"]
    assert [(f["year"], f["value"]) for f in told["history"]] == [(2024, 24), (2025, 12)]
    assert told["flags"] == {"2024": "P", "2025": "P"}  # neither year was drawn again since
    (line,) = told["judgements"]
    assert (line["outcome"], line["against"]) == ("reached", 24)
    (part,) = told["way_back"]["parts"]
    assert (part["cells"], part["cube"], part["rows"]) == (12, 12, 12)
    (came,) = told["way_back"]["deliveries"]
    file = folder / "in" / "anmeldelser-2025.csv"
    assert came["sha256"] == sha256(file.read_bytes()).hexdigest()
    assert (came["id"], came["arrived"]) == (part["delivery"], "2026-02-01")


def test_a_partnership_has_only_its_own(ask: Ask) -> None:
    told = ask("/2026/skoven?grundlag=ny")
    assert (told["basis"], told["proposal"], told["name"]) == ("ny", True, "Skovkvarteret")
    assert {f["area"] for f in told["figures"]} == {"skoven"}
    values = {f["year"]: f["value"] for f in told["figures"] if f["indicator"] == "indbrud"}
    assert values == {2024: 12, 2025: 36}
    assert [j["outcome"] for j in told["judgements"] if j["target"] == "2.1"] == ["missed"]
    sums = {p["id"]: p["summaries"] for p in ask("/2026/partnerships")["partnerships"]}
    assert {s["area"] for s in sums["skoven"]} == {"skoven"}
    assert [s["outcome"] for s in sums["havnen"] if s["goal"] == "2" and not s["target"]] == [
        "reached"
    ]


def test_the_marks_are_in_every_answer_with_figures(ask: Ask) -> None:
    for address in ("partnerships", "havnen", "havnen/indbrud"):
        told = ask(f"/2026/{address}?grundlag=ny")
        assert {"FORSLAG", "opdigtede data"} <= set(told["marks"])
    table = ask("/2026/tables/figures?grundlag=ny")
    assert {"FORSLAG", "opdigtede data"} <= set(table["extension"]["marks"])


def cell(table: Any, *categories: str) -> tuple[Any, Any]:
    """A cell by hand: the last dimension turns fastest."""
    place = 0
    for name, size, category in zip(table["id"], table["size"], categories, strict=True):
        place = place * size + table["dimension"][name]["category"]["index"].index(category)
    return table["value"][place], table["status"].get(str(place), "")


def test_a_table_is_json_stat_with_flags(ask: Ask) -> None:
    table = ask("/2026/tables/figures")
    assert validate_jsonstat(table) is True
    assert cell(table, "indbrud", "havnen", "2024", "value") == (24, "P")
    assert cell(table, "indbrud", "skoven", "2025", "value") == (36, "P")
    assert cell(table, "indbrud", "lilleby", "2025", "n") == (48, "P")
    assert cell(table, "trygge", "havnen", "2026", "value") == (None, "M")
    units = table["dimension"]["indicator"]["category"]["unit"]
    assert units["haervaerk_pr_1000"]["label"] == "per 1,000 inhabitants"
    assert table["dimension"]["area"]["category"]["label"]["havnen"] == "Havnekvarteret"


def test_what_the_how_to_says_reads_a_table(
    pages: TestClient, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    guide = Path(__file__).parents[2] / "docs" / "how-to" / "ask-the-api.md"
    code = guide.read_text("utf-8").partition("```py\n")[2].partition("```")[0]
    opened = lambda address: io.BytesIO(pages.get(urlsplit(address).path).content)  # noqa: E731
    monkeypatch.setattr("urllib.request.urlopen", opened)
    exec(compile(code, "ask-the-api.md", "exec"), {})
    assert "havnen 2024 24.0 P\n" in capsys.readouterr().out


def test_the_deliveries_say_what_they_are_heard_for(ask: Ask) -> None:
    found = {each["file"]: each for each in ask("/deliveries")["deliveries"]}
    assert set(found) == set(FILES)
    last = found["anmeldelser-2025.csv"]
    assert last["heard"] == [f"2025-{month:02}" for month in range(1, 13)]
    assert last["rows"] == {"read": 48, "kept": 48, "set_aside": 0}


def test_what_was_taken_in_again_is_heard_no_more(
    lilleby: Path, browse: Callable[[Path], TestClient]
) -> None:
    path = lilleby / "in" / "anmeldelser-2025b.csv"
    path.write_text(FILES["anmeldelser-2025.csv"][0].replace("20259", "a"), "utf-8")
    assert not run.take_files(run.load(lilleby), [path], TODAY)[1]
    told = browse(lilleby).get(f"{ROOT}/deliveries").json()["deliveries"]
    heard = {each["file"]: each["heard"] for each in told}
    assert heard["anmeldelser-2025.csv"] == []
    assert len(heard["anmeldelser-2025b.csv"]) == 12


def test_an_answer_that_is_known_is_not_sent_again(pages: TestClient) -> None:
    first = pages.get(f"{ROOT}/2026/havnen")
    mark = first.headers["etag"]
    assert mark == f'"{sha256(first.content).hexdigest()}"'
    for known in (mark, f'"x", W/{mark}', "*"):
        again = pages.get(f"{ROOT}/2026/havnen", headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", mark)
    other = pages.get(f"{ROOT}/2026/havnen?grundlag=ny", headers={"If-None-Match": mark})
    assert other.status_code == 200
    assert first.headers["cache-control"] == "no-cache"
    assert first.headers["vary"] == "Accept"
    assert "access-control-allow-origin" not in first.headers
    assert pages.head(f"{ROOT}/2026/havnen").headers["etag"] == mark


def test_what_is_not_there_is_told_with_what_is_near(pages: TestClient) -> None:
    schema = {"$ref": "#/components/schemas/ProblemDetails"}
    for address, what, fix in (
        ("/1999/report", 'no year is called "1999".', "Known: 2025, 2026."),
        ("/2026/havn", 'no partnership is called "havn".', 'Did you mean "havnen"?'),
        ("/2026/havnen/indbrod", 'no indicator is called "indbrod".', 'Did you mean "indbrud"?'),
        ("/2026/tables/9", 'no table is called "9".', "Known: figures."),
        ("/2026/report?grundlag=nyt", 'no basis is called "nyt".', 'Did you mean "ny"?'),
        ("/methods?aar=x", 'no year is called "x".', "Known: 2025, 2026."),
    ):
        answer = pages.get(ROOT + address)
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
        valid(answer.json(), schema)
        (problem,) = answer.json()["problems"]
        assert (problem["what"], problem["fix"]) == (what, fix)
    for elsewhere in ("", "/", "/x", "/a%0Ab"):
        assert pages.get(f"{ROOT}{elsewhere}").json()["status"] == 404
    assert pages.get(f"{ROOT}/years/").status_code == 404


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("", 200), ("*/*", 200), ("text/html, application/*;q=0.1", 200), ("text/html", 406),
        ("application/json;q=0, */*", 406), ("application/json;q=x", 406), ("text/csv;q=1,", 406),
    ],
)  # fmt: skip
def test_only_json_is_answered(pages: TestClient, accept: str, status: int) -> None:
    answer = pages.get(f"{ROOT}/years", headers={"Accept": accept})
    assert answer.status_code == status


def test_it_can_only_be_read(pages: TestClient) -> None:
    answer = pages.post(f"{ROOT}/years", headers={"Origin": HOME})
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}
    assert answer.json()["detail"] == "It can only be read: GET or HEAD."
    assert pages.delete(f"{ROOT}/years").status_code == 403
    assert pages.get(f"{ROOT}/years", headers={"Host": "example.org"}).status_code == 421


def test_a_wrong_definition_is_told(lilleby: Path, browse: Callable[[Path], TestClient]) -> None:
    file = lilleby / "definitions" / "bases" / "nu.toml"
    whole = file.read_text("utf-8")
    file.write_text(whole.replace('crime      = "indbrud"', 'crime      = "indbrod"'), "utf-8")
    answer = browse(lilleby).get(f"{ROOT}/2026/report")
    assert answer.status_code == 503
    (problem,) = answer.json()["problems"]
    assert "nu.toml" in problem["where"]
    assert 'Did you mean "indbrud"?' in problem["fix"]


def test_a_fault_of_ours_is_told_without_its_words(
    browse: Callable[[Path], TestClient], lilleby: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*asked: object) -> None:
        raise ZeroDivisionError("a secret of the program")

    monkeypatch.setattr("grundlag.web.held.Standing.years", property(broken))
    answer = browse(lilleby).get(f"{ROOT}/years")
    assert (answer.status_code, answer.json()["status"]) == (500, 500)
    assert "secret" not in answer.text


@pytest.mark.slow
def test_the_report_is_the_file_byte_for_byte(
    lilleby: Path, browse: Callable[[Path], TestClient]
) -> None:
    api = browse(lilleby)
    told = {
        basis: api.get(f"{ROOT}/2026/report?grundlag={basis}").content for basis in ["nu", "ny"]
    }
    run.report_all(lilleby, 2026, TODAY)
    assert told["nu"] == (lilleby / "out" / "2026" / "report.json").read_bytes()
    assert told["ny"] == (lilleby / "out" / "2026-ny" / "report.json").read_bytes()
    again = browse(lilleby).get(f"{ROOT}/2026/report")  # from the report that holds
    assert again.content == told["nu"]
