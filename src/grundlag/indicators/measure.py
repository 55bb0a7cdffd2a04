"""Measure every indicator of a basis for each partnership and the comparator, year by year."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from grundlag.basis import clocks
from grundlag.basis.folder import Area
from grundlag.basis.load import Definitions
from grundlag.basis.model import Basis, Indicator
from grundlag.basis.partnerships import Baseline
from grundlag.cubes.model import Cubes, Missing
from grundlag.errors import DeliveryError, Problem
from grundlag.indicators.activities import activity_share
from grundlag.indicators.age import age_of
from grundlag.indicators.answers import gap, survey_share
from grundlag.indicators.ask import Ask, Sample, sample_of
from grundlag.indicators.beside import rate_beside
from grundlag.indicators.dispersion import lending, spread
from grundlag.indicators.lines import bridged
from grundlag.indicators.model import Beside, Change, Estimate, Measures, Spread
from grundlag.indicators.rates import crime_in, crime_in_year, printed
from grundlag.indicators.replay import replays

KINDS: dict[str, Callable[[Ask, int], Estimate]] = {
    "count": crime_in_year,
    "rate": crime_in_year,
    "survey_share": survey_share,
    "activity_share": activity_share,
}


def measure(
    defs: Definitions,
    basis: Basis,
    year: int,
    cubes: Cubes,
) -> Measures:
    """Every estimate of a report year, on a basis.

    A figure that cannot be had is an estimate that says why. Years run from the first delivered.
    """
    room = _Room(defs, basis, year, cubes)
    estimates = {
        (ask.indicator.id, ask.area.id, y): KINDS[ask.indicator.kind](ask, y)
        for ask in room.asks()
        for y in room.years(ask.indicator)
    }
    bare = Measures(
        basis=basis,
        year=year,
        comparator=defs.folder.comparator,
        estimates=estimates,
        baselines={},
        gaps=dict(room.gaps()),
        spreads=room.spreads,
        replays=dict(replays(room.asks(), estimates)),
        age=room.age,
    )
    return _at_baselines(room, bare)


def at_baselines(defs: Definitions, measures: Measures, cubes: Cubes) -> Measures:
    """The same measures at other baselines: what does not lean on them is not measured again."""
    return _at_baselines(_Room(defs, measures.basis, measures.year, cubes, measures), measures)


def _at_baselines(room: "_Room", bare: Measures) -> Measures:
    declared = room.declared()
    baselines = {(b.indicator, b.partnership): _baseline(room, b, bare.estimates) for b in declared}
    return replace(
        bare,
        baselines=baselines,
        revised={
            (b.indicator, b.partnership): _counted_again(room, b)
            for b in declared
            if b.value is None
        },
        beside={
            (b.indicator, b.partnership): found
            for b in declared
            if (found := _beside(room, b)) is not None
        },
        bridges=bridged(room.asks(), bare.estimates, baselines),
    )


class _Room:
    """What all questions of one report share; what is `known` of it is not found again."""

    def __init__(
        self,
        defs: Definitions,
        basis: Basis,
        year: int,
        cubes: Cubes,
        known: Measures | None = None,
    ) -> None:
        self.defs, self.basis, self.year, self.cubes = defs, basis, year, cubes
        self.sample: Sample = sample_of(cubes)
        by_id = {area.id: area for area in defs.areas.area}
        self.comparator = by_id[defs.folder.comparator]
        self.partnerships = tuple(by_id[p.id] for p in defs.partnerships.partnership)
        self.areas = (*self.partnerships, self.comparator)
        self.age = known.age if known else age_of(basis, year, cubes, self.declared())
        self.spreads: dict[str, Spread] = known.spreads if known else {}
        if not known:
            self.spreads = {i.id: self._spread(i) for i in basis.indicator if i.crime}

    def _spread(self, indicator: Indicator) -> Spread:
        """A crime type's spread, by what is known of the years before the judged one."""
        areas = lending(self.defs.areas.area, self.partnerships)
        before = clocks.police_year(self.year)
        years = [year for year in self.years(indicator) if year < before]
        return spread([self.ask(indicator, area) for area in areas], years)

    def ask(self, indicator: Indicator, area: Area, cubes: Cubes | None = None) -> Ask:
        """A question on what is counted now, or on other cubes."""
        return Ask(
            defs=self.defs,
            basis=self.basis,
            indicator=indicator,
            area=area,
            cubes=cubes or self.cubes,
            sample=self.sample,
            spread=self.spreads.get(indicator.id),
            age=self.age or 0,
        )

    def asks(self) -> Iterator[Ask]:
        """A question on each indicator in each area."""
        yield from (self.ask(i, area) for i in self.basis.indicator for area in self.areas)

    def declared(self) -> list[Baseline]:
        """The baselines of this basis."""
        own = {i.id for i in self.basis.indicator}
        every = self.defs.partnerships.baseline
        return [b for b in every if b.basis == self.basis.id and b.indicator in own]

    def indicator(self, declared: Baseline) -> Indicator:
        """What a baseline is the level of."""
        return next(i for i in self.basis.indicator if i.id == declared.indicator)

    def area(self, declared: Baseline) -> Area:
        """The partnership's area that a baseline is for."""
        return next(a for a in self.partnerships if a.id == declared.partnership)

    def then(self, declared: Baseline) -> Cubes:
        """What had arrived by a baseline's own date."""
        return self.cubes.earlier[declared.as_of] if declared.as_of else self.cubes

    def years(self, indicator: Indicator) -> Sequence[int]:
        """The years an indicator is measured for: from the first delivered to the report's."""
        if indicator.kind == "activity_share":
            plans = {a.plan_year for a in self.cubes.activities if a.plan_year <= self.year}
            return sorted(plans | {self.year})
        if indicator.kind == "survey_share":
            waves = [*self.cubes.waves, *(s.wave for s in self.cubes.shares), self.year]
            return range(min(waves), self.year + 1)
        last = clocks.police_year(self.year)
        months = [*self.cubes.crime.months, *(c.first for c in self.cubes.delivered)]
        first = min((m // 12 for m in months), default=last)
        return range(min(first, last), last + 1)

    def gaps(self) -> Iterator[tuple[tuple[str, str, int], Change]]:
        """The gap to the comparator, of each share, partnership and wave."""
        for indicator in self.basis.indicator:
            if indicator.kind != "survey_share":
                continue
            whole = self.ask(indicator, self.comparator)
            for area in self.partnerships:
                part = self.ask(indicator, area)
                for wave in self.years(indicator):
                    yield (indicator.id, area.id, wave), gap(part, whole, wave)


def _baseline(
    room: _Room,
    declared: Baseline,
    estimates: Mapping[tuple[str, str, int], Estimate],
) -> Estimate:
    """A declared baseline: counted in what had arrived by its date, or a printed figure."""
    indicator, area = room.indicator(declared), room.area(declared)
    last = clocks.police_year(room.year)
    if declared.value is not None:
        ask = room.ask(indicator, area)
        now = estimates[indicator.id, area.id, last].series
        if declared.printed_for is None:
            return printed(ask, declared, now)
        of = ask.series(declared.printed_for, now.provider, now.origin == "delivered")
        return replace(printed(ask, declared, of), year=declared.printed_for)
    spans = clocks.baseline_spans(room.basis, declared)
    found = crime_in(room.ask(indicator, area, room.then(declared)), spans, spans[0][0] // 12)
    return replace(found, until=clocks.year_of(room.basis, spans[-1][-1]))


def _counted_again(room: _Room, declared: Baseline) -> Estimate:
    """A counted baseline's span by what has arrived since: shown beside it, and moving nothing."""
    indicator, area = room.indicator(declared), room.area(declared)
    spans = clocks.baseline_spans(room.basis, declared)
    return crime_in(room.ask(indicator, area), spans, spans[0][0] // 12)


def _beside(room: _Room, declared: Baseline) -> Beside | None:
    indicator, area = room.indicator(declared), room.area(declared)
    now, then = (room.ask(indicator, area, c) for c in (room.cubes, room.then(declared)))
    return rate_beside(now, then, declared, clocks.police_year(room.year))


def refuse_part_year(measures: Measures) -> None:
    """Raise DeliveryError where the report's police year is not there, whole, for any indicator."""
    last = clocks.police_year(measures.year)
    crime = [e for (_, _, y), e in measures.estimates.items() if y == last and e.unit != "share"]
    if crime and all(e.value is None for e in crime):
        missing = crime[0].missing or Missing(why="month_not_delivered")
        what = f"police year {last} is not whole: {missing.why} {missing.what}."
        fix = "Take in the whole year, drawn after its end, or report on an earlier year."
        raise DeliveryError(Problem(where=f"report {measures.year}", what=what, fix=fix))
