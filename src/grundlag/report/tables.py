"""The tables: those the basis declares, and below them limits and how many they rest on."""

from collections.abc import Sequence

from grundlag.basis import clocks
from grundlag.basis.model import Row
from grundlag.basis.model import Table as DeclaredTable
from grundlag.errors import SeriesError
from grundlag.indicators.change import refuse_other_series
from grundlag.indicators.model import Estimate
from grundlag.report.context import Context
from grundlag.report.model import Cell, Column, Number, Table, Text
from grundlag.report.summary import limits
from grundlag.report.words import da, data

PERCENT_FROM = 10  # a per cent of a smaller base says more than the figures do

Figures = dict[int, Estimate | None]


def declared_table(context: Context, declared: DeclaredTable, area: str) -> Table:
    """A table as the basis declares it: rows and columns in its order and its words."""
    years = _years(context, declared, area)
    heads = [c for c in declared.columns if c.shows in ("label", "target")]
    return Table(
        id=f"tabel-{declared.number}-{area}",
        number=declared.number,
        title=context.corrected(declared.title),
        columns=(
            *(Column(heading=c.label, width=6 if c.shows == "label" else 4) for c in heads),
            *(Column(heading=str(y), align="right", width=3) for y in years),
            Column(heading="Ændring", align="right", width=3),
            Column(heading="Ændring i procent", align="right", width=3),
        ),
        rows=tuple(_row(context, declared, row, area, years) for row in declared.rows),
        notes=_table_notes(context, declared),
    )


def _years(context: Context, declared: DeclaredTable, area: str) -> list[int]:
    """The police years under År: baseline, the period's so far, the latest, the year before."""
    last = context.police_year
    period = clocks.period(context.defs, area, context.year)
    known = range(last - 20, last + 1)
    found: set[int] = set()
    for word in declared.years:
        if word == "baseline":
            found |= {y for row in declared.rows for y in _baseline_years(context, row, area)}
        elif word == "period" and period:
            found |= {y for y in known if clocks.in_police_years(period, y)}
        elif word == "year_before":
            found.add(last - 1)
        else:
            found.add(last)
    return sorted(found)


def _baseline_years(context: Context, row: Row, area: str) -> tuple[int, ...]:
    return next(
        (
            b.years
            for b in context.defs.partnerships.baseline
            if (b.basis, b.indicator, b.partnership) == (context.basis.id, row.indicator, area)
        ),
        (),
    )


def _row(
    context: Context, declared: DeclaredTable, row: Row, area: str, years: Sequence[int]
) -> tuple[Cell, ...]:
    label = context.label(row.indicator) if row.indicator else row.label
    heads = [label, row.target] if any(c.shows == "target" for c in declared.columns) else [label]
    if row.indicator is None:
        figures = [_total(context, row, area, y) for y in years]
        unit, decimals = "count", 0
    else:
        figures = [_figure(context, row.indicator, area, y) for y in years]
        decimals = context.decimals(row.indicator)
        unit = "per_1000" if context.indicator(row.indicator).kind == "rate" else "count"
    cells = [_number(value, unit, decimals) for value in figures]
    then = _from(context, declared, row, area, years, figures)
    return (
        *(da.plain(head) for head in heads),
        *cells,
        *_change(figures[-1] if figures else None, then, unit, decimals),
    )


def _figure(context: Context, indicator: str, area: str, year: int) -> float | None:
    """A year's figure; where the year is the baseline's own, the baseline, which stays put."""
    base = context.measures.baselines.get((indicator, area))
    declared = _baseline_years(context, Row(indicator=indicator), area)
    if base is not None and declared == (year,):
        return base.value
    found = context.estimate(indicator, area, year)
    return found.value if found else None


def _total(context: Context, row: Row, area: str, year: int) -> float | None:
    values = [_figure(context, name, area, year) for name in row.total_of]
    return None if any(v is None for v in values) else sum(v or 0 for v in values)


