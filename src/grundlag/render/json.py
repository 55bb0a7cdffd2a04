"""The pack as JSON, equal byte for byte when it is equal, with its schema; and back again."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from grundlag.errors import GrundlagError, Problem
from grundlag.report.model import SCHEMA, Pack

_PACK = TypeAdapter(Pack)
_SEAL = "content_sha256"  # as the receipt calls it
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def _written(content: Any) -> str:
    text = json.dumps(content, sort_keys=True, indent=1, ensure_ascii=False, allow_nan=False)
    return f"{text}\n"


def dump(pack: Pack) -> str:
    """The pack as the text of `report.json`; a receipt names the SHA-256 of all else in it."""
    content = _PACK.dump_python(pack, mode="json")
    if content["receipt"] is not None:
        content["receipt"][_SEAL] = _digest(content)
    return _written(content)


def _digest(content: dict[str, Any]) -> str:
    """The SHA-256 of all that a report says but this: keys sorted, no spaces, ASCII.

    Of the content and not of the bytes, so that a copy with other line ends is still the report.
    """
    receipt = {key: value for key, value in content["receipt"].items() if key != _SEAL}
    own = {**content, "receipt": receipt}
    return sha256(json.dumps(own, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def schema() -> str:
    """The JSON Schema of `report.json`."""
    return _written({"$schema": _DIALECT, **_PACK.json_schema(mode="serialization")})


def read_file(path: Path) -> Pack:
    """The pack of a file; raises GrundlagError of no report.json, or of one that was edited."""
    pack, is_as_written = look_into(path)
    if not is_as_written:
        what = "it was changed after it was written: its content has not the SHA-256 it names."
        fix = "Put back what was written, or write it again: grundlag report."
        raise GrundlagError(Problem(where=str(path), what=what, fix=fix))
    return pack


def look_into(path: Path) -> tuple[Pack, bool]:
    """The pack of a file, and whether it says what it did when it was written.

    A report from before they named their digest is taken at its word. Raises GrundlagError where it
    is no report.json.
    """
    try:
        content = _parsed(path.read_bytes().decode())
    except UnicodeDecodeError as error:
        what, fix = "this is no text.", "Name a report.json, as `grundlag report` writes it."
        raise GrundlagError(Problem(where=str(path), what=what, fix=fix)) from error
    pack = _pack(content)
    named = pack.receipt.content_sha256 if pack.receipt else None
    return pack, named is None or named == _digest(content)


def read(text: str) -> Pack:
    """The pack that the text of a `report.json` holds, whether or not it was edited."""
    return _pack(_parsed(text))


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        where, what = _unread(error)
        fix = "Write the report again: grundlag report."
        raise GrundlagError(Problem(where=where, what=what, fix=fix)) from error


def _unread(error: ValueError | RecursionError) -> tuple[str, str]:
    """Where a text could not be read, and why."""
    if isinstance(error, json.JSONDecodeError):
        return f"report.json:{error.lineno}", f"this is not JSON: {error.msg}."
    if isinstance(error, RecursionError):
        return "report.json", "it is nested deeper than any report."
    return "report.json", "it has a number of more digits than can be read."


def _pack(content: Any) -> Pack:
    try:
        _refuse_newer(content)
        return _PACK.validate_python(content, strict=False)
    except ValidationError as error:
        raise GrundlagError(_problem(found) for found in error.errors()) from error


def _refuse_newer(content: Any) -> None:
    number = content.get("schema") if isinstance(content, dict) else None
    if isinstance(number, int) and number > SCHEMA:
        raise GrundlagError(
            Problem(
                where="report.json",
                what=f"it has schema {number}; this Grundlag reads up to {SCHEMA}.",
                fix="Upgrade Grundlag to the version that wrote it.",
            )
        )


def _problem(found: Any) -> Problem:
    return Problem(
        where=f"report.json: {'.'.join(map(str, found['loc'])) or 'the whole'}",
        what=f"{found['msg']}.",
        fix="Write the report again: grundlag report.",
    )
