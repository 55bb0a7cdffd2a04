"""Every figure and verdict as flat records for `report.json`: the same numbers, no words."""

import math
from dataclasses import asdict

from grundlag.indicators.model import Change, Estimate
from grundlag.report.context import Context
from grundlag.report.model import Figure, Judgement
from grundlag.report.period_model import PeriodJudgement
from grundlag.report.revised import is_provisional
from grundlag.report.sums_model import SpreadFigure, SummaryFigure
from grundlag.verdicts.model import PeriodVerdict, Verdict


def figures(context: Context) -> tuple[Figure, ...]:
    """Every estimate, also those that say why they have no value."""
    return tuple(_figure(context, e) for _, e in sorted(context.measures.estimates.items()))


PAGES = {"count": "count", "per_1000": "rate", "share": "share"}


def page(unit: str, method: str) -> str:
    """The page of docs/methods that a figure's method is on."""
    return "activities" if method == "counted" else PAGES[unit]


def _figure(context: Context, found: Estimate) -> Figure:
    limits = found.limits
    return Figure(
        indicator=found.series.indicator,
        area=found.series.area,
        year=found.year,
        unit=found.unit,
        value=found.value,
        low=limits.low if limits else None,
        high=_finite(limits.high) if limits else None,
        n=found.n,
        method=found.method,
        page=page(found.unit, found.method),
        series=asdict(found.series),
        missing=f"{found.missing.why} {found.missing.what}".strip() if found.missing else None,
        deliveries=found.deliveries,
        df=found.made.df,
        deff=found.made.deff,
        effective_n=found.made.effective_n,
        provisional=is_provisional(context, found),
    )


def replays(context: Context) -> tuple[Figure, ...]:
    """Every year on every version of an area that has several."""
    return tuple(_figure(context, e) for _, e in sorted(context.measures.replays.items()))


def judgements(context: Context) -> tuple[Judgement, ...]:
    """Every verdict, outcome and certainty apart."""
    return tuple(_judgement(verdict) for verdict in context.judgements.verdicts)


def _judgement(verdict: Verdict) -> Judgement:
    finding = verdict.finding
    change = finding.change
    limits = change.limits if change else None
    return Judgement(
        area=verdict.area,
        goal=verdict.goal,
        target=verdict.target,
        indicator=verdict.indicator,
        year=verdict.year,
        rule=verdict.rule,
        outcome=finding.outcome,
        leaning=finding.leaning,
        certainty=finding.certainty,
        reason=finding.reason,
        value=verdict.now.value,
        against=finding.against.value if finding.against else None,
        change=_finite(change.value) if change else None,
        change_low=limits.low if limits else None,
        change_high=_finite(limits.high) if limits else None,
        decides=finding.decides,
        notes=finding.notes,
        bridged=tuple(b.why for b in change.bridges) if change else (),
    )


def period_judgements(context: Context) -> tuple[PeriodJudgement, ...]:
    """Every line over its period, apart from the year's verdicts."""
    return tuple(_over_period(verdict) for verdict in context.judgements.periods)


def _over_period(verdict: PeriodVerdict) -> PeriodJudgement:
    found, finding = verdict.found, verdict.finding
    now, lowest, against = found.now, found.lowest, found.start or finding.against
    change, change_low, change_high = _numbers(found.since_start or finding.change)
    slope, slope_low, slope_high = _numbers(found.slope)
    return PeriodJudgement(
        area=verdict.area,
        goal=verdict.goal,
        target=verdict.target,
        indicator=verdict.indicator,
        year=verdict.year,
        rule=verdict.rule,
        period=verdict.period,
        provisional=verdict.provisional,
        closing=verdict.closing,
        pooled=verdict.pooled,
        years=found.years,
        left_out=found.left_out,
        outcome=finding.outcome,
        certainty=finding.certainty,
        reason=finding.reason,
        reason_year=found.at,
        value=now.value if now else None,
        count=now.made.count if now else None,
        exposure=now.made.exposure if now else None,
        against=against.value if against else None,
        change=change,
        change_low=change_low,
        change_high=change_high,
        no_change=found.no_start,
        did_not_rise=found.fell,
        slope=slope,
        slope_low=slope_low,
        slope_high=slope_high,
        slope_years=found.through,
        lowest=lowest.value if lowest else None,
        lowest_year=lowest.year if lowest else None,
        decides=finding.decides,
        notes=finding.notes,
    )


def _numbers(change: Change | None) -> tuple[float | None, float | None, float | None]:
    """A change and its limits; None for what is not there, or has no bound."""
    if change is None:
        return None, None, None
    limits = change.limits
    low, high = (limits.low, limits.high) if limits else (None, None)
    return _finite(change.value), low, _finite(high)


def period_summaries(context: Context) -> tuple[SummaryFigure, ...]:
    """How the lines add up over the period, by the same rules as the year's."""
    return tuple(SummaryFigure(**vars(s)) for s in context.judgements.period_summaries)


def summaries(context: Context) -> tuple[SummaryFigure, ...]:
    """How the lines add up: for each paper, goal and target."""
    return tuple(SummaryFigure(**vars(s)) for s in context.judgements.summaries)


def spreads(context: Context) -> tuple[SpreadFigure, ...]:
    """How much the yearly counts of each indicator of crime vary."""
    found = sorted(context.measures.spreads.items())
    return tuple(SpreadFigure(indicator=name, **vars(spread)) for name, spread in found)


def _finite(value: float | None) -> float | None:
    """None for infinity, which JSON has no word for."""
    return value if value is not None and math.isfinite(value) else None
