"""The records the invented city is described with."""

from dataclasses import dataclass

Ring = tuple[tuple[int, int], ...]
"""The corners of a border in whole metres (EPSG:25832), counter-clockwise, not closed."""
DESIGNS = ("strata", "srs", "clusters", "two_stage")
"""How a survey can be drawn."""


@dataclass(frozen=True, kw_only=True)
class Drop:
    """A planted development: from a police year on a rate is `factor` times what it was.

    cell: where; koebenhavn is everywhere. kind: a crime type, or one of its streams.
    """

    cell: str
    kind: str
    from_year: int
    factor: float


@dataclass(frozen=True, kw_only=True)
class Break:
    """A planted change of recording: `factor` times as many reports of the same, everywhere."""

    kind: str
    from_year: int
    factor: float


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A planted change of the question: from a wave on the share who say tryg is higher by this."""

    from_wave: int
    points: float


@dataclass(frozen=True, kw_only=True)
class Felt:
    """The true share who are tryg in a cell in a wave, by `day` or `night`, in place of the own."""

    cell: str
    wave: int
    when: str
    tryg: float


@dataclass(frozen=True, kw_only=True)
class Asked:
    """How many answer in a cell at scale 1, in place of the cell's own number."""

    cell: str
    answers: int


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the caller decides; what is left out changes nothing of the city as it is.

    seed, scale: scale 1.0 is a city of Copenhagen's size.
    phi: variance over mean of every count; none for the city's own, 3 for a type and 5 for a total.
    yearly: standard deviation, on the log scale, of a shock a year and stream common to all areas.
    drops, breaks, wordings: what is planted. flat: nothing of the city's own changes.
    late: share of a year's reports that only the later file has; none for 1 %, or 0 where flat.
    duplicates: share of a file's reports that stand in it once more, with the same number.
    design: strata, srs, clusters or two_stage. felt, asked: true shares and answers set by hand.
    """

    seed: int
    scale: float = 1.0
    phi: float | None = None
    yearly: float = 0.0
    drops: tuple[Drop, ...] = ()
    breaks: tuple[Break, ...] = ()
    wordings: tuple[Wording, ...] = ()
    flat: bool = False
    late: float | None = None
    duplicates: float = 0.0
    design: str = "strata"
    felt: tuple[Felt, ...] = ()
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Stream:
    """A kind of crime drawn by itself: its offence codes, and how often each is used.

    in_total: the codes are straffelov, and share the area's common shock of the year.
    """

    id: str
    codes: tuple[str, ...]
    shares: tuple[float, ...]
    in_total: bool


@dataclass(frozen=True, kw_only=True)
class CrimeType:
    """What is counted in a report: one or more streams added."""

    id: str
    streams: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Cell:
    """An area with one shock a year and stream: a partnership, or the rest of a bydel.

    rates: placed reports per 1,000 inhabitants and year, one for each stream.
    """

    id: str
    name: str
    rates: tuple[float, ...]
    answers: int


@dataclass(frozen=True, kw_only=True)
class Atom:
    """The smallest piece that no border cuts: inside all of `within`, outside all of `outside`."""

    id: str
    cell: str
    bydel: str
    inhabitants_2018: int
    growth: float
    within: tuple[str, ...]
    outside: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Trend:
    """A planted development: the factor on the rate for each police year, everywhere if no cell."""

    cell: str | None
    stream: str
    factors: tuple[float, ...]
    says: str


@dataclass(frozen=True, kw_only=True)
class Feeling:
    """True shares who are tryg in a cell, one for each wave, by day and by evening and night."""

    cell: str
    day: tuple[float, ...]
    night: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Extract:
    """A police file: the years it speaks for, and the date it was taken out."""

    vintage: str
    years: tuple[int, ...]
    taken_on: str
    encoding: str

    @property
    def file_name(self) -> str:
        """The name of the file in the folder."""
        return f"anmeldelser-{self.vintage}.csv"


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A partnership's plan for a year: how many activities have which partners.

    enough: two or more. alone: one. with_owner: one and the municipality. none: none at all.
    cancelled: how many of those with enough, and how many of the others.
    """

    cell: str
    year: int
    enough: int
    alone: int
    with_owner: int
    none: int
    cancelled: tuple[int, int]

    @property
    def kinds(self) -> tuple[int, int, int, int]:
        """How many activities are of each kind."""
        return self.enough, self.alone, self.with_owner, self.none

    @property
    def everything(self) -> int:
        """How many activities the plan has."""
        return sum(self.kinds)


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A partner as an activity names it: who it is, how it is written, where it lies."""

    partner: str
    written: str
    where: str


@dataclass(frozen=True, kw_only=True)
class Deed:
    """An activity of a plan."""

    cell: str
    year: int
    theme: str
    name: str
    status: str
    mentions: tuple[Mention, ...]
