"""The command `grundlag power`."""

from typing import Annotated

import typer

from grundlag import run, show
from grundlag.cli.options import FIRST, HERE, LAST, AsOf, Basis, Folder, day_of, out, until


def power(
    year: Annotated[
        int | None,
        typer.Argument(
            metavar="YEAR", min=FIRST, max=LAST, help="A report year (the first to come)."
        ),
    ] = None,
    partnership: Annotated[
        str | None, typer.Option(metavar="ID", help="One partnership (all).")
    ] = None,
    change: Annotated[
        float | None,
        typer.Option(
            metavar="N",
            min=0.1,
            max=100,
            help="A true change: so many per cent of a count, points of a share (25 and 5).",
        ),
    ] = None,
    folder: Folder = HERE,
    basis: Basis = None,
    as_of: AsOf = None,
) -> None:
    """What a report year can show at all, before its figures come.

    The smallest change that is shown 8 times in 10, false alarms, and what would decide each line,
    by the figures of earlier years alone.

    Example: grundlag power 2027 --partnership amager
    """
    found = run.ahead.foresee(folder, day_of(as_of), year, change, basis, partnership, until(as_of))
    show.paper(out, found)
