"""Years that are not whole, and inhabitants that are missing."""

from collections.abc import Iterator, Sequence
from datetime import date

from grundlag.basis import clocks
from grundlag.basis.clocks import Month, parse_month, show_month
from grundlag.basis.folder import Area
from grundlag.basis.load import Definitions
from grundlag.basis.model import Basis, Indicator
from grundlag.cubes.model import Cubes, Found
from grundlag.cubes.population import inhabitants
from grundlag.errors import Problem
from grundlag.records.view import view

PARTNERSHIPS = "definitions/partnerships.toml"
CRIME = ("crime_records", "crime_counts")


def years_are_whole(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """A year of which only some months have arrived is told, with why; it is never a year."""
    known = spoken(defs, cubes, CRIME)
    starts = {b.year_starts_in for b in defs.bases.values() if any(i.crime for i in b.indicator)}
    for start in sorted(starts):
        first, last = (f(known) // 12 for f in (min, max)) if known else (1, 0)
        for year in range(first - 1, last + 1):
            months = clocks.span(clocks.month(year, start), 12)
            gone = [m for m in months if m not in known]
            if 0 < len(gone) < 12:
                what = f"is not whole: {why_gone(cubes, gone[0])}."
                fix = "It is reported as no year. Take in what is missing, if it exists."
                problem = Problem(where=f"police year {_shown(months)}", what=what, fix=fix)
                yield Found(stops=False, problem=problem)


def _shown(months: range) -> str:
    whole = months[0] % 12 == 0
    return str(months[0] // 12) if whole else f"{show_month(months[0])}-{show_month(months[-1])}"


def spoken(
    defs: Definitions, cubes: Cubes, kinds: Sequence[str], as_of: date | None = None
) -> frozenset[Month]:
    """The months that some delivery speaks for, or spoke for on a baseline's date."""
    return frozenset(parse_month(unit) for unit in units(defs, cubes, kinds, as_of))


def units(
    defs: Definitions, cubes: Cubes, kinds: Sequence[str], as_of: date | None
) -> frozenset[str]:
    """The months, waves or days that some delivery of some kinds speaks for, or on a date spoke."""
    sources = [s.id for s in defs.sources.source if s.kind in kinds]
    known = cubes.deliveries if as_of is None else cubes.earlier[as_of].deliveries
    return frozenset(
        unit
        for name in sources
        for unit in view(d for d in known if d.manifest.source == name).speaks
    )


def why_gone(cubes: Cubes, gone: Month) -> str:
    """Why a month is missing: no report in a whole delivery, drawn before its end, or not come."""
    records = [d for d in cubes.deliveries if d.manifest.kind == "crime_records"]
    for delivery in reversed(records):
        scope, drawn = delivery.manifest.scope, delivery.manifest.extracted
        if scope and parse_month(scope[0]) < gone:
            if gone < parse_month(scope[-1]):
                name = delivery.manifest.file
                return f"{show_month(gone)} has no report in the whole of {name}"
            if _day_after(gone) > drawn:
                return f"{show_month(gone)} was not over when the extract was drawn, {drawn}"
    return f"no delivery brings {show_month(gone)}"


def _day_after(month: Month) -> date:
    return date((month + 1) // 12, (month + 1) % 12 + 1, 1)


def inhabitants_are_known(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """A whole year's rates need inhabitants: it stops in the latest year, and is told before."""
    known = spoken(defs, cubes, CRIME)
    areas = {a.id: a for a in defs.areas.area}
    for basis in defs.bases.values():
        years = _whole_years(basis, known)
        for year in years:
            for indicator in _a_rate_a_day(basis):
                months = clocks.year_months(basis, year)
                for name in (p.id for p in defs.partnerships.partnership):
                    yield from _missing(cubes, areas[name], indicator, months, year == years[-1])
                whole = areas[defs.folder.comparator]
                yield from _missing(cubes, whole, indicator, months, False)


def _whole_years(basis: Basis, known: frozenset[Month]) -> list[int]:
    if not known:
        return []
    years = range(min(known) // 12 - 1, max(known) // 12 + 1)
    return [year for year in years if known.issuperset(clocks.year_months(basis, year))]


def latest_report_year(defs: Definitions, cubes: Cubes, basis: Basis) -> int | None:
    """The latest report year whose police year is whole; of a survey alone its latest wave."""
    if years := _whole_years(basis, spoken(defs, cubes, CRIME)):
        return years[-1] + 1
    return max([*cubes.waves, *(share.wave for share in cubes.shares)], default=None)


def _a_rate_a_day(basis: Basis) -> list[Indicator]:
    """One rate for each way of dating inhabitants: others would only say the same again."""
    return list({i.population_on: i for i in basis.indicator if i.kind == "rate"}.values())


def _missing(
    cubes: Cubes, area: Area, indicator: Indicator, months: range, stops: bool
) -> Iterator[Found]:
    day = clocks.population_date(indicator, months)
    found = inhabitants(cubes.population, area, clocks.area_version(area, day.year), day)
    if found.n is not None:
        return
    twice = found.missing is not None and found.missing.why == "counted_twice"
    what = f"the inhabitants of {area.name} on {day} {'came twice' if twice else 'are not known'}."
    fix = f"Take in the population of {day}, by place or of the area under its own name."
    yield Found(
        stops=stops, problem=Problem(where=f"rates of {_shown(months)}", what=what, fix=fix)
    )
