"""A proposal that was decided: who, when and which case; what that means; and then written."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from grundlag import run
from grundlag.basis import clocks
from grundlag.basis.check_decisions import FILE
from grundlag.basis.model import Basis
from grundlag.errors import GrundlagError, Problem
from grundlag.report.model import Paper, Section, Table
from grundlag.report.words import da
from grundlag.run.adopting import Deciding, OvertakenError
from grundlag.web.asked import Asked, asked
from grundlag.web.deciding import ABOUT, FIELDS, Given, foresee, given_of, place_of
from grundlag.web.desk import desk_of, log
from grundlag.web.entries import Wrong
from grundlag.web.forms import download, form_page, seen_at, with_query
from grundlag.web.page import frame


@dataclass(frozen=True, kw_only=True)
class Told:
    """A decision as it is said: by whom, on which day, in which case."""

    by: str
    on: str
    case: str


def adopting(request: Request) -> Response:
    """The form; of a basis that is decided, the decision."""
    found, basis = _asked(request)
    if place_of(found, basis) is not None:
        return _decided(request, found, basis)
    return _form(request, found, basis, dict.fromkeys(FIELDS, ""))


def decide(request: Request, form: FormData) -> Response:
    """What the decision would mean, with a form that writes it; or the form, where it is wrong."""
    found, basis = _asked(request)
    given = given_of(found, basis, form)
    if place_of(found, basis) is not None:
        return _decided(request, found, basis, given.deciding)
    if form.get("ret") or given.foreseen is None:
        told = () if form.get("ret") else given.wrong
        return _form(request, found, basis, given.texts, told, given.problems)
    return _foreseen(request, found, basis, given)


def adopt(request: Request, form: FormData) -> Response:
    """Write the decision, unless it would mean something else by now than what was shown."""
    found, basis = _asked(request)
    given, desk = given_of(found, basis, form), desk_of(request)
    if given.wrong or given.problems:
        return decide(request, form)
    try:
        root, today, seen = found.standing.root, found.standing.today, str(form.get("set", ""))
        run.adopting.adopt(root, given.deciding, today, seen)
    except (GrundlagError, OSError) as error:
        return _not_written(request, given, error)
    with desk.engine.begin() as connection:
        log.note(connection, "adopted", basis.id)
    return seen_at(with_query(_at(found, basis), gjort="ja"))


def _not_written(request: Request, given: Given, error: GrundlagError | OSError) -> Response:
    """Why, on the page where something can be done about it: the folder is looked at anew."""
    found, basis = _asked(request)
    if place_of(found, basis) is not None:
        return _decided(request, found, basis, given.deciding)
    if isinstance(error, OvertakenError):
        foreseen = foresee(found, given.deciding)
        return _foreseen(request, found, basis, replace(given, foreseen=foreseen), overtaken=True)
    told = (run.out_of_reach(error),) if isinstance(error, OSError) else error.problems
    return _form(request, found, basis, given.texts, problems=told)


def note(request: Request) -> Response:
    """A note to a steering group; only one that is listed: no path comes from outside."""
    found, basis = _asked(request)
    lying = run.adopting.notes_on(found.standing.defs, basis.id)
    name = request.path_params["name"]
    if not lying.holds or name not in lying.files:
        raise HTTPException(404)
    return download(lying.files[name].read_bytes(), name)


def _asked(request: Request) -> tuple[Asked, Basis]:
    found = asked(request, *ABOUT, request.path_params["basis"])
    basis = found.standing.defs.bases.get(request.path_params["basis"])
    if basis is None:
        raise HTTPException(404)
    return found, basis


def _at(found: Asked, basis: Basis, *path: str) -> str:
    return found.address(*ABOUT, basis.id, *path)


def _form(
    request: Request,
    found: Asked,
    basis: Basis,
    given: Mapping[str, str],
    wrong: tuple[Wrong, ...] = (),
    problems: tuple[Problem, ...] = (),
) -> Response:
    return form_page(
        request,
        "adopting.html.j2",
        frame("adopting.html.j2", found),
        422 if wrong or problems else 200,
        called=basis.name,
        basis=basis.id,
        given=given,
        wrong={each.field: each for each in sorted(wrong, key=lambda w: [*FIELDS].index(w.field))},
        problems=problems,
        to=_at(found, basis),
        up=found.address("grundlag"),
    )


def _foreseen(
    request: Request, found: Asked, basis: Basis, given: Given, overtaken: bool = False
) -> Response:
    assert given.foreseen is not None
    defs, seen = found.standing.defs, given.foreseen
    bases = {id: each.called(True) for id, each in defs.bases.items()}
    return form_page(
        request,
        "foreseen.html.j2",
        frame("adopting.html.j2", found),
        409 if overtaken else 200,
        overtaken=overtaken,
        called=basis.name,
        called_after=bases[basis.id],
        replaces=bases.get(basis.replaces or ""),
        replaced=(defs.root / run.adopting.NOTES).is_dir(),
        told=_told(given.deciding),
        found=seen,
        turns=[(turn.year, bases[turn.before], bases[turn.after]) for turn in seen.turns],
        notes=[_own(paper) for paper in seen.notes],
        given=given.texts,
        to=_at(found, basis, "skriv"),
        again=_at(found, basis),
        up=found.address("grundlag"),
    )


def _own(paper: Paper) -> Paper:
    """A note whose tables can stand on one page with those of others."""

    def named(section: Section) -> Section:
        blocks = tuple(
            replace(b, id=f"{paper.id}-{b.id}") if isinstance(b, Table) else b
            for b in section.blocks
        )
        return replace(section, blocks=blocks)

    return replace(paper, sections=tuple(map(named, paper.sections)))


def _told(deciding: Deciding) -> Told:
    return Told(by=deciding.by, on=da.day(deciding.on), case=deciding.case)


def _decided(
    request: Request, found: Asked, basis: Basis, mine: Deciding | None = None
) -> Response:
    """The decision that stands; with what somebody meant to write, where another was first."""
    defs, place = found.standing.defs, place_of(found, basis)
    assert place is not None
    d = defs.decisions.decision[place]
    if mine and (mine.by, mine.on, mine.case) == (d.decided_by, d.decided_on, d.case):
        return seen_at(with_query(_at(found, basis), gjort="ja"))  # as of a form that is sent twice
    day = da.day(d.decided_on) if d.decided_on else ""
    notes = run.adopting.notes_on(defs, basis.id)
    first = clocks.first_year(basis, d)
    return form_page(
        request,
        "adopted.html.j2",
        frame("adopting.html.j2", found),
        409 if mine else 200,
        called=basis.called(True),
        done="gjort" in request.query_params,
        overtaken=mine is not None,
        mine=_told(mine) if mine else None,
        told=Told(by=d.decided_by or "", on=day, case=d.case or ""),
        first_year=first,
        replaces=basis.replaces,
        where=defs.where(FILE, "decision", place),
        notes=notes,
        listed=[
            (name, _files(found, basis, id, [*notes.files])) for id, name in found.names.items()
        ],
        papers=found.address("papirer", year=first if first in found.standing.years else None),
        up=found.address("grundlag"),
    )


def _files(found: Asked, basis: Basis, area: str, names: list[str]) -> list[tuple[str, str]]:
    """The kinds of a note, and where each is fetched."""
    known = {each.id for each in found.standing.defs.partnerships.partnership}
    own = [name for name in names if _is_to(area, name, known)]
    return [(name.rpartition(".")[2], _at(found, basis, name)) for name in own]


def _is_to(area: str, name: str, known: Collection[str]) -> bool:
    """Whether a note is to an area; `-2` may be of its id, or as another was open in Word."""
    to = name.rpartition(".")[0].removeprefix("orientering-")
    return area == (to if to in known else re.sub(r"-\d+$", "", to))
