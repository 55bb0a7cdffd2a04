"""Papirer: the papers that there are and whether they hold; to make them, and to fetch them."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from grundlag import run
from grundlag.report.words import da
from grundlag.run.packs import Lying
from grundlag.web.asked import Asked, asked
from grundlag.web.desk import Desk, desk_of
from grundlag.web.desk.jobs import Full, last
from grundlag.web.desk.model import Job
from grundlag.web.forms import download, form_page, seen_at
from grundlag.web.page import frame

ALL = "alle.zip"


@dataclass(frozen=True, kw_only=True)
class File:
    """A file to fetch: its kind, and where from."""

    kind: str
    name: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Title:
    """A paper in each of its formats."""

    title: str
    files: tuple[File, ...]


@dataclass(frozen=True, kw_only=True)
class Folder:
    """A folder of papers as the page shows it."""

    lying: Lying
    called: str
    made: str
    papers: tuple[Title, ...]
    data: tuple[File, ...]
    all: str


def papers(request: Request) -> Response:
    """The page."""
    found = asked(request, "papirer")
    return form_page(
        request,
        "papers.html.j2",
        frame("papers.html.j2", found),
        folders=[_folder(found, each) for each in _lying(found)],
        year=found.year,
        making=_making(desk_of(request), found.year),
        make=f"/{found.year}/papirer",
    )


def _lying(found: Asked) -> tuple[Lying, ...]:
    """What lies there, looked at anew as soon as a file of it or of the folder is another."""
    standing = found.standing
    files = sorted((standing.root / "out").glob(f"{found.year}*/*"))
    marks = tuple((path, s.st_mtime_ns, s.st_size, s.st_ino) for path in files for s in _stat(path))
    make = partial(run.packs.lying, standing.defs, found.year, standing.today)
    return standing.once(("lying", found.year, marks), make)


def _stat(path: Path) -> Iterator[os.stat_result]:
    """What the system says of a file; nothing of one that has just gone."""
    with suppress(FileNotFoundError):
        yield path.lstat()


def _making(desk: Desk, year: int) -> Job | None:
    """The job that makes them, where one does."""
    own = (j for j in last(desk.engine) if j.kind == "report" and j.asked["year"] == year)
    return next((job for job in own if not job.has_ended), None)


def make_papers(request: Request, form: FormData) -> Response:
    """Make the year's papers on every basis."""
    found = asked(request, "papirer")
    try:
        number = desk_of(request).ask("report", {"year": found.year}, str(found.year))
    except Full as error:
        raise HTTPException(429) from error
    return seen_at(f"/arbejde/{number}")


def paper(request: Request) -> Response:
    """A file of a folder, or all of them; only one that was listed: no path comes from outside."""
    found = asked(request, "papirer")
    folder, name = (request.path_params[each] for each in ("folder", "name"))
    lying = next((each for each in _lying(found) if each.name == folder), None)
    if lying is None or (name != ALL and name not in lying.files):
        raise HTTPException(404)
    if name == ALL:
        return download(run.packs.zipped(lying), f"{lying.name}.zip")
    return download(lying.files[name].read_bytes(), f"{lying.name}-{name}")


def _folder(found: Asked, each: Lying) -> Folder:
    titles, receipt = tuple(_titles(found, each)), each.pack.receipt if each.pack else None
    told = {file.name for title in titles for file in title.files}
    return Folder(
        lying=each,
        called=each.pack.basis_name if each.pack else "",
        made=_day(receipt.as_of if receipt else None),
        papers=titles,
        data=tuple(_file(found, each, name) for name in each.files if name not in told),
        all=_address(found, each, ALL),
    )


def _titles(found: Asked, each: Lying) -> Iterator[Title]:
    titles = {p.id: p.title for p in each.pack.papers} if each.pack else {}
    known = titles or {name.rpartition(".")[0]: "" for name in each.files}
    for id in known:
        own = [name for name in each.files if _stem(name, {id}) == id]
        files = tuple(_file(found, each, name) for name in own)
        yield Title(title=titles.get(id, id), files=files)


def _stem(name: str, papers: set[str]) -> str | None:
    """The paper that a file is of, also where it was saved beside one that was open."""
    stem, before = name.rpartition(".")[0], name.rpartition(".")[0].rpartition("-")
    if stem in papers:
        return stem
    return before[0] if before[2].isdecimal() and before[0] in papers else None


def _file(found: Asked, each: Lying, name: str) -> File:
    return File(kind=name.rpartition(".")[2], name=name, address=_address(found, each, name))


def _address(found: Asked, each: Lying, name: str) -> str:
    return f"/{found.year}/papirer/{each.name}/{name}"


def _day(value: date | None) -> str:
    return da.day(value) if value else ""
