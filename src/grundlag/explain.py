"""A number's way back: rule, method, cube cells, deliveries; its rows added up again."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from grundlag.basis import clocks
from grundlag.basis.model import Indicator
from grundlag.cubes.population import inhabitants
from grundlag.cubes.recount import Step, recount_answers, recount_crime
from grundlag.engine.connect import Connection, engine
from grundlag.errors import DefinitionError, Problem, nearest
from grundlag.indicators.answers import domain_of
from grundlag.indicators.ask import Ask, sample_of
from grundlag.indicators.model import Estimate
from grundlag.records.place import Geography, geography
from grundlag.run import Run, judge_year, open_folder
from grundlag.verdicts.model import Verdict


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """One number with all that stands behind it; the steps have been added up again."""

    indicator: Indicator
    estimate: Estimate
    verdicts: tuple[Verdict, ...]
    steps: tuple[Step, ...]
    inhabitants: int | None
    inhabitants_on: date | None


def explain(
    root: Path, partnership: str, year: int, indicator: str, today: date, basis: str | None = None
) -> Explanation:
    """How a figure of a report came to be; raises SumError where rows and cube disagree."""
    run = judge_year(open_folder(root), year, today, basis)
    ask = _ask(run, partnership, indicator)
    survey = ask.indicator.kind == "survey_share"
    when = year if survey else clocks.police_year(year)
    estimate = run.measures.estimates[indicator, partnership, year if survey else when]
    land = geography(run.defs.areas, run.defs.geometry)
    with engine() as connection:
        steps = _answers(connection, ask, land, when) if survey else _crime(
            connection, ask, land, when, estimate
        )  # fmt: skip
    day = _population_day(ask, when)
    people = inhabitants(ask.cubes.population, ask.area, ask.version(when), day) if day else None
    return Explanation(
        indicator=ask.indicator,
        estimate=estimate,
        verdicts=tuple(v for v in run.judgements.of(partnership) if v.indicator == indicator),
        steps=steps,
        inhabitants=people.n if people else None,
        inhabitants_on=day,
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
    )


def _crime(
    connection: Connection, ask: Ask, land: Geography, year: int, estimate: Estimate
) -> tuple[Step, ...]:
    """Every delivery of records that the count of a police year is made of."""
    if estimate.value is None or estimate.series.origin == "delivered" or not ask.indicator.crime:
        return ()
    sources = {source.id: source for source in ask.defs.sources.source}
    months = clocks.year_months(ask.basis, year)
    speaking = {ask.cubes.crime.deliveries[m] for m in months}
    return tuple(
        recount_crime(
            connection,
            delivery,
            land,
            sources[delivery.manifest.source],
            ask.cubes.crime,
            (ask.crime, ask.area, ask.version(months[0] // 12)),
            months,
        )
        for delivery in ask.cubes.deliveries
        if delivery.id in speaking
    )


def _answers(connection: Connection, ask: Ask, land: Geography, wave: int) -> tuple[Step, ...]:
    """The delivery of a wave's answers."""
    sample = ask.sample.get((wave, ask.question.id))
    if not sample:
        return ()
    domain = domain_of(ask, wave)
    sources = {source.id: source for source in ask.defs.sources.source}
    delivery = next(d for d in ask.cubes.deliveries if d.id == ask.cubes.waves[wave].delivery)
    return (
        recount_answers(
            connection,
            delivery,
            land,
            sources[delivery.manifest.source],
            sample,
            lambda atom, answer: atom in domain.atoms and answer in domain.out_of,
        ),
    )


def _population_day(ask: Ask, year: int) -> date | None:
    if ask.indicator.kind != "rate":
        return None
    return clocks.population_date(ask.indicator, clocks.year_months(ask.basis, year))
