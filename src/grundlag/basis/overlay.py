"""A sheet as the section of TOML it speaks instead of, with the cell of everything in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from grundlag.basis.faults import Fault
from grundlag.basis.lines import Lines, Path, letters
from grundlag.basis.names import Known, folded
from grundlag.basis.rows import Row, read_row
from grundlag.basis.sheet import Heading, Sheet
from grundlag.basis.sheet_columns import CONTENTS
from grundlag.basis.workbook import Grid, is_blank
from grundlag.errors import Problem, nearest

PAIR = ("columns", "column")  # what a row of a grouped sheet maps, and to which column


@dataclass(frozen=True, kw_only=True)
class Laid:
    """A section read from a sheet: its records as data, and the cell of each thing.

    `unreadable` are paths whose cells have been told of already.
    """

    records: tuple[dict[str, Any], ...]
    cells: Lines
    problems: tuple[Problem, ...]
    unreadable: frozenset[Path]


def lay(grid: Grid, sheet: Sheet, known: Known) -> Laid:
    """A sheet's section; every problem of its headings and cells at once."""
    headings, problems = _headings(grid, sheet)
    problems += _shape(grid)
    rows = [
        read_row(grid, number, row, headings, known)
        for number, row in enumerate(grid.rows[1:], 2)
        if headings and not is_blank(row)
    ]
    problems += [problem for row in rows for problem in row.problems]
    head: Lines = {(sheet.section,): grid.cell(1, 1)}
    gather = _grouped if sheet.rows_of else _plain
    records, found, unreadable, more = gather(rows, sheet)
    return Laid(
        records=records,
        cells=head | found,
        problems=tuple(problems + more),
        unreadable=frozenset(unreadable),
    )


def _headings(grid: Grid, sheet: Sheet) -> tuple[dict[int, Heading], list[Problem]]:
    """The heading of each column (from 1), and what is wrong with the heading row."""
    names = {folded(heading.text): heading for heading in sheet.headings}
    found: dict[int, Heading] = {}
    problems: list[Problem] = []
    meant: set[str] = set()
    for column, value in enumerate(grid.rows[0] if grid.rows else (), 1):
        where, heading = str(grid.cell(1, column)), names.get(folded(str(value)))
        if isinstance(value, Fault):
            problems.append(Problem(where=where, what=value.what, fix=value.fix))
        elif heading in found.values():
            what = f'the heading "{value}" stands twice.'
            problems.append(Problem(where=where, what=what, fix="Keep one of the columns."))
        elif heading is not None:
            found[column] = heading
        elif str(value).strip():
            near = nearest(str(value), (h.text for h in sheet.headings))
            what = f'"{value}" is no heading of this sheet.'
            problems.append(Problem(where=where, what=what, fix=near))
            meant.add(near)
    if grid.rows and not found:
        return found, [*problems, _no_heading(grid, sheet)]
    for heading in (heading for heading in sheet.headings if not heading.may_be_absent):
        if heading not in found.values() and f'Did you mean "{heading.text}"?' not in meant:
            what = f'the heading "{heading.text}" is missing.'
            fix = "Write it in a column of row 1."
            problems.append(Problem(where=str(grid.cell(1, 1)), what=what, fix=fix))
    return found, problems


def _no_heading(grid: Grid, sheet: Sheet) -> Problem:
    """Said once for them all; what stands below row 1 cannot be read then."""
    headings = "; ".join(heading.text for heading in sheet.headings)
    what = "row 1 holds no heading of this sheet."
    return Problem(where=str(grid.cell(1, 1)), what=what, fix=f"Write them there: {headings}.")


def _shape(grid: Grid) -> list[Problem]:
    """Merged cells, and blank rows with rows below them."""
    merged = [
        Problem(
            where=str(grid.cell(top, left)),
            what=f"is merged with the cells down to {letters(right)}{end}.",
            fix="Split them, and write the value in each cell it is for.",
        )
        for top, left, end, right in grid.merged
    ]
    blank = [
        Problem(
            where=str(grid.cell(number, 1)),
            what="the row is empty, and there are rows below it.",
            fix="Delete the empty row.",
        )
        for number, row in enumerate(grid.rows[1:], 2)
        if is_blank(row)
    ]
    return merged + blank


Gathered = tuple[tuple[dict[str, Any], ...], Lines, set[Path], list[Problem]]


