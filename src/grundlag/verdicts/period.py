"""Hold each line's figures of a whole period against its target, apart from the year's verdict."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from grundlag.basis import clocks
from grundlag.basis.load import Definitions
from grundlag.basis.model import Goal, Indicator, Target
from grundlag.basis.partnerships import Period
from grundlag.indicators.model import Estimate, Measures
from grundlag.verdicts.baselines import before_baseline, in_baseline
from grundlag.verdicts.certainty import over_bridges
from grundlag.verdicts.model import PeriodEvidence, PeriodVerdict
from grundlag.verdicts.period_faults import refused
from grundlag.verdicts.period_rules import OVER_PERIOD

Line = tuple[str, Indicator]  # an area and an indicator


def over_period(
    defs: Definitions, measures: Measures, goal: Goal, area: str, reason: str | None
) -> Iterator[PeriodVerdict]:
    """Every line of a goal over the partnership's period; `reason` is why the goal is not judged.

    What is only monitored has no verdict. docs/methods/period.md.
    """
    known = {indicator.id: indicator for indicator in measures.basis.indicator}
    for target in goal.target:
        for name in target.indicators:
            if target.rule in OVER_PERIOD:
                yield _line(defs, measures, goal, target, (area, known[name]), reason)


def _line(
    defs: Definitions,
    measures: Measures,
    goal: Goal,
    target: Target,
    line: Line,
    reason: str | None,
) -> PeriodVerdict:
    area, indicator = line
    period = _period(defs, indicator, area, measures.year)
    if reason or period is None:
        found = refused(reason or "no_period")
    else:
        found = OVER_PERIOD[target.rule](_evidence(defs, measures, target, line, period))
        found = replace(found, finding=over_bridges(found.finding))
    return PeriodVerdict(
        area=area,
        goal=goal.id,
        target=target.id,
        indicator=indicator.id,
        year=measures.year,
        rule=target.rule,
        period=period.name if period else None,
        closing=_closing(period, indicator) if period else None,
        pooled=period.pooled if period else 1,
        found=found,
    )


def _is_crime(indicator: Indicator) -> bool:
    return indicator.kind in ("count", "rate")


def _period(defs: Definitions, indicator: Indicator, area: str, year: int) -> Period | None:
    """The period that an indicator's latest figure is in; plan years are those of the waves."""
    at = clocks.figure_year(indicator, year)
    if _is_crime(indicator):
        return clocks.crime_period(defs, area, at)
    return clocks.wave_period(defs, area, at)


def _closing(period: Period, indicator: Indicator) -> int | None:
    """The report year with a period's last figure: police year N comes with report N + 1."""
    if _is_crime(indicator):
        return max(period.police_years) + 1 if period.police_years else None
    return max(period.waves) if period.waves else None


def _evidence(
    defs: Definitions, measures: Measures, target: Target, line: Line, period: Period
) -> PeriodEvidence:
    area, indicator = line
    figures = _by_year(measures, area, indicator.id)
    counted = {
        year: (int(e.made.count), int(e.made.exposure))
        for year, e in figures.items()
        if e.method == "counted" and e.made.count is not None and e.made.exposure is not None
    }
    years = _so_far(period, indicator, measures.year)
    left_out = _left_out(defs, measures, line, years) if _is_crime(indicator) else ()
    return PeriodEvidence(
        years=tuple(year for year in years if year not in left_out),
        left_out=left_out,
        why_left=_why_left(defs, measures, line, left_out),
        figures=figures,
        start=period.start_wave,
        pooled=period.pooled,
        comparator=_by_year(measures, target.level_of or measures.comparator, indicator.id),
        gaps={
            year: gap
            for (name, where, year), gap in measures.gaps.items()
            if (name, where) == (indicator.id, area)
        },
        baseline=measures.baselines.get((indicator.id, area)),
        per=indicator.per or 1,
        better=target.better or "lower",
        at_least=target.value,
        counted=counted,
        bridges=measures.bridges,
    )


def _by_year(measures: Measures, area: str, indicator: str) -> Mapping[int, Estimate]:
    return {
        year: found
        for (name, where, year), found in measures.estimates.items()
        if (name, where) == (indicator, area)
    }


def _so_far(period: Period, indicator: Indicator, report_year: int) -> tuple[int, ...]:
    """The period's waves, plan years or police years up to those of the report."""
    last = clocks.figure_year(indicator, report_year)
    if _is_crime(indicator):
        listed, begun = period.police_years, period.police_from
    else:
        listed, begun = period.waves, period.waves_from
    years = set(listed) | set(range(begun or last + 1, last + 1))
    return tuple(sorted(year for year in years if year <= last))


def _left_out(
    defs: Definitions, measures: Measures, line: Line, years: tuple[int, ...]
) -> tuple[int, ...]:
    """The period's years that are in the baseline, or were over before it."""
    key = line[1].id, line[0]
    return tuple(
        year
        for year in years
        if in_baseline(defs, measures, *key, year) or before_baseline(defs, measures, *key, year)
    )


def _why_left(defs: Definitions, measures: Measures, line: Line, left_out: tuple[int, ...]) -> str:
    """Why the years that do not count do not: the baseline's own, or all over before it."""
    key = line[1].id, line[0]
    own = any(in_baseline(defs, measures, *key, year) for year in left_out)
    return "in_baseline" if own else "before_baseline"
