"""The reports: how many, of what, when and where."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grundlag.twin.model import Extract, Settings, Stream
from grundlag.twin.parameters import (
    ATOMS,
    CELLS,
    LATE_YEAR,
    STREAMS,
    UNKNOWN,
    UNKNOWN_CODES,
    UNKNOWN_PER_YEAR,
    UNPLACED,
    YEARS,
)
from grundlag.twin.people import inhabitants, living_in
from grundlag.twin.planted import factor, late_share
from grundlag.twin.scatter import scatter
from grundlag.twin.shocks import Counts, Floats, draw_counts, draw_spread, yearly_shocks

SHOCKS = 4
"""The shocks of the years have a stream of chance of their own, beside those of the files."""
IN_TOTAL = np.array([stream.in_total for stream in STREAMS])
NOWHERE = len(ATOMS)
"""Stands where the number of an atom stands, for a report without a place."""
DRAWN = (
    *STREAMS,
    Stream(
        id=UNKNOWN,
        codes=UNKNOWN_CODES,
        shares=(1 / len(UNKNOWN_CODES),) * len(UNKNOWN_CODES),
        in_total=False,
    ),
)
"""The streams, and last the rows whose code is in no list."""
CODES = tuple(code for stream in DRAWN for code in stream.codes)


@dataclass(frozen=True, kw_only=True)
class Reports:
    """All reports, a place in each array for each, in the order of their dates.

    atom, year, stream, code: numbers into ATOMS (or NOWHERE), YEARS, DRAWN and CODES.
    day: days since 1 January of the year. x, y: centimetres. late: only in the second extract.
    """

    atom: Counts
    year: Counts
    stream: Counts
    code: Counts
    day: Counts
    x: Counts
    y: Counts
    late: NDArray[np.bool_]


def rates(year: int, settings: Settings) -> Floats:
    """Placed reports per 1,000 inhabitants in a year: a row a cell, a column a stream."""
    return np.array(
        [
            [
                rate * factor(cell.id, stream.id, year, settings)
                for rate, stream in zip(cell.rates, STREAMS, strict=True)
            ]
            for cell in CELLS
        ]
    )


def means(settings: Settings) -> Floats:
    """Placed reports to expect, by cell, year and stream: the rate times 1 January after."""
    people = [
        [living_in((a for a in ATOMS if a.cell == cell.id), year + 1, settings) for year in YEARS]
        for cell in CELLS
    ]
    rate: Floats = np.stack([rates(year, settings) for year in YEARS], axis=1)
    mean: Floats = rate * np.array(people, dtype=np.float64)[..., None] / 1000
    return mean


def shares_of_cell(settings: Settings) -> Floats:
    """The share of a cell's people that live in each atom, by atom and year."""
    people = np.array(
        [[inhabitants(atom, year + 1, settings) for year in YEARS] for atom in ATOMS],
        dtype=np.float64,
    )
    cells = np.array([atom.cell for atom in ATOMS])
    share: Floats = people / np.stack([people[cells == cell].sum(axis=0) for cell in cells])
    return share


def shocked_means(settings: Settings) -> Floats:
    """The means of this seed's city: with the shocks of the years, which are real change."""
    rng = np.random.default_rng((settings.seed, SHOCKS))
    return means(settings) * yearly_shocks(rng, settings.yearly, (len(YEARS), len(STREAMS)))


def draw_cells(rng: np.random.Generator, mean: Floats, settings: Settings) -> Counts:
    """Placed reports around means whose last axis is the streams."""
    if settings.phi is None:
        return draw_counts(rng, mean, IN_TOTAL)
    return draw_spread(rng, mean, settings.phi)


def count_reports(rng: np.random.Generator, settings: Settings) -> Counts:
    """How many reports there are, by atom (last: without a place), year and drawn stream."""
    mean = shocked_means(settings)
    counts = np.zeros((len(ATOMS) + 1, len(YEARS), len(DRAWN)), dtype=np.int64)
    counts[:NOWHERE, :, :-1] = _by_atom(rng, mean, settings)
    missing = mean.sum(axis=0) * UNPLACED / (1 - UNPLACED)
    counts[NOWHERE, :, :-1] = draw_spread(rng, missing, settings.phi or 1.0)
    fewer = np.array(UNKNOWN_PER_YEAR) * min(1.0, settings.scale)
    counts[NOWHERE - 1, :, -1] = np.maximum(1, fewer.astype(np.int64))
    return counts


def _by_atom(rng: np.random.Generator, mean: Floats, settings: Settings) -> Counts:
    """Placed reports by atom. With a phi of one's own each atom is drawn, and so every area has it.

    The city's own spread is that of cells, whose reports fall on their atoms by chance.
    """
    share = shares_of_cell(settings)
    of_cell = [[cell.id for cell in CELLS].index(atom.cell) for atom in ATOMS]
    if settings.phi is not None:
        return draw_cells(rng, mean[of_cell] * share[..., None], settings)
    by_cell = draw_cells(rng, mean, settings)
    counts = np.zeros((len(ATOMS), len(YEARS), len(STREAMS)), dtype=np.int64)
    for number in range(len(CELLS)):
        atoms = [at for at, cell in enumerate(of_cell) if cell == number]
        split = rng.multinomial(by_cell[number], share[atoms].T[:, None, :])
        counts[atoms] = np.moveaxis(split, -1, 0)
    return counts


def draw_reports(rng: np.random.Generator, settings: Settings) -> Reports:
    """All reports of all years, as they are known in the end."""
    counts = count_reports(rng, settings)
    atom, year, stream = (np.repeat(at, counts.ravel()) for at in _indices(counts))
    day = (rng.random(len(year)) * _days_in(year)).astype(np.int64)
    code = _codes(rng, stream)
    x, y = _places(rng, atom)
    may_be_late = (np.array(YEARS)[year] == LATE_YEAR) & (stream < len(STREAMS))
    late = may_be_late & (rng.random(len(year)) < late_share(settings))
    order = np.lexsort((rng.random(len(year)), day, year))
    return Reports(
        atom=atom[order],
        year=year[order],
        stream=stream[order],
        code=code[order],
        day=day[order],
        x=x[order],
        y=y[order],
        late=late[order],
    )


def known_in(extract: Extract, reports: Reports) -> NDArray[np.bool_]:
    """Which reports an extract holds: those of its years, the late ones only in the last one."""
    covered = np.isin(np.array(YEARS)[reports.year], extract.years)
    return covered if YEARS[-1] in extract.years else covered & ~reports.late


def _indices(counts: Counts) -> tuple[Counts, ...]:
    return tuple(axis.ravel() for axis in np.indices(counts.shape, dtype=np.int64))


def _days_in(year: Counts) -> Counts:
    leap = [366 if each % 4 == 0 else 365 for each in YEARS]
    return np.array(leap, dtype=np.int64)[year]


def _codes(rng: np.random.Generator, stream: Counts) -> Counts:
    """An offence code for each report, from those of its stream."""
    code = np.empty(len(stream), dtype=np.int64)
    first = 0
    for number, drawn in enumerate(DRAWN):
        here = stream == number
        code[here] = first + rng.choice(len(drawn.codes), size=here.sum(), p=drawn.shares)
        first += len(drawn.codes)
    return code


def _places(rng: np.random.Generator, atom: Counts) -> tuple[Counts, Counts]:
    """A place for each report in its atom; 0, 0 for those without."""
    place = np.zeros((len(atom), 2), dtype=np.int64)
    for number, piece in enumerate(ATOMS):
        here = atom == number
        place[here] = scatter(rng, piece, int(here.sum()))
    return place[:, 0], place[:, 1]
