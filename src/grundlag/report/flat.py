"""Every figure and verdict as flat records for `report.json`: the same numbers, no words."""

import math
from dataclasses import asdict

from grundlag.indicators.model import Estimate
from grundlag.report.context import Context
from grundlag.report.model import Figure, Judgement, SpreadFigure, SummaryFigure
from grundlag.verdicts.model import Verdict


def figures(context: Context) -> tuple[Figure, ...]:
    """Every estimate, also those that say why they have no value."""
    return tuple(_figure(e) for _, e in sorted(context.measures.estimates.items()))


def _figure(found: Estimate) -> Figure:
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
        series=asdict(found.series),
        missing=f"{found.missing.why} {found.missing.what}".strip() if found.missing else None,
        deliveries=found.deliveries,
        df=found.made.df,
        deff=found.made.deff,
        effective_n=found.made.effective_n,
    )


def replays(context: Context) -> tuple[Figure, ...]:
    """Every year on every version of an area that has several."""
    return tuple(_figure(e) for _, e in sorted(context.measures.replays.items()))


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
