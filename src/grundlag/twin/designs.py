"""PSUs: people who live together feel alike, and are drawn together."""

from dataclasses import dataclass

import numpy as np

from grundlag.twin.model import Settings
from grundlag.twin.parameters import CELLS, NO_ANSWER, WEIGHT_SPREAD
from grundlag.twin.shocks import Counts, Floats
from grundlag.twin.survey import adults, answers_to, moods, probabilities

BESIDE = 10
"""Answers in a PSU."""
ALIKE_IN_PSU = 0.105
"""Correlation of two people's answers in one PSU: with ten answers it makes a deff of about 2."""
LIVING_IN = 40
"""People in a PSU, where there is a count of them."""
FRAME = 5
"""The people of a two-stage survey have a stream of chance of their own."""
LOW, HIGH = WEIGHT_SPREAD


@dataclass(frozen=True, kw_only=True)
class Frame:
    """Everyone in a stratum, PSU after PSU: their answers, and how many live in each PSU."""

    day: Counts
    night: Counts
    living: Counts

    @property
    def first(self) -> Counts:
        """Where each PSU begins."""
        return np.concatenate([[0], np.cumsum(self.living)[:-1]])


def psus_of(size: int) -> Counts:
    """The PSU of each of so many answers: about ten in each, as evenly as can be."""
    number = max(2, round(size / BESIDE))
    return np.sort(np.arange(size) % number)


def alike(rng: np.random.Generator, own: tuple[Floats, Floats], psu: Counts) -> tuple[Floats, ...]:
    """Moods of people of whom some feel, by day and at night, as their whole PSU does.

    With a chance of the root of ALIKE_IN_PSU, so that two of a PSU both do with ALIKE_IN_PSU: that
    is the correlation of any answer of theirs, and the share of each answer is as before.
    """
    shape = own[0].shape
    shared = moods(rng, (*shape[:-1], int(psu.max()) + 1))
    joins = rng.random(shape) < ALIKE_IN_PSU**0.5
    return tuple(
        np.where(joins, all_[..., psu], mood) for all_, mood in zip(shared, own, strict=True)
    )


def frame(cell: str, wave: int, settings: Settings) -> Frame:
    """Everyone in a stratum of a seed's city: the same people however often they are asked."""
    at = [each.id for each in CELLS].index(cell)
    rng = np.random.default_rng((settings.seed, FRAME, wave, at))
    people = adults(cell, wave, settings)
    number = max(2, round(people / LIVING_IN))
    at_least = people // (2 * number)
    uneven = rng.uniform(0.5, 1.5, number)
    living = at_least + rng.multinomial(people - number * at_least, uneven / uneven.sum())
    psu = np.repeat(np.arange(number), living)
    by_day, by_night = alike(rng, moods(rng, (people,)), psu)
    return Frame(
        day=answers_to(rng, by_day, probabilities(cell, wave, "day", settings)),
        night=answers_to(rng, by_night, probabilities(cell, wave, "night", settings)),
        living=living,
    )


def asked_of(frame: Frame, size: int) -> tuple[int, int]:
    """How many PSUs are drawn, and how many people in each, for about so many answers."""
    number = min(len(frame.living), max(2, round(size / BESIDE)))
    return number, min(max(1, round(size / number)), int(frame.living.min()))


def pick(rng: np.random.Generator, frame: Frame, size: int, draws: int) -> tuple[Counts, Counts]:
    """PSUs without replacement, and in each as many people: their PSUs and who they are.

    Both with a row a draw; the PSU and the number in the frame of each person drawn.
    """
    number, each = asked_of(frame, size)
    psu = rng.random((draws, len(frame.living))).argsort(axis=1)[:, :number]
    order = rng.random((draws, number, int(frame.living.max())))
    order[np.arange(order.shape[-1]) >= frame.living[psu][..., None]] = 2.0
    who = order.argsort(axis=2)[..., :each] + frame.first[psu][..., None]
    return np.repeat(psu, each, axis=1), who.reshape(draws, -1)


def design_effect(size: int, design: str) -> float | None:
    """How much wider a share spreads than in a simple sample of as many; none where none can say.

    1 + CV² of the weights, and with PSUs the correlation times the others in one's PSU who answer.
    """
    unequal = 1 + (HIGH - LOW) ** 2 / 12 / ((LOW + HIGH) / 2) ** 2
    if design == "clusters":
        sizes = np.bincount(psus_of(size))
        others = float((sizes * (sizes - 1)).sum() / sizes.sum()) * (1 - NO_ANSWER)
        return unequal + ALIKE_IN_PSU * others
    return {"strata": unequal, "srs": 1.0}.get(design)
