"""Ask a statbank for a table, for a working folder, and take its file in."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import monotonic

from grundlag.basis.fetches import Bank, Suggested, bank_of, is_address, is_safe
from grundlag.basis.folder import Source
from grundlag.basis.load import Definitions
from grundlag.errors import DefinitionError, DeliveryError, Problem
from grundlag.records.model import Taken
from grundlag.records.statbank.fetch import fetch as fetch_table
from grundlag.records.statbank.model import Fetched, Patience, Wanted
from grundlag.records.statbank.whose import fetch_of, source_of, suggested
from grundlag.run.folder import load
from grundlag.run.taking import take_files


@dataclass(frozen=True, kw_only=True)
class Narrowed:
    """What a command says of a fetch beside its name: areas, periods, another address."""

    areas: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    bank: str = ""


@dataclass(frozen=True, kw_only=True)
class Got:
    """A fetched file with the source that reads it, or the one that could."""

    file: Fetched
    day: date
    source: Source | None
    suggested: Suggested | None


def may_ask(bank: str) -> bool:
    """Whether a bank is named by an address that may be asked."""
    return is_address(bank) and is_safe(bank)


def fetch(
    root: Path,
    word: str,
    day: date,
    narrowed: Narrowed = Narrowed(),
    again: bool = False,
    seconds: float = 60,
    proxy: str | None = None,
) -> Got:
    """Fetch a table into the folder `fetched`; raises FetchError where it cannot be had whole.

    An answer is waited for so many `seconds`; `proxy` is the address of the way out of the house.
    """
    defs = load(root)
    declared = fetch_of(defs, word)
    if narrowed.areas and not declared.area:
        what = f'the fetch "{word}" does not say which variable --area chooses.'
        fix = "Say area = ... in [[fetch]], or name the areas under [fetch.values]."
        raise DefinitionError(Problem(where="--area", what=what, fix=fix))
    bank = bank_of(narrowed.bank or declared.bank)
    wanted = Wanted(
        fetch=declared,
        bank=bank or Bank(id="", name="", address=declared.bank, page=""),
        areas=narrowed.areas,
        since=narrowed.since,
        until=narrowed.until,
    )
    source = source_of(defs, declared)
    patience = Patience(seconds=seconds, now=monotonic, proxy=proxy)
    file = fetch_table(root, wanted, day, patience, source, again)
    return Got(file=file, day=day, source=source, suggested=suggested(declared))


def take(defs: Definitions, got: Got) -> Taken:
    """Take a fetched file in, as drawn on the day it was fetched; raises DeliveryError."""
    if got.source is None:
        what = "no source reads it yet."
        fix = "Copy the [[source]] above into sources.toml, and fetch again with --take."
        raise DeliveryError(Problem(where=got.file.path.name, what=what, fix=fix))
    taken, problems = take_files(defs, [got.file.path], got.day, got.day, got.source.id)
    if problems:
        raise DeliveryError(problems)
    return taken[0]
