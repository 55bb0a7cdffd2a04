"""Pages with a form, what is sent from one, and where one is led when it is done."""

from typing import Any

from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from grundlag.web.asked import Asked
from grundlag.web.page import page
from grundlag.web.tokens import FIELD, browser_of, remember


def form_page(
    request: Request, name: str, found: Asked, status: int = 200, **held: Any
) -> Response:
    """A page with a form: it carries the word that this browser's forms are known by."""
    browser = browser_of(request)
    token = (FIELD, request.app.state.tokens.of(browser))
    answer = page(request, name, found, token=token, **held)
    answer.status_code = status
    remember(answer, browser)
    return answer


def with_query(address: str, **said: str) -> str:
    """An address that says some more."""
    return str(URL(address).include_query_params(**said))


def led_to(address: str) -> Response:
    """The answer to a form: go there, and reading it again sends nothing again."""
    return RedirectResponse(address, status_code=303)
