"""What deliveries speak for, as a page shows it: months in spans, or a grid of them a year."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from grundlag.basis.clocks import parse_month, show_month
from grundlag.report.words import da
from grundlag.run.archive import Line

MONTHS = range(1, 13)
LISTED, DAY = 6, 10  # units named one by one; signs of 2026-01-01


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Who speaks for what of a source: a row of twelve numbers a year, or a number for each unit.

    A number is the delivery's own within its source; None where nobody speaks.
    """

    source: str
    years: tuple[tuple[int, tuple[int | None, ...]], ...]
    units: tuple[tuple[str, int], ...]


def spans(units: Sequence[str]) -> tuple[tuple[str, ...], int]:
    """Months as spans from one to another, anything else by name; and how many more there are."""
    if all(is_month(unit) for unit in units):
        found = tuple(_spans([parse_month(unit) for unit in units]))
    else:
        found = tuple(_one(unit) for unit in units)
    return found[:LISTED], max(0, len(found) - LISTED)


def _one(unit: str) -> str:
    """A wave, a day or a plan, as one says it."""
    try:
        return da.day(date.fromisoformat(unit)) if len(unit) == DAY else unit
    except ValueError:
        return unit


def is_month(unit: str) -> bool:
    """Whether a unit is a month, 2026-01."""
    return len(unit) == 7 and unit[4] == "-"


def _spans(months: Sequence[int]) -> Iterator[str]:
    for _, run in groupby(enumerate(sorted(months)), key=lambda pair: pair[1] - pair[0]):
        span = [show_month(month) for _, month in run]
        yield " – ".join(da.month(month) for month in dict.fromkeys((span[0], span[-1])))


def grids(lines: Iterable[Line]) -> Iterator[Grid]:
    """A grid a source, of those that speak for anything."""
    for source, group in groupby(lines, key=lambda line: line.delivery.manifest.source):
        speaks = _speaks(group)
        if not speaks:
            continue
        months = {unit: number for unit, number in speaks.items() if is_month(unit)}
        others = sorted(unit for unit in speaks if unit not in months)
        units = tuple((_one(unit), speaks[unit]) for unit in others)
        yield Grid(source=source, years=tuple(_years(months)), units=units)


def _speaks(lines: Iterable[Line]) -> dict[str, int]:
    """Who speaks for each unit: of a delivery and what mends it, the first."""
    own = [line for line in lines if not line.delivery.manifest.mends]
    return {unit: line.delivery.manifest.number for line in own for unit in line.speaks}


def _years(months: Mapping[str, int]) -> Iterator[tuple[int, tuple[int | None, ...]]]:
    if not months:
        return
    first, last = (int(pick(months)[:4]) for pick in (min, max))
    for year in range(last, first - 1, -1):
        yield year, tuple(months.get(f"{year:04}-{month:02}") for month in MONTHS)
