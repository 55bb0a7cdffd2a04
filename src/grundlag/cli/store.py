"""The commands on the store: what lies in it, taking back, forgetting."""

from datetime import datetime
from typing import Annotated

import typer

from grundlag import run, show
from grundlag.cli.options import DAY, HERE, AsOf, Folder, day_of, out, until

Name = Annotated[
    str, typer.Argument(metavar="SOURCE/DIGEST", help="A delivery, as `grundlag log` names it.")
]


def log(folder: Folder = HERE, as_of: AsOf = None) -> None:
    """Every delivery, and what it speaks for.

    Source by source, in the order they arrived: also those that mend another, are superseded,
    withdrawn, or whose rows are forgotten.

    Example: grundlag log
    """
    show.log(out, run.archive.log(folder, until(as_of)))


def withdraw(
    delivery: Name,
    folder: Folder = HERE,
    on: Annotated[
        datetime | None,
        typer.Option(metavar="DAY", formats=DAY, help="From when it is not heard (today)."),
    ] = None,
    why: Annotated[str, typer.Option(metavar="TEXT", help="Why, for the log.")] = "",
) -> None:
    """Take a delivery back that was taken in by mistake.

    From that day on it is not heard; before, it still is, unless that day is the one it arrived.
    Nothing is deleted, and the same file can be taken in again, as arrived on another day.

    Example: grundlag withdraw befolkning/0123456789abcdef --why "Forkert fil"
    """
    show.withdrawn(out, run.archive.withdraw(folder, delivery, day_of(on), why))


def forget(
    name: Annotated[
        str | None,
        typer.Argument(metavar="SOURCE[/DIGEST]", help="A delivery, or all of a source."),
    ] = None,
    before: Annotated[
        datetime | None,
        typer.Option(metavar="DAY", formats=DAY, help="Those that arrived before that day."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do it; else it is only told.")] = False,
    folder: Folder = HERE,
) -> None:
    """Remove the rows of reports and answers, keep what was counted.

    Reports, verdicts and as-of come out as before. What would count the rows in another way, as a
    new boundary, says that it cannot. The same file taken in again brings them back.

    Example: grundlag forget --before 2021-01-01
    """
    if name is None and before is None:
        raise typer.BadParameter("name a source or a delivery, or a day with --before")
    day = before.date() if before else None
    chosen = run.archive.to_forget(folder, name, day)
    if yes:
        run.archive.forget(folder, chosen, day_of(None))
    show.forgetting(out, chosen, yes)
