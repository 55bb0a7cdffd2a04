"""Words to calls: a command is a verb, does one thing, and says where it put things.

Exit 0: done, whatever the verdicts. 1: something in the input must be mended. 2: used wrongly.
"""

import gc
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from grundlag import run, show
from grundlag.cli.certify import certify
from grundlag.cli.fetch import fetch
from grundlag.cli.options import (
    DAY,
    FIRST,
    HERE,
    LAST,
    USUAL,
    AsOf,
    Basis,
    Engine,
    Folder,
    Year,
    day_of,
    err,
    list_problems,
    out,
    until,
)
from grundlag.cli.power import power
from grundlag.cli.proof import proof
from grundlag.cli.report import report
from grundlag.cli.revisions import revisions
from grundlag.cli.serve import serve
from grundlag.cli.store import forget, log, withdraw
from grundlag.cli.take import take
from grundlag.cli.twin import twin
from grundlag.cli.verify import verify
from grundlag.errors import GrundlagError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="From police reports and the safety survey to a judged paper, on a declared basis.",
)


def main() -> None:
    """The command `grundlag`: errors that can be mended are listed, and the exit code is 1."""
    gc.freeze()  # nothing of what is loaded has to be looked through
    gc.enable()
    try:
        app()
    except GrundlagError as error:
        list_problems(error.problems)
        sys.exit(1)
    except OSError as error:
        list_problems([run.out_of_reach(error)])
        sys.exit(1)


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is not there yet.")],
) -> None:
    """Make a working folder.

    Example: grundlag new tryghed-2026
    """
    run.new(folder)
    out.print(f"Made {folder}. Next: say in {folder}/sources.toml which column holds what, then")
    out.print(f"  grundlag take FILE... -C {quote(str(folder))}")
    out.print("or, to fill in an Excel workbook and write no TOML:")
    out.print(f"  grundlag setup -C {quote(str(folder))}")


@app.command()
def setup(folder: Folder = HERE) -> None:
    """Write a workbook to fill in instead of TOML.

    It holds baselines, periods and columns as they are declared now. Where it is in the folder, its
    sheets speak instead of the same sections of the TOML files.

    Example: grundlag setup
    """
    path = run.set_up(folder)
    out.print(f"Wrote {path}. Fill it in, save it, and see that it is right:")
    out.print(f"  grundlag check -C {quote(str(folder))}")


app.command()(take)


@app.command()
def check(folder: Folder = HERE, engine: Engine = USUAL) -> None:
    """Check definitions and deliveries: everything wrong at once.

    What stops comes first, then what is only to be known; all of it in out/check.csv.

    Example: grundlag check
    """
    found = run.checked(folder, engine)
    show.checked(out, err, found, run.listed(found, folder))
    if not all(each.is_notice for each in found):
        raise typer.Exit(1)


@app.command()
def judge(
    words: Annotated[
        list[str],
        typer.Argument(metavar="[PARTNERSHIP] YEAR", help="A report year; all, or one, of them."),
    ],
    folder: Folder = HERE,
    basis: Basis = None,
    as_of: AsOf = None,
    engine: Engine = USUAL,
) -> None:
    """The verdicts of a report year in the terminal.

    Example: grundlag judge amager 2026
    """
    partnership, year = _partnership_and_year(words)
    defs = run.load(folder)
    found = run.judge_year(defs, year, day_of(as_of), basis, until(as_of), engine)
    show.verdicts(out, found, partnership)


def _partnership_and_year(words: Sequence[str]) -> tuple[str | None, int]:
    if len(words) in (1, 2) and words[-1].isdecimal() and FIRST <= int(words[-1]) <= LAST:
        return (words[0] if len(words) == 2 else None), int(words[-1])
    raise typer.BadParameter("write a year, or a partnership and a year: amager 2026")


app.command()(power)
app.command()(revisions)
app.command()(proof)
app.command()(verify)


app.command()(fetch)


app.command()(report)


@app.command()
def diff(
    old: Annotated[str, typer.Argument(metavar="BASIS", help="The basis to compare from.")],
    new: Annotated[str, typer.Argument(metavar="BASIS", help="The basis to compare to.")],
    year: Annotated[
        int | None,
        typer.Option(min=FIRST, max=LAST, metavar="YEAR", help="With figures of a report year."),
    ] = None,
    save: Annotated[
        bool, typer.Option("--save", help="Write it into out/, as Word and HTML.")
    ] = False,
    folder: Folder = HERE,
    as_of: AsOf = None,
) -> None:
    """What the second basis says otherwise than the first.

    By kind of change: goals, targets, indicators, codes, tables. With a year also the reports that
    each code moves, the cells that differ and the verdicts that shift.

    Example: grundlag diff nuvaerende forslag-2025 --year 2026
    """
    compared = run.decisions.compare(folder, (old, new), day_of(as_of), year, until(as_of))
    if save:
        show.written(out, run.decisions.save_comparison(folder, compared, year))
    else:
        show.paper(out, compared)


@app.command()
def adopt(
    basis: Annotated[str, typer.Argument(metavar="BASIS", help="The basis that was decided.")],
    by: Annotated[str, typer.Option(metavar="WHO", help="Who decided it.")],
    on: Annotated[datetime, typer.Option(metavar="DAY", formats=DAY, help="When.")],
    case: Annotated[str, typer.Option(metavar="NUMBER", help="The case number.")],
    folder: Folder = HERE,
) -> None:
    """Write down a decision, with a note to each steering group.

    The decision goes into decisions.toml, the notes into out/orientering. Until then everything
    printed on the basis says FORSLAG; from its first report year it is in force.

    Example: grundlag adopt forslag-2025 --by ØU --on 2025-06-10 --case 2025-1
    """
    show.adopted(out, basis, run.decisions.adopt(folder, basis, by, on.date(), case, day_of(None)))


@app.command()
def explain(
    partnership: Annotated[
        str, typer.Argument(metavar="PARTNERSHIP", help="Its id, or the city's.")
    ],
    year: Year,
    indicator: Annotated[str, typer.Argument(metavar="INDICATOR", help="Its id in the basis.")],
    folder: Folder = HERE,
    basis: Basis = None,
    as_of: AsOf = None,
) -> None:
    """A number's way back, with its rows added up again.

    Rule, method, cube cells, deliveries and the SHA-256 of their files; for a delivered figure the
    lines it stands on. A number that its rows do not add up to is an error.

    Example: grundlag explain amager 2026 indbrud
    """
    show.explanation(
        out,
        run.explain.explain(
            folder, partnership, year, indicator, day_of(as_of), basis, until(as_of)
        ),
    )


app.command()(serve)
for command in (log, withdraw, forget):
    app.command()(command)
app.command()(twin)
app.command()(certify)
