"""The series of each bridged indicator in each area, year by year: what bridges lead between."""

from collections.abc import Iterable, Mapping

from grundlag.indicators.ask import Ask
from grundlag.indicators.model import Bridges, Estimate, Series

Estimates = Mapping[tuple[str, str, int], Estimate]
Baselines = Mapping[tuple[str, str], Estimate]


def bridged(asks: Iterable[Ask], estimates: Estimates, baselines: Baselines) -> Bridges:
    """The declared bridges, with the series of every indicator and area that one is for."""
    by_place = {(ask.indicator.id, ask.area.id): ask for ask in asks}
    declared = next((ask.defs.breaks.bridge for ask in by_place.values()), ())
    series = {
        (name, area): _years(ask, estimates, baselines.get((name, area)))
        for (name, area), ask in by_place.items()
        if any(b.indicator == name and b.area in (None, area) for b in declared)
    }
    return Bridges(declared=declared, series=series)


def _years(ask: Ask, estimates: Estimates, baseline: Estimate | None) -> dict[int, Series]:
    """From the first year that has a figure, or that a baseline is of, to the last."""
    name, area = ask.indicator.id, ask.area.id
    own = {y: e for (i, a, y), e in estimates.items() if (i, a) == (name, area)}
    years = [*own, *((baseline.year,) if baseline and baseline.year else ())]
    return {y: _series(ask, y, own.get(y)) for y in range(min(years), max(years) + 1)}


def _series(ask: Ask, year: int, found: Estimate | None) -> Series:
    """A year's series; who delivers is known only where there is a figure."""
    if found is not None and found.value is not None:
        return found.series
    return ask.series(year, provider="", delivered=False)
