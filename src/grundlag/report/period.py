"""What the papers say over a period, apart from the year: a short section, and the annex's table.

Where a line says nothing else over the period than it does for the year, that is all that is said.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from grundlag.report.context import Context
from grundlag.report.limits import change_cells
from grundlag.report.model import Block, Cell, Number, Paragraph, Section, Table, Text, VerdictCell
from grundlag.report.words import da, heads, period, terms
from grundlag.verdicts.model import PeriodVerdict

NONE = Number(value=None, unit="number", status="unknown")
OUTSIDE = ("no_period", *terms.OF_THE_GOAL)  # nothing is asked of such a line over the period


def in_period(context: Context, area: str) -> list[PeriodVerdict]:
    """The lines that the partnership's period asks for: judged, or refused for their own reason."""
    return [v for v in context.judgements.over(area) if v.finding.reason not in OUTSIDE]


def period_sections(context: Context, area: str) -> tuple[Section, ...]:
    """The short section of a paper; none where no line is in a period."""
    lines = in_period(context, area)
    if not lines:
        return ()
    said = (*_said(context, lines), (*_as_in_the_year(context, lines), *_decided(context, lines)))
    paragraphs = tuple(Paragraph(texts=texts) for texts in said if texts)
    return (Section(id="over-perioden", heading=_heading(lines), blocks=paragraphs),)


def _heading(lines: Sequence[PeriodVerdict]) -> str:
    names = [v.period for v in lines if v.period]
    return period.heading(names, any(v.provisional for v in lines))


def _said(context: Context, lines: Sequence[PeriodVerdict]) -> Iterator[tuple[Text, ...]]:
    """A paragraph for the lines that come out alike, or are refused alike."""
    new = [v for v in lines if v.is_judged and not _is_as_the_year(v)]
    for alike in _alike(new, _came_out):
        yield (*_told(context, alike), *_notes(context, alike[0]))
    refused = [v for v in lines if not v.is_judged]
    for alike in _alike(refused, lambda v: (v.finding.reason, v.found.at)):
        yield (period.unjudged(_subjects(context, alike), alike[0].found),)


def _as_in_the_year(context: Context, lines: Sequence[PeriodVerdict]) -> Iterator[Text]:
    """For which targets there is nothing else to say, and the lowest plan year beside the last."""
    if same := [v.target for v in lines if v.is_judged and _is_as_the_year(v)]:
        yield period.same_as_the_year(same)
        yield from (_lowest(context, v) for v in lines if _was_lower(v))


def _came_out(verdict: PeriodVerdict) -> object:
    """All that a sentence says of a line but its name."""
    found, finding = verdict.found, verdict.finding
    how = verdict.rule, finding.outcome, finding.certainty, finding.notes
    return *how, found.fell, found.years, found.left_out


def _is_as_the_year(verdict: PeriodVerdict) -> bool:
    """Whether a line is judged on the very figures that the year is judged on."""
    if verdict.rule == "approaches":
        return verdict.pooled == 1
    return verdict.rule == "at_least" or len(verdict.found.years) == 1


def _alike(
    lines: Sequence[PeriodVerdict], key: Callable[[PeriodVerdict], object]
) -> Iterator[list[PeriodVerdict]]:
    """The lines that share a key, in the order in which each key is first met."""
    known = list(dict.fromkeys(map(key, lines)))
    yield from ([v for v in lines if key(v) == each] for each in known)


def _subjects(context: Context, lines: Sequence[PeriodVerdict]) -> list[str]:
    return list(dict.fromkeys(context.subject(v.indicator) for v in lines))


def _told(context: Context, lines: Sequence[PeriodVerdict]) -> tuple[Text, ...]:
    names, first = _subjects(context, lines), lines[0]
    if first.rule == "rises_every_year":
        return period.rises(names, first)
    if first.rule == "held_at_baseline":
        return period.held(names, first)
    return period.nearer(names, first, context.name(context.measures.comparator))


def _notes(context: Context, verdict: PeriodVerdict) -> tuple[Text, ...]:
    city = context.name(context.measures.comparator)
    return tuple(da.plain(terms.NOTE[note].format(city=city)) for note in verdict.finding.notes)


def _was_lower(verdict: PeriodVerdict) -> bool:
    now, lowest = verdict.found.now, verdict.found.lowest
    return now is not None and lowest is not None and lowest.year != now.year


def _lowest(context: Context, verdict: PeriodVerdict) -> Text:
    lowest = verdict.found.lowest
    share = da.number(lowest, context.decimals(verdict.indicator)) if lowest else NONE
    year = lowest.year if lowest else verdict.year
    return period.lowest(context.label(verdict.indicator), share, year)


def _decided(context: Context, lines: Iterable[PeriodVerdict]) -> tuple[Text, ...]:
    """When each goal's subject is decided for good: by the report year that closes it."""
    about = {goal.id: goal.about for goal in context.basis.goal}
    later: dict[int | None, list[str]] = {}
    final: list[str] = []
    for goal, group in groupby(lines, key=lambda v: v.goal):
        first = next(group)
        (later.setdefault(first.closing, []) if first.provisional else final).append(about[goal])
    return period.decided(later, final)


