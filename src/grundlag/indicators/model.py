"""Estimates: a value with its limits, what it is made of, and the series it belongs to."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from grundlag.basis.folder import Bridge
from grundlag.basis.model import Basis
from grundlag.cubes.model import Missing
from grundlag.records.model import Delivery


@dataclass(frozen=True, kw_only=True)
class Series:
    """What two figures must share to be compared; `since` is the year after the last break.

    `counted_by` is the date that decides a report's year, with its age where that is the offence's.
    """

    indicator: str
    basis: str
    area: str
    area_version: str
    list_version: str
    question_version: str
    provider: str
    origin: Literal["records", "delivered"]
    since: int
    counted_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Spread:
    """How much more than Poisson's yearly counts vary: variance over mean, and whence it is known.

    Measured in so many areas, from a first to a last year, with `df` degrees of freedom; or
    declared, where there are too few of them.
    """

    phi: float
    source: Literal["measured", "declared"]
    areas: int = 0
    first: int = 0
    last: int = 0
    df: int = 0


@dataclass(frozen=True, kw_only=True)
class Interval:
    """95 % limits."""

    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Made:
    """What an estimate is made of: a count on an exposure, or a share with its variance.

    `exposure` is years for a count and inhabitants for a rate; `places` the printed decimals of a
    share that was only published (0.63 has two). `variance` is for comparisons; the design effect
    `deff` and `effective_n`, the independent answers that a share is worth, are of its own limits;
    `weight` is the sum of weights of its answers. `error` is the standard error of the logarithm
    of a bridge's factor, of a figure that was carried over it.
    """

    count: float | None = None
    exposure: float | None = None
    dispersion: float | None = None
    variance: float | None = None
    df: float | None = None
    places: int | None = None
    deff: float | None = None
    effective_n: float | None = None
    unplaced: float | None = None
    error: float | None = None
    weight: float | None = None


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """A figure for an area and a year. A share is 0 to 1; a rate is per 1000 (or as declared).

    `missing` says why there is no value, `no_limits` why there are no limits; `until` is the last
    year of a figure of several, `bridges` what a figure of an earlier series was carried over.
    """

    series: Series
    year: int
    unit: Literal["count", "per_1000", "share"]
    method: str
    value: float | None = None
    limits: Interval | None = None
    n: int | None = None
    missing: Missing | None = None
    no_limits: str | None = None
    made: Made = field(default_factory=Made)
    deliveries: tuple[str, ...] = ()
    extracted: date | None = None
    source: str | None = None
    until: int | None = None
    bridges: tuple[Bridge, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Listed:
    """An activity behind a share: its lines, what it is called, the partners of it that count.

    `lines` names the delivery of each line. `passes` tells whether they are enough; None where the
    activity itself does not count.
    """

    lines: tuple[tuple[str, int], ...]
    what: str
    partners: tuple[str, ...]
    passes: bool | None


@dataclass(frozen=True, kw_only=True)
class Change:
    """How one figure differs from another: a ratio or a difference, with its limits.

    `p_rise` is the one-sided p that goes with the lower limit, `p_fall` with the upper; the limits
    and the p agree by construction. `bridges` are those that the earlier figure was carried over.
    """

    kind: Literal["ratio", "difference"]
    value: float | None
    limits: Interval | None
    p_rise: float | None = None
    p_fall: float | None = None
    variance: float | None = None
    df: float | None = None
    bridges: tuple[Bridge, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Bridges:
    """The declared bridges, and what they lead between: the series of each year.

    `series` has the years of an indicator in an area; a year without a figure has no provider.
    """

    declared: tuple[Bridge, ...] = ()
    series: dict[tuple[str, str], dict[int, Series]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Beside:
    """A count as a rate, at its baseline and now; `moved` is what the inhabitants did: 0.29."""

    then: Estimate
    now: Estimate
    moved: float


Happened = Literal["new", "grew", "corrected", "gone"]


@dataclass(frozen=True, kw_only=True)
class Revision:
    """A figure that became another with what arrived since; `what` says how.

    Reports of an indicator's type, its share of a survey, or, without an indicator, inhabitants on
    a day. `grew`: reports came and none were taken away.
    """

    indicator: str | None
    unit: Literal["count", "share"]
    area: str
    year: int
    then: float | None
    now: float | None
    what: Happened
    day: date | None = None

    @property
    def is_of_reports(self) -> bool:
        """Whether it is a number of reports."""
        return self.indicator is not None and self.unit == "count"


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """A day on which deliveries came or were `withdrawn`, and all that this changed."""

    day: date
    deliveries: tuple[Delivery, ...]
    revisions: tuple[Revision, ...]
    withdrawn: tuple[Delivery, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SinceLast:
    """The figures of earlier years that are others than by `day`: what the last report knew."""

    day: date
    revisions: tuple[Revision, ...]


@dataclass(frozen=True, kw_only=True)
class Measures:
    """All that was measured for one basis and report year, keyed by indicator, area and year.

    `beside` holds counts as rates, at the baseline and now, where the inhabitants have moved;
    `revised` the counted baselines by what has arrived since; `spreads` what limits of each
    indicator of crime lean on; `replays` every year on every version of an area that has several,
    keyed by the version, too. `age` is how many months after its end each year is known that is
    counted by when its offences occurred; None where none is.
    """

    basis: Basis
    year: int
    comparator: str
    estimates: dict[tuple[str, str, int], Estimate]
    baselines: dict[tuple[str, str], Estimate]
    gaps: dict[tuple[str, str, int], Change]
    beside: dict[tuple[str, str], Beside] = field(default_factory=dict)
    revised: dict[tuple[str, str], Estimate] = field(default_factory=dict)
    spreads: dict[str, Spread] = field(default_factory=dict)
    bridges: Bridges = field(default_factory=Bridges)
    replays: dict[tuple[str, str, str, int], Estimate] = field(default_factory=dict)
    age: int | None = None
