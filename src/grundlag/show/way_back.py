"""A number's way back, as the terminal shows it: value, method, rule, cubes, deliveries, lines."""

import textwrap
from collections.abc import Iterator, Sequence

from rich.console import Console

from grundlag.basis.folder import Bridge
from grundlag.cubes.recount import Step
from grundlag.indicators.model import Change, Estimate, Listed, Spread
from grundlag.records.model import Delivery
from grundlag.render.numbers import in_text, limits
from grundlag.report.model import Interval, Number
from grundlag.report.words import da, terms
from grundlag.run.explain import Explanation
from grundlag.show.terminal import columns
from grundlag.verdicts.model import PeriodVerdict, Verdict

INDENT = 13  # where the text begins


def explanation(out: Console, found: Explanation) -> None:
    """A number's way back, step by step."""
    estimate = found.estimate
    out.print(f"{found.indicator.label}: {found.name}, {estimate.year}\n")
    for label, text in _lines(found):
        start = " " * INDENT
        for line in textwrap.wrap(
            text,
            columns(out),
            initial_indent=label.ljust(INDENT),
            subsequent_indent=start,
            break_long_words=False,
            break_on_hyphens=False,
        ):
            out.print(line)


def _lines(found: Explanation) -> Iterator[tuple[str, str]]:
    """What is said of a number, each line with its label."""
    estimate = found.estimate
    if estimate.value is None:
        yield "no value", _missing(estimate)
    else:
        yield from _value(found)
    for verdict in found.verdicts:
        yield "rule", f"{verdict.target} {verdict.rule}: {_finding(verdict)}"
        yield from _against(verdict)
    yield from (_period(verdict) for verdict in found.periods if verdict.is_judged)
    for delivery in found.deliveries:
        yield from _delivery(found, delivery)


def _missing(estimate: Estimate) -> str:
    if estimate.missing is None:
        return terms.REASON["no_data"]
    known = terms.REASON.get(estimate.missing.why, estimate.missing.why)
    return f"{known} ({estimate.missing.what})" if estimate.missing.what else known


def _value(found: Explanation) -> Iterator[tuple[str, str]]:
    estimate, decimals = found.estimate, found.indicator.decimals or 0
    yield "value", in_text(da.number(estimate, decimals)) + _limits(estimate, decimals)
    made = estimate.made
    if estimate.unit == "per_1000":
        on = f" inhabitants on {found.population_on} x {found.indicator.per}"
        exact = f"{made.count:.0f} / {made.exposure:.0f}{on} = {_exact(estimate.value)}"
    elif found.activities:
        exact = f"{made.count:.0f} / {made.exposure:.0f} activities = {_exact(estimate.value)}"
    else:
        exact = _exact(estimate.value)
    yield "exact", exact
    yield "method", estimate.method + _rests_on(estimate)
    if found.spread is not None and found.spread.source == "measured":
        yield "spread", _spread(found.spread)
    series = {k: v for k, v in vars(estimate.series).items() if v not in ("", 0)}
    yield "series", ", ".join(f"{k.replace('_', ' ')} {v}" for k, v in series.items())


def _spread(found: Spread) -> str:
    """From which areas and years it is known how much yearly counts vary."""
    return f"measured in {found.areas} areas, {found.first} to {found.last} (df {found.df})"


def _rests_on(estimate: Estimate) -> str:
    """How many answers or reports, and what those of a sample are worth."""
    made = estimate.made
    told = (
        "" if estimate.n is None else f"; n = {estimate.n}",
        "" if made.deff is None else f", deff = {made.deff:.3g}",
        "" if made.effective_n is None else f", effective n = {made.effective_n:.1f}",
    )
    return "".join(told)


def _exact(value: float | None) -> str:
    """A number with every digit it has."""
    return repr(value).removesuffix(".0")


def _period(verdict: PeriodVerdict) -> tuple[str, str]:
    """A verdict over the period: what it is of, and whether more years are to come."""
    years = ", ".join(map(str, verdict.found.years))
    open_end = ", provisional" if verdict.provisional else ""
    words = f"{verdict.target} {verdict.rule} over {verdict.period}: {_finding(verdict)}"
    return "period", f"{words}{open_end} ({years})"


