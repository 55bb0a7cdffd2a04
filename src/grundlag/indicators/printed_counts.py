"""The counts that a basis' measures print, as boxes of areas, codes and months.

Areas are told in the atoms of the cubes and codes in those that came, so that one basis' type and
area are linked with any other's.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from grundlag.basis import clocks
from grundlag.basis.declared import Definitions
from grundlag.basis.folder import Area, Crime
from grundlag.basis.model import Basis, Indicator
from grundlag.cubes.model import Cubes
from grundlag.cubes.places import places_of
from grundlag.cubes.police import atoms_of, codes_of, reports
from grundlag.indicators.linked import Box, Names, Of, Printed
from grundlag.indicators.model import Estimate, Measures
from grundlag.records.place import UNPLACED

Kind = Literal["estimate", "baseline", "revised", "replay"]
CITY, JUDGED, OTHER, BORDER = 20.0, 3.0, 1.0, 0.5  # what it costs to lose a count


@dataclass(frozen=True, kw_only=True)
class Key:
    """Which figure of which basis a count is behind; a replay names the border it is on."""

    basis: str
    kind: Kind
    indicator: str
    area: str
    year: int = 0
    border: str = ""


@dataclass(frozen=True, kw_only=True)
class Atlas:
    """What areas and types are made of, in all cubes: atoms, delivered places and codes."""

    defs: Definitions
    atoms: tuple[str, ...]
    places: Names
    codes: Names
    known: dict[tuple[object, ...], Names] = field(default_factory=dict)

    def of(
        self, indicator: Indicator, area: str, border: str, spans: Iterable[range], told: str
    ) -> Of:
        """The boxes of a type in an area and some spans: one for each list of codes it had."""
        place = next(a for a in self.defs.areas.area if a.id == area)
        crime = next(c for c in self.defs.codes.crime if c.id == indicator.crime)
        where = self._areas(place, border, told)
        by_codes: dict[Names, set[int]] = {}
        for span in spans:
            for months in _segments(crime, span):
                by_codes.setdefault(self._codes(crime, months[0]), set()).update(months)
        boxes = (Box(areas=where, codes=c, months=frozenset(m)) for c, m in by_codes.items())
        return tuple(sorted(boxes, key=lambda box: min(box.months)))

    def _areas(self, area: Area, border: str, told: str) -> Names:
        key = ("area", area.id, border, told)
        if key not in self.known:
            self.known[key] = self._made_of(area, border, told)
        return self.known[key]

    def _made_of(self, area: Area, border: str, told: str) -> Names:
        version = next((v for v in area.version if v.id == border), None)
        if told == "records":
            return frozenset(atoms_of(self.atoms, area, version))
        if area.whole:
            return self.places | {UNPLACED, area.id}
        return places_of(self.places, area, version)

    def _codes(self, crime: Crime, month: int) -> Names:
        key = ("crime", crime.id, _starts(crime, month))
        if key not in self.known:
            self.known[key] = codes_of(crime, self.codes, (month,))
        return self.known[key]


def atlas(defs: Definitions, cubes: Cubes) -> Atlas:
    """What areas and types are made of, as known now and on the days of baselines."""
    every = (cubes, *cubes.earlier.values())
    codes = {code for c in every for code in c.crime.codes}
    return Atlas(
        defs=defs,
        atoms=tuple(sorted({atom for c in every for atom in c.crime.atoms})),
        places=frozenset(cell.place for c in every for cell in c.delivered),
        codes=frozenset(codes | {cell.code for c in every for cell in c.delivered}),
    )


def _turns(crime: Crime) -> list[int]:
    """The months in which a type's list of codes becomes another."""
    first = [clocks.parse_month(s.from_month) for s in crime.codes if s.from_month]
    after = [clocks.parse_month(s.to_month) + 1 for s in crime.codes if s.to_month]
    return sorted({*first, *after})


def _starts(crime: Crime, month: int) -> int:
    return max((turn for turn in _turns(crime) if turn <= month), default=0)


def _segments(crime: Crime, span: range) -> Iterator[range]:
    """A span cut where the list of codes becomes another."""
    inner = [turn for turn in _turns(crime) if span[0] < turn <= span[-1]]
    yield from (range(a, b) for a, b in pairwise([span[0], *inner, span[-1] + 1]))


def printed_counts(world: Atlas, measures: Measures) -> dict[Key, Printed]:
    """Every count behind the figures of a basis: years, baselines then and now, other borders."""
    found = {}
    for key, estimate, spans, drawn in _figures(world.defs, measures):
        n = estimate.made.count if estimate.made.count is not None else estimate.n
        if n is not None and estimate.method != "printed":
            basis, border = measures.basis, key.border or estimate.series.area_version
            indicator = _indicator(basis, key.indicator)
            day = " ".join((drawn, indicator.counted_by)).removesuffix("reported").strip()
            of = world.of(indicator, key.area, border, spans, estimate.series.origin)
            weight = _weight(basis, key, measures.comparator)
            found[key] = Printed(of=of, n=int(n), drawn=day, weight=weight)
    return found


Figure = tuple[Key, Estimate, Sequence[range], str]


def _figures(defs: Definitions, measures: Measures) -> Iterator[Figure]:
    """Each figure of reports, with its months and the day it is drawn on, where that is another."""
    basis = measures.basis
    for (name, area, year), found in measures.estimates.items():
        if found.unit != "share":
            key = Key(basis=basis.id, kind="estimate", indicator=name, area=area, year=year)
            yield key, found, (clocks.year_months(basis, year),), ""
    for (name, area, border, year), found in measures.replays.items():
        if found.unit != "share":
            key = Key(basis=basis.id, kind="replay", indicator=name, area=area, year=year,
                      border=border)  # fmt: skip
            yield key, found, (clocks.year_months(basis, year),), ""
    for declared in defs.partnerships.baseline:
        at = declared.indicator, declared.partnership
        if declared.basis == basis.id and (spans := clocks.baseline_spans(basis, declared)):
            day = declared.as_of.isoformat() if declared.as_of else ""
            then = Key(basis=basis.id, kind="baseline", indicator=at[0], area=at[1])
            for key, known, drawn in (
                (then, measures.baselines, day),
                (replace(then, kind="revised"), measures.revised, ""),
            ):
                if at in known:
                    yield key, known[at], spans, drawn


def _indicator(basis: Basis, name: str) -> Indicator:
    return next(i for i in basis.indicator if i.id == name)


def _weight(basis: Basis, key: Key, comparator: str) -> float:
    targets = (target for goal in basis.goal for target in goal.target)
    judged = any(t.rule != "monitored" and key.indicator in t.indicators for t in targets)
    if key.area == comparator:
        return CITY
    return BORDER if key.kind == "replay" else JUDGED if judged else OTHER


def told_beside(world: Atlas, cubes: Cubes) -> Iterator[Printed]:
    """What papers tell of all reports, whatever their type: a delivery's, a year's unplaced."""
    cube = cubes.crime
    spans: dict[tuple[str, ...], set[int]] = {}
    for month, spoken in cube.deliveries.items():
        spans.setdefault(spoken, set()).update((month,))
    years = [{m for m in cube.months if m // 12 == y} for y in {m // 12 for m in cube.months}]
    every = frozenset(world.atoms)
    for where, months in (
        *((every, span) for span in (*spans.values(), *years)),
        *((frozenset({UNPLACED}), span) for span in years),
    ):
        box = Box(areas=where, codes=world.codes, months=frozenset(months))
        yield Printed(of=(box,), n=reports(cube, where, months), known=True)
