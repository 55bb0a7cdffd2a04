"""The command `grundlag verify`: a report made again from what its receipt names."""

from pathlib import Path
from typing import Annotated

import typer

from grundlag import run, show
from grundlag.cli.options import HERE, Folder, list_problems, out


def verify(
    file: Annotated[Path, typer.Argument(metavar="report.json", help="A report and its receipt.")],
    folder: Folder = HERE,
) -> None:
    """Make a report again, and say whether it says the same.

    It is made again from the cubes, as of its day; what differs is told, and what is other now:
    a version, a definition, a delivery, rows that were forgotten. Exit 1 where anything differs.

    Example: grundlag verify out/2026/report.json
    """
    found = run.verifying.verify(folder, file)
    show.verified(out, found)
    list_problems(found.problems)
    raise typer.Exit(0 if found.same else 1)
