"""Ændringer: the verdicts that are others than the year before, on the same basis."""

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from grundlag.report.model import VerdictCell
from grundlag.report.targets import verdict_cell
from grundlag.verdicts.model import Verdict
from grundlag.web.asked import Asked, asked
from grundlag.web.page import page


@dataclass(frozen=True, kw_only=True)
class Change:
    """A line that was judged otherwise the year before; `before` is None where it was no line."""

    target: str
    label: str
    address: str
    before: VerdictCell | None
    now: VerdictCell


@dataclass(frozen=True, kw_only=True)
class Changed:
    """A partnership's changed lines, and how many stayed."""

    name: str
    lines: tuple[Change, ...]
    same: int


def changes(request: Request) -> Response:
    """The page of its own; Overblik holds the same once it is there."""
    found = asked(request, "aendringer")
    has_before = found.year - 1 in found.standing.years
    return page(
        request,
        "changes.html.j2",
        found,
        changes=changed_lines(found) if has_before else None,
        before=found.year - 1,
    )


def changed_lines(found: Asked) -> tuple[Changed, ...]:
    """Each partnership's lines, of both years on the same basis."""
    then, now = (
        {_line(v): v for v in found.standing.judged(year)[found.basis].judgements.verdicts}
        for year in (found.year - 1, found.year)
    )
    return tuple(_changed(found, area, then, now) for area in found.names)


def _line(verdict: Verdict) -> tuple[str, str, str]:
    return verdict.area, verdict.target, verdict.indicator


def _changed(
    found: Asked,
    area: str,
    then: dict[tuple[str, str, str], Verdict],
    now: dict[tuple[str, str, str], Verdict],
) -> Changed:
    own = [verdict for verdict in now.values() if verdict.area == area]
    lines = tuple(_lines(found, own, then))
    return Changed(name=found.names[area], lines=lines, same=len(own) - len(lines))


def _lines(
    found: Asked, own: list[Verdict], then: dict[tuple[str, str, str], Verdict]
) -> Iterator[Change]:
    for verdict in own:
        before = then.get(_line(verdict))
        was, is_now = (verdict_cell(before) if before else None), verdict_cell(verdict)
        if was != is_now:
            yield Change(
                target=verdict.target,
                label=found.declared.label(verdict.indicator),
                address=found.address(verdict.area, verdict.indicator),
                before=was,
                now=is_now,
            )
