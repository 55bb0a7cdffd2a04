"""A page: its template filled, with the frame that every page has around it."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import HTMLResponse

from grundlag.errors import GrundlagError
from grundlag.web.asked import ACTIVITIES, Asked
from grundlag.web.drawn import templates


def page(request: Request, name: str, found: Asked, **held: Any) -> HTMLResponse:
    """A page of a year on a basis. What other pages of it need is made once this one is sent."""
    text = templates().get_template(name).render(frame=frame(name, found), **held)
    return HTMLResponse(text, background=BackgroundTask(_prepare, found))


def _prepare(found: Asked) -> None:
    """What the other pages need. What hinders it is told on the page that cannot do without."""
    with suppress(GrundlagError, OSError):
        found.standing.prepare(found.year)


def frame(name: str, found: Asked) -> Mapping[str, Any]:
    """What stands around every page: where one is, where one can go, and the marks."""
    return {
        "at": name.partition(".")[0],
        "city": found.standing.defs.folder.city,
        "year": found.year,
        "home": found.address(),
        "methods": found.methods,
        "grounds": found.address("grundlag"),
        "activities": found.address(ACTIVITIES),
        "partnerships": [
            (called, found.address(id), _is_here(found, id)) for id, called in found.names.items()
        ],
        "years": [
            (year, found.here(year=year), year == found.year) for year in found.standing.years
        ],
        "bases": [
            (each.called, each.stands, found.here(basis=each.id), each.id == found.basis)
            for each in found.bases
        ],
        "marks": found.marks,
        "papers": found.address("papirer"),
    }


def _is_here(found: Asked, partnership: str) -> str:
    """Whether the page is the partnership's own, or one below it, as ARIA says it."""
    if partnership not in found.path or found.path[0] == ACTIVITIES:
        return ""
    return "page" if found.path == (partnership,) else "true"
