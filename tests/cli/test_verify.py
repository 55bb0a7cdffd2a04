"""`grundlag verify`: a report made again says the same, or what differs and why."""

import json
import shutil
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from grundlag import run

pytestmark = pytest.mark.slow  # reports made twice

REPORT = "out/2026/report.json"
AS_OF = "--as-of 2026-06-01"
CHANGED = "It was changed after it was written: its content has not the SHA-256 it names."


@pytest.fixture(scope="module")
def _reported(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    root = tmp_path_factory.mktemp("verify") / "lilleby"
    shutil.copytree(request.getfixturevalue("_whole"), root)
    run.report(root, 2026, date(2026, 6, 1))
    return root


@pytest.fixture
def reported(_reported: Path, tmp_path: Path) -> Path:
    root = tmp_path / "by"
    shutil.copytree(_reported, root)
    return root


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def write(path: Path, content: dict[str, Any]) -> None:
    """A report as its program would have written it: with the digest of what it says."""
    receipt = {k: v for k, v in content["receipt"].items() if k != "content_sha256"}
    own = json.dumps({**content, "receipt": receipt}, sort_keys=True, separators=(",", ":"))
    content["receipt"]["content_sha256"] = sha256(own.encode()).hexdigest()
    path.write_text(json.dumps(content), "utf-8")


def test_nothing_has_changed_and_it_says_the_same(reported: Path, grundlag: Any) -> None:
    ran = grundlag(f"verify {REPORT}", reported)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{REPORT} says the same, made again: ")
    assert "Since it was made" not in ran.out
    assert "SHA-256" not in ran.out


def test_the_receipt_names_each_file_by_its_own_digest(reported: Path) -> None:
    receipt = json.loads((reported / REPORT).read_text("utf-8"))["receipt"]
    assert receipt["as_of"] == "2026-06-01"
    for name, digest in receipt["definitions"].items():
        assert digest == sha256((reported / name).read_bytes()).hexdigest(), name
    assert {"grundlag.toml", "definitions/codes.toml", "sources.toml"} <= {*receipt["definitions"]}
    came = {each["file"]: each["sha256"] for each in receipt["deliveries"]}
    assert "anmeldelser-2024.csv" in came
    for name, digest in came.items():
        assert digest == sha256((reported / "in" / name).read_bytes()).hexdigest(), name


def test_a_number_that_somebody_changed_in_the_file_is_found(reported: Path, grundlag: Any) -> None:
    path = reported / REPORT
    content = json.loads(path.read_text("utf-8"))
    figure = next(f for f in content["figures"] if f["value"] is not None and f["unit"] == "count")
    was, figure["value"] = figure["value"], figure["value"] + 1
    path.write_text(json.dumps(content), "utf-8")
    ran = grundlag(f"verify {REPORT}", reported)
    assert ran.code == 1
    name = f"{figure['area']} {figure['indicator']} {figure['year']}"
    assert f"figures[{name}].value: {was + 1}, now {was}" in ran.out
    assert CHANGED in ran.out
    assert "Nothing of what it was made of has changed: the file itself was." in ran.out
    write(path, content)  # who makes the digest fit is found by making the report again
    ran = grundlag(f"verify {REPORT}", reported)
    assert ran.code == 1
    assert CHANGED not in ran.out
    assert f"figures[{name}].value: {was + 1}, now {was}" in ran.out


def test_a_receipt_that_somebody_changed_is_found(reported: Path, grundlag: Any) -> None:
    """It says the same, made again, but of another file than it came of."""
    path = reported / REPORT
    content = json.loads(path.read_text("utf-8"))
    content["receipt"]["deliveries"][0]["file"] = "andet.csv"
    path.write_text(json.dumps(content), "utf-8")
    ran = grundlag(f"verify {REPORT}", reported)
    assert ran.code == 1
    assert f"{REPORT} says the same, made again: " in ran.out
    assert CHANGED in ran.out


def test_one_from_before_there_were_digests_is_made_again(reported: Path, grundlag: Any) -> None:
    path = reported / REPORT
    content = json.loads(path.read_text("utf-8"))
    del content["receipt"]["content_sha256"]
    path.write_text(json.dumps(content), "utf-8")
    ran = grundlag(f"verify {REPORT}", reported)
    assert (ran.code, ran.err) == (0, "")
    assert "It names no SHA-256 of its content: it was written before reports did." in ran.out


def test_a_changed_definition_is_named_with_what_it_changes(reported: Path, grundlag: Any) -> None:
    path = reported / "definitions" / "partnerships.toml"
    text = path.read_text("utf-8")
    assert "Havnekvarteret" in text
    path.write_text(text.replace("Havnekvarteret", "Kvarteret ved havnen"), "utf-8")
    ran = grundlag(f"verify {REPORT}", reported)
    assert ran.code == 1
    assert "Havnekvarteret" in ran.out
    assert "Kvarteret ved havnen" in ran.out
    assert "Since it was made:\n  definitions/partnerships.toml was changed\n" in ran.out


def test_what_came_later_changes_nothing(reported: Path, grundlag: Any) -> None:
    text = (reported / "in/anmeldelser-2024.csv").read_text("utf-8")
    (reported / "in/igen.csv").write_text(f"{text}2024-999;1320;05-06-2024;Havnen\n", "utf-8")
    taken = grundlag("take --arrived 2026-07-01 in/igen.csv", reported)
    assert taken.code == 0, taken
    ran = grundlag(f"verify {REPORT}", reported)
    assert (ran.code, ran.err) == (0, ""), ran.out


def test_forgotten_rows_are_told_and_their_cube_says_the_same(
    reported: Path, grundlag: Any
) -> None:
    assert grundlag("forget --before 2030-01-01 --yes", reported).code == 0
    ran = grundlag(f"verify {REPORT}", reported)
    assert ran.code == 0, ran
    assert "its rows were forgotten on " in ran.out


def test_a_delivery_that_is_gone_is_named(reported: Path, grundlag: Any) -> None:
    (people,) = (reported / "store" / "deliveries" / "befolkning").iterdir()
    shutil.rmtree(people)
    ran = grundlag(f"verify {REPORT}", reported)
    assert ran.code == 1
    assert f"befolkning/{people.name} (" in ran.out
    assert ") is not in the store" in ran.out


def test_a_report_without_a_receipt_is_refused(reported: Path, grundlag: Any) -> None:
    path = reported / REPORT
    content = json.loads(path.read_text("utf-8"))
    del content["receipt"]
    path.write_text(json.dumps(content), "utf-8")
    ran = grundlag(f"verify {REPORT}", reported)
    assert ran.code == 1
    assert "it has no receipt: it was written before there were any." in ran.err


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe\x00no text", "this is no text."),
        (b"{", "this is not JSON"),
        (b"[1]", "report.json"),
    ],
)
def test_what_is_no_report_is_refused(
    reported: Path, grundlag: Any, content: bytes, told: str
) -> None:
    (reported / "x.json").write_bytes(content)
    ran = grundlag("verify x.json", reported)
    assert ran.code == 1
    assert told in ran.err


