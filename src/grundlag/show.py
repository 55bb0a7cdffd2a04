"""What the terminal shows: deliveries, verdicts, a number's way back. Plain text, no boxes."""

import io
import textwrap
from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import Console, JustifyMethod
from rich.table import Table

from grundlag.basis.folder import Bridge
from grundlag.decisions import Adopted
from grundlag.errors import DefinitionError, Problem, nearest
from grundlag.explain import Explanation
from grundlag.indicators.model import Change, Estimate, Listed, Spread
from grundlag.records.model import Delivery, Taken
from grundlag.render.numbers import in_text, limits
from grundlag.render.save import marks
from grundlag.render.text import text as plain_text
from grundlag.report.compose import marks_of
from grundlag.report.context import Context
from grundlag.report.model import Interval, Number, Paper
from grundlag.report.overview import summary_cell
from grundlag.report.period import period_lines
from grundlag.report.remarks import changed_since
from grundlag.report.targets import verdict_cell
from grundlag.report.words import da, terms
from grundlag.run import Run, Written, context_of
from grundlag.verdicts.model import Verdict

LISTED = 5  # set-aside cells shown; the rest stand in the file
PIPED, WIDEST = 100, 120  # how wide a table is where no terminal says, and at most
HEADINGS, GAP = ("Mål", "Indikator", "Nu", "Udfald", "Sikkerhed"), 2
INDENT = 13  # where the text begins in a number's way back
SIGN = {"reached": "✓", "missed": "✗", "partly": "◐", "open": "·"}


def taken(out: Console, each: Taken) -> None:
    """One delivery: what was read, kept and set aside, and what it speaks for."""
    m = each.delivery.manifest
    if each.known:
        out.print(f"{m.file}: already taken in as {each.delivery.id}; nothing was changed.")
        return
    scope = " to ".join(dict.fromkeys((m.scope[0], m.scope[-1]))) if m.scope else "nothing whole"
    dress = ", ".join(f"{name} {value!r}" for name, value in m.dress.items())
    out.print(f"{m.file} → {m.source} ({dress})")
    out.print(f"  {m.rows_read} read = {m.rows_kept} kept + {m.rows_set_aside} set aside; {scope}")
    for cell in each.set_aside[:LISTED]:
        where = f"line {cell.line}, {cell.column or 'the row'}"
        out.print(f"  {where}: {cell.found!r}, expected {cell.expected}")
    if len(each.set_aside) > LISTED:
        out.print(f"  ... and {len(each.set_aside) - LISTED} more in set-aside.csv")
    out.print(f"  {each.delivery.path}")


def verdicts(out: Console, run: Run, partnership: str | None) -> None:
    """The verdicts, a table a partnership, with what they add up to."""
    context = context_of(run)
    known = [p.id for p in run.defs.partnerships.partnership]
    if partnership is not None and partnership not in known:
        what = f'no partnership is called "{partnership}".'
        raise DefinitionError(Problem(where="judge", what=what, fix=nearest(partnership, known)))
    marks = " · ".join(marks_of(context))
    out.print(f"{context.basis_name}, rapport {context.year}" + (f" · {marks}" if marks else ""))
    for area in known:
        if partnership in (None, area):
            _verdict_table(out, context, area)


def moved_remarks(out: Console, run: Run) -> None:
    """The remarks whose figure is another than the one they were written to."""
    context = context_of(run)
    for remark in context.defs.remarks.get(context.year, ()):
        if changed := changed_since(context, remark):
            then, now = map(in_text, changed)
            about = f"{remark.partnership} {remark.indicator} ({remark.initials}, {remark.date})"
            out.print(f"remark on {about}: written to {then}, now {now}. Read it again.")


def later_remarks(out: Console, run: Run, day: date) -> None:
    """The remarks that are in no paper, for they are dated after the day it is told on."""
    for remark in run.later:
        about = remark.indicator or (f"goal {remark.goal}" if remark.goal else "the whole paper")
        what = f"remark on {remark.partnership} {about} ({remark.initials}, {remark.date})"
        out.print(f"{what}: dated after {day}, and left out of the paper.")


