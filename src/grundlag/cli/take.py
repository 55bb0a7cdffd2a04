"""The command `grundlag take`: files in, as they came."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from grundlag import run, show
from grundlag.cli.options import DAY, HERE, USUAL, Engine, Folder, day_of, err, list_problems, out
from grundlag.errors import Problem

Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILE", help="CSV, Excel, SPSS ..., a zip, a folder: as they came."),
]
Arrived = Annotated[
    datetime | None, typer.Option(metavar="DAY", formats=DAY, help="When it came (today).")
]
Extracted = Annotated[
    datetime | None,
    typer.Option(metavar="DAY", formats=DAY, help="When it was drawn (when it came)."),
]
Covers = Annotated[
    str | None,
    typer.Option(
        metavar="MONTH:MONTH", help="The months it holds whole (those it has reports of)."
    ),
]
Accepts = Annotated[
    bool, typer.Option("--accept", help="The columns as they stand in sources.toml are right.")
]
InPlace = Annotated[
    bool, typer.Option("--in-place", help="Copy nothing: FILE is Parquet, or a folder of it.")
]
SourceId = Annotated[
    str | None, typer.Option(metavar="ID", help="The source, where the columns alone do not tell.")
]


def take(
    files: Files,
    folder: Folder = HERE,
    source: SourceId = None,
    arrived: Arrived = None,
    extracted: Extracted = None,
    covers: Covers = None,
    accepts: Accepts = False,
    in_place: InPlace = False,
    engine: Engine = USUAL,
) -> None:
    """Take files in: check them, set bad rows aside, keep the rest.

    A mended set-aside.xlsx is taken in as well: its rows are added to the delivery they are of. A
    file of a new make is guessed into sources.toml: mend it there, then take it with --accept.
    Records in Parquet, a file or a folder of files, can stay where they lie with --in-place.

    Example: grundlag take anmeldelser-2026.csv --extracted 2026-02-16
    """
    defs = run.load(folder)
    drawn = extracted.date() if extracted else None
    passed: list[Problem] = []
    with show.bar(err) as tell:
        how = (day_of(arrived), drawn, source, _months(covers), tell, accepts, passed.append)
        taken, problems = run.take_files(defs, files, *how, in_place, engine)
    for problem in passed:
        out.print(f"note: {problem}")
    for each in taken:
        show.taken(out, each)
    list_problems(problems)
    raise typer.Exit(1 if problems else 0)


def _months(text: str | None) -> range | None:
    """The months from one to another, as they are written: 2025-01:2025-12."""
    if text is None:
        return None
    try:
        return run.months_of(text)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--covers") from error
