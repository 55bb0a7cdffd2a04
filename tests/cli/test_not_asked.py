"""A wave in which a question was not asked: told by `check`, and said in the papers."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from grundlag.run import load, take_files


def test_the_papers_say_that_it_was_not_asked(taken: Path, grundlag: Any) -> None:
    """The 40 answers of 2026 come again, without any."""
    answers = (taken / "in" / "svar-2026.csv").read_text("utf-8")
    again = taken / "in" / "svar-2026-igen.csv"
    again.write_text(re.sub(r";(u?tryg)$", ";", answers, flags=re.MULTILINE), "utf-8")
    _, problems = take_files(load(taken), [again], date(2026, 3, 1))
    assert problems == []
    told = grundlag("check", taken)
    assert told.code == 0
    assert 'note: wave 2026: none of 40 people answered "tryghed": it was not asked.' in told.out
    assert "ingen data" in grundlag("judge havnen 2026", taken).out
    grundlag("report 2026", taken)
    paper = (taken / "out" / "2026" / "havnen.html").read_text("utf-8")
    assert "der blev ikke spurgt om det" in paper
    assert "ingen har svaret" not in paper
