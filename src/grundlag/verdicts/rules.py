"""The five rules: each takes the evidence and gives an outcome and, apart from it, a certainty.

Outcomes compare unrounded figures, counts as whole numbers; certainty is read off the printed 95 %
limits and nothing else. docs/methods/verdicts.md.
"""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Literal

from grundlag.basis.model import Rule
from grundlag.errors import SeriesError
from grundlag.indicators.change import change, change_of_gap, refuse_other_series
from grundlag.indicators.intervals import ratio
from grundlag.indicators.model import Change, Estimate
from grundlag.verdicts.model import Certainty, Evidence, Finding


def held_at_baseline(evidence: Evidence) -> Finding:
    """At the baseline's level or better; shown where the ratio's limits leave 1."""
    now, base = evidence.now, evidence.baseline
    if now.value is None:
        return _no_data(now)
    if evidence.in_baseline:
        return Finding(outcome="not_judged", reason="in_baseline")
    if base is None or base.value is None:
        return Finding(outcome="not_judged", reason="no_baseline")
    try:
        found = change(now, base)
    except SeriesError:
        return Finding(outcome="not_judged", reason="break", against=base)
    lower = evidence.better == "lower"
    reached = _holds(now, base, lower)
    below, above = (_beyond(found, 1.0, side) for side in ("below", "above"))
    good, bad = (below, above) if lower else (above, below)
    finding = Finding(
        outcome="reached" if reached else "missed",
        certainty=_certainty(found, good if reached else bad),
        change=found,
        against=base,
        p_missed=found.p_rise if lower else found.p_fall,
        decides=_counts_that_decide(now, base) if lower else {},
        notes=("constant_baseline",) if base.made.count is None else (),
    )
    return _with_unplaced(finding, now, base, lower)


def _holds(now: Estimate, base: Estimate, lower: bool) -> bool:
    """x1 e0 <= x0 e1 (or >=), in whole numbers where there are counts."""
    x1, e1, x0, e0 = now.made.count, now.made.exposure, base.made.count, base.made.exposure
    if x1 is None or e1 is None or x0 is None or e0 is None:
        this, that = Fraction(now.value or 0), Fraction(base.value or 0)
    else:
        this, that = Fraction(x1) * Fraction(e0), Fraction(x0) * Fraction(e1)
    return this <= that if lower else this >= that


def _with_unplaced(finding: Finding, now: Estimate, base: Estimate, lower: bool) -> Finding:
    """Judge again with the reports without a place shared out in proportion, in both years.

    Where that gives another outcome the first is not shown, whatever its limits.
    """
    u1, u0 = now.made.unplaced, base.made.unplaced
    if u1 is None or u0 is None or u1 >= 1 or u0 >= 1:
        return finding
    shared = [
        replace(e, made=replace(e.made, count=(e.made.count or 0) / (1 - u)))
        for e, u in ((now, u1), (base, u0))
    ]
    if _holds(shared[0], shared[1], lower) == (finding.outcome == "reached"):
        return finding
    certainty = "within_noise" if finding.certainty == "shown" else finding.certainty
    notes = (*finding.notes, "unplaced_decides")
    return replace(finding, certainty=certainty, notes=notes, p_missed=1.0)


def _counts_that_decide(now: Estimate, base: Estimate) -> dict[str, float | int]:
    """The counts at which the verdict turns, and those at which it is shown either way."""
    x0, e0, e1 = base.made.count, base.made.exposure, now.made.exposure
    if x0 is None or not e0 or not e1:
        return {}
    spread = now.made.dispersion or 1.0
    found: dict[str, float | int] = {"held_up_to": int(Fraction(x0) * Fraction(e1) / Fraction(e0))}

    def limits(x1: int) -> tuple[float, float]:
        interval = ratio(x1, e1, x0, e0, spread).limits
        return (interval.low, interval.high) if interval else (0.0, float("inf"))

    top = int(4 * found["held_up_to"]) + 200
    if limits(0)[1] < 1:
        found["shown_held_up_to"] = _last(lambda x: limits(x)[1] < 1, 0, top)
    if limits(top)[0] > 1:
        found["shown_missed_from"] = _last(lambda x: limits(x)[0] <= 1, 0, top) + 1
    return found


def _last(holds: Callable[[int], bool], low: int, high: int) -> int:
    """The largest whole number for which a falling condition holds."""
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


def rises_every_year(evidence: Evidence) -> Finding:
    """Higher than the wave before; shown where the difference's limits leave 0."""
    now, before = evidence.now, evidence.before
    if now.value is None:
        return _no_data(now)
    if before is None or before.value is None:
        return Finding(outcome="not_judged", reason="no_wave_before")
    try:
        found = change(now, before)
    except SeriesError:
        return Finding(outcome="not_judged", reason="break", against=before)
    reached = now.value > before.value
    shown = _beyond(found, 0.0, "above" if reached else "below")
    equal_prints = now.value == before.value and now.made.places is not None
    return Finding(
        outcome="reached" if reached else "missed",
        certainty=_certainty(found, shown),
        change=found,
        against=before,
        p_missed=found.p_fall,
        decides=_half_width(found),
        notes=("unchanged_as_printed",) if equal_prints else (),
    )


