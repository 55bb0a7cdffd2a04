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


Found = Literal[
    "gone", "new", "other_number", "more_number", "less_number", "other_words",
    "sure", "judging", "cause", "of_nothing", "not_the_verdict", "not_certain",
    "remark_gone", "unsigned",
]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Slip:
    """Something in an edited paper: `wrong`, or to be looked at by whose name is under it.

    `says` is what the paper says and `was` what the report does; `quote` is the line it is in.
    """

    where: str
    found: Found
    wrong: bool
    says: str = ""
    was: str = ""
    quote: str = ""


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A line as the report has it and as it was edited; None where it is new, or gone."""

    before: Line | None
    after: Line | None