def _from(
    context: Context,
    declared: DeclaredTable,
    row: Row,
    area: str,
    years: Sequence[int],
    figures: Sequence[float | None],
) -> float | None:
    """What the change is from: the declared baseline, or the year before in the same series."""
    if declared.change_from == "year_before":
        earlier = context.police_year - 1
        if not _comparable(context, row, area, earlier):
            return None
        return figures[list(years).index(earlier)] if earlier in years else None
    base = context.measures.baselines.get((row.indicator or "", area))
    return base.value if base else None


def _comparable(context: Context, row: Row, area: str, earlier: int) -> bool:
    for name in row.total_of or (row.indicator or "",):
        now = context.estimate(name, area, context.police_year)
        then = context.estimate(name, area, earlier)
        if now is None or then is None:
            return False
        try:
            refuse_other_series(now.series, then.series)
        except SeriesError:
            return False
    return True


def _number(value: float | None, unit: str, decimals: int) -> Number:
    return Number(
        value=value,
        unit="per_1000" if unit == "per_1000" else "count",
        decimals=decimals,
        status="unknown" if value is None else "value",
    )


def _change(
    now: float | None, then: float | None, unit: str, decimals: int
) -> tuple[Number, Number]:
    """The change in the figure's own unit and in per cent; no per cent of a small base."""
    if now is None or then is None:
        none = Number(value=None, unit="count", status="none")
        return none, none
    own = Number(
        value=now - then,
        unit="per_1000" if unit == "per_1000" else "count",
        decimals=decimals,
        signed=True,
    )
    if then < PERCENT_FROM:
        return own, Number(value=None, unit="percent_change", status="not_applicable")
    return own, Number(value=now / then - 1, unit="percent_change", signed=True)


def _table_notes(context: Context, declared: DeclaredTable) -> tuple[Text, ...]:
    notes = {a.id: a.note for a in context.basis.assumption}
    known = [notes[name] for name in declared.assumes if name in notes]
    return tuple(da.plain(note) for note in known if "{" not in note)


def limits_table(
    context: Context, name: str, title: str, indicators: Sequence[str], areas: Sequence[str]
) -> Table:
    """Limits and how many answers or reports each figure of the latest year rests on."""
    rows = [
        _limits_row(context, indicator, area)
        for indicator in indicators
        for area in areas
        if _latest(context, indicator, area) is not None
    ]
    survey = all(context.indicator(i).kind == "survey_share" for i in indicators)
    return Table(
        id=name,
        title=title,
        columns=(
            Column(heading="Indikator", width=7),
            Column(heading="Område", width=4),
            Column(heading="År", align="right", width=2),
            Column(heading="Værdi", align="right", width=2),
            Column(heading="95 %-grænser", align="right", width=4),
            Column(heading="Antal svar" if survey else "Antal anmeldelser", align="right", width=3),
        ),
        rows=tuple(rows),
        notes=_no_limits(context, indicators, areas),
    )


def _latest(context: Context, indicator: str, area: str) -> Estimate | None:
    survey = context.indicator(indicator).kind == "survey_share"
    found = context.estimate(indicator, area, context.year if survey else context.police_year)
    return found if found and found.value is not None else None


def _limits_row(context: Context, indicator: str, area: str) -> tuple[Cell, ...]:
    found = _latest(context, indicator, area)
    assert found is not None
    decimals = context.decimals(indicator)
    return (
        da.plain(context.label(indicator)),
        da.plain(context.name(area)),
        da.year(found.year),
        da.number(found, decimals),
        limits(found, decimals),
        Number(value=found.n, unit="count", status="value" if found.n is not None else "unknown"),
    )


def _no_limits(
    context: Context, indicators: Sequence[str], areas: Sequence[str]
) -> tuple[Text, ...]:
    """In words why a limit is not there."""
    found = {
        e.no_limits
        for i in indicators
        for a in areas
        if (e := _latest(context, i, a)) is not None and e.no_limits
    }
    return tuple(data.no_limits(word) for word in sorted(found))
