"""Measures without what is hidden: no value, limit, change or spread that gives it back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from grundlag.cubes.model import Missing
from grundlag.indicators.model import Beside, Change, Estimate, Made, Measures
from grundlag.indicators.printed_counts import Key, Kind

PROTECTED: Final = "protected"  # why a figure is missing, or has no limits
K = TypeVar("K")


@dataclass(frozen=True, kw_only=True)
class Unsaid:
    """What a basis' public papers do not say: counts by their keys, and shares of few answers."""

    keys: frozenset[Key]
    answers: int


def is_hidden(found: Estimate | None) -> bool:
    """Whether a figure is there and not to be told."""
    return found is not None and found.missing is not None and found.missing.why == PROTECTED


def without(measures: Measures, unsaid: Unsaid) -> Measures:
    """The measures as the public may have them."""
    basis, estimates = measures.basis.id, {}
    own = {key for key in unsaid.keys if key.basis == basis}
    for at, found in measures.estimates.items():
        name, area, year = at
        key = Key(basis=basis, kind="estimate", indicator=name, area=area, year=year)
        estimates[at] = _hidden(found) if key in own or _few(found, unsaid.answers) else found
    replays = {}
    for at_border, found in measures.replays.items():
        name, area, border, year = at_border
        key = Key(basis=basis, kind="replay", indicator=name, area=area, year=year, border=border)
        few = key in own or _few(found, unsaid.answers)
        replays[at_border] = _hidden(found) if few else found
    tainted = _tainted(measures, own)
    baselines = _without(measures, own, "baseline", measures.baselines)
    return replace(
        measures,
        estimates=_untainted(estimates, tainted),
        replays=_untainted(replays, tainted),
        baselines=_untainted(baselines, tainted),
        revised=_untainted(_without(measures, own, "revised", measures.revised), tainted),
        gaps={at: gap for at, gap in measures.gaps.items() if _both(measures, estimates, at)},
        beside=dict(_beside(measures, estimates, baselines, tainted)),
        spreads={n: found for n, found in measures.spreads.items() if n not in tainted},
    )


def _hidden(found: Estimate) -> Estimate:
    nothing = Missing(why=PROTECTED)
    return replace(found, value=None, limits=None, n=None, no_limits=None, method="",
                   made=Made(), missing=nothing)  # fmt: skip


def _few(found: Estimate, answers: int) -> bool:
    """Whether a share rests on fewer answers than may be told of; activities are no persons."""
    survey = found.unit == "share" and found.series.question_version != ""
    return survey and found.n is not None and 0 < found.n < answers


def _without(
    measures: Measures, own: set[Key], kind: Kind, known: Mapping[tuple[str, str], Estimate]
) -> dict[tuple[str, str], Estimate]:
    return {
        (name, area): _hidden(found)
        if Key(basis=measures.basis.id, kind=kind, indicator=name, area=area) in own
        else found
        for (name, area), found in known.items()
    }


def _tainted(measures: Measures, own: set[Key]) -> frozenset[str]:
    """The indicators whose spread was measured on a hidden count: their limits give it back."""
    found = {name: s for name, s in measures.spreads.items() if s.source == "measured"}
    hidden = {(key.indicator, key.year) for key in own if key.kind == "estimate"}
    return frozenset(name for name, year in hidden if name in found and year <= found[name].last)


def _untainted(known: Mapping[K, Estimate], tainted: frozenset[str]) -> dict[K, Estimate]:
    return {
        at: without_limits(e) if e.series.indicator in tainted and e.limits else e
        for at, e in known.items()
    }


def without_limits(found: Estimate) -> Estimate:
    """A figure whose limits are not told, nor what they were made with."""
    made = replace(found.made, dispersion=None)
    return replace(found, limits=None, no_limits=PROTECTED, method="garwood", made=made)


def without_limits_of(change: Change | None) -> Change | None:
    """A change whose limits are not told."""
    if change is None:
        return None
    return replace(change, limits=None, p_rise=None, p_fall=None, variance=None, df=None)


def _both(
    measures: Measures, known: Mapping[tuple[str, str, int], Estimate], at: tuple[str, str, int]
) -> bool:
    """Whether neither the part's share nor the whole's is hidden."""
    name, area, year = at
    return not any(is_hidden(known.get((name, w, year))) for w in (area, measures.comparator))


def _beside(
    measures: Measures,
    known: Mapping[tuple[str, str, int], Estimate],
    baselines: Mapping[tuple[str, str], Estimate],
    tainted: frozenset[str],
) -> dict[tuple[str, str], Beside]:
    found = {}
    for (name, area), beside in measures.beside.items():
        now = known.get((name, area, beside.now.year))
        if not is_hidden(now) and not is_hidden(baselines.get((name, area))):
            both = (beside.then, beside.now)
            then, now = map(without_limits, both) if name in tainted else both
            found[name, area] = replace(beside, then=then, now=now)
    return found
