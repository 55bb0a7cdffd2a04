"""What the rate did where a target is on counts and the inhabitants have become more or fewer."""

from dataclasses import replace

from grundlag.basis import clocks
from grundlag.basis.partnerships import Baseline
from grundlag.indicators.ask import Ask
from grundlag.indicators.model import Beside
from grundlag.indicators.rates import crime_in, crime_in_year

PER = 1000
MOVED = 5  # per cent that the inhabitants may change before the rate is told


def rate_beside(now: Ask, then: Ask, declared: Baseline, year: int) -> Beside | None:
    """A count as a rate, at its baseline and in a police year; None where no rate is called for.

    `then` asks what had arrived by the baseline's own date. Asked for are counts against whole
    years, where the inhabitants a year have changed more than MOVED per cent: whole numbers
    decide, so just MOVED is not more. Where inhabitants are missing, or the two are of different
    series, nothing can be told.
    """
    spans = clocks.baseline_spans(now.basis, declared)
    if now.indicator.kind != "count" or not spans:
        return None
    before = crime_in(_as_rate(then), spans, spans[0][0] // 12)
    after = crime_in_year(_as_rate(now), year)
    people_before, people_after = before.made.exposure, after.made.exposure
    if not people_before or not people_after or before.series != after.series:
        return None
    moved = people_after * len(spans) - people_before
    if 100 * abs(moved) <= MOVED * people_before:
        return None
    return Beside(then=before, now=after, moved=moved / people_before)


def _as_rate(ask: Ask) -> Ask:
    """The same question as a rate, with inhabitants on the day that the basis' rates use."""
    rate = next((i for i in ask.basis.indicator if i.kind == "rate"), None)
    on = rate.population_on if rate else "after"
    asked = replace(ask.indicator, kind="rate", per=PER, population_on=on, decimals=1)
    return replace(ask, indicator=asked)
