"""Deliveries: what was taken in, what it speaks for, and what was set aside."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

SCHEMA = 2


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
    `mends` is the digest of the delivery whose set-aside rows these are, mended.
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
    read_as: str = ""
    part: str = ""
    mends: str = ""
    reasons: dict[str, int] = field(default_factory=dict)
    warned: dict[str, int] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    schema: int = SCHEMA


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """A delivery in the store: its manifest and where it lies."""

    manifest: Manifest
    path: Path

    @property
    def id(self) -> str:
        """Source and digest: the name that a number's way back gives."""
        return f"{self.manifest.source}/{self.manifest.digest}"

    @property
    def rows(self) -> Path:
        """The kept rows, as Parquet."""
        return self.path / "rows.parquet"


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What `take` did with one file; `known` where the same file was there already.

    `set_aside` are the first cells that kept rows out; all are in the delivery's set-aside.csv.
    """

    delivery: Delivery
    known: bool
    set_aside: tuple[SetAside, ...] = ()
    reasons: tuple[Reason, ...] = ()
    warned: tuple[Reason, ...] = ()
