"""The manifest as a file: sealed when it is written, raised to today's schema when it is read."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from grundlag.engine.disk import write_json
from grundlag.errors import DeliveryError, Problem
from grundlag.records.model import SCHEMA, Manifest, Reason

NAME = "manifest.json"
TAKE_AGAIN = "Take the delivery's folder out of the store and take its file in again."
_MANIFEST = TypeAdapter(Manifest)
Fields = dict[str, Any]


def _from_1(data: Fields) -> Fields:
    """Schema 1 had no seal, no sum of what was set aside, and nothing that mends."""
    return {**data, "schema": 2}


RAISE: dict[int, Callable[[Fields], Fields]] = {1: _from_1}


def read_manifest(path: Path) -> Manifest:
    """A delivery's manifest; raises DeliveryError where it is newer, broken or was changed."""
    if not path.is_file():
        what = "the file is gone."
        raise DeliveryError(Problem(where=str(path), what=what, fix=TAKE_AGAIN))
    try:
        data: Fields = json.loads(path.read_text("utf-8"))
        written, seal = data.get("schema", 0), data.pop("seal", "")
        if written > SCHEMA:
            raise DeliveryError(_newer(path, written))
        if written > 1 and seal != _seal(data):
            what = "it is not as it was written: it was changed since."
            raise DeliveryError(Problem(where=str(path), what=what, fix=TAKE_AGAIN))
        while data.get("schema") in RAISE:
            data = RAISE[data["schema"]](data)
        return _MANIFEST.validate_python(data)
    except (ValueError, AttributeError, TypeError, ValidationError) as error:
        what = f"the manifest cannot be read: {error}."
        raise DeliveryError(Problem(where=str(path), what=what, fix=TAKE_AGAIN)) from error


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Write a manifest into a delivery's folder, with a seal over all that it says."""
    data: Fields = _MANIFEST.dump_python(manifest, mode="json")
    write_json({**data, "seal": _seal(data)}, folder / NAME)


def described(
    manifest: Manifest,
    reasons: dict[str, int],
    told: Iterable[Reason],
    dress: dict[str, str],
    scope: tuple[str, ...],
) -> Manifest:
    """A manifest with what was found in the rows."""
    return replace(
        manifest,
        reasons=reasons,
        warned={each.rule: each.rows for each in told},
        dress=manifest.dress | dress,
        scope=scope,
    )


def counted(manifest: Manifest, read: int, kept: int, aside: int) -> Manifest:
    """How many rows were read, kept and set aside: every row is one or the other (law 1)."""
    if kept + aside != read:
        what = f"{kept} kept + {aside} set aside is not {read} read."
        fix = "This is a fault of the program: report it with the file's first lines."
        raise DeliveryError(Problem(where=manifest.file, what=what, fix=fix))
    return replace(manifest, rows_read=read, rows_kept=kept, rows_set_aside=aside)


def _seal(data: Fields) -> str:
    """The SHA-256 of what a manifest says, whatever the order it says it in."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _newer(path: Path, schema: object) -> Problem:
    what = f"schema {schema} is newer than this program, which reads {SCHEMA}."
    return Problem(where=str(path), what=what, fix="Install a newer version of grundlag.")
