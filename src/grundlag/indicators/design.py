"""The variance of a survey's sums by its design: strata, PSUs, people, and how many there are.

Every answer in a cell of the cube has the same residual factor, so a cell's sums of weights and of
squared weights are all that any variance needs. Each step is one sum over all strata or PSUs.
"""

from dataclasses import dataclass

import numpy as np

from grundlag.basis.folder import LonePsu
from grundlag.cubes.columns import Bools, Floats, SurveyCells
from grundlag.cubes.model import Ints

MILLION = 1e6


@dataclass(frozen=True, kw_only=True)
class Variance:
    """A variance twice: as of a population without end, and of one as large as was delivered.

    `endless` is for all that is compared, `finite` for the limits of a level. `is_full_count` tells
    that everybody of the domain is in the sample: `finite` is then 0 by design.
    """

    endless: float
    finite: float
    is_full_count: bool


def variance(cells: SurveyCells, factor: Floats, counts: Bools, lone: LonePsu) -> Variance:
    """V = sum_h (1-f_h) m/(m-1) [sum z^2 - (sum z)^2/m], and f_h times the same within each PSU.

    `factor` turns each cell's weights into residuals z, `counts` tells which cells are in the
    domain; m is the whole sample's. docs/methods/share.md. Source: R survey svyrecvar.
    """
    strata, psus, home = cells.strata, cells.psus, cells.home
    z, z2 = factor * cells.w / MILLION, factor**2 * cells.w2 / MILLION**2
    of_psu = _by_psu(cells, z)
    total = _by(cells.stratum, z, strata.n)
    alone = np.where(cells.psu < 0, z2, 0.0)
    squares = _by(cells.stratum, alone, strata.n) + _by(home, of_psu**2, strata.n)
    between = _spread(total, squares, strata.n, lone)
    # a lone person of a PSU has no strata to be the mean of
    inside = _spread(of_psu, _by_psu(cells, z2), psus.n, "adjust" if lone == "average" else lone)
    own = _by_psu(cells, counts) > 0
    within = strata.drawn * _by(home, np.where(own, (1 - psus.drawn) * inside, 0.0), strata.n)
    met = _by(cells.stratum, counts, strata.n) > 0
    # nothing is left where all PSUs were drawn, though it be unknown
    remains = np.where(strata.drawn == 1, 0.0, (1 - strata.drawn) * between)
    return Variance(
        endless=_added(between[met]),
        finite=_added(remains[met]) + float(within[met].sum()),
        is_full_count=bool((strata.drawn[met] == 1).all() and (psus.drawn[own] == 1).all()),
    )


def _by(unit: Ints, values: Floats | Bools, units: Ints) -> Floats:
    """The sum of some values in each stratum."""
    return np.asarray(np.bincount(unit, values, len(units)), dtype=np.float64)


def _by_psu(cells: SurveyCells, values: Floats | Bools) -> Floats:
    """The sum of some values in each PSU; people in none are in no sum."""
    sums = np.bincount(cells.psu + 1, values, len(cells.home) + 1)[1:]
    return np.asarray(sums, dtype=np.float64)


def _added(strata: Floats) -> float:
    """The sum over strata; one that is unknown counts as the mean of the others."""
    known = strata[~np.isnan(strata)]
    return float(known.sum()) * len(strata) / len(known) if len(known) else 0.0


def _spread(total: Floats, squares: Floats, m: Ints, lone: LonePsu) -> Floats:
    """m/(m-1) [sum z^2 - (sum z)^2/m] of m units.

    A lone one has no spread: by rule its square counts, that is around the whole sample's mean of
    0 (adjust), or nothing (certainty), or it is unknown (average), NaN.
    """
    by_rule: dict[LonePsu, Floats | float] = {
        "adjust": squares,
        "certainty": 0.0,
        "average": np.nan,
    }
    several = m / np.maximum(m - 1, 1) * np.maximum(0.0, squares - total**2 / m)
    return np.where(m > 1, several, by_rule[lone])


def degrees(cells: SurveyCells, counts: Bools | None = None) -> int:
    """R's degf: PSUs (or people) less strata, of the answers with a weight above 0.

    Of all cells, or of those that `counts` tells.
    """
    weighty = cells.n > cells.weightless
    told = weighty if counts is None else weighty & counts
    alone = told & (cells.psu < 0)
    people = int((cells.n - cells.weightless)[alone].sum())
    clusters = int(np.count_nonzero(_by_psu(cells, told)))
    return people + clusters - int(np.count_nonzero(_by(cells.stratum, told, cells.strata.n)))


def has_lone_psu(cells: SurveyCells) -> bool:
    """Whether a stratum has one PSU (one person, where there are no PSUs) in the whole sample."""
    return bool((cells.strata.n == 1).any())
