"""One at a time in the store, and a place of its own for each that is at work outside of it.

Both are locks of the system: they end with the process that holds them, however it ends.
"""

import json
import os
import platform
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from filelock import FileLock, Timeout

from grundlag.engine.disk import write_json
from grundlag.errors import DeliveryError, Problem

PATIENCE = 10.0  # seconds: numbering and putting in place take a small part of one


def store(root: Path) -> Path:
    """The folder of all that was taken in."""
    return root / "store"


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Nobody else changes the store meanwhile; raises DeliveryError where somebody does not end."""
    folder = store(root)
    folder.mkdir(parents=True, exist_ok=True)
    holder = folder / ".holder.json"
    try:
        with FileLock(folder / ".lock", timeout=PATIENCE):
            write_json({"process": os.getpid(), "machine": platform.node()}, holder)
            try:
                yield
            finally:
                holder.unlink(missing_ok=True)
    except Timeout as error:
        what = f"another grundlag is at work in it{_told(holder)}."
        fix = "Wait until it has ended and try again; nothing of this was kept."
        raise DeliveryError(Problem(where=str(folder), what=what, fix=fix)) from error


def _told(holder: Path) -> str:
    """Who holds the lock, where that can be read."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        told = json.loads(holder.read_text("utf-8"))
        return f": process {told['process']} on {told['machine']}"
    return ""


@contextmanager
def part_of(root: Path, name: str) -> Iterator[Path]:
    """An empty folder in the store that no other process has, gone at the end.

    What stops and kills left behind before is swept away first.
    """
    parts = _parts(root)
    parts.mkdir(parents=True, exist_ok=True)
    sweep(root)
    folder, lock = _first_free(parts, name)
    try:
        folder.mkdir()
        yield folder
    finally:
        _clear(folder)
        lock.release()


def _first_free(parts: Path, name: str) -> tuple[Path, FileLock]:
    """The first numbered place that nobody holds, held from now on."""
    for number in count():
        folder = parts / f"{name}-{number}"
        lock = FileLock(_lock_of(folder), blocking=False)
        with suppress(Timeout):
            lock.acquire()
            shutil.rmtree(folder, ignore_errors=True)
            return folder, lock
    raise AssertionError("numbers do not end")


def _clear(folder: Path) -> None:
    """Take a place and its lock away while it is held: nobody can take it in between."""
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        _lock_of(folder).unlink()


def _lock_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.lock")


def _parts(root: Path) -> Path:
    return store(root) / "parts"


def sweep(root: Path) -> None:
    """Take away every part whose lock nobody holds: it is of a process that is no more."""
    for path in _parts(root).glob("*.lock"):
        with suppress(Timeout, OSError), FileLock(path, blocking=False):
            _clear(path.with_suffix(""))
