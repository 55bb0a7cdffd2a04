"""Printed figures that contradict another: a rate its count, an area its neighbour, day and night.

Each of these has been printed: docs/how-to/take-in-a-delivery.md.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations

from grundlag.basis import clocks
from grundlag.basis.clocks import show_month
from grundlag.basis.load import Definitions
from grundlag.cubes.check_parts import per_cent
from grundlag.cubes.model import Cubes, DeliveredCount, Found, PublishedShare
from grundlag.cubes.population import inhabitants
from grundlag.errors import Problem
from grundlag.records.place import fold

PER = 1000  # what a rate is per; see the column `rate`
OTHERS = (100, 10_000, 100_000)  # what it may be per by mistake
APART = 0.02  # how far two questions must differ elsewhere for one figure to be no chance
COPIED = "See whether one was copied from the other; if both are right, nothing has to be done."


def rates_fit_their_counts(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """A rate that came beside a count is that count by the inhabitants, within its rounding.

    On 1 January before or after the months; else it is told, with what explains it best.
    """
    decimals: dict[str, int] = defaultdict(int)
    for c in cubes.delivered:
        if c.rate is not None:
            decimals[c.delivery] = max(decimals[c.delivery], _decimals(c.rate))
    for c in cubes.delivered:
        half = 0.5 * 10.0 ** -decimals[c.delivery]
        days = [date((c.last + 1) // 12, 1, 1), date(c.first // 12, 1, 1)]
        living = [(day, n) for day in days if (n := _living(defs, cubes, c.place, day))]
        if c.rate is None or not living or any(_fits(c, n, PER, half) for _, n in living):
            continue
        day, n = living[0]
        implied = f"{c.n * PER / c.rate:.0f}" if c.rate else "no end of"
        what = (
            f"{c.n} reports at {c.rate:g} per {PER} are {implied} inhabitants, and {n} are known "
            f"on {day}: that is {c.n * PER / n:.{decimals[c.delivery]}f}."
        )
        fix = _explained(defs, cubes, c, n, half)
        where = f"{c.raw}, {c.place}, {show_month(c.first)} to {show_month(c.last)}"
        yield Found(stops=False, problem=Problem(where=where, what=what, fix=fix))


def _decimals(rate: float) -> int:
    """The decimals that a rate was printed with, as far as a number tells."""
    exponent = Decimal(repr(rate)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _fits(c: DeliveredCount, people: int, per: int, half: float) -> bool:
    return abs(c.n * per / people - (c.rate or 0.0)) <= half * (1 + 1e-9)


def _living(defs: Definitions, cubes: Cubes, place: str, day: date) -> int | None:
    """The inhabitants of a place on a day: of the area it is called by, or its own."""
    for area in defs.areas.area:
        if place in (fold(area.id), fold(area.name)):
            return inhabitants(cubes.population, area, clocks.area_version(area, day.year), day).n
    own = [c.n for c in cubes.population if (c.place, c.day) == (place, day)]
    return own[0] if len(own) == 1 else None


def _explained(defs: Definitions, cubes: Cubes, c: DeliveredCount, n: int, half: float) -> str:
    """What a rate that does not fit seems to be."""
    for per in OTHERS:
        if _fits(c, n, per, half):
            return f"It is per {per}: write it per {PER}."
    near = sorted(
        (cell.place != c.place, cell.day, cell.place)
        for cell in cubes.population
        if cell.n and _fits(c, cell.n, PER, half)
    )
    if near:
        _, day, place = near[0]
        return f"It fits the inhabitants of {place} on {day}."
    would = f"{(c.rate or 0.0) * n / PER:.0f}"
    return f"See which was typed wrong; {c.rate:g} per {PER} would be {would} reports."


def areas_have_figures_of_their_own(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """Two areas with the same printed figures of all questions in a wave: one may be a copy."""
    for wave, places in _by_place(cubes).items():
        alike: dict[tuple[tuple[str, str, float], ...], list[str]] = defaultdict(list)
        for place, printed in places.items():
            key = tuple(sorted((s.question, s.answers, s.share) for s in printed))
            alike[key].append(place)
        for key, names in sorted(alike.items()):
            if len(key) > 1 and len(names) > 1:
                figures = ", ".join(per_cent(share) for _, _, share in key)
                what = f"{' and '.join(sorted(names))} have the same figures: {figures}."
                problem = Problem(where=f"wave {wave}", what=what, fix=COPIED)
                yield Found(stops=False, problem=problem)


def questions_have_figures_of_their_own(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """Two questions with one printed figure in an area, which differ in all others: told."""
    for wave, places in _by_place(cubes).items():
        apart: dict[tuple[str, str, str], dict[str, float]] = defaultdict(dict)
        for place, printed in places.items():
            for one, other in combinations(sorted(printed, key=lambda s: s.question), 2):
                if one.answers == other.answers and one.question != other.question:
                    key = one.question, other.question, one.answers
                    apart[key][place] = abs(one.share - other.share)
        for (one_of, other_of, answers), found in sorted(apart.items()):
            same = sorted(place for place, gap in found.items() if gap == 0)
            if all(gap >= APART for place, gap in found.items() if place not in same):
                for place in same:
                    what = f'"{one_of}" and "{other_of}" have one and the same figure ({answers}).'
                    where = f"wave {wave}, {place}"
                    problem = Problem(where=where, what=what, fix=COPIED)
                    yield Found(stops=False, problem=problem)


def _by_place(cubes: Cubes) -> dict[int, dict[str, Sequence[PublishedShare]]]:
    found: dict[int, dict[str, list[PublishedShare]]] = defaultdict(lambda: defaultdict(list))
    for share in cubes.shares:
        found[share.wave][share.place].append(share)
    return {wave: dict(sorted(places.items())) for wave, places in sorted(found.items())}
