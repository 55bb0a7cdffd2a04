"""The analyst's remarks on a partnership: written, edited, taken out; and where two edited one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from grundlag import run
from grundlag.basis.check_remarks import LONGEST
from grundlag.basis.remark_file import book_of, file_of
from grundlag.basis.remarks import Remark
from grundlag.errors import GrundlagError, Problem
from grundlag.report.words import da
from grundlag.run.remarking import RemarkEdit, RemarkMeanwhileError, mark_of, own, together
from grundlag.web.asked import Asked, asked
from grundlag.web.desk import desk_of, log
from grundlag.web.forms import form_page, seen_at, with_query
from grundlag.web.page import frame
from grundlag.web.remark_form import Given, called, carried, choices, filled, given_of, read

REMARKS, KEY, BASE, KNOWN, WHAT = "bemaerkninger", "nr", "fra", "kendt", "om"
GONE = "imens"  # in an address: the remark that was asked for is no longer as it was listed
_MARK = re.compile("[0-9a-f]{16}")
LIST = "skriv-bemaerkninger"  # where they are listed; the paper itself has a section of remarks
MOST = 500  # remarks that a form tells apart


@dataclass(frozen=True, kw_only=True)
class Line:
    """A remark as a page lists it, with the addresses of its forms."""

    about: str
    text: str
    signed: str
    edit: str
    away: str


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A partnership's remarks of a year; `book` is the workbook that they are edited in instead."""

    lines: tuple[Line, ...]
    book: str
    file: str
    new: str


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A version of a remark beside others: None where it is gone."""

    heading: str
    about: str
    remark: Remark | None
    day: str


def listed(found: Asked, area: str) -> Listed:
    """The remarks that a partnership's page lists."""
    defs = found.standing.defs
    return Listed(
        lines=tuple(_line(found, area, remark) for remark in own(defs, found.year, area)),
        book=book_of(defs, found.year),
        file=file_of(found.year),
        new=_at(found, area, "ret"),
    )


def _line(found: Asked, area: str, remark: Remark) -> Line:
    return Line(
        about=called(found, remark),
        text=remark.text,
        signed=f"{remark.initials}, {da.day(remark.date)}",
        edit=_with_key(_at(found, area, "ret"), remark),
        away=_with_key(_at(found, area, "fjern"), remark),
    )


def _with_key(address: str, remark: Remark) -> str:
    return f"{address}{'&' if '?' in address else '?'}{KEY}={mark_of(remark)}"


def _at(found: Asked, area: str, *path: str) -> str:
    return found.address(REMARKS, area, *path)


def remarks(request: Request) -> Response:
    """To where they are listed: on the partnership's page."""
    found, area = _asked(request)
    return seen_at(f"{found.address(area)}#{LIST}")


def remark(request: Request) -> Response:
    """The form of a remark; of a new one where none is said."""
    found, area = _asked(request)
    base = _chosen(request, found, area) if KEY in request.query_params else None
    if base is None and KEY in request.query_params:
        return _gone(found, area)
    texts = filled(base, found.standing.today)
    if base is None:
        texts["om"] = request.query_params.get(WHAT, "")
    return _form(request, base, Given(texts=texts, remark=base))


def save_remark(request: Request, form: FormData) -> Response:
    """Keep what the form says; where that is not to be, the form again as it was filled."""
    found, area = _asked(request)
    given = given_of(form, area, found)
    base = _base(form, area)
    if given.remark is None:
        return _form(request, base, given)
    edit = RemarkEdit(base=base, mine=given.remark, known=_known(form))
    try:
        return _kept(request, edit, "remark")
    except RemarkMeanwhileError as error:
        mine = filled(together(edit, error.now), found.standing.today)
        return _form(
            request,
            error.now,
            Given(texts=mine, remark=None),
            versions=_versions(found, edit, error),
        )
    except (GrundlagError, OSError) as error:
        return _form(request, base, given, problems=_problems(error))


def remark_removal(request: Request) -> Response:
    """The page that asks before a remark is taken out."""
    found, area = _asked(request)
    chosen = _chosen(request, found, area)
    return _removal(request, chosen) if chosen else _gone(found, area)


