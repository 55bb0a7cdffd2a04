"""The answers to the safety survey, and the shares they are drawn from."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grundlag.twin.model import Cell, Feeling, Settings
from grundlag.twin.parameters import (
    ADULTS,
    ALIKE,
    ATOMS,
    CELLS,
    DO_NOT_KNOW,
    FEELINGS,
    MIDDLE,
    NO_ANSWER,
    VERY,
    WAVES,
    WEIGHT_SPREAD,
)
from grundlag.twin.people import living_in, stratum
from grundlag.twin.shocks import Counts, Floats

FEWEST = 10
"""Answers in a stratum, however small the city."""
QUESTIONS = {"tryghed": "day", "tryghed_aften_nat": "night"}
MILLION = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Shares:
    """True shares of all who answered, "ved ikke" among them."""

    tryg: float
    utryg: float


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The answers of one stratum in one wave.

    day, night: numbers into ANSWERS, one past its end for no answer. weight: in millionths.
    """

    cell: Cell
    day: Counts
    night: Counts
    weight: Counts


def adults(cell: str, wave: int, settings: Settings) -> int:
    """The adults a stratum's answers stand for, on 1 January of the wave."""
    atoms = (atom for atom in ATOMS if stratum(atom, wave) == cell)
    return max(1, round(ADULTS * living_in(atoms, wave, settings)))


def shares(cell: str, wave: int, when: str) -> Shares:
    """The true shares in a stratum, by day or night."""
    feeling = _feeling(cell)
    tryg = (feeling.day if when == "day" else feeling.night)[WAVES.index(wave)]
    return Shares(tryg=tryg, utryg=1 - tryg - MIDDLE[when] - DO_NOT_KNOW[when])


def city_shares(wave: int, when: str, settings: Settings) -> Shares:
    """The true shares in the city: those of the strata, by the adults in each."""
    heads = [adults(cell.id, wave, settings) for cell in CELLS]
    parts = [shares(cell.id, wave, when) for cell in CELLS]
    return Shares(
        tryg=sum(n * part.tryg for n, part in zip(heads, parts, strict=True)) / sum(heads),
        utryg=sum(n * part.utryg for n, part in zip(heads, parts, strict=True)) / sum(heads),
    )


def draw_wave(rng: np.random.Generator, wave: int, settings: Settings) -> tuple[Answers, ...]:
    """All answers of a wave, stratum by stratum."""
    return tuple(_draw_stratum(rng, cell, wave, settings) for cell in CELLS)


def _feeling(cell: str) -> Feeling:
    return next(feeling for feeling in FEELINGS if feeling.cell == cell)


def _draw_stratum(rng: np.random.Generator, cell: Cell, wave: int, settings: Settings) -> Answers:
    size = max(FEWEST, round(cell.answers * settings.scale))
    mood = rng.random(size)
    night_mood = np.where(rng.random(size) < ALIKE, mood, rng.random(size))
    return Answers(
        cell=cell,
        day=_answer(rng, mood, probabilities(cell.id, wave, "day")),
        night=_answer(rng, night_mood, probabilities(cell.id, wave, "night")),
        weight=_weights(rng, adults(cell.id, wave, settings), size),
    )


def probabilities(cell: str, wave: int, when: str) -> tuple[float, ...]:
    """The true share of each answer among those who answer, in the order of ANSWERS."""
    true = shares(cell, wave, when)
    return (
        true.tryg * VERY["tryg"],
        true.tryg * (1 - VERY["tryg"]),
        MIDDLE[when],
        true.utryg * (1 - VERY["utryg"]),
        true.utryg * VERY["utryg"],
        DO_NOT_KNOW[when],
    )


def _answer(rng: np.random.Generator, mood: Floats, share: tuple[float, ...]) -> Counts:
    """The answers for moods between 0 (best) and 1; some do not answer, whatever their mood."""
    steps = np.cumsum(share)[:-1]
    answer = np.searchsorted(steps, mood, side="right")
    silent: NDArray[np.bool_] = rng.random(len(mood)) < NO_ANSWER
    return np.where(silent, len(share), answer).astype(np.int64)


def _weights(rng: np.random.Generator, people: int, size: int) -> Counts:
    """Unequal weights in millionths whose sum is the stratum's people, to the rounding."""
    spread = rng.uniform(*WEIGHT_SPREAD, size)
    weight: Counts = np.rint(MILLION * people * spread / spread.sum()).astype(np.int64)
    return weight
