"""A sheet that people fill in: the section it holds, its columns, and how a cell is read."""

from dataclasses import dataclass, field
from typing import Literal

BOOK, PLAIN_BOOK = "opsætning.xlsx", "opsaetning.xlsx"
GUIDE, LISTS = "Læs mig", "Lister"
FORMAT, NEWEST_FORMAT = "Format", 1
YES, NO, TO = "ja", "nej", "til"

Reads = Literal["text", "texts", "year", "years", "months", "day", "number", "count", "yes"]
Names = Literal["word", "partnership", "basis", "indicator", "content"]
Holds = Reads | Names


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A column: its heading, the key it holds, how its cells are read.

    `key` is the TOML's own ("read.dates" is inside `read`); `words` maps the TOML's words to ours.
    A heading that `may_be_absent` is missing where no row needs it. `shown`: written by `setup`
    also where it says what an empty cell would say.
    """

    text: str
    key: str
    holds: Holds
    says: str
    required: bool = False
    shown: bool = False
    may_be_absent: bool = False
    width: int = 16
    words: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet: the section it speaks instead of, and its columns.

    One row is one record; where `rows_of` names a key, the rows of one such key are one record, and
    each brings one of its columns.
    """

    file: str
    section: str
    says: str
    headings: tuple[Heading, ...]
    rows_of: str | None = None
    also: dict[str, str] = field(default_factory=dict)


def column(
    text: str,
    key: str,
    holds: Holds,
    says: str,
    width: int = 16,
    required: bool = False,
    shown: bool = False,
    words: dict[str, str] | None = None,
) -> Heading:
    """A column that may be left empty."""
    return Heading(
        text=text,
        key=key,
        holds=holds,
        says=says,
        width=width,
        required=required,
        shown=shown,
        words=words or {},
    )


def needed(text: str, key: str, holds: Holds, says: str, width: int) -> Heading:
    """A column that every row fills in."""
    return column(text, key, holds, says, width, required=True)


FROM_LIST = "Vælg fra listen."
PARTNERSHIP = needed(
    "Partnerskab", "partnership", "partnership", f"Partnerskabets navn. {FROM_LIST}", 18
)
