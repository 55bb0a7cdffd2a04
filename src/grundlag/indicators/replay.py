"""Boundary replay: every year on every version of an area that was redrawn, from the same cells.

docs/methods/replay.md.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from grundlag.basis import clocks
from grundlag.basis.folder import Area, AreaVersion
from grundlag.cubes.model import Cubes, Missing
from grundlag.indicators.answers import survey_share
from grundlag.indicators.ask import Ask
from grundlag.indicators.model import Estimate
from grundlag.indicators.rates import crime_in_year
from grundlag.records.place import fold

Estimates = Mapping[tuple[str, str, int], Estimate]
Key = tuple[str, str, str, int]
KINDS = ("count", "rate", "survey_share")
ROWS = ("crime_records", "survey_answers")
POINT = {"x", "y"}


def replays(asks: Iterable[Ask], estimates: Estimates) -> Iterator[tuple[Key, Estimate]]:
    """Each crime and survey figure of areas with several versions, on each of them, year by year.

    An estimate is of the series of the version it is counted on. A rate without inhabitants of
    that version has no value, and still its count as `n`.
    """
    for ask in asks:
        if len(ask.area.version) < 2 or ask.indicator.kind not in KINDS:
            continue
        of = ask.indicator.id, ask.area.id
        years = [y for (name, area, y) in estimates if (name, area) == of]
        for version in ask.area.version:
            on = replace(ask, on=version, cubes=_without_others(ask.cubes, ask.area, version))
            for year in years:
                yield (*of, version.id, year), _in_year(on, version, year, estimates[*of, year])


def _in_year(ask: Ask, version: AreaVersion, year: int, plain: Estimate) -> Estimate:
    """A year's figure on a version; `plain` is that on the year's own."""
    found = (survey_share if ask.indicator.kind == "survey_share" else _crime)(ask, year)
    own = clocks.area_version(ask.area, year)
    if version == own or (found.n is None and plain.value is None):
        return found
    if found.n is not None and _told_apart(ask, version, own, found):
        return found
    nothing = Missing(why="own_border_only", what=ask.area.name)
    return replace(found, value=None, limits=None, n=None, no_limits=None, missing=nothing)


def _crime(ask: Ask, year: int) -> Estimate:
    """A count, or a rate; where the inhabitants are not known a rate's count alone."""
    found = crime_in_year(ask, year)
    if found.value is not None or ask.indicator.kind != "rate":
        return found
    counting = replace(ask.indicator, kind="count", per=None)
    count = crime_in_year(replace(ask, indicator=counting), year)
    return replace(found, n=count.n, deliveries=count.deliveries, extracted=count.extracted)


def _told_apart(ask: Ask, version: AreaVersion, own: AreaVersion | None, found: Estimate) -> bool:
    """Whether the rows behind a figure tell a version from the one of their own day.

    Points do where the version is a polygon; else the names of places that mean the same in both.
    """
    sources = {s.id: s for s in ask.defs.sources.source}
    used = [d.manifest for d in ask.cubes.deliveries if d.id in found.deliveries]
    columns = [set(sources[m.source].columns) for m in used if m.kind in ROWS]
    if version.is_drawn and columns and all(each >= POINT for each in columns):
        return True
    places = _parts(version)
    return bool(places) and not places & _names_of_a_day(ask.area, version, own)


def _names_of_a_day(area: Area, version: AreaVersion, own: AreaVersion | None) -> frozenset[str]:
    """The names that stand for whatever border the area has on a day, and so for neither version.

    The area's own names do, but where both versions are lists of places and it is one of them; so
    do the places of two polygons that are called alike.
    """
    names = frozenset({fold(area.id), fold(area.name)})
    if not version.is_drawn and not (own and own.is_drawn):
        return names.difference(*map(_parts, area.version))
    alike = own is not None and _parts(version) == _parts(own)
    return names | (_parts(version) if alike else frozenset())


def _parts(version: AreaVersion) -> frozenset[str]:
    return frozenset(map(fold, version.places))


def _without_others(cubes: Cubes, area: Area, version: AreaVersion) -> Cubes:
    """Cubes without the delivered cells that are called after the area on a day of another border.

    The inhabitants of "Amager" in 2024 are those of its border in 2024, and of no other.
    """

    def tells(place: str, year: int) -> bool:
        own = clocks.area_version(area, year)
        return version == own or fold(place) not in _names_of_a_day(area, version, own)

    return replace(
        cubes,
        delivered=tuple(c for c in cubes.delivered if tells(c.place, c.first // 12)),
        population=tuple(c for c in cubes.population if tells(c.place, c.day.year)),
        shares=tuple(s for s in cubes.shares if tells(s.place, s.wave)),
    )
