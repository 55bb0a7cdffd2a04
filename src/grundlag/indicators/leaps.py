"""Leaps against an own history that chance does not explain: of yearly counts, and of shares.

docs/methods/leaps.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grundlag.indicators.change import change
from grundlag.indicators.intervals import ratio
from grundlag.indicators.model import Change, Estimate, Measures

YEARS = 3  # how many of the years before are the history
RARE = 0.001  # the one-sided chance below which a leap is not chance
FAR = 0.25  # how far beyond all of them a count must lie
POINTS = 0.05  # how far a share must move
UNSURE = 0.1  # and one that was printed without answers, so that nothing tells of chance
EXACT = 1e-9  # 0.89 - 0.79 is 10 points, though not as a binary fraction
BIG = 40  # reports in all, below which nobody can tell a fault from a turn


@dataclass(frozen=True, kw_only=True)
class Leap:
    """A figure that leaves its history, and the figures of the years before, the latest first."""

    now: Estimate
    before: tuple[Estimate, ...]
    is_sure: bool = True


def leaps(measures: Measures) -> Iterator[Leap]:
    """Every leap of a basis' counts and shares, year by year; no two series are compared."""
    for (name, area, year), now in sorted(measures.estimates.items()):
        kind = next(i.kind for i in measures.basis.indicator if i.id == name)
        before = _history(measures, name, area, year)
        if now.value is None or not before:
            continue
        if kind in ("count", "rate") and _count_leaps(measures, now, before):
            yield Leap(now=now, before=before)
        elif kind == "survey_share":
            yield from _share_leaps(now, before[:1])


def _history(measures: Measures, name: str, area: str, year: int) -> tuple[Estimate, ...]:
    """The years just before, as far back as they are of one series and none is missing."""
    found: list[Estimate] = []
    now = measures.estimates[name, area, year]
    for earlier in range(year - 1, year - 1 - YEARS, -1):
        then = measures.estimates.get((name, area, earlier))
        if then is None or then.value is None or then.series != now.series:
            break
        found.append(then)
    return tuple(found)


def _count_leaps(measures: Measures, now: Estimate, before: Sequence[Estimate]) -> bool:
    """Beyond all the years before by a quarter, and by more than chance: the whole by itself.

    A part must do so beside the whole, too: what happens everywhere is told of the whole.
    """
    if sum(e.made.count or 0.0 for e in (now, *before)) < BIG:
        return False
    ways = [[e.made.exposure or 0.0 for e in (now, *before)]]
    if now.series.area != measures.comparator:
        ways.append(_beside_whole(measures, (now, *before)))
    counts = [e.made.count or 0.0 for e in (now, *before)]
    phi = now.made.dispersion or 1.0
    return all(_leaves(counts, way, phi) for way in ways if way)


def _beside_whole(measures: Measures, years: Sequence[Estimate]) -> list[float]:
    """The whole's counts of the same years, as exposures; none where it lacks one."""
    keys = ((e.series.indicator, measures.comparator, e.year) for e in years)
    found = [measures.estimates.get(key) for key in keys]
    counts = [e.made.count or 0.0 if e and e.value is not None else 0.0 for e in found]
    return counts if min(counts) > 0 else []


def _leaves(counts: Sequence[float], exposures: Sequence[float], phi: float) -> bool:
    """Whether the first count leaves the others: by chance too seldom, and far beyond them all."""
    if min(exposures) <= 0:
        return False
    levels = [n / e for n, e in zip(counts, exposures, strict=True)]
    far = levels[0] > (1 + FAR) * max(levels[1:]) or levels[0] < (1 - FAR) * min(levels[1:])
    return far and _is_rare(
        ratio(counts[0], exposures[0], sum(counts[1:]), sum(exposures[1:]), phi)
    )


def _is_rare(found: Change) -> bool:
    return min(1.0 if p is None else p for p in (found.p_rise, found.p_fall)) < RARE


def _share_leaps(now: Estimate, before: tuple[Estimate, ...]) -> Iterator[Leap]:
    found = change(now, before[0])
    if found.value is None:
        return
    if found.limits is None:
        if abs(found.value) >= UNSURE - EXACT:
            yield Leap(now=now, before=before, is_sure=False)
    elif abs(found.value) >= POINTS - EXACT and _is_rare(found):
        yield Leap(now=now, before=before)
