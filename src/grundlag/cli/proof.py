"""The command `grundlag proof`: a paper that people have edited, held against the report."""

from pathlib import Path
from typing import Annotated

import typer

from grundlag import run, show
from grundlag.cli.options import HERE, Folder, out


def proof(
    file: Annotated[Path, typer.Argument(metavar="FILE.docx", help="A paper, as it was edited.")],
    report: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="Its report.json (beside it, or the one in out/)."),
    ] = None,
    lift: Annotated[
        bool, typer.Option("--lift", help="Write its remarks into remarks/YEAR.toml.")
    ] = False,
    folder: Folder = HERE,
) -> None:
    """Proof-read a paper that was edited in Word.

    Its numbers, its words, what is new or gone, and its remarks.

    Exit 1 where a number is not the report's, or a word says more than its verdict.

    Example: grundlag proof out/2026/amager.docx
    """
    found = run.proofing.proof(folder, file, report, lift)
    show.proof(out, found)
    raise typer.Exit(1 if any(slip.wrong for slip in found.slips) else 0)
