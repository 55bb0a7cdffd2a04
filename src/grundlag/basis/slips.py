"""A value that does not fit its record, said so that it can be mended."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import ErrorDetails

from grundlag.basis.lines import Lines, Path, place
from grundlag.basis.model import ID, MONTH
from grundlag.basis.sheets import SHEETS
from grundlag.errors import Problem, nearest

_EXPECTED = {
    "string_type": 'Write text in quotes: "...".',
    "int_type": "Write a whole number without quotes.",
    "float_type": "Write a number without quotes.",
    "finite_number": "Write a number: not nan, not inf.",
    "bool_type": "Write true or false, without quotes.",
    "tuple_type": "Write a list: [...].",
    "dict_type": "Write a table: { name = ... }.",
    "dataclass_type": "Write it as a table of keys.",
    "date_type": "Write a date without quotes: 2025-06-10.",
}
_PATTERNS = {
    ID: 'Write letters a to z, digits, "-", "_" and "." alone, a letter or digit first.',
    MONTH: 'Write a month as "2020-08".',
}


_SYNTAX = {
    "Cannot overwrite": "The name stands above already, or in another shape: look for both.",
    "Cannot declare": "The heading stands above already, or in another shape: look for both.",
    "Unclosed array": 'A "[" has no "]": look for where it begins.',
    "Unterminated string": "A text has no closing quotes: look for where it begins.",
}


def syntax(name: str, text: str, message: str) -> Problem:
    """What TOML's own reader could not read, with the line it stopped at."""
    found = re.search(r"\(at line (\d+), column \d+\)", message)
    line = int(found[1]) if found else text.rstrip().count("\n") + 1
    what = re.sub(r"\s*\(at .*\)", "", message)
    fixes = (fix for start, fix in _SYNTAX.items() if what.startswith(start))
    fix = next(fixes, "Mend the line; TOML's rules are at toml.io.")
    return Problem(where=f"{name}:{line}", what=f"is not valid TOML: {what}.", fix=fix)


def problem(name: str, lines: Lines, error: ErrorDetails, kind: type[Any]) -> Problem:
    """What pydantic found wrong with the file `name`, with its line and the way out."""
    path = tuple(error["loc"])
    where = place(name, lines, path)
    label = ".".join(str(p) for p in path if isinstance(p, str))
    if error["type"] == "missing":
        return Problem(where=where, what=f"{label} is missing.", fix=f"Write {path[-1]} = ...")
    if error["type"] == "unexpected_keyword_argument":
        known = node_of(kind, path[:-1]).get("properties", {})
        what = f"{label} is not a key that is known here."
        return Problem(where=where, what=what, fix=nearest(str(path[-1]), known))
    found = shown(error["input"])
    if error["type"] == "literal_error":
        what = f"{label} = {found} is not one of the words allowed."
        return Problem(where=where, what=what, fix=_words(error["input"], node_of(kind, path)))
    what = f"{label} = {found} does not fit."
    return Problem(where=where, what=what, fix=_expected(error, label, node_of(kind, path)))


def node_of(kind: type[Any], path: Path) -> dict[str, Any]:
    """What the JSON schema of a record type says at a path."""
    schema = TypeAdapter(kind).json_schema()
    node: dict[str, Any] = _resolved(schema, schema)
    for step in path:
        inner = node.get("items") if isinstance(step, int) else node.get("properties", {}).get(step)
        node = _resolved(inner or node.get("additionalProperties", {}), schema)
    return node


def _resolved(node: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """A node without references; of what may be left out, what it is where it stands."""
    while "$ref" in node or "anyOf" in node:
        node = node["anyOf"][0] if "anyOf" in node else schema["$defs"][node["$ref"][8:]]
    return node


def _words(found: Any, node: Mapping[str, Any]) -> str:
    known = [str(word) for word in node.get("enum", [node.get("const")])]
    allowed = f"Allowed: {', '.join(json.dumps(word) for word in known)}."
    near = nearest(str(found), known)
    return f"{near} {allowed}" if near.startswith("Did") else allowed


def _expected(error: ErrorDetails, label: str, node: Mapping[str, Any]) -> str:
    if error["type"] == "tuple_type" and isinstance(error["input"], dict):
        return f"Write its heading in double brackets: [[{label}]]."
    if error["type"] == "dataclass_type" and isinstance(error["input"], list):
        return f"Write its heading in single brackets: [{label}]."
    if error["type"] in ("greater_than_equal", "less_than_equal", "greater_than"):
        return f"Write {span_of(node)}."
    if error["type"] == "string_pattern_mismatch":
        return _PATTERNS[node["pattern"]]
    if error["type"] == "int_type" and isinstance(error["input"], date):
        return f"Write the year alone, {error['input'].year}: what is declared holds whole years."
    return _EXPECTED.get(error["type"], error["msg"] + ".")


def span_of(node: Mapping[str, Any]) -> str:
    """The numbers a schema node allows, in words; nothing where it allows all."""
    if "exclusiveMinimum" in node:
        return f"more than {node['exclusiveMinimum']:g}"
    if "maximum" in node:
        return f"{node['minimum']} to {node['maximum']}"
    return f"{node['minimum']:g} or more" if "minimum" in node else ""


def shown(value: Any) -> str:
    """A value as it could stand in TOML, cut where it is long."""
    if isinstance(value, list):
        text = f"[{', '.join(map(shown, value))}]"
    elif isinstance(value, dict):
        text = "{ ... }"
    elif isinstance(value, date | time):
        text = value.isoformat()
    else:
        text = (
            json.dumps(value, ensure_ascii=False) if isinstance(value, str | bool) else str(value)
        )
    return text if len(text) <= 60 else text[:57] + "..."


UNSAID = ("id", "column", "place")  # `place` is a column of files, too: a hint could mislead


def in_headings(problem: Problem) -> Problem:
    """A problem in a cell, with the headings of those keys that it names.

    Rules speak of keys, as they stand in TOML; who fills in a sheet knows its headings.
    """
    cell = re.fullmatch(r".+, ([^,!]+)![A-Z]+\d+", problem.where)
    sheet = SHEETS.get(cell[1]) if cell else None
    if sheet is None:
        return problem
    named = {h.key: h.text for h in sheet.headings if h.key not in UNSAID} | sheet.also
    words = {word.strip(".") for word in re.findall(r"[\w.]+", f"{problem.what} {problem.fix}")}
    found = [
        f'{key} is "{text}"'
        for key, text in named.items()
        if words & {key, f"{sheet.section}.{key}"}
    ]
    if not found:
        return problem
    return replace(problem, fix=f"{problem.fix} In the sheet, {', '.join(found)}.")
