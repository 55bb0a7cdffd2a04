"""A figure that is another than the last report knew, as `report.json` gives it."""

from typing import Literal

from pydantic.dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class RevisedFigure:
    """A figure of an earlier year, as the last report knew it and now.

    Reports of an indicator's type, its share, or, without an indicator, inhabitants on 1 January.
    `grew`: reports came, and none were taken away.
    """

    indicator: str | None
    unit: Literal["count", "share"]
    area: str
    year: int
    then: float | None
    now: float | None
    what: Literal["new", "grew", "corrected", "gone"]
