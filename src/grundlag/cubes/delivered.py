"""Counts that were delivered as counts: cells as they came, summed only where they add."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise, product

import pyarrow as pa

from grundlag.basis.clocks import Month, parse_month, show_month
from grundlag.basis.folder import Area, AreaVersion, Crime
from grundlag.basis.offences import CodeReading
from grundlag.basis.patterns import stem
from grundlag.cubes.model import Count, DeliveredCount, Missing
from grundlag.cubes.places import places_of
from grundlag.cubes.police import codes_of
from grundlag.records.model import Delivery
from grundlag.records.place import UNPLACED, Geography, fold
from grundlag.records.view import View


def delivered_counts(
    rows: pa.Table,
    delivery: Delivery,
    view: View,
    land: Geography,
    reading: CodeReading,
    absent_is_zero: bool = False,
) -> list[DeliveredCount]:
    """The cells that a delivery speaks for whole; one that a later delivery cuts says nothing.

    Where what is absent is zero, the grid of its own places, codes and periods is filled up; but
    not where rows of it were set aside (or were, and are mended): their cells are no zeros.
    """
    mine = {parse_month(unit) for unit in view.units_of(delivery)}
    cells = _cells(rows, delivery, land, reading)
    m = delivery.manifest
    if absent_is_zero and not m.rows_wrong and not m.mends:
        cells += _zeros(cells)
    return [cell for cell in cells if mine.issuperset(range(cell.first, cell.last + 1))]


def _cells(
    rows: pa.Table, delivery: Delivery, land: Geography, reading: CodeReading
) -> list[DeliveredCount]:
    """Every cell of a delivery, as it came."""
    return [
        DeliveredCount(
            place=UNPLACED if fold(row["place"]) in land.unplaced else fold(row["place"]),
            code=reading.read(row["code"].strip()),
            raw=row["code"].strip(),
            first=row["first_month"],
            last=row["last_month"],
            n=row["n"],
            delivery=delivery.id,
            provider=delivery.manifest.provider,
            rate=row.get("rate"),
        )
        for row in rows.to_pylist()
    ]


def _zeros(cells: Sequence[DeliveredCount]) -> list[DeliveredCount]:
    """What a grid lacks, as zeros; nothing where its periods overlap: a year may hold a quarter."""
    spans = sorted({(cell.first, cell.last) for cell in cells})
    if any(first <= last for (_, last), (first, _) in pairwise(spans)):
        return []
    places = dict.fromkeys(cell.place for cell in cells)
    codes = {cell.raw: cell for cell in cells}
    told = {(cell.place, cell.raw, cell.first) for cell in cells}
    return [
        replace(codes[raw], place=place, first=first, last=last, n=0)
        for place, raw, (first, last) in product(places, codes, spans)
        if (place, raw, first) not in told
    ]


def in_delivered(
    counts: Iterable[DeliveredCount],
    crime: Crime,
    area: Area,
    version: AreaVersion | None,
    months: range,
    codes: frozenset[str] = frozenset(),
) -> Count:
    """The same from delivered counts: sums of just those cells, refused where they are too coarse.

    An area is its own delivered cells, or the sum of all its places' cells. A cell that is absent
    while another place has it, or of a code that came for other months (`codes` are all that have
    come), is not known, and no zero; a zero must be delivered. The whole, where it is summed, holds
    the reports without a place, too.
    """
    held = [c for c in counts if c.code in codes_of(crime, (c.code,), months)]
    spanned = [c for c in held if c.first <= months[-1] and c.last >= months[0]]
    if not spanned:
        return Count(n=None, missing=Missing(why="month_not_delivered", what=show_month(months[0])))
    places = places_of((c.place for c in spanned), area, version)
    if area.whole and len(places) > 1:
        places |= {UNPLACED}
    picked = [c for c in spanned if c.place in places]
    missing = (
        _absent(picked, places, area)
        or _coarse(picked, months)
        or _holding_more(picked, crime)
        or _doubled(picked)
        or _untold(picked, spanned, places, months)
        or _uncovered(picked, months)
        or _left_out(picked, crime, codes, months)
    )
    if missing:
        return Count(n=None, missing=missing)
    return Count(
        n=sum(c.n for c in picked),
        deliveries=tuple(sorted({c.delivery for c in picked})),
        provider=" + ".join(dict.fromkeys(c.provider for c in picked)),
        delivered=True,
    )


def unplaced_share(
    counts: Iterable[DeliveredCount], crime: Crime, months: Sequence[Month], whole: Iterable[Area]
) -> float | None:
    """The share of a type's delivered reports that have no place; None where that is not told.

    Of the whole's own cells, which hold all others, where they came: the areas beside them may be
    a few, or lie in one another. Else of the sum of all places.
    """
    span = set(months)
    told = [
        c
        for c in counts
        if span.issuperset(range(c.first, c.last + 1))
        and c.code in codes_of(crime, (c.code,), months)
    ]
    names = {fold(name) for area in whole for name in (area.id, area.name)}
    without = [c for c in told if c.place == UNPLACED]
    everything = [c for c in told if c.place in names] or told
    alike = everything is told or _codes_and_months(everything) == _codes_and_months(without)
    n = sum(c.n for c in everything)
    return sum(c.n for c in without) / n if without and alike and n else None


def _codes_and_months(cells: Iterable[DeliveredCount]) -> list[tuple[str, Month]]:
    """What cells tell of, wherever; twice what is told twice."""
    return sorted((code, month) for _, code, month in _told(cells).elements())


def _absent(picked: Sequence[DeliveredCount], places: frozenset[str], area: Area) -> Missing | None:
    absent = sorted(places - {c.place for c in picked})
    if picked and not absent:
        return None
    return Missing(why="place_not_delivered", what=(absent or [area.name])[0])


def _coarse(picked: Iterable[DeliveredCount], months: range) -> Missing | None:
    for c in picked:
        if c.first < months[0] or c.last > months[-1]:
            span = f"{show_month(c.first)}-{show_month(c.last)}"
            return Missing(why="coarser_than_asked", what=span)
    return None


def _told(cells: Iterable[DeliveredCount]) -> Counter[tuple[str, str, Month]]:
    """How often each place, code as it came, and month is told."""
    return Counter((c.place, c.raw, m) for c in cells for m in range(c.first, c.last + 1))


def _doubled(picked: Iterable[DeliveredCount]) -> Missing | None:
    twice = sorted(key for key, times in _told(picked).items() if times > 1)
    return Missing(why="counted_twice", what=_shown(*twice[0])) if twice else _nested(picked)


def _nested(picked: Iterable[DeliveredCount]) -> Missing | None:
    """A group (13) and a code in it (1320), both of one place and month: the group holds both."""
    told = {(c.place, c.code, m) for c in picked for m in range(c.first, c.last + 1)}
    inner = sorted(
        (place, code, m)
        for place, code, m in told
        if code.isdigit() and any((place, code[:end], m) in told for end in range(1, len(code)))
    )
    return Missing(why="counted_twice", what=_shown(*inner[0])) if inner else None


def _holding_more(picked: Iterable[DeliveredCount], crime: Crime) -> Missing | None:
    """A count of a group that a code is left out of: how many are of that code, it does not say."""
    out = {stem(code) for dated in crime.codes for code in dated.without}
    for code in sorted({c.code for c in picked}):
        if any(left.startswith(code) and left != code for left in out):
            return Missing(why="cell_not_delivered", what=code)
    return None


def _untold(
    picked: Iterable[DeliveredCount],
    spanned: Iterable[DeliveredCount],
    places: frozenset[str],
    months: range,
) -> Missing | None:
    """A cell that these places lack and some place has: unknown, and never read as zero."""
    told = _told(picked)
    wanted = {(code, m) for _, code, m in _told(spanned) if m in months}
    untold = sorted((p, c, m) for p in places for c, m in wanted if (p, c, m) not in told)
    return Missing(why="cell_not_delivered", what=_shown(*untold[0])) if untold else None


def _left_out(
    picked: Sequence[DeliveredCount], crime: Crime, codes: frozenset[str], months: range
) -> Missing | None:
    """A code of the type that came for other months and not for one of these: no zero.

    A count of a group (13) tells of all codes in it (1320); a count of one tells not of the group.
    """
    told = {(c.code, m) for c in picked for m in range(c.first, c.last + 1)}
    known = codes | {c.code for c in picked}
    gone = [
        (m, c)
        for m in months
        for c in codes_of(crime, known, (m,))
        if not any((c[:end], m) in told for end in range(1, len(c) + 1))
    ]
    what = f"{min(gone)[1]}, {show_month(min(gone)[0])}" if gone else ""
    return Missing(why="cell_not_delivered", what=what) if gone else None


def _uncovered(picked: Iterable[DeliveredCount], months: range) -> Missing | None:
    """A month that no cell tells of; after `_untold` all places tell of the same months."""
    gone = sorted(set(months) - {m for _, _, m in _told(picked)})
    return Missing(why="month_not_delivered", what=show_month(gone[0])) if gone else None


def _shown(place: str, code: str, when: Month) -> str:
    return f"{place}, {code}, {show_month(when)}"
