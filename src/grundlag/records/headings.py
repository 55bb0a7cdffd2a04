"""How columns are called, by `headings.toml`: what a heading says, and which are personal."""

import re
import tomllib
import unicodedata
from dataclasses import field
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Words:
    """How a kind's columns are called; and what a source of it is called where nobody said."""

    id: str
    provider: str
    says: dict[str, tuple[str, ...]]
    may: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Personal:
    """What is called as a person's own: whole headings, words in them, words in a row."""

    whole: tuple[str, ...]
    words: tuple[str, ...]
    phrases: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Headings:
    """The file headings.toml."""

    ignored: frozenset[str]
    letters: dict[str, str]
    personal: Personal
    kind: dict[str, Words]


@cache
def headings() -> Headings:
    """The words that are known."""
    text = Path(__file__).with_name("headings.toml").read_text("utf-8")
    return TypeAdapter(Headings).validate_python(tomllib.loads(text))


@cache
def folded(heading: str) -> str:
    """A heading as headings are compared: words of plain letters and digits, one blank between."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", unicodedata.normalize("NFC", heading))
    plain = "".join(headings().letters.get(sign, sign) for sign in parted.casefold())
    bare = unicodedata.normalize("NFKD", plain)
    return " ".join(re.findall("[a-z0-9]+", "".join(s for s in bare if not _is_accent(s))))


def _is_accent(sign: str) -> bool:
    return bool(unicodedata.combining(sign))


def is_personal(heading: str) -> bool:
    """Whether a column is called as something that is a person's own."""
    words, known = folded(heading), headings().personal
    spaced = f" {words} "
    return (
        words in known.whole
        or any(word in known.words for word in words.split())
        or any(f" {phrase} " in spaced for phrase in known.phrases)
    )


def words_of(heading: str) -> frozenset[str]:
    """The words of a heading that tell it apart from others."""
    return frozenset(folded(heading).split()) - headings().ignored
