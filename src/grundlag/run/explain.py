"""A number's way back: rule, method, cube cells, deliveries; its rows added up again."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from math import isclose
from pathlib import Path
from typing import Any

from grundlag.basis import clocks
from grundlag.basis.model import Indicator
from grundlag.cubes.places import places_of
from grundlag.cubes.police import codes_of
from grundlag.cubes.recount import Step, recount_activities, recount_answers, recount_crime
from grundlag.engine.connect import Connection, engine
from grundlag.engine.files import read_parquet
from grundlag.errors import DefinitionError, Problem, SumError, nearest
from grundlag.indicators.activities import counting, in_plan, listed, passes
from grundlag.indicators.answers import domain_of
from grundlag.indicators.ask import Ask, sample_of
from grundlag.indicators.model import Estimate, Listed, Spread
from grundlag.records.model import Delivery
from grundlag.records.place import Geography, fold, geography
from grundlag.records.view import heard, view
from grundlag.run.folder import load
from grundlag.run.model import Run
from grundlag.run.year import judge_year
from grundlag.verdicts.model import PeriodVerdict, Verdict


@dataclass(frozen=True, kw_only=True)
class Stands:
    """A delivered row that a figure is made of: the delivery, its line, what stands there."""

    delivery: Delivery
    line: int
    what: str
    value: float


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """One number with all that stands behind it; rows and sums have been held against it.

    `steps` are its parts from records, `stands` the delivered rows it is made of, `activities`
    what a share of activities is a share of; `spread` what limits of crime lean on; `periods` its
    verdicts over the period.
    """

    indicator: Indicator
    name: str
    estimate: Estimate
    verdicts: tuple[Verdict, ...]
    steps: tuple[Step, ...]
    stands: tuple[Stands, ...]
    population_on: date | None
    deliveries: tuple[Delivery, ...]
    activities: tuple[Listed, ...] = ()
    spread: Spread | None = None
    periods: tuple[PeriodVerdict, ...] = ()


def explain(
    root: Path,
    partnership: str,
    year: int,
    indicator: str,
    today: date,
    basis: str | None = None,
    arrived_by: date | None = None,
) -> Explanation:
    """How a figure of a report came to be; raises SumError where rows and number disagree."""
    run = judge_year(load(root), year, today, basis, arrived_by)
    return way_back(run, partnership, indicator)


def way_back(run: Run, partnership: str, indicator: str) -> Explanation:
    """The same for a figure of a year that was judged already."""
    ask = _ask(run, partnership, indicator)
    when = clocks.figure_year(ask.indicator, run.measures.year)
    estimate = run.measures.estimates[indicator, partnership, when]
    land = geography(run.defs.areas, run.defs.geometry)
    steps: tuple[Step, ...] = ()
    if estimate.value is not None and estimate.series.origin == "records":
        with engine() as connection:
            steps = _STEPS[ask.indicator.kind](connection, ask, land, when)
    stands = _stands(ask, estimate, land, when)
    _held(estimate, steps, stands)
    return Explanation(
        indicator=ask.indicator,
        name=ask.area.name,
        estimate=estimate,
        verdicts=tuple(v for v in run.judgements.of(partnership) if v.indicator == indicator),
        steps=steps,
        stands=stands,
        population_on=_population_day(ask, when),
        deliveries=tuple(d for d in run.cubes.deliveries if d.id in estimate.deliveries),
        activities=listed(ask, when),
        spread=run.measures.spreads.get(indicator),
        periods=tuple(v for v in run.judgements.over(partnership) if v.indicator == indicator),
    )


def _ask(run: Run, partnership: str, indicator: str) -> Ask:
    areas = {area.id: area for area in run.defs.areas.area}
    indicators = {i.id: i for i in run.measures.basis.indicator}
    named = {p.id for p in run.defs.partnerships.partnership} | {run.measures.comparator}
    problems = [
        Problem(where="explain", what=f'no {kind} is called "{name}".', fix=nearest(name, known))
        for kind, name, known in (
            ("partnership", partnership, named),
            ("indicator", indicator, set(indicators)),
        )
        if name not in known
    ]
    if problems:
        raise DefinitionError(problems)
    return Ask(
        defs=run.defs,
        basis=run.measures.basis,
        indicator=indicators[indicator],
        area=areas[partnership],
        cubes=run.cubes,
        sample=sample_of(run.cubes),
        age=run.measures.age or 0,
    )


def _crime(connection: Connection, ask: Ask, land: Geography, year: int) -> tuple[Step, ...]:
    """Every delivery of records that the count of a police year is made of."""
    sources = {source.id: source for source in ask.defs.sources.source}
    months, committed = ask.counted(clocks.year_months(ask.basis, year))
    speaking = {name for m in months for name in ask.cubes.crime.deliveries[m]}
    return tuple(
        recount_crime(
            connection,
            delivery,
            land,
            sources[delivery.manifest.source],
            ask.cubes.crime,
            (ask.crime, ask.area, ask.version(months[0] // 12)),
            (months, committed),
            ask.defs.code_reading,
        )
        for delivery in ask.cubes.deliveries
        if delivery.id in speaking
    )


def _answers(connection: Connection, ask: Ask, land: Geography, wave: int) -> tuple[Step, ...]:
    """The weights of a wave's answers: those that the share is of, then those it is out of."""
    domain = domain_of(ask, wave)
    source = {source.id: source for source in ask.defs.sources.source}
    names = ask.cubes.waves[wave].deliveries
    used = [d for d in ask.cubes.deliveries if d.id in names]
    cells = [c for c in ask.cubes.survey if (c.wave, c.question) == (wave, ask.question.id)]

    def recount(delivery: Delivery, what: str, answers: frozenset[str]) -> Step:
        step = recount_answers(
            connection,
            delivery,
            land,
            source[delivery.manifest.source],
            cells,
            lambda atom, answer: atom in domain.atoms and answer in answers,
        )
        return replace(step, what=f"wave {wave}, {what}, weights in millionths")

    shares = (f"answers {ask.indicator.answers}", domain.yes & domain.out_of)
    everyone = ("all answers that count", domain.out_of)
    return tuple(recount(d, *asked) for asked in (shares, everyone) for d in used)


