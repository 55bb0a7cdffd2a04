"""What stands among the rows of a table and is no row of it: sums of other rows, and notes.

Both are set aside under names of their own, so that what was read still adds up.
"""

import re
import tomllib
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from grundlag.basis.declared import Definitions
from grundlag.records.model import NOTES, SetAside
from grundlag.records.parse import BLANKS

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
TOTALS, NOTE_WORDS = tuple(_WORDS["totals"]), tuple(_WORDS["notes"])
NARROW = 3  # columns from which a lone text can be told from a row
A_FEW = 2  # cells that a note with a word for it may fill
SUM = "sum"  # the column beside a row's cells: which of them says that it sums up others
SUMMED_UP = (  # columns in which a total is called one
    "id", "code", "place", "date", "period", "first_month", "wave", "question", "plan_year",
    "activity",
)  # fmt: skip
ERRORS = ("#", "=")  # how an error, or a bare formula, begins: it is no note
_LETTER = re.compile(r"[^\W\d_]")


def totals_of(defs: Definitions) -> frozenset[str]:
    """What a cell says that sums up others: a word for it, alone or with a declared name.

    A declared name is no total, whatever words it is made of.
    """
    known = {" ".join(name.split()).lower() for name in _declared(defs)}
    of_names = (f"{a} {b}" for name in known for w in TOTALS for a, b in ((w, name), (name, w)))
    return frozenset({*TOTALS, *of_names}) - known


def _declared(defs: Definitions) -> Iterable[str]:
    """The names of places and of codes that a folder declares."""
    for area in defs.areas.area:
        yield from (area.id, area.name, *(p for version in area.version for p in version.places))
    yield from defs.areas.unplaced
    yield from defs.codes.known
    for crime in defs.codes.crime:
        yield from (code for dated in crime.codes for code in (*dated.codes, *dated.without))


def sums_up(cells: dict[str, pa.ChunkedArray], totals: pa.Array) -> pa.Array:
    """For each row the column that calls it a total, the first of several; else an empty text."""
    n = len(next(iter(cells.values())))
    said = pa.array([""] * n, pa.string())
    for name in (name for name in reversed(SUMMED_UP) if name in cells):
        sums = pc.is_in(pc.utf8_lower(cells[name]), value_set=totals).combine_chunks()
        said = pc.if_else(sums, name, said) if sums.true_count else said
    return said


def is_note(cells: Sequence[str], width: int, alone: Collection[int] = ()) -> bool:
    """Whether what stands on a line is a note: one text alone, or a few that begin as one does.

    In the columns numbered in `alone` a text makes a row by itself: other cells are merged above.
    """
    filled = [i for i, cell in enumerate(cells) if cell.strip(BLANKS)]
    if not filled or len(filled) > A_FEW or width < NARROW:
        return False
    first = cells[filled[0]].strip(BLANKS).lower()
    is_lone = len(filled) == 1 and not first.startswith(ERRORS) and bool(_LETTER.search(first))
    return (is_lone and filled[0] not in alone) or first.startswith(NOTE_WORDS)


def note(line: int, text: str = "") -> SetAside:
    """A note that was set aside."""
    return SetAside(line=line, column="", found=text, expected="a row, no note", rule=NOTES)
