"""Many draws: as far from the mean as asked for, independent, and the same model as the files.

The bounds are four or five standard errors of what is measured, by hand, so that a seed that is
changed does not break them.
"""

from dataclasses import replace

import numpy as np
import pytest

from grundlag.twin.crime import count_reports, means
from grundlag.twin.draw import counts
from grundlag.twin.model import Drop, Settings
from grundlag.twin.parameters import CELLS, STREAMS, TYPES, YEARS
from grundlag.twin.shocks import draw_spread

pytestmark = pytest.mark.slow  # many draws

CITY = Settings(seed=11, flat=True)
DRAWS = 4_000
SINGLE = [at for at, kind in enumerate(TYPES) if len(kind.streams) == 1]
TOTAL = [kind.id for kind in TYPES].index("straffelovskriminalitet")


def _expected(settings: Settings) -> np.ndarray:
    """True means by cell, year and type, each type's streams added one by one."""
    at = {stream.id: number for number, stream in enumerate(STREAMS)}
    mean = means(settings)
    table = np.zeros((len(CELLS), len(YEARS), len(TYPES)))
    for number, kind in enumerate(TYPES):
        for stream in kind.streams:
            table[:, :, number] += mean[:, :, at[stream]]
    return table


@pytest.mark.parametrize("phi", [1.0, 2.0, 5.0])
def test_counts_and_totals_have_the_phi_asked_for(phi: float) -> None:
    """Pearson's X² around the true means, over how many they are, pooled over cells and years."""
    settings = replace(CITY, phi=phi)
    drawn, mean = counts(settings, DRAWS), _expected(settings)
    assert drawn.shape == (DRAWS, *mean.shape)
    gap = (drawn.mean(axis=0) - mean) / np.sqrt(phi * mean / DRAWS)
    assert abs(gap).max() < 5
    for kind in (*SINGLE, TOTAL):
        squares = (drawn[..., kind] - mean[..., kind]) ** 2 / mean[..., kind]
        assert squares.mean() == pytest.approx(phi, rel=0.03)


def test_a_small_mean_has_the_phi_too() -> None:
    """The shape of the gamma is 0.05 here: most counts are 0."""
    drawn = draw_spread(np.random.default_rng(3), np.full(400_000, 0.2), 5.0)
    assert drawn.mean() == pytest.approx(0.2, abs=5 * (0.2 * 5 / 400_000) ** 0.5)
    assert drawn.var() / 0.2 == pytest.approx(5, rel=0.1)


def test_cells_years_and_streams_are_independent() -> None:
    drawn = counts(replace(CITY, phi=5.0), DRAWS)[..., SINGLE].astype(float)
    pairs = (
        (drawn[:, 0, 0, 0], drawn[:, 1, 0, 0]),  # another cell
        (drawn[:, 0, 0, 0], drawn[:, 0, 1, 0]),  # another year
        (drawn[:, 0, 0, 0], drawn[:, 0, 0, 1]),  # another type
        (drawn[:-1, 0, 0, 0], drawn[1:, 0, 0, 0]),  # another draw
    )
    for one, other in pairs:
        assert abs(np.corrcoef(one, other)[0, 1]) < 5 / DRAWS**0.5


def _residual_phi(table: np.ndarray, years: bool) -> float:
    """Pearson's X² over df in a table of areas and years, with or without an effect of the year."""
    areas, by_year = table.sum(axis=1, keepdims=True), table.sum(axis=0, keepdims=True)
    rows, columns = table.shape
    if years:
        fitted, df = areas * by_year / table.sum(), (rows - 1) * (columns - 1)
    else:
        fitted, df = np.broadcast_to(areas / columns, table.shape), rows * (columns - 1)
    return float(((table - fitted) ** 2 / fitted).sum() / df)


