"""From lines to targets, goals and papers: nået, delvist nået, ikke nået; and how sure."""

from collections.abc import Iterable, Sequence

from grundlag.verdicts.model import (
    Certainty,
    Finding,
    PeriodVerdict,
    Summary,
    SummaryOutcome,
    Verdict,
)

ALPHA = 0.05  # one-sided, over all judged lines with noise in one partnership's paper
Line = Verdict | PeriodVerdict


def summarise(verdicts: Sequence[Line]) -> tuple[Summary, ...]:
    """A summary of each partnership's paper, of each goal and of each target."""
    found: list[Summary] = []
    for area in dict.fromkeys(v.area for v in verdicts):
        lines = [v for v in verdicts if v.area == area]
        survivors = holm(lines)
        found.append(_summary(area, None, None, lines, survivors))
        for goal in dict.fromkeys(v.goal for v in lines):
            in_goal = [v for v in lines if v.goal == goal]
            found.append(_summary(area, goal, None, in_goal, survivors))
            for target in dict.fromkeys(v.target for v in in_goal):
                in_target = [v for v in in_goal if v.target == target]
                found.append(_summary(area, goal, target, in_target, survivors))
    return tuple(found)


def holm(lines: Iterable[Line]) -> frozenset[tuple[str, str]]:
    """The missed lines (target, indicator) that survive Holm among all judged lines with noise.

    A line survives only if its own limits show it, so that no sum is surer than its lines. A line
    with limits and no p (a fall to no report at all) counts among the tests and cannot survive.
    """
    noisy = sorted((v for v in lines if v.has_noise), key=lambda v: p_of(v.finding))
    kept = noisy[: passing([p_of(v.finding) for v in noisy])]
    return frozenset((v.target, v.indicator) for v in kept if is_shown_missed(v.finding))


def passing(ordered: Sequence[float]) -> int:
    """How many of the smallest p pass Holm's steps: the first that is too large ends it."""
    for place, p in enumerate(ordered):
        if p > ALPHA / (len(ordered) - place):
            return place
    return len(ordered)


def is_shown_missed(finding: Finding) -> bool:
    """Whether a finding's own limits show that it is missed."""
    return finding.outcome == "missed" and finding.certainty == "shown"


def p_of(finding: Finding) -> float:
    """The one-sided p of the missed outcome; 1 where there is none."""
    return 1.0 if finding.p_missed is None else finding.p_missed


def _summary(
    area: str,
    goal: str | None,
    target: str | None,
    lines: Sequence[Line],
    survivors: frozenset[tuple[str, str]],
) -> Summary:
    judged = [v for v in lines if v.is_judged]
    reached = sum(v.finding.outcome == "reached" for v in judged)
    outcome = _outcome(len(judged), reached)
    return Summary(
        area=area,
        goal=goal,
        target=target,
        outcome=outcome,
        certainty=_certainty(outcome, judged, survivors),
        judged=len(judged),
        reached=reached,
        left_out=tuple((v.target, v.indicator) for v in lines if not v.is_judged),
    )


def _outcome(judged: int, reached: int) -> SummaryOutcome:
    if judged == 0:
        return "not_judged"
    if reached == judged:
        return "reached"
    return "missed" if reached == 0 else "partly"


def _certainty(
    outcome: SummaryOutcome, judged: Sequence[Line], survivors: frozenset[tuple[str, str]]
) -> Certainty | None:
    """Reached is shown when every line is; not reached only when a line survives Holm."""
    kinds = {v.finding.certainty for v in judged}
    if outcome == "not_judged":
        return None
    if kinds == {"counted"}:
        return "counted"
    if outcome == "reached" and kinds <= {"shown", "counted"}:
        return "shown"
    missed = [v for v in judged if v.finding.outcome == "missed"]
    if any((v.target, v.indicator) in survivors for v in missed):
        return "shown"
    if any(v.finding.certainty == "counted" for v in missed):
        return "counted"
    return "unknown" if "unknown" in kinds else "within_noise"
