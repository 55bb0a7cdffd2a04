"""How much more than Poisson's reported crime varies: measured on all areas' years before.

A year's own level is taken out, so that what happens everywhere is real change and no spread; so
is each area's. docs/methods/dispersion.md.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from grundlag.basis import clocks
from grundlag.basis.folder import Area
from grundlag.cubes import delivered, police
from grundlag.indicators.ask import Ask
from grundlag.indicators.model import Series, Spread

FEWEST = 5.0  # reports to be expected in each area and year
FREEDOM = 10  # degrees of freedom below which a measured spread is worth less than a declared one
CLOSE, ROUNDS = 1e-13, 10_000  # when the fit stands still, and when it is given up

Cell = tuple[str, int]  # an area as it was bounded and counted, and a year
Levels = Mapping[Cell, int]


@dataclass(frozen=True, kw_only=True)
class Fit:
    """Pearson's X2 of counts against area times year, and its degrees of freedom."""

    x2: float
    df: int
    cells: frozenset[Cell]

    @property
    def phi(self) -> float:
        """Variance over mean; never below Poisson's."""
        return max(1.0, self.x2 / self.df) if self.df > 0 else 1.0


def spread(asks: Sequence[Ask], years: Iterable[int]) -> Spread:
    """The spread of one crime type: measured in the areas asked about, or else as declared.

    `asks` are one question in every area that may lend its years; `years` those before the judged.
    """
    found = pearson(counts(asks, tuple(years)))
    if found.df < FREEDOM:
        return Spread(phi=asks[0].indicator.dispersion or 1.0, source="declared")
    used = sorted({year for _, year in found.cells})
    return Spread(
        phi=found.phi,
        source="measured",
        areas=len({area.partition(" ")[0] for area, _ in found.cells}),
        first=used[0],
        last=used[-1],
        df=found.df,
    )


def counts(asks: Sequence[Ask], years: Sequence[int]) -> dict[Cell, int]:
    """The reports of a type by area and whole year; areas that overlap share no report.

    An area that is redrawn, or counted otherwise, begins a level of its own: it is never compared
    across that.
    """
    cube, crime = asks[0].cubes.crime, asks[0].crime
    spans = [asks[0].counted(clocks.year_months(asks[0].basis, year)) for year in years]
    table = police.by_atom(cube, crime, spans)
    found: dict[Cell, int] = {}
    for at, (year, (span, committed)) in enumerate(zip(years, spans, strict=True)):
        known = cube.months if committed is None else cube.months & cube.dated
        if known.issuperset(span) and not police.undated_months(crime, span):
            for ask, atoms in _pieces(asks, year):
                provider = police.providers(cube, span)
                level = _level(ask, ask.series(year, provider, delivered=False), sorted(atoms))
                columns = [cube.atoms.index(atom) for atom in atoms]
                found[level, year] = int(table[columns, at].sum())
        elif committed is None:
            found |= {(level, year): n for level, n in _delivered(asks, year, span)}
    return found


def _pieces(asks: Iterable[Ask], year: int) -> Iterator[tuple[Ask, frozenset[str]]]:
    """Each area's atoms in a year, without those that an area before it has."""
    taken: set[str] = set()
    for ask in asks:
        own = set(police.atoms_of(ask.cubes.crime.atoms, ask.area, ask.version(year))) - taken
        taken |= own
        if own:
            yield ask, frozenset(own)


def _delivered(asks: Iterable[Ask], year: int, span: range) -> Iterator[tuple[str, int]]:
    """The same from delivered counts, of areas that name no place in common."""
    taken: set[str] = set()
    for ask in asks:
        version, cubes = ask.version(year), ask.cubes
        own = set(version.places) if version else set()
        found = delivered.in_delivered(
            cubes.delivered, ask.crime, ask.area, version, span, cubes.known_codes
        )
        if found.n is not None and not own & taken:
            taken |= own
            yield _level(ask, ask.series(year, found.provider, delivered=True), ()), found.n


def _level(ask: Ask, series: Series, atoms: Iterable[str]) -> str:
    """An area as it was bounded and counted: the area's id, and all that ends a series."""
    parts = (series.area_version, series.origin, series.provider, str(series.since), *atoms)
    return " ".join((ask.area.id, *parts))


def lending(areas: Iterable[Area], partnerships: Iterable[Area]) -> tuple[Area, ...]:
    """The areas whose years a spread is measured on: the partnerships, then all others.

    The whole is left out. An area that holds a partnership lends what lies outside it.
    """
    first = tuple(partnerships)
    return (*first, *(area for area in areas if not area.whole and area not in first))


def pearson(levels: Levels) -> Fit:
    """Pearson's X2 from log mu = area + year, of areas in which FEWEST are expected every year.

    Formula: X2 = sum (n - mu)^2 / mu, df = cells - areas - years + 1 (for each part of the table
    that hangs together). Source: P. McCullagh and J. A. Nelder, Generalized Linear Models (1989),
    4.5 and 6.2; R's glm(family = quasipoisson). docs/methods/dispersion.md.
    """
    kept = dict(levels)
    while kept:
        fitted = _fit(kept)
        thin = {area for (area, _), mu in fitted.items() if mu < FEWEST}
        if not thin:
            x2 = sum((kept[cell] - mu) ** 2 / mu for cell, mu in fitted.items())
            return Fit(x2=x2, df=_freedom(kept), cells=frozenset(kept))
        kept = {cell: n for cell, n in kept.items() if cell[0] not in thin}
    return Fit(x2=0.0, df=0, cells=frozenset())


def _fit(levels: Levels) -> dict[Cell, float]:
    """The expected counts: scaled to the areas' sums and the years' in turn until both hold.

    Source: W. E. Deming and F. F. Stephan, Annals of Mathematical Statistics 11 (1940) 427-444.
    Where no cell is missing the first round is exact.
    """
    cells = sorted(levels)
    n = np.array([levels[cell] for cell in cells], dtype=np.float64)
    area = np.unique([a for a, _ in cells], return_inverse=True)[1]
    year = np.unique([y for _, y in cells], return_inverse=True)[1]
    mu = np.ones(len(cells))
    for _ in range(ROUNDS):
        before = mu
        for side in (area, year):
            held, given = np.bincount(side, n), np.bincount(side, mu)
            mu = mu * np.divide(held, given, out=np.zeros_like(held), where=given > 0)[side]
        if np.max(np.abs(mu - before) / np.maximum(before, 1.0)) < CLOSE:
            break
    return dict(zip(cells, mu.tolist(), strict=True))


def _freedom(levels: Iterable[Cell]) -> int:
    """Cells less the parameters that they can tell: areas and years, less one a connected part."""
    parts: list[set[object]] = []
    cells = tuple(levels)
    for cell in cells:
        joined: set[object] = set(cell)
        for part in [part for part in parts if part & joined]:
            joined |= part
            parts.remove(part)
        parts.append(joined)
    return len(cells) - sum(len(part) - 1 for part in parts)
