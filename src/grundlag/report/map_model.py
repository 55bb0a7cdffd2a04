"""An area as a map in a paper draws it."""

from typing import Annotated

from pydantic import StringConstraints
from pydantic.dataclasses import dataclass

GRAIN = 1000  # parts of a map's width: its corners and its height are counted in them

# Corners as "x,y x,y x,y": as numbers they would be half of report.json, one a line.
Ring = Annotated[str, StringConstraints(pattern=r"^-?\d+,-?\d+(\x20-?\d+,-?\d+){2,}$")]


@dataclass(frozen=True, kw_only=True)
class Shape:
    """An area on a map, filled or one of those around; without a name where it has none there.

    `rings` are its borders, a hole as a ring inside another, in thousandths of the map's width
    from its upper left.
    """

    area: str
    name: str
    filled: bool
    rings: tuple[Ring, ...]
