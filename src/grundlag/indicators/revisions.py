"""Figures that became others with what arrived since: reports, inhabitants, shares of a survey.

docs/methods/revisions.md.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from grundlag.basis import clocks
from grundlag.basis.folder import Area
from grundlag.basis.load import Definitions
from grundlag.basis.model import Basis, Indicator
from grundlag.cubes.arrivals import last_report_day, touched
from grundlag.cubes.crime import how_many
from grundlag.cubes.model import Cubes
from grundlag.cubes.population import inhabitants
from grundlag.cubes.revised import taken_away
from grundlag.indicators.answers import survey_share
from grundlag.indicators.ask import Ask, sample_of
from grundlag.indicators.model import Happened, Measures, Revision, SinceLast


def revisions(asks: Iterable[Ask], then: Cubes) -> tuple[Revision, ...]:
    """Every figure behind some questions that is another now than by `then`, new ones too.

    Reports are told once a crime type and date that decides the year, whatever is made of them.
    """
    sample = sample_of(then)
    pairs = [(replace(ask, cubes=then, sample=sample), ask) for ask in asks]
    areas = {now.area.id: now.area for _, now in pairs}
    cubes = (then, pairs[0][1].cubes) if pairs else (then, then)
    return (
        *(found for pair in _types(pairs) for found in _reports(*pair)),
        *(found for area in areas.values() for found in _inhabitants(*cubes, area)),
        *(found for pair in pairs for found in _shares(*pair)),
    )


def asks_of(defs: Definitions, basis: Basis, cubes: Cubes, age: int | None) -> Iterator[Ask]:
    """A question on each indicator in each partnership and the city.

    Without an age all reports are counted by their own date.
    """
    areas = {area.id: area for area in defs.areas.area}
    names = (*(p.id for p in defs.partnerships.partnership), defs.folder.comparator)
    sample = sample_of(cubes)
    for indicator in basis.indicator:
        told = replace(indicator, counted_by="reported") if age is None else indicator
        for name in names:
            yield Ask(
                defs=defs,
                basis=basis,
                indicator=told,
                area=areas[name],
                cubes=cubes,
                sample=sample,
                age=age or 0,
            )


def _types(pairs: Sequence[tuple[Ask, Ask]]) -> Iterator[tuple[Ask, Ask]]:
    """One question a crime type, date that decides and area: of a count where there is one."""
    found: dict[tuple[str, str, str], tuple[Ask, Ask]] = {}
    for then, now in sorted(pairs, key=lambda pair: pair[1].indicator.kind != "count"):
        if now.indicator.crime:
            key = now.indicator.crime, now.counted_by, now.area.id
            found.setdefault(key, (then, now))
    order = [now.indicator for _, now in pairs]
    yield from sorted(found.values(), key=lambda pair: order.index(pair[1].indicator))


def _reports(then: Ask, now: Ask) -> Iterator[Revision]:
    moved = touched(then.cubes.deliveries, now.cubes.deliveries)
    for year in _years(then.cubes, now.cubes):
        months, committed = now.counted(clocks.year_months(now.basis, year))
        if moved.isdisjoint(months):
            continue
        version = now.version(months[0] // 12)
        before, after = (
            how_many(ask.cubes, ask.crime, ask.area, version, months, committed)
            for ask in (then, now)
        )
        if before.n == after.n:
            continue
        from_records = not (before.delivered or after.delivered)
        only_adds = from_records and not taken_away(
            (then.cubes.crime, now.cubes.crime), (now.crime, now.area, version), months, committed
        )
        what = _happened(before.n, after.n, only_adds)
        yield _revision(now.indicator, now.area, year, (before.n, after.n), what)


def _years(*known: Cubes) -> range:
    months = [m for c in known for m in c.crime.months]
    months += [m for c in known for d in c.delivered for m in (d.first, d.last)]
    return range(min(months) // 12 - 1, max(months) // 12 + 1) if months else range(0)


def _happened(then: float | None, now: float | None, only_adds: bool) -> Happened:
    if then is None:
        return "new"
    if now is None:
        return "gone"
    return "grew" if only_adds and now > then else "corrected"


def _inhabitants(then: Cubes, now: Cubes, area: Area) -> Iterator[Revision]:
    for day in sorted({cell.day for known in (then, now) for cell in known.population}):
        version = clocks.area_version(area, day.year)
        before, after = (inhabitants(c.population, area, version, day).n for c in (then, now))
        if before != after:
            what = _happened(before, after, only_adds=False)
            yield replace(_revision(None, area, day.year, (before, after), what), day=day)


def _shares(then: Ask, now: Ask) -> Iterator[Revision]:
    if now.indicator.kind != "survey_share":
        return
    known = (then.cubes, now.cubes)
    waves = {w for c in known for w in (*c.waves, *(share.wave for share in c.shares))}
    for wave in sorted(waves):
        before, after = (survey_share(ask, wave) for ask in (then, now))
        if (before.value, before.n) != (after.value, after.n):
            what = _happened(before.value, after.value, only_adds=False)
            both = before.value, after.value
            yield _revision(now.indicator, now.area, wave, both, what)


def _revision(
    indicator: Indicator | None,
    area: Area,
    year: int,
    values: tuple[float | None, float | None],
    what: Happened,
) -> Revision:
    return Revision(
        indicator=indicator.id if indicator else None,
        unit="share" if indicator and indicator.kind == "survey_share" else "count",
        area=area.id,
        year=year,
        then=values[0],
        now=values[1],
        what=what,
    )


def since_last_report(defs: Definitions, cubes: Cubes, measures: Measures) -> SinceLast | None:
    """The figures of earlier years that are others than the last report's.

    What was not known then, or is of the report's own year, is no change. None where there was no
    report, or the cubes were not counted as on its day.
    """
    day = last_report_day(cubes.deliveries, measures.basis, measures.year)
    if day is None or day not in cubes.earlier:
        return None
    asks = asks_of(defs, measures.basis, cubes, measures.age or 0)
    return SinceLast(
        day=day,
        revisions=tuple(
            found
            for found in revisions(asks, cubes.earlier[day])
            if found.then is not None and found.year < _own_year(found, measures.year)
        ),
    )


def _own_year(found: Revision, report: int) -> int:
    """The year of a report's own figure: of reports the police year, else the report's."""
    return clocks.police_year(report) if found.is_of_reports else report
