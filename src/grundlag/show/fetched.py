"""What was fetched of a statbank, and what to do with it."""

import json
from collections.abc import Iterator
from shlex import quote

from rich.console import Console

from grundlag.basis.fetches import Suggested
from grundlag.records.statbank.model import Fetched
from grundlag.run.fetching import Got


def fetched(out: Console, got: Got, onward: bool) -> None:
    """What came; how its source is declared, where none is; and `onward`, the next command."""
    _tell(out, got.file)
    if got.source is None and got.suggested:
        out.print("No source reads it yet. Copy this into sources.toml:\n")
        out.print("\n".join(_block(got.suggested)))
    if onward:
        _next(out, got)


def _tell(out: Console, file: Fetched) -> None:
    """What was fetched, where it lies, and what should be known of it."""
    times = f" in {file.questions} questions" if file.questions > 1 else ""
    how = "already fetched today; --again fetches it anew" if file.known else f"fetched{times}"
    out.print(f"{file.title}, updated {file.updated}: {file.rows} figures, {how}")
    out.print(f"  {file.path}")
    for notice in file.notices:
        out.print(f"note: {notice}")


def _next(out: Console, got: Got) -> None:
    source = got.source.id if got.source else got.suggested.id if got.suggested else "ID"
    path = got.file.path
    out.print(f"Next: grundlag take {quote(str(path))} --source {source} --extracted {got.day}")


def _block(source: Suggested) -> Iterator[str]:
    """A [[source]] as it is written in sources.toml."""
    yield "[[source]]"
    yield from (f"{key} = {_toml(getattr(source, key))}" for key in ("id", "kind", "provider"))
    if source.hidden_as_zero:
        yield "hidden_as_zero = true"
    yield "[source.columns]"
    yield from (f"{name} = {_toml(column)}" for name, column in source.columns.items())


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
