"""An activity to be written: added, edited, taken away; and what to do where two edited it."""

from collections.abc import Sequence

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from grundlag.cubes.edited import Difference, DoubledError, Edit, MeanwhileError, merged
from grundlag.cubes.register import Entry
from grundlag.errors import DeliveryError, Problem
from grundlag.report.words.register import EDITED
from grundlag.web.entries import Wrong, entry_of, filled, read, written, wrong_with
from grundlag.web.forms import form_page
from grundlag.web.page import frame
from grundlag.web.plans import Planned, planned

KEY, BASE = "aktivitet", "fra"


def activity(request: Request) -> Response:
    """The form of an activity; of a new one where no key is said."""
    plan = planned(request)
    key = request.query_params.get(KEY)
    entry = plan.entry(key) if key is not None else None
    return _form(request, plan, Edit(base=entry, mine=entry))


def save_activity(request: Request, form: FormData) -> Response:
    """Keep what the form says; where that is not to be, the form again as it was filled."""
    plan = planned(request)
    base = read(form.get(BASE))
    edit = Edit(base=base, mine=entry_of(form, plan.register, plan.defs, base))
    if edit.mine and (wrong := wrong_with(edit.mine, plan.defs)):
        return _form(request, plan, edit, wrong=wrong, status=422)
    return _kept(request, plan, edit, "gemt")


def _kept(request: Request, plan: Planned, edit: Edit, done: str) -> Response:
    try:
        return plan.led_back(plan.edit([edit], EDITED), done)
    except MeanwhileError as error:
        return _both(request, plan, error.differences[0])
    except DoubledError:
        wrong = (Wrong(field="titel", why="doubled"),)
        return _form(request, plan, edit, wrong=wrong, status=422)
    except DeliveryError as error:
        again = _form if edit.mine else _removal
        return again(request, plan, edit, problems=error.problems, status=422)


def _both(request: Request, plan: Planned, difference: Difference) -> Response:
    """Both versions side by side, and a form with the two together."""
    edit, now = difference.edit, difference.now
    again = Edit(base=now, mine=merged(edit, now))
    if edit.mine is None:
        return _removal(request, plan, again, status=409, was=edit.base)
    return _form(request, plan, again, status=409, difference=difference)


def _form(
    request: Request,
    plan: Planned,
    edit: Edit,
    wrong: Sequence[Wrong] = (),
    problems: Sequence[Problem] = (),
    status: int = 200,
    difference: Difference | None = None,
) -> Response:
    register = plan.register
    listed = register.entries
    return form_page(
        request,
        "activity.html.j2",
        frame("activity.html.j2", plan.found),
        status,
        area=plan.name,
        up=plan.at(),
        to=plan.at("ret"),
        away=plan.at("fjern"),
        edit=edit,
        base=written(edit.base),
        form=filled(register, plan.defs, edit.mine),
        register=register,
        themes=sorted({entry.theme for entry in listed} - {""}),
        statuses=dict.fromkeys(_statuses(plan, listed)),
        wrong={each.field: each for each in wrong},
        problems=problems,
        difference=difference,
    )


def _statuses(plan: Planned, listed: Sequence[Entry]) -> list[str]:
    declared = plan.defs.activities
    used = sorted({entry.status for entry in listed} - {""})
    return [*declared.known_status, *declared.cancelled, *used]


def removal(request: Request) -> Response:
    """The page that asks before an activity is taken away."""
    plan = planned(request)
    entry = plan.entry(request.query_params.get(KEY))
    return _removal(request, plan, Edit(base=entry, mine=None))


def remove_activity(request: Request, form: FormData) -> Response:
    """Take an activity away."""
    edit = Edit(base=read(form.get(BASE)), mine=None)
    return _kept(request, planned(request), edit, "fjernet")


def _removal(
    request: Request,
    plan: Planned,
    edit: Edit,
    problems: Sequence[Problem] = (),
    status: int = 200,
    was: Entry | None = None,
) -> Response:
    return form_page(
        request,
        "activity_away.html.j2",
        frame("activity_away.html.j2", plan.found),
        status,
        area=plan.name,
        up=plan.at(),
        to=plan.at("fjern"),
        entry=edit.base,
        was=was,
        base=written(edit.base),
        problems=problems,
        register=plan.register,
    )
