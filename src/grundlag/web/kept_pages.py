"""Pages that say the same to whoever asks: drawn once, while the folder stands as it does."""

from collections.abc import Hashable

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from grundlag.web import pages
from grundlag.web.asked import BASIS, YEAR
from grundlag.web.drawn import templates
from grundlag.web.held import Held, Standing

# a page: whether it waits for deliveries that just came, where it was not drawn before them
WAITS = {"grounds": True, "methods": False, "number": True, "overview": False, "partnership": False}
PLACE = b"<!-- before -->"  # in the frame: where it is said that a page is of before them


def kept_page(request: Request, name: str) -> Response:
    """A page as it was drawn for this address, else drawn now."""
    held: Held = request.app.state.held
    standing, is_before = held.shown()
    if is_before and WAITS[name] and not standing.has(_key(request, standing)):
        standing, is_before = held.now(), False
    drawn: list[Response] = []

    def draw() -> bytes:
        drawn.append(getattr(pages, name)(request))
        return bytes(drawn[0].body)

    if {*request.query_params} - {BASIS, YEAR} or standing.is_full:
        body = draw()
    else:
        body = standing.once(_key(request, standing), draw)
    after = drawn[0].background if drawn else None
    return HTMLResponse(body.replace(PLACE, _said() if is_before else b""), background=after)


def _key(request: Request, standing: Standing) -> Hashable:
    return "page", request.url.path, request.url.query, standing.prepared


def _said() -> bytes:
    return templates().get_template("before.html.j2").render().encode()
