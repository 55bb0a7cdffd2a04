"""What others lean on: the public names, the extension points; and what must not be in the tree."""

import ast
import re
import subprocess
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import grundlag
from grundlag.report.words import terms
from grundlag.verdicts.rules import RULES

ROOT = Path(__file__).parents[2]
PUBLIC = [
    "Cubes",
    "Definitions",
    "Delivery",
    "Estimate",
    "GrundlagError",
    "Judgements",
    "Measures",
    "Pack",
    "Paper",
    "Problem",
    "Taken",
    "Verdict",
    "compose",
    "count",
    "engine",
    "judge",
    "load",
    "measure",
    "save",
    "take",
]
POINTS = {
    ("grundlag.indicators.measure", "KINDS"): ["activity_share", "count", "rate", "survey_share"],
    ("grundlag.verdicts.rules", "RULES"): [
        "approaches",
        "at_least",
        "held_at_baseline",
        "monitored",
        "rises_every_year",
    ],
    ("grundlag.records.read", "READERS"): [
        ".csv",
        ".dta",
        ".htm",
        ".html",
        ".ods",
        ".parquet",
        ".sas7bdat",
        ".sav",
        ".tsv",
        ".txt",
        ".xls",
        ".xlsb",
        ".xlsm",
        ".xlsx",
        ".zsav",
    ],
    ("grundlag.render", "RENDERERS"): ["docx", "html", "pdf", "xlsx"],
    ("grundlag.engine.connect", "ENGINES"): ["duckdb", "spark"],
}


def test_the_public_names_are_these() -> None:
    """A name that is added here is a promise; one that is taken away is a break."""
    assert sorted(grundlag.__all__) == PUBLIC
    for name in PUBLIC:
        assert getattr(grundlag, name).__doc__


@pytest.mark.parametrize(("where", "name"), POINTS)
def test_an_extension_point_is_a_dict_with_these_entries(where: str, name: str) -> None:
    assert sorted(getattr(import_module(where), name)) == POINTS[where, name]


def test_every_rule_has_words_for_its_outcomes() -> None:
    assert set(terms.REACHED) == set(terms.MISSED) == set(RULES)


def test_every_reason_for_a_missing_figure_has_words(module: Any) -> None:
    """A figure that cannot be had says why in Danish: no reason may be unknown to the report."""
    whys = [
        keyword.value.value
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Missing"
        for keyword in node.keywords
        if keyword.arg == "why" and isinstance(keyword.value, ast.Constant)
    ]
    assert not set(whys) - set(terms.REASON)


def _tracked() -> list[Path]:
    git = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    ran = subprocess.run(git, capture_output=True, text=True)
    if ran.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in ran.stdout.split("\0") if name]


MACHINE = re.compile(r"(?<![\w.])/(?:work|home|root|Users|mnt)/[\w.-]+|\b[A-Z]:\\\\?\w+")
TEXT = {".py", ".md", ".toml", ".txt", ".in", ".lock", ".j2", ".R", ".csv", ".yml", ""}


def test_no_path_of_a_machine_is_in_the_tree() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in _tracked()
        if path.suffix in TEXT and path.is_file()
        for match in MACHINE.finditer(path.read_text("utf-8", errors="replace"))
    ]
    assert not found
