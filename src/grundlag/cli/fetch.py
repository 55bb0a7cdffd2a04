"""The command `grundlag fetch`: a table of a statbank, as a file to take in."""

import json
from collections.abc import Iterator
from shlex import quote
from time import monotonic
from typing import Annotated

import typer

from grundlag import run, show
from grundlag.basis.fetches import Suggested, bank_of, is_address, is_safe
from grundlag.cli.options import HERE, Folder, day_of, out
from grundlag.records.statbank.model import Fetched, Patience
from grundlag.run import fetching
from grundlag.run.fetching import Got, Narrowed

PROXY = ["HTTPS_PROXY", "https_proxy"]


Word = Annotated[
    str, typer.Argument(metavar="WORD", help="population, straf11, kkbef1, or a [[fetch]].")
]
Area = Annotated[
    list[str] | None,
    typer.Option(metavar="CODE", help="An area, by code or name; may be repeated."),
]
Since = Annotated[
    str, typer.Option("--from", metavar="PERIOD", help="The first period: 2024 or 2024K1.")
]
Until = Annotated[str, typer.Option("--to", metavar="PERIOD", help="The last period.")]
Take = Annotated[bool, typer.Option("--take", help="Take the file in at once.")]
Again = Annotated[bool, typer.Option("--again", help="Fetch it though it was fetched today.")]
Wait = Annotated[
    float, typer.Option(metavar="SECONDS", min=1, max=3600, help="The longest wait for an answer.")
]
Address = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="Another address of the bank.")
]
Proxy = Annotated[
    str | None, typer.Option(metavar="ADDRESS", envvar=PROXY, help="The way out of the house.")
]


def fetch(
    word: Word,
    area: Area = None,
    since: Since = "",
    until: Until = "",
    take: Take = False,
    again: Again = False,
    timeout: Wait = 60,
    bank: Address = None,
    proxy: Proxy = None,
    folder: Folder = HERE,
) -> None:
    """Fetch a table from Statistics Denmark or the city's bank.

    The file, and beside it what was asked for, are kept in fetched/. This is the one command that
    uses the network; a file that was saved by hand from the bank's page serves as well.

    Example: grundlag fetch straf11 --area 101 --from 2024
    """
    if bank is not None and not (is_address(bank) and is_safe(bank)):
        raise typer.BadParameter("write an address that begins https://", param_hint="--bank")
    patience = Patience(seconds=timeout, now=monotonic, proxy=proxy)
    narrowed = Narrowed(
        areas=tuple(area or ()), since=since, until=until, bank=bank_of(bank) if bank else None
    )
    got = fetching.fetch(folder, word, day_of(None), patience, narrowed, again)
    _tell(got.file)
    if got.source is None and got.suggested:
        out.print("No source reads it yet. Copy this into sources.toml:\n")
        out.print("\n".join(_block(got.suggested)))
    if take:
        show.taken(out, fetching.take(run.open_folder(folder), got))
    else:
        _next(got)


def _tell(file: Fetched) -> None:
    """What was fetched, where it lies, and what should be known of it."""
    times = f" in {file.questions} questions" if file.questions > 1 else ""
    how = "already fetched today; --again fetches it anew" if file.known else f"fetched{times}"
    out.print(f"{file.title}, updated {file.updated}: {file.rows} figures, {how}")
    out.print(f"  {file.path}")
    for notice in file.notices:
        out.print(f"note: {notice}")


def _next(got: Got) -> None:
    source = got.source.id if got.source else got.suggested.id if got.suggested else "ID"
    path = got.file.path
    out.print(f"Next: grundlag take {quote(str(path))} --source {source} --extracted {got.day}")


def _block(source: Suggested) -> Iterator[str]:
    """A [[source]] as it is written in sources.toml."""
    yield "[[source]]"
    yield from (f"{key} = {_toml(getattr(source, key))}" for key in ("id", "kind", "provider"))
    if source.hidden_as_zero:
        yield "hidden_as_zero = true"
    yield "[source.columns]"
    yield from (f"{name} = {_toml(column)}" for name, column in source.columns.items())


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
