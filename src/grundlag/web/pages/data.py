"""Data: what was taken in and who speaks for what, rows set aside, and to take more in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from grundlag import run
from grundlag.basis.sheet_columns import KINDS
from grundlag.errors import Problem
from grundlag.records.model import Delivery
from grundlag.records.read import READERS
from grundlag.report.words import da, terms
from grundlag.run.archive import Line
from grundlag.web.asked import standing_of
from grundlag.web.bodies import MOST_FILES, megabytes
from grundlag.web.desk import desk_of, drafts, jobs, log
from grundlag.web.drawn import templates
from grundlag.web.forms import download, form_page, seen_at, timeless
from grundlag.web.spoken import grids, spans

ASIDE = {"sat-til-side.xlsx": "set-aside.xlsx", "sat-til-side.csv": "set-aside.csv"}
ENDINGS = ("xlsx", "csv")
LONGEST = 500  # signs of a reason
Sources = Mapping[str, tuple[str, str]]  # of each what it brings and from whom


@dataclass(frozen=True, kw_only=True)
class Told:
    """A delivery as the page shows it: what it speaks for in spans, and how many more there are."""

    line: Line
    arrived: str
    extracted: str
    speaks: tuple[tuple[str, ...], int]
    noted: str
    files: tuple[tuple[str, str], ...]

    @property
    def delivery(self) -> Delivery:
        """The delivery itself."""
        return self.line.delivery


def data(request: Request) -> Response:
    """The page."""
    return data_page(request)


def data_page(request: Request, problems: tuple[Problem, ...] = (), status: int = 200) -> Response:
    """The page, with what was wrong with what was sent."""
    standing = standing_of(request)
    lines = standing.once("log", lambda: run.archive.log(standing.root))
    sources = {s.id: (KINDS[s.kind], s.provider) for s in standing.defs.sources.source}
    engine = desk_of(request).engine
    held: dict[str, Any] = {
        "problems_told": problems,
        "most_files": MOST_FILES,
        "largest": megabytes("/data/fil"),
        "endings": ",".join((*READERS, ".zip", ".gz")),
        "waiting": drafts.waiting(engine),
        "jobs": [job for job in jobs.last(engine) if not job.has_ended],
        "told": [_told(line) for line in lines],
        "sources": sources,
        "speaking": standing.once("speaking", lambda: _speaking(lines, sources)),
        "log": log.entries(engine),
    }
    return form_page(request, "data.html.j2", timeless(request, "data.html.j2"), status, **held)


def _speaking(lines: Sequence[Line], sources: Sources) -> Markup:
    """Who speaks for what, drawn: of many years it is most of the page, and the same each time."""
    template, months = "speaking.html.j2", [name[:3] for name in terms.MONTHS]
    drawn = templates().get_template(template)
    return Markup(drawn.render(grids=tuple(grids(lines)), sources=sources, months=months))


def checks(request: Request) -> Response:
    """What `grundlag check` tells."""
    standing = standing_of(request)
    found = standing.once("checked", lambda: run.checked(standing.root))
    return form_page(
        request,
        "checks.html.j2",
        timeless(request, "data.html.j2"),
        stops=[each.problem for each in found if not each.is_notice],
        notices=[each.problem for each in found if each.is_notice],
    )


def revisions(request: Request) -> Response:
    """What each delivery changed in figures that were known."""
    paper = _history(request).paper
    return form_page(request, "revisions.html.j2", timeless(request, "data.html.j2"), paper=paper)


def revisions_file(request: Request) -> Response:
    """The same as a table for a spreadsheet."""
    ending = request.path_params["ending"]
    if ending not in ENDINGS:
        raise HTTPException(404)
    content = run.revisions.as_file(_history(request), f".{ending}")
    return download(content, f"revisioner.{ending}")


def _history(request: Request) -> "run.revisions.History":
    standing = standing_of(request)
    return standing.once(
        "revisions", lambda: run.revisions.revisions(standing.root, standing.today)
    )


def set_aside(request: Request) -> Response:
    """The rows of a delivery that were set aside: every cell as a list, or a workbook to mend."""
    source, digest, name = (request.path_params[each] for each in ("source", "digest", "name"))
    delivery = _delivery(request, f"{source}/{digest}")
    path = delivery.path / ASIDE[name] if delivery and name in ASIDE else None
    if path is None or not path.is_file():
        raise HTTPException(404)
    return download(path.read_bytes(), f"{digest}-{name}")


def withdraw(request: Request, form: FormData) -> Response:
    """Take a delivery back from today on; nothing of it is deleted."""
    standing, name = standing_of(request), str(form.get("leverance", ""))
    delivery = _delivery(request, name)
    if delivery is None:
        raise HTTPException(404)
    if delivery.withdrawn:  # on a page that was older: what is asked for is done
        return seen_at("/data#leverancer")
    why = " ".join(str(form.get("hvorfor", "")).split())[:LONGEST]
    run.archive.withdraw(standing.root, name, standing.today, why)
    with desk_of(request).engine.begin() as connection:
        log.note(connection, "withdrawn", delivery.manifest.file)
    return seen_at("/data#leverancer")


def _delivery(request: Request, name: str) -> Delivery | None:
    """A delivery by its name, of those that there are: no path is made of what was asked for."""
    standing = standing_of(request)
    lines = standing.once("log", lambda: run.archive.log(standing.root))
    return next((line.delivery for line in lines if line.delivery.id == name), None)


def _told(line: Line) -> Told:
    delivery, m = line.delivery, line.delivery.manifest
    files = tuple(
        (name.rpartition(".")[2], f"/data/{delivery.id}/{name}")
        for name, own in ASIDE.items()
        if m.rows_set_aside and (delivery.path / own).is_file()
    )
    return Told(
        line=line,
        arrived=da.day(m.arrived),
        extracted=da.day(m.extracted),
        speaks=spans(line.speaks),
        noted=da.day(delivery.withdrawn) if delivery.withdrawn else "",
        files=files,
    )
