"""An action, by its name among the pages: loaded when it is first asked for, done in a thread."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from grundlag.web import pages
from grundlag.web.tokens import Action


def action(name: str) -> Action:
    """What is done with a form that was sent."""

    async def done(request: Request) -> Response:
        form = await request.form()
        found: Response = await run_in_threadpool(getattr(pages, name), request, form)
        return found

    return done
