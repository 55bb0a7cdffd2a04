"""What became another figure since the last report, and what may still: for annex and JSON."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from grundlag.basis import clocks
from grundlag.cubes.check_years import CRIME
from grundlag.indicators.model import Estimate, Revision
from grundlag.report.context import Context
from grundlag.report.model import Block, Cell, Number, Paragraph, Table, Text
from grundlag.report.revised_model import RevisedFigure
from grundlag.report.words import da
from grundlag.report.words import revisions as words

STILL = 12  # months after a year's end till which its reports are taken to come in
FINEST = 4  # decimals of a share's change in print


def revised_blocks(context: Context, area: str) -> Iterator[Block]:
    """The annex' table of changed figures of earlier years; a sentence where there are none."""
    since = context.since_last
    notes = tuple(_provisional(context, area))
    rows = tuple(_row(context, found, area) for found in _told(context, area))
    if since and rows:
        last = words.last_report(since.day, context.police_year)
        yield Table(
            id=f"aendret-{area}",
            title=words.HEADING,
            columns=words.COLUMNS,
            rows=rows,
            notes=(last, *notes),
        )
    else:
        said = (words.unchanged(since.day),) if since else ()
        yield from (Paragraph(texts=(text,)) for text in (*said, *notes))


def _told(context: Context, area: str) -> list[Revision]:
    """An area's own changed figures, and the city's shares, which gaps are measured to."""
    city = context.defs.folder.comparator
    every = context.since_last.revisions if context.since_last else ()
    return [r for r in every if r.area == area or (r.area == city and r.unit == "share")]


def _row(context: Context, found: Revision, area: str) -> tuple[Cell, ...]:
    elsewhere = "" if found.area == area else context.name(found.area)
    then, now = values(found)
    known = context.estimate(found.indicator or "", found.area, found.year)
    if known and is_provisional(context, known):
        now = replace(now, status="provisional")
    return (
        da.plain(words.figure(*named(context, found), elsewhere)),
        da.year(found.year),
        then,
        now,
        change(found),
    )


def named(context: Context, found: Revision) -> tuple[str | None, str, date | None]:
    """What a changed figure is of: its label, the kind of indicator, and the day of inhabitants."""
    if found.indicator is None:
        return None, "", found.day
    return context.label(found.indicator), context.indicator(found.indicator).kind, None


def values(found: Revision) -> tuple[Number, Number]:
    """A figure before and now, with as many decimals as it takes to tell the two apart."""
    decimals = 0
    then, now = found.then, found.now
    if found.unit == "share" and then is not None and now is not None and then != now:
        while abs(now - then) * 100 < 10**-decimals and decimals < FINEST:
            decimals += 1
    return _number(then, found, decimals), _number(now, found, decimals)


def _number(value: float | None, found: Revision, decimals: int) -> Number:
    return Number(
        value=value,
        unit=found.unit,
        decimals=decimals,
        status="unknown" if value is None else "value",
    )


def change(found: Revision) -> Number:
    """How much a figure changed: a count by so many, a share by points."""
    if found.then is None or found.now is None:
        return Number(value=None, unit="count", status="none")
    by = found.now - found.then
    if found.unit == "share":
        decimals = max(1, values(found)[0].decimals)
        return Number(value=by, unit="points", decimals=decimals, signed=True)
    return Number(value=by, unit="count", signed=True)


def _provisional(context: Context, area: str) -> Iterator[Text]:
    own = (e for (_, place, y), e in context.measures.estimates.items()
           if place == area and y == context.police_year)  # fmt: skip
    if any(is_provisional(context, found) for found in own):
        yield words.provisional(context.police_year)


def is_provisional(context: Context, found: Estimate) -> bool:
    """Whether reports of a figure's year still come in: none was drawn a year after its end."""
    if found.unit == "share" or found.value is None:
        return False
    drawn = [
        d.manifest.extracted
        for d in context.cubes.deliveries
        if d.id in found.deliveries and d.manifest.kind in CRIME
    ]
    return bool(drawn) and min(drawn) < clocks.day_after(context.basis, found.year, STILL)


def revised_figures(context: Context) -> tuple[RevisedFigure, ...]:
    """Every changed figure of an earlier year as `report.json` gives it."""
    every = context.since_last.revisions if context.since_last else ()
    return tuple(
        RevisedFigure(
            indicator=found.indicator,
            unit=found.unit,
            area=found.area,
            year=found.year,
            then=found.then,
            now=found.now,
            what=found.what,
        )
        for found in every
    )


def by_offence(context: Context, names: list[str]) -> Iterator[Text]:
    """How those of some indicators are made whose year is that of the offence, in one sentence.

    They are named where others are counted by the date of the report.
    """
    crime = [i for i in context.basis.indicator if i.id in names and i.crime]
    own = [i for i in crime if i.counted_by == "occurred"]
    if own and context.measures.age is not None:
        labels = [] if len(own) == len(crime) else [context.label(i.id) for i in own]
        yield words.by_offence(labels, context.measures.age)
