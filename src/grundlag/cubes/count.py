"""Everything that was taken in, counted: one cube a delivery, kept beside it, and all added.

A kept cube carries a key of the rows, the places and this schema; another key counts again.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

import pyarrow as pa

from grundlag.basis.folder import Source
from grundlag.basis.load import Definitions
from grundlag.basis.offences import CodeReading
from grundlag.cubes.activities import listed
from grundlag.cubes.delivered import delivered_counts
from grundlag.cubes.model import (
    SCHEMA,
    Cubes,
    DeliveredCount,
    PopulationCell,
    PublishedShare,
    SurveyCell,
    Wave,
)
from grundlag.cubes.police import count_records, merge
from grundlag.cubes.population import population_cells
from grundlag.cubes.survey import count_answers, published_shares, survey_cells
from grundlag.engine.connect import Connection
from grundlag.engine.files import read_parquet, write_parquet
from grundlag.errors import DeliveryError, Problem, nearest
from grundlag.records.keep import deliveries, refuse_changed_rows
from grundlag.records.model import Delivery
from grundlag.records.place import Geography, geography
from grundlag.records.view import View, view

Counter = Callable[[Connection, Delivery, Geography, Source], pa.Table]
COUNTERS: dict[str, Counter] = {"crime_records": count_records, "survey_answers": count_answers}


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
    whole = _counted(connection, defs, as_of)
    codes = _known_codes(whole)
    known = {day: min(day, as_of or day) for day in sorted(days)}
    earlier = {
        day: replace(_counted(connection, defs, until), known_codes=codes)
        for day, until in known.items()
    }
    return replace(whole, earlier=earlier, known_codes=codes)


def _known_codes(whole: Cubes) -> frozenset[str]:
    """Every code that has come; a record's code that counts bring finer is known by those."""
    counted = frozenset(c.code for c in whole.delivered)
    groups = {code[:end] for code in counted for end in range(1, len(code))}
    return counted | (frozenset(whole.crime.codes) - groups)


def _counted(connection: Connection, defs: Definitions, as_of: date | None) -> Cubes:
    land = geography(defs.areas, defs.geometry)
    taken = deliveries(defs.root)
    known = [d for d in taken if as_of is None or d.manifest.arrived <= as_of]
    sources = {source.id: source for source in defs.sources.source}
    _refuse_undeclared(known, sources)
    views = {name: view(d for d in known if d.manifest.source == name) for name in sources}
    by_kind: dict[str, list[Delivery]] = defaultdict(list)
    for delivery in known:
        if views[delivery.manifest.source].units_of(delivery):
            by_kind[delivery.manifest.kind].append(delivery)
    reading = defs.code_reading
    gather = _Gather(connection, land, sources, views)
    records = [(d, gather.cube(d)) for d in by_kind["crime_records"]]
    return Cubes(
        crime=merge(records, gather.spoken("crime_records"), reading),
        delivered=tuple(c for d in by_kind["crime_counts"] for c in gather.counts(d, reading)),
        population=tuple(c for d in by_kind["population"] for c in gather.population(d)),
        survey=tuple(c for d in by_kind["survey_answers"] for c in gather.answers(d)),
        waves={
            int(unit): Wave(delivery=d.id, provider=d.manifest.provider)
            for unit, d in gather.spoken("survey_answers").items()
        },
        shares=_once(c for d in by_kind["survey_shares"] for c in gather.shares(d)),
        deliveries=tuple(known),
        activities=listed(defs, by_kind["activities"], views),
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
        self,
        connection: Connection,
        land: Geography,
        sources: dict[str, Source],
        views: dict[str, View],
    ) -> None:
        self.connection = connection
        self.land = land
        self.sources = sources
        self.views = views

    def cube(self, delivery: Delivery) -> pa.Table:
        """A delivery's cube: the one kept beside it where its key still fits, or counted anew.

        The key names all that a cube depends on: the rows, the places, the points' reference
        system, the questions, this schema.
        """
        source = self.sources[delivery.manifest.source]
        asked = f"{source.read.crs} {sorted(source.questions)}"
        key = f"{delivery.manifest.digest} {self.land.digest} {asked} {SCHEMA}".encode()
        path = delivery.path / "cube.parquet"
        if path.is_file():
            kept = read_parquet(path)
            if (kept.schema.metadata or {}).get(b"key") == key:
                return kept
        if delivery.rows.is_file():
            refuse_changed_rows(delivery)
        counter = COUNTERS[delivery.manifest.kind]
        cube = counter(self.connection, delivery, self.land, source)
        write_parquet(cube.replace_schema_metadata({"key": key}), path)
        return cube

    def _view(self, delivery: Delivery) -> View:
        return self.views[delivery.manifest.source]

    def counts(self, delivery: Delivery, reading: CodeReading) -> list[DeliveredCount]:
        rows = read_parquet(delivery.rows)
        zero = self.sources[delivery.manifest.source].absent == "zero"
        return delivered_counts(rows, delivery, self._view(delivery), self.land, reading, zero)

    def population(self, delivery: Delivery) -> list[PopulationCell]:
        return population_cells(read_parquet(delivery.rows), delivery, self._view(delivery))

    def shares(self, delivery: Delivery) -> list[PublishedShare]:
        source = self.sources[delivery.manifest.source]
        rows = read_parquet(delivery.rows)
        return published_shares(rows, delivery, self._view(delivery), source)

    def answers(self, delivery: Delivery) -> list[SurveyCell]:
        waves = [int(unit) for unit in self._view(delivery).units_of(delivery)]
        return survey_cells(self.cube(delivery), waves)

    def spoken(self, kind: str) -> dict[str, Delivery]:
        """Who speaks for each month or wave of a kind; two sources must not speak for one."""
        found: dict[str, Delivery] = {}
        for name in (s.id for s in self.sources.values() if s.kind == kind):
            for unit, delivery in self.views[name].speaks.items():
                if unit in found:
                    other = found[unit].manifest.source
                    what = f'"{name}" and "{other}" both bring {kind} for {unit}.'
                    fix = "Let one source bring it: two would be counted twice."
                    raise DeliveryError(Problem(where="sources.toml", what=what, fix=fix))
                found[unit] = delivery
        return found
