"""Many cities at once, in memory and without files, for simulations: the model is the files'."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grundlag.twin.crime import draw_cells, means
from grundlag.twin.model import Settings
from grundlag.twin.parameters import ANSWERS, CELLS, STREAMS, TYPES, YEARS
from grundlag.twin.refuse import refuse
from grundlag.twin.sample import MILLION, Answers, draw_cell, sizes
from grundlag.twin.shocks import Counts, Floats, yearly_shocks
from grundlag.twin.survey import QUESTIONS

COUNTS, SIZES, PEOPLE = 6, 7, 8
"""Streams of chance, beside those of the files."""


@dataclass(frozen=True, kw_only=True)
class Sums:
    """Sums of a cell's answers in a wave, with axes draw, PSU, question, answer.

    Questions as in QUESTIONS, answers as in ANSWERS and last no answer; one PSU where there are
    none. n: how many. w, w2: sums of their weights, in people, and of the weights' squares.
    psus: how many PSUs the stratum has; living: people in each PSU drawn, by draw. Both are 0 where
    they are not known.
    """

    n: Counts
    w: Floats
    w2: Floats
    psus: int
    living: Counts


def counts(settings: Settings, draws: int) -> Counts:
    """Placed reports by draw, cell (CELLS), year (YEARS) and type (TYPES).

    Each draw has shocks of the years of its own. 10,000 draws take some seconds and 1 GB. Raises
    ValueError where settings cannot be had.
    """
    refuse(settings)
    rng = np.random.default_rng((settings.seed, COUNTS))
    shocks = yearly_shocks(rng, settings.yearly, (draws, 1, len(YEARS), len(STREAMS)))
    drawn = draw_cells(rng, means(settings) * shocks, settings)
    return np.stack(
        [drawn[..., [STREAM[name] for name in kind.streams]].sum(axis=-1) for kind in TYPES],
        axis=-1,
    )


STREAM = {stream.id: at for at, stream in enumerate(STREAMS)}


def answers(settings: Settings, cell: str, wave: int, draws: int) -> Sums:
    """Sums of a cell's answers in a wave, by draw; cells and waves of one seed go together.

    On the design two_stage the people are those of the seed's city, asked again in each draw; on
    the others they are new in each draw. Raises ValueError where settings cannot be had.
    """
    refuse(settings)
    at = [each.id for each in CELLS].index(cell)
    sized = np.random.default_rng((settings.seed, SIZES, wave))
    size = sizes(sized, wave, settings, draws)[:, at]
    rng = np.random.default_rng((settings.seed, PEOPLE, wave, at))
    found = draw_cell(rng, CELLS[at], wave, settings, (draws, int(size.max())))
    here = np.arange(found.day.shape[1]) < size[:, None]
    return _sums(found, here | (settings.design != "srs"))


def _sums(found: Answers, here: NDArray[np.bool_]) -> Sums:
    draws = len(found.day)
    number, psus = _numbered(found)
    weight = np.where(here, found.weight / MILLION, 0.0)
    shape = (draws, psus, len(QUESTIONS), len(ANSWERS) + 1)
    first = (np.arange(draws)[:, None] * psus + number) * len(QUESTIONS)
    asked = np.stack([found.day, found.night], axis=-1)
    at = (first[..., None] + np.arange(len(QUESTIONS))) * (len(ANSWERS) + 1) + asked

    def added(each: Floats) -> Floats:
        every = np.broadcast_to(each[..., None], asked.shape)
        total: Floats = np.bincount(at.ravel(), every.ravel(), int(np.prod(shape))).astype(float)
        return total.reshape(shape)

    return Sums(
        n=added(here.astype(np.float64)).astype(np.int64),
        w=added(weight),
        w2=added(weight**2),
        psus=found.psus,
        living=_living(found, draws, psus),
    )


def _numbered(found: Answers) -> tuple[Counts, int]:
    """The place of each answer's PSU among those drawn, and how many are drawn."""
    if found.psu is None:
        return np.zeros_like(found.day), 1
    begins = np.diff(found.psu, axis=1, prepend=found.psu[:, :1]) != 0
    number = begins.cumsum(axis=1)
    return number, int(number.max()) + 1


def _living(found: Answers, draws: int, psus: int) -> Counts:
    if found.living is None:
        return np.zeros((draws, psus), dtype=np.int64)
    return found.living[:, :: found.living.shape[1] // psus]
