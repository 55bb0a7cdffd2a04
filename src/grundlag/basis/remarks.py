"""The analyst's own remarks: one file a report year."""

import hashlib
from typing import Literal

from pydantic.dataclasses import dataclass

from grundlag.basis.model import STRICT, Day, Figure


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Remark:
    """The analyst's own words on a figure, a goal or a whole paper; `written_to` as printed."""

    partnership: str
    text: str
    initials: str
    date: Day
    indicator: str | None = None
    goal: str | None = None
    written_to: Figure | None = None


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Remarks:
    """A file of remarks, remarks/YEAR.toml: those of one report year."""

    schema: Literal[1]
    remark: tuple[Remark, ...] = ()


def key_of(remark: Remark, basis: str) -> str:
    """What a remark on a figure of a basis is known by from one run to the next."""
    whole = (basis, remark.partnership, remark.indicator or "", remark.text)
    return hashlib.sha256("\n".join(whole).encode()).hexdigest()[:16]
