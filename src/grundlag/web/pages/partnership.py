"""Partnerskab: the partnership's paper on a page, its figures, and what its annex says of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from grundlag.basis import clocks
from grundlag.report.model import Figure, Interval, Number, Section, Status
from grundlag.web.asked import ANNEX, Asked, asked
from grundlag.web.page import page
from grundlag.web.pages.remark import GONE, listed


@dataclass(frozen=True, kw_only=True)
class Told:
    """A figure of the year, and the page that tells where it comes from."""

    label: str
    year: int
    value: Number
    limits: Interval | None
    address: str


def partnership(request: Request) -> Response:
    """A partnership's page."""
    area = request.path_params["partnership"]
    found = asked(request, area, waits=False)
    paper = found.paper(area)
    if paper is None:
        raise HTTPException(404)
    return page(
        request,
        "partnership.html.j2",
        found,
        paper=paper,
        figures=tuple(_figures(found, area)),
        annex=tuple(_annex(found, area)),
        remarks=listed(found, area),
        moved=GONE in request.query_params,
    )


def _figures(found: Asked, area: str) -> Iterator[Told]:
    """Every figure of the report year, in the order of the basis."""
    known = {(f.indicator, f.year): f for f in found.pack.figures if f.area == area}
    for indicator in found.declared.indicator:
        year = clocks.figure_year(indicator, found.year)
        if figure := known.get((indicator.id, year)):
            yield Told(
                label=found.declared.label(indicator.id),
                year=year,
                value=_number(figure, figure.value, indicator.decimals or 0),
                limits=_limits(figure, indicator.decimals or 0),
                address=found.address(area, indicator.id),
            )


def _number(figure: Figure, value: float | None, decimals: int) -> Number:
    status: Status
    if value is not None:
        status = "provisional" if figure.provisional and value == figure.value else "value"
    else:
        status = "protected" if figure.missing == "protected" else "unknown"
    return Number(value=value, unit=figure.unit, decimals=decimals, status=status)


def _limits(figure: Figure, decimals: int) -> Interval | None:
    if figure.low is None and figure.high is None:
        return None
    low, high = (
        Number(value=value, unit=figure.unit, decimals=decimals)
        for value in (figure.low, figure.high)
    )
    return Interval(low=low, high=high)


def _annex(found: Asked, area: str) -> Iterator[Section]:
    """What the annex says of this partnership: its sections are named after it."""
    annex = found.paper(ANNEX)
    for section in annex.sections if annex else ():
        if section.id.endswith(f"-{area}"):
            yield section
