"""Weighted shares from sums: Taylor linearisation, strata and PSUs, domains on the whole design.

Every answer in a cell of the cube has the same residual factor, so a cell's sums of weights and of
squared weights are all that any variance needs; so too for the gap between a part and its whole.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from grundlag.cubes.model import SurveyCell
from grundlag.indicators.intervals import difference
from grundlag.indicators.model import Change

MILLION = 1e6


@dataclass(frozen=True, kw_only=True)
class Domain:
    """Which cells a share is about: an area's atoms, the answers that count, those that are y."""

    atoms: frozenset[str]
    out_of: frozenset[str]
    yes: frozenset[str]

    def counts(self, cell: SurveyCell) -> bool:
        """Whether a cell is in the denominator."""
        return cell.atom in self.atoms and cell.answer in self.out_of

    def y(self, cell: SurveyCell) -> int:
        """1 where a cell's answer is in the numerator."""
        return int(cell.answer in self.yes)


@dataclass(frozen=True, kw_only=True)
class Share:
    """A weighted share: estimate, variance, answers, degrees of freedom of its domain."""

    p: float
    variance: float
    n: int
    df: int
    weight: float
    domain: Domain

    @property
    def is_spread(self) -> bool:
        """Whether the answers differ at all: else their spread cannot be measured."""
        return 0 < self.p < 1


def share(cells: Sequence[SurveyCell], domain: Domain) -> Share | None:
    """The share of a domain in one wave and question; None where nobody in it answered.

    Formula: p = sum(wy)/sum(w), V from z = w(y-p)/sum(w). docs/methods/share.md. Source: R. S.
    Woodruff, JASA 66 (1971) 411-414; R survey svymean. `cells` are the whole sample's.
    """
    counted = [cell for cell in cells if domain.counts(cell)]
    weight = sum(cell.w for cell in counted)
    if weight == 0:
        return None
    p = sum(cell.w for cell in counted if domain.y(cell)) / weight
    n = sum(cell.n for cell in counted)
    found = Share(p=p, variance=0.0, n=n, df=_df(counted), weight=weight / MILLION, domain=domain)
    variance = _variance(cells, _residual(found))
    return replace(found, variance=variance)


def gap(cells: Sequence[SurveyCell], part: Share, whole: Share) -> Change:
    """The whole's share less the part's, in one wave, the part being in the whole.

    Formula: z = z_whole - z_part on the same sample. docs/methods/gap.md. Source: R survey
    svycontrast(svytotal(~yD+D+y+one), quote(y/one - yD/D)). df: the whole wave's. A
    part without a degree of freedom (all in one PSU) has no spread to measure: no limits.
    """
    inside, everywhere = _residual(part), _residual(whole)
    variance = _variance(cells, lambda cell: everywhere(cell) - inside(cell))
    return difference(whole.p - part.p, variance, _df(cells) if part.df >= 1 else 0)


def _residual(found: Share) -> Callable[[SurveyCell], float]:
    """The factor that turns a cell's weights into linearised residuals."""

    def factor(cell: SurveyCell) -> float:
        if not found.domain.counts(cell):
            return 0.0
        return (found.domain.y(cell) - found.p) / found.weight

    return factor


def _variance(cells: Iterable[SurveyCell], factor: Callable[[SurveyCell], float]) -> float:
    """V = sum over strata of m/(m-1) [sum z^2 - (sum z)^2/m]; m counts the whole sample.

    A stratum with one PSU is centred on the whole sample's mean, which is 0 (R's "adjust").
    """
    strata: dict[str, list[SurveyCell]] = defaultdict(list)
    for cell in cells:
        strata[cell.stratum].append(cell)
    return sum(_stratum(inside, factor) for inside in strata.values())


def _stratum(cells: list[SurveyCell], factor: Callable[[SurveyCell], float]) -> float:
    sums: dict[str, float] = defaultdict(float)
    squares, people = 0.0, 0
    for cell in cells:
        z = factor(cell)
        if cell.psu:
            sums[cell.psu] += z * cell.w / MILLION
        else:
            sums[""] += z * cell.w / MILLION
            squares += z * z * cell.w2 / MILLION**2
            people += cell.n
    squares += sum(total * total for psu, total in sums.items() if psu)
    m = people + sum(1 for psu in sums if psu)
    if m == 1:
        return squares
    return m / (m - 1) * max(0.0, squares - sum(sums.values()) ** 2 / m)


def _df(cells: Iterable[SurveyCell]) -> int:
    """R's degf(subset(design, domain)): PSUs (or people) less strata, of those cells that count."""
    people: dict[str, int] = defaultdict(int)
    clusters: dict[str, set[str]] = defaultdict(set)
    for cell in cells:
        if cell.psu:
            clusters[cell.stratum].add(cell.psu)
        else:
            people[cell.stratum] += cell.n
    units = sum(people.values()) + sum(len(found) for found in clusters.values())
    return units - len({*people, *clusters})
