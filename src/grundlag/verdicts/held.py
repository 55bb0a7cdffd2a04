"""The rule held_at_baseline: reported crime at its baseline's level or better."""

from dataclasses import replace
from fractions import Fraction
from typing import Literal

from grundlag.errors import SeriesError
from grundlag.indicators.change import change
from grundlag.indicators.model import Estimate
from grundlag.indicators.power import Level, borders
from grundlag.verdicts.certainty import beyond, certainty_of
from grundlag.verdicts.model import Evidence, Finding, no_data

Side = Literal["below", "above"]
FINEST = 10**6  # no count, exposure or printed level needs a finer fraction than this


def held_at_baseline(evidence: Evidence) -> Finding:
    """At the baseline's level or better; shown where the ratio's limits leave 1."""
    now, base = evidence.now, evidence.baseline
    if now.value is None:
        return no_data(now)
    if evidence.in_baseline:
        return Finding(outcome="not_judged", reason="in_baseline")
    if evidence.before_baseline:
        return Finding(outcome="not_judged", reason="before_baseline")
    if base is None or base.value is None:
        missing = base.missing if base else None
        return Finding(outcome="not_judged", reason=missing.why if missing else "no_baseline")
    try:
        found = change(now, base)
    except SeriesError:
        return Finding(outcome="not_judged", reason="break")
    lower = evidence.better == "lower"
    reached = _holds(now, base, lower)
    side: Side = "below" if reached == lower else "above"
    certainty = certainty_of(found, beyond(found, 1.0, side))
    finding = Finding(
        outcome="reached" if reached else "missed",
        certainty=certainty,
        unknown="zero_baseline" if certainty == "unknown" else None,
        change=found,
        against=base,
        p_missed=found.p_rise if lower else found.p_fall,
        decides=_counts_that_decide(now, base) if lower else {},
        notes=("constant_baseline",) if base.made.count is None else (),
    )
    return _with_unplaced(finding, now, base, lower)


def _exact(value: float) -> Fraction:
    """The fraction that a float stands for, so that equal levels are equal: 0.1 is one tenth."""
    return Fraction(value).limit_denominator(FINEST)


def _holds(now: Estimate, base: Estimate, lower: bool) -> bool:
    """x1 e0 <= x0 e1 (or >=), in whole numbers where there are counts."""
    x1, e1, x0, e0 = now.made.count, now.made.exposure, base.made.count, base.made.exposure
    if x1 is None or e1 is None or x0 is None or e0 is None:
        this, that = _exact(now.value or 0), _exact(base.value or 0)
    else:
        this, that = _exact(x1) * _exact(e0), _exact(x0) * _exact(e1)
    return this <= that if lower else this >= that


def _with_unplaced(finding: Finding, now: Estimate, base: Estimate, lower: bool) -> Finding:
    """Judge again with the reports without a place shared out in proportion, in both years.

    Where that gives another outcome the first is not shown, whatever its limits.
    """
    this, that = _shared_out(now), _shared_out(base)
    if this is None or that is None:
        return finding
    holds = this <= that if lower else this >= that
    if holds == (finding.outcome == "reached"):
        return finding
    certainty = "within_noise" if finding.certainty == "shown" else finding.certainty
    notes = (*finding.notes, "unplaced_decides")
    return replace(finding, certainty=certainty, notes=notes, p_missed=1.0)


def _shared_out(found: Estimate) -> Fraction | None:
    """The level with the unplaced reports in it; None where nobody knows how many there are."""
    count, exposure, unplaced = found.made.count, found.made.exposure, found.made.unplaced
    if count is None or not exposure or unplaced is None or unplaced >= 1:
        return None
    return _exact(count) / _exact(exposure) / (1 - _exact(unplaced))


def _counts_that_decide(now: Estimate, base: Estimate) -> dict[str, float | int]:
    """The counts at which the verdict turns, and those at which it is shown either way."""
    x0, e0, e1 = base.made.count, base.made.exposure, now.made.exposure
    if x0 is None or not e0 or not e1:
        return {}
    level = Level(x0=x0, e0=e0, e1=e1, dispersion=now.made.dispersion or 1.0)
    found = borders(level)
    shown = {} if found.fall_up_to is None else {"shown_held_up_to": found.fall_up_to}
    held = int(_exact(x0) * _exact(e1) / _exact(e0))
    return {"held_up_to": held, **shown, "shown_missed_from": found.rise_from}
