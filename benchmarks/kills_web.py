"""The server and its worker, killed (SIGKILL) while they write: nothing acknowledged is lost.

`python benchmarks/kills_web.py [--times 50] [--seed 1]`. What is quick (a file sent, a mapping
confirmed, rows of jobs) is killed at a line of ours drawn by chance, in a forked child; what takes
time (a taking in, a report) is a server of its own, killed after a moment, or its worker is. Then
the folder must be whole, what was acknowledged there, and the same again must work.
"""

import argparse
import io
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

from sqlalchemy import text

from grundlag import run
from grundlag.records.keep import deliveries, refuse_changed_rows
from grundlag.render.json import read_file
from grundlag.web.desk import Desk, drafts, jobs
from grundlag.web.desk.database import opened

TOWN = Path(__file__).parents[1] / "tests" / "cases" / "lilleby"
OURS = str(Path(run.__file__).parents[1])
TODAY = date(2026, 6, 1)
SENT = b"Sag;Kode;Dato;Sted\n" + b"a;1320;15-01-2026;Havnen\n" * 200
NEW = "Dato;Kvarter;Folketal\n01-01-2027;Havnen;1010\n"
SERVER = """
import sys, time; from datetime import date; from pathlib import Path
from grundlag.web.desk import Desk
desk = Desk(Path(sys.argv[1]), lambda: date(2026, 6, 1))
print(desk.ask(sys.argv[2], eval(sys.argv[3]), ""), flush=True); time.sleep(600)
"""
Acknowledge = Callable[[str], None]


def made(root: Path) -> None:
    """Lilleby with two years of reports and its people."""
    shutil.copytree(TOWN, root)
    (root / "in").mkdir()
    people = "".join(f"01-01-{y};{a};1000\n" for y in (2025, 2026) for a in ("Havnen", "Skoven"))
    for name, said, arrived in (
        ("a.csv", _reports(2024), date(2025, 2, 1)),
        ("b.csv", _reports(2025), date(2026, 2, 1)),
        ("c.csv", f"Dag;Område;Indbyggere\n{people}", date(2026, 2, 1)),
    ):
        (root / "in" / name).write_text(said, "utf-8")
        assert not run.take_files(run.load(root), [root / "in" / name], arrived)[1]


def _reports(year: int) -> str:
    rows = (
        f"{year}{month}{place};1320;15-{month:02d}-{year};{place}"
        for month in range(1, 13)
        for place in ("Havnen", "Skoven")
    )
    return "\n".join(("Sag;Kode;Dato;Sted", *rows)) + "\n"


