"""How often each rule says what is not so, whole: invented draws, cubes, measures, verdicts.

`python benchmarks/border.py [--draws 200]` prints the table of operating-characteristics.md. Every
truth lies on the border of its rule's own target: rates as at the baseline, shares as the wave
before, gaps as at the start. Then *ikke ..., statistisk sikkert* and *nået, statistisk sikkert* are
both false alarms, of which 2.5 in 100 are meant. Phi is measured anew in every draw.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from grundlag.basis import folder, model, partnerships
from grundlag.basis.load import Definitions, load
from grundlag.cubes.model import CrimeCube, Cubes, PopulationCell, SurveyCell, Wave
from grundlag.indicators.measure import measure
from grundlag.twin import draw
from grundlag.twin.model import Drop, Felt, Settings
from grundlag.twin.parameters import (
    ANSWERS,
    ATOMS,
    CELLS,
    DATES,
    TYPES,
    WAVES,
    YEARS,
)
from grundlag.twin.people import living_in
from grundlag.twin.survey import QUESTIONS, city_shares, shares
from grundlag.verdicts.judge import judge
from grundlag.verdicts.model import Finding

EXAMPLE = Path(__file__).parents[1] / "examples" / "partnerskaber"
YEAR, BEFORE = 2026, 2024  # the report, and the baseline's year or the start wave
KINDS = ("indbrud", "tyveri", "vold", "trusler", "straffelovskriminalitet")
MILLION = 1_000_000
CITY = "koebenhavn"
TINY = 1e-9
MOST = 10  # cells that lie below the city, where not all are alike


@dataclass(frozen=True, kw_only=True)
class Alarms:
    """How many lines a rule judged, and how many it called shown, either way."""

    judged: int
    missed: int
    reached: int
    shown_missed: int
    shown_reached: int


def definitions() -> Definitions:
    """Every cell of the invented city a partnership with the same targets."""
    names = [cell.id for cell in CELLS]
    version = [folder.AreaVersion(id="1", places=(name,)) for name in names]
    areas = (
        folder.Area(id=CITY, name=CITY, whole=True),
        *(folder.Area(id=n, name=n, version=(v,)) for n, v in zip(names, version, strict=True)),
    )
    crimes = [folder.Crime(id=kind, codes=(folder.CodeSet(codes=(kind,)),)) for kind in KINDS]
    return replace(
        load(EXAMPLE),
        bases={"b": _basis(names)},
        areas=folder.Areas(schema=1, area=areas),
        codes=folder.Codes(schema=1, id="k", version="1", crime=tuple(crimes)),
        breaks=folder.Breaks(schema=1),
        decisions=folder.Decisions(decision=(folder.Decision(basis="b", in_force_from=2000),)),
        partnerships=_partnerships(names),
        survey=_survey(),
        remarks={},
    )


def _basis(names: list[str]) -> model.Basis:
    def target(number: str, rule: str, of: tuple[str, ...], **more: object) -> model.Target:
        return model.Target(id=number, rule=rule, indicators=of, **more)

    shares = tuple(QUESTIONS)
    safety = (
        target("1.1", "rises_every_year", shares),
        target("1.2", "approaches", shares, level_of=CITY),
    )
    held = (target("2.1", "held_at_baseline", KINDS, better="lower"),)
    rate = {"kind": "rate", "per": 1000, "population_on": "after", "decimals": 1, "dispersion": 5}
    return model.Basis(
        schema=1, id="b", name="B", source="opdigtet",
        goal=(
            model.Goal(id="1", about="tryghed", applies_to=tuple(names), text="t", target=safety),
            model.Goal(id="2", about="kriminalitet", applies_to=tuple(names), text="t",
                       target=held),
        ),
        indicator=(
            *(model.Indicator(id=k, label=k, crime=k, **rate) for k in KINDS),
            *(model.Indicator(id=q, label=q, kind="survey_share", question=q, answers="tryg")
              for q in shares),
        ),
    )  # fmt: skip


def _partnerships(names: list[str]) -> partnerships.Partnerships:
    period = {"name": "p", "start_wave": BEFORE, "waves": (YEAR - 1, YEAR),
              "police_years": (YEAR - 1,)}  # fmt: skip
    return partnerships.Partnerships(
        schema=1,
        partnership=tuple(partnerships.Partnership(id=n, name=n) for n in names),
        period=tuple(partnerships.Period(partnership=n, **period) for n in names),
        baseline=tuple(
            partnerships.Baseline(partnership=n, basis="b", indicator=k, years=(BEFORE,))
            for n in names
            for k in KINDS
        ),
    )


def _survey() -> folder.Survey:
    groups = {"tryg": ANSWERS[:2], "andet": ANSWERS[2:], "ubesvaret": ("",)}
    return folder.Survey(schema=1, deff=1.3, question=tuple(
        folder.Question(id=q, version="1", groups=groups, out_of=("tryg", "andet"))
        for q in QUESTIONS
    ))  # fmt: skip


def cubes(settings: Settings, draws: int) -> Iterator[Cubes]:
    """What would have been counted of each draw."""
    counts = draw.counts(settings, draws)
    people = _people(settings)
    waves = [wave for wave in WAVES if wave >= BEFORE]
    drawn = {(c.id, w): draw.answers(settings, c.id, w, draws) for c in CELLS for w in waves}
    for number in range(draws):
        yield Cubes(
            crime=_crime(counts[number]),
            delivered=(),
            population=people,
            survey=tuple(
                cell
                for (name, wave), sums in drawn.items()
                for cell in _answers(settings, name, wave, sums, number)
            ),
            waves={wave: Wave(deliveries=(f"w{wave}",), provider="P") for wave in waves},
            shares=(),
            deliveries=(),
        )


def _crime(counts: np.ndarray) -> CrimeCube:
    """A year's reports all in its first month; every month is spoken for."""
    kinds = [[kind.id for kind in TYPES].index(kind) for kind in KINDS]
    atom, year, code = (axis.ravel() for axis in np.indices(counts[..., kinds].shape))
    months = frozenset(range(YEARS[0] * 12, (YEARS[-1] + 1) * 12))
    return CrimeCube(
        month=np.array(YEARS)[year] * 12, code=code, atom=atom, n=counts[..., kinds].ravel(),
        occurred=np.full(len(code), -1, dtype=np.int64), part=np.zeros(len(code), dtype=np.int64),
        codes=KINDS, atoms=tuple(f"in:{cell.id}@1" for cell in CELLS), parts=("d",), months=months,
        deliveries=dict.fromkeys(months, ("d",)),
        extracted=dict.fromkeys(months, date(YEAR, 2, 1)),
        provider=dict.fromkeys(months, "P"),
    )  # fmt: skip


