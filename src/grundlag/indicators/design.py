"""The variance of a survey's sums by its design: strata, PSUs, people, and how many there are.

Every answer in a cell of the cube has the same residual factor, so a cell's sums of weights and of
squared weights are all that any variance needs.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from grundlag.basis.folder import LonePsu
from grundlag.cubes.model import SurveyCell

MILLION = 1e6
Factor = Callable[[SurveyCell], float]
Counts = Callable[[SurveyCell], bool]
Cells = Sequence[SurveyCell]


@dataclass(frozen=True, kw_only=True)
class Variance:
    """A variance twice: as of a population without end, and of one as large as was delivered.

    `endless` is for all that is compared, `finite` for the limits of a level. `is_full_count` tells
    that everybody of the domain is in the sample: `finite` is then 0 by design.
    """

    endless: float
    finite: float
    is_full_count: bool


@dataclass(frozen=True, kw_only=True)
class _Stratum:
    """The spread `between` a stratum's PSUs (None: by rule unknown) and `within` them.

    `fraction` of its PSUs are in the sample.
    """

    between: float | None
    within: float
    fraction: float
    is_full_count: bool

    @property
    def remains(self) -> float | None:
        """What the PSUs that were not drawn leave of `between`: nothing where all were."""
        if self.fraction == 1:
            return 0.0
        return None if self.between is None else (1 - self.fraction) * self.between


def variance(cells: Cells, factor: Factor, counts: Counts, lone: LonePsu) -> Variance:
    """V = sum_h (1-f_h) m/(m-1) [sum z^2 - (sum z)^2/m], and f_h times the same within each PSU.

    `factor` turns a cell's weights into residuals, `counts` tells which cells are in the domain;
    m is the whole sample's. docs/methods/share.md. Source: R survey svyrecvar.
    """
    by_stratum: dict[str, list[SurveyCell]] = defaultdict(list)
    for cell in cells:
        by_stratum[cell.stratum].append(cell)
    strata = [
        _stratum(inside, factor, counts, lone)
        for inside in by_stratum.values()
        if any(map(counts, inside))
    ]
    within = sum(stratum.fraction * stratum.within for stratum in strata)
    return Variance(
        endless=_added([stratum.between for stratum in strata]),
        finite=_added([stratum.remains for stratum in strata]) + within,
        is_full_count=all(stratum.is_full_count for stratum in strata),
    )


def _added(strata: Sequence[float | None]) -> float:
    """The sum over strata; one that is unknown counts as the mean of the others."""
    known = [part for part in strata if part is not None]
    return sum(known) * len(strata) / len(known) if known else 0.0


def _stratum(cells: Cells, factor: Factor, counts: Counts, lone: LonePsu) -> _Stratum:
    people, psus = _units(cells)
    totals = [_total(inside, factor) for inside in psus]
    total = _total(people, factor) + sum(totals)
    squares = _squares(people, factor) + sum(t * t for t in totals)
    m = _people(people) + len(psus)
    fraction = _fraction(m, (cell.stratum_size for cell in cells))
    drawn = [_fraction(_people(inside), (cell.psu_size for cell in inside)) for inside in psus]
    own = [(inside, f) for inside, f in zip(psus, drawn, strict=True) if any(map(counts, inside))]
    return _Stratum(
        between=_spread(total, squares, m, lone),
        within=sum((1 - f) * _inside(psu, factor, lone) for psu, f in own),
        fraction=fraction,
        is_full_count=fraction == 1 and all(f == 1 for _, f in own),
    )


def _units(cells: Iterable[SurveyCell]) -> tuple[list[SurveyCell], list[list[SurveyCell]]]:
    """A stratum's people who are in no PSU, and the cells of each PSU."""
    found: dict[str, list[SurveyCell]] = defaultdict(list)
    for cell in cells:
        found[cell.psu].append(cell)
    return found.pop("", []), list(found.values())


def _people(cells: Iterable[SurveyCell]) -> int:
    return sum(cell.n for cell in cells)


def _total(cells: Iterable[SurveyCell], factor: Factor) -> float:
    return sum(factor(cell) * cell.w / MILLION for cell in cells)


def _squares(cells: Iterable[SurveyCell], factor: Factor) -> float:
    return sum(factor(cell) ** 2 * cell.w2 / MILLION**2 for cell in cells)


def _inside(psu: Cells, factor: Factor, lone: LonePsu) -> float:
    """The spread of a PSU's people; a lone one has no strata to be the mean of."""
    rule = "adjust" if lone == "average" else lone
    return _spread(_total(psu, factor), _squares(psu, factor), _people(psu), rule) or 0.0


def _spread(total: float, squares: float, m: int, lone: LonePsu) -> float | None:
    """m/(m-1) [sum z^2 - (sum z)^2/m] of m units.

    A lone one has no spread: by rule its square counts, that is around the whole sample's mean of
    0 (adjust), or nothing (certainty), or it is unknown (average).
    """
    if m > 1:
        return m / (m - 1) * max(0.0, squares - total**2 / m)
    by_rule: dict[LonePsu, float | None] = {
        "adjust": squares,
        "certainty": 0.0,
        "average": None,
    }
    return by_rule[lone]


def _fraction(m: int, sizes: Iterable[int | None]) -> float:
    """How much of a population its m units are; 0 where its size was not told, or not as one."""
    told = set(sizes)
    size = told.pop() if len(told) == 1 else None
    return min(1.0, m / size) if size else 0.0


def degrees(cells: Iterable[SurveyCell]) -> int:
    """R's degf: PSUs (or people) less strata, of those cells' answers with a weight above 0."""
    people: dict[str, int] = defaultdict(int)
    clusters: dict[str, set[str]] = defaultdict(set)
    for cell in cells:
        if cell.n == cell.weightless:
            continue
        if cell.psu:
            clusters[cell.stratum].add(cell.psu)
        else:
            people[cell.stratum] += cell.n - cell.weightless
    units = sum(people.values()) + sum(len(found) for found in clusters.values())
    return units - len({*people, *clusters})


def has_lone_psu(cells: Iterable[SurveyCell]) -> bool:
    """Whether a stratum has one PSU (one person, where there are no PSUs) in the whole sample."""
    by_stratum: dict[str, list[SurveyCell]] = defaultdict(list)
    for cell in cells:
        by_stratum[cell.stratum].append(cell)
    units = (_units(inside) for inside in by_stratum.values())
    return any(_people(people) + len(psus) == 1 for people, psus in units)
