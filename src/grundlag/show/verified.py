"""A report made again, as the terminal shows it."""

from typing import Any

from rich.console import Console

from grundlag.run.verifying import Verified

SHOWN = 20  # differences; the rest are counted


def verified(out: Console, found: Verified) -> None:
    """Whether it says the same, and all that was written; and what is other than then."""
    _said_again(out, found)
    if found.edited is None:
        out.print("It names no SHA-256 of its content: it was written before reports did.")
    elif found.edited:
        out.print("It was changed after it was written: its content has not the SHA-256 it names.")
    if found.why:
        out.print("Since it was made:")
        for line in found.why:
            out.print(f"  {line}")
    elif not found.same:
        out.print("Nothing of what it was made of has changed: the file itself was.")


def _said_again(out: Console, found: Verified) -> None:
    """Whether it says the same, made again, and what differs."""
    pack = found.pack
    if not found.differing and not found.problems:
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


def _short(value: Any) -> str:
    text = "nothing" if value is None else str(value)
    return text if len(text) <= 60 else f"{text[:60].rstrip()} ..."
