"""What falls silent, or leaps, from one year to the next, and is more likely a delivery's fault."""

from collections.abc import Iterator
from datetime import date

from grundlag.basis import clocks
from grundlag.basis.folder import Area, AreaVersion
from grundlag.basis.load import Definitions
from grundlag.cubes.model import CrimeCube, Cubes, Found, PopulationCell
from grundlag.cubes.police import atoms_of, missing_months, reports, total
from grundlag.cubes.population import inhabitants
from grundlag.errors import Problem

TYPICAL = 20  # reports, or answers, of a year from which none in the next is no chance
LEAP = 0.25  # the change of inhabitants from one year to the next that wants a second look


def nothing_falls_silent(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """An area or a type that had reports the year before has some, in every whole year."""
    cube = cubes.crime
    first, last = _years(cube)
    for year in range(first + 1, last + 1):
        spans = [clocks.span(clocks.month(y, 1), 12) for y in (year - 1, year)]
        if any(missing_months(cube, span) for span in spans):
            continue
        for area in watched(defs):
            atoms = _atoms(cube, area, year)
            if _fell([reports(cube, atoms, span) for span in spans]):
                yield _silent(year, area.name)
        for crime in defs.codes.crime:
            if _fell([total(cube, crime, cube.atoms, span) for span in spans]):
                yield _silent(year, f"the type {crime.id}")


def _years(cube: CrimeCube) -> tuple[int, int]:
    return (min(cube.months) // 12, max(cube.months) // 12) if cube.months else (0, -1)


def watched(defs: Definitions) -> list[Area]:
    """The partnerships' areas: what is reported on."""
    names = {p.id for p in defs.partnerships.partnership}
    return [area for area in defs.areas.area if area.id in names]


def _atoms(cube: CrimeCube, area: Area, year: int) -> tuple[str, ...]:
    return atoms_of(cube.atoms, area, clocks.area_version(area, year))


def _fell(counts: list[int]) -> bool:
    return counts[0] >= TYPICAL and counts[1] == 0


def _silent(year: int, name: str) -> Found:
    what = f"{name} has no report, and had {TYPICAL} or more the year before."
    fix = "See whether a delivery leaves it out: a later one speaks alone for its months."
    return Found(stops=True, problem=Problem(where=f"police year {year}", what=what, fix=fix))


def surveys_reach_every_area(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """An area that answered in one wave answers in the next."""
    answers: dict[tuple[int, str], int] = {}
    asked = {cell.question for cell in cubes.survey}
    for area in watched(defs):
        for cell in cubes.survey:
            if cell.question == min(asked):
                inside = atoms_of((cell.atom,), area, clocks.area_version(area, cell.wave))
                key = cell.wave, area.name
                answers[key] = answers.get(key, 0) + (cell.n if inside else 0)
    for (wave, name), n in sorted(answers.items()):
        if _fell([answers.get((wave - 1, name), 0), n]):
            what = f"nobody in {name} is asked, and {TYPICAL} or more were the year before."
            fix = "See whether a delivery leaves it out: a later one speaks alone for its wave."
            problem = Problem(where=f"wave {wave}", what=what, fix=fix)
            yield Found(stops=True, problem=problem)


def inhabitants_do_not_leap(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """No part has more inhabitants than the whole; a leap between years within one area is told."""
    whole = next(a for a in defs.areas.area if a.id == defs.folder.comparator)
    days = sorted({cell.day for cell in cubes.population})
    for area in watched(defs):
        before: tuple[int, AreaVersion | None] | None = None
        for day in days:
            version = clocks.area_version(area, day.year)
            n = _living(cubes.population, area, day.year)
            everyone = _living(cubes.population, whole, day.year)
            if n is None:
                continue
            where = f"inhabitants of {area.name} on {day}"
            if everyone is not None and n > everyone:
                what = f"are {n}, more than the {everyone} of {whole.name}."
                yield Found(stops=True, problem=Problem(where=where, what=what, fix=CHECK))
            if before and before[1] == version and abs(n - before[0]) > LEAP * before[0]:
                what = f"are {n}, and were {before[0]} the time before."
                yield Found(stops=False, problem=Problem(where=where, what=what, fix=CHECK))
            before = n, version


CHECK = "See whether the figure was typed right, and is of the same area."


def _living(cells: tuple[PopulationCell, ...], area: Area, year: int) -> int | None:
    day = date(year, 1, 1)
    return inhabitants(cells, area, clocks.area_version(area, year), day).n


def shares_name_questions(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """A printed share is of a declared question and group of answers; else nobody would see it."""
    questions = {q.id: q for q in defs.survey.question}
    for share in cubes.shares:
        question = questions.get(share.question)
        if question is None or share.answers not in question.groups:
            what = f'a share is of "{share.question}" and "{share.answers}", which is not declared.'
            fix = f"Declared: {', '.join(questions)}, with their groups of answers."
            problem = Problem(where=f"wave {share.wave}, {share.place}", what=what, fix=fix)
            yield Found(stops=True, problem=problem)
