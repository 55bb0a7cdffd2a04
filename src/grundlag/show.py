"""What the terminal shows: deliveries, verdicts, what was written. Plain text, no boxes."""

import io
import textwrap
from collections.abc import Sequence
from datetime import date

from rich.console import Console, JustifyMethod
from rich.table import Table

from grundlag.decisions import Adopted
from grundlag.errors import DefinitionError, Problem, nearest
from grundlag.records.headings import is_personal
from grundlag.records.model import Reason, SetAside, Taken
from grundlag.render.numbers import in_text
from grundlag.render.save import marks
from grundlag.render.text import text as plain_text
from grundlag.report.compose import marks_of
from grundlag.report.context import Context
from grundlag.report.model import Paper
from grundlag.report.overview import summary_cell
from grundlag.report.period import period_lines
from grundlag.report.remarks import changed_since
from grundlag.report.targets import verdict_cell
from grundlag.report.words import da
from grundlag.run import Run, Written, context_of
from grundlag.verdicts.model import Verdict

LISTED = 4  # reasons shown: with what else is said of a delivery it is ten lines at most
COLUMNS_NAMED = 6
UNKNOWN = 20  # words shown that no definition knows; all are in unknown.csv
PIPED, WIDEST = 100, 120  # how wide a table is where no terminal says, and at most
HEADINGS, GAP = ("Mål", "Indikator", "Nu", "Udfald", "Sikkerhed"), 2
SIGN = {"reached": "✓", "missed": "✗", "partly": "◐", "open": "·"}


def taken(out: Console, each: Taken) -> None:
    """One delivery: what was read, kept and set aside, and what it speaks for."""
    m = each.delivery.manifest
    if each.known:
        out.print(f"{m.file}: already taken in as {each.delivery.id}; nothing was changed.")
        return
    scope = " to ".join(dict.fromkeys((m.scope[0], m.scope[-1]))) if m.scope else "nothing whole"
    dress = ", ".join(f"{name} {value!r}" for name, value in m.dress.items())
    mends = f", mending {m.mends}" if m.mends else ""
    out.print(f"{m.file} → {m.source}{mends} ({dress})")
    out.print(f"  {m.rows_read} read = {m.rows_kept} kept + {m.rows_set_aside} set aside; {scope}")
    for reason in each.reasons[:LISTED]:
        found = next((c.found for c in each.set_aside if _is_of(c, reason)), "")
        out.print(f"  {_rows(reason)}: {reason.column or 'the row'} {found!r}, "
                  f"expected {reason.expected}")  # fmt: skip
    if more := each.reasons[LISTED:]:
        out.print(f"  ... and {len(more)} more reasons ({sum(r.rows for r in more)} cells)")
    for reason in each.warned:
        out.print(f"  note: {_rows(reason)}: {reason.column}, expected {reason.expected}")
    if m.dropped:
        out.print(f"  not kept: {_shortened(m.dropped)}")
    if own := [name for name in m.dropped if is_personal(name)]:
        out.print(f"  of these personal by their names: {_shortened(own)}")
    for seen in each.alike:
        many = f"{seen.rows} cells look like CPR numbers"
        out.print(f"  note: {seen.column}: {many}, and are declared not to be.")
    for word in each.unknown[:UNKNOWN]:
        near = f" {word.near}" if word.near else ""
        out.print(f'  no {word.what} is called "{word.found}": {word.rows}.{near}')
    if rest := each.unknown[UNKNOWN:]:
        out.print(f"  ... and {len(rest)} more ({sum(w.rows for w in rest)} rows): unknown.csv")
    out.print(f"  {each.delivery.path}")
    if m.rows_wrong:
        out.print("  Mend its set-aside.xlsx and take that in; set-aside.csv lists every cell.")


def _is_of(cell: SetAside, reason: Reason) -> bool:
    return (cell.rule, cell.column, cell.expected) == (reason.rule, reason.column, reason.expected)


def _rows(reason: Reason) -> str:
    """How many rows, and on which lines the first of them stand."""
    lines = ", ".join(map(str, reason.lines))
    more = ", ..." if reason.rows > len(reason.lines) else ""
    return f"{reason.rows} row{'s' * (reason.rows > 1)} (line {lines}{more})"


def _shortened(names: Sequence[str]) -> str:
    """Some names of many, on one line."""
    more = f" and {len(names) - COLUMNS_NAMED} more columns" if len(names) > COLUMNS_NAMED else ""
    return ", ".join(names[:COLUMNS_NAMED]) + more


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


def columns(out: Console) -> int:
    """How many characters a line may have: as the terminal, or where none says PIPED."""
    return min(out.width, WIDEST) if out.is_terminal else PIPED


def paper(out: Console, whole: Paper) -> None:
    """A paper, as wide as the terminal."""
    out.print(plain_text(whole, columns(out)), end="")


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