def forked(work: Callable[[Acknowledge], object], line: int = 0) -> tuple[bool, list[str], int]:
    """Do work in a child, killed at a line of ours: whether it was, what it acknowledged, lines."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        _as_child(work, line, writer)
    os.close(writer)
    with os.fdopen(reader) as told:
        said = told.read().split()
    status = os.waitpid(child, 0)[1]
    assert status in (0, signal.SIGKILL), status
    lines = sum(int(word[1:]) for word in said if word.startswith("#"))
    return status != 0, [word for word in said if not word.startswith("#")], lines


def _as_child(work: Callable[[Acknowledge], object], line: int, writer: int) -> None:
    code, lines = 1, 0

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal lines
        if not frame.f_code.co_filename.startswith(OURS):
            return None
        if event == "line":
            lines += 1
            if lines == line:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    try:
        sys.settrace(trace)
        work(lambda said: os.write(writer, f"{said} ".encode()) and None)
        sys.settrace(None)
        os.write(writer, f"#{lines} ".encode())
        code = 0
    finally:
        os._exit(code)


def _sound(root: Path) -> None:
    """The database is whole, and so is all that lies in the store."""
    engine = opened(root)
    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
    engine.dispose()
    for delivery in deliveries(root):
        refuse_changed_rows(delivery)


def sending(root: Path, times: int, chance: random.Random) -> int:
    """Files laid down: one that was acknowledged is there to the byte, and nothing half is left."""
    known: list[str] = []

    def work(acknowledge: Acknowledge) -> None:
        acknowledge(drafts.lay(opened(root), root, "a.csv", io.BytesIO(SENT)).id)

    def whole(said: list[str]) -> None:
        _sound(root)
        engine = opened(root)
        drafts.sweep(engine, root)
        found = drafts.waiting(engine)
        known.extend(said)
        assert {*known} <= {each.id for each in found}
        assert all(drafts.lies_at(root, each).read_bytes() == SENT for each in found)
        assert len(list((root / ".grundlag" / "sent").iterdir())) == len(found)
        engine.dispose()

    return _killed(work, whole, times, chance)


def confirming(root: Path, times: int, chance: random.Random) -> int:
    """Mappings confirmed: sources.toml is the old one or the new one, and can be read."""
    path, file = root / "in" / "folketal.csv", root / "sources.toml"
    path.write_text(NEW, "utf-8")
    before = file.read_bytes()

    def work(acknowledge: Acknowledge) -> None:
        defs = run.load(root)
        found = run.recognising.look(defs, path)[0].each[0]
        chosen = {("columns", "date"): "Dato", ("columns", "place"): "Kvarter"}
        chosen |= {("columns", "n"): "Folketal"}
        run.recognising.confirm(defs, found, "Lilleby", chosen)
        acknowledge("confirmed")

    def whole(said: list[str]) -> None:
        is_new = file.read_bytes() != before
        assert is_new or not said
        sources = run.load(root).sources.source
        assert (sources[-1].columns.get("n") == "Folketal") is is_new
        file.write_bytes(before)

    return _killed(work, whole, times, chance)


def rows(root: Path, times: int, chance: random.Random) -> int:
    """Jobs asked for, begun and ended: what was acknowledged is there, and in that state."""

    def work(acknowledge: Acknowledge) -> None:
        engine = opened(root)
        number = jobs.ask(engine, "report", {"year": 2026}, "2026")
        acknowledge(f"{number}")
        jobs.begin_next(engine)
        jobs.tell(engine, number, "count", 0.5)
        jobs.end(engine, number, "done", {"files": 3})
        acknowledge(f"{number}")

    def whole(said: list[str]) -> None:
        _sound(root)
        engine = opened(root)
        for number in said:
            job = jobs.job(engine, int(number))
            assert job is not None
            assert len(said) < 2 or (job.state, job.result) == ("done", {"files": 3})
        jobs.interrupt(engine)
        while job := jobs.begin_next(engine):
            jobs.end(engine, job.id, "cancelled", {})
        engine.dispose()

    return _killed(work, whole, times, chance)


def _killed(
    work: Callable[[Acknowledge], object],
    whole: Callable[[list[str]], object],
    times: int,
    chance: random.Random,
) -> int:
    killed, (_, said, lines) = 0, forked(work)
    whole(said)
    for _ in range(times):
        was_killed, said, _ = forked(work, chance.randint(1, lines))
        killed += was_killed
        whole(said)
        was_killed, said, _ = forked(work)  # the same again works
        assert not was_killed
        whole(said)
    return killed


def working(root: Path, kind: str, asked: dict[str, Any], times: int, chance: random.Random) -> int:
    """A server at work, killed after a moment, or its worker: what ran is told, and done again."""
    for n in range(times):
        command = (sys.executable, "-c", SERVER, str(root), kind, repr(asked))
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as serving:
            assert serving.stdout is not None
            number = int(serving.stdout.readline())
            time.sleep(chance.uniform(0.05, 4.0))
            child = _child_of(serving.pid) if n % 2 else None
            os.kill(child or serving.pid, signal.SIGKILL)
            time.sleep(0.3)  # its worker ends with it
            serving.kill()
        _sound(root)
        desk = Desk(root, lambda: TODAY)
        state = _ended(desk, number)
        assert state in ("done", "interrupted", "failed"), state
        again = desk.ask(kind, asked, "")
        assert _ended(desk, again) == "done", jobs.job(desk.engine, again)
        desk.close()
        _sound(root)
        for path in root.glob("out/*/report.json"):
            read_file(path)
        assert not [p for p in root.glob("out/*/.*.new") if p.stat().st_size == 0]
    return times


def coming(root: Path) -> dict[str, Any]:
    """What is asked of a worker that takes a file in."""
    (root / "in" / "ny.csv").write_bytes(b"Sag;Kode;Dato;Sted\nz;1320;15-01-2026;Havnen\n")
    told = {"draft": "", "called": "ny.csv", "path": "in/ny.csv", "arrived": "2026-03-01"}
    return {**told, "extracted": "", "source": "", "covers": "", "accepts": False}


def _ended(desk: Desk, number: int) -> str:
    for _ in range(1200):
        job = jobs.job(desk.engine, number)
        assert job is not None  # it was acknowledged
        if job.has_ended:
            return job.state
        time.sleep(0.05)
    raise AssertionError("it did not end")


def _child_of(process: int) -> int | None:
    """The first child of a process, as Linux tells it."""
    told = [Path(f"/proc/{process}/task/{t.name}/children").read_text().split()
            for t in Path(f"/proc/{process}/task").iterdir()]  # fmt: skip
    return next((int(child) for each in told for child in each), None)


def main() -> None:
    """Run all of them, and tell how many were killed on the way."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    chance = random.Random(told.seed)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "lilleby"
        made(root)
        for what, kill in (("sent", sending), ("confirmed", confirming), ("rows of jobs", rows)):
            killed = kill(root, told.times, chance)
            print(f"{what}: {killed} of {told.times} killed, all whole")
        for kind, asked in (("take", coming(root)), ("report", {"year": 2026})):
            killed = working(root, kind, asked, max(1, told.times // 10), chance)
            print(f"{kind}: {killed} servers or workers killed, all whole and done again")


if __name__ == "__main__":
    main()
