"""The command `grundlag serve`: the year's report in a browser, on this machine."""

from typing import Annotated

import typer

from grundlag import web
from grundlag.cli.options import HERE, Folder, day_of, out
from grundlag.errors import GrundlagError, Problem

EXTRA = ("starlette", "uvicorn")


def serve(
    folder: Folder = HERE,
    port: Annotated[
        int, typer.Option(min=0, max=65535, metavar="N", help="The port; 0 for any that is free.")
    ] = 8020,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="This machine, and no other address.")
    ] = "127.0.0.1",
) -> None:
    """Show the report in a browser, with the way back of each number.

    On this machine alone, until Ctrl+C. It reads the folder anew as soon as a file of it changes.

    Example: grundlag serve
    """
    try:
        begin = web.serve
    except ModuleNotFoundError as error:
        if error.name not in EXTRA:
            raise
        what = f"{error.name} is not installed: the pages are an extra of the package."
        fix = 'Install it: pip install "grundlag[web]".'
        raise GrundlagError(Problem(where="serve", what=what, fix=fix)) from error
    begin(folder, lambda: day_of(None), host, port, _tell)


def _tell(address: str) -> None:
    out.print(f"The report is at {address} (Ctrl+C stops it).")
