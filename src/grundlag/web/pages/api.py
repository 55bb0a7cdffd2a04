"""API: what can be asked for as JSON, from the same description that is handed out."""

from starlette.requests import Request
from starlette.responses import Response

from grundlag.web.api.operations import OPERATIONS, PARAMETERS, ROOT, Operation
from grundlag.web.asked import API, BASIS, YEAR, Asked, asked
from grundlag.web.page import page


def api(request: Request) -> Response:
    """The page."""
    found = asked(request, *API)
    lines = [(each, ROOT + each.path, _example(found, each)) for each in OPERATIONS]
    return page(
        request, "api.html.j2", found, operations=lines, parameters=PARAMETERS.items(), root=ROOT
    )


def _example(found: Asked, operation: Operation) -> str:
    """An address of this very folder."""
    names = {
        "year": str(found.year),
        "partnership": next(iter(found.names), ""),
        "indicator": next((i.id for i in found.declared.indicator), ""),
        "table": "figures",
    }
    values = {YEAR: str(found.year), BASIS: found.basis}
    query = "&".join(f"{name}={values[name]}" for name in operation.queries)
    return ROOT + operation.path.format(**names) + (f"?{query}" if query else "")
