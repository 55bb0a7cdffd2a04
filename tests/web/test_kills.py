"""Each kind of write in the browser, killed; `benchmarks/kills_web.py` does it more often.

It runs as a process of its own: it forks, and the tests' process has threads.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = Path(__file__).parents[2] / "benchmarks" / "kills_web.py"
KINDS = (
    "upload", "personal", "discard", "mapping", "jobs", "take", "register", "register file",
    "withdraw", "partner word", "papers", "first start", "start",
)  # fmt: skip
TOLD = {
    **dict.fromkeys(KINDS, r"[1-3] of [13] killed, all whole and done again"),
    "server": "2 servers or workers killed, all whole and done again",
    "together": "9 at once, all there",
}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def ran() -> subprocess.CompletedProcess[str]:
    """Every kind there is, in turn: it ends with the first that does not hold."""
    command = [sys.executable, str(KILLS), "--times", "3"]
    return subprocess.run(command, capture_output=True, text=True, timeout=1200)


@pytest.mark.parametrize("kind", TOLD)
def test_what_was_acknowledged_is_there_and_the_rest_is_whole(
    ran: subprocess.CompletedProcess[str], kind: str
) -> None:
    told = dict(line.split(": ", 1) for line in ran.stdout.splitlines())
    assert re.fullmatch(TOLD[kind], told.get(kind, "")), (told.get(kind), ran.stderr)


def test_that_is_all(ran: subprocess.CompletedProcess[str]) -> None:
    assert (ran.returncode, ran.stderr) == (0, "")
    assert [line.partition(":")[0] for line in ran.stdout.splitlines()] == [*TOLD]
