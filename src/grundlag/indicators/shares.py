"""Weighted shares from sums: Taylor linearisation, domains on the whole design, part and whole."""

from dataclasses import dataclass

import numpy as np

from grundlag.basis.folder import LonePsu
from grundlag.cubes.columns import Bools, Floats, SurveyCells
from grundlag.indicators.design import MILLION, degrees, variance
from grundlag.indicators.intervals import ROUNDING, difference
from grundlag.indicators.model import Change


@dataclass(frozen=True, kw_only=True)
class Domain:
    """Which cells a share is about: an area's atoms, the answers that count, those that are y."""

    atoms: frozenset[str]
    out_of: frozenset[str]
    yes: frozenset[str]

    def counts(self, cells: SurveyCells) -> Bools:
        """Which cells are in the denominator."""
        return cells.of_atoms(self.atoms) & cells.of_answers(self.out_of)

    def y(self, cells: SurveyCells) -> Bools:
        """Which cells' answers are in the numerator."""
        return cells.of_answers(self.yes)


@dataclass(frozen=True, kw_only=True)
class Share:
    """A weighted share: estimate, variances, answers, degrees of freedom of its domain.

    `variance` is for all that is compared; `level_variance` counts the delivered sizes of the
    population, for the share's own limits. `weightless` of the `n` answers have weight 0.
    """

    p: float
    variance: float
    level_variance: float
    is_full_count: bool
    n: int
    weightless: int
    df: int
    weight: float
    domain: Domain

    @property
    def is_spread(self) -> bool:
        """Whether the spread of the answers can be measured.

        It cannot where all say the same, nor where all are in one PSU: their residuals add to 0.
        """
        return self.variance > ROUNDING * self.p * (1 - self.p) > 0

    @property
    def deff(self) -> float | None:
        """The variance over that of as many equal answers, p(1-p)/(n-1); R's deff "replace"."""
        if not self.is_spread:
            return None
        answers = self.n - self.weightless
        return self.level_variance * (answers - 1) / (self.p * (1 - self.p))

    @property
    def effective_n(self) -> float | None:
        """How many independent answers the share is worth; None where a full count has no end."""
        if not self.is_spread or self.level_variance == 0:
            return None
        return self.p * (1 - self.p) / self.level_variance


def share(cells: SurveyCells, domain: Domain, lone_psu: LonePsu = "adjust") -> Share | None:
    """The share of a domain in one wave and question; None where nobody in it answered.

    Formula: p = sum(wy)/sum(w), V from z = w(y-p)/sum(w). docs/methods/share.md. Source: R. S.
    Woodruff, JASA 66 (1971) 411-414; R survey svymean. `cells` are the whole sample's.
    """
    counted, y = domain.counts(cells), domain.y(cells)
    weight = float(cells.w[counted].sum())
    if weight == 0:
        return None
    p = float(cells.w[counted & y].sum()) / weight
    spread = variance(cells, _residuals(counted, y, p, weight / MILLION), counted, lone_psu)
    return Share(
        p=p,
        variance=spread.endless,
        level_variance=spread.finite,
        is_full_count=spread.is_full_count,
        n=int(cells.n[counted].sum()),
        weightless=int(cells.weightless[counted].sum()),
        df=degrees(cells, counted),
        weight=weight / MILLION,
        domain=domain,
    )


def gap(cells: SurveyCells, part: Share, whole: Share, lone_psu: LonePsu = "adjust") -> Change:
    """The whole's share less the part's, in one wave, the part being in the whole.

    Formula: z = z_whole - z_part on the same sample. docs/methods/gap.md. Source: R survey
    svycontrast(svytotal(~yD+D+y+one), quote(y/one - yD/D)). df: the whole wave's. A
    part without a degree of freedom (all in one PSU) has no spread to measure: no limits.
    """
    inside, everywhere = (
        _residuals(s.domain.counts(cells), s.domain.y(cells), s.p, s.weight) for s in (part, whole)
    )
    z = everywhere - inside
    spread = variance(cells, z, np.ones(len(z), dtype=np.bool_), lone_psu)
    return difference(whole.p - part.p, spread.endless, degrees(cells) if part.df >= 1 else 0)


def _residuals(counted: Bools, y: Bools, p: float, weight: float) -> Floats:
    """The factors that turn each cell's weights into linearised residuals."""
    return np.where(counted, (y - p) / weight, 0.0)
