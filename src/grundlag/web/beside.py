"""Work done in a process beside the server, which needs the interpreter for its pages.

What is asked and what comes of it are pickled, by the two ends of a pipe that nobody else holds.
"""

import gc
import pickle
import subprocess
from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from typing import Any, BinaryIO, Protocol, TypeVar, TypeVarTuple

from grundlag.errors import GrundlagError, Problem
from grundlag.web.processes import begun, command, heard, output

T = TypeVar("T")
Given = TypeVarTuple("Given")
COMMAND = command(__name__)
ENDED = Problem(
    where="serve",
    what="the process that judges the year was ended while it did.",
    fix="Load the page again. Where that does not help, the machine may be short of memory.",
)
SHORT = Problem(
    where="serve",
    what="there was not memory enough to judge the year.",
    fix="End other programs, and load the page again.",
)
FAILED = 1  # how Python ends by an error that nothing caught
LAST = 10  # seconds for it to end, once it answers no more


class Do(Protocol):
    """How work is done: here, or beside."""

    def __call__(self, work: Callable[[*Given], T], /, *given: *Given) -> T:
        """What the work gives; raises what it raises."""


def here(work: Callable[[*Given], T], /, *given: *Given) -> T:
    """Work done in this process."""
    return work(*given)


class Beside:
    """A process beside this one that works, a piece after another; begun with the first."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._lock, self._is_closed = Lock(), False

    def __call__(self, work: Callable[[*Given], T], /, *given: *Given) -> T:
        """What the work gives; raises what it raises, and GrundlagError where it was ended.

        Where it ended by itself nobody foresaw why: RuntimeError; the terminal has its traceback.
        """
        said = pickle.dumps((work, given), pickle.HIGHEST_PROTOCOL)
        with self._lock:
            child = self._child = self._child or begun(COMMAND)
            if self._is_closed:
                child.kill()
            try:
                is_well, found = _answer(child, said)
            except (OSError, EOFError, pickle.UnpicklingError) as error:
                with suppress(subprocess.TimeoutExpired):
                    child.wait(LAST)
                self._end(child)
                if child.returncode == FAILED:
                    raise RuntimeError("what judges the year failed, as told above") from error
                raise GrundlagError(ENDED) from error
        if not is_well:
            raise found
        told: T = found
        return told

    def close(self) -> None:
        """End it, whatever it is at; what is asked from now on is ended, too."""
        self._is_closed = True
        if child := self._child:
            child.kill()
        with self._lock:
            if self._child:
                self._end(self._child)

    def _end(self, child: "subprocess.Popen[bytes]") -> None:
        child.kill()
        child.communicate()
        self._child = None


def _answer(child: "subprocess.Popen[bytes]", said: bytes) -> tuple[bool, Any]:
    """What it answers: whether it went well, and what was found or raised.

    It comes in pieces, and between two of them pages are answered; but not within the search for
    garbage that so many new records would have begun, and which takes five times as long. Nor are
    they looked through in later ones: what nothing points to any more is let go of without.
    """
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(said)
    child.stdin.flush()
    child.stdout.peek()  # type: ignore[attr-defined]
    gc.disable()
    try:
        answer: tuple[bool, Any] = pickle.load(child.stdout)
    finally:
        gc.freeze()
        gc.enable()
    return answer


def main() -> None:
    """Do what is asked, a piece after another."""
    out = output()
    for work, given in heard(_asked):
        pickle.dump(_done(work, given), out, pickle.HIGHEST_PROTOCOL)
        out.flush()


def _asked(given: BinaryIO) -> Any:
    return pickle.load(given)


def _done(work: Callable[..., Any], given: Any) -> tuple[bool, Any]:
    try:
        return True, work(*given)
    except (GrundlagError, OSError) as error:
        return False, error
    except MemoryError:
        return False, GrundlagError(SHORT)


if __name__ == "__main__":
    main()
