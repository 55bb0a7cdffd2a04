"""A page with forms on it: with the word that they carry, and without waiting for any figure."""

from collections.abc import Mapping
from typing import Any

from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from grundlag.report.marks import internal, invented
from grundlag.web.asked import asked, standing_of
from grundlag.web.drawn import templates
from grundlag.web.page import frame
from grundlag.web.tokens import FIELD, Tokens, browser_of, remember

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "zip": "application/zip",
}


def form_page(
    request: Request, name: str, around: Mapping[str, Any], status: int = 200, **held: Any
) -> HTMLResponse:
    """A template filled, with the token of this browser."""
    tokens: Tokens = request.app.state.tokens
    browser = browser_of(request)
    token = {"name": FIELD, "value": tokens.of(browser)}
    text = templates().get_template(name).render(frame=around, token=token, **held)
    response = HTMLResponse(text, status_code=status)
    remember(response, browser)
    return response


def timeless(request: Request, name: str) -> Mapping[str, Any]:
    """The frame of a page that is of no year; also of a folder that nothing was taken in to."""
    standing = standing_of(request)
    if standing.years:
        around = frame(name, asked(request))
        return {**around, "years": [], "bases": []}
    defs, at = standing.defs, name.partition(".")[0]
    marks = (*internal(defs), *invented(defs))
    return {"at": at, "city": defs.folder.city, "year": None, "home": "/data", "years": [],
            "bases": [], "marks": marks, "partnerships": [], "papers": None}  # fmt: skip


def seen_at(address: str) -> Response:
    """To the page that shows what was done: a page that is loaded again does it no second time."""
    return RedirectResponse(address, 303)


def with_query(address: str, **said: str) -> str:
    """An address that says some more."""
    return str(URL(address).include_query_params(**said))


def download(content: bytes, name: str) -> Response:
    """A file to keep, of the type that its name ends with; never shown as a page of ours."""
    media_type = TYPES[name.rpartition(".")[2]]
    told = f"attachment; filename*=UTF-8''{_quoted(name)}"
    return Response(content, media_type=media_type, headers={"Content-Disposition": told})


def _quoted(name: str) -> str:
    """A name as a header holds it (RFC 5987): plain letters and digits, the rest in per cents."""
    return "".join(
        sign if sign.isascii() and (sign.isalnum() or sign in "-._") else _bytes(sign)
        for sign in name
    )


def _bytes(sign: str) -> str:
    return "".join(f"%{byte:02X}" for byte in sign.encode())
