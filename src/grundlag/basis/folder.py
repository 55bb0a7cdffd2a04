"""The records of a working folder beside its bases: whose, where, which codes, which questions."""

from dataclasses import field
from typing import Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from grundlag.basis.fetches import Fetch
from grundlag.basis.model import (
    STRICT,
    Bool,
    Count,
    Day,
    Decimals,
    Error,
    Factor,
    Id,
    MonthText,
    Shift,
    Spread,
    Year,
)
from grundlag.basis.reading import Reading, Wide

LonePsu = Literal["adjust", "average", "certainty"]
PLACE_LIST = ("Sted", "Område", "Version")  # the heads of a list of places
Joined = Literal["area_version", "list_version", "question_version", "provider", "origin", "break"]


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Decision:
    """That a basis is in force, by whom and when: a date, never a word."""

    basis: str
    in_force_from: Year | None = None
    decided_by: str | None = None
    decided_on: Day | None = None
    case: str | None = None


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Decisions:
    """The file decisions.toml."""

    decision: tuple[Decision, ...] = ()
    schema: Literal[1] = 1


@dataclass(frozen=True, kw_only=True, config=STRICT)
class AreaVersion:
    """An area from one year on: the places it is made of, or polygons, or both.

    `places` are names or codes as they stand in the deliveries; `feature` names a feature of
    `geometry` by its id and its property version, `features` several that it is put together of.
    """

    id: Id
    from_year: Year | None = None
    places: tuple[str, ...] = ()
    feature: str | None = None
    features: tuple[str, ...] = ()
    feature_version: str | None = None

    @property
    def is_drawn(self) -> bool:
        """Whether polygons show where it is."""
        return bool(self.feature or self.features)


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Area:
    """A declared area. `whole` is everything delivered, with and without a place."""

    id: Id
    name: str
    whole: Bool = False
    version: tuple[AreaVersion, ...] = ()


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Areas:
    """The file areas.toml; `geometry` is a GeoJSON file beside it, `crs` its reference system.

    `crosswalk` is a list beside it of the places that areas are made of, added to their own.
    """

    schema: Literal[1]
    area: tuple[Area, ...]
    crosswalk: str | None = None
    geometry: str | None = None
    geometry_source: str = ""
    feature_id: str = "id"
    crs: str = "EPSG:25832"
    unplaced: tuple[str, ...] = ("uden stedfæstelse",)
    elsewhere: Literal["known", "unknown"] = "unknown"


@dataclass(frozen=True, kw_only=True, config=STRICT)
class CodeSet:
    """The offence codes of a crime type from one month to another; `1320*` is all that begin so."""

    codes: tuple[str, ...]
    without: tuple[str, ...] = ()
    from_month: MonthText | None = None
    to_month: MonthText | None = None


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Crime:
    """A crime type (gerningstype): dated sets of offence codes."""

    id: Id
    codes: tuple[CodeSet, ...]
    status: Literal["proposal", "confirmed"] = "proposal"
    source: str = ""


@dataclass(frozen=True, kw_only=True, config=STRICT)
class PublishedTotal:
    """What somebody else has printed for a crime type, an area and a calendar year."""

    crime: str
    area: str
    year: Year
    n: Count
    source: str
    label: str = ""


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Codes:
    """The file codes.toml: one versioned code list (kodeliste).

    `register` and `crosswalk` name files beside it: all offences with label and law, and what
    codes of another form stand for. Where `lengths` are declared, other codes are not read.
    """

    schema: Literal[1]
    id: Id
    version: str
    crime: tuple[Crime, ...]
    source: str = ""
    register: str | None = None
    laws: tuple[str, ...] = ()
    unstated: str | None = None
    lengths: tuple[Count, ...] = ()
    crosswalk: str | None = None
    known: tuple[str, ...] = ()
    published_total: tuple[PublishedTotal, ...] = ()


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Question:
    """A survey question: which raw answers make which group, and what the share is out of.

    `groups` maps a group (tryg, utryg, ...) to raw answers as they stand in the delivery;
    `out_of` lists the groups in the denominator. "Ved ikke" is a group like any other.
    """

    id: Id
    version: str
    groups: dict[str, tuple[str, ...]]
    out_of: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Break:
    """A declared end of a series: figures from this year on are not compared with earlier ones."""

    indicator: str
    from_year: Year
    why: str
    area: str | None = None


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Bridge:
    """What joins the series before `to_year` to the one from then on: the only thing that does.

    Earlier counts and rates are multiplied by `factor`, earlier shares have `shift` added to them;
    `error` is the standard error of the factor's logarithm, or of the shift. With neither the two
    are joined as they are.
    """

    indicator: str
    to_year: Year
    joins: tuple[Joined, ...]
    why: str
    area: str | None = None
    factor: Factor | None = None
    shift: Shift | None = None
    error: Error | None = None
    source: str = ""


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Breaks:
    """The file breaks.toml; it may be left out."""

    schema: Literal[1]
    break_: tuple[Break, ...] = Field(alias="break", default=())
    bridge: tuple[Bridge, ...] = ()


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Survey:
    """The file survey.toml; `deff` is the declared design effect where no design is delivered.

    `lone_psu` is how a stratum with one PSU counts: R's names and meanings.
    """

    schema: Literal[1]
    deff: Spread
    lone_psu: LonePsu = "adjust"
    question: tuple[Question, ...] = ()


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Whereabouts:
    """The words by which a list says where a partner lies; an empty cell is unknown."""

    inside: tuple[str, ...] = ("i området", "i", "inden for området", "lokal")
    outside: tuple[str, ...] = ("uden for området", "udenfor området", "uden for", "udenfor")
    unknown: tuple[str, ...] = ("uoplyst", "ikke oplyst", "ved ikke")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Source:
    """One source: what kind of rows it brings and which column holds what."""

    id: Id
    kind: Literal[
        "crime_records",
        "crime_counts",
        "population",
        "survey_answers",
        "survey_shares",
        "activities",
    ]
    provider: str
    columns: dict[str, str]
    questions: dict[str, str] = field(default_factory=dict)
    read: Reading = Reading()
    origin: str = ""
    percent: Bool = False
    printed_decimals: Decimals | None = None
    place: str = ""
    where: Whereabouts = Whereabouts()
    wide: Wide | None = None
    absent: Literal["unknown", "zero"] = "unknown"
    hidden_as_zero: Bool = False
    confirmed: Bool = True
    header: tuple[str, ...] = ()
    not_personal: tuple[str, ...] = ()

    @property
    def mapped(self) -> dict[str, str]:
        """The file's column for each of ours; what stands across has our own names."""
        across = (self.wide.heading, self.wide.cell) if self.wide else ()
        return self.columns | {name: name for name in across}


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Sources:
    """The file sources.toml."""

    schema: Literal[1]
    source: tuple[Source, ...] = ()
    fetch: tuple[Fetch, ...] = ()
