"""The workbook that stands for a folder's TOML: apart, for only its command needs a writer."""

from pathlib import Path

from grundlag.run.folder import load
from grundlag.setup.write import refuse_another, setup


def set_up(root: Path) -> Path:
    """The workbook that a working folder's yearly definitions are filled in with, written anew."""
    refuse_another(root)
    return setup(load(root))
