"""Taking in, counting and saving, killed (SIGKILL) at points drawn by chance: what is left is whole.

`make bench`, or `python benchmarks/kills.py [--times 200] [--seed 1]`. Everything is loaded once; a
child is forked for each try and killed at a line of ours (half of them in the modules that write)
or after a moment. Then everything that was there before must be there unchanged, what was new whole
or absent, and the same again must work.
"""

import argparse
import hashlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

from grundlag.basis.load import load
from grundlag.cubes.count import count
from grundlag.engine.connect import engine
from grundlag.records.keep import deliveries, refuse_changed_rows
from grundlag.records.take import take
from grundlag.render import save

TOWN = Path(__file__).parents[1] / "tests" / "cases" / "lilleby"
WRITING = ("engine/disk.py", "engine/files.py", "records/keep.py", "records/alone.py")
WRITING = (*WRITING, "records/manifest.py", "cubes/kept.py", "render/save.py")
OURS = str(Path(sys.modules["grundlag"].__file__ or "").parent)
Work = Callable[[], object]
MEASURED: dict[str, tuple[int, int, float]] = {}  # lines of ours, those that write, seconds


@dataclass(frozen=True, kw_only=True)
class Point:
    """Where a child is killed: at a line of all or of those that write, or after some seconds."""

    line: int = 0
    writing: bool = False
    seconds: float = 0.0


