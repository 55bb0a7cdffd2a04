"""Counts and rates of reported crime, with exact limits scaled by how much they vary."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from grundlag.basis import clocks
from grundlag.basis.partnerships import Baseline
from grundlag.cubes import delivered, police
from grundlag.cubes.crime import how_many
from grundlag.cubes.model import Count, Missing
from grundlag.cubes.population import inhabitants
from grundlag.indicators.ask import Ask
from grundlag.indicators.intervals import garwood
from grundlag.indicators.model import Estimate, Made, Series


def crime_in_year(ask: Ask, year: int) -> Estimate:
    """The count or rate of a police year."""
    return crime_in(ask, (clocks.year_months(ask.basis, year),), year)


def crime_in(ask: Ask, spans: Sequence[range], year: int) -> Estimate:
    """The count or rate of one or several twelve-month spans: sums, never a mean of rates.

    A count of several years is given per year. Years that came from several providers, or some as
    records and some as counts, are not added. docs/methods/rate.md.
    """
    counts = [_count(ask, span) for span in spans]
    if len({ask.version(span[0] // 12) for span in spans}) > 1:
        counts.append(Count(n=None, missing=Missing(why="area_redrawn", what=ask.area.name)))
    if len({(c.provider, c.delivered) for c in counts if c.n is not None}) > 1:
        counts.append(Count(n=None, missing=Missing(why="counted_otherwise", what=ask.area.name)))
    people = [_people(ask, span) for span in spans] if ask.indicator.kind == "rate" else []
    empty = Estimate(
        series=ask.series(year, counts[0].provider, counts[0].delivered),
        year=year,
        unit="per_1000" if ask.indicator.kind == "rate" else "count",
        method=_method(ask),
        missing=next((c.missing for c in (*counts, *people) if c.missing), None),
    )
    if empty.missing:
        return empty
    exposure = sum(c.n or 0 for c in people) if people else len(spans)
    return _estimate(ask, empty, float(exposure), spans, counts, people)


def _method(ask: Ask) -> str:
    source = ask.spread.source if ask.spread else "declared"
    return f"garwood, dispersion {ask.dispersion:.4g} ({source})"


def _estimate(
    ask: Ask,
    empty: Estimate,
    exposure: float,
    spans: Sequence[range],
    counts: Sequence[Count],
    people: Sequence[Count],
) -> Estimate:
    per, total = ask.indicator.per or 1, sum(c.n or 0 for c in counts)
    return replace(
        empty,
        value=total * per / exposure,
        limits=garwood(total, exposure / per, ask.dispersion),
        n=total,
        made=Made(
            count=total,
            exposure=exposure,
            dispersion=ask.dispersion,
            unplaced=_unplaced(ask, spans, counts),
        ),
        deliveries=tuple(sorted({d for c in (*counts, *people) for d in c.deliveries})),
        extracted=max((c.extracted for c in counts if c.extracted), default=None),
    )


def _count(ask: Ask, months: range) -> Count:
    version = ask.version(months[0] // 12)
    return how_many(ask.cubes, ask.crime, ask.area, version, *ask.counted(months))


def _people(ask: Ask, months: range) -> Count:
    """The inhabitants of a span, refused where the area was redrawn before they were counted."""
    day = clocks.population_date(ask.indicator, months)
    version, then = ask.version(months[0] // 12), ask.version(day.year)
    if version != then:
        return Count(n=None, missing=Missing(why="area_redrawn", what=day.isoformat()))
    found = inhabitants(ask.cubes.population, ask.area, version, day)
    if found.n == 0:
        return Count(n=None, missing=Missing(why="no_inhabitants", what=ask.area.name))
    return found


def _unplaced(ask: Ask, spans: Sequence[range], counts: Sequence[Count]) -> float | None:
    """The share of the type's reports without a place, year by year where there are several."""
    shares = [_unplaced_in(ask, s, c.delivered) for s, c in zip(spans, counts, strict=True)]
    if len(shares) == 1:
        return shares[0]
    return unplaced_of(zip((c.n or 0 for c in counts), shares, strict=True))


def _unplaced_in(ask: Ask, span: range, is_delivered: bool) -> float | None:
    """The share of the type's reports without a place in a span; None for the whole."""
    if ask.area.whole:
        return None
    if is_delivered:
        whole = [a for a in ask.defs.areas.area if a.whole]
        return delivered.unplaced_share(ask.cubes.delivered, ask.crime, span, whole)
    return police.unplaced_share(ask.cubes.crime, ask.crime, *ask.counted(span))


def unplaced_of(years: Iterable[tuple[float, float | None]]) -> float | None:
    """The share without a place that gives the sum of the years as each is shared out by itself.

    Each is a count and its own share; None where some year's is not known.
    """
    parts = tuple(years)
    if any(share is None or share >= 1 for _, share in parts):
        return None
    placed = sum(count for count, _ in parts)
    whole = sum(count / (1 - (share or 0.0)) for count, share in parts)
    return 1 - placed / whole if whole else 0.0


def printed(ask: Ask, baseline: Baseline, series: Series) -> Estimate:
    """A baseline of which only a printed figure exists, put in the series it is declared for.

    With an exposure it has noise of its own; without one it is a constant, and the note says so.
    """
    per = ask.indicator.per or 1
    value, exposure = baseline.value or 0.0, baseline.exposure
    count = None if exposure is None else value * exposure / per
    return Estimate(
        series=series,
        year=0,
        unit="per_1000" if ask.indicator.kind == "rate" else "count",
        method="printed",
        value=value,
        limits=None if count is None or exposure is None
        else garwood(count, exposure / per, ask.dispersion),
        no_limits="constant" if count is None else None,
        made=Made(count=count, exposure=exposure, dispersion=ask.dispersion),
        source=baseline.source,
    )  # fmt: skip
