"""The store, as the terminal shows it: each source's deliveries, and what was taken back."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Console

from grundlag.records.model import Delivery
from grundlag.run.archive import Line, Withdrawn
from grundlag.show.units import units

GAP = "  "


def log(out: Console, lines: Sequence[Line]) -> None:
    """Every delivery, source by source as they came: what it speaks for, what is noted of it."""
    if not lines:
        out.print("Nothing has been taken in yet.")
    for source, group in groupby(lines, key=lambda line: line.delivery.manifest.source):
        out.print(source)
        for line in group:
            m = line.delivery.manifest
            rows = f"{m.rows_read} read = {m.rows_kept} kept + {m.rows_set_aside} set aside"
            out.print(f"{GAP}{m.arrived}  {m.digest}  {m.file}  {rows}")
            for told in (_speaks(line), *_notes(line)):
                out.print(f"{GAP}{' ' * 12}{told}")
    if lines:
        out.print("\n`grundlag withdraw SOURCE/DIGEST` takes one back.")


def _speaks(line: Line) -> str:
    """What a delivery speaks for now, of all that it brought."""
    scope, now = line.delivery.manifest.scope, line.speaks
    if not scope:
        return "speaks for nothing whole"
    if not now:
        return f"is not heard; brought {units(scope)}"
    more = "" if len(now) == len(scope) else f" (brought {units(scope)})"
    return f"speaks for {units(now)}{more}"


def _notes(line: Line) -> Iterable[str]:
    delivery, m = line.delivery, line.delivery.manifest
    if m.mends:
        yield f"mends {m.source}/{m.mends}, and is heard with it"
    if m.lies:
        yield f"its records stay in {m.lies}"
    if delivery.withdrawn:
        yield f"withdrawn from {delivery.withdrawn} on" + (f": {line.why}" if line.why else "")
    if delivery.forgotten:
        yield f"its rows were forgotten on {delivery.forgotten}; its cube stands"


def withdrawn(out: Console, found: Withdrawn) -> None:
    """What is heard no more, and what nobody speaks for now."""
    m = found.delivery.manifest
    never = "on no day" if found.on <= m.arrived else f"from {found.on} on no more"
    out.print(f"{found.delivery.id} ({m.file}) is heard {never}. Nothing of it was deleted.")
    if found.unspoken:
        out.print(f"Nobody speaks now for {units(found.unspoken)}.")


def forgetting(out: Console, chosen: Sequence[Delivery], done: bool) -> None:
    """Whose rows are forgotten, or would be."""
    if not chosen:
        out.print("No rows are left to forget there.")
        return
    out.print("Forgotten are the rows of:" if done else "This would forget the rows of:")
    for delivery in chosen:
        m = delivery.manifest
        out.print(f"{GAP}{delivery.id}  {m.file}, arrived {m.arrived}: {m.rows_kept} rows")
        if m.lies:
            out.print(f"{GAP * 2}Its records in {m.lies} are its owner's: they are left alone.")
    if done:
        out.print("Their cubes stand. The files they came from, backups and old disks are yours.")
    else:
        out.print("Their cubes and manifests stay. Add --yes to do it: it cannot be undone here.")
