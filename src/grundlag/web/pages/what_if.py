"""Hvad hvis: every line at every baseline there could be, at once, and no part of the report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from grundlag import run
from grundlag.report.context import Context
from grundlag.report.model import Number, VerdictCell
from grundlag.report.targets import verdict_cell
from grundlag.report.words import da, terms
from grundlag.run.what_if import Candidate, Held
from grundlag.web.asked import Asked, asked
from grundlag.web.page import page

LENGTH = "laengde"


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A baseline and the verdict at it; `missing` says why there is none."""

    baseline: Number | None
    missing: str
    verdict: VerdictCell


@dataclass(frozen=True, kw_only=True)
class Row:
    """A choice of years, and every line held at it; `is_declared` where the report has it too."""

    years: str
    is_declared: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class Sum:
    """Of how many choices a line is judged at, and at how many of these it is held."""

    judged: int
    held: int


@dataclass(frozen=True, kw_only=True)
class Tabled:
    """A partnership: its lines, what the report says of them, every choice, and the sums."""

    area: str
    name: str
    labels: tuple[str, ...]
    report: Row
    rows: tuple[Row, ...]
    sums: tuple[Sum, ...]


def what_if(request: Request) -> Response:
    """The page; without a length, that of the basis' own baselines."""
    found = asked(request, "grundlag", "hvad-hvis")
    judged = found.standing.judged(found.year)[found.basis]
    lengths = run.what_if.lengths(judged)
    length = _length(request.query_params.get(LENGTH) or min(_own(found), len(lengths)), lengths)
    choices = found.standing.once(
        ("what if", found.year, found.basis, length),
        lambda: run.what_if.candidates(judged, length),
    )
    return page(
        request,
        "what_if.html.j2",
        found,
        tables=tuple(_tables(found, run.context_of(judged), choices, judged)),
        choices=len(choices),
        basis=found.basis,
        bases=found.bases,
        length=length,
        lengths=lengths,
        what_if=f"/{found.year}/grundlag/hvad-hvis",
        up=found.address("grundlag"),
    )


def _length(given: str | int, lengths: Sequence[int]) -> int:
    """How many years a baseline is of, of those that it can be of."""
    known = {str(each): each for each in lengths}
    if str(given) not in known:
        raise HTTPException(404)
    return known[str(given)]


def _own(found: Asked) -> int:
    """How many years the basis' own baselines are of, at most."""
    defs = found.standing.defs
    own = [len(b.years) for b in defs.partnerships.baseline if b.basis == found.basis]
    return max(own, default=0) or 1


def _tables(
    found: Asked, context: Context, choices: Sequence[Candidate], judged: run.Run
) -> Iterator[Tabled]:
    every = run.what_if.declared(judged)
    for area, name in found.names.items():
        own = _of(every, area)
        columns = [_of(choice.lines, area) for choice in choices]
        spans = {(line.verdict.indicator, area): _declared(context, line) for line in own}
        rows = tuple(
            Row(
                years=_span(choice.years),
                is_declared=set(spans.values()) == {choice.years},
                cells=tuple(_cell(context, line) for line in lines),
            )
            for choice, lines in zip(choices, columns, strict=True)
        )
        yield Tabled(
            area=area,
            name=name,
            labels=tuple(context.label(line.verdict.indicator) for line in own),
            report=Row(
                years="",
                is_declared=True,
                cells=tuple(_cell(context, line) for line in own),
            ),
            rows=rows,
            sums=tuple(_sum(lines) for lines in zip(*columns, strict=True)),
        )


def _of(lines: Sequence[Held], area: str) -> tuple[Held, ...]:
    return tuple(line for line in lines if line.verdict.area == area)


def _declared(context: Context, line: Held) -> tuple[int, ...]:
    declared = context.declared_baseline(line.verdict.indicator, line.verdict.area)
    return tuple(sorted(declared.years)) if declared else ()


def _span(years: Sequence[int]) -> str:
    return f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])


def _cell(context: Context, line: Held) -> Cell:
    baseline, decimals = line.baseline, context.decimals(line.verdict.indicator)
    missing = baseline.missing if baseline else None
    return Cell(
        baseline=da.level(baseline, decimals) if baseline else None,
        missing=terms.REASON.get(missing.why, "") if missing else "",
        verdict=verdict_cell(line.verdict),
    )


def _sum(lines: Sequence[Held]) -> Sum:
    judged = [line.verdict for line in lines if line.verdict.is_judged]
    held = sum(verdict.finding.outcome == "reached" for verdict in judged)
    return Sum(judged=len(judged), held=held)
