"""Fetch a table: ask what it has, then for the figures that are wanted, and keep them whole."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from grundlag.basis.fetches import Bank
from grundlag.basis.folder import Source
from grundlag.errors import FetchError, Problem
from grundlag.records.statbank.answer import UNTOLD, Row, heads_of, rows_of
from grundlag.records.statbank.choose import choose
from grundlag.records.statbank.door import host_of, post
from grundlag.records.statbank.model import Answer, Fetched, Grid, Patience, Table, Variable, Wanted
from grundlag.records.statbank.shelf import kept, put
from grundlag.records.statbank.split import LIMIT, halves, split
from grundlag.records.statbank.table import refusal, table_of

TOO_LARGE = "REQUEST-LIMIT"
MOST = 100  # questions for one file
CUTS = 6  # how often a question is cut in two where the bank has a lower limit than is known


def fetch(
    root: Path,
    wanted: Wanted,
    day: date,
    patience: Patience,
    source: Source | None = None,
    again: bool = False,
) -> Fetched:
    """A table's figures, as a file in `fetched`; raises FetchError where they cannot be had whole.

    The same question is asked once a day, unless `again`. `source` is what the file is for.
    """
    asked = _asked(wanted)
    path, note = kept(root, wanted.fetch.id, day, asked)
    if note and not again:
        return _fetched(path, note, wanted, source, known=True)
    table = table_of(wanted.bank, wanted.fetch.table, patience)
    grid = choose(table, wanted, f"fetch {wanted.fetch.id}")
    parts = list(islice(split(grid, LIMIT), MOST + 1))
    _refuse_many(parts, grid)
    answers = [answer for part in parts for answer in _answers(wanted.bank, part, patience)]
    note = _note(table, grid, answers) | {
        "asked": asked,
        "address": f"{wanted.bank.address}/data",
        "date": day.isoformat(),
    }
    put(path, heads_of(grid), (row for found in answers for row in found), note)
    return _fetched(path, note, wanted, source, known=False)


def _note(table: Table, grid: Grid, answers: list[list[Row]]) -> dict[str, Any]:
    """What is noted of an answer: the table as its bank tells of it, and what was asked for."""
    return {
        "table": table.id,
        "title": table.title,
        "updated": table.updated,
        "active": table.active,
        "hidden": table.hidden,
        "questions": len(answers),
        "rows": sum(map(len, answers)),
        "untold": sum(row[-1] == UNTOLD for found in answers for row in found),
        "chosen": {variable.id: _labelled(variable, codes) for variable, codes in grid.chosen},
    }


def _asked(wanted: Wanted) -> dict[str, Any]:
    """The question in the words in which it was put: what a file is known again by."""
    fetch = wanted.fetch
    return {
        "bank": wanted.bank.address,
        "table": fetch.table,
        "format": fetch.format,
        "values": {name: list(values) for name, values in fetch.values.items()},
        "areas": list(wanted.areas),
        "from": wanted.since,
        "to": wanted.until,
    }


def _labelled(variable: Variable, codes: tuple[str, ...]) -> dict[str, str]:
    names = {value.id: value.text for value in variable.values}
    return {code: names[code] for code in codes}


def _refuse_many(parts: list[Grid], grid: Grid) -> None:
    if len(parts) > MOST:
        what = f"{grid.cells} cells would take more than {MOST} questions."
        fix = 'Ask for less, or say format = "BULK" in [[fetch]].'
        raise FetchError(Problem(where=grid.table, what=what, fix=fix))


def _answers(bank: Bank, grid: Grid, patience: Patience, cuts: int = 0) -> Iterator[list[Row]]:
    """The rows of a grid; in two where the bank finds it too large after all."""
    where = f"{host_of(bank)}, {grid.table}"
    answer = post(bank, "data", _question(grid), patience)
    if answer.status == 200:
        _refuse_unframed(answer, grid, where)
        yield rows_of(answer.body, grid, where)
        return
    code, words = refusal(answer)
    if code == TOO_LARGE and grid.format != "BULK" and grid.rows > 1 and cuts < CUTS:
        for half in halves(grid):
            yield from _answers(bank, half, patience, cuts + 1)
        return
    said = f": {words}" if words else "."
    fix = "Mend [[fetch]], or the address of the bank." if answer.status < 500 else "Try later."
    raise FetchError(Problem(where=where, what=f"answers {answer.status}{said}", fix=fix))


def _question(grid: Grid) -> dict[str, Any]:
    return {
        "table": grid.table,
        "format": grid.format,
        "lang": "da",
        "valuePresentation": "Code",
        "variables": [
            {"code": variable.id, "values": list(codes)} for variable, codes in grid.chosen
        ],
    }


def _refuse_unframed(answer: Answer, grid: Grid, where: str) -> None:
    """A streamed answer has no number of rows to be held against: its end must be told."""
    if grid.format == "BULK" and not answer.whole:
        what = "does not say how long its answer is: one that was cut off would look whole."
        fix = 'Say format = "CSV" in [[fetch]]: then every figure is there to be counted.'
        raise FetchError(Problem(where=where, what=what, fix=fix))


def _fetched(
    path: Path, note: dict[str, Any], wanted: Wanted, source: Source | None, known: bool
) -> Fetched:
    return Fetched(
        path=path,
        title=f"{note['table']} ({note['title']})" if note["title"] else str(note["table"]),
        updated=str(note["updated"])[:10],
        rows=note["rows"],
        questions=note["questions"],
        known=known,
        notices=(*_notices(path.name, note), *_reading(note, wanted, source)),
    )


def _notices(where: str, note: dict[str, Any]) -> Iterator[Problem]:
    """What should be known of a file before it is taken in."""
    if not note["active"]:
        what = f"{note['table']} is no longer updated."
        yield Problem(where=where, what=what, fix="Look for the table that came after it.")
    if note["untold"]:
        what = f'{note["untold"]} of {note["rows"]} figures are "{UNTOLD}": they are not told.'
        yield Problem(where=where, what=what, fix="`grundlag take` sets their rows aside.")


def _reading(note: dict[str, Any], wanted: Wanted, source: Source | None) -> Iterator[Problem]:
    """Where a source reads a file otherwise than its bank writes it."""
    if source is None or source.kind != "crime_counts":
        return
    where = f"sources.toml, {source.id}"
    if note["hidden"] == "0" and not source.hidden_as_zero:
        what = f"{note['table']} has 0 where a figure is kept secret."
        yield Problem(where=where, what=what, fix="Say hidden_as_zero = true: it is then told.")
    if wanted.fetch.format == "BULK" and source.absent != "zero":
        what = "a streamed table (BULK) leaves out what is 0, and it would be read as unknown."
        yield Problem(where=where, what=what, fix='Say absent = "zero".')
