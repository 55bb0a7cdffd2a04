"""One delivery, as the terminal shows it: what was kept and set aside and why, in ten lines."""

from collections.abc import Iterator, Sequence

from rich.console import Console

from grundlag.records.headings import is_personal
from grundlag.records.model import Reason, SetAside, Taken
from grundlag.show.units import units

LINES = 10  # of a delivery, before the words that no definition knows
NAMED = 6
UNSHOWN = ("ids_stand_once",)  # an id is not kept: an empty text is not what stood there
UNKNOWN = 20  # words shown that no definition knows; all are in unknown.csv


def taken(out: Console, each: Taken) -> None:
    """One delivery: what was read, kept and set aside, and what it speaks for."""
    m = each.delivery.manifest
    if each.known:
        out.print(f"{m.file}: already taken in as {each.delivery.id}; nothing was changed.")
        return
    first, last = [*_what_came(each), *_silenced(each)], [*_dropped(each), *_where(each)]
    for line in (*first, *_why(each, LINES - len(first) - len(last)), *last, *_unknown(each)):
        out.print(line)


def _what_came(each: Taken) -> Iterator[str]:
    m = each.delivery.manifest
    scope = units(m.scope) if m.scope else "nothing whole"
    dress = ", ".join(f"{name} {value!r}" for name, value in m.dress.items())
    mends = f", mending {m.mends}" if m.mends else ""
    yield f"{m.file} → {m.source}{mends} ({dress})"
    yield f"  {m.rows_read} read = {m.rows_kept} kept + {m.rows_set_aside} set aside; {scope}"


def _silenced(each: Taken) -> Iterator[str]:
    if each.silent:
        named = [f"{file}: {units(gone)}" for file, gone in each.silent.items()]
        yield f"  speaks in place of {_shortened(named)}"


def _why(each: Taken, room: int) -> Iterator[str]:
    """Why rows were set aside, and what was only noted, in so many lines."""
    said = [_reason(each, reason) for reason in each.reasons]
    said += [f"  note: {_rows(r)}: {r.column}, expected {r.expected}" for r in each.warned]
    if len(said) <= room:
        yield from said
        return
    yield from said[: room - 1]
    rest = (*each.reasons, *each.warned)[room - 1 :]
    yield f"  ... and {len(rest)} more reasons ({sum(r.rows for r in rest)} cells)"


def _reason(each: Taken, reason: Reason) -> str:
    found = next((c.found for c in each.set_aside if _is_of(c, reason)), "")
    shown = f" {found!r}" if found or reason.rule not in UNSHOWN else ""
    told = f"{reason.column}{shown}, " if reason.column else ""
    return f"  {_rows(reason)}: {told}expected {reason.expected}"


def _dropped(each: Taken) -> Iterator[str]:
    """Columns that were not kept, and those that are declared to hold no CPR numbers."""
    m = each.delivery.manifest
    if m.dropped:
        own = [name for name in m.dropped if is_personal(name)]
        personal = f"; of these personal by their names: {_shortened(own)}" if own else ""
        yield f"  not kept: {_shortened(m.dropped)}{personal}"
    if each.alike:
        named = [f"{seen.column} ({seen.rows} cells)" for seen in each.alike]
        what = "look like CPR numbers, and are declared not to be"
        yield f"  note: {what}: {_shortened(named)}"


def _where(each: Taken) -> Iterator[str]:
    """Where the delivery lies, and how what was set aside is mended."""
    if lies := each.delivery.manifest.lies:
        yield f"  its records stay in {lies}"
    yield f"  {each.delivery.path}"
    if each.delivery.manifest.rows_wrong:
        can_mend = (each.delivery.path / "set-aside.xlsx").is_file()
        room = f" (it has no room for {each.beyond} more rows)" if each.beyond else ""
        mend = f"Mend its set-aside.xlsx{room} and take that in; " if can_mend else ""
        listed = f"all but the last {each.unlisted}" if each.unlisted else "every cell"
        yield f"  {mend}set-aside.csv lists {listed}."


def _unknown(each: Taken) -> Iterator[str]:
    for word in each.unknown[:UNKNOWN]:
        near = f" {word.near}" if word.near else ""
        yield f'  no {word.what} is called "{word.found}": {word.rows}.{near}'
    if rest := each.unknown[UNKNOWN:]:
        yield f"  ... and {len(rest)} more ({sum(w.rows for w in rest)} rows): unknown.csv"


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
