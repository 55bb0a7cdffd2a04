"""A working folder with a city that was made up."""

from collections.abc import Iterator
from pathlib import Path

from grundlag.basis.columns import COLUMNS
from grundlag.errors import GrundlagError, Problem, nearest
from grundlag.run.folder import new
from grundlag.twin import town
from grundlag.twin.invent import invent
from grundlag.twin.model import Settings
from grundlag.twin.refuse import Fault, faults


def make(folder: Path, settings: Settings) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Make it, with its files; raises GrundlagError, all at once.

    What is told is what to take in each spring: the day it came, the day it was drawn, the files.
    """
    if wrong := faults(settings):
        raise GrundlagError(_problem(fault) for fault in wrong)
    new(folder)
    town.dress(folder, settings, COLUMNS["survey_answers"])
    invent(folder / "data", settings)
    return town.springs()


def _problem(fault: Fault) -> Problem:
    fix = nearest(fault.found, fault.known) if fault.known else fault.fix
    return Problem(where=f"--{fault.setting}", what=fault.what, fix=fix)
