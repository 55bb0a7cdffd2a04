"""The rule approaches: an area's share against the comparator's, over a period."""

from dataclasses import replace
from typing import Literal

from grundlag.basis.folder import Bridge
from grundlag.indicators.bridges import carried, carried_gap, path
from grundlag.indicators.change import change_of_gap
from grundlag.indicators.model import Change
from grundlag.verdicts.certainty import beyond, half_width, why_unknown
from grundlag.verdicts.model import Certainty, Evidence, Finding, no_data

Over = tuple[Bridge, ...]


def approaches(evidence: Evidence) -> Finding:
    """At or above the comparator, or nearer than at the start wave; decided when the period closes.

    The gap is the comparator's share less the area's: positive is below. A start wave in another
    series that no bridge joins is no start wave, and then only an area at the comparator's level
    can be judged.
    """
    now, gap = evidence.now, evidence.gap_now
    if now.value is None:
        return no_data(now)
    if gap is None or gap.value is None:
        return Finding(outcome="not_judged", reason="no_comparator")
    if not evidence.has_period:
        return Finding(outcome="not_judged", reason="no_period")
    over = _over(evidence)
    start = None if over is None else evidence.gap_start
    if over is None or start is None or start.value is None:
        if gap.value > 0:
            reason = "break" if over is None else "no_start_wave"
            return Finding(outcome="not_judged", reason=reason)
        return _decided_later(_finding(evidence, gap, None, nearer=False), evidence)
    evidence, start = _carried(evidence, over), carried_gap(start, *over)
    moved, nearer = change_of_gap(gap, start), gap.value < (start.value or 0.0)
    return _decided_later(_finding(evidence, gap, moved, nearer), evidence)


def _finding(evidence: Evidence, gap: Change, moved: Change | None, nearer: bool) -> Finding:
    reached = (gap.value or 0.0) <= 0 or nearer
    certainty = _certainty(gap, moved, reached)
    since = (evidence.start, evidence.comparator_start) if moved else (None, None)
    return Finding(
        outcome="reached" if reached else "missed",
        certainty=certainty,
        unknown=why_unknown(certainty, evidence.now, evidence.comparator_now, *since),
        change=moved or gap,
        against=since[0],
        p_missed=_p_missed(gap, moved),
        decides=half_width(moved or gap),
        notes=_who_moved(evidence, nearer),
    )


def _decided_later(finding: Finding, evidence: Evidence) -> Finding:
    if evidence.closing is not None and evidence.now.year >= evidence.closing:
        return finding
    leaning: Literal["reached", "missed"] = "reached" if finding.outcome == "reached" else "missed"
    reason = "before_closing" if evidence.closing else "no_end"
    decides = finding.decides | ({"closing": evidence.closing} if evidence.closing else {})
    return replace(finding, outcome="later", leaning=leaning, reason=reason, decides=decides)


def _over(evidence: Evidence) -> tuple[Over, Over] | None:
    """What the area's and the comparator's start waves are carried over; None across a break."""
    pairs = (
        (evidence.now, evidence.start),
        (evidence.comparator_now, evidence.comparator_start),
    )
    found = [
        path(now, start, evidence.bridges) if now and start and start.value is not None else ()
        for now, start in pairs
    ]
    area, whole = found
    return None if area is None or whole is None else (area, whole)


def _carried(evidence: Evidence, over: tuple[Over, Over]) -> Evidence:
    """The evidence with its start waves in the series of now."""
    area, whole = evidence.start, evidence.comparator_start
    to = evidence.comparator_now
    return replace(
        evidence,
        start=carried(area, evidence.now.series, over[0]) if area else None,
        comparator_start=carried(whole, to.series, over[1]) if whole and to else whole,
    )


def _certainty(gap: Change, moved: Change | None, reached: bool) -> Certainty:
    """Reached: by level or by movement; missed: by both."""
    if gap.limits is None:
        return "unknown"
    if reached and gap.limits.high <= 0:
        return "shown"
    if moved is None:
        return "within_noise"
    if moved.limits is None:
        return "unknown"
    if reached:
        return "shown" if beyond(moved, 0.0, "below") else "within_noise"
    both = gap.limits.low > 0 and beyond(moved, 0.0, "above")
    return "shown" if both else "within_noise"


def _p_missed(gap: Change, moved: Change | None) -> float | None:
    """Missed needs both a gap and a growing one: the larger p; without a start, no evidence."""
    if moved is None:
        return 1.0
    if gap.p_rise is None or moved.p_rise is None:
        return None
    return max(gap.p_rise, moved.p_rise)


def _who_moved(evidence: Evidence, nearer: bool) -> tuple[str, ...]:
    """Whether the gap closed only because the comparator fell."""
    start, now = evidence.start, evidence.now
    if not nearer or start is None or start.value is None or now.value is None:
        return ()
    return ("comparator_fell",) if now.value <= start.value else ()
