"""What people answer, and the shares their answers are drawn from."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grundlag.twin.model import Feeling, Settings
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
)
from grundlag.twin.people import living_in, stratum
from grundlag.twin.planted import points
from grundlag.twin.shocks import Counts, Floats

QUESTIONS = {"tryghed": "day", "tryghed_aften_nat": "night"}


@dataclass(frozen=True, kw_only=True)
class Shares:
    """True shares of all who answered, "ved ikke" among them."""

    tryg: float
    utryg: float


def adults(cell: str, wave: int, settings: Settings) -> int:
    """The adults a stratum's answers stand for, on 1 January of the wave."""
    atoms = (atom for atom in ATOMS if stratum(atom, wave) == cell)
    return max(1, round(ADULTS * living_in(atoms, wave, settings)))


def shares(cell: str, wave: int, when: str, settings: Settings) -> Shares:
    """The true shares in a stratum, by day or night: those set by hand, or the city's own."""
    by_hand = {(each.cell, each.wave, each.when): each.tryg for each in settings.felt}
    own = _own(cell, wave, when, settings) + points(wave, settings)
    tryg = by_hand.get((cell, wave, when), own)
    return Shares(tryg=tryg, utryg=1 - tryg - MIDDLE[when] - DO_NOT_KNOW[when])


def _own(cell: str, wave: int, when: str, settings: Settings) -> float:
    feeling = _feeling(cell)
    at = 0 if settings.flat else WAVES.index(wave)
    return (feeling.day if when == "day" else feeling.night)[at]


def _feeling(cell: str) -> Feeling:
    return next(feeling for feeling in FEELINGS if feeling.cell == cell)


def city_shares(wave: int, when: str, settings: Settings) -> Shares:
    """The true shares in the city: those of the strata, by the adults in each."""
    heads = [adults(cell.id, wave, settings) for cell in CELLS]
    parts = [shares(cell.id, wave, when, settings) for cell in CELLS]
    return Shares(
        tryg=sum(n * part.tryg for n, part in zip(heads, parts, strict=True)) / sum(heads),
        utryg=sum(n * part.utryg for n, part in zip(heads, parts, strict=True)) / sum(heads),
    )


def probabilities(cell: str, wave: int, when: str, settings: Settings) -> tuple[float, ...]:
    """The true share of each answer among those who answer, in the order of ANSWERS."""
    true = shares(cell, wave, when, settings)
    return (
        true.tryg * VERY["tryg"],
        true.tryg * (1 - VERY["tryg"]),
        MIDDLE[when],
        true.utryg * (1 - VERY["utryg"]),
        true.utryg * VERY["utryg"],
        DO_NOT_KNOW[when],
    )


def moods(rng: np.random.Generator, shape: tuple[int, ...]) -> tuple[Floats, Floats]:
    """What people feel by day and at night, between 0 (best) and 1; for half of them the same."""
    mood = rng.random(shape)
    return mood, np.where(rng.random(shape) < ALIKE, mood, rng.random(shape))


def answers_to(rng: np.random.Generator, mood: Floats, share: tuple[float, ...]) -> Counts:
    """The answers for moods, as numbers into ANSWERS; some, whatever their mood, give none."""
    steps = np.cumsum(share)[:-1]
    answer = np.searchsorted(steps, mood, side="right")
    silent: NDArray[np.bool_] = rng.random(mood.shape) < NO_ANSWER
    return np.where(silent, len(share), answer).astype(np.int64)
