"""The pack as JSON, equal byte for byte when it is equal, with its schema; and back again."""

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from grundlag.errors import GrundlagError, Problem
from grundlag.report.model import SCHEMA, Pack

_PACK = TypeAdapter(Pack)
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def _written(content: Any) -> str:
    text = json.dumps(content, sort_keys=True, indent=1, ensure_ascii=False, allow_nan=False)
    return f"{text}\n"


def dump(pack: Pack) -> str:
    """The pack as the text of `report.json`."""
    return _written(_PACK.dump_python(pack, mode="json"))


def schema() -> str:
    """The JSON Schema of `report.json`."""
    return _written({"$schema": _DIALECT, **_PACK.json_schema(mode="serialization")})


def read_file(path: Path) -> Pack:
    """The pack that a file holds; raises GrundlagError where it is no report.json."""
    try:
        return read(path.read_bytes().decode())
    except UnicodeDecodeError as error:
        what, fix = "this is no text.", "Name a report.json, as `grundlag report` writes it."
        raise GrundlagError(Problem(where=str(path), what=what, fix=fix)) from error


def read(text: str) -> Pack:
    """The pack that a `report.json` holds."""
    try:
        content = json.loads(text)
        _refuse_newer(content)
        return _PACK.validate_python(content, strict=False)
    except json.JSONDecodeError as error:
        raise GrundlagError(
            Problem(
                where=f"report.json:{error.lineno}",
                what=f"this is not JSON: {error.msg}.",
                fix="Write the report again: grundlag report.",
            )
        ) from error
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
