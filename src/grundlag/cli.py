"""Words to calls: a command is a verb, does one thing, and says where it put things.

Exit 0: done, whatever the verdicts. 1: something in the input must be mended. 2: used wrongly.
"""

import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from grundlag import explain as way_back
from grundlag import run, show
from grundlag.errors import GrundlagError, Problem

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="From police reports and the safety survey to a judged paper, on a declared basis.",
)
out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

Folder = Annotated[Path, typer.Option("--folder", "-C", help="The working folder.")]
Basis = Annotated[str | None, typer.Option("--basis", help="A declared basis, by its id.")]
AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="Decisions known on this day."),
]
HERE = Path()


def main() -> None:
    """The command `grundlag`: errors that can be mended are listed, and the exit code is 1."""
    try:
        app()
    except GrundlagError as error:
        _list(error.problems)
        sys.exit(1)


def _list(problems: Iterable[Problem]) -> None:
    for problem in problems:
        err.print(str(problem), markup=False)


def _day(value: datetime | None) -> date:
    return value.date() if value else datetime.now(UTC).astimezone().date()


@app.command()
def new(folder: Path) -> None:
    """Make a working folder.

    Example: grundlag new tryghed-2026
    """
    run.new(folder)
    out.print(f"Made {folder}. Next: say in {folder}/sources.toml which column holds what, then")
    out.print(f"  grundlag take FILE... -C {folder}")


@app.command()
def take(
    files: list[Path],
    folder: Folder = HERE,
    source: Annotated[str | None, typer.Option(help="The source, by its id.")] = None,
    arrived: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="When it came (today).")
    ] = None,
    extracted: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="When it was drawn (when it came)."),
    ] = None,
) -> None:
    """Take deliveries in: read, check, set rows aside with reasons, keep the rest.

    Example: grundlag take anmeldelser-2026.csv --extracted 2026-02-16
    """
    defs = run.open_folder(folder)
    drawn = extracted.date() if extracted else None
    taken, problems = run.take_files(defs, files, _day(arrived), drawn, source)
    for each in taken:
        show.taken(out, each)
    _list(problems)
    if problems:
        raise typer.Exit(1)


@app.command()
def check(folder: Folder = HERE) -> None:
    """Check definitions and deliveries: everything wrong at once.

    Example: grundlag check
    """
    problems, notices = run.check(folder)
    for notice in notices:
        out.print(f"note: {notice}", markup=False)
    _list(problems)
    if problems:
        raise typer.Exit(1)
    out.print("Nothing has to be mended.")


@app.command()
def judge(
    words: Annotated[list[str], typer.Argument(metavar="[PARTNERSHIP] YEAR")],
    folder: Folder = HERE,
    basis: Basis = None,
    as_of: AsOf = None,
) -> None:
    """The verdicts of a report year in the terminal.

    Example: grundlag judge amager 2026
    """
    partnership, year = _partnership_and_year(words)
    found = run.judge_year(run.open_folder(folder), year, _day(as_of), basis)
    show.verdicts(out, found, partnership)


def _partnership_and_year(words: Sequence[str]) -> tuple[str | None, int]:
    if len(words) in (1, 2) and words[-1].isdigit():
        return (words[0] if len(words) == 2 else None), int(words[-1])
    raise typer.BadParameter("write a year, or a partnership and a year: amager 2026")


@app.command()
def report(year: int, folder: Folder = HERE, basis: Basis = None, as_of: AsOf = None) -> None:
    """Write the year's papers into out/YEAR.

    Example: grundlag report 2026
    """
    found, paths = run.report(folder, year, _day(as_of), basis)
    show.verdicts(out, found, None)
    out.print(f"\n{len(paths)} files in {paths[0].parent}:")
    for path in paths:
        out.print(f"  {path.name}")


@app.command()
def explain(
    partnership: str,
    year: int,
    indicator: str,
    folder: Folder = HERE,
    basis: Basis = None,
    as_of: AsOf = None,
) -> None:
    """A number's way back: rule, method, cube cells, deliveries; its rows added up again.

    Example: grundlag explain amager 2026 indbrud
    """
    show.explanation(
        out, way_back.explain(folder, partnership, year, indicator, _day(as_of), basis)
    )
