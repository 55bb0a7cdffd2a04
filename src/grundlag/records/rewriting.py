"""sources.toml changed by one at a time: the server and a command may both be at it."""

from collections.abc import Callable
from typing import TypeVar

from grundlag.basis.declared import Definitions
from grundlag.basis.load import load
from grundlag.engine.disk import write_bytes
from grundlag.records.alone import alone
from grundlag.records.mapping import FILE, text_of

T = TypeVar("T")
Change = Callable[[Definitions, bytes], tuple[T, bytes]]


def rewritten(defs: Definitions, change: Change[T]) -> T:
    """What a change gives beside the file's new bytes, which are written.

    It is told the definitions as they are by now, and the bytes: what others wrote since `defs`
    were read stays. Raises what the change raises; then nothing is written.
    """
    file = defs.root / FILE
    with alone(defs.root):
        before = file.read_bytes()
        is_as_read = text_of(before) == defs.texts.get(FILE)
        given, after = change(defs if is_as_read else load(defs.root), before)
        if after != before:
            write_bytes(after, file)
    return given
