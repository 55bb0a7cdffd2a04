"""Tables as a spreadsheet wants them: one heading row, one value a cell, nothing merged.

A column of limits becomes two, one of verdicts an outcome and a certainty; a heading over several
columns stands before each of theirs; a chart is a table of what it shows.
"""

from collections.abc import Iterator

from pydantic.dataclasses import dataclass

from grundlag.render.look import LOOK
from grundlag.render.numbers import cell_text, fill
from grundlag.render.tables import legend, table_title
from grundlag.report.model import Cell, Chart, Interval, Number, Panel, Table, VerdictCell

Value = Number | str


@dataclass(frozen=True, kw_only=True)
class Flat:
    """A table of one heading row; each value is a number or a text."""

    id: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()


def flat(block: Table | Chart) -> Flat:
    """A table, or what a chart shows, with one value a cell."""
    return _table(block) if isinstance(block, Table) else _chart(block)


def _table(table: Table) -> Flat:
    columns = [[row[i] for row in table.rows] for i in range(len(table.columns))]
    kinds = [_kind(cells) for cells in columns]
    headings = [
        heading
        for column, kind in zip(table.columns, kinds, strict=True)
        for heading in _headings(f"{column.over}: {column.heading}".removeprefix(": "), kind)
    ]
    rows = (
        tuple(v for cell, kind in zip(row, kinds, strict=True) for v in _values(cell, kind))
        for row in table.rows
    )
    notes = (*map(fill, table.notes), *filter(None, [legend(table)]))
    return Flat(
        id=table.id,
        title=table_title(table),
        headings=tuple(headings),
        rows=tuple(rows),
        notes=notes,
    )


def _kind(cells: list[Cell]) -> type:
    return next((k for k in (Interval, VerdictCell) if any(isinstance(c, k) for c in cells)), str)


def _headings(heading: str, kind: type) -> tuple[str, ...]:
    words = LOOK.words
    if kind is Interval:
        return f"{heading}, {words.low}", f"{heading}, {words.high}"
    return (heading, f"{heading}, {words.certainty}") if kind is VerdictCell else (heading,)


def _values(cell: Cell, kind: type) -> tuple[Value, ...]:
    match cell:
        case Interval():
            return cell.low, cell.high
        case VerdictCell():
            return cell.outcome, cell.certainty
        case Number():
            return (cell,) if kind is str else (cell, "")
        case _:
            return (cell_text(cell),) if kind is str else (cell_text(cell), "")


def _chart(chart: Chart) -> Flat:
    words, found = LOOK.words, chart.panels
    headings = (words.panel, words.series, words.year, words.value, words.low, words.high)
    limited = any(p.low is not None for panel in found for each in panel.lines for p in each.points)
    wide = len(headings) if limited else len(headings) - 2  # no column that is empty throughout
    rows = (row[:wide] for panel in found for row in _points(panel))
    notes = (fill(chart.alt), *map(fill, chart.notes))
    title = fill(chart.title)
    return Flat(id=chart.id, title=title, headings=headings[:wide], rows=tuple(rows), notes=notes)


def _points(panel: Panel) -> Iterator[tuple[Value, ...]]:
    def number(value: float | None) -> Value:
        if value is None:
            return ""
        return Number(value=value, unit=panel.unit, decimals=panel.decimals)

    for line in panel.lines:
        for point in line.points:
            shown = (point.value, point.low, point.high)
            yield (panel.title, line.name, point.label, *map(number, shown))
    if panel.level is not None:
        yield (panel.title, panel.level_name or LOOK.words.level, "", number(panel.level), "", "")
