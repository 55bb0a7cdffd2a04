"""The word that a form carries, so that no other page can send it: the cookie's, signed.

There is no sign-in. The cookie tells one browser from another and nothing of its reader; it and
the key of the signature end with the server.
"""

import hmac
from collections.abc import Awaitable, Callable
from hashlib import sha256
from secrets import token_bytes, token_urlsafe

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from grundlag.web.bodies import sent

COOKIE, FIELD, HEADER = "grundlag", "kvittering", "x-grundlag-token"
Action = Callable[[Request], Awaitable[Response]]


class Tokens:
    """Gives words out and knows its own again."""

    def __init__(self) -> None:
        self._key = token_bytes(32)

    def of(self, browser: str) -> str:
        """The word for a browser's cookie."""
        return hmac.new(self._key, browser.encode(), sha256).hexdigest()

    def guarded(self, action: Action) -> Action:
        """An action that is done only for a form, or a script, that carries the word."""

        async def done(request: Request) -> Response:
            browser = request.cookies.get(COOKIE, "")
            async with sent(request) as whole:
                form = await whole.form()
                given = request.headers.get(HEADER) or form.get(FIELD)
                right = self.of(browser)
                if not browser or not isinstance(given, str) or not _same(given, right):
                    raise HTTPException(403)
                return await action(whole)

        return done


def _same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode(), right.encode())


def browser_of(request: Request) -> str:
    """The name that a browser's cookie gives it; a new one where it has none."""
    return request.cookies.get(COOKIE) or token_urlsafe(24)


def remember(response: Response, browser: str) -> None:
    """Give a browser its name, for as long as it is open."""
    response.set_cookie(COOKIE, browser, httponly=True, samesite="strict", path="/")
