"""The real command on Lilleby, a town of two quarters that is small enough to count by hand.

Indbrud in Havnen: 24 in 2024, 12 in 2025; in Skoven 12 and 36. 2023 was delivered as counts.
"""

import shlex
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from grundlag.cli.app import main
from grundlag.run import judge_year, load, take_files

LILLEBY = Path(__file__).parents[1] / "cases" / "lilleby"


def _reports(year: int, havnen: int, skoven: int, *more: str) -> str:
    monthly = (("Havnen", "1320", havnen), ("Skoven", "1320", skoven), ("Havnen", "1390", 1))
    rows = (
        f"{year}{month:02d}-{place}-{code}-{n};{code};15-{month:02d}-{year};{place}"
        for month in range(1, 13)
        for place, code, times in monthly
        for n in range(times)
    )
    return "\n".join(("Sag;Kode;Dato;Sted", *rows, *more)) + "\n"


def _answers(wave: int, **tryg: int) -> str:
    """Twenty answers a quarter, of weight 10, so many of them tryg."""
    rows = (
        f"{wave};{place};10;{'tryg' if n < yes else 'utryg'}"
        for place, yes in tryg.items()
        for n in range(20)
    )
    return "\n".join(("År;Kvarter;Vægt;Tryghed", *rows)) + "\n"


FILES = {
    "tal-2023.csv": (
        "Gerning;Område;Fra;Til;Antal\n1320;Havnen;2023-01;2023-06;9\n"
        "1320;Havnen;2023-07;2023-12;11\n1320;Skoven;2023-01;2023-06;5\n"
        "1320;Skoven;2023-07;2023-12;8\n1390;Havnen;2023-01;2023-12;4\n"
        "1390;Skoven;2023-01;2023-12;6\n"
    ),
    "andele-2024.csv": (
        "Årgang;Kvarter;Spørgsmål;Svar;Procent\n2024;Havnekvarteret;tryghed;tryg;71\n"
        "2024;Skovkvarteret;tryghed;tryg;80\n2024;Lilleby;tryghed;tryg;85\n"
    ),
    "anmeldelser-2024.csv": _reports(2024, 2, 1),
    "anmeldelser-2025.csv": _reports(2025, 1, 3, "uden;1320;03-03-2025;"),
    "befolkning.csv": (
        "Dag;Område;Indbyggere\n"
        + "".join(f"01-01-{y};Havnen;1000\n01-01-{y};Skoven;2000\n" for y in (2024, 2025, 2026))
    ),
    "svar-2025.csv": _answers(2025, Havnen=12, Skoven=16),
    "svar-2026.csv": _answers(2026, Havnen=17, Skoven=16),
}
BEFORE = ("tal-2023.csv", "andele-2024.csv", "anmeldelser-2024.csv")


@dataclass(frozen=True, kw_only=True)
class Ran:
    """What a command gave, hard spaces as plain ones."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def grundlag(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `grundlag WORDS` in a folder; anything but an exit is a traceback and fails the test."""

    def run(words: str, where: Path) -> Ran:
        monkeypatch.chdir(where)
        monkeypatch.setattr(sys, "argv", ["grundlag", *shlex.split(words)])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        caught = capsys.readouterr()
        return Ran(code=code, out=caught.out.replace("\u00a0", " "), err=caught.err)

    return run


def prepare(root: Path) -> Path:
    """The town's working folder at `root`, nothing taken in, with what arrives in `in/`."""
    shutil.copytree(LILLEBY, root)
    (root / "in").mkdir()
    (root / "tom").mkdir()
    for name, text in FILES.items():
        (root / "in" / name).write_text(text, "utf-8")
    return root


@pytest.fixture(scope="session")
def _whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = prepare(tmp_path_factory.mktemp("whole") / "lilleby")
    defs = load(root)
    for arrived, wanted in ((date(2025, 2, 1), True), (date(2026, 2, 1), False)):
        files = [root / "in" / name for name in FILES if (name in BEFORE) is wanted]
        _, problems = take_files(defs, files, arrived)
        assert not problems
    judge_year(defs, 2026, date(2026, 6, 1))  # its cubes are kept: a test counts on from there
    return root


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """The working folder with nothing taken in."""
    return prepare(tmp_path / "lilleby")


@pytest.fixture
def taken(tmp_path: Path, _whole: Path) -> Path:
    """The working folder with everything taken in."""
    return shutil.copytree(_whole, tmp_path / "taken")