def _activities(connection: Connection, ask: Ask, land: Geography, year: int) -> tuple[Step, ...]:
    """The activities of a plan year that pass, then all that count."""
    counted = counting(in_plan(ask.cubes, ask.area.id, year), ask.indicator)
    names = {name for activity in counted for name, _ in activity.lines}
    group = next(g for g in heard(ask.cubes.deliveries) if any(d.id in names for d in g))
    found = sum(passes(activity, ask.indicator) for activity in counted), len(counted)
    return recount_activities(group, ask.defs, ask.indicator, (year, ask.area.id), found)


_STEPS: dict[str, Callable[[Connection, Ask, Geography, int], tuple[Step, ...]]] = {
    "count": _crime,
    "rate": _crime,
    "survey_share": _answers,
    "activity_share": _activities,
}


def _stands(ask: Ask, estimate: Estimate, land: Geography, when: int) -> tuple[Stands, ...]:
    """The delivered rows behind a figure: its counts or shares, and the inhabitants of a rate."""
    used = [d for d in ask.cubes.deliveries if d.id in estimate.deliveries]
    kinds = [kind for kind in _ROWS if any(d.manifest.kind == kind for d in used)]
    return tuple(found for kind in kinds for found in _of_kind(kind, ask, used, land, when))


def _of_kind(
    kind: str, ask: Ask, used: list[Delivery], land: Geography, when: int
) -> Iterator[Stands]:
    wanted, column = _ROWS[kind](ask, when), _VALUE[kind]
    rows = [
        (delivery, row)
        for delivery in used
        if delivery.manifest.kind == kind
        for units in [_units(ask, delivery)]
        for row in read_parquet(delivery.rows).to_pylist()
        if wanted(row, units)
    ]
    places = _places(kind, ask, land, when, (fold(row["place"]) for _, row in rows))
    for delivery, row in rows:
        if fold(row["place"]) in places:
            cells = {name: v for name, v in row.items() if name not in ("line", column)}
            cells |= {n: clocks.show_month(v) for n, v in cells.items() if n.endswith("_month")}
            words = ", ".join(str(v) for v in cells.values() if v is not None)
            yield Stands(delivery=delivery, line=row["line"], what=words, value=row[column])


