"""Cubes: the smallest tables that answer every question anybody decides about, held in memory.

A crime cube is months x months of the offence (where they are told) x offence codes x atoms; a
survey cube waves x strata x PSUs x atoms x questions x raw answers; activities are one row each
(few, and not persons). They add when their scopes are disjoint, and no room after this sees rows.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from grundlag.basis.clocks import Month
from grundlag.errors import Problem
from grundlag.records.model import Delivery

SCHEMA = 3
NO_DAY, TOO_LATE = -1, -2  # months of an offence that has no date, or one after its report
Ints = NDArray[np.int64]
Where = Literal["in", "outside", "both", "unknown"]
Lies = Literal["in", "outside", "unknown"]  # where a list says so once


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """Reports of a month with a point: the atom it lies in, and what their place says beside it.

    `place` is an atom, UNKNOWN for names no area knows, or ZERO where the point is none.
    """

    month: Month
    atom: str
    place: str
    n: int


@dataclass(frozen=True, kw_only=True)
class CrimeCube:
    """Counts of one delivery or several: six columns of equal length, and what they point to.

    `months` are those spoken for whole, `deliveries` who speaks for each; `code`, `atom` and `part`
    are positions in `codes`, `atoms` and `parts`, the deliveries that the cells are of.
    `month` is that of the report, `occurred` that of the offence, or NO_DAY or TOO_LATE; it is told
    in the months `dated`.
    `recorded` is of the reports that have a place and a point.
    """

    month: Ints
    occurred: Ints
    code: Ints
    atom: Ints
    part: Ints
    n: Ints
    codes: tuple[str, ...]
    atoms: tuple[str, ...]
    parts: tuple[str, ...]
    months: frozenset[Month]
    deliveries: dict[Month, tuple[str, ...]]
    extracted: dict[Month, date]
    provider: dict[Month, str]
    dated: frozenset[Month] = frozenset()
    recorded: tuple[Recorded, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DeliveredCount:
    """A count as it came: a place and a code in whole months, finer in neither.

    `code` is what the code that came (`raw`) is read as; `rate` is one that was printed beside it.
    """

    place: str
    code: str
    raw: str
    first: Month
    last: Month
    n: int
    delivery: str
    provider: str
    rate: float | None = None


@dataclass(frozen=True, kw_only=True)
class PopulationCell:
    """Inhabitants of a place on a day."""

    day: date
    place: str
    n: int
    delivery: str
    provider: str


@dataclass(frozen=True, kw_only=True)
class SurveyCell:
    """Answers of one kind: how many, and the sums of their weights and squared weights.

    Weights are counted in whole millionths, squares in whole million-millionths; `weightless` of
    the `n` have weight 0. The sizes are the population's: PSUs in the stratum (people where there
    are no PSUs), people in the PSU; None where they were not delivered.
    """

    wave: int
    stratum: str
    psu: str
    atom: str
    question: str
    answer: str
    n: int
    w: int
    w2: int
    weightless: int = 0
    stratum_size: int | None = None
    psu_size: int | None = None
    delivery: str = ""


@dataclass(frozen=True, kw_only=True)
class PublishedShare:
    """A share as it was printed; `n` only where it was printed too."""

    wave: int
    place: str
    question: str
    answers: str
    share: float
    n: int | None
    printed_decimals: int | None
    delivery: str
    provider: str


@dataclass(frozen=True, kw_only=True)
class Wave:
    """Who delivered a wave's answers; all but the first delivery mend it."""

    deliveries: tuple[str, ...]
    provider: str


@dataclass(frozen=True, kw_only=True)
class Partner:
    """A partner of an activity, by one name in all lists: `both` is told in and outside the area.

    `owner` is the municipality itself.
    """

    name: str
    where: Where
    owner: bool = False


@dataclass(frozen=True, kw_only=True)
class Activity:
    """An activity of a partnership's plan, with its partners and the lines it stands on.

    `place` is the partnership's id, or what a list calls one that is not known. `told` holds every
    status it has; `status` is the first. `lines` names the delivery of each line.
    """

    place: str
    plan_year: int
    theme: str
    name: str
    status: str
    cancelled: bool
    partners: tuple[Partner, ...]
    lines: tuple[tuple[str, int], ...]
    told: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Cubes:
    """Everything counted in a working folder, as known on a date.

    `earlier` holds the same as it was on the days that baselines are counted on; `known_codes` are
    all codes that have come, as counts or records, also after those days.
    """

    crime: CrimeCube
    delivered: tuple[DeliveredCount, ...]
    population: tuple[PopulationCell, ...]
    survey: tuple[SurveyCell, ...]
    waves: dict[int, Wave]
    shares: tuple[PublishedShare, ...]
    deliveries: tuple[Delivery, ...]
    activities: tuple[Activity, ...] = ()
    earlier: dict[date, "Cubes"] = field(default_factory=dict)
    known_codes: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Missing:
    """Why a question has no answer: a word from a fixed list, and what it is about."""

    why: str
    what: str = ""


@dataclass(frozen=True, kw_only=True)
class Count:
    """How many, from which deliveries; or why that cannot be said."""

    n: int | None
    missing: Missing | None = None
    deliveries: tuple[str, ...] = ()
    provider: str = ""
    delivered: bool = False
    extracted: date | None = None


@dataclass(frozen=True, kw_only=True)
class Found:
    """Something to know of what was taken in; it `stops` where figures would be wrong."""

    stops: bool
    problem: Problem


@dataclass(frozen=True, kw_only=True, order=True)
class Told:
    """What a check says, and which: what stops before what is only told."""

    is_notice: bool
    rule: str
    problem: Problem
