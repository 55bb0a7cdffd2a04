"""Baselines that are missing, that cannot be counted, or that no delivered code belongs to."""

from collections import defaultdict
from collections.abc import Iterator

from grundlag.basis import clocks
from grundlag.basis.clocks import show_month
from grundlag.basis.load import Definitions
from grundlag.basis.partnerships import Baseline
from grundlag.cubes.check_years import CRIME, PARTNERSHIPS, spoken, units, why_gone
from grundlag.cubes.delivered import in_delivered
from grundlag.cubes.model import Cubes, Found, Missing
from grundlag.errors import Problem


def lines_have_baselines(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """A line held at its baseline that has none is not judged: told, basis by basis."""
    declared = {(b.basis, b.partnership, b.indicator) for b in defs.partnerships.baseline}
    for basis in defs.bases.values():
        missing = [
            f"{partnership}/{indicator}"
            for goal in basis.goal
            for target in goal.target
            if target.rule == "held_at_baseline"
            for partnership in goal.applies_to
            for indicator in target.indicators
            if (basis.id, partnership, indicator) not in declared
        ]
        if missing:
            more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
            what = f"the basis {basis.id} has no baseline for {missing[0]}{more}."
            where = defs.home(PARTNERSHIPS, "baseline")
            what_to = "Declare a [[baseline]]" if where == PARTNERSHIPS else "Write a row"
            fix = f"{what_to} for each, or they are shown and not judged."
            yield Found(stops=False, problem=Problem(where=where, what=what, fix=fix))


def baselines_can_be_counted(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """A baseline whose months or inhabitants had not arrived on its date stops, with why."""
    reasons: dict[str, list[int]] = defaultdict(list)
    for i, declared in enumerate(defs.partnerships.baseline):
        if declared.value is None and (why := _uncounted(defs, cubes, declared)):
            reasons[why].append(i)
    begun = any(d.manifest.kind in CRIME for d in cubes.deliveries)
    for why, which in reasons.items():
        names = [
            f"{b.partnership}/{b.indicator}" for b in (defs.partnerships.baseline[i] for i in which)
        ]
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        what = f"the baseline of {names[0]}{more} cannot be counted: {why}."
        fix = "Take in what is missing, choose another span or as_of, or declare a printed value."
        where = defs.where(PARTNERSHIPS, "baseline", which[0])
        yield Found(stops=begun, problem=Problem(where=where, what=what, fix=fix))


def _uncounted(defs: Definitions, cubes: Cubes, declared: Baseline) -> str | None:
    basis = defs.bases[declared.basis]
    indicator = next(i for i in basis.indicator if i.id == declared.indicator)
    spans = clocks.baseline_spans(basis, declared)
    wanted = [m for span in spans for m in span]
    gone = sorted(set(wanted) - spoken(defs, cubes, CRIME, declared.as_of))
    if gone:
        late = gone[0] in spoken(defs, cubes, CRIME)
        after = f"{show_month(gone[0])} arrived after its date, {declared.as_of}"
        return after if late else why_gone(cubes, gone[0])
    if indicator.kind == "rate":
        days = units(defs, cubes, ("population",), declared.as_of)
        for day in (clocks.population_date(indicator, span) for span in spans):
            if str(day) not in days:
                on = f" on its date, {declared.as_of}" if declared.as_of else ""
                return f"the inhabitants of {day} had not arrived{on}"
    return None


def baselines_are_of_delivered_codes(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """Counts that came for one basis alone give the other none: told, basis by basis."""
    gone: dict[str, list[tuple[str, Missing]]] = defaultdict(list)
    for declared in defs.partnerships.baseline:
        if declared.value is None and (missing := _not_delivered(defs, cubes, declared)):
            gone[declared.basis].append((f"{declared.partnership}/{declared.indicator}", missing))
    for basis, found in gone.items():
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        name, missing = found[0]
        cell = f" (no {missing.what})" if missing.why == "cell_not_delivered" else ""
        what = (
            f"the counts that came do not cover the basis {basis}: {name}{cell}{more} is missing."
        )
        fix = "Ask for counts by its own code list, zeros too, or declare a printed value."
        where = defs.home(PARTNERSHIPS, "baseline")
        yield Found(stops=False, problem=Problem(where=where, what=what, fix=fix))


def _not_delivered(defs: Definitions, cubes: Cubes, declared: Baseline) -> Missing | None:
    """What is missing of a baseline's own codes in its area, where counts came for its months."""
    known = cubes.earlier[declared.as_of] if declared.as_of else cubes
    basis = defs.bases[declared.basis]
    indicator = next(i for i in basis.indicator if i.id == declared.indicator)
    crime = next(c for c in defs.codes.crime if c.id == indicator.crime)
    area = next(a for a in defs.areas.area if a.id == declared.partnership)
    for span in clocks.baseline_spans(basis, declared):
        came = any(span[0] <= c.first and c.last <= span[-1] for c in known.delivered)
        if known.crime.months.issuperset(span) or not came:
            continue
        version = clocks.area_version(area, span[0] // 12)
        codes = cubes.known_codes
        missing = in_delivered(known.delivered, crime, area, version, span, codes).missing
        if missing:
            return missing
    return None
