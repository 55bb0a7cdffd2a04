"""A question that is too large for a bank, as several that are not."""

from collections.abc import Iterator
from dataclasses import replace

from grundlag.records.statbank.model import Grid

LIMIT = 1_000_000  # cells of one answer, by the bank's own count; a streamed one has no limit


def split(grid: Grid, limit: int) -> Iterator[Grid]:
    """Grids within a limit that together are the whole, each figure in one of them."""
    if grid.format == "BULK" or grid.cells <= limit or grid.rows == 1:
        yield grid
        return
    for half in halves(grid):
        yield from split(half, limit)


def halves(grid: Grid) -> tuple[Grid, Grid]:
    """A grid of more than one figure in two, cut through its longest variable."""
    at = max(range(len(grid.chosen)), key=lambda i: len(grid.chosen[i][1]))
    variable, codes = grid.chosen[at]
    middle = len(codes) // 2
    first, second = (
        replace(grid, chosen=(*grid.chosen[:at], (variable, part), *grid.chosen[at + 1 :]))
        for part in (codes[:middle], codes[middle:])
    )
    return first, second
