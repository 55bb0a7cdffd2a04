"""Which methods the partnerships' figures lean on, and what each is, in a sentence."""

from collections.abc import Iterator, Sequence

from grundlag.indicators.model import Estimate
from grundlag.indicators.unsaid import is_hidden
from grundlag.report.context import Context
from grundlag.report.model import Text
from grundlag.report.words import methods as words
from grundlag.verdicts.model import Verdict


def methods(context: Context, areas: Sequence[str], looks_ahead: bool) -> Iterator[Text]:
    """A sentence a method that something in the papers was made by, in the order of the words.

    `looks_ahead` tells whether they say what a coming year can show.
    """
    used = {name for area in areas for name in _of_area(context, area)}
    used |= {"power"} if looks_ahead else set()
    city = context.name(context.defs.folder.comparator)
    found = [text for name, text in words.methods(city).items() if name in used]
    yield from (*found, words.pages()) if found else ()


def _of_area(context: Context, area: str) -> Iterator[str]:
    lines = context.judgements.of(area)
    for verdict in lines:
        yield from _used(verdict)
    if sum(v.has_noise for v in lines) > 1:
        yield "many"
    yield from _beside(context, area)


def _beside(context: Context, area: str) -> Iterator[str]:
    """What else the papers show: the period, both borders, that something is protected."""
    if any(verdict.is_judged for verdict in context.judgements.over(area)):
        yield "period"
    if any(place == area for _, place, *_ in context.measures.replays):
        yield "replay"
    if context.since_last is not None:
        yield "revised"
    if context.measures.age is not None:
        yield "occurred"
    every = context.measures.estimates.items()
    if any(place == area and is_hidden(found) for (_, place, _), found in every):
        yield "protected"


def _used(verdict: Verdict) -> Iterator[str]:
    finding = verdict.finding
    yield from _of_level(verdict.now)
    if finding.change is not None and finding.change.limits is not None:
        yield "constant" if "constant_baseline" in finding.notes else finding.change.kind
        if finding.change.bridges:
            yield "bridge"
    if verdict.rule == "approaches":
        yield "gap"
    if verdict.is_judged:
        yield "judged"


def _of_level(now: Estimate) -> Iterator[str]:
    """How a level's own limits were made, by the first word of its method."""
    if now.limits is not None or now.no_limits == "full_count":
        yield now.method.split(",")[0].split()[0]
    if now.made.dispersion is not None and now.limits is not None:
        yield "dispersion"
