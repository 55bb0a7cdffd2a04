"""The file grundlag.toml: whose folder this is, and what its agenda item says besides figures."""

from typing import Literal

from pydantic.dataclasses import dataclass

from grundlag.basis.model import STRICT, Bool
from grundlag.basis.protection import Protection


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Agenda:
    """Who asks whom, and what the item says that no figure does; without it no item is made."""

    by: str
    to: str
    background: str
    economy: str
    next: str
    annexes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Look:
    """The city's own Word template and logo: files in the folder."""

    template: str | None = None
    logo: str | None = None
    logo_alt: str = ""


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Folder:
    """The file grundlag.toml: whose folder this is."""

    schema: Literal[1]
    city: str
    comparator: str
    language: Literal["da"] = "da"
    invented: Bool = False
    papers: tuple[Literal["overview", "partnership"], ...] = ("overview", "partnership")
    agenda: Agenda | None = None
    protect: Protection | None = None
    look: Look | None = None
