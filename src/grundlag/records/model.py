"""Deliveries: what was taken in, what it speaks for, and what was set aside."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

SCHEMA = 1


@dataclass(frozen=True, kw_only=True, order=True)
class SetAside:
    """A cell that kept its row out: line (from 1), column, what was found, what was expected."""

    line: int
    column: str
    found: str
    expected: str


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What is known of one delivery; written once, never changed.

    `scope` names the months (2025-01), waves (2026), days (2026-01-01) or plans (2026 amager) it
    speaks for whole.
    `sha256` is of the file as it came, `rows_sha256` of the rows kept from it.
    `number` is its place in the order of taking within the source.
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
    """What `take` did with one file; `known` where the same file was there already."""

    delivery: Delivery
    set_aside: tuple[SetAside, ...]
    known: bool
