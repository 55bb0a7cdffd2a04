"""A year's verdicts, as the terminal shows them, and the remarks that need a look. No boxes."""

import io
import textwrap
from collections.abc import Sequence
from datetime import date

from rich.console import Console, JustifyMethod
from rich.table import Table

from grundlag.errors import DefinitionError, Problem, nearest
from grundlag.render.numbers import in_text
from grundlag.report.compose import marks_of
from grundlag.report.context import Context
from grundlag.report.overview import summary_cell
from grundlag.report.period import period_lines
from grundlag.report.remarks import changed_since
from grundlag.report.targets import verdict_cell
from grundlag.report.words import da
from grundlag.run.model import Run
from grundlag.run.year import context_of
from grundlag.show.terminal import columns
from grundlag.verdicts.model import Verdict

HEADINGS, GAP = ("Mål", "Indikator", "Nu", "Udfald", "Sikkerhed"), 2
SIGN = {"reached": "✓", "missed": "✗", "partly": "◐", "open": "·"}


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
        out.print(textwrap.fill(said, columns(out), initial_indent=first, subsequent_indent=blank))


def _row(context: Context, verdict: Verdict) -> tuple[str, ...]:
    cell = verdict_cell(verdict)
    value = da.number(verdict.now, context.decimals_of(verdict))
    label, outcome = context.label(verdict.indicator), f"{SIGN[cell.tone]} {cell.outcome}"
    return verdict.target, label, in_text(value), outcome, cell.certainty


def _print(out: Console, rows: Sequence[tuple[str, ...]]) -> None:
    """A table as wide as the terminal, words wrapped and none cut, no blanks at line ends."""
    target, value = (max(3, *(len(row[i]) for row in rows)) for i in (0, 2))
    free = columns(out) - target - value - 4 * GAP
    label, outcome = free * 3 // 8, free * 9 // 32
    table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style="")
    widths = (target, label, value, outcome, free - label - outcome)
    for heading, width in zip(HEADINGS, widths, strict=True):
        justify: JustifyMethod = "right" if heading == "Nu" else "left"
        table.add_column(heading, width=width, justify=justify, overflow="fold")
    for row in rows:
        table.add_row(*row)
    text = io.StringIO()
    Console(file=text, width=columns(out), highlight=False).print(table)
    for line in text.getvalue().splitlines():
        out.print(line.rstrip())
