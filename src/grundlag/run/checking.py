"""A folder in, and out comes everything that is wrong with it, or should be known."""

from collections.abc import Sequence
from pathlib import Path

from grundlag.basis.check import check as check_definitions
from grundlag.basis.check_protection import protection_is_said
from grundlag.basis.load import Definitions, load
from grundlag.cubes.check import parted, told
from grundlag.cubes.check_rows import ALL_UNKNOWN
from grundlag.cubes.count import count
from grundlag.cubes.model import Cubes, Told
from grundlag.cubes.unknown import as_csv, unknown_words
from grundlag.engine import listing
from grundlag.engine.connect import USUAL, engine
from grundlag.engine.disk import write_bytes
from grundlag.errors import Problem
from grundlag.indicators.idle import idle_bridges
from grundlag.verdicts.doubts import doubts, latest
from grundlag.verdicts.leaps import leaping

LIST = Path("out") / "check.csv"
HEADER = ("level", "rule", "where", "what", "fix")
DEFINITIONS = "definitions"  # the rule by which what is wrong with them is told


def check(root: Path, on_engine: str = USUAL) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Everything wrong with a folder's definitions and deliveries, and what should be known."""
    return parted(checked(root, on_engine))


def checked(root: Path, on_engine: str = USUAL) -> tuple[Told, ...]:
    """The same with the rule that tells it.

    Leaps, and targets that can show little, are told where nothing has to be mended.
    """
    defs = load(root)
    if problems := check_definitions(defs):
        return tuple(Told(is_notice=False, rule=DEFINITIONS, problem=p) for p in problems)
    with engine(on_engine) as connection:
        cubes = count(connection, defs)
    found = told(defs, cubes)
    _list_unknown(defs, cubes)
    asked = (Told(is_notice=False, rule=DEFINITIONS, problem=p) for p in protection_is_said(defs))
    noted = (Told(is_notice=True, rule=DEFINITIONS, problem=p) for p in defs.notices)
    found = (*asked, *noted, *found)
    if any(not each.is_notice for each in found):
        return found
    idle = tuple(Told(is_notice=True, rule="bridges", problem=p) for p in idle_bridges(defs, cubes))
    measured = latest(defs, cubes)
    return (*found, *leaping(defs, cubes, measured), *idle, *doubts(defs, measured))


def _list_unknown(defs: Definitions, cubes: Cubes) -> None:
    """Write all unknown words where they are more than a terminal shows; else none is there."""
    path = defs.root / ALL_UNKNOWN
    if words := unknown_words(defs, cubes):
        path.parent.mkdir(exist_ok=True)
        write_bytes(as_csv(words), path)
    else:
        path.unlink(missing_ok=True)


def listed(found: Sequence[Told], root: Path) -> Path:
    """Everything that is told, a row each, for a spreadsheet to filter; an old list is replaced."""
    path = root / LIST
    if found or path.exists():
        path.parent.mkdir(exist_ok=True)
        first = sorted(found, key=lambda told: told.is_notice)  # what stops comes first
        write_bytes(listing.as_csv(HEADER, map(_row, first)), path)
    return path


def _row(each: Told) -> tuple[str, ...]:
    level, problem = "notice" if each.is_notice else "stop", each.problem
    return level, each.rule, problem.where, problem.what, problem.fix
