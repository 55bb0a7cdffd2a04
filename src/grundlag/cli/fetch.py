"""The command `grundlag fetch`: a table of a statbank, as a file to take in."""

from typing import Annotated

import typer

from grundlag import run, show
from grundlag.cli.options import HERE, Folder, day_of, out

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
    if bank is not None and not run.fetching.may_ask(bank):
        raise typer.BadParameter("write an address that begins https://", param_hint="--bank")
    asked = run.fetching.Narrowed(
        areas=tuple(area or ()), since=since, until=until, bank=bank or ""
    )
    got = run.fetching.fetch(folder, word, day_of(None), asked, again, timeout, proxy)
    show.fetched(out, got, not take)
    if take:
        show.taken(out, run.fetching.take(run.load(folder), got))