def _people(settings: Settings) -> tuple[PopulationCell, ...]:
    """Inhabitants of each cell as the draws have them, each 1 January."""
    return tuple(
        PopulationCell(
            day=date(year, 1, 1), place=cell.id, delivery="d", provider="P",
            n=living_in((a for a in ATOMS if a.cell == cell.id), year, settings),
        )
        for cell in CELLS
        for year in DATES
    )  # fmt: skip


def _answers(
    settings: Settings, name: str, wave: int, sums: draw.Sums, number: int
) -> Iterator[SurveyCell]:
    words = (*ANSWERS, "")
    clustered = settings.design in ("clusters", "two_stage")
    n, w, w2 = sums.n[number], sums.w[number], sums.w2[number]
    for psu, question, answer in zip(*np.nonzero(n), strict=True):
        at = psu, question, answer
        yield SurveyCell(
            wave=wave,
            stratum="" if settings.design == "srs" else name,
            psu=f"{name}-{psu}" if clustered else "",
            atom=f"in:{name}@1",
            question=list(QUESTIONS)[question],
            answer=words[answer],
            n=int(n[at]),
            w=round(float(w[at]) * MILLION),
            w2=round(float(w2[at]) * MILLION**2),
        )


def alarms(settings: Settings, draws: int) -> dict[str, Alarms]:
    """What each rule said of all lines of all draws."""
    defs, below = definitions(), _below(settings)
    found: Counter[tuple[str, str, str]] = Counter()
    for each in cubes(settings, draws):
        judged = judge(defs, measure(defs, defs.bases["b"], YEAR, each))
        found.update(
            (v.rule, _way(v.finding), v.finding.certainty or "")
            for v in judged.verdicts
            if v.rule != "approaches" or (v.area, v.indicator) in below
        )
    return {rule: _of(found, rule) for rule in dict.fromkeys(rule for rule, _, _ in found)}


def _way(finding: Finding) -> str:
    return finding.leaning or finding.outcome


def _below(settings: Settings) -> set[tuple[str, str]]:
    """The cells not above the city: of one above it, *nået* is no false alarm."""
    return {
        (cell.id, question)
        for cell in CELLS
        for question, when in QUESTIONS.items()
        if shares(cell.id, YEAR, when, settings).tryg
        <= city_shares(YEAR, when, settings).tryg + TINY
    }


def _of(found: Counter[tuple[str, str, str]], rule: str) -> Alarms:
    def times(outcome: str, *certainty: str) -> int:
        return sum(found[rule, outcome, c] for c in certainty)

    either = ("shown", "within_noise", "unknown")
    return Alarms(
        judged=times("missed", *either) + times("reached", *either),
        missed=times("missed", *either),
        reached=times("reached", *either),
        shown_missed=times("missed", "shown"),
        shown_reached=times("reached", "shown"),
    )


def _felt(low: float, high: float) -> tuple[Felt, ...]:
    """The same shares in every wave: low in most cells, high in the last few."""
    return tuple(
        Felt(cell=cell.id, wave=wave, when=when, tryg=low if at < MOST else high)
        for at, cell in enumerate(CELLS)
        for wave in WAVES
        for when in QUESTIONS.values()
    )


ALIKE, BELOW = _felt(0.8, 0.8), _felt(0.7, 0.9)
CASES = {
    "phi 1, strata, alike": Settings(seed=1, flat=True, phi=1, felt=ALIKE),
    "phi 2, srs, below": Settings(seed=2, flat=True, phi=2, design="srs", felt=BELOW),
    "phi 5, clusters, below": Settings(seed=3, flat=True, phi=5, design="clusters", felt=BELOW),
    "phi 2, two stages, alike": Settings(seed=4, flat=True, phi=2, design="two_stage", felt=ALIKE),
    "phi 5, strata, below": Settings(seed=5, flat=True, phi=5, felt=BELOW),
}

RISEN = Settings(
    seed=6, flat=True, phi=1, felt=BELOW,
    drops=(Drop(cell="koebenhavn", kind="tyveri", from_year=YEAR - 1, factor=2.5),
           Drop(cell="koebenhavn", kind="indbrud", from_year=YEAR - 1, factor=2.5),
           Drop(cell="koebenhavn", kind="vold", from_year=YEAR - 1, factor=2.5)),
)  # fmt: skip


def main() -> None:
    """The page's table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draws", type=int, default=200)
    draws = parser.parse_args().draws
    for name, settings in CASES.items():
        for rule, told in alarms(settings, draws).items():
            parts = [told.missed, told.shown_missed, told.shown_reached]
            shares = " | ".join(f"{100 * part / told.judged:.1f}" for part in parts)
            sys.stdout.write(f"| {name} | {rule} | {told.judged} | {shares} |\n")


if __name__ == "__main__":
    main()
