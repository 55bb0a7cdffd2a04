"""What if a baseline were of other years? Every choice there is, at once, and nothing is written.

Shown one choice at a time, a baseline could be picked for what it gives. So no choice can be asked
for alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from grundlag.basis import clocks
from grundlag.basis.load import Definitions
from grundlag.basis.model import Basis
from grundlag.basis.partnerships import Baseline
from grundlag.indicators.measure import at_baselines
from grundlag.indicators.model import Estimate, Measures
from grundlag.run.model import Run
from grundlag.verdicts.judge import judge
from grundlag.verdicts.model import Judgements, Verdict

RULE = "held_at_baseline"


@dataclass(frozen=True, kw_only=True)
class Held:
    """A line held at a baseline; None where there is none."""

    baseline: Estimate | None
    verdict: Verdict


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Years that a baseline could be of, one after another, and every line held at it."""

    years: tuple[int, ...]
    lines: tuple[Held, ...]


def lengths(run: Run) -> range:
    """How many years a baseline can be of: from one to all there are."""
    return range(1, len(_years(run)) + 1)


def declared(run: Run) -> tuple[Held, ...]:
    """The lines as they are judged in the report."""
    return _lines(run.measures, run.judgements)


def candidates(run: Run, length: int) -> tuple[Candidate, ...]:
    """All runs of so many police years up to the report's own, each counted in all that has come.

    Also those without figures and those that the judged year is in: they say so.
    """
    years = _years(run)
    found = (years[first : first + length] for first in range(len(years) - length + 1))
    return tuple(_candidate(run, tuple(each)) for each in found)


def _years(run: Run) -> range:
    """The police years there is anything of, and those between them, to the report's own."""
    kinds = {i.id for i in run.measures.basis.indicator if i.crime}
    known = {year for indicator, _, year in run.measures.estimates if indicator in kinds}
    last = clocks.police_year(run.measures.year)
    return range(min(known, default=last + 1), last + 1)


def _candidate(run: Run, years: tuple[int, ...]) -> Candidate:
    """All lines judged anew at a baseline of some years, in each partnership."""
    defs = _with_baselines(run.defs, run.measures.basis, years)
    measures = at_baselines(defs, run.measures, run.cubes)
    return Candidate(years=years, lines=_lines(measures, judge(defs, measures)))


def _lines(measures: Measures, judged: Judgements) -> tuple[Held, ...]:
    return tuple(
        Held(baseline=measures.baselines.get((v.indicator, v.area)), verdict=v)
        for v in judged.verdicts
        if v.rule == RULE
    )


def _with_baselines(defs: Definitions, basis: Basis, years: tuple[int, ...]) -> Definitions:
    """Definitions whose baselines are all of some years, as known today."""
    found = tuple(_baselines(defs, basis, years))
    return replace(defs, partnerships=replace(defs.partnerships, baseline=found))


def _baselines(defs: Definitions, basis: Basis, years: tuple[int, ...]) -> Iterator[Baseline]:
    held = (target for goal in basis.goal for target in goal.target if target.rule == RULE)
    names = dict.fromkeys(name for target in held for name in target.indicators)
    for partnership in defs.partnerships.partnership:
        for indicator in names:
            yield Baseline(
                partnership=partnership.id, basis=basis.id, indicator=indicator, years=years
            )
