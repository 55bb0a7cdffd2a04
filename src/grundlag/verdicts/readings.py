"""What would be judged otherwise, had an open question been read the other way it can be read."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from grundlag.basis.load import Definitions
from grundlag.basis.model import Alternative, Assumption, Basis, Goal, Indicator, Target
from grundlag.cubes.model import Cubes
from grundlag.indicators.measure import measure
from grundlag.indicators.model import Measures
from grundlag.verdicts.judge import judge
from grundlag.verdicts.model import Finding, Judgements, Outcome, Verdict

CHANGED = ("population_on", "denominator", "counts_owner")  # keys of an indicator


@dataclass(frozen=True, kw_only=True)
class Turn:
    """A line whose outcome another reading turns: `outcome` is what it would then be."""

    assumption: str
    says: str
    verdict: Verdict
    outcome: Outcome


def turns(
    defs: Definitions, cubes: Cubes, measures: Measures, judged: Judgements
) -> tuple[Turn, ...]:
    """Every outcome that turns under another declared reading, by assumption and line.

    A reading of chance is read off the verdicts; any other is measured and judged anew. What is
    decided later turns where its direction so far does.
    """
    basis = measures.basis
    return tuple(
        turn
        for assumption in basis.assumption
        for other in assumption.other
        for turn in _turns(defs, cubes, measures, judged, assumption, other)
    )


def _turns(
    defs: Definitions,
    cubes: Cubes,
    measures: Measures,
    judged: Judgements,
    assumption: Assumption,
    other: Alternative,
) -> Iterator[Turn]:
    leaning = _leaning(measures.basis, assumption.id)
    targets = {target.id for goal in leaning for target in goal.target}
    lines = [v for v in judged.verdicts if v.target in targets and _way(v.finding)]
    found = (
        {_key(v): _by_chance(v) for v in lines}
        if other.chance
        else _judged_anew(defs, cubes, measures, leaning, other)
    )
    for verdict in lines:
        outcome = found.get(_key(verdict))
        if outcome is not None and outcome != _way(verdict.finding):
            yield Turn(assumption=assumption.id, says=other.says, verdict=verdict, outcome=outcome)


def _key(verdict: Verdict) -> tuple[str, str, str]:
    return verdict.area, verdict.target, verdict.indicator


def _way(finding: Finding) -> Outcome | None:
    """Reached or missed, also where it is so only so far; None where nothing is judged."""
    way = finding.leaning if finding.outcome == "later" else finding.outcome
    return way if way in ("reached", "missed") else None


def _leaning(basis: Basis, assumption: str) -> tuple[Goal, ...]:
    """The goals with just those targets that lean on an assumption."""
    kept = (replace(g, target=_those(g.target, assumption)) for g in basis.goal)
    return tuple(goal for goal in kept if goal.target)


def _those(targets: tuple[Target, ...], assumption: str) -> tuple[Target, ...]:
    return tuple(target for target in targets if assumption in target.assumes)


def _by_chance(verdict: Verdict) -> Outcome | None:
    """Where chance counts: held unless a rise is shown, risen only where a rise is.

    Nothing can be said where nobody knows how sure the line is.
    """
    finding = verdict.finding
    if finding.certainty == "unknown":
        return None
    if verdict.rule == "held_at_baseline":
        return "missed" if (_way(finding), finding.certainty) == ("missed", "shown") else "reached"
    return "reached" if (_way(finding), finding.certainty) == ("reached", "shown") else "missed"


def _judged_anew(
    defs: Definitions, cubes: Cubes, measures: Measures, goals: tuple[Goal, ...], other: Alternative
) -> dict[tuple[str, str, str], Outcome | None]:
    """The outcomes of the leaning lines, on a basis that reads the question the other way."""
    names = {name for goal in goals for target in goal.target for name in target.indicators}
    own = [i for i in measures.basis.indicator if i.id in names]
    basis = replace(measures.basis, goal=goals, indicator=tuple(_changed(i, other) for i in own))
    changed = _without(defs, other.leaves_out)
    anew = judge(changed, measure(changed, basis, measures.year, cubes))
    return {_key(v): _way(v.finding) for v in anew.verdicts}


def _changed(indicator: Indicator, other: Alternative) -> Indicator:
    """An indicator with the reading's key in place of its own, where its kind has that key."""
    keys = {key: getattr(other, key) for key in CHANGED if getattr(other, key) is not None}
    return replace(
        indicator, **{k: v for k, v in keys.items() if getattr(indicator, k) is not None}
    )


def _without(defs: Definitions, groups: tuple[str, ...]) -> Definitions:
    """Definitions whose questions leave groups of answers out of their denominators."""
    questions = tuple(
        replace(q, out_of=tuple(group for group in q.out_of if group not in groups))
        for q in defs.survey.question
    )
    return replace(defs, survey=replace(defs.survey, question=questions)) if groups else defs