def _finding(verdict: Verdict | PeriodVerdict) -> str:
    finding = verdict.finding
    leaning = f" (so far {finding.leaning})" if finding.leaning else ""
    why = finding.reason or finding.unknown
    reason = f"; {why}" if why else ""
    certainty = f", {finding.certainty}" if finding.certainty else ""
    return f"{finding.outcome}{leaning}{certainty}{reason}"


def _against(verdict: Verdict) -> Iterator[tuple[str, str]]:
    finding = verdict.finding
    against = finding.against
    if against is not None and against.value is not None:
        when = f" in {against.year}" if against.year else ""
        source = against.source or ", ".join(against.deliveries)
        yield "  against", f"{_exact(against.value)}{when}, from {source}"
    if finding.change is not None and finding.change.value is not None:
        yield "  change", _change(finding.change)
        for bridge in finding.change.bridges:
            yield "  bridge", f"to {bridge.to_year} ({_moved_by(bridge)}): {bridge.why}"
    if finding.decides:
        yield "  decides", ", ".join(f"{word} {v:g}" for word, v in finding.decides.items())


def _moved_by(bridge: Bridge) -> str:
    """What a bridge does to earlier figures."""
    moved = [f"{k} {v:g}" for k in ("factor", "shift", "error") if (v := getattr(bridge, k))]
    return ", ".join(moved) or "as they are"


def _delivery(found: Explanation, delivery: Delivery) -> Iterator[tuple[str, str]]:
    """A delivery, and each part of the number that comes from it."""
    m = delivery.manifest
    yield "delivery", delivery.id
    yield "  file", f"{m.file}, arrived {m.arrived}, drawn {m.extracted}"
    if m.mends:
        yield "  mends", f"rows that were set aside in {m.source}/{m.mends}"
    yield "  SHA-256", m.sha256
    for step in (step for step in found.steps if step.delivery == delivery.id):
        cells = "1 cell says" if step.cells == 1 else f"{step.cells} cells say"
        yield "  cube", f"{step.what}: {cells} {step.in_cube}"
        yield "  rows", _rows(step, delivery)
    for listed in found.activities:
        if lines := [line for name, line in listed.lines if name == delivery.id]:
            yield _activity(listed, lines)
    for stands in (stands for stands in found.stands if stands.delivery.id == delivery.id):
        yield "  line", f"{stands.line}: {stands.what}: {_exact(stands.value)}"


def _rows(step: Step, delivery: Delivery) -> str:
    """What the rows behind a part of a number say, if they are still there."""
    if step.in_rows is None:
        return f"forgotten on {delivery.forgotten}: the cube's sum stands"
    return f"added up again: {step.in_rows} ✓"


def _activity(listed: Listed, lines: Sequence[int]) -> tuple[str, str]:
    """An activity behind a share: its lines, its partners, and whether they are enough."""
    sign = "left out," if listed.passes is None else "✓" if listed.passes else "✗"
    n = len(listed.partners)
    named = f" ({'; '.join(listed.partners)})" if n else ""
    words = f"{listed.what}: {sign} {n} partner{'s'[: n != 1]}{named}"
    return "  line", f"{_spans(lines)}: {words}"


def _spans(lines: Sequence[int]) -> str:
    """Line numbers, those that follow one another as a span: 4-6, 9."""
    spans: list[list[int]] = []
    for line in lines:
        if spans and line == spans[-1][-1] + 1:
            spans[-1].append(line)
        else:
            spans.append([line])
    return ", ".join(str(s[0]) if len(s) == 1 else f"{s[0]}-{s[-1]}" for s in spans)


def _limits(estimate: Estimate, decimals: int) -> str:
    if estimate.limits is None:
        return f" (no limits: {estimate.no_limits})"
    low, high = (
        Number(value=v, unit=estimate.unit, decimals=decimals)
        for v in (estimate.limits.low, estimate.limits.high)
    )
    return f" ({limits(Interval(low=low, high=high))})"


def _change(change: Change) -> str:
    words = f"{change.kind} {change.value:.4g}"
    return words + (
        f" ({change.limits.low:.4g} to {change.limits.high:.4g})" if change.limits else ""
    )
