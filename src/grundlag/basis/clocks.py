"""Four clocks, never mixed: agreement, basis, decision, data.

Report year N holds wave N and police year N-1, with the inhabitants of 1 January after (or before)
the police year. A month is a whole number, year * 12 + month - 1, so that spans are ranges.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from grundlag.basis.declared import Definitions
from grundlag.basis.folder import Area, AreaVersion, Decision
from grundlag.basis.model import About, Basis, Exemption, Goal, Indicator
from grundlag.basis.partnerships import Agreement, Baseline, Period
from grundlag.errors import DefinitionError, Problem, nearest

Month = int
Stands = Literal["in_force", "former", "coming", "proposal"]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is reported on one partnership's goal 1 in one report year, and whether it is judged.

    `reason` is why not: exception, not_in_basis, agreement_differs, or no_agreement (there are
    agreements, but none for the year); None where it is judged.
    """

    partnership: str
    year: int
    basis: str
    agreement_about: About
    report_about: About
    judged: bool
    reason: str | None


def standing_basis(defs: Definitions, year: int, as_of: date) -> Basis:
    """The basis in force for a report year, by the decisions known on a date."""
    in_force = [
        (start, basis)
        for decision in defs.decisions.decision
        if (basis := defs.bases[decision.basis])
        and (decision.decided_on is None or decision.decided_on <= as_of)
        and (start := first_year(basis, decision)) <= year
    ]
    if not in_force:
        where, what = "decisions.toml", f"no basis is in force in {year}."
        fix = "Add a [[decision]] with in_force_from, or name a basis."
        raise DefinitionError(Problem(where=where, what=what, fix=fix))
    return max(in_force, key=lambda pair: pair[0])[1]


def decision_on(defs: Definitions, basis: str, as_of: date) -> Decision | None:
    """The decision on a basis, where one was known on a date: until then it is a proposal."""
    for decision in defs.decisions.decision:
        if decision.basis == basis and (decision.decided_on or date.min) <= as_of:
            return decision
    return None


def first_year(basis: Basis, decision: Decision) -> int:
    """The first report year that a decided basis is in force."""
    return decision.in_force_from or basis.from_year or 0


def stands(defs: Definitions, basis: Basis, day: date) -> Stands:
    """How a basis stands on a day: decided or not, and for which report years."""
    decision = decision_on(defs, basis.id, day)
    if decision is None:
        return "proposal"
    if first_year(basis, decision) > day.year:
        return "coming"
    return "in_force" if standing_basis(defs, day.year, day).id == basis.id else "former"


def named_basis(defs: Definitions, name: str, where: str = "--basis") -> Basis:
    """A declared basis by its id."""
    if name in defs.bases:
        return defs.bases[name]
    what = f'no basis is called "{name}".'
    raise DefinitionError(Problem(where=where, what=what, fix=nearest(name, defs.bases)))


def standing(defs: Definitions, basis: Basis, goal: Goal, partnership: str, year: int) -> Standing:
    """How goal 1 stands for a partnership in a report year: the truth table, in code."""
    agreed = agreement(defs, partnership, year)
    about = agreed.goal_1_about if agreed else "tryghed" if goal.about == "tryghed" else "utryghed"
    exempt = exemption(basis, goal, partnership, year)
    if exempt:
        reported, judged, reason = exempt.report_about, exempt.judge, "exception"
    elif partnership not in goal.applies_to:
        reported, judged, reason = about, False, "not_in_basis"
    elif agreed is None and _has_agreements(defs, partnership):
        reported, judged, reason = about, False, "no_agreement"
    elif about != goal.about:
        reported, judged, reason = about, False, "agreement_differs"
    else:
        reported, judged, reason = about, True, ""
    return Standing(
        partnership=partnership,
        year=year,
        basis=basis.id,
        agreement_about=about,
        report_about=reported,
        judged=judged,
        reason=None if judged else reason,
    )


def _has_agreements(defs: Definitions, partnership: str) -> bool:
    return any(agreed.partnership == partnership for agreed in defs.partnerships.agreement)


def agreement(defs: Definitions, partnership: str, year: int) -> Agreement | None:
    """The agreement of a partnership that covers a report year."""
    for agreed in defs.partnerships.agreement:
        starts, ends = agreed.from_year or 0, agreed.to_year or 9999
        if agreed.partnership == partnership and starts <= year <= ends:
            return agreed
    return None


