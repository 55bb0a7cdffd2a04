"""The command `grundlag certify`: the invented city on two engines, and whether they agree."""

from typing import Annotated

import typer

from grundlag import run, show
from grundlag.cli.options import USUAL, Engine, out

Scale = Annotated[
    float, typer.Option(metavar="X", min=0.02, max=10, help="1 is a city of 640,000; 0.02 to 10.")
]


def certify(engine: Engine = USUAL, scale: Scale = 0.02) -> None:
    """Count an invented city on an engine and on DuckDB, and compare.

    Its reports and answers are taken in as copies and where they lie; every cell, count, weight,
    place and row set aside must be the same. Exit 1 where anything differs. Nothing is kept.

    Example: grundlag certify --engine duckdb
    """
    found = run.certifying.certify(engine, scale)
    show.certified(out, found)
    raise typer.Exit(1 if found.differing else 0)
