"""docs/reference/definitions.md, made from the records: every file, every key, what it means.

`python -m grundlag.basis.reference > docs/reference/definitions.md`
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter

from grundlag.basis.columns import COLUMNS
from grundlag.basis.load import FILES
from grundlag.basis.meanings import MEANINGS
from grundlag.basis.model import ID, MONTH, Basis
from grundlag.basis.remarks import Remarks
from grundlag.basis.slips import span_of

_HEAD = """\
# The definition files

Every file of a working folder that says what is decided, and every key in it. Made from the
program's own records by `python -m grundlag.basis.reference`; a test compares the two.

A key that is not listed is refused, and so is a value of another type: with file, line and what to
write. An id is letters a to z, digits, `-`, `_` and `.`. A date is written without quotes:
`2025-06-10`.
"""
_TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
}
_PATTERNS = {ID: "id", MONTH: 'month, `"2020-08"`'}


def reference() -> str:
    """The page, as it stands in the docs."""
    files = dict(FILES.values()) | {
        "definitions/bases/ID.toml": Basis,
        "remarks/YEAR.toml": Remarks,
    }
    pages = (_file(name, files[name]) for name in sorted(files, key=_order))
    return "\n".join((_HEAD, *pages, _columns()))


def _order(name: str) -> tuple[bool, str]:
    return "/" in name, name


def _file(name: str, kind: type[Any]) -> str:
    schema = TypeAdapter(kind).json_schema()
    sections = [f"## {name}\n", *_record(schema, schema, "")]
    return "\n".join(sections)


def _record(node: dict[str, Any], schema: dict[str, Any], heading: str) -> Iterator[str]:
    """A record's keys as a table, and then the records inside it."""
    if heading:
        yield f"### {heading}\n"
    yield _sentence(node["description"])
    yield "| key | type | required | meaning |"
    yield "|---|---|---|---|"
    inner: list[tuple[str, dict[str, Any]]] = []
    for key, value in node["properties"].items():
        needed = "yes" if key in node.get("required", ()) else _default(value)
        meaning = MEANINGS[node["title"]][key]
        cells = (f"`{key}`", _type(value, schema), needed, meaning)
        yield "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"
        if found := _inside(value, schema):
            inner.append((_heading(heading, key, value), found))
    yield ""
    for name, record in inner:
        yield from _record(record, schema, name)


def _sentence(text: str) -> str:
    return " ".join(text.split()) + "\n"


def _heading(outer: str, key: str, value: dict[str, Any]) -> str:
    path = f"{outer.strip('`[]')}.{key}" if outer else key
    return f"`[[{path}]]`" if value.get("type") == "array" else f"`[{path}]`"


def _inside(value: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any] | None:
    """The record that a key holds, one or many of it."""
    ref = value.get("$ref") or value.get("items", {}).get("$ref")
    found: dict[str, Any] | None = schema["$defs"][ref[8:]] if ref else None
    return found


def _type(value: dict[str, Any], schema: dict[str, Any]) -> str:
    if "anyOf" in value:
        return _type(value["anyOf"][0], schema)
    if "$ref" in value:
        return "table"
    if "enum" in value or "const" in value:
        words = [f"`{json.dumps(w)}`" for w in value.get("enum", [value.get("const")])]
        return "one of " + ", ".join(words) if len(words) > 1 else words[0]
    if value["type"] == "array":
        inside = value["items"]
        return "tables" if "$ref" in inside else f"list of: {_type(inside, schema)}"
    if value["type"] == "object":
        return f"table of: {_type(value['additionalProperties'], schema)}"
    if value.get("format") == "date":
        return "date"
    if "pattern" in value:
        return _PATTERNS[value["pattern"]]
    span = span_of(value)
    return f"{_TYPES[value['type']]}, {span}" if span else _TYPES[value["type"]]


def _default(value: dict[str, Any]) -> str:
    found = value.get("default")
    return (
        "no"
        if found in (None, "", [], {}) or "$ref" in value
        else f"no: `{json.dumps(found, ensure_ascii=False)}`"
    )


def _columns() -> str:
    lines = [
        "## The columns of each kind of source\n",
        "What `[source.columns]` maps. A column that need not be mapped may also be empty "
        "(but `place` of activities). A `period` (2025K1, 2025M01, 2025) stands in place of "
        "`first_month` and `last_month`, and of a population's `date`, which is its first day.\n",
        "| kind | column | holds | required |",
        "|---|---|---|---|",
    ]
    for kind, columns in COLUMNS.items():
        for name, column in columns.items():
            needed = "yes" if column.required else "no"
            lines.append(f"| {kind} | `{name}` | {column.type} | {needed} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(reference())
