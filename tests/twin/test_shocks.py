import numpy as np
import pytest

from grundlag.twin.crime import means
from grundlag.twin.model import Settings
from grundlag.twin.parameters import CELLS, STREAMS
from grundlag.twin.shocks import common_variance, draw_counts

IN_TOTAL = np.array([stream.in_total for stream in STREAMS])
DRAWS = 40_000


def _dispersion(counts: np.ndarray, mean: float) -> float:
    """Variance over the true mean, around the true mean."""
    return float(((counts - mean) ** 2).mean() / mean)


@pytest.mark.parametrize("cell", [0, 1, 2, 5], ids=[CELLS[at].id for at in (0, 1, 2, 5)])
def test_a_stream_has_dispersion_3_and_the_total_5(cell: int) -> None:
    mean = means(Settings(seed=1))[cell, -1]
    rng = np.random.default_rng((5, cell))
    counts = draw_counts(rng, np.broadcast_to(mean, (DRAWS, len(mean))), IN_TOTAL)
    for at, expected in enumerate(mean):
        assert counts[:, at].mean() == pytest.approx(
            expected, abs=5 * (3 * expected / DRAWS) ** 0.5
        )
        assert _dispersion(counts[:, at], expected) == pytest.approx(3, abs=0.35)
    total = counts[:, IN_TOTAL].sum(axis=1)
    assert _dispersion(total, mean[IN_TOTAL].sum()) == pytest.approx(5, abs=0.35)


def test_a_stream_outside_the_total_is_drawn_by_itself() -> None:
    mean = means(Settings(seed=1))[2, -1]
    rng = np.random.default_rng(6)
    counts = draw_counts(rng, np.broadcast_to(mean, (DRAWS, len(mean))), IN_TOTAL)
    together = np.corrcoef(counts[:, IN_TOTAL].sum(axis=1), counts[:, ~IN_TOTAL].sum(axis=1))
    assert abs(together[0, 1]) < 0.03


def test_the_common_shock_of_two_equal_streams_by_hand() -> None:
    assert common_variance(np.array([10.0, 10.0])) == pytest.approx(2 * 20 / (400 - 200))


def test_a_stream_that_is_nearly_the_whole_total_is_refused() -> None:
    with pytest.raises(ValueError, match="too large a part"):
        draw_counts(np.random.default_rng(1), np.array([95.0, 5.0]), np.array([True, True]))
