"""Help ends with an example, and the example runs."""

import re
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from grundlag.cli.app import app

COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]
RUNS_ON = {"serve"}  # until it is stopped: tests/web/test_serve.py
NEEDS = {"anmeldelser-2026.csv": "Sag;Kode;Dato;Sted\n1;1320;03-01-2026;Havnen\n"}
HERE = {"amager": "havnen", "nuvaerende": "nu", "forslag-2025": "ny"}  # as the town calls them


def _example(page: str) -> str:
    found = re.search(r"Example: grundlag (.+)", page)
    assert found, page
    return found[1]


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(c, marks=pytest.mark.slow if c == "certify" else ())
        for c in sorted({*COMMANDS} - RUNS_ON)
    ],
)
def test_the_example_runs(command: str, taken: Path, grundlag: Any, bank: Any) -> None:
    page = grundlag(f"{command} --help", taken)
    assert page.code == 0
    example = _example(page.out)
    assert example.startswith(f"{command} ") or example == command
    for name, text in NEEDS.items():
        (taken / name).write_text(text, "utf-8")
    (people,) = (taken / "store" / "deliveries" / "befolkning").iterdir()
    for theirs, ours in (*HERE.items(), ("0123456789abcdef", people.name)):
        example = example.replace(theirs, ours)
    if command in ("proof", "verify"):
        assert grundlag("report 2026", taken).code == 0
    if command == "fetch":
        example += f" --bank {bank.address}"
    ran = grundlag(example, taken)
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_word_of_a_command_is_explained(command: str) -> None:
    found = get_command(app).commands[command]  # type: ignore[attr-defined]
    for parameter in found.params:
        assert parameter.help, parameter.name


def test_the_command_alone_lists_its_verbs(tmp_path: Path, grundlag: Any) -> None:
    ran = grundlag("", tmp_path)
    assert ran.code == 2
    page = ran.out + ran.err
    assert all(f"\n  {command} " in page for command in COMMANDS)


def test_a_first_line_is_whole_in_the_list(tmp_path: Path, grundlag: Any) -> None:
    listed = grundlag("--help", tmp_path).out.partition("Commands:")[2]
    assert listed
    assert "..." not in listed