def _verdict_table(out: Console, context: Context, area: str) -> None:
    found = summary_cell(context.summary(area))
    rows = [_row(context, verdict) for verdict in context.judgements.of(area)]
    out.print(f"\n{context.name(area)}")
    if rows:
        _print(out, rows)
    out.print(f"Samlet: {found.outcome} ({found.certainty})" if found.certainty else "Samlet: –")
    for target, said in period_lines(context, area):
        first = f"{' ' * GAP}{target:<3}{' ' * GAP}" if target else ""
        blank = " " * len(first)
        out.print(textwrap.fill(said, _width(out), initial_indent=first, subsequent_indent=blank))


def _row(context: Context, verdict: Verdict) -> tuple[str, ...]:
    cell = verdict_cell(verdict)
    value = da.number(verdict.now, context.decimals_of(verdict))
    label, outcome = context.label(verdict.indicator), f"{SIGN[cell.tone]} {cell.outcome}"
    return verdict.target, label, in_text(value), outcome, cell.certainty


def _print(out: Console, rows: Sequence[tuple[str, ...]]) -> None:
    """A table as wide as the terminal, words wrapped and none cut, no blanks at line ends."""
    target, value = (max(3, *(len(row[i]) for row in rows)) for i in (0, 2))
    free = _width(out) - target - value - 4 * GAP
    label, outcome = free * 3 // 8, free * 9 // 32
    table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style="")
    widths = (target, label, value, outcome, free - label - outcome)
    for heading, width in zip(HEADINGS, widths, strict=True):
        justify: JustifyMethod = "right" if heading == "Nu" else "left"
        table.add_column(heading, width=width, justify=justify, overflow="fold")
    for row in rows:
        table.add_row(*row)
    text = io.StringIO()
    Console(file=text, width=_width(out), highlight=False).print(table)
    for line in text.getvalue().splitlines():
        out.print(line.rstrip())


def _width(out: Console) -> int:
    return min(out.width, WIDEST) if out.is_terminal else PIPED


def paper(out: Console, whole: Paper) -> None:
    """A paper, as wide as the terminal."""
    out.print(plain_text(whole, _width(out)), end="")


def written(out: Console, files: Written) -> None:
    """The files that were written, and those that are saved beside an open one."""
    out.print(f"{len(files.paths)} files in {files.paths[0].parent}:")
    for path in files.paths:
        out.print(f"  {path.name}")
    for name, path in files.beside:
        out.print(f"\n{name} is open: saved as {path.name}")
        for mark in marks(name):
            if (path.parent / mark).exists():
                out.print(f"  If nobody has it open, delete {mark} and report again.")


def adopted(out: Console, basis: str, found: Adopted) -> None:
    """Where a decision was written, the notes on it, and what to do next."""
    out.print(f"{basis} is decided: written into {found.file}.")
    if found.notes.paths:
        out.print("A note to each steering group:")
        written(out, found.notes)
    out.print("Next: grundlag check, which says whether a baseline is missing, and then")
    out.print(f"  grundlag report {found.first_year}")


def explanation(out: Console, found: Explanation) -> None:
    """A number's way back, step by step."""
    estimate = found.estimate
    out.print(f"{found.indicator.label}: {found.name}, {estimate.year}\n")
    for label, text in _lines(found):
        start = " " * INDENT
        for line in textwrap.wrap(
            text,
            _width(out),
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


def _finding(verdict: Verdict) -> str:
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
    yield "  SHA-256", m.sha256
    for step in (step for step in found.steps if step.delivery == delivery.id):
        cells = "1 cell says" if step.cells == 1 else f"{step.cells} cells say"
        yield "  cube", f"{step.what}: {cells} {step.in_cube}"
        yield "  rows", f"added up again: {step.in_rows} ✓"
    yield from map(_activity, found.activities)
    for stands in (stands for stands in found.stands if stands.delivery.id == delivery.id):
        yield "  line", f"{stands.line}: {stands.what}: {_exact(stands.value)}"


def _activity(listed: Listed) -> tuple[str, str]:
    """An activity behind a share: its lines, its partners, and whether they are enough."""
    sign = "left out," if listed.passes is None else "✓" if listed.passes else "✗"
    n = len(listed.partners)
    named = f" ({'; '.join(listed.partners)})" if n else ""
    words = f"{listed.what}: {sign} {n} partner{'s'[: n != 1]}{named}"
    return "  line", f"{_spans(listed.lines)}: {words}"


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
