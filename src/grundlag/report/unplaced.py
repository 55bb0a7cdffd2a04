"""The annex' table of what reports without a place could do, shared out in proportion."""

from collections.abc import Iterator

from grundlag.indicators.model import Estimate
from grundlag.report.context import Context
from grundlag.report.model import Block, Cell, Number, Table, Text
from grundlag.report.tables import reports_behind
from grundlag.report.words import da, data, terms
from grundlag.report.words import joins as words
from grundlag.verdicts.held import shared_out
from grundlag.verdicts.model import Verdict


def unplaced_table(context: Context, area: str) -> Iterator[Block]:
    """Every judged or monitored crime line, as counted and with the unplaced shared out."""
    lines = {v.indicator: v for v in context.judgements.of(area) if _is_crime(context, v)}
    rows = {name: row for name, v in lines.items() for row in _row(context, v)}
    if rows:
        small = (name for name in rows if _is_small(context, lines[name]))
        least = sorted({context.percent_from(name) for name in small})
        yield Table(
            id=f"uden-sted-{area}",
            title=words.UNPLACED,
            columns=words.SENSITIVITY_COLUMNS,
            rows=tuple(rows.values()),
            notes=(words.shared_out(), *map(data.small_base, least)),
        )


def _is_small(context: Context, verdict: Verdict) -> bool:
    """Whether a change is from fewer reports than its table gives per cent of."""
    then = verdict.finding.against
    return then is not None and reports_behind(then) < context.percent_from(verdict.indicator)


def _is_crime(context: Context, verdict: Verdict) -> bool:
    kind = context.indicator(verdict.indicator).kind
    return kind in ("count", "rate") and (verdict.is_judged or verdict.rule == "monitored")


def _row(context: Context, verdict: Verdict) -> Iterator[tuple[Cell, ...]]:
    """One line; none where nobody knows how many have no place, or nothing is held against."""
    now, then = verdict.now, verdict.finding.against
    whole = (_with(now), _with(then)) if then else (None, None)
    if then is None or None in whole or now.value is None or then.value is None:
        return
    decimals, small = max(context.decimals(verdict.indicator), 1), _is_small(context, verdict)
    yield (
        da.plain(context.label(verdict.indicator)),
        _level(now, now.value, context.decimals(verdict.indicator)),
        _level(now, whole[0], decimals),
        da.level(then, context.decimals(verdict.indicator)),
        _level(then, whole[1], decimals),
        _change(now.value, None if small else then.value),
        _change(whole[0], None if small else whole[1]),
        _outcome(verdict),
    )


def _with(found: Estimate) -> float | None:
    """A figure with its share of the unplaced in it: x / (1 - u)."""
    level, counted = shared_out(found), found.made
    if level is None or not counted.exposure or counted.count is None or found.value is None:
        return None
    return found.value / (1 - (counted.unplaced or 0.0))


def _level(found: Estimate, value: float | None, decimals: int) -> Number:
    return Number(value=value, unit=found.unit, decimals=decimals)


def _change(now: float | None, then: float | None) -> Number:
    if now is None or not then:
        return Number(value=None, unit="percent_change", status="unknown")
    return Number(value=now / then - 1, unit="percent_change", decimals=1, signed=True)


def _outcome(verdict: Verdict) -> Text:
    """Whether a judged line would come out otherwise."""
    if not verdict.is_judged:
        return da.plain(terms.outcome(verdict.rule, verdict.finding))
    if "unplaced_decides" not in verdict.finding.notes:
        return da.plain(words.same())
    other = "missed" if verdict.finding.outcome == "reached" else "reached"
    return da.plain(words.another(terms.way(verdict.rule, other)))
