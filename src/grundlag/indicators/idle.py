"""Bridges that lead nowhere: told by `grundlag check`, since only the figures can show it."""

from collections.abc import Iterator
from dataclasses import replace

from grundlag.basis.check_breaks import FILE
from grundlag.basis.folder import Bridge
from grundlag.basis.load import Definitions
from grundlag.cubes.model import Cubes
from grundlag.errors import Problem
from grundlag.indicators.bridges import joined_at
from grundlag.indicators.measure import measure
from grundlag.indicators.model import Bridges


def idle_bridges(defs: Definitions, cubes: Cubes) -> Iterator[Problem]:
    """Every bridge that joins nothing: in all its areas, or in one where something else differs.

    Before anything has been taken in there is nothing to say.
    """
    latest = _latest_year(cubes)
    if latest is None or not defs.breaks.bridge:
        return
    known = tuple(_bridged(defs, cubes, latest))
    for i, bridge in enumerate(defs.breaks.bridge):
        ways = {area: way for bridges in known for area, way in _ways(bridge, bridges)}
        other = {area: way for area, way in ways.items() if way not in (set(), set(bridge.joins))}
        if set(bridge.joins) in ways.values() and not other:
            continue
        named = f" in {', '.join(sorted(other))}" if other else ""
        differ = sorted({name for way in other.values() for name in way})
        what = f"the bridge of {bridge.indicator} to {bridge.to_year} joins nothing{named}: "
        what += f"there {_listed(differ)}."
        fix = "Let joins name just what differs, and to_year where, or take the bridge out."
        yield Problem(where=defs.where(FILE, "bridge", i), what=what, fix=fix)


def _latest_year(cubes: Cubes) -> int | None:
    """The latest report year that anything has come for."""
    months = [*cubes.crime.months, *(c.last for c in cubes.delivered)]
    waves = [*cubes.waves, *(s.wave for s in cubes.shares)]
    return max((*(month // 12 + 1 for month in months), *waves), default=None)


def _bridged(defs: Definitions, cubes: Cubes, year: int) -> Iterator[Bridges]:
    """What the bridges of each basis lead between, as far as has come."""
    names = {bridge.indicator for bridge in defs.breaks.bridge}
    for basis in defs.bases.values():
        own = tuple(i for i in basis.indicator if i.id in names)
        if own:
            yield measure(defs, replace(basis, indicator=own), year, cubes).bridges


def _ways(bridge: Bridge, bridges: Bridges) -> Iterator[tuple[str, set[str]]]:
    """Each area that a bridge is for, and what differs there where it leads to."""
    for (name, area), line in bridges.series.items():
        if name == bridge.indicator and bridge.area in (None, area):
            yield area, joined_at(line, bridge.to_year)


def _listed(names: list[str]) -> str:
    if not names:
        return "nothing differs"
    return f"{', '.join(names)} {'differ' if len(names) > 1 else 'differs'}"
