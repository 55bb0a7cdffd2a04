"""Baselines of years that are like no others, or that lie across a border of their own series."""

from collections import defaultdict
from collections.abc import Iterator

from grundlag.basis import clocks
from grundlag.basis.clocks import Month, parse_month, show_month
from grundlag.basis.folder import Area, Crime
from grundlag.basis.load import Definitions
from grundlag.basis.partnerships import Baseline
from grundlag.cubes.check_years import CRIME, PARTNERSHIPS, spoken
from grundlag.cubes.crime import how_many
from grundlag.cubes.model import Cubes, Found
from grundlag.errors import Problem

PANDEMIC = (2020, 2021)


def baselines_are_of_ordinary_years(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """A baseline with months of 2020 or 2021 is low, and nearly nobody can hold it: told."""
    wanted = [
        (i, declared)
        for i, declared in enumerate(defs.partnerships.baseline)
        if any(month // 12 in PANDEMIC for month in _months(defs, declared))
    ]
    what = "is of the pandemic, 2020 or 2021"
    fix = "Fewer reports came then. Choose other years, or say in the papers that it is low."
    yield from _told(defs, {what: wanted}, fix)


def baselines_lie_on_one_side(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """A baseline that a new border of its area, a break or a change of codes cuts off: told."""
    known = spoken(defs, cubes, CRIME)
    borders: dict[str, list[tuple[int, Baseline]]] = defaultdict(list)
    for i, declared in enumerate(defs.partnerships.baseline):
        months = _months(defs, declared)
        for border in _borders(defs, declared, [*months, *known]) if months else ():
            borders[f"is cut off by {border}"].append((i, declared))
    fix = "Declare a baseline of the years after it."
    yield from _told(defs, borders, fix)


def baselines_are_of_one_kind(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """A baseline whose years are some records and some counts, or of several providers: told."""
    mixed = [
        (i, declared)
        for i, declared in enumerate(defs.partnerships.baseline)
        if len(_kinds(defs, cubes, declared)) > 1
    ]
    what = "is of years that were not delivered alike, so they are not added"
    fix = "Take in all its years as records or all as counts, from one provider, or choose others."
    yield from _told(defs, {what: mixed}, fix)


def _kinds(defs: Definitions, cubes: Cubes, declared: Baseline) -> set[tuple[str, bool]]:
    """Who delivered a baseline's years, and whether as counts."""
    known = cubes.earlier[declared.as_of] if declared.as_of else cubes
    basis, area = defs.bases[declared.basis], _area(defs, declared)
    found = (
        how_many(known, _crime(defs, declared), area, clocks.area_version(area, s[0] // 12), s)
        for s in clocks.baseline_spans(basis, declared)
    )
    return {(count.provider, count.delivered) for count in found if count.n is not None}


def _area(defs: Definitions, declared: Baseline) -> Area:
    return next(a for a in defs.areas.area if a.id == declared.partnership)


def _crime(defs: Definitions, declared: Baseline) -> Crime:
    basis = defs.bases[declared.basis]
    indicator = next(i for i in basis.indicator if i.id == declared.indicator)
    return next(c for c in defs.codes.crime if c.id == indicator.crime)


def _months(defs: Definitions, declared: Baseline) -> list[Month]:
    basis = defs.bases[declared.basis]
    spans = clocks.baseline_spans(basis, declared)
    if declared.printed_for is not None:
        spans = [*spans, clocks.year_months(basis, declared.printed_for)]
    return [month for span in spans for month in span]


def _borders(defs: Definitions, declared: Baseline, months: list[Month]) -> Iterator[str]:
    """What lies between the first month of a baseline and the last that is reported on."""
    own = _months(defs, declared)
    first, last = min(own), max(months)
    area = _area(defs, declared)
    for version in area.version:
        if first // 12 < (version.from_year or 0) <= last // 12:
            yield f"the new border of {area.name} in {version.from_year}"
    for b in defs.breaks.break_:
        own_break = b.indicator == declared.indicator and b.area in (None, area.id)
        if own_break and first // 12 < b.from_year <= last // 12:
            yield f"the break of {b.from_year}"
    crime = _crime(defs, declared)
    yield from (
        f"the other codes of {crime.id} from {show_month(month)}"
        for month in range(first + 1, last + 1)
        if _valid(crime, month) != _valid(crime, month - 1)
    )


def _valid(crime: Crime, month: Month) -> frozenset[int]:
    """Which of a type's dated sets of codes hold in a month."""
    return frozenset(
        i
        for i, dated in enumerate(crime.codes)
        if (dated.from_month is None or parse_month(dated.from_month) <= month)
        and (dated.to_month is None or month <= parse_month(dated.to_month))
    )


def _told(
    defs: Definitions, found: dict[str, list[tuple[int, Baseline]]], fix: str
) -> Iterator[Found]:
    """One notice a reason and basis, at the first baseline that it is true of."""
    for what, which in found.items():
        for basis in dict.fromkeys(b.basis for _, b in which):
            own = [(i, b) for i, b in which if b.basis == basis]
            more = f" and {len(own) - 1} more" if len(own) > 1 else ""
            i, first = own[0]
            name = f"{first.partnership}/{first.indicator}{more}"
            where = defs.where(PARTNERSHIPS, "baseline", i)
            said = f"the baseline of {name} ({basis}) {what}."
            yield Found(stops=False, problem=Problem(where=where, what=said, fix=fix))
