"""What several commands share: options for folder, basis, day and year; where they print."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from grundlag.errors import Problem

out = Console(highlight=False, soft_wrap=True, markup=False)
err = Console(highlight=False, soft_wrap=True, markup=False, stderr=True)

FIRST, LAST = 1900, 2100  # the years that definitions may name
DAY = ["%Y-%m-%d"]
HERE = Path()
USUAL = "duckdb"

Folder = Annotated[Path, typer.Option("--folder", "-C", metavar="DIR", help="The working folder.")]
Basis = Annotated[
    str | None, typer.Option("--basis", metavar="ID", help="A declared basis (the one in force).")
]
AsOf = Annotated[
    datetime | None,
    typer.Option(
        "--as-of", metavar="DAY", formats=DAY, help="As it was known on that day (today, all)."
    ),
]
Engine = Annotated[
    str,
    typer.Option(
        "--engine",
        metavar="NAME[:MASTER]",
        envvar="GRUNDLAG_ENGINE",
        help="What counts: duckdb, spark, or spark:MASTER as spark:spark://host:7077.",
    ),
]
Year = Annotated[int, typer.Argument(metavar="YEAR", min=FIRST, max=LAST, help="The report year.")]


def list_problems(problems: Iterable[Problem]) -> None:
    """Each problem, with where it is and what to do."""
    for problem in problems:
        err.print(str(problem))


def day_of(value: datetime | None) -> date:
    """The day that is told, or today."""
    return value.date() if value else datetime.now(UTC).astimezone().date()


def until(value: datetime | None) -> date | None:
    """The last day of arrival that counts; all count where no day was given."""
    return value.date() if value else None
