"""Metoder: how the year's figures are made, as the papers' own annex says it, and the rules."""

from starlette.requests import Request
from starlette.responses import Response

from grundlag.basis.model import Rule
from grundlag.report.words import terms
from grundlag.web.asked import METHODS, Asked, asked
from grundlag.web.page import page
from grundlag.web.pages.partnership import ANNEX


def methods(request: Request) -> Response:
    """The page."""
    found = asked(request, *METHODS)
    annex = found.paper(ANNEX)
    own = tuple(f"-{area}" for area in found.names)
    return page(
        request,
        "methods.html.j2",
        found,
        sections=[s for s in annex.sections if not s.id.endswith(own)] if annex else [],
        rules=[(rule, terms.REACHED[rule], terms.MISSED[rule]) for rule in _rules(found)],
        certainties=terms.CERTAINTY,
    )


def _rules(found: Asked) -> list[Rule]:
    """The rules that the basis' targets are judged by, each once."""
    targets = (target for goal in found.declared.goal for target in goal.target)
    return list(dict.fromkeys(target.rule for target in targets))