def _plain(rows: list[Row], sheet: Sheet) -> Gathered:
    """A record a row."""
    found: Lines = {}
    unreadable: set[Path] = set()
    problems: list[Problem] = []
    for i, row in enumerate(rows):
        at: Path = (sheet.section, i)
        found |= _addresses(at, row)
        unreadable |= {(*at, key) for key in (*row.unreadable, *_absent(sheet.headings, row))}
        problems += _missing(sheet.headings, row)
    return tuple(_nested(row.values) for row in rows), found, unreadable, problems


def _grouped(rows: list[Row], sheet: Sheet) -> Gathered:
    """A record for all rows of one key, each of which brings one of its columns."""
    name = sheet.rows_of or ""
    of_row = [h for h in sheet.headings if h.key in (name, *PAIR)]
    of_group = tuple(h for h in sheet.headings if h not in of_row)
    problems = [problem for row in rows for problem in _missing(tuple(of_row), row)]
    groups: dict[str, list[Row]] = {}
    for row in rows:
        if name in row.values:
            groups.setdefault(row.values[name], []).append(row)
    records: list[dict[str, Any]] = []
    found: Lines = {}
    unreadable: set[Path] = set()
    for i, group in enumerate(groups.values()):
        at: Path = (sheet.section, i)
        whole, more = _one(group, of_group)
        maps, columns, twice = _maps(at, group)
        problems += [*more, *_missing(of_group, whole), *twice]
        found |= _addresses(at, whole) | columns
        unreadable |= {(*at, key) for key in (*whole.unreadable, *_absent(of_group, whole))}
        records.append({name: group[0].values[name], **_nested(whole.values), **maps})
    return tuple(records), found, unreadable, problems


def _one(group: list[Row], headings: tuple[Heading, ...]) -> tuple[Row, list[Problem]]:
    """What the rows of a group say together, each value where it first stands."""
    values: dict[str, Any] = {}
    where = dict(group[0].cells)
    problems: list[Problem] = []
    for row in group:
        for heading in (h for h in headings if h.key in row.values):
            value, key = row.values[heading.key], heading.key
            if key not in values:
                values[key], where[key] = value, row.cells[key]
            elif values[key] != value:
                first = f"{letters(where[key].column)}{where[key].row}"
                what = f"{heading.text} is another here than in {first}."
                fix = "Write it on the first of these rows alone."
                problems.append(Problem(where=str(row.cells[key]), what=what, fix=fix))
    unreadable = frozenset(key for row in group for key in row.unreadable)
    return Row(values=values, cells=where, unreadable=unreadable, problems=()), problems


def _maps(at: Path, group: list[Row]) -> tuple[dict[str, Any], Lines, list[Problem]]:
    """Our columns and questions, each with the file's column, in the order of the rows."""
    maps: dict[str, Any] = {"columns": {}, "questions": {}}
    content, column = PAIR
    found: Lines = {
        (*at, table): group[0].cells[content] for table in maps if content in group[0].cells
    }
    problems: list[Problem] = []
    for row in (row for row in group if {content, column} <= set(row.values)):
        table, name = row.values[content]
        if name in maps[table]:
            what = f'"{CONTENTS.get(name, name)}" has a column above.'
            fix = "Keep one of the rows."
            problems.append(Problem(where=str(row.cells[content]), what=what, fix=fix))
        maps[table][name] = row.values[column]
        found[(*at, table, name)] = row.cells[column]
    return maps, found, problems


def _addresses(at: Path, row: Row) -> Lines:
    """The cell of a record and of each of its keys, empty ones too."""
    first = min(row.cells.values(), key=lambda cell: cell.column)
    inside = {at + tuple(key.split(".")): cell for key, cell in row.cells.items()}
    outer = {path[:3]: cell for path, cell in inside.items() if len(path) > 3}
    return {at: first, **outer, **inside}


def _absent(headings: tuple[Heading, ...], row: Row) -> Iterator[str]:
    yield from (h.key for h in headings if h.required and h.key not in row.values)


def _missing(headings: tuple[Heading, ...], row: Row) -> Iterator[Problem]:
    """Cells that must be filled in and are empty; a missing heading is told once."""
    for heading in headings:
        absent = heading.required and heading.key not in row.values
        if absent and heading.key in row.cells and heading.key not in row.unreadable:
            what, where = f"{heading.text} is empty.", str(row.cells[heading.key])
            yield Problem(where=where, what=what, fix="Fill it in.")


def _nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """Keys with a dot inside a record of their own."""
    record: dict[str, Any] = {}
    for key, value in values.items():
        outer, _, inner = key.partition(".")
        if inner:
            record.setdefault(outer, {})[inner] = value
        else:
            record[key] = value
    return record
