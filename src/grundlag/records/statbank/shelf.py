"""What was fetched, kept in the folder `fetched` by its date, with the question beside it."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from grundlag.engine.disk import write_bytes, write_json
from grundlag.records.statbank.answer import Row

SHELF = "fetched"
SCHEMA = 1


def kept(root: Path, name: str, day: date, asked: dict[str, Any]) -> tuple[Path, dict[str, Any]]:
    """The file that the same question gave on the same day, and what is noted of it.

    Where there is none: the path that a new file is to have, and nothing noted. A file that is not
    as it was fetched is somebody's own, and stays.
    """
    numbers = (f"-{number}" if number > 1 else "" for number in count(1))
    for path in (root / SHELF / f"{name}-{day}{number}.csv" for number in numbers):
        if not path.exists():
            break
        note = _note(path)
        if note.get("asked") == asked and note.get("sha256") == _sha256(path.read_bytes()):
            return path, note
    return path, {}


def put(path: Path, heads: Row, rows: Iterable[Row], note: dict[str, Any]) -> None:
    """Write a file and its note; a stop on the way leaves no note of it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerows((heads, *rows))
    content = text.getvalue().encode()
    path.parent.mkdir(exist_ok=True)
    write_bytes(content, path)
    write_json({"schema": SCHEMA, "sha256": _sha256(content), **note}, path.with_suffix(".json"))


def _note(path: Path) -> dict[str, Any]:
    try:
        found: Any = json.loads(path.with_suffix(".json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
