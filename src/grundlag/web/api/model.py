"""What the API answers with: the records of `report.json`, and what stands around them."""

from datetime import date
from typing import Any, Literal

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass
from typing_extensions import TypedDict

from grundlag.report.model import Figure, Judgement, Pack, Paper
from grundlag.report.period_model import PeriodJudgement
from grundlag.report.sums_model import SummaryFigure


@dataclass(frozen=True, kw_only=True)
class StandingBasis:
    """A declared basis; `stands` says how, for the report year."""

    id: str
    called: str
    stands: Literal["in_force", "proposal", "out_of_force"]


@dataclass(frozen=True, kw_only=True)
class ReportYear:
    """A report year that there are figures for, with the bases it can be asked on."""

    year: int
    basis_in_force: str
    bases: tuple[StandingBasis, ...]
    tables: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Years:
    """The report years, the latest first."""

    city: str
    years: tuple[ReportYear, ...]


@dataclass(frozen=True, kw_only=True)
class Told:
    """On which year and basis an answer is; `marks` are to stand wherever it is shown."""

    year: int
    basis: str
    proposal: bool
    marks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Summed:
    """A partnership with how its lines add up; the paper's own sum has no goal."""

    id: str
    name: str
    summaries: tuple[SummaryFigure, ...]


@dataclass(frozen=True, kw_only=True)
class Partnerships(Told):
    """The partnerships of a report year."""

    partnerships: tuple[Summed, ...]


@dataclass(frozen=True, kw_only=True)
class Partnership(Told):
    """One partnership: every figure and every verdict of it."""

    id: str
    name: str
    figures: tuple[Figure, ...]
    judgements: tuple[Judgement, ...]
    summaries: tuple[SummaryFigure, ...]
    period_judgements: tuple[PeriodJudgement, ...]
    period_summaries: tuple[SummaryFigure, ...]


@dataclass(frozen=True, kw_only=True)
class Came:
    """A delivery: the file that came, and what was kept of it.

    `scope` is all that it brought, `heard` what it speaks for now (months, waves, days, plans).
    """

    id: str
    source: str
    kind: str
    provider: str
    file: str
    sha256: str
    arrived: date
    extracted: date
    scope: tuple[str, ...]
    heard: tuple[str, ...]
    rows: dict[Literal["read", "kept", "set_aside"], int]
    reasons: dict[str, int]
    withdrawn: date | None
    forgotten: date | None


@dataclass(frozen=True, kw_only=True)
class Part:
    """What of a number comes from a delivery: so many cells of its cube, and what they add up to.

    `rows` is what its rows add up to, None where they were forgotten. Answers are in weights,
    counted in whole millionths.
    """

    delivery: str
    what: str
    cells: int
    cube: int
    rows: int | None


@dataclass(frozen=True, kw_only=True)
class Row:
    """A delivered row that a number stands on."""

    delivery: str
    line: int
    what: str
    value: float


@dataclass(frozen=True, kw_only=True)
class Activity:
    """An activity behind a share; `passes` is None where it does not count."""

    lines: tuple[tuple[str, int], ...]
    what: str
    partners: tuple[str, ...]
    passes: bool | None


@dataclass(frozen=True, kw_only=True)
class WayBack:
    """From a number to the files it is made of; rows and cubes were held against it."""

    population_on: date | None
    parts: tuple[Part, ...]
    rows: tuple[Row, ...]
    activities: tuple[Activity, ...]
    deliveries: tuple[Came, ...]


@dataclass(frozen=True, kw_only=True)
class Number(Told):
    """One number: its figure of the report year, its verdicts, its years, and its way back.

    `flags` has, by year, B (a break), P (provisional), M (missing) and Q (hidden).
    """

    area: str
    indicator: str
    label: str
    figure: Figure | None
    judgements: tuple[Judgement, ...]
    period_judgements: tuple[PeriodJudgement, ...]
    history: tuple[Figure, ...]
    flags: dict[str, str]
    way_back: WayBack


@dataclass(frozen=True, kw_only=True)
class Deliveries:
    """All that was taken in, in the order it came."""

    deliveries: tuple[Came, ...]


@dataclass(frozen=True, kw_only=True)
class Ruled:
    """A rule of targets, and its two outcomes in the papers' words."""

    rule: str
    reached: str
    missed: str


@dataclass(frozen=True, kw_only=True)
class Methods(Told):
    """How the figures are made: the rules, and the papers' annex as `report.json` has it."""

    rules: tuple[Ruled, ...]
    certainties: dict[str, str]
    paper: Paper | None


@dataclass(frozen=True, kw_only=True)
class Mend:
    """One thing to mend: where it is, what is wrong, what to do."""

    where: str
    what: str
    fix: str


@dataclass(frozen=True, kw_only=True)
class ProblemDetails:
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    problems: tuple[Mend, ...]


Dataset = TypedDict(
    "Dataset",
    {
        "version": Literal["2.0"],
        "class": Literal["dataset"],
        "label": str,
        "source": str,
        "note": list[str],
        "id": list[str],
        "size": list[int],
        "role": dict[Literal["time", "geo", "metric"], list[str]],
        "dimension": dict[str, Any],
        "value": list[int | float | None],
        "status": dict[str, str],
        "extension": dict[str, Any],
    },
)
ANSWERS: dict[str, TypeAdapter[Any]] = {
    "Years": TypeAdapter(Years),
    "Report": TypeAdapter(Pack),
    "Partnerships": TypeAdapter(Partnerships),
    "Partnership": TypeAdapter(Partnership),
    "Number": TypeAdapter(Number),
    "Dataset": TypeAdapter(Dataset),
    "Deliveries": TypeAdapter(Deliveries),
    "Methods": TypeAdapter(Methods),
    "ProblemDetails": TypeAdapter(ProblemDetails),
}