def approaches(evidence: Evidence) -> Finding:
    """At or above the comparator, or nearer than at the start wave; decided when the period closes.

    The gap is the comparator's share less the area's: positive is below.
    """
    now, gap = evidence.now, evidence.gap_now
    if now.value is None or gap is None or gap.value is None:
        return _no_data(now)
    if not evidence.has_period:
        return Finding(outcome="not_judged", reason="no_period")
    if _broken(evidence):
        return Finding(outcome="not_judged", reason="break", against=evidence.start)
    start = evidence.gap_start
    if start is None or start.value is None:
        if gap.value > 0:
            return Finding(outcome="not_judged", reason="no_start_wave")
        moved, nearer = None, False
    else:
        moved, nearer = change_of_gap(gap, start), gap.value < start.value
    reached = gap.value <= 0 or nearer
    finding = Finding(
        outcome="reached" if reached else "missed",
        certainty=_gap_certainty(gap, moved, reached),
        change=moved or gap,
        against=evidence.start,
        p_missed=_gap_p(gap, moved),
        decides=_half_width(moved or gap),
        notes=_who_moved(evidence, nearer),
    )
    return _decided_later(finding, evidence)


def _decided_later(finding: Finding, evidence: Evidence) -> Finding:
    if evidence.closing is not None and evidence.now.year >= evidence.closing:
        return finding
    leaning: Literal["reached", "missed"] = "reached" if finding.outcome == "reached" else "missed"
    reason = "before_closing" if evidence.closing else "no_end"
    decides = finding.decides | ({"closing": evidence.closing} if evidence.closing else {})
    return replace(finding, outcome="later", leaning=leaning, reason=reason, decides=decides)


def _broken(evidence: Evidence) -> bool:
    pairs = (
        (evidence.now, evidence.start),
        (evidence.comparator_now, evidence.comparator_start),
    )
    try:
        for now, start in pairs:
            if now is not None and start is not None and start.value is not None:
                refuse_other_series(now.series, start.series)
    except SeriesError:
        return True
    return False


def _gap_certainty(gap: Change, moved: Change | None, reached: bool) -> Certainty:
    if gap.limits is None or (moved is not None and moved.limits is None):
        return "unknown"
    if reached:
        level = gap.limits.high <= 0
        return "shown" if level or (moved and _beyond(moved, 0.0, "below")) else "within_noise"
    both = gap.limits.low > 0 and moved is not None and _beyond(moved, 0.0, "above")
    return "shown" if both else "within_noise"


def _gap_p(gap: Change, moved: Change | None) -> float | None:
    """Missed needs both a gap and a growing one: the larger p of the two."""
    if gap.p_rise is None or moved is None or moved.p_rise is None:
        return None
    return max(gap.p_rise, moved.p_rise)


def _who_moved(evidence: Evidence, nearer: bool) -> tuple[str, ...]:
    """Whether the gap closed only because the comparator fell."""
    start, now = evidence.start, evidence.now
    if not nearer or start is None or start.value is None or now.value is None:
        return ()
    return ("comparator_fell",) if now.value <= start.value else ()


def at_least(evidence: Evidence) -> Finding:
    """At least so many per cent of all, in whole numbers: a full count, so no noise."""
    if evidence.counted is None or evidence.counted[1] == 0 or evidence.at_least is None:
        return _no_data(evidence.now)
    passing, everything = evidence.counted
    wanted = evidence.at_least
    reached = 100 * passing >= wanted * everything
    needed = -(-wanted * everything // 100)
    return Finding(
        outcome="reached" if reached else "missed",
        certainty="counted",
        decides={"to_change": passing - needed + 1 if reached else needed - passing},
    )


def monitored(evidence: Evidence) -> Finding:
    """A change from the year before with its limits, and never a good or bad word."""
    now, before = evidence.now, evidence.before
    if now.value is None:
        return _no_data(now)
    if before is None or before.value is None:
        return Finding(outcome="monitored", reason="no_year_before")
    try:
        found = change(now, before)
    except SeriesError:
        return Finding(outcome="monitored", reason="break", against=before)
    null = 1.0 if found.kind == "ratio" else 0.0
    moved = _beyond(found, null, "below") or _beyond(found, null, "above")
    return Finding(
        outcome="monitored",
        certainty=_certainty(found, moved),
        change=found,
        against=before,
    )


def _no_data(now: Estimate) -> Finding:
    return Finding(outcome="no_data", reason=now.missing.why if now.missing else "no_data")


def _beyond(found: Change, null: float, side: str) -> bool:
    """Whether the printed limit lies strictly beyond the null value."""
    if found.limits is None:
        return False
    return found.limits.high < null if side == "below" else found.limits.low > null


def _certainty(found: Change, shown: bool) -> Certainty:
    if found.limits is None:
        return "unknown"
    return "shown" if shown else "within_noise"


def _half_width(found: Change) -> dict[str, float | int]:
    if found.limits is None:
        return {}
    return {"shown_from": (found.limits.high - found.limits.low) / 2}


RULES: dict[Rule, Callable[[Evidence], Finding]] = {
    "held_at_baseline": held_at_baseline,
    "rises_every_year": rises_every_year,
    "approaches": approaches,
    "at_least": at_least,
    "monitored": monitored,
}
