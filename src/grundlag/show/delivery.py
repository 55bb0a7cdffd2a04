"""One delivery, as the terminal shows it: what was kept and set aside and why, in ten lines."""

from collections.abc import Sequence

from rich.console import Console

from grundlag.records.headings import is_personal
from grundlag.records.model import Reason, SetAside, Taken
from grundlag.show.store import units

LISTED = 4  # reasons shown: with what else is said of a delivery it is ten lines at most
NAMED = 6
UNKNOWN = 20  # words shown that no definition knows; all are in unknown.csv


def taken(out: Console, each: Taken) -> None:
    """One delivery: what was read, kept and set aside, and what it speaks for."""
    m = each.delivery.manifest
    if each.known:
        out.print(f"{m.file}: already taken in as {each.delivery.id}; nothing was changed.")
        return
    scope = units(m.scope) if m.scope else "nothing whole"
    dress = ", ".join(f"{name} {value!r}" for name, value in m.dress.items())
    mends = f", mending {m.mends}" if m.mends else ""
    out.print(f"{m.file} → {m.source}{mends} ({dress})")
    out.print(f"  {m.rows_read} read = {m.rows_kept} kept + {m.rows_set_aside} set aside; {scope}")
    if each.silent:
        named = [f"{file}: {units(gone)}" for file, gone in each.silent.items()]
        out.print(f"  speaks in place of {_shortened(named)}")
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
        can_mend = (each.delivery.path / "set-aside.xlsx").is_file()
        mend = "Mend its set-aside.xlsx and take that in; " if can_mend else ""
        out.print(f"  {mend}set-aside.csv lists every cell.")


def _is_of(cell: SetAside, reason: Reason) -> bool:
    return (cell.rule, cell.column, cell.expected) == (reason.rule, reason.column, reason.expected)


def _rows(reason: Reason) -> str:
    """How many rows, and on which lines the first of them stand."""
    lines = ", ".join(map(str, reason.lines))
    more = ", ..." if reason.rows > len(reason.lines) else ""
    return f"{reason.rows} row{'s' * (reason.rows > 1)} (line {lines}{more})"


def _shortened(names: Sequence[str]) -> str:
    """Some names of many, on one line."""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
