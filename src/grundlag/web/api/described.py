"""The API's description (OpenAPI 3.1), made of the table of operations and the answers' types."""

from functools import cache
from importlib.metadata import version
from typing import Any, Literal

from pydantic import TypeAdapter

from grundlag.web.api.model import ANSWERS
from grundlag.web.api.operations import OPERATIONS, PARAMETERS, ROOT, Operation

PROBLEM, JSON = "application/problem+json", "application/json"
INTRO = (
    "What the pages show, as records: the figures, verdicts and deliveries of a working folder as"
    " it stands. It is read only. Numbers are unrounded, ids those of the definitions, words"
    " Danish. `marks` (internal, a proposal, invented data) are to stand wherever an answer is"
    " shown. Every answer has an ETag; ask again with If-None-Match, and 304 says that nothing has"
    " changed."
)
REFUSED = {
    404: "There is no such year, basis, partnership, indicator or table.",
    405: "It can only be read: GET or HEAD.",
    406: "Only JSON is answered.",
    421: "The host is not this machine.",
    500: "A fault of the program.",
    503: "The folder must be mended first.",
}
PLAIN = (421,)  # answered before the API is reached


@cache
def document() -> dict[str, Any]:
    """The description."""
    written: Literal["serialization"] = "serialization"
    keyed = [(name, written, adapter) for name, adapter in ANSWERS.items()]
    refs, shared = TypeAdapter.json_schemas(keyed, ref_template="#/components/schemas/{model}")
    named = {name: refs[name, written] for name in ANSWERS}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Grundlag", "version": version("grundlag"), "description": INTRO},
        "servers": [{"url": ROOT}],
        "paths": {operation.path: _path(operation, named) for operation in OPERATIONS},
        "components": {"schemas": shared.get("$defs", {}), "headers": {"ETag": _etag()}},
    }


def _path(operation: Operation, named: dict[str, Any]) -> dict[str, Any]:
    schema = named.get(operation.answer, {"type": "object"})
    return {
        "get": {
            "operationId": operation.id,
            "summary": operation.summary,
            "parameters": [*_parameters(operation), _if_none_match()],
            "responses": {
                "200": {
                    "description": operation.summary,
                    "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                    "content": {JSON: {"schema": schema}},
                },
                "304": {"description": "It is as it was."},
                **{str(status): _refused(status, named) for status in REFUSED},
            },
        }
    }


def _parameters(operation: Operation) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": place,
            "required": place == "path",
            "description": PARAMETERS[name].says,
            "schema": {"type": "string", "pattern": PARAMETERS[name].pattern},
            "example": PARAMETERS[name].example,
        }
        for place, names in (("path", operation.parts), ("query", operation.queries))
        for name in names
    ]


def _if_none_match() -> dict[str, Any]:
    says = "ETags that are known already: if the answer's is among them, it is 304."
    return {
        "name": "If-None-Match",
        "in": "header",
        "required": False,
        "description": says,
        "schema": {"type": "string"},
    }


def _refused(status: int, named: dict[str, Any]) -> dict[str, Any]:
    if status in PLAIN:
        content = {"text/plain": {"schema": {"type": "string"}}}
    else:
        content = {PROBLEM: {"schema": named["ProblemDetails"]}}
    return {"description": REFUSED[status], "content": content}


def _etag() -> dict[str, Any]:
    return {"description": "A mark of the content, strong.", "schema": {"type": "string"}}
