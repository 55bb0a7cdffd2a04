"""Hold what was measured against every target of the basis, for each partnership."""

from collections.abc import Iterator

from grundlag.basis import clocks
from grundlag.basis.load import Definitions
from grundlag.basis.model import Basis, Goal, Target
from grundlag.basis.partnerships import Period
from grundlag.indicators.model import Estimate, Measures
from grundlag.verdicts.baselines import before_baseline, in_baseline
from grundlag.verdicts.certainty import over_bridges
from grundlag.verdicts.model import Evidence, Finding, Judgements, Verdict
from grundlag.verdicts.period import over_period
from grundlag.verdicts.rollup import summarise
from grundlag.verdicts.rules import RULES


def judge(defs: Definitions, measures: Measures) -> Judgements:
    """Every verdict of a report year; a missed target is a result, not an error."""
    basis, year = measures.basis, measures.year
    goals = [
        (goal, partnership.id)
        for partnership in defs.partnerships.partnership
        for goal in basis.goal
    ]
    verdicts = tuple(v for goal, area in goals for v in _goal(defs, measures, goal, area))
    periods = tuple(
        verdict
        for goal, area in goals
        for why in (why_not(defs, basis, goal, area, year),)
        for verdict in over_period(defs, measures, goal, area, why)
    )
    return Judgements(
        year=year,
        verdicts=verdicts,
        summaries=summarise(verdicts),
        periods=periods,
        period_summaries=summarise(periods),
    )


def _goal(defs: Definitions, measures: Measures, goal: Goal, partnership: str) -> Iterator[Verdict]:
    reason = why_not(defs, measures.basis, goal, partnership, measures.year)
    for target in goal.target:
        for indicator in target.indicators:
            evidence = _evidence(defs, measures, target, indicator, partnership)
            finding = over_bridges(RULES[target.rule](evidence))
            if reason and finding.outcome != "no_data":
                finding = _shown_unjudged(finding, reason)
            yield Verdict(
                area=partnership,
                goal=goal.id,
                target=target.id,
                indicator=indicator,
                year=measures.year,
                rule=target.rule,
                now=evidence.now,
                finding=finding,
            )


def _shown_unjudged(finding: Finding, reason: str) -> Finding:
    """A goal that is not judged keeps its change and what it is from, and nothing else."""
    return Finding(
        outcome="not_judged", reason=reason, change=finding.change, against=finding.against
    )


def why_not(defs: Definitions, basis: Basis, goal: Goal, partnership: str, year: int) -> str | None:
    """Why a goal is not judged for a partnership in a report year; None where it is."""
    if goal.about in ("tryghed", "utryghed"):
        return clocks.standing(defs, basis, goal, partnership, year).reason
    return None if partnership in goal.applies_to else "not_in_basis"


def _evidence(
    defs: Definitions, measures: Measures, target: Target, indicator: str, area: str
) -> Evidence:
    named = next(i for i in measures.basis.indicator if i.id == indicator)
    year = clocks.figure_year(named, measures.year)
    period = clocks.wave_period(defs, area, measures.year)
    start = period.start_wave if period else None
    comparator = target.level_of or measures.comparator

    def at(place: str, when: int | None) -> Estimate | None:
        return measures.estimates.get((indicator, place, when)) if when is not None else None

    return Evidence(
        now=measures.estimates[indicator, area, year],
        before=at(area, year - 1),
        baseline=measures.baselines.get((indicator, area)),
        in_baseline=in_baseline(defs, measures, indicator, area, year),
        before_baseline=before_baseline(defs, measures, indicator, area, year),
        better=target.better or "lower",
        gap_now=measures.gaps.get((indicator, area, year)),
        gap_start=measures.gaps.get((indicator, area, start)) if start is not None else None,
        start=at(area, start),
        comparator_now=at(comparator, year),
        comparator_start=at(comparator, start),
        has_period=period is not None,
        closing=_closing(period),
        at_least=target.value,
        counted=_counted(measures.estimates[indicator, area, year]),
        bridges=measures.bridges,
    )


def _counted(now: Estimate) -> tuple[int, int] | None:
    """The two whole numbers of a full count; None of anything else, and where there is none."""
    made = now.made
    if now.method != "counted" or made.count is None or made.exposure is None:
        return None
    return int(made.count), int(made.exposure)


def _closing(period: Period | None) -> int | None:
    return max(period.waves) if period and period.waves else None
