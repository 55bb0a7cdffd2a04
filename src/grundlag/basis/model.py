"""The records that declared files become: what is decided, never what is understood.

Every record is read from TOML, frozen, and knows no other room. A *basis* is one file; a working
folder holds any number of them. Years are report years unless a name says otherwise.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, Strict
from pydantic.dataclasses import dataclass

STRICT = ConfigDict(extra="forbid")
ID = "^[A-Za-z0-9][A-Za-z0-9._-]*$"
MONTH = "^[0-9]{4}-(0[1-9]|1[0-2])$"
Id = Annotated[str, Field(pattern=ID)]
MonthText = Annotated[str, Field(pattern=MONTH)]
Count = Annotated[int, Strict(), Field(ge=1)]
Year = Annotated[int, Strict(), Field(ge=1900, le=2100)]
MonthNumber = Annotated[int, Strict(), Field(ge=1, le=12)]
Percent = Annotated[int, Strict(), Field(ge=0, le=100)]
Decimals = Annotated[int, Strict(), Field(ge=0, le=6)]
Level = Annotated[float, Strict(), Field(ge=0, allow_inf_nan=False)]
Figure = Annotated[float, Strict(), Field(allow_inf_nan=False)]
Exposure = Annotated[float, Strict(), Field(gt=0, allow_inf_nan=False)]
Factor = Annotated[float, Strict(), Field(ge=0.01, le=100, allow_inf_nan=False)]
Shift = Annotated[float, Strict(), Field(ge=-1, le=1, allow_inf_nan=False)]
Error = Annotated[float, Strict(), Field(ge=0, le=1, allow_inf_nan=False)]
Spread = Annotated[float, Strict(), Field(ge=1, le=1000, allow_inf_nan=False)]
Bool = Annotated[bool, Strict()]
Day = Annotated[date, Strict()]

About = Literal["tryghed", "utryghed"]
Rule = Literal["rises_every_year", "approaches", "held_at_baseline", "at_least", "monitored"]
Kind = Literal["count", "rate", "survey_share", "activity_share"]


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Target:
    """One mål under a goal: which indicators, and the rule that judges them."""

    id: Id
    indicators: tuple[str, ...]
    rule: Rule
    text: str = ""
    better: Literal["lower", "higher"] | None = None
    level_of: str | None = None
    by: Literal["period_end"] | None = None
    every: Literal["year"] | None = None
    value: Percent | None = None
    unit: Literal["percent"] | None = None
    assumes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Goal:
    """One målsætning and the partnerships it applies to."""

    id: Id
    about: str
    applies_to: tuple[str, ...]
    text: str
    target: tuple[Target, ...]
    assumes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Exemption:
    """Where a partnership is reported otherwise than its agreement says, and until when."""

    partnership: str
    goal: str
    to_year: Year
    agreement_about: About
    report_about: About
    judge: Bool
    text: str
    assumes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Column:
    """One column of a declared table."""

    label: str
    shows: Literal["label", "target", "value", "change"]


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Row:
    """One row of a declared table: an indicator, or a total of several."""

    indicator: str | None = None
    target: str = ""
    label: str = ""
    total_of: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Table:
    """A declared table: what stands in it is data, how it looks is not."""

    number: Count
    title: str
    applies_to: tuple[str, ...]
    data: Literal["full_year"]
    years: tuple[Literal["baseline", "period", "latest", "year_before"], ...]
    change_from: Literal["baseline", "year_before"]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    percent_from: Count = 10
    assumes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Indicator:
    """What is measured. `dispersion` is the declared variance over the mean of yearly counts."""

    id: Id
    kind: Kind
    label: str
    replaces: str | None = None
    crime: str | None = None
    per: Count | None = None
    population_on: Literal["before", "after"] | None = None
    decimals: Decimals | None = None
    counted_by: Literal["reported", "occurred"] = "reported"
    dispersion: Spread | None = None
    question: str | None = None
    answers: str | None = None
    min_partners: Count | None = None
    denominator: Literal["all", "carried_out"] | None = None
    counts_owner: Bool | None = None


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Alternative:
    """Another way to read a question: `says` it, and one key that is what would be different.

    `chance`: a fall or a rise counts only where it is larger than chance explains.
    """

    says: str
    population_on: Literal["before", "after"] | None = None
    denominator: Literal["all", "carried_out"] | None = None
    counts_owner: Bool | None = None
    leaves_out: tuple[str, ...] = ()
    chance: Bool | None = None


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Assumption:
    """A question the source leaves open, how it is read here, and how else it could be."""

    id: Id
    open: str
    note: str
    other: tuple[Alternative, ...] = ()


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Correction:
    """A slip of the source: what it says, and what is printed."""

    source: str
    prints: str


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Basis:
    """One reporting basis (afrapporteringsgrundlag), whole."""

    schema: Literal[1]
    id: Id
    name: str
    source: str
    goal: tuple[Goal, ...]
    indicator: tuple[Indicator, ...]
    replaces: str | None = None
    from_year: Year | None = None
    year_starts_in: MonthNumber = 1
    adopted_name: str = ""
    goals_heading: str = ""
    tables_heading: str = ""
    exception: tuple[Exemption, ...] = ()
    table: tuple[Table, ...] = ()
    assumption: tuple[Assumption, ...] = ()
    correction: tuple[Correction, ...] = ()

    def called(self, decided: bool) -> str:
        """What it is called: a proposal that was decided can have a name without that word."""
        return (self.adopted_name or self.name) if decided else self.name

    def corrected(self, text: str) -> str:
        """A text of the source as it is printed, its slips mended."""
        for slip in self.correction:
            text = text.replace(slip.source, slip.prints)
        return text

    def label(self, name: str) -> str:
        """What an indicator is called in print."""
        return self.corrected(next(i.label for i in self.indicator if i.id == name))
