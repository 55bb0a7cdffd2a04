"""Who is asked in a wave, on each design, and what each answer weighs."""

from dataclasses import dataclass

import numpy as np

from grundlag.twin.designs import alike, asked_of, frame, pick, psus_of
from grundlag.twin.model import Cell, Settings
from grundlag.twin.parameters import CELLS, WEIGHT_SPREAD
from grundlag.twin.shocks import Counts, Floats
from grundlag.twin.survey import adults, answers_to, moods, probabilities

FEWEST = 10
"""Answers in a stratum, however small the city."""
MILLION = 1_000_000
EVERYONE = "alle"
"""What the one stratum of a simple random sample is called."""


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The answers of one cell in one wave; a row a draw where many are drawn at once.

    day, night: numbers into ANSWERS, one past its end for no answer. weight: in millionths.
    psu: each one's PSU, by number, where there are any; living: how many people live in it, and
    psus: how many PSUs the stratum has, where that is known.
    """

    cell: Cell
    day: Counts
    night: Counts
    weight: Counts
    stratum: str
    psu: Counts | None = None
    living: Counts | None = None
    psus: int = 0


def answers_in(cell: Cell, settings: Settings) -> int:
    """How many answer in a cell, where that is decided beforehand."""
    by_hand = {each.cell: each.answers for each in settings.asked}
    return max(FEWEST, round(by_hand.get(cell.id, cell.answers) * settings.scale))


def sizes(rng: np.random.Generator, wave: int, settings: Settings, draws: int = 1) -> Counts:
    """How many answer in each cell, a row a draw; a simple sample falls where it falls."""
    decided = np.array([answers_in(cell, settings) for cell in CELLS])
    if settings.design != "srs":
        return np.tile(decided, (draws, 1))
    heads = np.array([adults(cell.id, wave, settings) for cell in CELLS], dtype=np.float64)
    return rng.multinomial(decided.sum(), heads / heads.sum(), size=draws)


def draw_wave(rng: np.random.Generator, wave: int, settings: Settings) -> tuple[Answers, ...]:
    """All answers of a wave, cell by cell."""
    (counted,) = sizes(rng, wave, settings).tolist()
    asked = zip(CELLS, counted, strict=True)
    return tuple(draw_cell(rng, cell, wave, settings, (size,)) for cell, size in asked)


def draw_cell(
    rng: np.random.Generator, cell: Cell, wave: int, settings: Settings, shape: tuple[int, ...]
) -> Answers:
    """The answers of a cell: `shape` is how many, before it how many draws of so many."""
    if settings.design == "two_stage":
        return _two_stage(rng, cell, wave, settings, shape)
    psu = psus_of(shape[-1]) if settings.design == "clusters" else None
    own = moods(rng, shape)
    by_day, by_night = own if psu is None else alike(rng, own, psu)
    return Answers(
        cell=cell,
        day=answers_to(rng, by_day, probabilities(cell.id, wave, "day", settings)),
        night=answers_to(rng, by_night, probabilities(cell.id, wave, "night", settings)),
        weight=_weights(rng, cell, wave, settings, shape),
        stratum=EVERYONE if settings.design == "srs" else cell.id,
        psu=None if psu is None else np.broadcast_to(psu, shape),
    )


def _weights(
    rng: np.random.Generator, cell: Cell, wave: int, settings: Settings, shape: tuple[int, ...]
) -> Counts:
    """Weights in millionths whose sum is the people's: unequal, but in a simple random sample."""
    if settings.design == "srs":
        people = sum(adults(each.id, wave, settings) for each in CELLS)
        asked = sum(answers_in(each, settings) for each in CELLS)
        return np.full(shape, round(MILLION * people / asked))
    spread = rng.uniform(*WEIGHT_SPREAD, shape)
    people = adults(cell.id, wave, settings)
    return _whole(MILLION * people * spread / spread.sum(axis=-1, keepdims=True))


def _whole(weight: Floats) -> Counts:
    return np.rint(weight).astype(np.int64)


def _two_stage(
    rng: np.random.Generator, cell: Cell, wave: int, settings: Settings, shape: tuple[int, ...]
) -> Answers:
    """PSUs out of all PSUs, people out of those in each; the weight is one over their chance."""
    everyone = frame(cell.id, wave, settings)
    *many, size = shape
    psu, who = pick(rng, everyone, size, *(many or (1,)))
    psu, who = (psu, who) if many else (psu[0], who[0])
    number, each = asked_of(everyone, size)
    living, psus = everyone.living[psu], len(everyone.living)
    return Answers(
        cell=cell,
        day=everyone.day[who],
        night=everyone.night[who],
        weight=_whole(MILLION * psus / number * living / each),
        stratum=cell.id,
        psu=psu,
        living=living,
        psus=psus,
    )
