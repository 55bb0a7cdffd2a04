"""Definitions that were found whole are not checked again: it is noted which, and by what rules.

A check asks for geometry and reference systems, whose libraries take longer to load than a page to
draw. The note is of exactly what the rules see, so whatever is declared otherwise is checked anew;
without it, everything is.
"""

import pickle
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from grundlag import basis
from grundlag.basis.declared import Definitions
from grundlag.engine.disk import write_bytes
from grundlag.run.own_folder import FOLDER, own_folder

NOTE = "checked"
ASKED = ("shapely", "pyproj")  # what the rules ask of geometry and reference systems


def seen_by_rules(defs: Definitions) -> str:
    """The SHA-256 of all that the rules are held against, and of the rules."""
    content = pickle.dumps(replace(defs, root=Path()))
    return sha256(_rules() + content).hexdigest()


def is_vouched(root: Path, seen: str) -> bool:
    """Whether the same was found whole before."""
    with suppress(OSError):
        return (root / FOLDER / NOTE).read_bytes() == seen.encode()
    return False


def vouch(root: Path, seen: str) -> None:
    """Note that it was found whole; where nothing can be written, it is checked each time."""
    with suppress(OSError):
        write_bytes(seen.encode(), own_folder(root) / NOTE)


@cache
def _rules() -> bytes:
    """A mark of the rules and of what they ask: another version of either has others."""
    return repr((sorted(_told()), [version(name) for name in ASKED])).encode()


def _told() -> Iterator[tuple[str, int, int]]:
    for path in Path(*basis.__path__).glob("*.py"):
        stat = path.stat()
        yield path.name, stat.st_size, stat.st_mtime_ns
