"""What a verdict tells of counts that are hidden, and verdicts as the public may have them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from grundlag.basis.model import Basis
from grundlag.indicators.linked import Claim, Of, Printed
from grundlag.indicators.model import Estimate, Measures
from grundlag.indicators.printed_counts import Key
from grundlag.indicators.unsaid import PROTECTED, is_hidden, without_limits_of
from grundlag.verdicts.model import Finding, Judgements, PeriodVerdict, Verdict
from grundlag.verdicts.rollup import summarise

Line = tuple[str, str, str]  # an area, a target and an indicator


def line_of(verdict: Verdict) -> Line:
    """What a verdict is on."""
    return verdict.area, verdict.target, verdict.indicator


def claims(
    measures: Measures,
    judged: Judgements,
    counts: Mapping[Key, Printed],
    hidden: Collection[Of],
) -> Iterator[tuple[Line, Claim]]:
    """What each judged line with a hidden count would tell of it and its baseline.

    Not of one that was carried over a bridge: what that tells is not worth its words.
    """
    for verdict in judged.verdicts:
        base = measures.baselines.get((verdict.indicator, verdict.area))
        bridged = verdict.finding.change is not None and verdict.finding.change.bridges
        if verdict.rule != "held_at_baseline" or not verdict.is_judged or bridged or base is None:
            continue
        now_at, then_at = _keys(measures.basis, verdict)
        now, then = counts.get(now_at), counts.get(then_at)
        if now is not None and any(p.of in hidden for p in (now, then) if p is not None):
            yield line_of(verdict), _claim(measures.basis, verdict, now, then, base)


def _keys(basis: Basis, verdict: Verdict) -> tuple[Key, Key]:
    """The figure of a line, and its baseline."""
    at = Key(
        basis=basis.id,
        kind="estimate",
        indicator=verdict.indicator,
        area=verdict.area,
        year=verdict.now.year,
    )
    return at, replace(at, kind="baseline", year=0)


def _claim(
    basis: Basis, verdict: Verdict, now: Printed, then: Printed | None, base: Estimate
) -> Claim:
    """That x1 e0 is at most x0 e1, or at least, or more or less: whole numbers all."""
    target = next(t for g in basis.goal for t in g.target if t.id == verdict.target)
    per = next(i.per for i in basis.indicator if i.id == verdict.indicator) or 1
    reached = verdict.finding.outcome == "reached"
    side = -1.0 if reached == (target.better != "higher") else 1.0
    e1, e0, x0 = verdict.now.made.exposure or 1.0, base.made.exposure, base.made.count
    if x0 is None or e0 is None:
        x0, e0 = (base.value or 0.0) / per, 1.0
    scale, strictly = side / max(e0, e1), 0.0 if reached else 1.0 / max(e0, e1)
    if then is None:
        return Claim(terms=((now.of, now.drawn, scale * e0),), low=scale * x0 * e1 + strictly)
    terms = ((now.of, now.drawn, scale * e0), (then.of, then.drawn, -scale * e1))
    return Claim(terms=terms, low=strictly)


def public(measures: Measures, judged: Judgements, sayable: Collection[Line]) -> Judgements:
    """Judgements on the public's measures; `sayable` are the hidden lines that may be judged."""
    verdicts = tuple(_public(measures, verdict, sayable) for verdict in judged.verdicts)
    periods = tuple(_over_period(measures, verdict) for verdict in judged.periods)
    return replace(
        judged,
        verdicts=verdicts,
        summaries=summarise(verdicts),
        periods=periods,
        period_summaries=summarise(periods),
    )


def _public(measures: Measures, verdict: Verdict, sayable: Collection[Line]) -> Verdict:
    """A verdict without the figures that are hidden, its limits, or itself."""
    now = measures.estimates[verdict.indicator, verdict.area, verdict.now.year]
    against = _against(measures, verdict)
    if is_hidden(now) or any(map(is_hidden, against)):
        finding = _silent(verdict.finding, line_of(verdict) in sayable)
    else:
        finding = _without_limits(measures, verdict.indicator, verdict.finding)
    return replace(verdict, now=now, finding=finding)


def _against(measures: Measures, verdict: Verdict) -> Iterator[Estimate | None]:
    """All that a line may be held against, as the public has it."""
    name, area = verdict.indicator, verdict.area
    yield measures.baselines.get((name, area)) if verdict.rule == "held_at_baseline" else None
    found = verdict.finding.against
    if found is not None and verdict.rule != "held_at_baseline":
        yield measures.estimates.get((name, area, found.year))
        if verdict.rule == "approaches":
            years = (found.year, verdict.now.year)
            yield from (measures.estimates.get((name, measures.comparator, y)) for y in years)


def _silent(finding: Finding, sayable: bool) -> Finding:
    """An outcome alone, where that may be said; else that it is not judged in public."""
    if finding.outcome in ("not_judged", "no_data"):
        return Finding(outcome=finding.outcome, reason=finding.reason)
    if finding.outcome == "monitored":
        return Finding(outcome="monitored", reason=PROTECTED)
    if not sayable:
        return Finding(outcome="not_judged", reason=PROTECTED)
    return Finding(outcome=finding.outcome, certainty="unknown", unknown=PROTECTED)


def _without_limits(measures: Measures, indicator: str, finding: Finding) -> Finding:
    """A finding on figures that are all shown; its limits, where their spread is."""
    known = next(i for i in measures.basis.indicator if i.id == indicator)
    if not known.crime or indicator in measures.spreads:
        return finding
    return replace(finding, change=without_limits_of(finding.change), decides={})


def _over_period(measures: Measures, verdict: PeriodVerdict) -> PeriodVerdict:
    """A period's verdict; not judged where one of its figures is hidden: it would tell of it."""
    found, at = verdict.found, (verdict.indicator, verdict.area)
    if found.now is None and not verdict.is_judged:  # nothing of it is told anyway
        return verdict
    years = {*found.years, *found.left_out, *found.fell, *found.through}
    years |= {e.year for e in (found.now, found.start, found.lowest) if e is not None}
    places = (verdict.area, measures.comparator)
    every = [measures.estimates.get((at[0], place, y)) for y in years for place in places]
    if any(map(is_hidden, (*every, measures.baselines.get(at)))):
        silent = replace(found, finding=Finding(outcome="not_judged", reason=PROTECTED),
                         now=None, start=None, since_start=None, gap=None, gap_start=None,
                         slope=None, through=(), lowest=None, fell=())  # fmt: skip
        return replace(verdict, found=silent)
    finding = _without_limits(measures, verdict.indicator, found.finding)
    return replace(verdict, found=replace(found, finding=finding))
