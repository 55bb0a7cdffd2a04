"""Which methods a partnership's figures lean on, and what each is, in a sentence."""

from collections.abc import Iterator

from grundlag.indicators.model import Estimate
from grundlag.report.context import Context
from grundlag.report.model import Text
from grundlag.report.words import methods as words
from grundlag.verdicts.model import Verdict


def methods(context: Context, area: str) -> Iterator[Text]:
    """A sentence a method that something in the paper was made by, in the order of the words."""
    lines = context.judgements.of(area)
    used = {name for verdict in lines for name in _used(verdict)}
    if sum(v.has_noise for v in lines) > 1:
        used.add("many")
    city = context.name(context.defs.folder.comparator)
    yield from (text for name, text in words.methods(city).items() if name in used)


def _used(verdict: Verdict) -> Iterator[str]:
    finding = verdict.finding
    yield from _of_level(verdict.now)
    if finding.change is not None and finding.change.limits is not None:
        yield "constant" if "constant_baseline" in finding.notes else finding.change.kind
    if verdict.rule == "approaches":
        yield "gap"
    if verdict.is_judged:
        yield "judged"


def _of_level(now: Estimate) -> Iterator[str]:
    """How a level's own limits were made, by the first word of its method."""
    if now.limits is not None or now.no_limits == "full_count":
        yield now.method.split(",")[0].split()[0]
