"""Tal: one number with its limits, verdicts, years and bases, and the way back to its files."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from grundlag import run
from grundlag.basis import clocks
from grundlag.indicators.model import Estimate
from grundlag.report.charts import crime_chart, safety_chart
from grundlag.report.context import Context
from grundlag.report.model import Chart, Interval, Number, Text, VerdictCell
from grundlag.report.revised import is_provisional
from grundlag.report.sentences import sentences
from grundlag.report.targets import verdict_cell
from grundlag.report.words import da, terms
from grundlag.report.words.seen import chart_alt
from grundlag.verdicts.model import Verdict
from grundlag.web.asked import Asked, Choice, asked
from grundlag.web.page import page
from grundlag.web.way_back import Brought, brought


@dataclass(frozen=True, kw_only=True)
class Year:
    """A number in one year."""

    year: int
    value: Number
    limits: Interval | None
    n: int | None


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A verdict on a number: its target, in the table's words and in the paper's."""

    target: str
    rule: str
    cell: VerdictCell
    texts: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class OnBasis:
    """The same number on one basis; no year where that basis has no such number."""

    name: str
    stands: str
    address: str
    now: Year | None = None
    judged: tuple[Judged, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Told:
    """A number with all that the page says of it."""

    label: str
    area: str
    now: Year
    missing: str
    no_limits: str
    method: str
    judged: tuple[Judged, ...]
    history: tuple[Year, ...]
    chart: Chart | None
    bases: tuple[OnBasis, ...]
    brought: tuple[Brought, ...]


def number(request: Request) -> Response:
    """A number's page; raises SumError where its rows do not add up to it."""
    area, indicator = (request.path_params[name] for name in ("partnership", "indicator"))
    found = asked(request, area, indicator)
    if indicator not in {each.id for each in found.declared.indicator}:
        raise HTTPException(404)
    told = found.standing.once(
        ("number", found.year, found.basis, area, indicator),
        lambda: _told(found, area, indicator),
    )
    return page(request, "number.html.j2", found, told=told, up=found.address(area))


def _told(found: Asked, area: str, indicator: str) -> Told:
    judged = found.standing.judged(found.year)[found.basis]
    context = run.context_of(judged)
    explained = run.explain.way_back(judged, area, indicator)
    estimate = explained.estimate
    return Told(
        label=context.label(indicator),
        area=context.name(area),
        now=_year(context, estimate),
        missing=terms.REASON.get(estimate.missing.why, "") if estimate.missing else "",
        no_limits=terms.NO_LIMITS.get(estimate.no_limits or "", ""),
        method=estimate.method,
        judged=tuple(_judged(context, explained.verdicts)),
        history=tuple(_year(context, each) for each in context.history(indicator, area)),
        chart=_chart(context, area, indicator),
        bases=tuple(_on(found, basis, area, indicator) for basis in found.bases),
        brought=brought(explained),
    )


def _year(context: Context, estimate: Estimate) -> Year:
    decimals = context.decimals(estimate.series.indicator)
    value = da.number(estimate, decimals)
    if is_provisional(context, estimate):
        value = replace(value, status="provisional")
    limits = None
    if estimate.limits:
        low, high = (
            Number(value=end, unit=estimate.unit, decimals=decimals)
            for end in (estimate.limits.low, estimate.limits.high)
        )
        limits = Interval(low=low, high=high)
    return Year(year=estimate.year, value=value, limits=limits, n=estimate.n)


def _judged(context: Context, verdicts: tuple[Verdict, ...]) -> Iterator[Judged]:
    for verdict in verdicts:
        texts = tuple(text for paragraph in sentences(context, [verdict]) for text in paragraph)
        cell = verdict_cell(verdict)
        yield Judged(target=verdict.target, rule=verdict.rule, cell=cell, texts=texts)


def _chart(context: Context, area: str, indicator: str) -> Chart | None:
    """The number over the years, as its kind is drawn in the papers; nothing where it has none."""
    is_survey = context.indicator(indicator).kind == "survey_share"
    draw = safety_chart if is_survey else crime_chart
    made = draw(context, area, [indicator], da.plain(context.label(indicator)))
    if not made.panels:
        return None
    unit = context.history(indicator, area)[-1].unit  # of activities there is no chart in a paper
    drawn = replace(made.panels[0], unit=unit)
    alt = chart_alt((drawn,), context.name(area))
    return replace(made, alt=alt, panels=(replace(drawn, title=""),))


def _on(found: Asked, basis: Choice, area: str, indicator: str) -> OnBasis:
    judged = found.standing.judged(found.year)[basis.id]
    context = run.context_of(judged)
    own = [v for v in judged.judgements.of(area) if v.indicator == indicator]
    declared = next((i for i in judged.measures.basis.indicator if i.id == indicator), None)
    year = clocks.figure_year(declared, found.year) if declared else 0
    estimate = context.estimate(indicator, area, year)
    return OnBasis(
        name=basis.called,
        stands=basis.stands,
        address=found.address(area, indicator, basis=basis.id),
        now=_year(context, estimate) if estimate else None,
        judged=tuple(_judged(context, tuple(own))) if estimate else (),
    )
