"""Metoder: how the year's figures are made, as the papers' own annex says it, and the rules."""

from starlette.requests import Request
from starlette.responses import Response

from grundlag.report.words import terms
from grundlag.web.asked import ANNEX, METHODS, asked
from grundlag.web.page import page


def methods(request: Request) -> Response:
    """The page."""
    found = asked(request, *METHODS, waits=False)
    annex = found.paper(ANNEX)
    own = tuple(f"-{area}" for area in found.names)
    return page(
        request,
        "methods.html.j2",
        found,
        sections=[s for s in annex.sections if not s.id.endswith(own)] if annex else [],
        rules=[(rule, terms.REACHED[rule], terms.MISSED[rule]) for rule in found.rules],
        certainties=terms.CERTAINTY,
    )
