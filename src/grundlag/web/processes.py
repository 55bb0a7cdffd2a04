"""A process beside the server: begun, told what to do, and ended when the server ends.

It holds nothing that is not in the folder too, so it may be killed at any line.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pickle import UnpicklingError
from queue import SimpleQueue
from threading import Thread
from typing import BinaryIO, TypeVar

T = TypeVar("T")
NICE = 10  # steps behind the server: whoever reads a page comes first


def command(module: str) -> tuple[str, ...]:
    """What begins a module of ours as a process of its own."""
    return sys.executable, "-P", "-m", module


def begun(words: Sequence[str]) -> "subprocess.Popen[bytes]":
    """A process that is told by its standing input and tells by its output.

    In a session of its own, so that Ctrl+C ends the server, and that the process.
    """
    return subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )


def output() -> BinaryIO:
    """In such a process: what goes to the server. What others print goes to the terminal."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return out


def heard(read: Callable[[BinaryIO], T]) -> Iterator[T]:
    """In such a process: what the server asks, each as `read` reads it (EOFError: no more).

    Where it can ask no more it has ended, however it did, and so does this, whatever it is at.
    """
    if hasattr(os, "nice"):
        os.nice(NICE)
    asked: SimpleQueue[T] = SimpleQueue()
    Thread(target=_hear, args=(read, asked.put), daemon=True).start()
    while True:
        yield asked.get()


def _hear(read: Callable[[BinaryIO], T], put: Callable[[T], None]) -> None:
    with suppress(EOFError, UnpicklingError), open(0, "rb", closefd=False) as given:
        while True:
            put(read(given))
    os._exit(1)