def _units(ask: Ask, delivery: Delivery) -> frozenset[str]:
    """The months, waves or days that a delivery speaks for."""
    source = delivery.manifest.source
    return view(d for d in ask.cubes.deliveries if d.manifest.source == source).units_of(delivery)


def _places(
    kind: str, ask: Ask, land: Geography, when: int, given: Iterable[str]
) -> frozenset[str]:
    """The area's own name where a row has it, else the places it is made of."""
    places = places_of(given, ask.area, ask.version(when))
    own = places & {fold(ask.area.id), fold(ask.area.name)}
    everything = kind == "crime_counts" and ask.area.whole and not own
    return places | frozenset(land.unplaced) if everything else places


Wanted = Callable[[dict[str, Any], frozenset[str]], bool]


def _counts(ask: Ask, year: int) -> Wanted:
    months, reading = clocks.year_months(ask.basis, year), ask.defs.code_reading

    def wanted(row: dict[str, Any], units: frozenset[str]) -> bool:
        code, first, last = row["code"].strip(), row["first_month"], row["last_month"]
        return (
            bool(codes_of(ask.crime, (reading.read(code),), months))
            and months[0] <= first <= last <= months[-1]
            and units.issuperset(clocks.show_month(m) for m in range(first, last + 1))
        )

    return wanted


def _inhabitants(ask: Ask, year: int) -> Wanted:
    day = _population_day(ask, year)
    return lambda row, units: row["date"] == day and str(day) in units


def _shares(ask: Ask, wave: int) -> Wanted:
    wanted = (wave, ask.question.id, ask.indicator.answers)

    def is_wanted(row: dict[str, Any], units: frozenset[str]) -> bool:
        found = (row["wave"], row["question"].strip(), row["answers"].strip())
        return found == wanted and str(wave) in units

    return is_wanted


_ROWS: dict[str, Callable[[Ask, int], Wanted]] = {
    "crime_counts": _counts,
    "survey_shares": _shares,
    "population": _inhabitants,
}
_VALUE = {"crime_counts": "n", "survey_shares": "share", "population": "n"}


def _population_day(ask: Ask, year: int) -> date | None:
    if ask.indicator.kind != "rate":
        return None
    return clocks.population_date(ask.indicator, clocks.year_months(ask.basis, year))


def _held(estimate: Estimate, steps: tuple[Step, ...], stands: tuple[Stands, ...]) -> None:
    """Raise SumError where a figure is not what its rows add up to."""
    if estimate.value is None:
        return
    people = sum(s.value for s in stands if s.delivery.manifest.kind == "population")
    given = sum(s.value for s in stands if s.delivery.manifest.kind == "crime_counts")
    counted = sum(step.n for step in steps) + given
    pairs = {"its inhabitants": (estimate.made.exposure, people)} if people else {}
    if estimate.unit != "share":
        pairs["its count"] = (estimate.made.count, counted)
    elif steps:
        half = len(steps) // 2  # of each delivery first what the share is, then what it is of
        part, whole = (sum(step.n for step in some) for some in (steps[:half], steps[half:]))
        pairs["its value"] = (estimate.value, part / whole)
    for what, (said, found) in pairs.items():
        if said is None or not isclose(said, found, rel_tol=1e-9):
            words = f"{what} is {said:g}, and its rows add up to {found:g}."
            fix = "Remove the cubes in store/ and count again; if it stays, take the files in anew."
            raise SumError(Problem(where=estimate.series.indicator, what=words, fix=fix))
