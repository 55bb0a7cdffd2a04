"""Two cubes of one delivery held against each other, cell by cell; and what a cube adds up to."""

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

SUMS = ("n", "w", "w2", "weightless")  # of a cell; its other columns say which it is
SHOWN = 5  # cells named; the rest are counted


@dataclass(frozen=True, kw_only=True)
class Totals:
    """What cubes add up to: weights in millionths, `places` the atoms in which anything lies."""

    cubes: int = 0
    cells: int = 0
    rows: int = 0
    weight: int = 0
    places: frozenset[str] = frozenset()

    def __add__(self, other: "Totals") -> "Totals":
        return Totals(
            cubes=self.cubes + other.cubes,
            cells=self.cells + other.cells,
            rows=self.rows + other.rows,
            weight=self.weight + other.weight,
            places=self.places | other.places,
        )


def totals(cube: pa.Table) -> Totals:
    """The totals of one cube."""
    weight = pc.sum(cube["w"]).as_py() if "w" in cube.column_names else 0
    return Totals(
        cubes=1,
        cells=len(cube),
        rows=int(pc.sum(cube["n"]).as_py() or 0),
        weight=int(weight or 0),
        places=frozenset(pc.unique(cube["atom"]).to_pylist()),
    )


def unlike(one: pa.Table, other: pa.Table) -> Iterator[str]:
    """The cells in which two cubes differ: which, and what each says."""
    if one.schema.remove_metadata() != other.schema.remove_metadata():
        yield "its columns are others"
        return
    cells = _cells(one), _cells(other)
    keys = [key for key in {**cells[0], **cells[1]} if cells[0].get(key) != cells[1].get(key)]
    for key in keys[:SHOWN]:
        was, now = (_said(each.get(key)) for each in cells)
        yield f"{' · '.join('-' if part is None else str(part) for part in key)}: {was}, and {now}"
    if len(keys) > SHOWN:
        yield f"... and {len(keys) - SHOWN} cells more"
    elif not keys and one != other:
        yield "its cells are in another order"


def _said(sums: tuple[object, ...] | None) -> str:
    return "no such cell" if sums is None else " ".join(map(str, sums))


def _cells(cube: pa.Table) -> dict[tuple[object, ...], tuple[object, ...]]:
    names = [name for name in cube.column_names if name not in SUMS]
    sums = [name for name in cube.column_names if name in SUMS]
    return {
        tuple(row[name] for name in names): tuple(row[name] for name in sums)
        for row in cube.to_pylist()
    }
