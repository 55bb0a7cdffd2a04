"""Nothing personal at the door: columns that hold CPR numbers, and columns called as people are.

A message names the file, the column and the line, and never the number: what is found here is only
where, how often, and whether modulus 11 holds.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from grundlag.errors import DeliveryError, Problem
from grundlag.records.cpr import FORMS, Form, sights
from grundlag.records.headings import is_personal
from grundlag.records.model import Seen
from grundlag.records.raw import Chunk, Raw

ANY = "|".join(f"(?:{pattern.dated})" for pattern in FORMS.values())
SHORTEST = 9  # characters: a number that lost its leading zero
LOOKED_AT = 1000  # cells of a chunk that are looked at one by one; more are counted
REPEATS = 0.95  # the share of other values below which a column is searched by its values
FITS_NO_COLUMN = "cells that fit no column"
KEPT = "Nothing was kept."


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How many cells of a column hold a number written in one way, and the line of the first.

    `of_shape` are so written, `rows` of them have a date; `modulus` of the first `looked_at` hold
    modulus 11.
    """

    column: str
    form: Form
    line: int
    rows: int
    of_shape: int
    modulus: int
    looked_at: int


def tally(column: str, cells: pa.ChunkedArray, lines: Sequence[int] | np.ndarray) -> list[Tally]:
    """What looks like a CPR number in a column of text; `lines` goes with the cells.

    A column in which nothing looks like one costs one search, of its few values where it repeats
    them; one of shorter cells, none.
    """
    if (pc.max(pc.binary_length(cells)).as_py() or 0) < SHORTEST:
        return []
    if _repeats(cells) and not len(_places(pc.unique(cells), ANY)):
        return []
    places = _places(cells, ANY)
    if not len(places):
        return []
    likely = cells.take(pa.array(places))
    near = np.asarray(lines)[places]
    found = (_of_form(form, column, likely, near, cells) for form in FORMS)
    return [each for each in found if each is not None]


def _repeats(cells: pa.ChunkedArray) -> bool:
    """Whether a column holds some values again and again, by its first cells."""
    first = cells[:LOOKED_AT]
    return bool(pc.count_distinct(first).as_py() < REPEATS * len(first))


def _of_form(
    form: Form, column: str, likely: pa.ChunkedArray, lines: np.ndarray, cells: pa.ChunkedArray
) -> Tally | None:
    """The numbers written in one way, in those of some cells that may hold one."""
    dated = _places(likely, FORMS[form].dated)
    if form == "told":
        dated = np.setdiff1d(dated, _places(likely, FORMS["spelled"].dated), assume_unique=True)
    looked = likely.take(pa.array(dated[:LOOKED_AT], pa.int64())).to_pylist()
    found = zip(lines[dated].tolist(), (list(sights(form, text)) for text in looked), strict=False)
    hits = {line: sure for line, sure in found if sure}
    if not hits:
        return None
    rows = len(hits) + max(0, len(dated) - LOOKED_AT)
    return Tally(
        column=column,
        form=form,
        line=min(hits),
        rows=rows,
        of_shape=rows if form == "told" else len(_places(cells, FORMS[form].shape)),
        modulus=sum(any(held) for held in hits.values()),
        looked_at=len(hits),
    )


def _places(cells: pa.ChunkedArray, pattern: str) -> np.ndarray:
    """The places (from 0) of the cells in which a pattern finds something."""
    return np.flatnonzero(pc.match_substring_regex(cells, pattern).to_numpy(zero_copy_only=False))


def in_chunk(chunk: Chunk) -> list[Tally]:
    """What looks like a CPR number in some rows of a file, those that fit no column among them."""
    cells = chunk.cells
    found = [each for name in cells.column_names for each in tally(name, cells[name], chunk.lines)]
    if chunk.rejected:
        text = pa.chunked_array([pa.array([row.found for row in chunk.rejected], pa.string())])
        found += tally(FITS_NO_COLUMN, text, [row.line for row in chunk.rejected])
    return found


def is_certain(tallies: Iterable[Tally]) -> bool:
    """Whether some of the numbers stop the file whatever the rest of it holds."""
    return any(not FORMS[each.form].share for each in tallies)


