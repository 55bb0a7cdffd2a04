"""The rule approaches: an area's share against the comparator's, over a period."""

from dataclasses import replace
from typing import Literal

from grundlag.errors import SeriesError
from grundlag.indicators.change import change_of_gap, refuse_other_series
from grundlag.indicators.model import Change
from grundlag.verdicts.certainty import beyond, half_width, why_unknown
from grundlag.verdicts.model import Certainty, Evidence, Finding, no_data


def approaches(evidence: Evidence) -> Finding:
    """At or above the comparator, or nearer than at the start wave; decided when the period closes.

    The gap is the comparator's share less the area's: positive is below. A start wave in another
    series is no start wave, and then only an area at the comparator's level can be judged.
    """
    now, gap = evidence.now, evidence.gap_now
    if now.value is None:
        return no_data(now)
    if gap is None or gap.value is None:
        return Finding(outcome="not_judged", reason="no_comparator")
    if not evidence.has_period:
        return Finding(outcome="not_judged", reason="no_period")
    broken = _broken(evidence)
    start = None if broken else evidence.gap_start
    if start is None or start.value is None:
        if gap.value > 0:
            return Finding(outcome="not_judged", reason="break" if broken else "no_start_wave")
        return _decided_later(_finding(evidence, gap, None, nearer=False), evidence)
    moved, nearer = change_of_gap(gap, start), gap.value < start.value
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
