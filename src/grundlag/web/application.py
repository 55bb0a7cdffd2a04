"""The application: pages by address, static files, a page for what goes wrong, behind the guard."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Match, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from grundlag import run
from grundlag.errors import GrundlagError, Problem
from grundlag.render.look import LOOK, font_file
from grundlag.render.woff import woff
from grundlag.web import api, pages
from grundlag.web.acting import action
from grundlag.web.beside import Do, here
from grundlag.web.drawn import templates
from grundlag.web.held import Day, Held
from grundlag.web.kept_pages import WAITS, kept_page
from grundlag.web.safety import API, Guarded
from grundlag.web.tokens import Action, Tokens

PLAN = "/{year:year}/aktiviteter/{partnership}"
DECIDED = "/{year:year}/grundlag/vedtag/{basis}"
REMARK = "/{year:year}/bemaerkninger/{partnership}"
PAGES = {  # an address: the page; a fixed one stands before one that could hold it
    "/": "overview",
    "/metoder": "methods",
    "/api": "api",
    "/arbejde/{job:int}": "job",
    "/data": "data",
    "/data/tjek": "checks",
    "/data/revisioner": "revisions",
    "/data/revisioner.{ending}": "revisions_file",
    "/data/fil/{draft}": "sent",
    "/data/{source}/{digest}/{name}": "set_aside",
    "/{year:year}": "overview",
    "/{year:year}/aendringer": "changes",
    "/{year:year}/grundlag": "grounds",
    "/{year:year}/grundlag/hvad-hvis": "what_if",
    DECIDED: "adopting",
    f"{DECIDED}/{{name}}": "note",
    REMARK: "remarks",
    f"{REMARK}/ret": "remark",
    f"{REMARK}/fjern": "remark_removal",
    "/{year:year}/papirer": "papers",
    "/{year:year}/papirer/{folder}/{name}": "paper",
    "/{year:year}/aktiviteter": "registers",
    PLAN: "activities",
    f"{PLAN}/ret": "activity",
    f"{PLAN}/fjern": "removal",
    f"{PLAN}/indlaes": "reading_in",
    f"{PLAN}/hent": "fetched",
    f"{PLAN}/navn": "partner_word",
    "/{year:year}/{partnership}": "partnership",
    "/{year:year}/{partnership}/{indicator}": "number",
}
ACTIONS: Mapping[str, Action] = {  # an address that a form is sent to: what is done
    "/arbejde/{job:int}/stop": action("stop"),
    "/arbejde/{job:int}/igen": action("again"),
    "/data/fil": action("send"),
    "/data/fil/{draft}": action("take_in"),
    "/data/fil/{draft}/kasser": action("discard"),
    "/data/traek-tilbage": action("withdraw"),
    "/{year:year}/papirer": action("make_papers"),
    DECIDED: action("decide"),
    f"{DECIDED}/skriv": action("adopt"),
    f"{REMARK}/ret": action("save_remark"),
    f"{REMARK}/fjern": action("remove_remark"),
    f"{PLAN}/ret": action("save_activity"),
    f"{PLAN}/fjern": action("remove_activity"),
    f"{PLAN}/indlaes": action("look_into_file"),
    f"{PLAN}/indlaes/gem": action("take_file_in"),
    f"{PLAN}/navn": action("declare_word"),
}
STATIC = Path(__file__).with_name("static")


class _Year(Convertor[str]):
    """Four figures: what else stands first in an address is no year."""

    regex = "[0-9]{4}"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("year", _Year())


def app(
    root: Path,
    today: Day,
    port: int,
    actions: Mapping[str, Action] = ACTIONS,
    do: Do = here,
) -> ASGIApp:
    """A working folder in a browser, at a port of this machine.

    Pages are read; actions change something, and are done only for a form of ours. `do` is how a
    year is judged: here, or in a process beside.
    """
    tokens = Tokens()
    routes: list[BaseRoute] = [Route(path, _page(name)) for path, name in PAGES.items()]
    routes += [
        Route(path, tokens.guarded(action), methods=["POST"]) for path, action in actions.items()
    ]
    held = Held(root, today, do)
    routes += [_Api(held), Route("/static/chart.woff", _font)]
    routes.append(Mount("/static", StaticFiles(directory=STATIC)))
    made = Starlette(routes=routes, exception_handlers=dict(_WRONG), lifespan=_lasting)
    made.state.held, made.state.tokens = held, tokens
    made.state.desk, made.state.lock = None, Lock()  # opened with the first page that needs it
    return Guarded(made, port)


@asynccontextmanager
async def _lasting(made: Starlette) -> AsyncIterator[None]:
    """As long as the server lasts; what runs in its worker ends with it."""
    yield
    if made.state.desk is not None:
        made.state.desk.close()


class _Api(BaseRoute):
    """The API, loaded with its first request: the first page need not wait for it.

    Whatever stands behind its root is its to answer, be it a line break, which no pattern takes.
    """

    def __init__(self, held: Held) -> None:
        self._held = held
        self._made: ASGIApp | None = None

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether an address is the API's."""
        is_its = scope["type"] == "http" and f"{scope['path']}/".startswith(f"{API}/")
        return (Match.FULL, {"root_path": API}) if is_its else (Match.NONE, {})

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; what is loaded first is loaded beside the thread that answers others."""
        if self._made is None:
            self._made = await run_in_threadpool(api.api, self._held)
        await self._made(scope, receive, send)


def _page(name: str) -> Callable[[Request], Response]:
    def shown(request: Request) -> Response:
        if name in WAITS:
            return kept_page(request, name)
        found: Response = getattr(pages, name)(request)
        return found

    return shown


def _font(request: Request) -> Response:
    """The font that the charts' letters are measured in."""
    return Response(_woff(), media_type="font/woff")


@cache
def _woff() -> bytes:
    return woff(font_file(LOOK.font.regular))


def _no_page(request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException):
        return _told(error.status_code, why=error.detail)
    return _told(500)


def _mend(request: Request, error: Exception) -> Response:
    problems = error.problems if isinstance(error, GrundlagError) else ()
    return _told(503, problems=problems)


def _out_of_reach(request: Request, error: Exception) -> Response:
    found = run.out_of_reach(error) if isinstance(error, OSError) else None
    return _told(503, problems=(found,) if found else ())


def _told(status: int, problems: tuple[Problem, ...] = (), why: str = "") -> Response:
    """What went wrong, on a page that needs nothing of the folder."""
    page = templates().get_template("wrong.html.j2")
    text = page.render(status=status, problems=problems, why=why)
    return HTMLResponse(text, status_code=status)


_WRONG: Mapping[Any, Callable[[Request, Exception], Response]] = {
    HTTPException: _no_page,
    GrundlagError: _mend,
    OSError: _out_of_reach,
    Exception: _no_page,
}
