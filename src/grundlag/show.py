"""What the terminal shows: deliveries, verdicts, a number's way back."""

from itertools import groupby

from rich.console import Console
from rich.table import Table

from grundlag.errors import DefinitionError, Problem, nearest
from grundlag.explain import Explanation
from grundlag.indicators.model import Change, Estimate
from grundlag.records.model import Taken
from grundlag.render.numbers import in_text, limits
from grundlag.report.context import Context
from grundlag.report.model import Interval, Number
from grundlag.report.overview import summary_cell, verdict_cell
from grundlag.report.words import da, terms
from grundlag.run import Run

LISTED = 5  # set-aside cells shown; the rest stand in the file
SIGN = {"reached": "✓", "missed": "✗", "partly": "◐", "open": "·"}


def taken(out: Console, each: Taken) -> None:
    """One delivery: what was read, kept and set aside, and what it speaks for."""
    m = each.delivery.manifest
    if each.known:
        out.print(f"{m.file}: already taken in as {each.delivery.id}; nothing was changed.")
        return
    scope = f"{m.scope[0]} to {m.scope[-1]}" if m.scope else "nothing whole"
    dress = ", ".join(f"{name} {value!r}" for name, value in m.dress.items())
    out.print(f"{m.file} → {m.source} ({dress})")
    out.print(f"  {m.rows_read} read = {m.rows_kept} kept + {m.rows_set_aside} set aside; {scope}")
    for cell in each.set_aside[:LISTED]:
        where = f"line {cell.line}, {cell.column or 'the row'}"
        out.print(f"  {where}: {cell.found!r}, expected {cell.expected}", markup=False)
    if len(each.set_aside) > LISTED:
        out.print(f"  ... and {len(each.set_aside) - LISTED} more in set-aside.csv")
    out.print(f"  {each.delivery.path}")


def verdicts(out: Console, run: Run, partnership: str | None) -> None:
    """The verdicts, a table a partnership, with what they add up to."""
    context = Context(
        defs=run.defs,
        cubes=run.cubes,
        measures=run.measures,
        judgements=run.judgements,
        proposal=run.proposal,
    )
    known = [p.id for p in run.defs.partnerships.partnership]
    if partnership is not None and partnership not in known:
        what = f'no partnership is called "{partnership}".'
        raise DefinitionError(Problem(where="judge", what=what, fix=nearest(partnership, known)))
    marks = " · ".join(
        word
        for word, on in ((terms.SHOWN_AS, run.proposal), (terms.INVENTED, run.defs.folder.invented))
        if on
    )
    out.print(f"{context.basis.name}, rapport {context.year}" + (f" · {marks}" if marks else ""))
    for area in known:
        if partnership in (None, area):
            _verdict_table(out, context, area)


def _verdict_table(out: Console, context: Context, area: str) -> None:
    found = summary_cell(context.summary(area))
    table = Table(title=context.name(area), title_justify="left", show_edge=False, pad_edge=False)
    for heading in ("Mål", "Indikator"):
        table.add_column(heading)
    table.add_column("Nu", justify="right")
    table.add_column("Udfald")
    table.add_column("Sikkerhed")
    for _, lines in groupby(context.judgements.of(area), key=lambda v: v.target):
        for verdict in lines:
            cell = verdict_cell(verdict)
            decimals = context.decimals(verdict.indicator)
            value = in_text(da.number(verdict.now, decimals))
            label = context.label(verdict.indicator)
            sign = SIGN[cell.tone]
            table.add_row(verdict.target, label, value, f"{sign} {cell.outcome}", cell.certainty)
    out.print()
    out.print(table)
    out.print(f"Samlet: {found.outcome} ({found.certainty})" if found.certainty else "Samlet: –")


def explanation(out: Console, found: Explanation) -> None:
    """A number's way back, step by step."""
    estimate, decimals = found.estimate, found.indicator.decimals or 0
    out.print(f"{found.indicator.label}: {estimate.series.area}, {estimate.year}")
    if estimate.value is None:
        reason = estimate.missing
        out.print(f"  no value: {reason.why} {reason.what}" if reason else "  no value")
        return
    out.print(f"  value    {in_text(da.number(estimate, decimals))}{_limits(estimate, decimals)}")
    out.print(f"  method   {estimate.method}; n = {estimate.n}")
    series = vars(estimate.series)
    out.print("  series   " + ", ".join(f"{k} {v}" for k, v in series.items() if v not in ("", 0)))
    if found.inhabitants is not None:
        out.print(f"  inhabitants on {found.inhabitants_on}: {found.inhabitants}")
    for verdict in found.verdicts:
        f = verdict.finding
        against = f"; against {f.against.value:g}" if f.against and f.against.value else ""
        out.print(
            f"  rule     {verdict.target} {verdict.rule}: {f.outcome}, {f.certainty or f.reason}"
            f"{against}{_change(f.change)}"
        )
    for step in found.steps:
        out.print(f"  delivery {step.delivery} ({step.file}, SHA-256 {step.sha256})")
        out.print(f"           {step.what}: {step.cells} cells say {step.in_cube}")
        out.print(f"           its rows, added up again: {step.in_rows} ✓")
    if not found.steps:
        out.print(f"  delivered as it stands, by {', '.join(estimate.deliveries) or 'nobody'}")


def _limits(estimate: Estimate, decimals: int) -> str:
    if estimate.limits is None:
        return f" (no limits: {estimate.no_limits})"
    low, high = (
        Number(value=v, unit=estimate.unit, decimals=decimals)
        for v in (estimate.limits.low, estimate.limits.high)
    )
    return f" ({limits(Interval(low=low, high=high))})"


def _change(change: Change | None) -> str:
    if change is None or change.value is None:
        return ""
    words = f"; {change.kind} {change.value:.4g}"
    return words + (
        f" ({change.limits.low:.4g} to {change.limits.high:.4g})" if change.limits else ""
    )
