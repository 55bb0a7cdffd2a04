"""What cannot be had of an invented city: everything wrong at once, and what to write instead."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import isfinite

from grundlag.twin.crime import IN_TOTAL, shocked_means
from grundlag.twin.model import DESIGNS, Break, Drop, Settings
from grundlag.twin.parameters import CELLS, DO_NOT_KNOW, MIDDLE, STREAMS, TYPES, WAVES, YEARS
from grundlag.twin.planted import EVERYWHERE
from grundlag.twin.shocks import spread_fits
from grundlag.twin.survey import shares

AREAS = tuple(cell.id for cell in CELLS)
KINDS = tuple(dict.fromkeys((*(kind.id for kind in TYPES), *(s.id for s in STREAMS))))
LARGEST, WIDEST = 10.0, 100.0
"""A factor and a phi above these are slips."""
MOST_SHOCK = 1.0
SMALLEST = 0.02
"""Below this the faulty rows are too many of a police file, and nothing is reported on it."""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A wrong setting: which, what is wrong, what to write; `known` are the words there are."""

    setting: str
    what: str
    fix: str
    found: str = ""
    known: tuple[str, ...] = ()


def refuse(settings: Settings) -> None:
    """Raise ValueError with everything that is wrong."""
    if found := tuple(faults(settings)):
        told = "\n".join(f"{each.setting}: {each.what} {each.fix}" for each in found)
        raise ValueError(told)


def faults(settings: Settings) -> tuple[Fault, ...]:
    """Everything that is wrong with settings."""
    found = (*_numbers(settings), *_developments(settings), *_survey(settings))
    return found or (*_shares(settings), *_spread(settings))


def _numbers(settings: Settings) -> Iterator[Fault]:
    yield from _between("seed", settings.seed, 0, 2**63, "any whole number")
    yield from _between("scale", settings.scale, SMALLEST, 10, "1 is a city of 640,000")
    if settings.phi is not None:
        yield from _between("phi", settings.phi, 1, WIDEST, "1 is pure chance, 2 or 5 more")
    yield from _between("yearly", settings.yearly, 0, MOST_SHOCK, "0.1 is about 10 % a year")
    yield from _between("late", settings.late or 0.0, 0, 0.5, "0.02 is two reports in a hundred")
    yield from _between("duplicates", settings.duplicates, 0, 1, "0.001 is one in a thousand")
    if settings.design not in DESIGNS:
        yield _unknown("design", "design", settings.design, DESIGNS)


def _between(setting: str, value: float, low: float, high: float, hint: str) -> Iterator[Fault]:
    if not low <= value <= high:
        what = f"{value:g} is not between {low:g} and {high:g}."
        yield Fault(setting=setting, what=what, fix=f"Give a number between them: {hint}.")


def _unknown(setting: str, noun: str, found: str, known: Iterable[str]) -> Fault:
    what = f'no {noun} is called "{found}".'
    fix = f"Known: {', '.join(known)}."
    return Fault(setting=setting, what=what, fix=fix, found=found, known=tuple(known))


def _developments(settings: Settings) -> Iterator[Fault]:
    for drop in settings.drops:
        if drop.cell not in (*AREAS, EVERYWHERE):
            yield _unknown("drop", "area", drop.cell, (*AREAS, EVERYWHERE))
        yield from _kind_year_factor("drop", drop)
    for each in settings.breaks:
        yield from _kind_year_factor("break", each)
    for wording in settings.wordings:
        yield from _year("wording", "wave", wording.from_wave, WAVES[1:])
        if not isfinite(wording.points):
            yield Fault(setting="wording", what="no number of points.", fix="Write 2024:0.03.")


def _kind_year_factor(setting: str, each: Drop | Break) -> Iterator[Fault]:
    if each.kind not in KINDS:
        yield _unknown(setting, "crime type", each.kind, KINDS)
    yield from _year(setting, "police year", each.from_year, YEARS[1:])
    if not 0 < each.factor <= LARGEST:
        what = f"the factor {each.factor:g} is not above 0 and at most {LARGEST:g}."
        yield Fault(setting=setting, what=what, fix="0.6 is a fall of 40 %, 1.3 a rise of 30 %.")


def _year(setting: str, noun: str, year: int, known: tuple[int, ...]) -> Iterator[Fault]:
    if year not in known:
        what = f"{year} is no {noun} that something can change in."
        fix = f"Give a year from {known[0]} to {known[-1]}."
        yield Fault(setting=setting, what=what, fix=fix)


def _survey(settings: Settings) -> Iterator[Fault]:
    for felt in settings.felt:
        if felt.cell not in AREAS:
            yield _unknown("felt", "area", felt.cell, AREAS)
        yield from _year("felt", "wave", felt.wave, WAVES)
        if felt.when not in MIDDLE:
            yield _unknown("felt", "time", felt.when, MIDDLE)
    for asked in settings.asked:
        if asked.cell not in AREAS:
            yield _unknown("asked", "area", asked.cell, AREAS)
        if asked.answers < 1:
            what = f"{asked.answers} answers in {asked.cell} are none."
            yield Fault(setting="asked", what=what, fix="Give 1 or more.")


def _shares(settings: Settings) -> Iterator[Fault]:
    """Every true share must leave room for those who say something else."""
    for when, middle in MIDDLE.items():
        most = 1 - middle - DO_NOT_KNOW[when]
        found = {
            (cell, wave): shares(cell, wave, when, settings).tryg
            for cell in AREAS
            for wave in WAVES
        }
        if wrong := {at: tryg for at, tryg in found.items() if not 0 < tryg < most}:
            (cell, wave), tryg = max(wrong.items(), key=lambda each: abs(each[1] - 0.5))
            what = f"{tryg:.1%} would be tryg in {cell} by {when} in wave {wave}."
            fix = f"Keep every share above 0 and below {most:.1%}; {len(wrong)} are not."
            setting = "wording" if settings.wordings else "felt"
            yield Fault(setting=setting, what=what, fix=fix)


def _spread(settings: Settings) -> Iterator[Fault]:
    """The city's own spread of types and totals cannot be had where one type is nearly all."""
    if settings.phi is None and not spread_fits(shocked_means(settings), IN_TOTAL):
        what = (
            "one type would be nearly all of a total, which then cannot spread as the city's own."
        )
        fix = "Plant less of it, or say how much counts spread, for example 2."
        yield Fault(setting="phi", what=what, fix=fix)
