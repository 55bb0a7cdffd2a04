"""What is fetched from a statbank, and the banks and tables that are known without being told."""

import tomllib
from dataclasses import field
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from grundlag.basis.model import STRICT, Id


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Fetch:
    """A table of a statbank that is fetched for a source.

    `values` names variables and which of their values; a variable that is left out is summed up by
    the bank where it can be, and a time that is left out is all there is. `area` is the variable
    that `--area` chooses: one of its values is always named.
    """

    id: Id
    source: str
    table: Id
    bank: str = "dst"
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    area: str = ""
    format: Literal["CSV", "BULK"] = "CSV"


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Bank:
    """A statbank: its address, and the page on which a person finds the same tables."""

    id: str
    name: str
    address: str
    page: str


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Suggested:
    """How the file of a known fetch is read: a [[source]] to copy into sources.toml."""

    id: Id
    kind: Literal["crime_counts", "population"]
    provider: str
    columns: dict[str, str]
    hidden_as_zero: bool = False


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Known:
    """The file banks.toml."""

    bank: tuple[Bank, ...]
    fetch: tuple[Fetch, ...]
    source: tuple[Suggested, ...]


def known() -> Known:
    """The banks and fetches that come with the program."""
    text = Path(__file__).with_name("banks.toml").read_text("utf-8")
    return TypeAdapter(Known).validate_python(tomllib.loads(text))


def is_address(bank: str) -> bool:
    """Whether a bank is named by its address and not by its id."""
    return "://" in bank


def is_safe(address: str) -> bool:
    """Whether an address is of https, or of this machine itself."""
    own = ("http://127.0.0.1:", "http://127.0.0.1/", "http://localhost:", "http://localhost/")
    return address.startswith(("https://", *own))


def bank_of(name: str) -> Bank | None:
    """A known bank, or one that is named by its address; None where it is neither."""
    if is_address(name):
        return Bank(id=name, name=name, address=name.rstrip("/"), page=name)
    return next((bank for bank in known().bank if bank.id == name), None)
