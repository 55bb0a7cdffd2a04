"""A working folder: made new, opened with its definitions whole, set up with a workbook."""

import shutil
from pathlib import Path

from grundlag.basis.check import check as check_definitions
from grundlag.basis.load import Definitions
from grundlag.basis.load import load as read
from grundlag.errors import DefinitionError, Problem
from grundlag.setup.write import refuse_another, setup

TEMPLATE = Path(__file__).parents[1] / "definitions"
TOP = ("grundlag.toml", "decisions.toml", "sources.toml")  # beside definitions/ in a folder


def new(root: Path) -> None:
    """Make a working folder with a copy of the shipped definitions; refuse one that holds any."""
    if root.exists() and not (root.is_dir() and not any(root.iterdir())):
        what = "the folder is not empty." if root.is_dir() else "this is a file."
        raise DefinitionError(Problem(where=str(root), what=what, fix="Name a new folder."))
    shutil.copytree(TEMPLATE, root / "definitions", dirs_exist_ok=True)
    for name in TOP:
        (root / "definitions" / name).rename(root / name)
    (root / "remarks").mkdir()


def load(root: Path) -> Definitions:
    """A working folder's definitions; raises DefinitionError with every problem they have."""
    defs = read(root)
    if problems := check_definitions(defs):
        raise DefinitionError(problems)
    return defs


def set_up(root: Path) -> Path:
    """The workbook that a working folder's yearly definitions are filled in with, written anew."""
    refuse_another(root)
    return setup(load(root))
