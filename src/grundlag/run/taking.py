"""Files, folders and archives in, and out come deliveries, and what is wrong with the rest."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from grundlag.basis.clocks import parse_month
from grundlag.basis.load import Definitions
from grundlag.engine.connect import USUAL, Connection, engine
from grundlag.errors import DefinitionError, DeliveryError, Problem
from grundlag.records.lying import paths_below
from grundlag.records.match import accept
from grundlag.records.model import Taken
from grundlag.records.opening import Piece, pieces, told_of
from grundlag.records.personal import refuse_named
from grundlag.records.take import Coming, parts_of, ready, refuse_alike
from grundlag.run.folder import load


def take_files(
    defs: Definitions,
    files: Sequence[Path],
    arrived: date,
    extracted: date | None = None,
    source: str | None = None,
    covers: range | None = None,
    progress: Callable[[str, float], None] = lambda name, share: None,
    accepts: bool = False,
    passed: Callable[[Problem], None] = lambda problem: None,
    in_place: bool = False,
    on_engine: str = USUAL,
) -> tuple[list[Taken], list[Problem]]:
    """Take in what can be taken, file by file; the problems of the rest, all at once.

    A folder and an archive are the files in them, a workbook the sheets that have a source's
    columns. `progress` is told of each file how much of it has been read, 0 to 1; `passed` of files
    in a folder or an archive that are none of ours. Who `accepts` has looked at the guesses of
    their columns, which are confirmed first. Records that are taken `in_place` stay where they lie,
    and are checked on an engine; a copy is always read on this machine.
    """
    taken: list[Taken] = []
    problems: list[Problem] = []
    how = Coming(
        arrived=arrived, extracted=extracted, source=source, covers=covers, in_place=in_place
    )
    found = _lying(files) if in_place else _pieces(defs, files, passed, problems)
    with engine(on_engine if in_place else USUAL) as connection:
        for piece in found:
            try:
                refuse_named(piece.name)
                if accepts:
                    defs = accept(defs, paths_below(piece.path)[0] if in_place else piece.path)
                taken += _of_piece(connection, defs, piece, how, progress)
            except (DefinitionError, DeliveryError) as error:
                problems += told_of(piece, error.problems)
                defs = load(defs.root)  # a guess may stand in sources.toml now
            except OSError as error:
                problems.append(out_of_reach(error))
    return taken, problems


def _of_piece(
    connection: Connection, defs: Definitions, piece: Piece, how: Coming,
    progress: Callable[[str, float], None],
) -> list[Taken]:  # fmt: skip
    """All of a file or none of it: the sheets of a workbook are kept when all are right."""
    with ExitStack() as laid:
        sheets = []
        for part in ("",) if how.in_place else parts_of(defs, piece.path, how.source):
            tell = partial(progress, f"{piece.name} {part}".strip())
            coming = replace(how, progress=tell, part=part, name=piece.name)
            sheets.append(laid.enter_context(ready(connection, defs, piece.path, coming)))
        refuse_alike(sheets)
        return [each.kept() for each in sheets]


def _lying(files: Sequence[Path]) -> Iterator[Piece]:
    """A file or folder of records, each one delivery."""
    yield from (Piece(path=path, name=path.resolve().name) for path in files)


def _pieces(
    defs: Definitions, files: Sequence[Path], passed: Callable[[Problem], None],
    problems: list[Problem],
) -> Iterator[Piece]:  # fmt: skip
    """The files that some paths hold; what is wrong with a path is one more problem."""
    for path in files:
        with closing(pieces(path, defs.root, passed)) as found:
            try:
                yield from found
            except DeliveryError as error:
                problems += error.problems
            except OSError as error:
                problems.append(out_of_reach(error))


def months_of(text: str) -> range:
    """The months from one to another, as they are written: 2025-01:2025-12; else ValueError."""
    try:
        first, last = (parse_month(part) for part in text.split(":"))
    except ValueError as error:
        raise ValueError("write two months: 2025-01:2025-12") from error
    if last < first:
        raise ValueError("the last month is before the first")
    return range(first, last + 1)


def out_of_reach(error: OSError) -> Problem:
    """A file or folder that the system keeps from us."""
    what = f"{error.strerror or error}."
    fix = "See that the path is right, and that you may read and write there."
    return Problem(where=str(error.filename or "a file"), what=what, fix=fix)
