"""A file that was sent: laid down, looked at, its mapping confirmed, and taken in as a job."""

from collections.abc import Iterator
from datetime import date

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from grundlag import run
from grundlag.basis.columns import COLUMNS
from grundlag.basis.sheet_columns import CONTENTS, KINDS, QUESTION
from grundlag.errors import DefinitionError, DeliveryError, GrundlagError, Problem
from grundlag.records.guess import LIKELY
from grundlag.records.opening import refuse_unfit
from grundlag.records.personal import refuse_named
from grundlag.records.recognise import Recognised
from grundlag.run.recognising import Chosen, Found, confirm, look, must_go
from grundlag.web.asked import standing_of
from grundlag.web.desk import Desk, desk_of, drafts, jobs, log
from grundlag.web.desk.model import Draft
from grundlag.web.desk.names import plain_name
from grundlag.web.forms import form_page, seen_at, timeless
from grundlag.web.held import Standing
from grundlag.web.pages.data import data_page

FIELD, COLUMN = "fil", "kolonne"
LONGEST = 200  # signs of a provider


def send(request: Request, form: FormData) -> Response:
    """Lay down what was sent; what is none of ours is told, and not kept."""
    desk, standing = desk_of(request), standing_of(request)
    given = [each for each in form.getlist(FIELD) if isinstance(each, UploadFile)]
    given = [each for each in given if each.filename]
    problems: list[Problem] = []
    laid: list[Draft] = []
    for each in given:
        try:
            laid.append(_laid(desk, standing, each))
        except DeliveryError as error:
            problems += error.problems
    if not given:
        problems = [Problem(where="file", what="none was sent.", fix="Choose one first.")]
    if problems:
        return data_page(request, tuple(problems), 422)
    return seen_at(f"/data/fil/{laid[0].id}" if len(laid) == 1 else "/data#venter")


def _laid(desk: Desk, standing: Standing, sent: UploadFile) -> Draft:
    name = plain_name(sent.filename or "")
    refuse_named(name)

    def refuse(draft: Draft) -> None:
        refuse_unfit(drafts.lies_at(desk.root, draft))
        problems = tuple(p for each in _found(standing, desk, draft) for p in each.problems)
        if must_go(problems):
            raise DeliveryError(problems)

    try:
        return drafts.lay(desk.engine, desk.root, name, sent.file, refuse)
    except GrundlagError:
        with desk.engine.begin() as connection:
            log.note(connection, "refused", name)
        raise


def sent(request: Request) -> Response:
    """The page of a file that waits; of one that is being taken in, how far that is."""
    draft = _draft(request)
    return _at_work(request, draft) or _page(request, draft)


def _at_work(request: Request, draft: Draft) -> Response | None:
    """To the job that takes a file in, where one does: it is not asked for twice, nor discarded."""
    job = jobs.of_draft(desk_of(request).engine, draft.id)
    return seen_at(f"/arbejde/{job.id}") if job else None


def _page(
    request: Request, draft: Draft, problems: tuple[Problem, ...] = (), form: FormData | None = None
) -> Response:
    standing = standing_of(request)
    found = _found(standing, desk_of(request), draft)
    only = _only(found)
    return form_page(
        request,
        "sent.html.j2",
        timeless(request, "data.html.j2"),
        422 if problems else 200,
        draft=draft,
        found=found,
        only=only,
        rows_told=tuple(_rows(only, form)) if only else (),
        problems_told=problems,
        kinds=KINDS,
        sources=[s for s in standing.defs.sources.source if s.confirmed],
        contents={**CONTENTS, "question": QUESTION},
        can_take=any(not e.problems or e.accepts for one in found for e in one.each),
        given={name: str(value) for name, value in form.items()} if form else {},
        today=standing.today.isoformat(),
    )


def _only(found: tuple[Found, ...]) -> Recognised | None:
    """What waits to be confirmed here: the guess of a file that came by itself."""
    each = found[0].each if len(found) == 1 else ()
    return each[0] if len(each) == 1 and each[0].proposal else None


