"""What a proof reads and what it finds."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["heading", "text", "remark", "row", "mark"]


@dataclass(frozen=True, kw_only=True)
class Line:
    """A paragraph or a row of a table: where it stands, and its cells (one for a paragraph).

    A `mark` is what stands in the head of every page.
    """

    where: str
    kind: Kind
    cells: tuple[str, ...]

    @property
    def text(self) -> str:
        """All that it says."""
        return " | ".join(self.cells)


@dataclass(frozen=True, kw_only=True)
class Slip:
    """Something in an edited paper: `wrong`, or to be looked at by whose name is under it."""

    where: str
    what: str
    wrong: bool


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A line as the report has it and as it was edited; None where it is new, or gone."""

    before: Line | None
    after: Line | None