def period_tables(context: Context, area: str) -> Iterator[Block]:
    """The annex's table of every line over the period, and the slope of each share."""
    if not in_period(context, area):
        return
    lines = context.judgements.over(area)
    yield Table(
        id=f"over-perioden-{area}",
        title=_heading(in_period(context, area)),
        columns=period.COLUMNS,
        rows=tuple(_row(context, v) for v in lines),
        notes=tuple(_table_notes(context, lines)),
    )
    if rows := tuple(row for v in lines if (row := _trend_row(context, v))):
        yield Table(
            id=f"udvikling-{area}",
            title=period.TREND,
            columns=period.TREND_COLUMNS,
            rows=rows,
            notes=(period.trend(),),
        )


def _row(context: Context, verdict: PeriodVerdict) -> tuple[Cell, ...]:
    """One line: target, indicator, years, figures, verdict, change and its limits."""
    found = verdict.found
    change = found.since_start or found.finding.change
    return (
        da.plain(verdict.target),
        da.plain(context.label(verdict.indicator)),
        period.years(found.years) if found.years else NONE,
        _figures(context, verdict),
        period_cell(verdict),
        *(change_cells(change) if change and change.value is not None else (NONE, NONE)),
    )


def period_cell(verdict: PeriodVerdict) -> VerdictCell:
    """A line's outcome and certainty over the period; nothing is decided before it closes."""
    tone = "open" if verdict.provisional else terms.tone(verdict.finding)
    stands = f" ({period.stands(verdict)})" if verdict.is_judged else ""
    outcome = f"{period.outcome(verdict)}{stands}"
    return VerdictCell(outcome=outcome, certainty=period.certainty(verdict.found), tone=tone)


def _figures(context: Context, verdict: PeriodVerdict) -> Cell:
    """The period's figure, and what it is held against."""
    found, decimals = verdict.found, context.decimals(verdict.indicator)
    if found.now is None or found.now.value is None:
        return NONE
    now = da.level(found.now, decimals)
    if found.gap is not None and found.gap.value is not None:
        then = found.gap_start.value if found.gap_start else None
        before = (then, found.start.year) if then is not None and found.start else None
        city = context.name(context.measures.comparator)
        last = found.start.year if found.start else verdict.year
        return period.with_years(heads.gap(found.gap.value, before, city), last, verdict.pooled)
    if found.lowest is not None and _was_lower(verdict):
        return period.with_lowest(now, da.number(found.lowest, decimals), found.lowest.year)
    if found.start is not None:
        start = da.number(found.start, decimals)
        return period.against_start(now, start, found.start.year, verdict)
    against = found.finding.against
    if against is None or against.value is None:
        return now
    a_year = found.now.unit == "count" and len(found.years) > 1
    return period.against_baseline(now, da.level(against, decimals), a_year)


def _table_notes(context: Context, lines: Sequence[PeriodVerdict]) -> Iterator[Text]:
    """What the changes are from, pooled waves, years that do not count, starts that are missing."""
    yield period.changes(context.name(context.measures.comparator))
    if (many := max((v.pooled for v in lines if v.found.since_start), default=1)) > 1:
        yield period.pooled(many)
    left = [v for v in lines if v.found.left_out]
    for alike in _alike(left, lambda v: (v.rule, v.found.left_out)):
        yield period.left_out(_subjects(context, alike), alike[0])
    startless = [v for v in lines if v.found.no_start]
    for alike in _alike(startless, lambda v: (v.found.no_start, v.found.at)):
        yield period.no_start(_subjects(context, alike), alike[0].found)
    for note in dict.fromkeys(note for v in lines for note in v.finding.notes):
        of = [v for v in lines if note in v.finding.notes]
        said = terms.NOTE[note].format(city=context.name(context.measures.comparator))
        yield period.noted(_subjects(context, of), said)


def _trend_row(context: Context, verdict: PeriodVerdict) -> tuple[Cell, ...]:
    found = verdict.found
    if found.slope is None:
        return ()
    return (
        da.plain(verdict.target),
        da.plain(context.label(verdict.indicator)),
        period.years(found.through),
        *change_cells(found.slope),
    )


def period_lines(context: Context, area: str) -> Iterator[tuple[str, str]]:
    """What the terminal says over a period: a heading without a target, then a line each.

    The heading says where it is provisional; a line that is final says so itself.
    """
    lines = in_period(context, area)
    if lines:
        yield "", f"{_heading(lines)}:"
    for verdict in lines:
        final = verdict.is_judged and not verdict.provisional
        said = [period.outcome(verdict), period.certainty(verdict.found)]
        said += [period.stands(verdict)] * final
        years = ", ".join(map(str, verdict.found.years))
        label = context.label(verdict.indicator)
        yield verdict.target, f"{label}: {', '.join(said)}{f' ({years})' if years else ''}"
