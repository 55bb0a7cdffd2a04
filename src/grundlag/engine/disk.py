"""Texts and bytes on the disk, so that a stop leaves the old: nothing of an engine is needed."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any


def write_bytes(content: bytes, path: Path) -> None:
    """Bytes as a file; a stop on the way leaves what was there. Raises OSError."""
    with part_of(path) as part:
        part.write_bytes(content)
        flush(part)


def move(part: Path, path: Path) -> None:
    """Put a file or folder that is on the disk in another's place, and that on the disk too."""
    os.replace(part, path)
    flush(path.parent)


def flush(path: Path) -> None:
    """See to it that a file, or the names in a folder, are on the disk and not only on their way.

    A system that opens no folders (Windows) keeps their names itself.
    """
    is_folder = path.is_dir()
    try:
        opened = os.open(path, os.O_RDONLY if is_folder else os.O_RDWR)
    except PermissionError:
        if is_folder:
            return
        raise
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def part_of(path: Path) -> Iterator[Path]:
    """A file to write to, put in a file's place at the end.

    Where the system refuses, the error names the file itself, and no part of it is left beside it.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        yield part
        move(part, path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        reason = error.strerror or str(error)
        raise OSError(error.errno, reason, str(path)) from error


def write_json(value: dict[str, Any], path: Path) -> None:
    """A dict as readable JSON, keys sorted."""
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_bytes(text.encode(), path)
