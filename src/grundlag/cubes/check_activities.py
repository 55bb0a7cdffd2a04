"""Lists of activities that may be wrong: whose they are, what their words mean, who is who."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations

from grundlag.basis.load import Definitions
from grundlag.basis.model import Basis
from grundlag.basis.partners import folded, said
from grundlag.cubes.model import Activity, Cubes, Found
from grundlag.errors import Problem, nearest

FILE = "definitions/activities.toml"
ALIKE = 0.85  # of 1: from here on two names may be one partner, misspelt
SHOWN = 20  # pairs of names listed one by one
JOINED = re.compile(r"\s*[,/+&]\s*|\s+og\s+")  # what may stand between two partners by a slip
MARK = re.compile(r"\b(?:\w|\d+)\b")  # a letter or a number that tells two names apart


def activities_are_of_partnerships(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """A list of a partnership that is not declared would be in no figure: it stops."""
    known = [name for p in defs.partnerships.partnership for name in (p.id, p.name)]
    lost = Counter(a.place for a in cubes.activities if a.place not in known)
    for place, n in lost.items():
        what = f'no partnership is called "{place}": {n} activities.'
        problem = Problem(where="activities", what=what, fix=nearest(place, known))
        yield Found(stops=True, problem=problem)


def plans_have_a_list_each(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """Where one partnership's plan has come, the others' are expected; one that lacks is told."""
    delivered = {(a.plan_year, a.place) for a in cubes.activities}
    judged = sorted({name for b in defs.bases.values() for name in _with_activities(b)})
    for year in sorted({year for year, _ in delivered}):
        if gone := [name for name in judged if (year, name) not in delivered]:
            what = f"no list has come for {', '.join(gone)}."
            fix = "Its goal is not judged for that year. Take the list in, if there is one."
            problem = Problem(where=f"activities of {year}", what=what, fix=fix)
            yield Found(stops=False, problem=problem)


def _with_activities(basis: Basis) -> Iterator[str]:
    """The partnerships that a basis has a goal on activities for."""
    shares = {i.id for i in basis.indicator if i.kind == "activity_share"}
    for goal in basis.goal:
        if any(shares & set(target.indicators) for target in goal.target):
            yield from goal.applies_to


def status_words_are_known(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """A status that no list knows may be a cancelled activity in other words: it is told."""
    known = (*defs.activities.cancelled, *defs.activities.known_status)
    heard = {said(word) for word in known}
    lost = Counter(word for a in cubes.activities for word in a.told if said(word) not in heard)
    for word, n in lost.items() if known else ():
        what = f'no status is called "{word}": {n} activities.'
        fix = f"{nearest(word, known)} Add it to cancelled or to known_status."
        yield Found(stops=False, problem=Problem(where=FILE, what=what, fix=fix))


def activities_have_one_status(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """Where rows of one activity disagree its first status stands; it stops if that decides."""
    cancelled = {said(word) for word in defs.activities.cancelled}
    indicators = [i for basis in defs.bases.values() for i in basis.indicator]
    decides = any(i.denominator == "carried_out" for i in indicators)
    for activity in cubes.activities:
        if len(activity.told) > 1:
            words = ", ".join(f'"{word}"' for word in activity.told)
            what = f'"{activity.name}" has more than one status: {words}.'
            fix = "Its first is taken. Mend the list and take it in again."
            differ = len({said(word) in cancelled for word in activity.told}) > 1
            problem = Problem(where=_where(activity), what=what, fix=fix)
            yield Found(stops=decides and differ, problem=problem)


def _where(activity: Activity) -> str:
    found: dict[str, list[str]] = defaultdict(list)
    for delivery, line in activity.lines:
        found[delivery].append(f"{line}")
    return "; ".join(f"{name}, line {', '.join(lines)}" for name, lines in found.items())


def activities_have_partners(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """Activities without a partner count in the denominator: how many is told, plan by plan."""
    every = Counter((a.plan_year, a.place) for a in cubes.activities)
    alone = Counter((a.plan_year, a.place) for a in cubes.activities if not a.partners)
    for (year, place), n in sorted(alone.items()):
        what = f"{n} of {every[year, place]} have no partner."
        fix = "They count among all activities. Add their partners, if they have any."
        problem = Problem(where=f"activities of {place}, {year}", what=what, fix=fix)
        yield Found(stops=False, problem=problem)


def partners_are_one_each(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """A name that seems to hold several partners counts as one: it is told."""
    declared = _declared(defs)
    names = _names(cubes)
    known = declared | {folded(name) for name in names}
    for name, activity in names.items():
        parts = [part for part in JOINED.split(name) if part]
        joined = len(parts) > 1 and ("," in name or any(folded(p) in known for p in parts))
        if joined and folded(name) not in declared:
            what = f'"{name}" is counted as one partner, and may be {len(parts)}.'
            fix = f'Write ";" between partners; or declare it as one [[partner]] in {FILE}.'
            yield Found(stops=False, problem=Problem(where=_where(activity), what=what, fix=fix))


def partners_are_told_apart(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """Two names that are nearly alike count as two partners: the pairs are told, never merged."""
    declared = _declared(defs)
    names = {name: folded(name) for name in _names(cubes)}
    pairs = [
        (one, other)
        for one, other in combinations(sorted(names), 2)
        if not {names[one], names[other]} <= declared and _alike(one, other)
    ]
    together = {
        pair
        for a in cubes.activities
        for pair in combinations(sorted(p.name for p in a.partners), 2)
    }
    for pair in pairs[:SHOWN]:
        where = ", and stand in one activity" if pair in together else ""
        what = f'"{pair[0]}" and "{pair[1]}" are counted as two partners{where}.'
        fix = f"Are they one? Then write one under also of the other's [[partner]] in {FILE}."
        yield Found(stops=False, problem=Problem(where="partners", what=what, fix=fix))
    if more := pairs[SHOWN:]:
        what = f"more pairs of names are nearly alike: {len(more)}."
        yield Found(stops=False, problem=Problem(where="partners", what=what, fix=f"See {FILE}."))


def _declared(defs: Definitions) -> set[str]:
    return {folded(name) for p in defs.activities.partner for name in (p.name, *p.also)}


def _names(cubes: Cubes) -> dict[str, Activity]:
    """Every partner's name, with the first activity that has it."""
    found: dict[str, Activity] = {}
    for activity in cubes.activities:
        for partner in activity.partners:
            found.setdefault(partner.name, activity)
    return found


def _alike(one: str, other: str) -> bool:
    """Whether two names differ by a slip; names that a letter or a number tells apart do not."""
    if MARK.findall(one.casefold()) != MARK.findall(other.casefold()):
        return False
    matcher = SequenceMatcher(None, folded(one), folded(other), autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