def _rows(only: Recognised, form: FormData | None) -> Iterator[tuple[str, str, bool, str]]:
    """Each thing of ours with the column that holds it: what was chosen, else what is likely."""
    if only.proposal is None:
        return
    guess = only.proposal.guess
    likely = {(g.table, g.ours): g.column.name for g in guess.columns if g.sure >= LIKELY}
    for key, is_needed in _keys(only).items():
        said = form.get(f"{COLUMN}.{key[0]}.{key[1]}") if form else None
        yield (*key, is_needed, str(said) if said is not None else likely.get(key, ""))


def _keys(only: Recognised) -> dict[tuple[str, str], bool]:
    """Each thing of ours that a file of the kind may hold, and whether it must."""
    if only.proposal is None:
        return {}
    guess = only.proposal.guess
    asked = [(g.table, g.ours) for g in guess.columns if g.table != "columns"]
    own = {("columns", name): column.required for name, column in COLUMNS[guess.kind].items()}
    return own | dict.fromkeys(asked, False)


def take_in(request: Request, form: FormData) -> Response:
    """Confirm what was chosen, and put the taking in into the queue."""
    draft, desk, standing = _draft(request), desk_of(request), standing_of(request)
    if at_work := _at_work(request, draft):
        return at_work
    found = _found(standing, desk, draft)
    try:
        asked = _asked(form, standing.today)
        if (only := _only(found)) is not None:
            provider = str(form.get("fra", "")).strip()[:LONGEST]
            confirm(run.load(standing.root), only, provider, _chosen(only, form))
    except (DefinitionError, DeliveryError) as error:
        return _page(request, draft, error.problems, form)
    path = drafts.lies_at(desk.root, draft).relative_to(desk.root).as_posix()
    accepts = any(each.accepts for one in found for each in one.each)
    asked |= {"draft": draft.id, "called": draft.name, "path": path, "accepts": accepts}
    try:
        return seen_at(f"/arbejde/{desk.ask('take', asked, draft.name)}")
    except jobs.Full as error:
        raise HTTPException(429) from error


def _chosen(only: Recognised, form: FormData) -> Chosen:
    said = {key: str(form.get(f"{COLUMN}.{key[0]}.{key[1]}", "")) for key in _keys(only)}
    return {key: name for key, name in said.items() if name}


def _asked(form: FormData, today: date) -> dict[str, object]:
    """What is told of a file; raises DeliveryError with all that is no day and no month."""
    problems: list[Problem] = []

    def day(name: str, of: str, rest: str = "") -> str:
        said = str(form.get(name, "")).strip()
        try:
            return said and date.fromisoformat(f"{said}{rest}").isoformat()
        except ValueError:
            fix = "Write it as 2026-02-16, a month as 2026-02."
            problems.append(Problem(where=of, what=f'"{said}" is none.', fix=fix))
            return ""

    came, drawn = day("kom", "day it came"), day("trukket", "day it was drawn")
    if came > today.isoformat():  # it would speak in place of all that comes until then
        fix = f"It came on {today} at the latest: today."
        problems.append(Problem(where="day it came", what=f'"{came}" is yet to come.', fix=fix))
    first, last = (day(name, "month", "-01")[:7] for name in ("fra-maaned", "til-maaned"))
    if bool(first) != bool(last) or first > last:
        fix = "Tell the first and the last month it holds whole, or neither."
        problems.append(Problem(where="months", what=f'"{first}" to "{last}" is no span.', fix=fix))
    if problems:
        raise DeliveryError(problems)
    return {
        "arrived": came or today.isoformat(),
        "extracted": drawn,
        "source": str(form.get("kilde", "")),
        "covers": f"{first}:{last}" if first else "",
    }


def discard(request: Request, form: FormData) -> Response:
    """Take it away again."""
    draft, desk = _draft(request), desk_of(request)
    if at_work := _at_work(request, draft):
        return at_work
    drafts.discard(desk.engine, desk.root, draft.id, "discarded")
    return seen_at("/data#venter")


def _draft(request: Request) -> Draft:
    found = drafts.draft(desk_of(request).engine, request.path_params["draft"])
    if found is None:
        raise HTTPException(404)
    return found


def _found(standing: Standing, desk: Desk, draft: Draft) -> tuple[Found, ...]:
    """What it was found to be, as long as no file of the folder changes."""
    path = drafts.lies_at(desk.root, draft)
    return standing.once(("sent", draft.id), lambda: look(standing.defs, path))
