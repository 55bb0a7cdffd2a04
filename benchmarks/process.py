"""Whole processes, measured from outside."""

import os
import statistics
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

Command = Sequence[str | Path]


@dataclass(frozen=True, kw_only=True)
class Ran:
    """A process: seconds from start to end and on the processor, the most memory it held, in MB."""

    seconds: float
    busy: float
    memory: float


def run(*command: str | Path, cwd: Path) -> Ran:
    """A whole process, which must end well."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        raise SystemExit(f"{' '.join(map(str, command))} failed")
    busy = used.ru_utime + used.ru_stime
    return Ran(seconds=seconds, busy=busy, memory=used.ru_maxrss / 1024)


def middle(ran: Sequence[Ran]) -> dict[str, float]:
    """The median of each measure; of memory the most."""
    return {
        "seconds": round(statistics.median(r.seconds for r in ran), 3),
        "busy": round(statistics.median(r.busy for r in ran), 3),
        "memory": round(max(r.memory for r in ran)),
    }
