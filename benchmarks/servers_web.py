"""Whole servers killed at work, and a page and commands that write at the same moment."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from killing import forked
from kinds_web import declared, map_columns, sent
from town_web import COMING, HAVNEN, NEW, TODAY, base_of, coming, sound

from grundlag import run
from grundlag.cubes.edited import Edit
from grundlag.cubes.register import Entry
from grundlag.records.keep import deliveries
from grundlag.render.json import read_file
from grundlag.web.desk import Desk, jobs

SERVER = """
import sys, time; from datetime import date; from pathlib import Path
from grundlag.web.desk import Desk
desk = Desk(Path(sys.argv[1]), lambda: date(2026, 6, 1))
print(desk.ask(sys.argv[2], eval(sys.argv[3]), ""), flush=True); time.sleep(600)
"""


def server(town: Path, root: Path, times: int, chance: random.Random) -> str:
    """A server at work, killed after a moment, or its worker: what ran is told, and done again."""
    shutil.copytree(town, root)
    (root / "in" / "ny.csv").write_bytes(COMING)
    for kind, asked in (("take", coming(root)), ("report", {"year": 2026})):
        for n in range(times):
            _killed_server(root, kind, asked, 4.0 * (n + chance.random()) / times, bool(n % 2))
    return f"{2 * times} servers or workers killed, all whole and done again"


def _killed_server(
    root: Path, kind: str, asked: dict[str, Any], seconds: float, only_worker: bool
) -> None:
    command = (sys.executable, "-c", SERVER, str(root), kind, repr(asked))
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as serving:
        assert serving.stdout is not None
        number = int(serving.stdout.readline())
        time.sleep(seconds)
        child = _child_of(serving.pid) if only_worker else None
        os.kill(child or serving.pid, signal.SIGKILL)
        time.sleep(0.3)  # its worker ends with it
        serving.kill()
    forked(lambda tell: _done_again(root, kind, asked, number))


def _done_again(root: Path, kind: str, asked: dict[str, Any], number: int) -> None:
    sound(root)
    desk = Desk(root, lambda: TODAY)
    state = _ended(desk, number)
    assert state in ("done", "interrupted", "failed"), state
    again = desk.ask(kind, asked, "")
    assert _ended(desk, again) == "done", jobs.job(desk.engine, again)
    desk.close()
    sound(root)
    for path in root.glob("out/*/report.json"):
        read_file(path)
    assert not list(root.glob("out/*/.*"))


def _ended(desk: Desk, number: int) -> str:
    for _ in range(2400):
        job = jobs.job(desk.engine, number)
        assert job is not None  # it was acknowledged
        if job.has_ended:
            return str(job.state)
        time.sleep(0.05)
    raise AssertionError("it did not end")


def _child_of(process: int) -> int | None:
    """The first child of a process, as Linux tells it."""
    told = [
        Path(f"/proc/{process}/task/{t.name}/children").read_text().split()
        for t in Path(f"/proc/{process}/task").iterdir()
    ]
    return next((int(child) for each in told for child in each), None)


def together(town: Path, root: Path) -> str:
    """A page and commands that write at the same moment: what each of them wrote is there."""
    shutil.copytree(town, root)
    base = base_of(root)
    shutil.copytree(root, base)
    forked(lambda tell: sent(root, NEW.format(n=" fra siden").encode()))
    shutil.rmtree(base)
    shutil.copytree(root, base)
    works: list[Callable[[], object]] = [
        lambda: map_columns(root, lambda said: None, " fra siden"),
        *(partial(_guess, root, n) for n in range(3)),
        *(partial(_take, root, n) for n in range(3)),
        lambda: run.declaring.declare_partner(root, "Klubben", "partner"),
        lambda: run.registering.edit(run.load(root), HAVNEN, [_added()], TODAY, "rettet.xlsx"),
    ]
    start, children = time.time() + 2, []
    for work in works:
        child = os.fork()
        if not child:
            _at(start, work)
        children.append(child)
    ended = [os.waitpid(child, 0)[1] for child in children]
    assert not any(ended), ended
    forked(lambda tell: _all_there(root))
    return f"{len(works)} at once, all there"


def _at(start: float, work: Callable[[], object]) -> None:
    code = 1
    try:
        time.sleep(max(0.0, start - time.time()))
        work()
        code = 0
    finally:
        os._exit(code)


def _guess(root: Path, n: int) -> None:
    path = root / "in" / f"gæt-{n}.csv"
    path.write_text(NEW.format(n=f" {'ABC'[n]}"), "utf-8")
    (problem,) = run.take_files(run.load(root), [path], TODAY)[1]
    assert "A guess stands in sources.toml" in problem.what, problem


def _take(root: Path, n: int) -> None:
    path = root / "in" / f"mere-{n}.csv"
    path.write_text(f"Sag;Kode;Dato;Sted\nm{n};1320;15-0{n + 1}-2026;Havnen\n", "utf-8")
    assert not run.take_files(run.load(root), [path], TODAY)[1]


def _added() -> Edit:
    return Edit(base=None, mine=Entry(activity="Ny", theme="", status="", named=()))


def _all_there(root: Path) -> None:
    sound(root)
    columns = {name for s in run.load(root).sources.source for name in s.columns.values()}
    assert columns >= {f"Folketal {n}" for n in ("A", "B", "C", "fra siden")}, columns
    files = [d.manifest.file for d in deliveries(root)]
    assert {f"mere-{n}.csv" for n in range(3)} | {"rettet.xlsx"} <= {*files}
    declared(root, ("done",))
