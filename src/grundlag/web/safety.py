"""What every request and every answer must be: from this machine, to this machine, and no more.

Another site in the same browser can reach an address on this machine. So a request must name this
machine as its host (else a name that was pointed here reads the pages), what changes anything must
come from a page of ours, and a page loads nothing but what lies beside it.
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NAMES = ("127.0.0.1", "localhost", "[::1]")
READING = ("GET", "HEAD")
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
STATIC, API = "/static/", "/api/v1"
KEPT, UNKEPT = "no-cache", "no-store"  # a file is asked for anew with its mark; a page is not kept


class Guarded:
    """An application behind the checks of host and origin, with the headers on every answer."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self.app = app
        self.hosts = {f"{name}:{port}" for name in NAMES}
        if port == 80:
            self.hosts |= set(NAMES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope["method"], Headers(scope=scope))
        answer: ASGIApp = PlainTextResponse(refusal[1], refusal[0]) if refusal else self.app
        kept = KEPT if scope["path"].startswith((STATIC, f"{API}/")) else UNKEPT

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update({**HEADERS, "Cache-Control": kept})
            await send(message)

        await answer(scope, receive, dressed)

    def _refusal(self, method: str, headers: Headers) -> tuple[int, str] | None:
        """The status and the reason of a request that is refused."""
        if headers.getlist("host") != [headers.get("host")] or headers["host"] not in self.hosts:
            return 421, "This address is not served here: use 127.0.0.1 or localhost.\n"
        if method in READING or self._is_ours(headers):
            return None
        return 403, "A change must come from a page of this very address.\n"

    def _is_ours(self, headers: Headers) -> bool:
        """Whether a page of this address sent it: the browser says so, and so does its origin."""
        if headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return False
        return headers.get("origin", "") == f"http://{headers['host']}"
