"""Verdicts: an outcome and a certainty, always both, never blended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from grundlag.basis.model import Rule
from grundlag.indicators.model import Bridges, Change, Estimate

Outcome = Literal["reached", "missed", "monitored", "not_judged", "later", "no_data"]
Certainty = Literal["shown", "within_noise", "counted", "unknown"]
Unknown = Literal["no_n", "no_spread", "no_population", "zero_baseline", "protected"]
SummaryOutcome = Literal["reached", "partly", "missed", "not_judged"]


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What a rule judges: the year's figure and whatever it is held against.

    `better` is the declared direction; `closing` the report year in which the period closes (None
    where no end is declared); `counted` activities that pass, out of all; `bridges` what may join
    two series.
    """

    now: Estimate
    before: Estimate | None = None
    baseline: Estimate | None = None
    in_baseline: bool = False
    before_baseline: bool = False
    better: Literal["lower", "higher"] = "lower"
    gap_now: Change | None = None
    gap_start: Change | None = None
    start: Estimate | None = None
    comparator_now: Estimate | None = None
    comparator_start: Estimate | None = None
    has_period: bool = True
    closing: int | None = None
    at_least: int | None = None
    counted: tuple[int, int] | None = None
    bridges: Bridges = field(default_factory=Bridges)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What a rule finds. `leaning` is the outcome so far where it is decided later.

    `p_missed` is the one-sided p of the missed outcome, for the roll-up; `notes` are words from a
    fixed list that the report turns into sentences; `unknown` says why a certainty is unknown.
    Across a break there is no `against`: nothing was held against anything. Over a bridge it is the
    earlier figure as it was carried over, and its change names the bridge.
    """

    outcome: Outcome
    certainty: Certainty | None = None
    unknown: Unknown | None = None
    reason: str | None = None
    change: Change | None = None
    against: Estimate | None = None
    leaning: Literal["reached", "missed"] | None = None
    p_missed: float | None = None
    decides: dict[str, float | int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def no_data(now: Estimate) -> Finding:
    """The finding where the year's figure is not there, with the reason it gives."""
    return Finding(outcome="no_data", reason=now.missing.why if now.missing else "no_data")


def is_judged(finding: Finding) -> bool:
    """Whether a finding is for or against."""
    return finding.outcome in ("reached", "missed")


def has_noise(finding: Finding) -> bool:
    """Whether a finding is for or against, and chance could have made it: it counts as a test."""
    return is_judged(finding) and finding.certainty in ("shown", "within_noise")


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """One judged line: an indicator of a target, for a partnership and a report year."""

    area: str
    goal: str
    target: str
    indicator: str
    year: int
    rule: Rule
    now: Estimate
    finding: Finding

    @property
    def is_judged(self) -> bool:
        """Whether the line counts in a summary."""
        return is_judged(self.finding)

    @property
    def has_noise(self) -> bool:
        """Whether the line is judged and chance could have made it: it counts as a test."""
        return has_noise(self.finding)


@dataclass(frozen=True, kw_only=True)
class Summary:
    """A target, a goal or a whole paper: how its judged lines add up.

    `left_out` names the lines that were not judged and do not count, as (target, indicator).
    """

    area: str
    goal: str | None
    target: str | None
    outcome: SummaryOutcome
    certainty: Certainty | None
    judged: int
    reached: int
    left_out: tuple[tuple[str, str], ...]


def nothing_judged(area: str, goal: str | None) -> Summary:
    """The summary of a goal, or a paper, without a single line."""
    return Summary(
        area=area,
        goal=goal,
        target=None,
        outcome="not_judged",
        certainty=None,
        judged=0,
        reached=0,
        left_out=(),
    )


@dataclass(frozen=True, kw_only=True)
class PeriodEvidence:
    """What a rule judges over a period: the line's figures by year, and what they are held against.

    `years` are the period's so far that count, `left_out` those that do not; `start` is the start
    wave, `pooled` how many waves make each end, `per` what a rate is per; `bridges` what may join
    the period to its baseline or its start. Nothing joins the years of the period itself.
    """

    years: tuple[int, ...]
    figures: Mapping[int, Estimate]
    left_out: tuple[int, ...] = ()
    why_left: str = "in_baseline"
    start: int | None = None
    pooled: int = 1
    comparator: Mapping[int, Estimate] = field(default_factory=dict)
    gaps: Mapping[int, Change] = field(default_factory=dict)
    baseline: Estimate | None = None
    per: int = 1
    better: Literal["lower", "higher"] = "lower"
    at_least: int | None = None
    counted: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    bridges: Bridges = field(default_factory=Bridges)


@dataclass(frozen=True, kw_only=True)
class PeriodFinding:
    """What a rule finds over a period; `now` is the sum, or the latest waves as one.

    `years` count and `left_out` do not; `at` is the year that a reason is about; `fell` the waves
    that did not rise; `since_start` the latest waves against the start, of which `no_start` says
    why it is not there; `slope` goes through the waves `through`; `gap` and `gap_start` are those
    to the comparator; `lowest` is the plan year with the lowest share.
    """

    finding: Finding
    years: tuple[int, ...] = ()
    left_out: tuple[int, ...] = ()
    now: Estimate | None = None
    at: int | None = None
    fell: tuple[int, ...] = ()
    start: Estimate | None = None
    since_start: Change | None = None
    no_start: str | None = None
    gap: Change | None = None
    gap_start: Change | None = None
    slope: Change | None = None
    through: tuple[int, ...] = ()
    lowest: Estimate | None = None


@dataclass(frozen=True, kw_only=True)
class PeriodVerdict:
    """A line over its period, apart from the year's verdict: provisional until `closing`.

    `closing` is the report year that has the period's last figure, None where no end is declared.
    """

    area: str
    goal: str
    target: str
    indicator: str
    year: int
    rule: Rule
    period: str | None
    closing: int | None
    pooled: int
    found: PeriodFinding

    @property
    def finding(self) -> Finding:
        """The outcome and the certainty."""
        return self.found.finding

    @property
    def is_judged(self) -> bool:
        """Whether the line counts in a summary over the period."""
        return is_judged(self.finding)

    @property
    def has_noise(self) -> bool:
        """Whether the line is judged and chance could have made it."""
        return has_noise(self.finding)

    @property
    def provisional(self) -> bool:
        """Whether the period's last figure is still to come."""
        return self.closing is None or self.year < self.closing


@dataclass(frozen=True, kw_only=True)
class Judgements:
    """All verdicts of a report year, line by line and rolled up; and those over the periods."""

    year: int
    verdicts: tuple[Verdict, ...]
    summaries: tuple[Summary, ...]
    periods: tuple[PeriodVerdict, ...] = ()
    period_summaries: tuple[Summary, ...] = ()

    def of(self, area: str, goal: str | None = None) -> tuple[Verdict, ...]:
        """The lines of a partnership, or of one of its goals."""
        return tuple(v for v in self.verdicts if v.area == area and goal in (None, v.goal))

    def over(self, area: str) -> tuple[PeriodVerdict, ...]:
        """The lines of a partnership over its period."""
        return tuple(v for v in self.periods if v.area == area)
