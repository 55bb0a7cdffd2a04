"""What takes seconds of a folder's year: to judge it, and to put it into papers."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from grundlag import run
from grundlag.basis.load import Definitions
from grundlag.report.model import Pack

KEPT = 2  # judged years that are held for their papers: one, and the one before it


@dataclass(frozen=True, kw_only=True)
class Year:
    """A report year of a folder as it stood; `of` is a name for how it stood, never used again."""

    of: str
    year: int
    defs: Definitions = field(compare=False, repr=False)
    today: date = field(compare=False)


@lru_cache(KEPT)
def judged(asked: Year) -> "dict[str, run.Run]":
    """A year on every basis, counted, measured and judged, by the id of the basis."""
    found = run.judge_all(asked.defs, asked.year, asked.today)
    return {each.measures.basis.id: each for each in found}


def packed(asked: Year, basis: str) -> Pack:
    """The pack of a year on a basis."""
    return run.pack_of(judged(asked)[basis])
