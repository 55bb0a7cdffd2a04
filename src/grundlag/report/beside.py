"""An area's figures on two bases: side by side, in columns of their own, and never subtracted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from grundlag.basis import clocks
from grundlag.basis.model import Indicator, Row
from grundlag.basis.model import Table as DeclaredTable
from grundlag.indicators.model import Estimate
from grundlag.report.between import Between, told_apart
from grundlag.report.charts import panel
from grundlag.report.context import Context
from grundlag.report.limits import limits
from grundlag.report.model import Block, Cell, Chart, Number, Panel, Paragraph, Section, Table
from grundlag.report.tables import declared_table
from grundlag.report.words import comparison as words
from grundlag.report.words import da
from grundlag.report.words.seen import chart_alt

NOTHING = Number(value=None, unit="number", status="none")
UNKNOWN = Number(value=None, unit="number", status="unknown")


def beside_section(bases: Between, old: Context, new: Context, area: str) -> Section:
    """One area: this report's figures, the cells that differ, then each basis over all years."""
    blocks: list[Block] = [_figures(bases, old, new, area)]
    cells = _cells(bases, old, new, area)
    if cells:
        blocks.append(
            Table(
                id=f"celler-{area}",
                title=words.CELLS,
                columns=words.CELL_COLUMNS,
                rows=cells,
            )
        )
    elif bases.new.table:
        blocks.append(Paragraph(texts=(words.same_cells(new.name(area)),)))
    chart = _chart(bases, old, new, area)
    if chart.panels:
        blocks.append(chart)
    blocks += [_years(context, area) for context in (old, new)]
    return Section(id=f"omraade-{area}", heading=new.name(area), blocks=tuple(blocks))


def _figures(bases: Between, old: Context, new: Context, area: str) -> Table:
    """Each pair of indicators: figure, limits and baseline on one basis, then on the other."""
    rows = tuple(
        (
            da.plain(_called(bases, pair.old, pair.new)),
            *_half(old, pair.old, area),
            *_half(new, pair.new, area),
        )
        for pair in bases.pairs
        if any(i and i.kind != "activity_share" for i in (pair.old, pair.new))
    )
    return Table(
        id=f"tal-{area}",
        title=words.side_title(new.name(area), new.year),
        columns=words.SIDE_COLUMNS,
        rows=rows,
        notes=(words.own_series(),),
    )


def _called(bases: Between, old: Indicator | None, new: Indicator | None) -> str:
    if new is None:
        return bases.old.label(old.id) if old else ""
    label = bases.new.label(new.id)
    if old is None or bases.old.label(old.id) == label:
        return label
    return words.was_called(label, told_apart(label, bases.old.label(old.id))[1])


def _half(context: Context, indicator: Indicator | None, area: str) -> tuple[Cell, Cell, Cell]:
    if indicator is None:
        return NOTHING, NOTHING, NOTHING
    found = context.estimate(indicator.id, area, clocks.figure_year(indicator, context.year))
    base = context.measures.baselines.get((indicator.id, area))
    decimals = context.decimals(indicator.id)
    return (
        da.number(found, decimals) if found else UNKNOWN,
        limits(found, decimals) if found and found.value is not None else UNKNOWN,
        da.level(base, decimals) if base and base.value is not None else NOTHING,
    )


def _cells(bases: Between, old: Context, new: Context, area: str) -> tuple[tuple[Cell, ...], ...]:
    """The cells of the declared tables that are not the same: of both years and changes."""
    before = {t.number: t for t in old.basis.table if area in t.applies_to}
    now = {t.number: t for t in new.basis.table if area in t.applies_to}
    return tuple(
        row
        for number in sorted({*before, *now})
        for row in _table_cells(bases, (old, before.get(number)), (new, now.get(number)), area)
    )


Side = tuple[Context, DeclaredTable | None]


def _table_cells(bases: Between, old: Side, new: Side, area: str) -> Iterator[tuple[Cell, ...]]:
    before, now = _by_place(old, area, {}), _by_place(new, area, bases.before)
    number = next(t.number for _, t in (new, old) if t)
    for (row, column), (label, _) in {**before, **now}.items():
        then = before.get((row, column), ("", NOTHING))[1]
        since = now.get((row, column), ("", NOTHING))[1]
        if then != since:
            yield da.plain(str(number)), da.plain(label), da.plain(column), then, since


def _by_place(
    side: Side, area: str, before: Mapping[str, str]
) -> dict[tuple[str, str], tuple[str, Cell]]:
    """A declared table's cells by row and column; a row is called after the old indicator."""
    context, declared = side
    if declared is None:
        return {}
    made = declared_table(context, declared, area)
    found = {}
    for row, cells in zip(declared.rows, made.rows, strict=True):
        label = context.label(row.indicator) if row.indicator else row.label
        for column, cell in list(zip(made.columns, cells, strict=True))[1:]:
            found[_row_key(row, before), column.heading] = (label, cell)
    return found


def _row_key(row: Row, before: Mapping[str, str]) -> str:
    if row.indicator is None:
        return row.label
    return before.get(row.indicator, row.indicator)


def _years(context: Context, area: str) -> Table:
    """One basis over all years with data: every indicator by the year its figures are about."""
    history = {
        i.id: {e.year: e for e in context.history(i.id, area)} for i in context.basis.indicator
    }
    shown = {name: found for name, found in history.items() if found}
    years = sorted({year for found in shown.values() for year in found})
    rows = tuple(_year_row(context, name, found, years) for name, found in shown.items())
    return Table(
        id=f"aar-{context.basis.id}-{area}",
        title=words.years_title(context.name(area), context.basis_name),
        columns=words.year_columns(years),
        rows=rows,
    )


def _year_row(
    context: Context, name: str, found: Mapping[int, Estimate], years: Sequence[int]
) -> tuple[Cell, ...]:
    decimals = context.decimals(name)
    numbers = (da.number(found[y], decimals) if y in found else UNKNOWN for y in years)
    return (da.plain(context.label(name)), *numbers)


def _chart(bases: Between, old: Context, new: Context, area: str) -> Chart:
    """A panel a basis for each pair that is not the same: no line runs from one to the other."""
    months = bases.old.year_starts_in, bases.new.year_starts_in
    apart = [p for p in bases.pairs if p.old != p.new or months[0] != months[1]]
    drawn = [
        _panel(context, indicator, area, is_new)
        for pair in apart
        for context, indicator, is_new in ((old, pair.old, False), (new, pair.new, True))
        if indicator
    ]
    panels = tuple(each for each in drawn if each.lines)
    return Chart(
        id=f"sammenligning-{area}",
        title=words.chart_title(new.name(area)),
        alt=chart_alt(panels, new.name(area)),
        panels=panels,
    )


def _panel(context: Context, indicator: Indicator, area: str, is_new: bool) -> Panel:
    found = panel(context, area, indicator.id)
    return replace(found, title=words.panel(found.title, is_new))
