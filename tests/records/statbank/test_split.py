"""Parts of a question are within the limit, apart, and together the whole."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from grundlag.records.statbank.model import Grid, Variable
from grundlag.records.statbank.split import LIMIT, split

SIZES = st.lists(st.integers(1, 9), min_size=1, max_size=4)


def grid(sizes: list[int], format: str = "CSV") -> Grid:
    chosen = tuple(
        (
            Variable(id=f"V{i}", text="", time=False, left_out=False, values=()),
            tuple(f"{i}-{n}" for n in range(size)),
        )
        for i, size in enumerate(sizes)
    )
    return Grid(table="T", format=format, chosen=chosen)


def cells(one: Grid) -> list[tuple[str, ...]]:
    return list(product(*(codes for _, codes in one.chosen)))


@settings(deadline=None)
@given(SIZES, st.integers(1, 200))
def test_parts_are_the_whole_once(sizes, limit):
    whole = grid(sizes)
    parts = list(split(whole, limit))
    assert sorted(cell for part in parts for cell in cells(part)) == sorted(cells(whole))
    assert all(part.cells <= limit or part.rows == 1 for part in parts)


def test_cells_are_rows_times_columns_the_figures_too():
    """A cube that others were refused: 85,210,650 cells of FOLK1A."""
    assert grid([105, 3, 127, 5, 71]).cells == 85_210_650
    assert LIMIT == 1_000_000
    assert len(list(split(grid([100, 50, 40, 1, 1]), LIMIT))) == 2


def test_a_stream_is_not_split():
    assert len(list(split(grid([1000, 1000], "BULK"), LIMIT))) == 1