def seen(tallies: Iterable[Tally]) -> tuple[Seen, ...]:
    """The columns that hold CPR numbers, in the order of their first lines.

    Of numbers so written enough must have a date, all chunks of a column together.
    """
    by_form: dict[tuple[str, Form], list[Tally]] = defaultdict(list)
    for each in tallies:
        by_form[each.column, each.form].append(each)
    by_column: dict[str, list[Tally]] = defaultdict(list)
    for (column, form), parts in by_form.items():
        if sum(t.rows for t in parts) >= FORMS[form].share * sum(t.of_shape for t in parts):
            by_column[column] += parts
    found = (_seen(column, parts) for column, parts in by_column.items())
    return tuple(sorted(found, key=lambda each: (each.line, each.column)))


def _seen(column: str, parts: list[Tally]) -> Seen:
    rows = sum(t.rows for t in parts)
    return Seen(
        column=column,
        line=min(t.line for t in parts),
        rows=rows,
        modulus=sum(t.modulus for t in parts),
        looked_at=sum(t.looked_at for t in parts),
        sure=rows / sum(t.of_shape for t in parts),
    )


def in_header(header: Sequence[str]) -> list[int]:
    """The places (from 1) of the headings that hold a CPR number themselves."""
    return [at for at, name in enumerate(header, 1) if _holds_one(name)]


def _holds_one(text: str) -> bool:
    """Whether a CPR number stands in a text that is no cell of a column."""
    return any(True for form in FORMS if form != "short" for _ in sights(form, text))


def refuse_named(file: str) -> None:
    """Raise DeliveryError where a file is called by a CPR number: its name would be kept."""
    if _holds_one(file):
        hidden = re.sub("[0-9]", "x", file)
        what = "its name looks like it holds a CPR number."
        raise DeliveryError(Problem(where=hidden, what=what, fix=f"Rename it. {KEPT}"))


def outside_columns(file: str, raw: Raw) -> Iterator[Problem]:
    """CPR numbers that stand in no column: above the headings, or in what a sheet is called."""
    for row in raw.above:
        if any(_holds_one(cell) for cell in row.cells):
            what = "what stands above the headings looks like a CPR number."
            fix = f"Take it out and export again. {KEPT}"
            yield Problem(where=f"{file}, line {row.line}", what=what, fix=fix)
    for name, told in raw.dress.items():
        if _holds_one(told):
            what = f"its {name} looks like a CPR number."
            yield Problem(where=file, what=what, fix=f"Call it otherwise. {KEPT}")


def said(file: str, header: Sequence[str], found: Iterable[Seen]) -> Iterator[Problem]:
    """What is wrong with a file that holds CPR numbers, in its header or its cells."""
    numbers = in_header(header)
    for at in numbers:
        what = "the heading looks like a CPR number."
        yield Problem(where=f"{file}, column {at}", what=what, fix=f"Rename it. {KEPT}")
    hidden = {header[at - 1]: f"column {at}" for at in numbers}
    for each in found:
        column = hidden.get(each.column) or f'column "{each.column}"'
        if each.column == FITS_NO_COLUMN:
            column = each.column
        more = f" (and {each.rows - 1:,} more)" if each.rows > 1 else ""
        what = f"{_looks(each.rows)} ({_why(each)})."
        fix = f"Take {'them' if each.rows > 1 else 'it'} out and export again. {KEPT}"
        if each.column not in hidden and each.column != FITS_NO_COLUMN:
            fix += f' If it is none: not_personal = ["{each.column}"] in its [[source]].'
        yield Problem(where=f"{file}, {column}, line {each.line}{more}", what=what, fix=fix)


def _looks(rows: int) -> str:
    return "look like CPR numbers" if rows > 1 else "looks like a CPR number"


def _why(each: Seen) -> str:
    if each.looked_at == 1:
        return f"date valid, modulus 11 {'holds' if each.modulus else 'does not hold'}"
    return f"dates valid, modulus 11 holds in {each.modulus} of {each.looked_at:,}"


def mapped_by_name(
    file: str, mapped: Mapping[str, str], declared: Iterable[str]
) -> Iterator[Problem]:
    """Columns that are called as people's own things are, and are to be kept: refused."""
    for ours, column in mapped.items():
        if is_personal(column) and column not in declared:
            what = f"is called as something personal, and would be kept as {ours}."
            fix = "Take it out of [source.columns]"
            fix += f'; or, if it is none, write not_personal = ["{column}"] there.'
            yield Problem(where=f'{file}, column "{column}"', what=what, fix=fix)
