"""The tables that the basis declares: rows and columns in its order and its words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Literal

from grundlag.basis import clocks
from grundlag.basis.model import Row
from grundlag.basis.model import Table as DeclaredTable
from grundlag.indicators.model import Estimate
from grundlag.indicators.unsaid import is_hidden
from grundlag.report.context import Context
from grundlag.report.joins import bridge_notes, joint_notes
from grundlag.report.model import Cell, Column, Number, Table, Text
from grundlag.report.revised import is_provisional
from grundlag.report.words import da, data, heads, protection
from grundlag.verdicts.baselines import in_baseline

PROTECTED = Number(value=None, unit="number", status="protected")
Slot = int | Literal["baseline"]
Unit = Literal["count", "per_1000"]


def declared_table(context: Context, declared: DeclaredTable, area: str) -> Table:
    """A table as the basis declares it; a figure that is not there is unknown and never 0."""
    slots = _slots(context, declared, area)
    years = [slot for slot in slots if slot != "baseline"]
    named = [n for row in declared.rows for n in (row.indicator, *row.total_of) if n]
    rows = tuple(_row(context, declared, row, area, slots) for row in declared.rows)
    return Table(
        id=f"tabel-{declared.number}-{area}",
        number=declared.number,
        title=context.corrected(declared.title),
        columns=_columns(declared, slots),
        rows=rows,
        notes=(
            *_without_per_cent(declared, rows),
            *((protection.cells(),) if PROTECTED in chain(*rows) else ()),
            *(_revised(context, declared, area) if "baseline" in declared.years else ()),
            *_joints(context, named, area, years),
        ),
    )


def _joints(
    context: Context, named: Sequence[str], area: str, years: Sequence[int]
) -> tuple[Text, ...]:
    """Where the series of the rows end, and what their changes were carried over."""
    ends = joint_notes(context, named, [area], years)
    lines = [v for v in context.judgements.of(area) if v.indicator in named]
    return (*ends, *(note for note in bridge_notes(lines) if note not in ends))


def _slots(context: Context, declared: DeclaredTable, area: str) -> list[Slot]:
    """What stands under År: baseline, the period's police years so far, latest, year before.

    A baseline of one year is that year; any other has a place of its own.
    """
    last = context.police_year
    years = {last} if {"latest", "period"} & set(declared.years) else set()
    own = False
    if "baseline" in declared.years:
        for row in declared.rows:
            year = _baseline_year(context, row.indicator, area)
            years |= {year} if year else set()
            own |= year is None and (row.indicator, area) in context.measures.baselines
    if "year_before" in declared.years:
        years.add(last - 1)
    period = clocks.crime_period(context.defs, area, last)
    if "period" in declared.years and period:
        years |= {y for y in range(last - 20, last) if clocks.in_police_years(period, y)}
    return [*(("baseline",) if own else ()), *sorted(years)]


def _baseline_year(context: Context, indicator: str | None, area: str) -> int | None:
    declared = context.declared_baseline(indicator or "", area)
    return declared.years[0] if declared and len(declared.years) == 1 else None


def _columns(declared: DeclaredTable, slots: Sequence[Slot]) -> tuple[Column, ...]:
    found: list[Column] = []
    for column in declared.columns:
        if column.shows == "value":
            names = [heads.BASELINE if slot == "baseline" else str(slot) for slot in slots]
            found += heads.year_columns(column.label, names)
        elif column.shows == "change":
            found += heads.change_columns(column.label)
        else:
            found.append(Column(heading=column.label, width=11 if column.shows == "label" else 7))
    return tuple(found)


def _row(
    context: Context, declared: DeclaredTable, row: Row, area: str, slots: Sequence[Slot]
) -> tuple[Cell, ...]:
    figures = {slot: _figure(context, row, area, slot) for slot in slots}
    hidden = {slot for slot in slots if _is_hidden(context, row, area, slot)}
    unit, decimals = _printed(context, row)
    cells: Mapping[str, tuple[Cell, ...]] = {
        "label": (da.plain(context.label(row.indicator) if row.indicator else row.label),),
        "target": (da.plain(row.target),),
        "value": tuple(
            PROTECTED
            if slot in hidden
            else _marked(context, row, area, slot, _number(value, unit, decimals))
            for slot, value in figures.items()
        ),
        "change": _change(context, declared, row, area),
    }
    return tuple(cell for column in declared.columns for cell in cells[column.shows])


def _printed(context: Context, row: Row) -> tuple[Unit, int]:
    if row.indicator is None:
        return "count", 0
    rate = context.indicator(row.indicator).kind == "rate"
    return "per_1000" if rate else "count", context.decimals(row.indicator)


def _figure(context: Context, row: Row, area: str, slot: Slot) -> float | None:
    """A figure of a row; where the year is the baseline's own, the baseline, which stays put."""
    if row.indicator is None:
        values = [_figure(context, Row(indicator=n), area, slot) for n in row.total_of]
        return None if any(v is None for v in values) else sum(v or 0 for v in values)
    base = context.measures.baselines.get((row.indicator, area))
    if slot == "baseline" or (base and slot == _baseline_year(context, row.indicator, area)):
        return base.value if base else None
    found = context.estimate(row.indicator, area, slot)
    return found.value if found else None


