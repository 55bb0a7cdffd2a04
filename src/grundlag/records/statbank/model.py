"""What a statbank has, what is asked of it, and what came."""

from collections.abc import Callable
from dataclasses import dataclass
from math import prod
from pathlib import Path

from grundlag.basis.fetches import Bank, Fetch
from grundlag.errors import Problem


@dataclass(frozen=True, kw_only=True)
class Value:
    """A value of a variable: its code and what it is called."""

    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Variable:
    """A variable of a table; one that may be `left_out` is summed up by the bank."""

    id: str
    text: str
    time: bool
    left_out: bool
    values: tuple[Value, ...]

    @property
    def head(self) -> str:
        """What its column is called in every file that is fetched."""
        return "TID" if self.time else self.id.upper()


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table as its bank tells of it; `hidden` is what stands there for a figure kept secret."""

    id: str
    title: str
    updated: str
    active: bool
    hidden: str
    variables: tuple[Variable, ...]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which figures are wanted, as they were asked for and not as the bank calls them."""

    fetch: Fetch
    bank: Bank
    areas: tuple[str, ...] = ()
    since: str = ""
    until: str = ""


@dataclass(frozen=True, kw_only=True)
class Grid:
    """One question to a bank: variables with the codes of the values that are asked for."""

    table: str
    format: str
    chosen: tuple[tuple[Variable, tuple[str, ...]], ...]

    @property
    def rows(self) -> int:
        """How many figures it is."""
        return prod(len(codes) for _, codes in self.chosen)

    @property
    def cells(self) -> int:
        """How many cells it is by the bank's own count: rows times columns, the figure's too."""
        return self.rows * (len(self.chosen) + 1)


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long is waited for one answer in all its tries, how often and how much is read.

    `pause` grows from try to try. `now` counts seconds from anywhere.
    """

    seconds: float
    now: Callable[[], float]
    tries: int = 4
    pause: float = 1.0
    largest: int = 200_000_000
    proxy: str | None = None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a bank said; `whole` where it was told how long the answer is, and so it is all."""

    status: int
    body: bytes
    whole: bool


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """A file that was fetched: where it lies, what is in it, and what should be known of it.

    `known` where it was fetched before, on the same day.
    """

    path: Path
    title: str
    updated: str
    rows: int
    questions: int
    known: bool
    notices: tuple[Problem, ...]
