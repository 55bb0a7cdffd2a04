"""A working folder: made new, opened with its definitions whole."""

import shutil
from pathlib import Path

from grundlag import basis
from grundlag.basis.load import Definitions
from grundlag.basis.load import load as read
from grundlag.errors import DefinitionError, Problem
from grundlag.run.vouched import is_vouched, seen_by_rules, vouch

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
    seen = seen_by_rules(defs)
    if not is_vouched(root, seen):
        if problems := basis.check.check(defs):
            raise DefinitionError(problems)
        vouch(root, seen)
    return defs
