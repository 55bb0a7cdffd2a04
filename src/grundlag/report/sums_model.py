"""How lines add up, and how much counts vary, as `report.json` gives it."""

from typing import Literal

from pydantic.dataclasses import dataclass

Certainty = Literal["shown", "within_noise", "counted", "unknown"]


@dataclass(frozen=True, kw_only=True)
class SummaryFigure:
    """How the lines of a target, a goal or a whole paper add up, as `report.json` gives it.

    A paper has neither goal nor target; `left_out` names lines as target and indicator.
    """

    area: str
    goal: str | None
    target: str | None
    outcome: str
    certainty: Certainty | None
    judged: int
    reached: int
    left_out: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class SpreadFigure:
    """How much more than Poisson's an indicator's yearly counts vary, and whence that is known."""

    indicator: str
    phi: float
    source: Literal["measured", "declared"]
    areas: int
    first: int
    last: int
    df: int
