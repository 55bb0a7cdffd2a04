"""Everything that was taken in, counted: one cube a delivery, kept beside it, and all added."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pyarrow as pa

from grundlag.basis.folder import Source
from grundlag.basis.load import Definitions
from grundlag.basis.offences import CodeReading
from grundlag.cubes.activities import listed
from grundlag.cubes.crime_cube import merge
from grundlag.cubes.delivered import delivered_counts
from grundlag.cubes.kept import Counting, refuse_unsound
from grundlag.cubes.model import (
    Cubes,
    DeliveredCount,
    PopulationCell,
    PublishedShare,
    SurveyCell,
    Wave,
)
from grundlag.cubes.population import population_cells
from grundlag.cubes.survey import published_shares, survey_cells
from grundlag.engine.connect import Connection
from grundlag.engine.files import read_parquet
from grundlag.errors import DeliveryError, Problem, nearest
from grundlag.records.keep import deliveries
from grundlag.records.model import Delivery
from grundlag.records.place import geography
from grundlag.records.view import View, view


def count(
    connection: Connection,
    defs: Definitions,
    as_of: date | None = None,
    also: Iterable[date] = (),
) -> Cubes:
    """Every delivery that had arrived by `as_of` (or at all), counted and added by its scope.

    `earlier` holds it as it was on the days that baselines are counted on, and on those `also`
    asked for. None is later than `as_of`: what came after was not known yet.
    """
    days = {b.as_of for b in defs.partnerships.baseline if b.as_of} | set(also)
    taken = deliveries(defs.root)
    refuse_unsound(taken)
    whole = _counted(connection, defs, taken, as_of)
    codes = _known_codes(whole)
    known = {day: min(day, as_of or day) for day in sorted(days)}
    earlier = {
        day: replace(_counted(connection, defs, taken, until), known_codes=codes)
        for day, until in known.items()
    }
    return replace(whole, earlier=earlier, known_codes=codes)


def _known_codes(whole: Cubes) -> frozenset[str]:
    """Every code that has come; a record's code that counts bring finer is known by those."""
    counted = frozenset(c.code for c in whole.delivered)
    groups = {code[:end] for code in counted for end in range(1, len(code))}
    return counted | (frozenset(whole.crime.codes) - groups)


def _counted(
    connection: Connection, defs: Definitions, taken: Iterable[Delivery], as_of: date | None
) -> Cubes:
    land = geography(defs.areas, defs.geometry)
    # what was withdrawn after that day was not then
    known = [replace(d, withdrawn=None) for d in taken if d.is_known(as_of)]
    sources = {source.id: source for source in defs.sources.source}
    _refuse_undeclared(known, sources)
    views = {name: view(d for d in known if d.manifest.source == name) for name in sources}
    by_kind: dict[str, list[Delivery]] = defaultdict(list)
    for delivery in known:
        if views[delivery.manifest.source].units_of(delivery):
            by_kind[delivery.manifest.kind].append(delivery)
    reading = defs.code_reading
    gather = _Gather(Counting(connection=connection, root=defs.root, land=land), sources, views)
    records = [(d, gather.cube(d)) for d in by_kind["crime_records"]]
    return Cubes(
        crime=merge(records, gather.spoken("crime_records"), reading),
        delivered=tuple(c for d in by_kind["crime_counts"] for c in gather.counts(d, reading)),
        population=tuple(c for d in by_kind["population"] for c in gather.population(d)),
        survey=tuple(c for d in by_kind["survey_answers"] for c in gather.answers(d)),
        waves={
            int(unit): Wave(
                deliveries=tuple(d.id for d in spoken), provider=spoken[0].manifest.provider
            )
            for unit, spoken in gather.spoken("survey_answers").items()
        },
        shares=_once(c for d in by_kind["survey_shares"] for c in gather.shares(d)),
        deliveries=tuple(known),
        activities=listed(defs, [d for d in known if d.manifest.kind == "activities"]),
    )


def _refuse_undeclared(known: list[Delivery], sources: dict[str, Source]) -> None:
    if lost := sorted({d.manifest.source for d in known} - set(sources)):
        what = f'the store holds deliveries of "{lost[0]}", which is no source any more.'
        fix = f"{nearest(lost[0], sources)} Declare it again, or move its deliveries out."
        raise DeliveryError(Problem(where="sources.toml", what=what, fix=fix))


def _once(shares: Iterable[PublishedShare]) -> tuple[PublishedShare, ...]:
    """Published shares, refused where two sources print one share."""
    found: dict[tuple[int, str, str, str], PublishedShare] = {}
    for printed in shares:
        key = (printed.wave, printed.place, printed.question, printed.answers)
        if key in found:
            both = f"{found[key].delivery} and {printed.delivery}"
            what = f"{both} both print {printed.question} for {printed.place}, {printed.wave}."
            fix = "Let one source bring it."
            raise DeliveryError(Problem(where="sources.toml", what=what, fix=fix))
        found[key] = printed
    return tuple(found.values())


class _Gather:
    """Reads what deliveries say, each within the scope it speaks for."""

    def __init__(
        self, counting: Counting, sources: dict[str, Source], views: dict[str, View]
    ) -> None:
        self.counting = counting
        self.sources = sources
        self.views = views

    def cube(self, delivery: Delivery) -> pa.Table:
        return self.counting.cube(delivery, self.sources[delivery.manifest.source])

    def _view(self, delivery: Delivery) -> View:
        return self.views[delivery.manifest.source]

    def counts(self, delivery: Delivery, reading: CodeReading) -> list[DeliveredCount]:
        rows = read_parquet(delivery.rows)
        zero = self.sources[delivery.manifest.source].absent == "zero"
        land, view = self.counting.land, self._view(delivery)
        return delivered_counts(rows, delivery, view, land, reading, zero)

    def population(self, delivery: Delivery) -> list[PopulationCell]:
        return population_cells(read_parquet(delivery.rows), delivery, self._view(delivery))

    def shares(self, delivery: Delivery) -> list[PublishedShare]:
        source = self.sources[delivery.manifest.source]
        rows = read_parquet(delivery.rows)
        return published_shares(rows, delivery, self._view(delivery), source)

    def answers(self, delivery: Delivery) -> list[SurveyCell]:
        waves = [int(unit) for unit in self._view(delivery).units_of(delivery)]
        return survey_cells(self.cube(delivery), delivery.id, waves)

    def spoken(self, kind: str) -> dict[str, tuple[Delivery, ...]]:
        """Who speaks for each month or wave of a kind; two sources must not speak for one."""
        found: dict[str, tuple[Delivery, ...]] = {}
        for name in (s.id for s in self.sources.values() if s.kind == kind):
            for unit, delivery in self.views[name].speaks.items():
                if unit in found:
                    other = found[unit][0].manifest.source
                    what = f'"{name}" and "{other}" both bring {kind} for {unit}.'
                    fix = "Let one source bring it: two would be counted twice."
                    raise DeliveryError(Problem(where="sources.toml", what=what, fix=fix))
                found[unit] = delivery
        return found
