"""The limits of figures, and the table of them: how many answers or reports each rests on."""

import math
from collections.abc import Iterable, Sequence

from grundlag.basis import clocks
from grundlag.indicators.model import Change, Estimate
from grundlag.indicators.unsaid import PROTECTED, is_hidden
from grundlag.report.context import Context
from grundlag.report.joins import bridge_notes
from grundlag.report.model import Cell, Interval, Number, Table, Text, Unit
from grundlag.report.words import da, data, heads
from grundlag.verdicts.model import Verdict

PROTECTED_MARK = Number(value=None, unit="number", status="protected")
MOST = 10.0  # an upper limit above a tenfold rise is printed as just that


def limits(found: Estimate, decimals: int) -> Interval | Number:
    """An estimate's limits as a cell, or the mark that there are none."""
    if found.limits is None:
        hidden = is_hidden(found) or found.no_limits == PROTECTED
        return Number(value=None, unit="number", status="protected" if hidden else "unknown")
    low, high = (
        Number(value=value, unit=found.unit, decimals=decimals)
        for value in (found.limits.low, found.limits.high)
    )
    return Interval(low=low, high=high)


def changes_table(context: Context, name: str, verdicts: Sequence[Verdict]) -> Table:
    """The limits that certainty is read off: of each line's change, ratio or change of gap."""
    rows = [_change_row(context, v, v.finding.change) for v in verdicts if v.finding.change]
    return Table(
        id=name,
        title=heads.CHANGES,
        columns=heads.CHANGES_COLUMNS,
        rows=tuple(row for row in rows if row),
        notes=(data.changes(), *bridge_notes(verdicts)),
    )


def _change_row(context: Context, verdict: Verdict, change: Change) -> tuple[Cell, ...]:
    """One line: target, indicator, what it is compared with, the change and its limits."""
    if change.value is None:
        return ()
    span = da.span(context.declared_baseline(verdict.indicator, verdict.area))
    return (
        da.plain(verdict.target),
        da.plain(context.label(verdict.indicator)),
        heads.compared(verdict, span),
        _change_number(change, change.value),
        _change_limits(change),
    )


def _change_limits(change: Change) -> Cell:
    """A change's limits; the lower alone where there is no upper one (from a count of 0)."""
    low = _change_number(change, change.limits.low if change.limits else None)
    high = _change_number(change, change.limits.high if change.limits else None)
    if change.limits and not math.isfinite(change.limits.high):
        return heads.at_least(low)
    if change.kind == "ratio" and change.limits and change.limits.high - 1 > MOST:
        return heads.beyond(low, Number(value=MOST, unit="percent_change", signed=True))
    return Interval(low=low, high=high)


def _change_number(change: Change, value: float | None) -> Number:
    """A ratio as a change in per cent, a difference in points; without bound it is unknown."""
    if value is None or not math.isfinite(value):
        unit: Unit = "percent_change" if change.kind == "ratio" else "points"
        return Number(value=None, unit=unit, status="unknown")
    if change.kind == "ratio":
        return Number(value=value - 1, unit="percent_change", decimals=1, signed=True)
    return Number(value=value, unit="points", decimals=1, signed=True)


def change_cells(change: Change) -> tuple[Cell, Cell]:
    """A change and its limits, as tables print them."""
    return _change_number(change, change.value), _change_limits(change)


def uncertainty_table(context: Context, name: str, verdicts: Sequence[Verdict]) -> Table:
    """What the figures of the crime tables rest on: reports, limits, and limits of the change."""
    rows = []
    for verdict in {v.indicator: v for v in verdicts}.values():
        now, change = context.shown(verdict), verdict.finding.change
        if now.value is not None:
            rows.append(
                (
                    da.plain(context.label(verdict.indicator)),
                    da.whole(now.n) if now.n is not None else _none(),
                    _times(context, verdict.indicator),
                    limits(now, context.decimals(verdict.indicator)),
                    _from(context, verdict) if change else _none(),
                    _told_limits(context, verdict.indicator, change),
                )
            )
    return Table(
        id=name,
        title=heads.UNCERTAINTY,
        columns=heads.uncertainty_columns(context.police_year),
        rows=tuple(rows),
        notes=(
            data.crime_changes(),
            *_spreads(context, [v.indicator for v in verdicts]),
            *no_limits([e for v in verdicts if (e := context.shown(v)).no_limits == PROTECTED]),
            *bridge_notes(verdicts),
        ),
    )


