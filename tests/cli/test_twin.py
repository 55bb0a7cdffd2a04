"""`grundlag twin`: what it prints works as it is printed, and refusals tell everything."""

import glob
import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

SMALL = "--scale 0.02"


def _as_a_shell(line: str, where: Path) -> str:
    """A command without its name, its asterisks expanded as a shell does."""
    _, *words = shlex.split(line)
    found = (sorted(glob.glob(word, root_dir=where)) or [word] for word in words)
    return shlex.join(word for words in found for word in words)


def _follow(said: str, where: Path, grundlag: Any) -> list[Any]:
    lines = re.findall(r"^  (grundlag .+)$", said, re.MULTILINE)
    return [grundlag(_as_a_shell(line, where), where) for line in lines]


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("", id="nothing", marks=pytest.mark.slow),
        pytest.param(
            "--phi 2 --yearly 0.1 --drop amager:indbrud:2025:0.6 --break vold:2023:1.3 "
            "--wording 2024:0.03 --late 0.02 --duplicates 0.003 --design two_stage",
            id="everything",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_what_is_printed_can_be_run(asked: str, tmp_path: Path, grundlag: Any) -> None:
    made = grundlag(f"twin 'en by' {SMALL} {asked}", tmp_path)
    assert (made.code, made.err) == (0, "")
    assert "opdigtede data" in made.out
    checked = grundlag("check -C 'en by'", tmp_path)
    assert (checked.code, checked.err) == (0, "")
    first, second, report = _follow(made.out, tmp_path, grundlag)
    assert [ran.code for ran in (first, second, report)] == [0, 0, 0]
    assert first.out.count(" kept") == 2
    assert second.out.count(" kept") == 2 + 8 + 3
    assert "30 files in en by/out/2026" in report.out
    assert (tmp_path / "en by" / "out" / "2026" / "amager.docx").exists()


@pytest.mark.slow
@pytest.mark.parametrize("asked", ["--flat --design clusters --phi 1", "--design srs"])
def test_a_city_of_another_design_is_taken_in_and_judged(
    asked: str, tmp_path: Path, grundlag: Any
) -> None:
    made = grundlag(f"twin by {SMALL} {asked}", tmp_path)
    lines = re.findall(r"^  (grundlag take .+)$", made.out, re.MULTILINE)
    first, second = (grundlag(_as_a_shell(line, tmp_path), tmp_path) for line in lines)
    assert (first.code, second.code) == (0, 0)
    assert grundlag("judge 2026 -C by", tmp_path).code == 0


@pytest.mark.slow
def test_duplicates_are_set_aside_as_they_are_told(tmp_path: Path, grundlag: Any) -> None:
    made = grundlag(f"twin by {SMALL} --duplicates 0.003 --late 0.2", tmp_path)
    _follow(made.out, tmp_path, grundlag)
    truth = json.loads((tmp_path / "by" / "data" / "truth.json").read_text("utf-8"))
    for path in (tmp_path / "by" / "store" / "deliveries" / "anmeldelser").iterdir():
        manifest = json.loads((path / "manifest.json").read_text("utf-8"))
        rows = truth["rows"][manifest["file"]]
        assert manifest["rows_set_aside"] == sum(rows["set_aside"].values())
        assert rows["set_aside"]["number_twice"] == truth["duplicates"][manifest["file"]] > 2
    report = json.loads((tmp_path / "by" / "out" / "2026" / "report.json").read_text("utf-8"))
    counted = [f for f in report["figures"] if f["unit"] == "count" and f["year"] == 2025]
    for figure in counted:
        true = truth["counts"]["2026"][figure["area"]][figure["indicator"]]["2025"]
        assert figure["n"] == true


@pytest.mark.slow
def test_a_file_with_too_many_duplicates_stops_the_report(tmp_path: Path, grundlag: Any) -> None:
    made = grundlag(f"twin by {SMALL} --duplicates 0.05", tmp_path)
    first, _, report = _follow(made.out, tmp_path, grundlag)
    assert first.code == 0
    assert report.code == 1
    assert "set-aside.csv" in report.err


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path, grundlag: Any) -> None:
    ran = grundlag(
        "twin by --phi 0.5 --yearly -1 --drop amagr:indbrud:2025:0.6 --drop amager:indbrut:2031:0 "
        "--break vold:2018:1.3 --wording 2040:0.03 --late 2 --duplicates 7 --design two_steps "
        "--seed -1 --scale 0",
        tmp_path,
    )
    assert ran.code == 1
    for said in (
        "--phi: 0.5 is not between 1 and 100.",
        "--yearly: -1 is not between",
        '--drop: no area is called "amagr".\n    Did you mean "amager"?',
        '--drop: no crime type is called "indbrut".\n    Did you mean "indbrud"?',
        "--drop: 2031 is no police year that something can change in.",
        "--drop: the factor 0 is not above 0",
        "--break: 2018 is no police year",
        "--wording: 2040 is no wave",
        "--late: 2 is not between",
        "--duplicates: 7 is not between",
        '--design: no design is called "two_steps".\n    Did you mean "two_stage"?',
        "--seed: -1 is not",
        "--scale: 0 is not",
    ):
        assert said in ran.err
    assert not (tmp_path / "by").exists()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("--wording 2024:0.3", "--wording: 120.5% would be tryg in bydel-5 by day"),
        ("--drop amager:tyveri:2025:10", "--phi: one type would be nearly all of a total"),
    ],
)
def test_what_cannot_be_is_refused(asked: str, said: str, tmp_path: Path, grundlag: Any) -> None:
    ran = grundlag(f"twin by {SMALL} {asked}", tmp_path)
    assert ran.code == 1
    assert said in ran.err
    assert not (tmp_path / "by").exists()


def test_what_is_not_written_like_its_example_is_wrong_use(tmp_path: Path, grundlag: Any) -> None:
    ran = grundlag("twin by --drop amager:2025 --break vold:i:fjor --wording 3", tmp_path)
    assert ran.code == 2
    told = re.sub(r"[\s│]+", " ", ran.err)
    for wrong, example in (
        ("amager:2025", "amager:indbrud:2025:0.6"),
        ("vold:i:fjor", "vold:2023:1.3"),
        ("3", "2024:0.03"),
    ):
        assert f'"{wrong}" is not written like {example}' in told


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, grundlag: Any) -> None:
    (tmp_path / "by").mkdir()
    (tmp_path / "by" / "noget.txt").write_text("mit", "utf-8")
    ran = grundlag(f"twin by {SMALL}", tmp_path)
    assert ran.code == 1
    assert "the folder is not empty." in ran.err
    assert [path.name for path in (tmp_path / "by").iterdir()] == ["noget.txt"]
