"""Figures that leave their own history, told by `grundlag check`: a fault, or news."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from grundlag.basis.clocks import show_month
from grundlag.basis.load import Definitions
from grundlag.cubes.check_parts import per_cent
from grundlag.cubes.model import Cubes, Told
from grundlag.errors import Problem
from grundlag.indicators.leaps import Leap, leaps
from grundlag.indicators.model import Measures
from grundlag.indicators.months import OddMonth, odd_months

Rule = Callable[[Definitions, Cubes, Mapping[str, Measures]], Iterator[Problem]]
REAL = "If it is real, say so in the papers; else see which delivery it is from."


def leaping(defs: Definitions, cubes: Cubes, measured: Mapping[str, Measures]) -> tuple[Told, ...]:
    """What leaves its own history, rule by rule; it is told, and never stops."""
    return tuple(
        Told(is_notice=True, rule=name, problem=problem)
        for name, rule in LEAPS.items()
        for problem in sorted(set(rule(defs, cubes, measured)))
    )


def counts_follow_their_years(
    defs: Definitions, cubes: Cubes, measured: Mapping[str, Measures]
) -> Iterator[Problem]:
    """A year's count a quarter beyond the three years before, and beyond chance (1 in 1,000)."""
    crimes = {
        (basis, i.id): i.crime
        for basis, measures in measured.items()
        for i in measures.basis.indicator
    }
    told: set[tuple[str, str | None, int]] = set()
    for leap in _leaps(measured, "count", "per_1000"):
        series = leap.now.series
        key = series.area, crimes[series.basis, series.indicator], leap.now.year
        if key not in told:
            told.add(key)
            yield _of_count(leap, f"{_name(defs, series.area)}, {key[1]}, {leap.now.year}")


def _of_count(leap: Leap, where: str) -> Problem:
    counts = [f"{e.made.count or 0:.0f} in {e.year}" for e in leap.before]
    what = f"{leap.now.made.count or 0:.0f} reports, after {', '.join(counts)}: more than chance."
    return Problem(where=where, what=what, fix=REAL)


def shares_follow_their_waves(
    defs: Definitions, cubes: Cubes, measured: Mapping[str, Measures]
) -> Iterator[Problem]:
    """A share 5 points from the wave before and beyond chance; 10 where nothing tells of chance."""
    for leap in _leaps(measured, "share"):
        (before,), now = leap.before, leap.now
        sure = "more than chance" if leap.is_sure else "nothing tells how much is chance"
        then = f"{per_cent(before.value or 0)} in {before.year}"
        what = f"{per_cent(now.value or 0)}, and {then}: {sure}."
        where = f"{_name(defs, now.series.area)}, {now.series.indicator}, {now.year}"
        yield Problem(where=where, what=what, fix=REAL)


def months_are_like_their_neighbours(
    defs: Definitions, cubes: Cubes, measured: Mapping[str, Measures]
) -> Iterator[Problem]:
    """A month 40 % from what its neighbours let expect, and beyond chance: of all, else by type."""
    by_month: dict[int, list[OddMonth]] = defaultdict(list)
    for found in odd_months(defs, cubes.crime):
        by_month[found.month].append(found)
    for month, odd in sorted(by_month.items()):
        first = odd[0]
        more = f" (and {len(odd) - 1} more are odd)" if len(odd) > 1 else ""
        what = (
            f"{first.n} {first.crime or 'reports'} in {first.area}, where {first.expected:.0f} "
            f"were to be expected{more}."
        )
        where = f"{show_month(month)}, {cubes.crime.deliveries[month][0]}"
        yield Problem(where=where, what=what, fix=REAL)


def _leaps(measured: Mapping[str, Measures], *units: str) -> Iterator[Leap]:
    for measures in measured.values():
        yield from (leap for leap in leaps(measures) if leap.now.unit in units)


def _name(defs: Definitions, area: str) -> str:
    return next(a.name for a in defs.areas.area if a.id == area)


LEAPS: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        counts_follow_their_years,
        shares_follow_their_waves,
        months_are_like_their_neighbours,
    )
}
