"""The partnerships of a folder: their agreements, periods and baselines."""

from typing import Literal

from pydantic.dataclasses import dataclass

from grundlag.basis.model import (
    STRICT,
    About,
    Count,
    Day,
    Exposure,
    Id,
    Level,
    MonthText,
    Year,
)


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Partnership:
    """A declared partnership; its area carries the same id."""

    id: Id
    name: str


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Agreement:
    """What a partnership's agreement says goal 1 is about, from one report year to another."""

    partnership: str
    goal_1_about: About
    from_year: Year | None = None
    to_year: Year | None = None
    decided_by: str | None = None
    decided_on: Day | None = None
    status: Literal["expected"] | None = None


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Period:
    """Which waves and police years a partnership's period is judged on."""

    partnership: str
    name: str
    start_wave: Year
    waves: tuple[Year, ...] = ()
    police_years: tuple[Year, ...] = ()
    waves_from: Year | None = None
    police_from: Year | None = None
    pooled: Count = 1
    assumes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Baseline:
    """The level goal 2 is held against: whole years, twelve-month spans, or a printed value."""

    partnership: str
    basis: str
    indicator: str
    years: tuple[Year, ...] = ()
    months: tuple[MonthText, ...] = ()
    as_of: Day | None = None
    value: Level | None = None
    printed_for: Year | None = None
    exposure: Exposure | None = None
    source: str | None = None


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Partnerships:
    """The file partnerships.toml."""

    schema: Literal[1]
    partnership: tuple[Partnership, ...]
    agreement: tuple[Agreement, ...] = ()
    period: tuple[Period, ...] = ()
    baseline: tuple[Baseline, ...] = ()
