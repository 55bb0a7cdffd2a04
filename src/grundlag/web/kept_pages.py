"""Pages that say the same to whoever asks: drawn once, while the folder stands as it does."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from grundlag.web import pages
from grundlag.web.asked import BASIS, YEAR
from grundlag.web.held import Held

KEPT = {"grounds": True, "number": True, "methods": False, "overview": False, "partnership": False}
# whether it waits for deliveries that just came


def kept_page(request: Request, name: str) -> Response:
    """A page as it was drawn for this address, else drawn now."""
    held: Held = request.app.state.held
    standing, is_before = (held.now(), False) if KEPT[name] else held.shown()
    drawn: list[Response] = []

    def draw() -> bytes:
        drawn.append(getattr(pages, name)(request))
        return bytes(drawn[0].body)

    if {*request.query_params} - {BASIS, YEAR} or standing.is_full:
        draw()
    else:
        address = request.url.path, request.url.query
        body = standing.once(("page", *address, is_before, standing.prepared), draw)
    return drawn[0] if drawn else HTMLResponse(body)
