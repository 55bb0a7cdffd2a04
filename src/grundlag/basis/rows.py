"""A row of the workbook, read cell by cell, with what is wrong with each."""

from dataclasses import dataclass
from typing import Any

from grundlag.basis import cells
from grundlag.basis.faults import Fault
from grundlag.basis.lines import Cell
from grundlag.basis.names import Known, Names, folded
from grundlag.basis.sheet import Heading
from grundlag.basis.sheet_columns import CONTENTS, QUESTION
from grundlag.basis.slips import shown
from grundlag.basis.workbook import Grid
from grundlag.errors import Problem


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a sheet, read: values by key, and the cell of every key."""

    values: dict[str, Any]
    cells: dict[str, Cell]
    unreadable: frozenset[str]
    problems: tuple[Problem, ...]


def read_row(
    grid: Grid, number: int, row: tuple[Any, ...], headings: dict[int, Heading], known: Known
) -> Row:
    """What stands in a row, an indicator last: it is its basis'. What has no heading is wrong."""
    values: dict[str, Any] = {}
    unreadable: set[str] = set()
    problems: list[Problem] = []
    last = {column for column, heading in headings.items() if heading.holds == "indicator"}
    for column, value in sorted(enumerate(row, 1), key=lambda cell: cell[0] in last):
        heading, where = headings.get(column), str(grid.cell(number, column))
        if isinstance(value, str) and not value.strip():
            continue
        if isinstance(value, Fault):
            problems.append(Problem(where=where, what=value.what, fix=value.fix))
            unreadable |= {heading.key} if heading else set()
            continue
        if heading is None:
            if not str(grid.rows[0][column - 1]).strip():
                what = f"{shown(value)} stands under no heading."
                fix = "Write a heading above it, or empty the cell."
                problems.append(Problem(where=where, what=what, fix=fix))
            continue
        try:
            values[heading.key] = _value(value, heading, values, known)
        except cells.UnreadableError as error:
            unreadable.add(heading.key)
            what = f"{heading.text}: {shown(value)} cannot be read as {error.expected}."
            problems.append(Problem(where=where, what=what, fix=error.fix))
    where_of = {heading.key: grid.cell(number, column) for column, heading in headings.items()}
    return Row(
        values=values,
        cells=where_of,
        unreadable=frozenset(unreadable),
        problems=tuple(problems),
    )


def _value(value: Any, heading: Heading, before: dict[str, Any], known: Known) -> Any:
    """What a cell holds; an indicator is looked for in its row's own basis."""
    match heading.holds:
        case "word":
            return cells.word(value, heading.words, fixed=True)
        case "partnership":
            return cells.word(value, known.partnerships)
        case "basis":
            return _basis(value, known)
        case "indicator":
            names = _indicators(before, known)
            return cells.text(value) if names is None else cells.word(value, names)
        case "content":
            return _content(value)
        case holds:
            return cells.READS[holds](value)


def _indicators(before: dict[str, Any], known: Known) -> Names | None:
    """The indicators of a row's basis; where a row has none, those of all bases."""
    if "basis" in before or known.broken:
        return known.indicators.get(before.get("basis", ""))
    return {id: name for names in known.indicators.values() for id, name in names.items()}


def _basis(value: Any, known: Known) -> str:
    """A basis; a name that none has may be that of one which could not be read."""
    try:
        return cells.word(value, {**{id: id for id in known.broken}, **known.bases})
    except cells.UnreadableError:
        if known.broken:
            return known.broken[0]
        raise


def _content(value: Any) -> tuple[str, str]:
    """What a mapped column holds: ("columns", "code") or ("questions", "tryghed")."""
    before, colon, question = cells.text(value).partition(":")
    if colon and folded(before) == QUESTION:
        return "questions", question.strip()
    return "columns", cells.word(value, CONTENTS)
