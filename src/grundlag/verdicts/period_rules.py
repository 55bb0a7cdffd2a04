"""The rules over a period: each takes its evidence and gives an outcome and a certainty.

A year that is missing, or a break among the figures that are needed, is refused with its year.
docs/methods/period.md.
"""

from collections.abc import Callable
from fractions import Fraction

from grundlag.basis.model import Rule
from grundlag.indicators.model import Estimate
from grundlag.indicators.period import summed
from grundlag.verdicts.held import held_at_baseline
from grundlag.verdicts.model import Evidence, PeriodEvidence, PeriodFinding, is_judged
from grundlag.verdicts.period_faults import fault_of, refused
from grundlag.verdicts.period_shares import nearer_over_period, rises_over_period
from grundlag.verdicts.rules import at_least


def held_over_period(evidence: PeriodEvidence) -> PeriodFinding:
    """All the period's reports so far on all their exposure, against the same baseline.

    Years in the baseline, or over before it, are left out; with none left nothing is judged.
    """
    years, left = evidence.years, evidence.left_out
    if not years:
        return refused(evidence.why_left, max(left, default=None), left)
    if fault := fault_of(evidence.figures, years, "month_not_delivered"):
        return refused(fault.reason, fault.at, left)
    now = summed([evidence.figures[year] for year in years], evidence.per)
    finding = held_at_baseline(
        Evidence(
            now=now,
            baseline=evidence.baseline,
            better=evidence.better,
            bridges=evidence.bridges,
        )
    )
    at = _year_of_break(now, evidence.baseline, years[0]) if finding.reason == "break" else None
    counted = years if is_judged(finding) else ()
    return PeriodFinding(finding=finding, years=counted, left_out=left, now=now, at=at)


def _year_of_break(now: Estimate, base: Estimate | None, first: int) -> int:
    """The declared year of a break since the baseline; else the period's first year."""
    since = now.series.since
    return since if base is not None and since > base.series.since else first


def at_least_over_period(evidence: PeriodEvidence) -> PeriodFinding:
    """The last plan year's result, and beside it the lowest year of the period."""
    last = evidence.years[-1]
    counted = {y: evidence.counted[y] for y in evidence.years if evidence.counted.get(y, (0, 0))[1]}
    now = evidence.figures.get(last)
    left = tuple(year for year in evidence.years if year not in counted)
    if now is None or last not in counted:
        why = now.missing.why if now and now.missing else "no_register"
        if last in evidence.counted:
            why = "no_activities"
        return refused(why, last, left)
    lowest = min(counted, key=lambda year: (Fraction(*counted[year]), year))
    finding = at_least(Evidence(now=now, counted=counted[last], at_least=evidence.at_least))
    return PeriodFinding(
        finding=finding,
        years=tuple(counted),
        left_out=left,
        now=now,
        lowest=evidence.figures[lowest],
    )


OVER_PERIOD: dict[Rule, Callable[[PeriodEvidence], PeriodFinding]] = {
    "held_at_baseline": held_over_period,
    "rises_every_year": rises_over_period,
    "approaches": nearer_over_period,
    "at_least": at_least_over_period,
}
