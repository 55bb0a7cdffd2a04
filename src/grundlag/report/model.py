"""The report as records: content apart from look, numbers apart from words.

A *pack* is a year's papers. A sentence keeps its numbers beside its text, unrounded, so that one
number is formatted once, by the renderer, and can be read back from every format.
"""

from datetime import date
from typing import Literal

from pydantic.dataclasses import dataclass

from grundlag.report.map_model import Shape
from grundlag.report.period_model import PeriodJudgement
from grundlag.report.receipt import Receipt
from grundlag.report.revised_model import RevisedFigure
from grundlag.report.sums_model import Certainty, SpreadFigure, SummaryFigure

SCHEMA = 1

Unit = Literal["count", "per_1000", "share", "points", "percent_change", "year", "number"]
Status = Literal["value", "none", "unknown", "not_applicable", "provisional", "protected"]
Tone = Literal["reached", "missed", "partly", "open"]


@dataclass(frozen=True, kw_only=True)
class Number:
    """One number, unrounded: a share is 0 to 1, points are a difference of shares.

    `percent_change` is a ratio less one. `signed` prints a plus before a rise. Where `value` is
    None, `status` says why, in a symbol the paper explains.
    """

    value: float | int | None
    unit: Unit
    decimals: int = 0
    signed: bool = False
    status: Status = "value"


@dataclass(frozen=True, kw_only=True)
class Text:
    """A sentence with its numbers: `{name}` in `words` is the number of that name."""

    words: str
    numbers: dict[str, Number]


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """Running text; `role` says whether it is the paper's own words, a remark or a quotation.

    A `bullet` is one of a list, a `point` one of a numbered list; neither has a sign of its own.
    """

    texts: tuple[Text, ...]
    role: Literal["text", "lead", "quote", "remark", "note", "bullet", "point"] = "text"


@dataclass(frozen=True, kw_only=True)
class VerdictCell:
    """A verdict in a table: the printed outcome and certainty, and the tone of its icon."""

    outcome: str
    certainty: str
    tone: Tone


@dataclass(frozen=True, kw_only=True)
class Interval:
    """The 95 % limits of a number, printed as `low-high`."""

    low: Number
    high: Number


@dataclass(frozen=True, kw_only=True)
class Lines:
    """Several short sentences in one cell, each on a line of its own."""

    lines: tuple[Text, ...]


Cell = Text | Number | Interval | VerdictCell | Lines


@dataclass(frozen=True, kw_only=True)
class Column:
    """A table's column: its heading, and whether it holds numbers.

    Neighbours with the same `over` stand under one common heading.
    """

    heading: str
    align: Literal["left", "right"] = "left"
    width: int = 1
    over: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table: rows of cells under columns; the first cell of a row is its heading."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[Text, ...] = ()
    number: int | None = None


@dataclass(frozen=True, kw_only=True)
class Point:
    """One point of a series: the year it is about, the value and its 95 % limits, if any."""

    label: str
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, kw_only=True)
class Line:
    """One series in a chart: never across a break."""

    name: str
    points: tuple[Point, ...]
    role: Literal["area", "comparator"] = "area"


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One small chart: an indicator's lines, and the level it is held against, if any."""

    title: str
    unit: Unit
    lines: tuple[Line, ...]
    level: float | None = None
    level_name: str = ""
    decimals: int = 0


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A chart of one goal: the message is its title, `alt` says what is seen."""

    id: str
    title: Text
    alt: Text
    panels: tuple[Panel, ...]
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Map:
    """Areas as they lie, north up: the map is `across` metres and `height` thousandths of that.

    What lies below comes first. The title says what is seen, and `alt` as much as the picture.
    """

    id: str
    title: Text
    alt: Text
    across: float
    height: int
    shapes: tuple[Shape, ...]
    notes: tuple[Text, ...] = ()


Block = Paragraph | Table | Chart | Map


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of a paper under one heading; `new_page` begins a sheet of its own."""

    id: str
    heading: str
    blocks: tuple[Block, ...]
    new_page: bool = False


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A line of the paper's head: a label and what stands by it."""

    label: str
    text: Text


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One paper, whole. `marks` stand on every page: FORSLAG, opdigtede data, internt."""

    id: str
    title: str
    subtitle: str
    facts: tuple[Fact, ...]
    marks: tuple[str, ...]
    sections: tuple[Section, ...]
    language: str = "da"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One measured number with all that belongs to it, as `report.json` gives it.

    `provisional` says that reports of its year still come in. `page` is the one of docs/methods
    that `method` is on. Of a share from a sample: degrees of freedom, design effect, and how many
    independent answers it is worth.
    """

    indicator: str
    area: str
    year: int
    unit: Unit
    value: float | None
    low: float | None
    high: float | None
    n: int | None
    method: str
    series: dict[str, str | int]
    missing: str | None
    deliveries: tuple[str, ...]
    page: str = ""
    df: float | None = None
    deff: float | None = None
    effective_n: float | None = None
    provisional: bool = False


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """One verdict as `report.json` gives it: outcome and certainty apart.

    `bridged` says why the earlier figure could be carried over to this series, where it was.
    """

    area: str
    goal: str
    target: str
    indicator: str
    year: int
    rule: str
    outcome: str
    certainty: Certainty | None
    reason: str | None
    value: float | None
    against: float | None
    change: float | None
    change_low: float | None
    change_high: float | None
    decides: dict[str, float | int]
    leaning: str | None = None
    notes: tuple[str, ...] = ()
    bridged: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Pack:
    """The year's papers with every number and verdict behind them.

    `replays` are figures on each version of an area, in any year; a series names its version.
    `revised` are figures that are others than by `last_report`, the day the report before this one
    knew all of; it is None where there was none.
    """

    year: int
    basis: str
    basis_name: str
    proposal: bool
    invented: bool
    city: str
    papers: tuple[Paper, ...]
    figures: tuple[Figure, ...]
    judgements: tuple[Judgement, ...]
    intake: dict[str, dict[str, int]]
    summaries: tuple[SummaryFigure, ...] = ()
    spreads: tuple[SpreadFigure, ...] = ()
    replays: tuple[Figure, ...] = ()
    period_judgements: tuple[PeriodJudgement, ...] = ()
    period_summaries: tuple[SummaryFigure, ...] = ()
    last_report: date | None = None
    revised: tuple[RevisedFigure, ...] = ()
    receipt: Receipt | None = None
    schema: int = SCHEMA
