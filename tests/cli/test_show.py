"""What the terminal shows, as text: at 80 columns, piped, and as a process of its own."""

import io
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from grundlag import run, show
from grundlag.show.terminal import PIPED, WIDEST

pytestmark = pytest.mark.slow  # a run of the command each

LONG = "Anmeldelser af straffelovskriminalitet pr. 1.000 indbyggere"
BOXES = "─│┃━┏┓╇╭╮╰╯|+"


@pytest.mark.parametrize("width", [80, 200])
def test_a_table_fits_the_terminal_and_no_word_is_cut(width: int, taken: Path) -> None:
    for basis in (taken / "definitions" / "bases").glob("*.toml"):
        basis.write_text(basis.read_text("utf-8").replace("Hærværk pr. 1.000", LONG), "utf-8")
    text = io.StringIO()
    out = Console(file=text, force_terminal=True, color_system=None, width=width, soft_wrap=True)
    judged = run.judge_year(run.load(taken), 2026, date(2026, 6, 1))
    show.verdicts(out, judged, None)
    lines = text.getvalue().splitlines()
    assert max(map(len, lines)) <= min(width, WIDEST)
    words = text.getvalue().split()
    for whole in (*LONG.split(), "usikkerheden", "aktivitetsliste", "fastholdt"):
        assert whole in words


def test_piped_there_are_no_boxes_and_no_blanks_at_line_ends(taken: Path, grundlag: Any) -> None:
    for words in ("judge 2026", "explain havnen 2026 indbrud", "report 2026", "check", "--help"):
        lines = grundlag(words, taken).out.splitlines()
        assert not any(set(BOXES) & set(line) for line in lines)
        assert not any(line.endswith(" ") for line in lines)
        assert max(map(len, lines)) <= PIPED


def test_a_row_begins_with_its_target_and_what_is_wrapped_does_not(
    taken: Path, grundlag: Any
) -> None:
    lines = grundlag("judge havnen 2026", taken).out.splitlines()
    table = lines[4 : next(i for i, line in enumerate(lines) if line.startswith("Samlet"))]
    assert [line[:3] for line in table] == ["1.1", "2.1", "2.2", "3.1", "   "]


def test_what_holds_over_the_period_stands_below_the_table(taken: Path, grundlag: Any) -> None:
    """2026 is the only wave and 2025 the only police year so far; nothing closes before 2028."""
    lines = grundlag("judge havnen 2026", taken).out.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("Samlet"))
    assert lines[at + 1] == "Over perioden 2025-2028 (foreløbig):"
    told = " ".join(line.strip() for line in lines[at + 2 :])
    assert "2.1  Indbrud: fastholdt, inden for usikkerheden (2025)" in told
    assert "2.2" not in told  # monitored
    assert "Over perioden" not in grundlag("judge skoven 2026", taken).out  # it has no period


@pytest.mark.slow
def test_the_command_is_installed_and_says_its_error_on_stderr(tmp_path: Path) -> None:
    command = Path(sys.executable).with_name("grundlag")
    ran = subprocess.run([command, "check"], cwd=tmp_path, capture_output=True, text=True)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "this is no working folder" in ran.stderr
    assert "Traceback" not in ran.stderr
