"""The command `grundlag report`: the year's papers, on one basis or on all."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

import typer

from grundlag import run, show
from grundlag.cli.options import (
    FIRST,
    HERE,
    LAST,
    USUAL,
    AsOf,
    Basis,
    Engine,
    Folder,
    day_of,
    out,
    until,
)

FIGURELESS = typer.Option("--grundlag", help="The decision paper: the bases, no figures.")


def report(
    year: Annotated[
        int | None,
        typer.Argument(metavar="YEAR", min=FIRST, max=LAST, help="The report year; or --grundlag."),
    ] = None,
    folder: Folder = HERE,
    basis: Basis = None,
    as_of: AsOf = None,
    every: Annotated[
        bool, typer.Option("--all", help="On every declared basis, and the comparison of them.")
    ] = False,
    grundlag: Annotated[bool, FIGURELESS] = False,
    engine: Engine = USUAL,
) -> None:
    """Write the year's papers, or the paper on the bases themselves.

    Into out/YEAR (on a basis not in force, out/YEAR-BASIS); with --all on each basis, and what
    compares them into out/YEAR-sammenligning; with --grundlag into out/grundlag.
    Where grundlag.toml protects small numbers, those for the public lie beside it, in -public.

    Example: grundlag report 2026
    """
    if grundlag is (year is not None) or (grundlag and (basis or every)):
        raise typer.BadParameter("write a year, or --grundlag alone, which is of all bases")
    if basis and every:
        raise typer.BadParameter("write --basis ID or --all, not both")
    if year is None:
        show.written(out, run.decisions.report_grounds(folder, day_of(as_of)))
    elif every:
        packs, compared = run.report_all(folder, year, day_of(as_of), until(as_of), engine)
        _told(packs, as_of, compared)
    else:
        pack = run.report(folder, year, day_of(as_of), basis, until(as_of), engine)
        _told([pack], as_of)


def _told(
    packs: Iterable["tuple[run.Run, run.Written]"],
    as_of: datetime | None,
    compared: Iterable["run.Written"] = (),
) -> None:
    """The verdicts of each basis and its files; then those of the comparisons."""
    for i, (found, written) in enumerate(packs):
        if i:
            out.print()
        show.verdicts(out, found, None)
        show.moved_remarks(out, found)
        show.later_remarks(out, found, day_of(as_of))
        out.print()
        show.written(out, written)
    for written in compared:
        out.print("\nThe bases compared:")
        show.written(out, written)
