"""Why several years cannot be one: a year that is not there, or a break among them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from grundlag.indicators.model import Estimate
from grundlag.verdicts.model import Finding, PeriodFinding


@dataclass(frozen=True, kw_only=True)
class Fault:
    """Why several years cannot be one: a year that is not there, or a break before it."""

    reason: str
    at: int | None


def refused(reason: str, at: int | None = None, left_out: tuple[int, ...] = ()) -> PeriodFinding:
    """A line that is not judged over its period: why, and which year that is about."""
    finding = Finding(outcome="not_judged", reason=reason)
    return PeriodFinding(finding=finding, at=at, left_out=left_out)


def fault_of(figures: Mapping[int, Estimate], years: Sequence[int], missing: str) -> Fault | None:
    """The first year without a figure, or else the first of another series than the one before.

    `missing` is the reason of a year that was never measured.
    """
    for year in years:
        found = figures.get(year)
        if found is None or found.value is None:
            why = found.missing.why if found and found.missing else missing
            return Fault(reason=why, at=year)
    for before, year in pairwise(years):
        if figures[year].series != figures[before].series:
            return Fault(reason="break", at=year)
    return None
