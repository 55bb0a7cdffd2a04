"""A name that nobody has declared: a partner of its own, another's spelling, or no partner."""

from collections.abc import Sequence
from typing import get_args

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from grundlag import run
from grundlag.basis.partner_words import Stands
from grundlag.errors import DefinitionError, Problem
from grundlag.web.forms import form_page
from grundlag.web.page import frame
from grundlag.web.plans import Planned, planned

WORD = "navn"


def partner_word(request: Request) -> Response:
    """The page that asks what a name stands for."""
    return _page(request, planned(request), request.query_params.get(WORD, ""))


def declare_word(request: Request, form: FormData) -> Response:
    """Write down what a name stands for."""
    plan = planned(request)
    word, stands, of = (str(form.get(field, "")) for field in (WORD, "er", "af"))
    if stands not in get_args(Stands):
        return _page(request, plan, word, unsaid=True, status=422)
    try:
        run.declaring.declare_partner(plan.defs.root, word, stands, of)  # type: ignore[arg-type]
    except DefinitionError as error:
        return _page(request, plan, word, problems=error.problems, status=422)
    return plan.led_back("declared", "erklaeret")


def _page(
    request: Request,
    plan: Planned,
    word: str,
    problems: Sequence[Problem] = (),
    unsaid: bool = False,
    status: int = 200,
) -> Response:
    if not word.strip():
        raise HTTPException(404)
    return form_page(
        request,
        "activities_name.html.j2",
        frame("activities_name.html.j2", plan.found),
        status,
        area=plan.name,
        up=plan.at(),
        to=plan.at("navn"),
        word=word,
        partners=sorted(partner.name for partner in plan.defs.activities.partner),
        problems=problems,
        unsaid=unsaid,
    )
