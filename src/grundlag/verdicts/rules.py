"""The five rules: each takes the evidence and gives an outcome and, apart from it, a certainty.

Outcomes compare unrounded figures, counts as whole numbers; certainty is read off the printed 95 %
limits and nothing else. docs/methods/verdicts.md.
"""

from collections.abc import Callable

from grundlag.basis.model import Rule
from grundlag.errors import SeriesError
from grundlag.indicators.change import change, comparable
from grundlag.verdicts.certainty import beyond, certainty_of, half_width, why_unknown
from grundlag.verdicts.held import held_at_baseline
from grundlag.verdicts.model import Evidence, Finding, no_data
from grundlag.verdicts.nearer import approaches


def rises_every_year(evidence: Evidence) -> Finding:
    """Higher than the wave before; shown where the difference's limits leave 0."""
    now, before = evidence.now, evidence.before
    if now.value is None:
        return no_data(now)
    if before is None or before.value is None:
        unasked = before is not None and before.missing and before.missing.why == "not_asked"
        reason = "not_asked_before" if unasked else "no_wave_before"
        return Finding(outcome="not_judged", reason=reason)
    try:
        before = comparable(now, before, evidence.bridges)
    except SeriesError:
        return Finding(outcome="not_judged", reason="break")
    found = change(now, before)
    reached = now.value > (before.value or 0.0)
    certainty = certainty_of(found, beyond(found, 0.0, "above" if reached else "below"))
    equal_prints = now.value == before.value and now.made.places is not None
    return Finding(
        outcome="reached" if reached else "missed",
        certainty=certainty,
        unknown=why_unknown(certainty, now, before),
        change=found,
        against=before,
        p_missed=found.p_fall,
        decides=half_width(found),
        notes=("unchanged_as_printed",) if equal_prints else (),
    )


def at_least(evidence: Evidence) -> Finding:
    """At least so many per cent of all, in whole numbers: a full count, so no noise."""
    if evidence.counted is None or evidence.at_least is None:
        missing = evidence.now.missing
        return Finding(outcome="not_judged", reason=missing.why if missing else "no_register")
    passing, everything = evidence.counted
    if everything == 0:
        return Finding(outcome="no_data", reason="no_activities")
    change = to_change(passing, everything, evidence.at_least)
    return Finding(
        outcome="reached" if 100 * passing >= evidence.at_least * everything else "missed",
        certainty="counted",
        decides={} if change is None else {"to_change": change},
    )


def to_change(passing: int, everything: int, wanted: int) -> int | None:
    """How many activities more, or fewer, would turn the outcome; at least 0 % is never missed."""
    needed = -(-wanted * everything // 100)
    if needed == 0:
        return None
    return passing - needed + 1 if passing >= needed else needed - passing


def monitored(evidence: Evidence) -> Finding:
    """A change from the year before with its limits, and never a good or bad word."""
    now, before = evidence.now, evidence.before
    if now.value is None:
        return no_data(now)
    if before is None or before.value is None:
        return Finding(outcome="monitored", reason="no_year_before")
    try:
        before = comparable(now, before, evidence.bridges)
    except SeriesError:
        return Finding(outcome="monitored", reason="break")
    found = change(now, before)
    null = 1.0 if found.kind == "ratio" else 0.0
    certainty = certainty_of(found, beyond(found, null, "below") or beyond(found, null, "above"))
    return Finding(
        outcome="monitored",
        certainty=certainty,
        unknown=why_unknown(certainty, now, before),
        change=found,
        against=before,
    )


RULES: dict[Rule, Callable[[Evidence], Finding]] = {
    "held_at_baseline": held_at_baseline,
    "rises_every_year": rises_every_year,
    "approaches": approaches,
    "at_least": at_least,
    "monitored": monitored,
}
