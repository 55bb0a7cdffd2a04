"""Whatever a user gives it, the command answers in words: exit 0, 1 or 2, never a traceback."""

import random
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow  # every command on every broken folder

SEED = 20260301
GARBAGE = {
    "nothing": b"",
    "a line end": b"\n",
    "zeros": bytes(400),
    "noise": random.Random(SEED).randbytes(4000),
    "UTF-16": "Dag;Område;Indbyggere\n".encode("utf-16"),
    "a zip's first bytes": b"PK\x03\x04" + bytes(60),
    "Parquet's first bytes": b"PAR1" + bytes(60) + b"PAR1",
    "an open quote": 'Dag;Område;Indbyggere\n"01-01-2026;Havnen;1\n01-01-2026;Skoven;1\n'.encode(),
    "one long line": b"a;" * 800,
    "the same header twice": "Dag;Dag;Område;Indbyggere\n1;2;3;4\n".encode(),
}


@pytest.mark.parametrize("suffix", [".csv", ".txt", ".xlsx", ".xls", ".parquet", ".docx", ""])
@pytest.mark.parametrize("garbage", GARBAGE)
def test_no_file_brings_the_command_down(
    garbage: str, suffix: str, town: Path, grundlag: Any
) -> None:
    name = f"in/fil{suffix}"
    (town / name).write_bytes(GARBAGE[garbage])
    ran = grundlag(f"take {name}", town)
    assert ran.code == 1
    assert f"fil{suffix}" in ran.err
    assert not list(town.glob("store/deliveries/*/*/manifest.json"))


FILES = [
    "grundlag.toml",
    "decisions.toml",
    "sources.toml",
    "definitions/areas.toml",
    "definitions/codes.toml",
    "definitions/survey.toml",
    "definitions/partnerships.toml",
    "definitions/bases/nu.toml",
]
WRONG = {
    "empty": b"",
    "noise": GARBAGE["noise"],
    "latin-1": "schema = 1 # æøå".encode("latin-1"),
    "a list": b"schema = [1]\n",
    "another schema": b"schema = 99\n",
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("wrong", WRONG)
def test_no_definition_brings_the_command_down(
    wrong: str, name: str, town: Path, grundlag: Any
) -> None:
    (town / name).write_bytes(WRONG[wrong])
    ran = grundlag("judge 2026", town)
    assert ran.code == 1
    assert name in ran.err


@pytest.mark.parametrize("name", FILES)
def test_a_folder_where_a_definition_should_be(name: str, town: Path, grundlag: Any) -> None:
    (town / name).unlink()
    (town / name).mkdir()
    ran = grundlag("check", town)
    assert ran.code == 1
    assert name in ran.err or "no basis is declared" in ran.err or '"nu"' in ran.err


def test_a_name_too_long_for_the_system(town: Path, grundlag: Any) -> None:
    ran = grundlag(f"take {'a' * 400}.csv in/befolkning.csv", town)
    assert ran.code == 1
    assert "File name too long." in ran.err
    assert "6 read = 6 kept" in ran.out


def test_a_file_that_may_not_be_read(
    town: Path, grundlag: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refused)
    ran = grundlag("take in/befolkning.csv -C .", town)
    assert ran.code == 1
    assert "Permission denied" in ran.err or "cannot be read" in ran.err


WORDS = (
    *("new", "take", "check", "judge", "report", "explain", "2026", "2024", "2027", "0", "-1"),
    *("havnen", "lilleby", "indbrud", "trygge", "sammen", "æøå", "", " ", "--basis", "ny", "--"),
    *("diff", "adopt", "nu", "--by", "--on", "2025-06-10", "--case", "--year", "--grundlag"),
    *("--as-of", "2026-02-30", "-C", ".", "in", "ingen", "in/befolkning.csv", "--help", "1e3", "²"),
)


@pytest.mark.slow
def test_no_row_of_words_brings_the_command_down(taken: Path, grundlag: Any) -> None:
    chance = random.Random(SEED)
    for _ in range(150):
        words = [f"'{word}'" for word in chance.choices(WORDS, k=chance.randint(1, 5))]
        ran = grundlag(" ".join(words), taken)
        assert ran.code in (0, 1, 2), words
        assert bool(ran.err) or ran.code == 0 or "Usage" in ran.out, words
        assert "Traceback" not in ran.err