def _forked(work: Work, point: Point | None = None) -> tuple[int, bytes]:
    """How a child ended, and what it told: the lines it ran, in all and in what writes."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        _as_child(work, point, writer)
    os.close(writer)
    if point and point.seconds:
        time.sleep(point.seconds)
        os.kill(child, signal.SIGKILL)
    told = os.read(reader, 200)
    os.close(reader)
    return os.waitpid(child, 0)[1], told


def _as_child(work: Work, point: Point | None, writer: int) -> None:
    code, lines = 1, [0, 0]

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        name = frame.f_code.co_filename
        if not name.startswith(OURS):
            return None
        if event == "line":
            lines[0] += 1
            lines[1] += name.endswith(WRITING)
            if point and point.line == lines[point.writing] and (
                not point.writing or name.endswith(WRITING)
            ):
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    try:
        if point is None or point.line:
            sys.settrace(trace)
        result = work()
        sys.settrace(None)
        os.write(writer, f"{lines[0]} {lines[1]} {result}".encode())
        code = 0
    finally:
        os._exit(code)


def _point(kind: str, work: Work, chance: random.Random, undo: Work) -> Point:
    """A point drawn by chance, as far as the same work ran when it was not killed."""
    if kind not in MEASURED:
        start = time.perf_counter()
        _must(work)
        seconds = time.perf_counter() - start
        undo()
        _, told = _forked(work)
        undo()
        everything, writing, *_ = told.split()
        MEASURED[kind] = int(everything), int(writing), seconds
    everything, writing, seconds = MEASURED[kind]
    return chance.choice(
        [
            Point(line=chance.randint(1, everything)),
            Point(line=chance.randint(1, writing), writing=True),
            Point(line=chance.randint(1, writing), writing=True),
            Point(seconds=chance.uniform(0.01, 1.1) * seconds),
        ]
    )


def _must(work: Work) -> bytes:
    status, told = _forked(work)
    if status:
        raise SystemExit("work that nobody killed did not end well")
    return told


def _sums(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def _reports(number: int) -> str:
    """Reports of a month of its own for each file."""
    year, month = divmod(number, 12)
    rows = (f"{number}-{n};1320;{n % 28 + 1:02d}-{month + 1:02d}-{1900 + year};Havnen" for n in range(40))
    return "\n".join(("Sag;Kode;Dato;Sted", *rows, f"x-{number};1320;i går;Havnen")) + "\n"


def taking(root: Path, times: int, chance: random.Random) -> int:
    """Kill takes; returns how many children were killed before they had ended."""
    store = root / "store" / "deliveries"
    killed = 0
    for number in range(times):
        path = root / "in" / f"fil-{number}.csv"
        path.write_text(_reports(number), "utf-8")

        def work(path: Path = path) -> None:
            with engine() as connection:
                take(connection, load(root), path, date(2026, 2, 1))

        def undo(number: int = number) -> None:
            for delivery in deliveries(root):
                if delivery.manifest.file == f"fil-{number}.csv":
                    shutil.rmtree(delivery.path)

        point = _point("taking", work, chance, undo)
        before = _sums(store)
        known = len(deliveries(root))
        status, _ = _forked(work, point)
        killed += status != 0
        _same(before, {k: v for k, v in _sums(store).items() if k in before}, point)
        assert len(deliveries(root)) - known in (0, 1), point
        _must(work)
        _whole(root, known + 1, point)
    return killed


def _same(before: dict[str, str], after: dict[str, str], point: Point) -> None:
    assert before == after, (point, set(before.items()) ^ set(after.items()))


def _whole(root: Path, known: int, point: Point) -> None:
    """All deliveries are there with all they had, numbers are distinct, nothing is left over."""
    found = deliveries(root)
    assert len(found) == known, point
    assert len({d.manifest.number for d in found}) == known, point
    for delivery in found:
        refuse_changed_rows(delivery)
        names = {p.name for p in delivery.path.iterdir()} - {"cube.parquet", "cube.json"}
        assert names >= {"manifest.json", "rows.parquet", "set-aside.csv"}, (point, names)
        assert not [name for name in names if name.startswith(".")], (point, names)
    assert not list((root / "store" / "parts").iterdir()), point
    folders = (root / "store" / "deliveries").glob("*/*")
    assert len(list(folders)) == known, point


def counting(root: Path, times: int, chance: random.Random) -> int:
    """Kill counts while they write cubes; the next gives the same sums."""
    killed = 0

    def work() -> int:
        with engine() as connection:
            return int(count(connection, load(root)).crime.n.sum())

    def undo() -> None:
        for path in (root / "store").rglob("cube.*"):
            path.unlink()

    undo()
    wanted = _must(work).split()[2]
    undo()
    for _ in range(times):
        point = _point("counting", work, chance, undo)
        before = {k: v for k, v in _sums(root / "store" / "deliveries").items() if "cube" not in k}
        status, _ = _forked(work, point)
        killed += status != 0
        _same(before, {k: v for k, v in _sums(root / "store" / "deliveries").items() if k in before}, point)
        assert _must(work).split()[2] == wanted, point
        for path in sorted((root / "store").rglob("cube.*"), key=lambda _: chance.random())[:7]:
            path.unlink()
    return killed


def saving(folder: Path, times: int, chance: random.Random) -> int:
    """Kill savings of papers: each file is the old one or the new one, whole."""
    module = sys.modules[save.__module__]
    names = [f"papir-{n}.docx" for n in range(4)] + ["report.json", "report.schema.json"]
    old, new = ({n: f"{which} {n}\n".encode() * 5000 for n in names} for which in ("før", "nu"))
    killed = 0

    def write(files: dict[str, bytes]) -> Work:
        return lambda: module._write_all(files, folder)

    def undo() -> None:
        _must(write(old))

    undo()
    for _ in range(times):
        point = _point("saving", write(new), chance, undo)
        status, _ = _forked(write(new), point)
        killed += status != 0
        for name in names:
            assert (folder / name).read_bytes() in (old[name], new[name]), (point, name)
        _must(write(new))
        assert {p.name: p.read_bytes() for p in folder.iterdir()} == new, point
        undo()
    return killed


def together(root: Path) -> str:
    """Eight processes that take in five files at the same moment: each is there once."""
    names = [f"samtidig-{n % 5}.csv" for n in range(8)]
    for n, name in enumerate(sorted(set(names))):
        (root / "in" / name).write_text(_reports(1200 + n), "utf-8")
    start = time.time() + 3  # all of them begin at one moment
    children = []
    for name in names:
        child = os.fork()
        if not child:
            _at(start, root, root / "in" / name)
        children.append(child)
    ended = [os.waitpid(child, 0)[1] for child in children]
    assert not any(ended), ended
    found = deliveries(root)
    assert sorted(d.manifest.file for d in found) == sorted(set(names))
    assert sorted(d.manifest.number for d in found) == [1, 2, 3, 4, 5]
    _whole(root, 5, Point())
    return f"{len(names)} at once: {len(found)} deliveries, numbered 1 to 5"


def _at(start: float, root: Path, path: Path) -> None:
    code = 1
    try:
        defs = load(root)
        time.sleep(max(0.0, start - time.time()))
        with engine() as connection:
            take(connection, defs, path, date(2026, 2, 1))
        code = 0
    finally:
        os._exit(code)


def main() -> None:
    """Run all three, and tell how many were killed on the way."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    chance = random.Random(told.seed)
    with tempfile.TemporaryDirectory() as folder:
        root, other = (shutil.copytree(TOWN, Path(folder) / name) for name in ("by", "anden"))
        for each in (root, other):
            (each / "in").mkdir(exist_ok=True)
        print(together(other))
        for what, kill in (("taking in", taking), ("counting", counting)):
            print(f"{what}: {kill(root, told.times, chance)} of {told.times} killed, all whole")
        killed = saving(Path(folder) / "out", told.times, chance)
        print(f"saving: {killed} of {told.times} killed, all whole")


if __name__ == "__main__":
    main()
