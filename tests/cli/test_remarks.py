"""Remarks by their day: what is later is left out and told, and no figure of then is kept."""

import json
from pathlib import Path
from typing import Any

import pytest

REMARK = """
[[remark]]
partnership = "havnen"
indicator   = "indbrud"
text        = "{text}"
initials    = "AB"
date        = {date}
"""
EARLY, LATE = "Broen var lukket.", "Broen er åben igen."
FIGURES = "remarks/2026.tal.json"


@pytest.fixture
def remarked(taken: Path) -> Path:
    """The town with a remark of March 2026, and one of a day that has not been."""
    (taken / "remarks").mkdir(exist_ok=True)
    both = REMARK.format(text=EARLY, date="2026-03-04"), REMARK.format(text=LATE, date="2099-03-04")
    (taken / "remarks/2026.toml").write_text("schema = 1\n" + "".join(both), "utf-8")
    return taken


def test_a_later_remark_is_left_out_and_told_and_its_figure_is_not_kept(
    remarked: Path, grundlag: Any
) -> None:
    ran = grundlag("report 2026", remarked)
    assert ran.code == 0, ran
    assert "remark on havnen indbrud (AB, 2099-03-04): dated after " in ran.out
    assert "remark on havnen indbrud (AB, 2026-03-04)" not in ran.out
    page = (remarked / "out/2026/havnen.html").read_text("utf-8")
    assert EARLY in page
    assert LATE not in page
    assert len(json.loads((remarked / FIGURES).read_text("utf-8"))) == 1


@pytest.mark.slow
def test_as_of_a_day_no_figure_is_kept(remarked: Path, grundlag: Any) -> None:
    ran = grundlag("report 2026 --as-of 2026-03-03", remarked)
    assert ran.code == 0, ran
    for date in ("2026-03-04", "2099-03-04"):
        told = f"remark on havnen indbrud (AB, {date}): dated after 2026-03-03, and left out"
        assert told in ran.out
    assert grundlag("report 2026 --as-of 2026-03-05", remarked).code == 0
    assert EARLY in (remarked / "out/2026/havnen.html").read_text("utf-8")
    assert not (remarked / FIGURES).exists()