@pytest.mark.parametrize("phi", [1.0, 2.0, 5.0])
def test_shocks_of_the_years_are_absorbed_by_area_and_year(phi: float) -> None:
    """log mu = area + year has margins as its fit: phi is left. Without the year, far more is."""
    settings = replace(CITY, phi=phi, yearly=0.2)
    drawn = counts(settings, 400)[..., SINGLE[1]].astype(float)  # tyveri
    with_year = np.mean([_residual_phi(table, years=True) for table in drawn])
    without = np.mean([_residual_phi(table, years=False) for table in drawn])
    assert with_year == pytest.approx(phi, rel=0.06)
    assert without > 5 * phi


def test_the_shocks_are_common_to_all_cells_and_new_in_each_draw() -> None:
    settings = replace(CITY, phi=1.0, yearly=0.2)
    log = np.log(counts(settings, 600)[:, 5:, :, SINGLE[1]])  # tyveri in the large cells
    log -= np.log(_expected(settings)[5:, :, SINGLE[1]])
    one, other = log[:, 0, 0], log[:, 3, 0]
    assert np.corrcoef(one, other)[0, 1] > 0.9
    assert abs(np.corrcoef(log[:, 0, 0], log[:, 0, 1])[0, 1]) < 5 / 600**0.5
    assert one.std() == pytest.approx(0.2, rel=0.15)


def test_the_city_s_own_spread_is_3_for_a_type_and_5_for_a_total() -> None:
    drawn, mean = counts(CITY, 1_500), _expected(CITY)
    for kind, phi in ((SINGLE[0], 3), (TOTAL, 5)):
        squares = (drawn[..., kind] - mean[..., kind]) ** 2 / mean[..., kind]
        assert squares.mean() == pytest.approx(phi, rel=0.05)


def test_the_same_seed_gives_the_same_draws_and_another_others() -> None:
    one = counts(replace(CITY, phi=2.0), 3)
    assert (one == counts(replace(CITY, phi=2.0), 3)).all()
    assert (one != counts(replace(CITY, phi=2.0, seed=12), 3)).any()


@pytest.mark.parametrize("phi", [None, 2.0])
def test_the_draws_are_of_the_model_of_the_files(phi: float | None) -> None:
    """Placed reports of 150 cities as they are written to files, beside as many draws."""
    planted = Drop(cell="amager", kind="tyveri", from_year=2025, factor=0.5)
    settings = Settings(seed=5, phi=phi, drops=(planted,))
    files = np.array(
        [
            count_reports(np.random.default_rng((9, n)), settings)[3:5].sum(axis=0)
            for n in range(150)
        ]
    )
    amager = [cell.id for cell in CELLS].index("amager")
    drawn = counts(settings, 150)[:, amager]
    tyveri = [stream.id for stream in STREAMS].index("tyveri")
    for year in (-2, -1):
        one, other = files[:, year, tyveri], drawn[:, year, SINGLE[1]]
        error = np.sqrt((one.var() + other.var()) / 150)
        assert abs(one.mean() - other.mean()) < 5 * error
        assert 0.55 < one.var() / other.var() < 1.8  # F(149, 149) at 1 in 3,000
        assert one.var() / one.mean() == pytest.approx(phi or 3, rel=0.5)


AREAS = {
    "amager/2017": [3],
    "amager/2021": [3, 4],
    "tingbjerg": [1],
    "koebenhavn": list(range(16)),
    "uden stedfæstelse": [15],
}


@pytest.mark.parametrize("area", AREAS)
def test_every_area_has_the_phi_also_one_that_is_part_of_a_cell(area: str) -> None:
    settings = replace(CITY, phi=5.0)
    drawn = np.array(
        [
            count_reports(np.random.default_rng((2, n)), settings)[AREAS[area], :, :8]
            for n in range(500)
        ]
    ).sum(axis=1)
    spread = drawn.var(axis=0, ddof=1) / drawn.mean(axis=0)
    assert spread.mean() == pytest.approx(5, rel=0.06)
