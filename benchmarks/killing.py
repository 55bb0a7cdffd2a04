"""Work in a forked child, killed (SIGKILL) at a chosen line of ours.

The lines that it runs are written down first, in the order they are first reached; points are then
spread over all of them, so that no part of a write is left out. The parent only forks and looks:
an engine's or a reader's threads do not live through a fork.
"""

import importlib
import json
import os
import pkgutil
import random
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import grundlag

OURS = str(Path(grundlag.__file__ or "").parent)
WRITING = (  # where bytes, names and rows are put in their place
    "engine/disk.py", "engine/files.py", "records/keep.py", "records/alone.py",
    "records/noted.py", "records/manifest.py", "records/rewritten.py", "cubes/kept.py",
    "render/save.py", "run/papers.py", "run/declaring.py", "run/registering.py",
    "desk/database.py", "desk/desk.py", "desk/drafts.py", "desk/jobs.py", "desk/log.py",
)  # fmt: skip
UNLOADED = ("migrations", "spark", "grundlag.twin", "__main__")
Acknowledge = Callable[[str], None]
Work = Callable[[Acknowledge], object]
Lines = dict[str, int]  # "file:line", in the order they are reached, and how many times each is


@dataclass(frozen=True, kw_only=True)
class Point:
    """A line, and which time it is reached the child is killed."""

    line: str
    time: int


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How a child ended: whether it was killed, what it acknowledged, which lines it ran."""

    killed: bool
    said: tuple[str, ...]
    lines: Lines


def preload() -> None:
    """Load all of ours once, so that children run it and do not load it."""
    for found in pkgutil.walk_packages([OURS], "grundlag."):
        if not any(name in found.name for name in UNLOADED):
            importlib.import_module(found.name)


def forked(work: Work, point: Point | None = None, noting: bool = False) -> Ended:
    """Do work in a child: to its end, or to a point. SystemExit where it ends otherwise."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        _as_child(work, point, noting, writer)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as told:
        said = [json.loads(line) for line in told if line.endswith("\n")]
    status = os.waitpid(child, 0)[1]
    if status not in (0, signal.SIGKILL):
        raise SystemExit(f"{point}: the child ended with {status}")
    lines = next((each for each in said if isinstance(each, dict)), {})
    own = tuple(each for each in said if isinstance(each, str))
    return Ended(killed=status != 0, said=own, lines=lines)


def _as_child(work: Work, point: Point | None, noting: bool, writer: int) -> None:
    def tell(what: object) -> None:
        content = f"{json.dumps(what)}\n".encode()
        while content:
            content = content[os.write(writer, content) :]

    code, lines = 1, Lines()
    try:
        if point or noting:
            trace = _tracer(point, lines)
            threading.settrace(trace)
            sys.settrace(trace)
        work(tell)
        sys.settrace(None)
        threading.settrace(None)  # type: ignore[arg-type]
        tell(dict(lines))
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _tracer(point: Point | None, lines: Lines) -> Callable[[FrameType, str, Any], Any]:
    only = point.line.rpartition(":")[0] if point else ""

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        name = frame.f_code.co_filename
        if not name.startswith(OURS) or (only and not name.endswith(only)):
            return None
        if event == "line":
            at = f"{name[len(OURS) + 1 :]}:{frame.f_lineno}"
            lines[at] = lines.get(at, 0) + 1
            if point and (at, lines[at]) == (point.line, point.time):
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    return trace


def points(lines: Lines, times: int, chance: random.Random) -> list[Point]:
    """Points spread evenly over all lines that a work runs, half of them over those that write."""
    every = list(lines)
    writing = [line for line in every if line.rpartition(":")[0].endswith(WRITING)] or every
    half = times // 2
    chosen = [*_spread(every, half, chance), *_spread(writing, times - half, chance)]
    return [Point(line=line, time=chance.randint(1, lines[line])) for line in chosen]


def _spread(lines: Sequence[str], times: int, chance: random.Random) -> list[str]:
    """One line drawn from each of so many equal parts."""
    part = len(lines) / max(1, times)
    return [lines[int((n + chance.random()) * part)] for n in range(times)]
