"""sources.toml changed by one writer at a time, each from what the one before it left."""

from collections.abc import Callable
from typing import TypeVar

from grundlag.basis.load import Definitions, load
from grundlag.engine.disk import write_bytes
from grundlag.records.alone import alone
from grundlag.records.mapping import FILE, text_of

T = TypeVar("T")
Change = Callable[[Definitions, bytes], tuple[T, bytes]]


def rewritten(defs: Definitions, change: Change[T]) -> T:
    """Change sources.toml; gives what `change` does beside the file's new bytes.

    `change` is given the definitions and the file as they are by then: another command or a page
    may have added a source since `defs` were read. Raises DeliveryError where another writer does
    not end.
    """
    with alone(defs.root):
        path = defs.root / FILE
        before = path.read_bytes()
        now = defs if text_of(before) == defs.texts.get(FILE) else load(defs.root)
        result, after = change(now, before)
        if after != before:
            write_bytes(after, path)
        return result
