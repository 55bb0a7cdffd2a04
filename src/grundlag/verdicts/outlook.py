"""What the lines of a coming report year can show at all, by what is known before it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from grundlag.basis import clocks
from grundlag.basis.load import Definitions
from grundlag.basis.model import Rule
from grundlag.indicators import power, power_shares
from grundlag.indicators.intervals import TAIL
from grundlag.indicators.model import Change, Made, Measures
from grundlag.verdicts.certainty import why_unknown
from grundlag.verdicts.coming import (
    Line,
    Outlook,
    Size,
    between_waves,
    is_spread,
    level_of,
    lines_of,
    no_level,
)
from grundlag.verdicts.judge import why_not
from grundlag.verdicts.rules import to_change


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
        for line in lines_of(defs, measures, year, size or Size(), partnership.id)
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
    if reason := no_level(line, base):
        return replace(empty, reason=reason)
    base = line.carried(base) if base else None
    level = level_of(line, base, latest) if base else None
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
    if not is_spread(made):
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
    if not is_spread(gap):
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


def _difference(line: Line, found: Outlook, made: Made | Change, n: int | None) -> Outlook:
    """The smallest difference of two waves that are each as `made`, and what it would take."""
    variance, df = between_waves(made)
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
