"""The server and its worker, killed (SIGKILL) while they write: nothing acknowledged is lost.

`python benchmarks/kills_web.py [--times 20] [--seed 1] [--only KIND ...]`. Each kind of write is
done on a folder of its own, killed at lines of ours spread over all that it runs. What was answered
must then be there, what was not wholly or not at all, all that was there before must be, and the
same again must work. `server` kills the process of a server, or of its worker, after a moment.
"""

import argparse
import random
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

import kinds_web as kinds
import servers_web
from killing import Acknowledge, Ended, Point, forked, points, preload
from town_web import made, nothing, sound

from grundlag.records.alone import sweep

Do = Callable[[Path, Acknowledge], object]
Whole = Callable[[Path, tuple[str, ...]], object]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of write: the folder made ready for it, the write, and what must hold after it.

    What must hold is told what was acknowledged; after a whole run that is at least "done".
    """

    do: Do
    whole: Whole
    ready: Callable[[Path], object] = nothing


KINDS: Mapping[str, Kind] = {
    "upload": Kind(do=kinds.upload, whole=kinds.uploaded),
    "personal": Kind(do=kinds.upload_personal, whole=kinds.refused),
    "discard": Kind(ready=kinds.sent, do=kinds.discard, whole=kinds.discarded),
    "mapping": Kind(ready=kinds.sent, do=kinds.map_columns, whole=kinds.mapped),
    "jobs": Kind(do=kinds.work_off, whole=kinds.worked_off),
    "take": Kind(do=kinds.take_in, whole=kinds.taken_in),
    "register": Kind(do=kinds.edit, whole=kinds.edited),
    "register file": Kind(do=kinds.read_in, whole=kinds.was_read_in),
    "withdraw": Kind(do=kinds.withdraw, whole=kinds.withdrawn),
    "partner word": Kind(do=kinds.declare, whole=kinds.declared),
    "papers": Kind(ready=kinds.papers, do=kinds.make_papers, whole=kinds.papers_made),
    "first start": Kind(do=kinds.start, whole=kinds.started),
    "start": Kind(ready=kinds.old_database, do=kinds.start, whole=kinds.started),
}
SLOW = {"papers": 5}  # a try takes seconds: a fraction of the times


def killed(kind: Kind, town: Path, folder: Path, times: int, chance: random.Random) -> int:
    """Kill a kind of write so often: how often it was dead before its end."""
    base, root = folder / "before", folder / "by"
    shutil.copytree(town, base)
    _run(lambda tell: kind.ready(base))
    before, count = _sums(base), 0
    ran = _tried(kind, base, root, noting=True)
    assert ran.said, "nothing was acknowledged"
    _holds(kind, root, ran.said, before)
    for point in points(ran.lines, times, chance):
        ran = _tried(kind, base, root, point)
        count += ran.killed
        try:
            _holds(kind, root, ran.said, before)
            again = _run(partial(kind.do, root))
            _holds(kind, root, (*ran.said, *again.said, "done"), before)
            _nothing_left(root)
        except (AssertionError, SystemExit) as error:
            raise SystemExit(f"{point}, acknowledged {ran.said}: {error}") from error
    return count


def _tried(
    kind: Kind, base: Path, root: Path, point: Point | None = None, noting: bool = False
) -> Ended:
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(base, root)
    return forked(partial(kind.do, root), point, noting)


def _run(work: Callable[[Acknowledge], object]) -> Ended:
    """Work that nobody kills, in a child: the parent starts no threads."""
    return forked(work)


def _holds(kind: Kind, root: Path, said: tuple[str, ...], before: Mapping[str, str]) -> None:
    _run(lambda tell: sound(root))
    _run(lambda tell: kind.whole(root, said))
    now = _sums(root)
    assert before.items() <= now.items(), {*before.items()} - {*now.items()}


def _sums(root: Path) -> dict[str, str]:
    """All that is kept of deliveries; cubes are made again."""
    found = (p for p in (root / "store" / "deliveries").rglob("*") if p.is_file())
    own = (p for p in found if not p.name.startswith(("cube.", ".")))
    return {str(p.relative_to(root)): sha256(p.read_bytes()).hexdigest() for p in own}


def _nothing_left(root: Path) -> None:
    """What a kill left half is gone once the same was done again, or with the next `take`."""
    sweep(root)
    left = [*root.rglob(".*.part"), *root.glob("out/*/.*"), *(root / "store").glob("parts/*")]
    assert not left, left


def main() -> None:
    """Run all of them, and tell how many were killed on the way."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", choices=(*KINDS, "server", "together"))
    told = parser.parse_args()
    preload()
    with tempfile.TemporaryDirectory() as folder:
        town = Path(folder) / "lilleby"
        forked(lambda tell: made(town))
        for name in told.only or (*KINDS, "server", "together"):
            chance, own = random.Random(told.seed), Path(folder) / name.replace(" ", "-")
            print(f"{name}: {_told(name, town, own, told.times, chance)}", flush=True)


def _told(name: str, town: Path, folder: Path, times: int, chance: random.Random) -> str:
    if name == "together":
        return servers_web.together(town, folder / "by")
    if name == "server":
        return servers_web.server(town, folder / "by", max(1, times // 10), chance)
    times = max(1, times // SLOW.get(name, 1))
    count = killed(KINDS[name], town, folder, times, chance)
    return f"{count} of {times} killed, all whole and done again"


if __name__ == "__main__":
    main()
