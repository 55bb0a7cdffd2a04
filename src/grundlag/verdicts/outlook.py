"""What the lines of a coming report year can show at all, by what is known before it."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from grundlag.basis import clocks
from grundlag.basis.folder import Area
from grundlag.basis.load import Definitions
from grundlag.basis.model import Goal, Indicator, Rule, Target
from grundlag.indicators import power, power_shares
from grundlag.indicators.ask import since
from grundlag.indicators.intervals import TAIL
from grundlag.indicators.model import Change, Estimate, Made, Measures
from grundlag.verdicts.certainty import why_unknown
from grundlag.verdicts.judge import before_baseline, in_baseline, why_not
from grundlag.verdicts.model import Unknown
from grundlag.verdicts.rules import to_change


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

    def begins_anew(self, then: Estimate) -> bool:
        """Whether an area version or a declared break lies between a figure and the coming one."""
        year, area = self.figure_year, self._area
        version = clocks.area_version(area, year)
        broken = since(self.defs, self.indicator.id, self.area, year)
        return (then.series.area_version, then.series.since) != (
            version.id if version else "",
            broken,
        )

    @property
    def _area(self) -> Area:
        return next(a for a in self.defs.areas.area if a.id == self.area)


def outlook(
    defs: Definitions,
    measures: Measures,
    year: int,
    size: Size | None = None,
    only: str | None = None,
) -> tuple[Outlook, ...]:
    """Every judged line of a coming report year, by figures of the years before it alone.

    Of each partnership, or of `only` one.
    """
    return tuple(
        _outlook(line)
        for partnership in defs.partnerships.partnership
        if only in (None, partnership.id)
        for line in _lines(defs, measures, year, size or Size(), partnership.id)
    )


def _lines(
    defs: Definitions, measures: Measures, year: int, size: Size, area: str
) -> Iterator[Line]:
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


def _outlook(line: Line) -> Outlook:
    empty = Outlook(
        area=line.area,
        goal=line.goal.id,
        target=line.target.id,
        indicator=line.indicator.id,
        rule=line.target.rule,
        kind=KIND[line.target.rule],
    )
    reason = why_not(line.defs, line.measures.basis, line.goal, line.area, line.year)
    return replace(empty, reason=reason) if reason else FORESEEN[line.target.rule](line, empty)


def _held(line: Line, empty: Outlook) -> Outlook:
    """held_at_baseline: exact sums over the coming count."""
    base, latest = line.measures.baselines.get((line.indicator.id, line.area)), line.latest()
    if reason := _no_level(line, base):
        return replace(empty, reason=reason)
    level = _level(line, base, latest) if base else None
    if base is None or level is None:
        return replace(empty, reason="no_data")
    if level.constant and level.x0 == 0:
        return replace(empty, unknown="zero_baseline", held_against=base)
    lower = line.target.better != "higher"
    bad, size = ("rise", line.size.counts) if lower else ("fall", -line.size.counts)
    if level.expected == 0:
        return replace(empty, held_against=base, decides=_counts(level, lower))
    chances, ratio = power.drawn(level), max(0.0, 1 + size)
    rise, fall = power.smallest(level, "rise"), power.smallest(level, "fall")
    return replace(
        empty,
        held_against=base,
        rise=None if rise is None else rise - 1,
        fall=None if fall is None else fall - 1,
        false_alarm=getattr(chances, bad),
        within=chances.neither,
        fails=chances.above if lower else chances.below,
        overlooked=1 - getattr(power.given(level, ratio), bad),
        decides=_counts(level, lower) | _years(level, ratio),
    )


def _no_level(line: Line, base: Estimate | None) -> str | None:
    """Why nothing can be held against a baseline in the coming year; None where it can."""
    asked = (line.defs, line.measures, line.indicator.id, line.area, line.figure_year)
    if in_baseline(*asked):
        return "in_baseline"
    if before_baseline(*asked):
        return "before_baseline"
    if base is None or base.value is None:
        return base.missing.why if base and base.missing else "no_baseline"
    return "break" if line.begins_anew(base) else None


def _level(line: Line, base: Estimate, latest: Estimate | None) -> power.Level | None:
    """A baseline as a level: the latest exposure and dispersion are those of the coming year."""
    made = latest.made if latest else Made()
    exposure = 1.0 if line.indicator.kind == "count" else made.exposure
    if not exposure:
        return None
    dispersion = made.dispersion or base.made.dispersion or 1.0
    x0, e0 = base.made.count, base.made.exposure
    if x0 is None or not e0:
        x0, e0 = (base.value or 0.0) / (line.indicator.per or 1), None
    return power.Level(x0=x0, e0=e0 or 1.0, e1=exposure, dispersion=dispersion, constant=e0 is None)


def _counts(level: power.Level, lower: bool) -> dict[str, float | int]:
    """The counts that decide; told, as in a verdict, where fewer is better."""
    found = power.borders(level)
    if not lower:
        return {}
    shown = {} if found.fall_up_to is None else {"shown_held_up_to": found.fall_up_to}
    return {
        "held_up_to": found.held_up_to,
        **shown,
        "shown_missed_from": found.rise_from,
        "exposure": level.e1,
    }


def _years(level: power.Level, ratio: float) -> dict[str, float | int]:
    years = power.years_needed(level, ratio)
    return {} if years is None else {"years": years}


def _rises(line: Line, empty: Outlook) -> Outlook:
    """rises_every_year: two waves, each as uncertain as the latest."""
    now = line.latest()
    if now is None:
        return replace(empty, reason="no_wave_before")
    if line.begins_anew(now):
        return replace(empty, reason="break")
    made = now.made
    if not _is_spread(made):
        unknown = why_unknown("unknown", now)
        return replace(empty, unknown=unknown, held_against=now)
    found = replace(empty, held_against=now, false_alarm=TAIL, within=1 - 2 * TAIL, fails=0.5)
    return _difference(line, found, made, now.n)


def _approaches(line: Line, empty: Outlook) -> Outlook:
    """approaches: the gap of two waves, each as uncertain as the latest."""
    now, city = line.latest(), line.latest(line.target.level_of or line.measures.comparator)
    period = clocks.wave_period(line.defs, line.area, line.year)
    if now is None:
        return replace(empty, reason="no_wave")
    if period is None:
        return replace(empty, reason="no_period")
    if line.begins_anew(now):
        return replace(empty, reason="break")
    gap = line.measures.gaps.get((line.indicator.id, line.area, now.year))
    if gap is None or gap.value is None:
        return replace(empty, reason="no_comparator")
    if not _is_spread(gap):
        return replace(empty, unknown=why_unknown("unknown", now, city), held_against=now)
    chances = power_shares.nearer(gap.value, gap.variance or 0.0)
    found = replace(
        empty,
        held_against=now,
        false_alarm=chances.missed,
        within=chances.neither,
        fails=chances.opens,
        decides=_closing(period.waves, line.year),
    )
    return _difference(line, found, gap, now.n)


def _closing(waves: tuple[int, ...], year: int) -> dict[str, float | int]:
    """The year that decides, where it is a later one; 0 where none is declared."""
    closing = max(waves, default=0)
    return {} if closing == year else {"closing": closing}


def _is_spread(made: Made | Change) -> bool:
    return bool(made.variance) and (made.df is None or made.df >= 1)


def _difference(line: Line, found: Outlook, made: Made | Change, n: int | None) -> Outlook:
    """The smallest difference of two waves that are each as `made`, and what it would take."""
    variance = 2 * (made.variance or 0.0)
    df = math.inf if made.df is None else 2 * made.df
    smallest, size = power_shares.smallest_difference(variance, df), line.size.shares
    answers = {"answers": power_shares.answers_needed(n, smallest, size), "n": n} if n else {}
    return replace(
        found,
        rise=smallest,
        fall=-smallest,
        overlooked=power_shares.overlooked(size, variance, df),
        decides=found.decides | answers,
    )


def _at_least(line: Line, empty: Outlook) -> Outlook:
    """at_least: counted, so that chance decides nothing; how many activities do, in the latest."""
    now = line.latest()
    if now is None or not now.made.exposure or now.made.count is None:
        return replace(empty, reason="no_register")
    passing, everything = int(now.made.count), int(now.made.exposure)
    wanted = line.target.value or 0
    change = to_change(passing, everything, wanted)
    told = {} if change is None else {"to_change": change}
    return replace(
        empty,
        held_against=now,
        outcome="reached" if 100 * passing >= wanted * everything else "missed",
        decides={"k": passing, "n": everything, **told},
    )


KIND: dict[Rule, Literal["ratio", "difference", "counted"]] = {
    "held_at_baseline": "ratio",
    "rises_every_year": "difference",
    "approaches": "difference",
    "at_least": "counted",
    "monitored": "ratio",
}
FORESEEN: dict[Rule, Callable[[Line, Outlook], Outlook]] = {
    "held_at_baseline": _held,
    "rises_every_year": _rises,
    "approaches": _approaches,
    "at_least": _at_least,
}
