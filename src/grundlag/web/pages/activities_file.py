"""A register as a file: fetched, looked into before it is read in, and read in."""

from collections.abc import Sequence

from pydantic import TypeAdapter, ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from grundlag import run
from grundlag.cubes.edited import Difference, Edit, MeanwhileError, edits_to
from grundlag.errors import DeliveryError, Problem
from grundlag.report.words.register import READ_IN, export_name
from grundlag.web.bodies import megabytes
from grundlag.web.forms import download, form_page
from grundlag.web.page import frame
from grundlag.web.plans import Planned, planned
from grundlag.web.uploaded import uploaded

TYPES = (*run.registering.EXPORTS,)  # of the files that go out and come in
_EDITS: TypeAdapter[tuple[Edit, ...]] = TypeAdapter(tuple[Edit, ...])


def fetched(request: Request) -> Response:
    """The register as a file of the type that is asked for."""
    plan = planned(request)
    kind = f".{request.query_params.get('type', 'xlsx')}"
    if kind not in TYPES:
        raise HTTPException(404)
    content = run.registering.exported(plan.defs, plan.of, kind)
    name = export_name(plan.area, plan.found.year, kind)
    return download(content, name)


def reading_in(request: Request) -> Response:
    """The page on which a file is chosen."""
    return _page(request, planned(request))


def look_into_file(request: Request, form: FormData) -> Response:
    """What a file would change, activity by activity; nothing is kept."""
    plan, given = planned(request), form.get("fil")
    try:
        name, content = uploaded(given if isinstance(given, UploadFile) else None, TYPES)
        today = plan.found.standing.today
        entries = run.registering.read_file(plan.defs, plan.of, content, name, today)
    except DeliveryError as error:
        return _page(request, plan, problems=error.problems, status=422)
    edits = edits_to(plan.register, entries)
    return _page(request, plan, edits=edits, file=name)


def take_file_in(request: Request, form: FormData) -> Response:
    """Make the changes that were shown; those that others were before in are shown instead."""
    plan, said = planned(request), form.get("aendringer")
    try:
        edits = _EDITS.validate_json(said if isinstance(said, str) else "")
    except ValidationError as error:
        raise HTTPException(400) from error
    try:
        return plan.led_back(plan.edit(edits, READ_IN), "indlaest")
    except MeanwhileError as error:
        others = {each.edit: each for each in error.differences}
        now = [_again(edit, others) for edit in edits]
        return _page(request, plan, edits=now, differences=error.differences, status=409)
    except DeliveryError as error:
        return _page(request, plan, edits=edits, problems=error.problems, status=422)


def _again(edit: Edit, others: dict[Edit, Difference]) -> Edit:
    """An edit as it would be of what stands now."""
    return Edit(base=others[edit].now, mine=edit.mine) if edit in others else edit


def _page(
    request: Request,
    plan: Planned,
    edits: Sequence[Edit] | None = None,
    file: str = "",
    differences: Sequence[Difference] = (),
    problems: Sequence[Problem] = (),
    status: int = 200,
) -> Response:
    return form_page(
        request,
        "activities_file.html.j2",
        frame("activities_file.html.j2", plan.found),
        status,
        area=plan.name,
        up=plan.at(),
        to=plan.at("indlaes"),
        keep=plan.at("indlaes", "gem"),
        fetch=plan.at("hent"),
        largest=megabytes(),
        register=plan.register,
        edits=edits,
        carried_edits=_EDITS.dump_json(tuple(edits or ())).decode(),
        file=file,
        differences=differences,
        problems=problems,
    )
