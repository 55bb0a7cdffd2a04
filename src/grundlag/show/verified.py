"""A report made again, as the terminal shows it."""

from typing import Any

from rich.console import Console

from grundlag.run.verifying import Verified

SHOWN = 20  # differences; the rest are counted


def verified(out: Console, found: Verified) -> None:
    """Whether it says the same; what differs; and what is other than when it was made."""
    pack = found.pack
    if found.same:
        counted = f"{len(pack.figures)} figures, {len(pack.judgements)} verdicts"
        out.print(f"{found.path} says the same, made again: {counted}, {len(pack.papers)} papers.")
    elif found.differing:
        out.print(f"{found.path} says otherwise, made again, in {len(found.differing)} places:")
        for each in found.differing[:SHOWN]:
            out.print(f"  {each.where}: {_short(each.was)}, now {_short(each.now)}")
        if len(found.differing) > SHOWN:
            out.print(f"  ... and {len(found.differing) - SHOWN} more")
    else:
        out.print(f"{found.path} cannot be made again.")
    if found.why:
        out.print("Since it was made:")
        for line in found.why:
            out.print(f"  {line}")
    elif not found.same:
        out.print("Nothing of what it was made of has changed: the file itself was.")


def _short(value: Any) -> str:
    text = "nothing" if value is None else str(value)
    return text if len(text) <= 60 else f"{text[:60].rstrip()} ..."
