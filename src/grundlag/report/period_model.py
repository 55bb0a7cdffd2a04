"""A verdict over a period as `report.json` gives it."""

from typing import Literal

from pydantic.dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class PeriodJudgement:
    """One line over its period as `report.json` gives it, apart from the year's verdict.

    `years` count (`left_out` do not), `closing` is the report year that decides, and `reason_year`
    the one a reason is about. `value` is of the years summed, or of the latest `pooled` waves.
    """

    area: str
    goal: str
    target: str
    indicator: str
    year: int
    rule: str
    period: str | None
    provisional: bool
    closing: int | None
    pooled: int
    years: tuple[int, ...]
    left_out: tuple[int, ...]
    outcome: str
    certainty: Literal["shown", "within_noise", "counted", "unknown"] | None
    reason: str | None
    reason_year: int | None
    value: float | None
    count: float | None
    exposure: float | None
    against: float | None
    change: float | None
    change_low: float | None
    change_high: float | None
    no_change: str | None
    did_not_rise: tuple[int, ...]
    slope: float | None
    slope_low: float | None
    slope_high: float | None
    slope_years: tuple[int, ...]
    lowest: float | None
    lowest_year: int | None
    decides: dict[str, float | int]
    notes: tuple[str, ...] = ()
