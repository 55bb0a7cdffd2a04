"""Serves the API: JSON with a mark of its content, and what goes wrong as problem details."""

import json
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from grundlag import run
from grundlag.errors import GrundlagError, Problem, nearest
from grundlag.web.api import answers
from grundlag.web.api.described import JSON, PROBLEM, REFUSED, document
from grundlag.web.api.model import ANSWERS, Mend, ProblemDetails
from grundlag.web.api.operations import OPERATIONS, Operation
from grundlag.web.asked import BASIS, YEAR
from grundlag.web.held import Held

HANDLERS: Mapping[str, Callable[[Request], Any]] = {
    "openapi": lambda request: document(),
    **{each.id: getattr(answers, each.id) for each in OPERATIONS if each.id != "openapi"},
}
ACCEPTED = ("application/json", "application/*", "*/*")


def api(held: Held) -> Starlette:
    """The API on a folder, to be mounted at its root."""
    routes = [Route(each.path, _endpoint(each)) for each in OPERATIONS]
    made = Starlette(routes=routes, exception_handlers=dict(_WRONG))
    made.router.redirect_slashes = False
    made.state.held = held
    return made


def _endpoint(operation: Operation) -> Callable[[Request], Response]:
    handler = HANDLERS[operation.id]

    def answered(request: Request) -> Response:
        if not _is_accepted(request.headers):
            raise HTTPException(406)
        body = _text(operation.answer, handler(request)).encode()
        mark = f'"{sha256(body).hexdigest()}"'
        headers = {"ETag": mark, "Vary": "Accept"}
        if _is_known(mark, request.headers):
            return Response(status_code=304, headers=headers)
        return Response(body, media_type=JSON, headers=headers)

    return answered


def _text(answer: str, content: Any) -> str:
    """An answer as text; one that is a text is written already."""
    if isinstance(content, str):
        return content
    if answer in ANSWERS:
        content = ANSWERS[answer].dump_python(content, mode="json")
    return json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _is_accepted(headers: Headers) -> bool:
    """Whether JSON is among what is accepted, and not with a weight of nothing."""
    ranges = [each for line in headers.getlist("accept") for each in line.split(",")]
    if not any(each.strip() for each in ranges):
        return True
    weights = {name.strip().lower(): _weight(rest) for name, _, rest in _parted(ranges)}
    return next((weights[name] > 0 for name in ACCEPTED if name in weights), False)


def _parted(ranges: list[str]) -> Iterator[tuple[str, str, str]]:
    return (each.partition(";") for each in ranges)


def _weight(parameters: str) -> float:
    for each in parameters.split(";"):
        name, _, value = each.partition("=")
        if name.strip().lower() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


def _is_known(mark: str, headers: Headers) -> bool:
    """Whether a mark is among those that are known; a proxy may have made it a weak one."""
    known = [each.strip() for line in headers.getlist("if-none-match") for each in line.split(",")]
    return "*" in known or mark in {each.removeprefix("W/") for each in known}


def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        return _told(500)
    problems = tuple(_unknown(request)) if error.status_code == 404 else ()
    return _told(error.status_code, problems, error.headers)


def _unknown(request: Request) -> Iterator[Problem]:
    """Each name in the address that is none of the folder's, with the nearest that is."""
    held: Held = request.app.state.held
    standing, parts = held.now(), request.path_params
    bases = standing.defs.bases
    basis = request.query_params.get(BASIS)
    on = bases.get(basis) if basis else next(iter(bases.values()))
    every = bases.values() if on is None else (on,)
    known = (
        ("year", parts.get("year") or request.query_params.get(YEAR), map(str, standing.years)),
        ("basis", basis, bases),
        (
            "partnership",
            parts.get("partnership"),
            (p.id for p in standing.defs.partnerships.partnership),
        ),
        ("indicator", parts.get("indicator"), (i.id for b in every for i in b.indicator)),
        (
            "table",
            parts.get("table"),
            (answers.EVERY, *(str(t.number) for b in every for t in b.table)),
        ),
    )
    for what, name, names in known:
        if name is not None and name not in (own := set(names)):
            yield Problem(
                where=request.url.path,
                what=f'no {what} is called "{name}".',
                fix=nearest(name, own),
            )


def _mend(request: Request, error: Exception) -> Response:
    return _told(503, error.problems if isinstance(error, GrundlagError) else ())


def _out_of_reach(request: Request, error: Exception) -> Response:
    found = run.out_of_reach(error) if isinstance(error, OSError) else None
    return _told(503, (found,) if found else ())


def _told(
    status: int, problems: tuple[Problem, ...] = (), headers: Mapping[str, str] | None = None
) -> Response:
    """What went wrong, as problem details."""
    title = HTTPException(status).detail
    told = ProblemDetails(
        type="about:blank",
        title=title,
        status=status,
        detail=REFUSED.get(status, title),
        problems=tuple(Mend(where=p.where, what=p.what, fix=p.fix) for p in problems),
    )
    body = _text("ProblemDetails", told)
    varied = {**(headers or {}), "Vary": "Accept"}
    return Response(body, status_code=status, media_type=PROBLEM, headers=varied)


_WRONG: Mapping[Any, Callable[[Request, Exception], Response]] = {
    HTTPException: _refused,
    GrundlagError: _mend,
    OSError: _out_of_reach,
    Exception: _refused,
}