def test_another_version_is_told(reported: Path, grundlag: Any) -> None:
    path = reported / REPORT
    content = json.loads(path.read_text("utf-8"))
    ours = content["receipt"]["versions"]["duckdb"]
    content["receipt"]["versions"]["duckdb"] = "0.1"
    write(path, content)
    ran = grundlag(f"verify {REPORT}", reported)
    assert ran.code == 0
    assert f"duckdb was 0.1 and is {ours}" in ran.out


def test_a_later_decision_changes_nothing_and_one_taken_out_is_named(
    reported: Path, grundlag: Any
) -> None:
    path = reported / "decisions.toml"
    text = path.read_text("utf-8")
    later = (
        '[[decision]]\nbasis = "ny"\ndecided_by = "Byrådet"\ndecided_on = 2026-06-10\ncase = "1"\n'
    )
    path.write_text(f"{text}\n{later}", "utf-8")
    ran = grundlag(f"verify {REPORT}", reported)
    assert (ran.code, ran.err) == (0, ""), ran.out
    rewrite(path, "2026-06-10", "2026-05-10")
    ran = grundlag(f"verify {REPORT}", reported)
    assert "decisions.toml says otherwise of the days up to 2026-06-01" in ran.out


def test_a_remark_of_its_days_that_was_changed_is_named(reported: Path, grundlag: Any) -> None:
    (reported / "remarks").mkdir(exist_ok=True)
    remark = '[[remark]]\npartnership = "havnen"\ntext = "Nyt."\ninitials = "AB"\ndate = {day}\n'
    file = reported / "remarks/2026.toml"
    file.write_text(f"schema = 1\n{remark.format(day='2026-06-02')}", "utf-8")
    assert grundlag(f"verify {REPORT}", reported).code == 0
    file.write_text(f"schema = 1\n{remark.format(day='2026-05-02')}", "utf-8")
    ran = grundlag(f"verify {REPORT}", reported)
    assert ran.code == 1
    assert "remarks of 2026 up to 2026-06-01 are others" in ran.out


def test_a_delivery_that_was_withdrawn_since_is_named_and_the_report_is_as_it_was(
    reported: Path, grundlag: Any
) -> None:
    (people,) = (reported / "store" / "deliveries" / "befolkning").iterdir()
    named = f"befolkning/{people.name}"
    assert grundlag(f"withdraw {named} --on 2026-07-01", reported).code == 0
    ran = grundlag(f"verify {REPORT}", reported)
    assert (ran.code, ran.err) == (0, ""), ran.out
    assert f"{named} was withdrawn from 2026-07-01 on" in ran.out


def test_what_came_in_time_and_was_not_heard_then_is_named(reported: Path, grundlag: Any) -> None:
    """Taken in afterwards, with a day of arrival before the report's: it would have counted."""
    text = (reported / "in/anmeldelser-2025.csv").read_text("utf-8")
    (reported / "in/igen.csv").write_text(f"{text}2025-999;1320;05-06-2025;Havnen\n", "utf-8")
    assert grundlag("take --arrived 2026-03-01 in/igen.csv", reported).code == 0
    ran = grundlag(f"verify {REPORT}", reported)
    assert ran.code == 1
    assert "figures[havnen indbrud 2025].n: 12, now 13" in ran.out
    assert "(igen.csv) arrived by 2026-06-01 and was not heard then" in ran.out
