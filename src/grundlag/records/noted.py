"""What is noted of a delivery after it was kept: a dated file beside its manifest.

Nothing that was kept is changed for it, so a day before the note still hears what it heard.
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from grundlag.engine.disk import flush, write_json
from grundlag.errors import DeliveryError, Problem
from grundlag.records.alone import alone
from grundlag.records.manifest import NAME
from grundlag.records.model import Delivery

WITHDRAWN, FORGOTTEN = "withdrawn.json", "forgotten.json"
CUBE, CUBE_SUM = "cube.parquet", "cube.json"
WITHOUT_ROWS = (NAME, CUBE, CUBE_SUM, WITHDRAWN, FORGOTTEN)


def noted(folder: Path, name: str) -> date | None:
    """The day of a note on a delivery; None where there is none."""
    path = folder / name
    if not path.exists():
        return None
    try:
        return date.fromisoformat(json.loads(path.read_text("utf-8"))["on"])
    except (ValueError, TypeError, KeyError) as error:
        what = f"the note cannot be read: {error}."
        fix = 'Write it as {"on": "2026-03-01"}.'
        raise DeliveryError(Problem(where=str(path), what=what, fix=fix)) from error


def why(delivery: Delivery) -> str:
    """Why a delivery was withdrawn, as it was told; nothing where it was not."""
    path = delivery.path / WITHDRAWN
    told = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return str(told.get("why", ""))


def withdraw(root: Path, delivery: Delivery, on: date, why: str) -> None:
    """Note that a delivery is not heard from a day on; what it speaks with is silent as well."""
    with alone(root):
        write_json({"on": on.isoformat(), "why": why}, delivery.path / WITHDRAWN)


def rows_left(delivery: Delivery) -> tuple[Path, ...]:
    """The files of a delivery that hold rows, or cells of them."""
    return tuple(sorted(p for p in delivery.path.iterdir() if p.name not in WITHOUT_ROWS))


def forget(root: Path, delivery: Delivery, on: date) -> None:
    """Note that a delivery's rows are forgotten, and then take them away, written over first.

    Ended on the way, the note stands, and forgetting again takes the rest. A file system that
    writes anew in another place, a disk that spreads its writing and a backup keep what they keep.
    """
    with alone(root):
        if delivery.forgotten is None:
            write_json({"on": on.isoformat()}, delivery.path / FORGOTTEN)
        for path in rows_left(delivery):
            _write_over(path)
            path.unlink()
        flush(delivery.path)


def _write_over(path: Path) -> None:
    with suppress(OSError):
        path.chmod(0o600)
    with path.open("r+b") as file:
        for piece in _zeros(path.stat().st_size):
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def _zeros(size: int) -> Iterator[bytes]:
    step = 1 << 20
    yield from (bytes(min(step, size - start)) for start in range(0, size, step))
