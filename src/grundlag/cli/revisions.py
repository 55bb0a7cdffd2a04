"""The command `grundlag revisions`."""

from pathlib import Path
from typing import Annotated

import typer

from grundlag import run, show
from grundlag.cli.options import FIRST, HERE, LAST, AsOf, Basis, Folder, day_of, out, until


def revisions(
    source: Annotated[
        str | None, typer.Option(metavar="ID", help="One source's deliveries (all).")
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(min=FIRST, max=LAST, metavar="YEAR", help="Figures of one year (all)."),
    ] = None,
    save: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write them all, new ones too, as .csv or .xlsx."),
    ] = None,
    folder: Folder = HERE,
    basis: Basis = None,
    as_of: AsOf = None,
) -> None:
    """What each delivery changed in figures that were known.

    Reports by type, year and area, inhabitants, surveys: what was not known before in a line,
    figures that became others in a table. Late reports only add; where any were taken away, it says
    corrected.

    Example: grundlag revisions --year 2024
    """
    found = run.revisions.revisions(folder, day_of(as_of), basis, source, year, until(as_of))
    show.paper(out, found.paper)
    if save is not None:
        run.revisions.save_revisions(found, save)
        out.print(f"\nSaved as {save}.")