def remove_remark(request: Request, form: FormData) -> Response:
    """Take a remark out of its file."""
    found, area = _asked(request)
    edit = RemarkEdit(base=_base(form, area), mine=None, known=_known(form))
    try:
        return _kept(request, edit, "remark_away")
    except RemarkMeanwhileError as error:
        return _removal(request, error.now, versions=_versions(found, edit, error))
    except (GrundlagError, OSError) as error:
        return _removal(request, edit.base, problems=_problems(error))


def _problems(error: GrundlagError | OSError) -> Sequence[Problem]:
    """What was wrong, be it with the remark or with the disk: the form stays as it was filled."""
    return error.problems if isinstance(error, GrundlagError) else [run.out_of_reach(error)]


def _kept(request: Request, edit: RemarkEdit, done: str) -> Response:
    (found, area), desk = _asked(request), desk_of(request)
    if run.remarking.edit_remark(found.standing.root, found.year, edit):
        with desk.engine.begin() as connection:
            log.note(connection, done, f"{found.names[area]} {found.year}")
    return seen_at(f"{found.address(area)}#{LIST}")


def _asked(request: Request) -> tuple[Asked, str]:
    area = request.path_params["partnership"]
    return asked(request, REMARKS, area), area


def _chosen(request: Request, found: Asked, area: str) -> Remark | None:
    """The remark that an address names; None where it is another by now, or gone."""
    key = request.query_params.get(KEY, "")
    if not _MARK.fullmatch(key):
        raise HTTPException(404)
    known = own(found.standing.defs, found.year, area)
    return next((remark for remark in known if mark_of(remark) == key), None)


def _gone(found: Asked, area: str) -> Response:
    """To the list as it is now, where it is said that it was another when it was shown."""
    return seen_at(f"{with_query(found.address(area), **{GONE: 'ja'})}#{LIST}")


def _base(form: FormData, area: str) -> Remark | None:
    base = read(form.get(BASE))
    if base is not None and base.partnership != area:
        raise HTTPException(400)
    return base


def _known(form: FormData) -> tuple[str, ...]:
    return tuple(str(form.get(KNOWN, "")).split()[:MOST])


def _versions(found: Asked, edit: RemarkEdit, error: RemarkMeanwhileError) -> tuple[Shown, ...]:
    """What it is now, what was meant, and what it was."""
    told = (("nu", error.now), ("dit", edit.mine), ("da", edit.base))
    return tuple(_shown(found, heading, remark) for heading, remark in told)


def _shown(found: Asked, heading: str, remark: Remark | None) -> Shown:
    about, day = (called(found, remark), da.day(remark.date)) if remark else ("", "")
    return Shown(heading=heading, about=about, remark=remark, day=day)


def _form(
    request: Request,
    base: Remark | None,
    given: Given,
    problems: Sequence[Problem] = (),
    versions: Sequence[Shown] = (),
) -> Response:
    found, area = _asked(request)
    return form_page(
        request,
        "remark.html.j2",
        frame("remark.html.j2", found),
        409 if versions else 422 if given.wrong or problems else 200,
        is_new=base is None and not versions,
        given=given.texts,
        wrong={each.field: each for each in given.wrong},
        groups=choices(found),
        longest=LONGEST,
        problems=problems,
        versions=versions,
        to=_at(found, area, "ret"),
        away=_with_key(_at(found, area, "fjern"), base) if base else "",
        **_around(found, area, base),
    )


def _removal(
    request: Request,
    base: Remark | None,
    problems: Sequence[Problem] = (),
    versions: Sequence[Shown] = (),
) -> Response:
    found, area = _asked(request)
    return form_page(
        request,
        "remark_away.html.j2",
        frame("remark_away.html.j2", found),
        409 if versions else 422 if problems else 200,
        versions=[each for each in versions if each.remark] or [_shown(found, "den", base)],
        changed=bool(versions),
        problems=problems,
        to=_at(found, area, "fjern"),
        **_around(found, area, base),
    )


def _around(found: Asked, area: str, base: Remark | None) -> dict[str, object]:
    """What both pages carry along: where they are of, and the remarks as they stood."""
    defs = found.standing.defs
    return {
        "area": found.names[area],
        "base": carried(base),
        "known": " ".join(map(mark_of, own(defs, found.year, area))),
        "book": book_of(defs, found.year),
        "file": file_of(found.year),
        "up": f"{found.address(area)}#{LIST}",
    }
