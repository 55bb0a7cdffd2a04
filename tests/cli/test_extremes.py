"""Numbers that are slips or ill will: refused with where and what to do, or printed."""

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

BRIDGE = """schema = 1
[[break]]
indicator = "indbrud"
from_year = 2025
why = "Et nyt system."
[[bridge]]
indicator = "indbrud"
to_year = 2025
joins = ["break"]
why = "Talt på begge måder."
"""
COUNTED = "years       = [2024]\nas_of       = 2025-03-01"


@pytest.mark.parametrize(
    ("more", "line", "fix"),
    [
        ("factor = 1e308\n", 11, "Write 0.01 to 100."),
        ("factor = 0.0\n", 11, "Write 0.01 to 100."),
        ("factor = -1.0\n", 11, "Write 0.01 to 100."),
        ("factor = 5e-324\n", 11, "Write 0.01 to 100."),
        ("factor = nan\n", 11, "Write a number: not nan, not inf."),
        ("factor = 1.1\nerror = 400\n", 12, "Write 0 to 1."),
    ],
)
def test_a_bridge_that_no_one_could_measure_is_refused(
    more: str, line: int, fix: str, taken: Path, grundlag: Any
) -> None:
    (taken / "definitions" / "breaks.toml").write_text(BRIDGE + more, "utf-8")
    for command in ("check", "judge 2026", "power", "report 2026"):
        ran = grundlag(command, taken)
        assert ran.code == 1
        assert f"definitions/breaks.toml:{line}: " in ran.err
        assert fix in ran.err


@pytest.mark.parametrize("more", ["factor = 0.01\nerror = 1\n", "factor = 100\nerror = 1.0\n"])
def test_the_widest_bridge_can_be_printed(more: str, taken: Path, grundlag: Any) -> None:
    (taken / "definitions" / "breaks.toml").write_text(BRIDGE + more, "utf-8")
    for command in ("check", "judge 2026", "power", "report 2026", "explain havnen 2026 indbrud"):
        assert grundlag(command, taken).code == 0


def _print_baselines(root: Path, value: str, exposure: str) -> None:
    path = root / "definitions" / "partnerships.toml"
    made = f'value = {value}\n{exposure}\nsource = "Opdigtet"\nprinted_for = 2024'
    text = path.read_text("utf-8")
    assert COUNTED in text
    path.write_text(text.replace(COUNTED, made), "utf-8")


@pytest.mark.parametrize(
    ("value", "exposure"),
    [("1e300", ""), ("1e9", "exposure = 1e9"), ("24.0", "exposure = 1e-300"), ("1e-300", "")],
)
def test_a_printed_level_that_cannot_be_is_refused(
    value: str, exposure: str, taken: Path, grundlag: Any
) -> None:
    _print_baselines(taken, value, exposure)
    for command in ("check", "judge 2026", "power", "report 2026"):
        ran = grundlag(command, taken)
        assert ran.code == 1
        assert ran.err.count("cannot be.\n    Write what was printed, and of how many.") == 4


@pytest.mark.parametrize(
    ("value", "exposure"),
    [("1e9", ""), ("1e7", "exposure = 1"), ("1e-6", ""), ("0.0", "exposure = 1e9"), ("0.0", "")],
)
def test_the_largest_and_the_smallest_level_can_be_printed(
    value: str, exposure: str, taken: Path, grundlag: Any
) -> None:
    _print_baselines(taken, value, exposure)
    for command in ("check", "judge 2026", "power", "report 2026"):
        assert grundlag(command, taken).code == 0


def test_more_reports_than_there_are_people_on_earth_are_set_aside(
    town: Path, grundlag: Any
) -> None:
    head, *rest = (town / "in" / "tal-2023.csv").read_text("utf-8").splitlines()
    assert rest[0].endswith(";9")
    rest[0] = rest[0].removesuffix("9") + "9000000000000000000"
    (town / "in" / "tal-2023.csv").write_text("\n".join([head, *rest]), "utf-8")
    ran = grundlag("take in/tal-2023.csv", town)
    assert "1 row (line 2): Antal '9000000000000000000', expected 0 to 1000000000" in ran.out