def _told_limits(context: Context, indicator: str, change: Change | None) -> Cell:
    """A change's limits, protected where their spread is."""
    if change is None:
        return _none()
    return _change_limits(change) if indicator in context.measures.spreads else PROTECTED_MARK


def _times(context: Context, indicator: str) -> Number:
    """How much an indicator varies; protected where it was measured on a hidden count."""
    found = context.measures.spreads.get(indicator)
    if found is None:
        return PROTECTED_MARK
    return data.times(found.phi)


def _spreads(context: Context, indicators: Iterable[str]) -> tuple[Text, ...]:
    """What the spreads in a table are, and whence they are known."""
    known = {i: context.measures.spreads[i] for i in indicators if i in context.measures.spreads}
    measured = [found for found in known.values() if found.source == "measured"]
    assumed = [context.subject(name) for name, s in known.items() if s.source == "declared"]
    return (data.spreads(measured, assumed),) if known else ()


def spread_note(context: Context, indicator: str) -> tuple[Text, ...]:
    """How much more than by chance a figure of crime varies, and whence that is known."""
    found = context.measures.spreads.get(indicator)
    return (data.spread(found),) if found else ()


def _none() -> Number:
    return Number(value=None, unit="number", status="none")


def _from(context: Context, verdict: Verdict) -> Text:
    """What a change is from: a baseline, or a year."""
    against = verdict.finding.against
    if verdict.rule == "held_at_baseline":
        return da.plain(da.span(context.declared_baseline(verdict.indicator, verdict.area)))
    if against is None:
        return da.plain("")
    return Text(words="{year}", numbers={"year": da.year(against.year)})


def limits_table(
    context: Context, name: str, title: str, indicators: Sequence[str], areas: Sequence[str]
) -> Table:
    """Limits and how many answers or reports each figure of the latest year rests on."""
    found = [
        (indicator, area, estimate)
        for indicator in indicators
        for area in areas
        if (estimate := _latest(context, indicator, area)) is not None
    ]
    survey = all(context.indicator(i).kind == "survey_share" for i in indicators)
    return Table(
        id=name,
        title=title,
        columns=heads.limits_columns(survey),
        rows=tuple(_row(context, *line) + (_worth(line[-1]) if survey else ()) for line in found),
        notes=(
            *((data.worth(),) if any(e.made.effective_n for _, _, e in found) else ()),
            *no_limits([estimate for _, _, estimate in found]),
        ),
    )


def _latest(context: Context, indicator: str, area: str) -> Estimate | None:
    year = clocks.figure_year(context.indicator(indicator), context.year)
    found = context.estimate(indicator, area, year)
    return found if found and found.value is not None else None


def _row(context: Context, indicator: str, area: str, found: Estimate) -> tuple[Cell, ...]:
    decimals = context.decimals(indicator)
    return (
        da.plain(context.label(indicator)),
        da.plain(context.name(area)),
        da.year(found.year),
        da.number(found, decimals),
        limits(found, decimals),
        Number(value=found.n, unit="count", status="value" if found.n is not None else "unknown"),
    )


def _worth(found: Estimate) -> tuple[Cell, ...]:
    """How many independent answers a share is worth; a mark where that cannot be said."""
    n = found.made.effective_n
    return (Number(value=n, unit="count", status="value" if n is not None else "unknown"),)


def no_limits(found: Sequence[Estimate | None]) -> tuple[Text, ...]:
    """In words why limits are not there."""
    why = sorted({e.no_limits for e in found if e and e.no_limits})
    return tuple(data.no_limits(word) for word in why)
