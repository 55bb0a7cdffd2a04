"""What a report was made of: with it the same report can be made again, or it is known why not."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Brought:
    """A delivery that a report heard: the file it came as, and the SHA-256 of that."""

    id: str
    file: str
    sha256: str
    arrived: date
    extracted: date


@dataclass(frozen=True, kw_only=True)
class Decided:
    """A decision on a basis that was known; the first basis may be in force without one."""

    basis: str
    decided_by: str | None
    decided_on: date | None
    case: str | None


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """Of what a report was made, and how.

    `as_of` is the day it was told on, `arrived_by` the last day of arrival that was heard (None:
    all that had come). `public` says that small numbers were hidden first. `definitions` are the
    SHA-256 of each file that declares something, `remarks` that of the year's remarks up to the
    day; `versions` those of each program that computes. `content_sha256` is that of all else that
    the report says, set where it is written; what a report was made of is the same without it.
    """

    as_of: date
    arrived_by: date | None
    public: bool
    versions: dict[str, str]
    definitions: dict[str, str]
    remarks: str
    deliveries: tuple[Brought, ...]
    decisions: tuple[Decided, ...]
    content_sha256: str | None = field(default=None, compare=False)
