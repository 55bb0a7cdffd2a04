"""The rules on shares over a period: every wave a rise, and nearer to the comparator."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from grundlag.indicators.change import change
from grundlag.indicators.model import Change, Estimate
from grundlag.indicators.period import pooled, pooled_gap, slope
from grundlag.verdicts.model import (
    Certainty,
    Evidence,
    Finding,
    PeriodEvidence,
    PeriodFinding,
    Unknown,
    is_judged,
)
from grundlag.verdicts.nearer import approaches
from grundlag.verdicts.period_faults import Fault, fault_of, refused
from grundlag.verdicts.rollup import is_shown_missed, p_of, passing
from grundlag.verdicts.rules import rises_every_year


def rises_over_period(evidence: PeriodEvidence) -> PeriodFinding:
    """Reached where every wave rose on the wave before it; the latest against the start beside it.

    Missed is shown where one fall survives Holm over the waves; reached where every rise is shown.
    """
    years, figures = evidence.years, evidence.figures
    needed = sorted({*years, *(year - 1 for year in years)})
    if fault := fault_of(figures, needed, "no_wave"):
        return refused(fault.reason, fault.at)
    waves = [rises_every_year(Evidence(now=figures[y], before=figures[y - 1])) for y in years]
    reached = all(wave.outcome == "reached" for wave in waves)
    certainty = _certainty(waves, reached)
    finding = Finding(
        outcome="reached" if reached else "missed",
        certainty=certainty,
        unknown=_unknown(waves) if certainty == "unknown" else None,
        p_missed=min(1.0, len(waves) * min(map(p_of, waves))),
    )
    pairs = zip(years, waves, strict=True)
    fell = tuple(year for year, wave in pairs if wave.outcome != "reached")
    return _beside_rises(evidence, PeriodFinding(finding=finding, years=years, fell=fell))


def _certainty(waves: Sequence[Finding], reached: bool) -> Certainty:
    """Reached: every rise is shown; missed: a fall survives Holm among the waves with limits."""
    kinds = {wave.certainty for wave in waves}
    noisy = sorted((w for w in waves if w.certainty != "unknown"), key=p_of)
    kept = noisy[: passing([p_of(wave) for wave in noisy])]
    if kinds == {"shown"} if reached else any(map(is_shown_missed, kept)):
        return "shown"
    return "unknown" if "unknown" in kinds else "within_noise"


def _unknown(waves: Sequence[Finding]) -> Unknown | None:
    return next((wave.unknown for wave in waves if wave.unknown), None)


def _beside_rises(evidence: PeriodEvidence, found: PeriodFinding) -> PeriodFinding:
    """The latest wave (or waves as one) against the start, and the slope through them all."""
    ends = _ends(evidence)
    if isinstance(ends, Fault):
        now = evidence.figures[evidence.years[-1]]
        found = replace(found, now=now, no_start=ends.reason, at=ends.at)
    else:
        now, start = (pooled([evidence.figures[year] for year in end]) for end in ends)
        found = replace(found, now=now, start=start, since_start=change(now, start))
    return _with_slope(evidence, found)


def _with_slope(evidence: PeriodEvidence, found: PeriodFinding) -> PeriodFinding:
    """The slope through the start wave and every wave of the period so far, all of one series."""
    if evidence.start is None:
        return found
    through = (evidence.start, *evidence.years)
    if fault_of(evidence.figures, through, "no_wave"):
        return found
    drawn = slope([evidence.figures[year] for year in through])
    return replace(found, slope=drawn, through=through) if drawn else found


Ends = tuple[tuple[int, ...], tuple[int, ...]]


def _ends(evidence: PeriodEvidence) -> Ends | Fault:
    """The waves at the end and at the start, `pooled` of each; or why they cannot be had."""
    many, last = evidence.pooled, evidence.years[-1]
    if evidence.start is None:
        return Fault(reason="no_start_wave", at=None)
    if many > len(evidence.years):  # the two ends would overlap
        return Fault(reason="too_few_waves", at=last)
    now, then = evidence.years[-many:], _up_to(evidence.start, many)
    return fault_of(evidence.figures, (*then, *now), "no_wave") or (now, then)


def _up_to(last: int, many: int) -> tuple[int, ...]:
    """So many years that follow one another, up to a last one."""
    return tuple(range(last - many + 1, last + 1))


def nearer_over_period(evidence: PeriodEvidence) -> PeriodFinding:
    """The latest gap to the comparator against that at the start, decided as when it closes.

    One wave at each end is judged as the year is: an area at the comparator's level needs no start.
    """
    last, figures = evidence.years[-1], evidence.figures
    if fault := fault_of(figures, (last,), "no_wave"):
        return refused(fault.reason, fault.at)
    ends: Ends | Fault = ((last,), () if evidence.start is None else (evidence.start,))
    if evidence.pooled > 1:
        ends = _ends(evidence)
        if not isinstance(ends, Fault):
            both = (*ends[1], *ends[0])
            ends = fault_of(evidence.comparator, both, "no_wave") or ends
    if isinstance(ends, Fault):
        return refused(ends.reason, ends.at)
    now, then = ends
    held = Evidence(
        now=pooled([figures[year] for year in now]),
        start=_as_one(figures, then),
        comparator_now=_as_one(evidence.comparator, now),
        comparator_start=_as_one(evidence.comparator, then),
        gap_now=_gap(evidence, now),
        gap_start=_gap(evidence, then),
        closing=last,
        bridges=evidence.bridges,
    )
    return _nearer(evidence, held, now)


def _as_one(figures: Mapping[int, Estimate], years: Sequence[int]) -> Estimate | None:
    found = [figures[year] for year in years if year in figures]
    return pooled(found) if found and len(found) == len(years) else None


def _gap(evidence: PeriodEvidence, years: Sequence[int]) -> Change | None:
    found = [evidence.gaps[year] for year in years if year in evidence.gaps]
    return pooled_gap(found) if found and len(found) == len(years) else None


def _nearer(evidence: PeriodEvidence, held: Evidence, now: tuple[int, ...]) -> PeriodFinding:
    finding = approaches(held)
    moved = finding.against is not None
    return PeriodFinding(
        finding=finding,
        years=now if is_judged(finding) else (),
        now=held.now,
        at=_where(evidence, finding),
        start=finding.against,
        since_start=finding.change if moved else None,
        gap=held.gap_now,
        gap_start=held.gap_start if moved else None,
    )


def _where(evidence: PeriodEvidence, finding: Finding) -> int | None:
    """The year that a refusal is about: the first after the break, or the start wave."""
    if finding.reason == "no_start_wave":
        return evidence.start
    if finding.reason != "break":
        return None
    start = evidence.start or evidence.years[0]
    for figures in (evidence.figures, evidence.comparator):
        known = [y for y in sorted(figures) if start <= y <= evidence.years[-1]]
        whole = [y for y in known if figures[y].value is not None]
        if fault := fault_of(figures, whole, "no_wave"):
            return fault.at
    return None