def _marked(context: Context, row: Row, area: str, slot: Slot, number: Number) -> Number:
    """A figure with the mark of one whose reports still come in; a baseline stays put."""
    names = [row.indicator] if row.indicator else row.total_of
    found = [
        context.estimate(name, area, slot)
        for name in names
        if slot != "baseline" and slot != _baseline_year(context, name, area)
    ]
    if number.value is None or not any(e and is_provisional(context, e) for e in found):
        return number
    return replace(number, status="provisional")


def _is_hidden(context: Context, row: Row, area: str, slot: Slot) -> bool:
    """Whether a figure of a row is protected: a total is where any of its types is."""
    if row.indicator is None:
        return any(_is_hidden(context, Row(indicator=n), area, slot) for n in row.total_of)
    base = context.measures.baselines.get((row.indicator, area))
    if slot == "baseline" or (base and slot == _baseline_year(context, row.indicator, area)):
        return is_hidden(base)
    return is_hidden(context.estimate(row.indicator, area, slot))


def _number(value: float | None, unit: Unit, decimals: int) -> Number:
    uneven = value is not None and unit == "count" and not float(value).is_integer()
    return Number(
        value=value,
        unit=unit,
        decimals=max(decimals, 1) if uneven else decimals,
        status="unknown" if value is None else "value",
    )


def _change(
    context: Context, declared: DeclaredTable, row: Row, area: str
) -> tuple[Number, Number]:
    """The change in the figure's own unit and in per cent; no per cent of a small base."""
    now = _figure(context, row, area, context.police_year)
    then, size = _from(context, declared, row, area)
    if _changes_from_hidden(context, declared, row, area):
        return PROTECTED, PROTECTED
    if now is None or then is None:
        none = Number(value=None, unit="count", status="none")
        return none, none
    unit, decimals = _printed(context, row)
    own = _number(now - then, unit, decimals)
    signed = Number(value=own.value, unit=unit, decimals=own.decimals, signed=True)
    if size < declared.percent_from:
        return signed, Number(value=None, unit="percent_change", status="unknown")
    return signed, Number(value=now / then - 1, unit="percent_change", signed=True)


def _changes_from_hidden(context: Context, declared: DeclaredTable, row: Row, area: str) -> bool:
    """Whether either end of a change is protected."""
    by_year = declared.change_from == "year_before"
    then: Slot = context.police_year - 1 if by_year else "baseline"
    return any(_is_hidden(context, row, area, slot) for slot in (context.police_year, then))


def _from(
    context: Context, declared: DeclaredTable, row: Row, area: str
) -> tuple[float | None, float]:
    """What the change is from, and how many reports that is: nothing across a break."""
    nothing = None, 0.0
    if declared.change_from == "year_before":
        names = [name for name in (row.indicator, *row.total_of) if name]
        earlier = [then for name in names if (then := _year_before(context, name, area))]
        if len(earlier) < len(names):
            return nothing
        return sum(e.value or 0 for e in earlier), sum(map(reports_behind, earlier))
    name = row.indicator or ""
    base = context.comparable_baseline(name, area)
    if base is None or in_baseline(context.defs, context.measures, name, area, context.police_year):
        return nothing
    return base.value, reports_behind(base)


def _year_before(context: Context, indicator: str, area: str) -> Estimate | None:
    """The year before, where it is in the latest year's series."""
    now = context.estimate(indicator, area, context.police_year)
    then = context.estimate(indicator, area, context.police_year - 1)
    if now is None or then is None or then.value is None:
        return None
    return context.carried(now, then)


def reports_behind(found: Estimate) -> float:
    """The reports behind a figure: what a rate is made of, a count itself."""
    rate = found.unit == "per_1000" and found.made.count is not None
    return (found.made.count if rate else found.value) or 0.0


def _without_per_cent(
    declared: DeclaredTable, rows: Sequence[tuple[Cell, ...]]
) -> tuple[Text, ...]:
    """Why a change has no per cent, where one has none for the smallness of its base."""
    cells = (cell for row in rows for cell in row if isinstance(cell, Number))
    small = any(c.unit == "percent_change" and c.status == "unknown" for c in cells)
    return (data.small_base(declared.percent_from),) if small else ()


def _revised(context: Context, declared: DeclaredTable, area: str) -> tuple[Text, ...]:
    """Where a baseline's years have been revised since: what they are now."""
    found: dict[str, dict[str, Number]] = {}
    for name in (row.indicator for row in declared.rows if row.indicator):
        base, since = (
            known.get((name, area))
            for known in (context.measures.baselines, context.measures.revised)
        )
        if base and since and base.value is not None and since.value not in (None, base.value):
            span = da.span(context.declared_baseline(name, area))
            number = da.level(since, context.decimals(name))
            found.setdefault(span, {})[context.subject(name)] = number
    return tuple(data.revised(span, levels) for span, levels in found.items())
