"""Arbejde: how far a job is, and what came of it."""

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from grundlag.web.desk import desk_of, drafts, jobs
from grundlag.web.desk.model import Job
from grundlag.web.forms import form_page, seen_at, timeless
from grundlag.web.held import Held
from grundlag.web.spoken import spans


def job(request: Request) -> Response:
    """The page, which asks again until the job has ended."""
    found = _job(request)
    held: Held = request.app.state.held
    return form_page(
        request,
        "job.html.j2",
        timeless(request, "job.html.j2"),
        job=found,
        bases={basis.id: basis.name for basis in held.now().defs.bases.values()},
        spans=spans,
        can_again=_can_again(request, found),
    )


def _can_again(request: Request, found: Job) -> bool:
    """Whether what it needs is still there: the file that was to be taken in."""
    engine = desk_of(request).engine
    return found.kind != "take" or drafts.draft(engine, found.asked["draft"]) is not None


def stop(request: Request, form: FormData) -> Response:
    """Cancel it."""
    found = _job(request)
    desk_of(request).worker.cancel(found.id)
    return seen_at(f"/arbejde/{found.id}")


def again(request: Request, form: FormData) -> Response:
    """Ask for the same once more, of one that did not end well."""
    found = _job(request)
    if not found.has_ended or found.state == "done":
        raise HTTPException(404)
    try:
        number = desk_of(request).ask(found.kind, found.asked, str(found.id))
    except jobs.Full as error:
        raise HTTPException(429) from error
    return seen_at(f"/arbejde/{number}")


def _job(request: Request) -> Job:
    found = jobs.job(desk_of(request).engine, request.path_params["job"])
    if found is None:
        raise HTTPException(404)
    return found