def exemption(basis: Basis, goal: Goal, partnership: str, year: int) -> Exemption | None:
    """The basis' exception for a partnership's goal in a report year."""
    for exempt in basis.exception:
        if (exempt.partnership, exempt.goal) == (partnership, goal.id) and year <= exempt.to_year:
            return exempt
    return None


def period(defs: Definitions, partnership: str, year: int) -> Period | None:
    """The period whose waves or police years hold what report year `year` shows."""
    for declared in defs.partnerships.period:
        if declared.partnership == partnership and (
            in_waves(declared, year) or in_police_years(declared, police_year(year))
        ):
            return declared
    return None


def wave_period(defs: Definitions, partnership: str, wave: int) -> Period | None:
    """The period that a wave belongs to: what rises and gaps are judged in."""
    own = (p for p in defs.partnerships.period if p.partnership == partnership)
    return next((p for p in own if in_waves(p, wave)), None)


def crime_period(defs: Definitions, partnership: str, year: int) -> Period | None:
    """The period that a police year belongs to: what goal 2 is judged in."""
    own = (p for p in defs.partnerships.period if p.partnership == partnership)
    return next((p for p in own if in_police_years(p, year)), None)


def in_waves(declared: Period, wave: int) -> bool:
    """Whether a wave belongs to a period."""
    return wave in declared.waves or (
        declared.waves_from is not None and wave >= declared.waves_from
    )


def in_police_years(declared: Period, year: int) -> bool:
    """Whether a police year belongs to a period."""
    return year in declared.police_years or (
        declared.police_from is not None and year >= declared.police_from
    )


def police_year(report_year: int) -> int:
    """The police year (helårsdata) of a report year."""
    return report_year - 1


def figure_year(indicator: Indicator, report_year: int) -> int:
    """The year an indicator's figure is about: the wave's, the plan's or the police year."""
    crime = indicator.kind in ("count", "rate")
    return police_year(report_year) if crime else report_year


def population_date(indicator: Indicator, months: range) -> date:
    """The 1 January that inhabitants are counted on: before the months begin, or after they end."""
    if indicator.population_on == "before":
        return date(months[0] // 12, 1, 1)
    return date((months[-1] + 12) // 12, 1, 1)


def area_version(area: Area, year: int) -> AreaVersion | None:
    """The version of an area in a year: the latest that had begun."""
    begun = [v for v in area.version if (v.from_year or 0) <= year]
    return max(begun, key=lambda v: v.from_year or 0, default=None)


def broken_since(defs: Definitions, indicator: str, area: str, year: int) -> int:
    """The year after the last declared break of an indicator in an area; 0 where there is none."""
    passed = (
        b.from_year
        for b in defs.breaks.break_
        if b.indicator == indicator and b.area in (None, area) and b.from_year <= year
    )
    return max(passed, default=0)


def baseline_spans(basis: Basis, declared: Baseline) -> list[range]:
    """The twelve-month spans that a baseline is counted over, in time's order; each once.

    None for a printed one.
    """
    if declared.months:
        return [span(first, 12) for first in months_between(*declared.months)[::12]]
    return [year_months(basis, year) for year in sorted(set(declared.years))]


def year_months(basis: Basis, year: int) -> range:
    """The twelve months of a declared year."""
    return span(month(year, basis.year_starts_in), 12)


def known_by(year: range, age: int) -> range:
    """The months in which reports of a year's offences are made, till `age` months after its end.

    Earlier ones would be of offences that had not been committed yet.
    """
    return span(year[0], len(year) + age)


def day_after(basis: Basis, year: int, months: int) -> date:
    """The first day on which a declared year has been over for so many months."""
    after = year_months(basis, year)[-1] + 1 + months
    return date(after // 12, after % 12 + 1, 1)


def year_of(basis: Basis, when: Month) -> int:
    """The declared year that a month lies in."""
    return (when - basis.year_starts_in + 1) // 12


def month(year: int, number: int) -> Month:
    """The month `number` (1 to 12) of a year."""
    return year * 12 + number - 1


def span(first: Month, count: int) -> range:
    """`count` months from `first` on."""
    return range(first, first + count)


def parse_month(text: str) -> Month:
    """`2020-08` as a month; raises ValueError on anything else."""
    day = date.fromisoformat(f"{text}-01")
    return month(day.year, day.month)


def show_month(value: Month) -> str:
    """A month as `2020-08`."""
    return f"{value // 12:04d}-{value % 12 + 1:02d}"


def months_between(first: str, last: str) -> range:
    """All months from one to another, both included."""
    return range(parse_month(first), parse_month(last) + 1)
