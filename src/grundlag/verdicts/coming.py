"""The lines of a coming report year: each with the latest figure, the level it is held against."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from grundlag.basis import clocks
from grundlag.basis.load import Definitions
from grundlag.basis.model import Goal, Indicator, Rule, Target
from grundlag.indicators import power
from grundlag.indicators.bridges import carried, path
from grundlag.indicators.model import Change, Estimate, Made, Measures, Series
from grundlag.verdicts.baselines import before_baseline, in_baseline
from grundlag.verdicts.model import Unknown


@dataclass(frozen=True, kw_only=True)
class Size:
    """The true change that is asked about: of counts as a ratio less one, of shares as points."""

    counts: float = 0.25
    shares: float = 0.05


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """What one line of a coming year can show; `reason` or `unknown` where that cannot be said.

    `rise` and `fall` are the smallest true changes that are shown 8 times in 10, as a ratio less
    one or a difference of shares. Where nothing changes, `false_alarm` is the chance that the bad
    outcome is shown, `within` that neither is, `fails` that the outcome alone is the bad one.
    `overlooked` is the chance that a change of the size asked about is not shown. `held_against`
    is the baseline, or the latest figure, and `outcome` what a full count of it came to. `decides`
    holds what would decide it.
    """

    area: str
    goal: str
    target: str
    indicator: str
    rule: Rule
    kind: Literal["ratio", "difference", "counted"]
    reason: str | None = None
    unknown: Unknown | None = None
    held_against: Estimate | None = None
    outcome: Literal["reached", "missed"] | None = None
    rise: float | None = None
    fall: float | None = None
    false_alarm: float | None = None
    within: float | None = None
    fails: float | None = None
    overlooked: float | None = None
    decides: dict[str, float | int] = field(default_factory=dict)

    @property
    def has_noise(self) -> bool:
        """Whether the line will be judged and chance can make it: it counts as a test."""
        return self.false_alarm is not None and "closing" not in self.decides


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a coming year, and all that its outlook is made from."""

    defs: Definitions
    measures: Measures
    year: int
    size: Size
    goal: Goal
    target: Target
    indicator: Indicator
    area: str

    @property
    def figure_year(self) -> int:
        """The year that the coming figure is about."""
        return clocks.figure_year(self.indicator, self.year)

    def latest(self, area: str | None = None) -> Estimate | None:
        """The latest figure before the coming one."""
        place = area or self.area
        found = [
            e
            for (name, where, year), e in self.measures.estimates.items()
            if (name, where) == (self.indicator.id, place)
            and year < self.figure_year
            and e.value is not None
        ]
        return max(found, key=lambda e: e.year, default=None)

    def coming_series(self, then: Series) -> Series:
        """The series of the coming figure, as far as a figure of a year before it tells."""
        year = self.figure_year
        area = next(a for a in self.defs.areas.area if a.id == self.area)
        version = clocks.area_version(area, year)
        broken = clocks.broken_since(self.defs, self.indicator.id, self.area, year)
        return replace(then, area_version=version.id if version else "", since=broken)

    def begins_anew(self, then: Estimate) -> bool:
        """Whether an area version or a declared break lies between a figure and the coming one."""
        return self.coming_series(then.series) != then.series

    def carried(self, base: Estimate) -> Estimate | None:
        """A baseline in the coming figure's series; None where no bridge joins what differs.

        A printed one stands in no series but that of its own border and break.
        """
        if base.source is not None:
            return None if self.begins_anew(base) else base
        latest = self.latest() or base
        coming = replace(latest, year=self.figure_year, series=self.coming_series(latest.series))
        over = path(coming, base, self.measures.bridges)
        return None if over is None else carried(base, coming.series, over)


def lines_of(
    defs: Definitions, measures: Measures, year: int, size: Size, area: str
) -> Iterator[Line]:
    """A partnership's lines, but for those that are only monitored."""
    by_id = {indicator.id: indicator for indicator in measures.basis.indicator}
    for goal in measures.basis.goal:
        for target in goal.target:
            for name in target.indicators if target.rule != "monitored" else ():
                yield Line(
                    defs=defs,
                    measures=measures,
                    year=year,
                    size=size,
                    goal=goal,
                    target=target,
                    indicator=by_id[name],
                    area=area,
                )


def no_level(line: Line, base: Estimate | None) -> str | None:
    """Why nothing can be held against a baseline in the coming year; None where it can."""
    asked = (line.defs, line.measures, line.indicator.id, line.area, line.figure_year)
    if in_baseline(*asked):
        return "in_baseline"
    if before_baseline(*asked):
        return "before_baseline"
    if base is None or base.value is None:
        return base.missing.why if base and base.missing else "no_baseline"
    return "break" if line.carried(base) is None else None


def level_of(line: Line, base: Estimate, latest: Estimate | None) -> power.Level | None:
    """A baseline as a level: the latest exposure and dispersion are those of the coming year.

    It stands in the coming year's series, where it must, over declared bridges.
    """
    made = latest.made if latest else Made()
    exposure = 1.0 if line.indicator.kind == "count" else made.exposure
    if not exposure:
        return None
    dispersion = made.dispersion or base.made.dispersion or 1.0
    x0, e0 = base.made.count, base.made.exposure
    if x0 is None or not e0:
        x0, e0 = (base.value or 0.0) / (line.indicator.per or 1), None
    return power.Level(
        x0=x0,
        e0=e0 or 1.0,
        e1=exposure,
        dispersion=dispersion,
        constant=e0 is None,
        error=base.made.error or 0.0,
    )


def is_spread(made: Made | Change) -> bool:
    """Whether the spread of a share, or of a gap, could be measured."""
    return bool(made.variance) and (made.df is None or made.df >= 1)


def between_waves(made: Made | Change) -> tuple[float, float]:
    """Variance and degrees of freedom of a difference of two waves that are each as `made`."""
    return 2 * (made.variance or 0.0), math.inf if made.df is None else 2 * made.df
