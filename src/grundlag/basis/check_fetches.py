"""What a [[fetch]] must name: a source for its file, and a bank that may be asked."""

from collections.abc import Iterator

from grundlag.basis.check_bases import unknown
from grundlag.basis.declared import Definitions
from grundlag.basis.fetches import bank_of, is_address, is_safe, known
from grundlag.errors import Problem

SOURCES = "sources.toml"
FETCHED = ("crime_counts", "population")


def fetches_are_for_sources(defs: Definitions) -> Iterator[Problem]:
    """What is fetched is read by a source of counts or inhabitants."""
    kinds = {source.id: source.kind for source in defs.sources.source}
    for i, fetch in enumerate(defs.sources.fetch):
        where = defs.where(SOURCES, "fetch", i, "source")
        if fetch.source not in kinds:
            yield unknown(where, "source", fetch.source, kinds)
        elif kinds[fetch.source] not in FETCHED:
            what = f'source "{fetch.source}" is {kinds[fetch.source]}, which no bank has.'
            fix = f"Name a source of {' or '.join(FETCHED)}."
            yield Problem(where=where, what=what, fix=fix)


def fetches_name_banks(defs: Definitions) -> Iterator[Problem]:
    """A bank is one that is known, or an address that nobody can answer in the place of."""
    for i, fetch in enumerate(defs.sources.fetch):
        where = defs.where(SOURCES, "fetch", i, "bank")
        if bank_of(fetch.bank) is None:
            yield unknown(where, "bank", fetch.bank, [bank.id for bank in known().bank])
        elif is_address(fetch.bank) and not is_safe(fetch.bank):
            what = f'"{fetch.bank}" is not safe: anybody on the way could answer.'
            yield Problem(where=where, what=what, fix="Write an address that begins https://.")
