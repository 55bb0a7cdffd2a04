"""Deliveries: what was taken in, what it speaks for, and what was set aside."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

SCHEMA = 2
FITS, NOTES, TOTALS = "rows_fit_the_header", "notes_are_no_rows", "totals_are_no_rows"
ROWS, LEFT_OUT = "rows.parquet", "left-out.parquet"
NO_ROWS = (NOTES, TOTALS)  # what was set aside and has nothing wrong


@dataclass(frozen=True, kw_only=True, order=True)
class SetAside:
    """A cell that kept its row out: line (from 1), column, what was found, what was expected.

    `rule` is the check that it failed.
    """

    line: int
    column: str
    found: str
    expected: str
    rule: str = ""


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why rows were set aside, or told of: how many, and the first of their lines."""

    rule: str
    column: str
    expected: str
    rows: int
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What is known of one delivery; written once, never changed.

    `scope` names the months (2025-01), waves (2026), days (2026-01-01) or plans (2026 amager) it
    speaks for whole.
    `sha256` is of the file as it came, `rows_sha256` of the rows kept from it; `part` is the sheet
    or the member of an archive that was read, where there are several.
    `number` is its place in the order of taking within the source.
    `read_as` is a digest of the source as it was declared then; empty where that is not known.
    `mends` is the digest of the delivery whose set-aside rows these are, mended; `again` tells how
    often the same file was withdrawn before it was taken in anew.
    `lies` is where records stay that were taken in place: their files are one `sha256` together.
    `reasons` counts rows set aside by the check they failed, `warned` those kept and told of.
    """

    source: str
    kind: str
    provider: str
    digest: str
    file: str
    sha256: str
    number: int
    arrived: date
    extracted: date
    rows_read: int
    rows_kept: int
    rows_set_aside: int
    scope: tuple[str, ...]
    dress: dict[str, str]
    rows_sha256: str = ""
    set_aside_sha256: str = ""
    read_as: str = ""
    part: str = ""
    mends: str = ""
    lies: str = ""
    again: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    warned: dict[str, int] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    schema: int = SCHEMA

    @property
    def rows_wrong(self) -> int:
        """Rows that were set aside for what is wrong with them: totals and notes are no rows."""
        return self.rows_set_aside - sum(self.reasons.get(name, 0) for name in NO_ROWS)


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """A delivery in the store: its manifest, where it lies, and what was noted of it since.

    It is heard until the day it was `withdrawn`; once `forgotten` its cube stands without its rows.
    """

    manifest: Manifest
    path: Path
    withdrawn: date | None = None
    forgotten: date | None = None

    @property
    def id(self) -> str:
        """Source and digest: the name that a number's way back gives."""
        return f"{self.manifest.source}/{self.manifest.digest}"

    @property
    def rows(self) -> Path:
        """The kept rows, as Parquet; of records that stay where they lie, which are left out."""
        return self.path / (LEFT_OUT if self.manifest.lies else ROWS)

    def is_known(self, as_of: date | None = None) -> bool:
        """Whether it had arrived by a day (at all, where none is given) and was not withdrawn."""
        if as_of is None:
            return self.withdrawn is None
        return self.manifest.arrived <= as_of and not (self.withdrawn and self.withdrawn <= as_of)


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """A word that no definition knows: what it should be, how many rows have it, what is near."""

    what: str
    found: str
    rows: int
    near: str = ""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """That a column holds CPR numbers: the line of the first, how many rows, and how sure it is.

    `sure` is the share of the numbers so written that have a date; 1 where among other words.
    `modulus` of the `looked_at` hold modulus 11.
    """

    column: str
    line: int
    rows: int
    modulus: int
    looked_at: int
    sure: float


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What `take` did with one file; `known` where the same file was there already.

    `set_aside` are the first cells that kept rows out; all are in the delivery's set-aside.csv.
    `beyond` are rows that its workbook to mend has no room for; `unlisted` those that are counted
    and in no list, where records stay where they lie.
    `unknown` are words no definition knows, `alike` columns declared to hold no CPR numbers;
    `silent` are earlier files, each with the months or waves for which it is heard no more.
    """

    delivery: Delivery
    known: bool
    set_aside: tuple[SetAside, ...] = ()
    reasons: tuple[Reason, ...] = ()
    beyond: int = 0
    unlisted: int = 0
    warned: tuple[Reason, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    alike: tuple[Seen, ...] = ()
    silent: dict[str, tuple[str, ...]] = field(default_factory=dict)
