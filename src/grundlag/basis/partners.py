"""Who is who among partners, however a list spells them; and which words of a status are known."""

import re
import unicodedata
from typing import Literal

from pydantic.dataclasses import dataclass

from grundlag.basis.model import STRICT, Bool

_BLANKS = re.compile("[\\s\u200b\ufeff]+")
_UNHEARD = re.compile("[\\s\u00ad\u200b\ufeff._\u2010-\u2015\u2212-]+")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Partner:
    """A partner (samarbejdspartner) with its spellings; `owner` is the municipality itself."""

    name: str
    also: tuple[str, ...] = ()
    owner: Bool = False


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Activities:
    """The file activities.toml; it may be left out."""

    schema: Literal[1]
    cancelled: tuple[str, ...] = ()
    known_status: tuple[str, ...] = ()
    no_partner: tuple[str, ...] = ("ingen",)
    partner: tuple[Partner, ...] = ()


def folded(name: str) -> str:
    """A partner's name without regard to case, spaces, hyphens and dots; empty where none is."""
    return _UNHEARD.sub("", unicodedata.normalize("NFKC", name).casefold())


def said(words: str) -> str:
    """A status, a theme or an activity without regard to case and to how it is spaced."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFKC", words).casefold()).strip()
