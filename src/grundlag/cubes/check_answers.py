"""Answers and weights that can hardly be right: questions not asked, leaps, weights that rule."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from grundlag.basis import clocks
from grundlag.basis.folder import Area
from grundlag.basis.load import Definitions
from grundlag.cubes.asked import is_answered, people
from grundlag.cubes.check_jumps import watched
from grundlag.cubes.model import Cubes, Found, SurveyCell
from grundlag.cubes.police import atoms_of
from grundlag.cubes.population import inhabitants
from grundlag.errors import Problem

MILLION = 1e6
FEW = 40  # people, below which a half or a double may be chance
HALF, LEAP = 0.5, 0.25
NEAR = 0.02  # of the people asked, up to which weights add up to them
ADULTS = 0.5  # the share of the inhabitants from which weights may add up to the grown-ups
OVER = 1.05  # and how far above all of them an earlier day's can be
LOST = 3.0  # how many times as many answers equal weights would have been worth
RULES = 0.1  # the share of all weight that no one person should have
WEIGHT = "Look at the column that weight names in sources.toml, or ask who weighted the answers."


def questions_are_asked(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """A question that nobody of a wave answered was not asked: told, and it has no share."""
    answers: dict[tuple[int, str], list[SurveyCell]] = defaultdict(list)
    for cell in cubes.survey:
        answers[cell.wave, cell.question].append(cell)
    for wave, everyone in people(cubes.survey).items():
        for question in defs.survey.question:
            cells = answers.get((wave, question.id))
            if cells and not is_answered((cell.answer for cell in cells), question):
                n = sum(cell.n for cell in everyone)
                what = f'none of {n} people answered "{question.id}": it was not asked.'
                fix = "It has no share that year. If it was, mend its column in sources.toml."
                problem = Problem(where=f"wave {wave}", what=what, fix=fix)
                yield Found(stops=False, problem=problem)


def answers_do_not_leap(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """Half as many people as the wave before, or twice as many, are told: of all, else by area."""
    waves = people(cubes.survey)
    whole = next(a for a in defs.areas.area if a.id == defs.folder.comparator)
    for wave in waves:
        for area in (whole, *watched(defs)):
            before, now = (_people_in(waves.get(w, ()), area, w) for w in (wave - 1, wave))
            if before >= FEW and now and not HALF < now / before < 1 / HALF:
                what = f"{now} people of {area.name} are in it, and {before} the year before."
                fix = "See whether a part is missing, or a part is there twice."
                problem = Problem(where=f"wave {wave}", what=what, fix=fix)
                yield Found(stops=False, problem=problem)
                if area == whole:
                    break


def _people_in(cells: Sequence[SurveyCell], area: Area, wave: int) -> int:
    return sum(cell.n for cell in _inside(cells, area, wave))


def _inside(cells: Sequence[SurveyCell], area: Area, wave: int) -> list[SurveyCell]:
    atoms = set(atoms_of({c.atom for c in cells}, area, clocks.area_version(area, wave)))
    return [cell for cell in cells if cell.atom in atoms]


def weights_are_above_zero(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """People with weight 0 count in no share: how many is told."""
    for wave, cells in people(cubes.survey).items():
        zero, n = sum(c.weightless for c in cells), sum(c.n for c in cells)
        if zero:
            what = f"{zero} of {n} people have weight 0: their answers count in no share."
            problem = Problem(where=f"wave {wave}", what=what, fix=WEIGHT)
            yield Found(stops=False, problem=problem)


def weights_add_up_alike(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """A wave's weights add up to the people asked or to the inhabitants, as in the wave before.

    A sum that is near neither is told of the first such wave, and then one of another kind than the
    year before's or a quarter from it: no share need be wrong, but somebody weighted otherwise.
    """
    before: tuple[int, float, str] | None = None
    for wave, cells in people(cubes.survey).items():
        n, weight = sum(c.n for c in cells), sum(c.w for c in cells) / MILLION
        living = _living(defs, cubes, wave)
        kind = _kind(n, weight, living)
        what = None
        if kind == NEITHER and (before is None or before[2] != NEITHER):
            what = f"weights add up to {weight:.0f}, neither {n} people nor {living} inhabitants."
        if before is not None and before[0] == wave - 1 and _leaps((weight, kind), before[1:]):
            what = (
                f"weights add up to {weight:.0f}, {kind}; the wave before to {before[1]:.0f}, "
                f"{before[2]}."
            )
        if what is not None:
            problem = Problem(where=f"wave {wave}", what=what, fix=WEIGHT)
            yield Found(stops=False, problem=problem)
        before = wave, weight, kind


ASKED, LIVING = "the people asked", "the inhabitants"
NEITHER, UNTOLD = "neither people nor inhabitants", "not known of whom"


def _living(defs: Definitions, cubes: Cubes, wave: int) -> int | None:
    whole = next(a for a in defs.areas.area if a.id == defs.folder.comparator)
    version = clocks.area_version(whole, wave)
    return inhabitants(cubes.population, whole, version, date(wave, 1, 1)).n


def _kind(n: int, weight: float, living: int | None) -> str:
    """What a wave's weights add up to."""
    if abs(weight - n) <= NEAR * n:
        return ASKED
    if living is None:
        return UNTOLD
    return LIVING if ADULTS * living <= weight <= OVER * living else NEITHER


def _leaps(now: tuple[float, str], before: tuple[float, str]) -> bool:
    """Whether a sum is of another kind than the wave before's, or a quarter away from it.

    Weights that add up to the people asked are as many as these.
    """
    if ASKED in (now[1], before[1]):
        return now[1] != before[1]
    return abs(now[0] - before[0]) > LEAP * before[0]


def no_weight_rules(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """Weights so uneven that answers are worth a third, or one person a tenth of all, are told.

    Formula: Kish's n sum(w^2) / sum(w)^2; the largest weight is at least sum(w^2) / sum(w) of any
    cell. Source: L. Kish, Survey Sampling (1965), 11.7.
    """
    whole = next(a for a in defs.areas.area if a.id == defs.folder.comparator)
    for wave, everyone in people(cubes.survey).items():
        for area in (whole, *watched(defs)):
            cells = [c for c in _inside(everyone, area, wave) if c.w]
            n = sum(c.n - c.weightless for c in cells)
            weight, squares = sum(c.w for c in cells), sum(c.w2 for c in cells)
            if n < FEW:
                continue
            largest = max(c.w2 / c.w for c in cells) / weight
            where = f"wave {wave}, {area.name}"
            if largest > RULES:
                what = f"one person has {largest:.0%} or more of all weight, and {n} are in it."
                yield Found(stops=False, problem=Problem(where=where, what=what, fix=WEIGHT))
            elif n * squares / weight**2 > LOST:
                worth = weight**2 / squares
                what = f"weights are so uneven that {n} answers are worth {worth:.0f}."
                yield Found(stops=False, problem=Problem(where=where, what=what, fix=WEIGHT))
