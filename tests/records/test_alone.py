"""Two at once, a full disk, a kill: the store stays whole, and who waits is told for whom."""

import errno
import gc
import hashlib
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from grundlag.errors import DeliveryError
from grundlag.records import alone, keep
from grundlag.records.alone import part_of
from grundlag.records.keep import deliveries

KILLS = Path(__file__).parents[2] / "benchmarks" / "kills.py"
HOLD = """
import sys, time
from filelock import FileLock
with FileLock(sys.argv[1]):
    print("held", flush=True)
    time.sleep(60)
"""


@contextmanager
def held(lock: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds a lock, until it is killed."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    command = (sys.executable, "-c", HOLD, str(lock))
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def store_of(town) -> dict[str, str]:
    files = (p for p in (town.root / "store" / "deliveries").rglob("*") if p.is_file())
    return {str(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def test_who_holds_the_store_is_told_after_a_moment(town, reports, monkeypatch):
    monkeypatch.setattr(alone, "PATIENCE", 0.2)
    store = town.root / "store"
    with held(store / ".lock") as process:
        told = json.dumps({"process": process.pid, "machine": "kontoret"})
        (store / ".holder.json").write_text(told, "utf-8")
        with pytest.raises(DeliveryError) as error:
            town.take(reports(years=(2025,)))
        words = f"another grundlag is at work in it: process {process.pid} on kontoret."
        assert words in str(error.value)
        assert "nothing of this was kept" in str(error.value)
        (store / ".holder.json").unlink()
        with pytest.raises(DeliveryError, match=r"another grundlag is at work in it\."):
            town.take(reports(years=(2025,)))
    assert deliveries(town.root) == ()


def test_a_lock_whose_holder_was_killed_is_no_obstacle(town, reports, monkeypatch):
    monkeypatch.setattr(alone, "PATIENCE", 0.2)
    with held(town.root / "store" / ".lock") as process:
        process.kill()
        process.wait()
        assert not town.take(reports(years=(2025,))).known


def test_what_a_killed_run_left_is_swept_away_and_a_live_ones_part_is_not(town, reports):
    parts = town.root / "store" / "parts"
    for name in ("doed-0", "levende-0"):
        (parts / name).mkdir(parents=True)
        (parts / name / "rows.parquet").write_bytes(b"half")
        (parts / f"{name}.lock").touch()
    with held(parts / "levende-0.lock"):
        town.take(reports(years=(2025,)))
        assert sorted(p.name for p in parts.iterdir()) == ["levende-0", "levende-0.lock"]
    town.take(reports(years=(2024,)))
    assert list(parts.iterdir()) == []


def test_so_it_is_where_the_file_was_put_in_place_before_the_kill(town, reports):
    path = town.file(reports(years=(2025,)))
    digest = town.take(path).delivery.manifest.digest
    parts = town.root / "store" / "parts"
    (parts / f"{digest}-0.lock").touch()
    assert town.take(path).known
    assert list(parts.iterdir()) == []


def test_each_that_is_at_work_has_a_part_of_its_own(town):
    with part_of(town.root, "a") as one:
        (one / "f").touch()
        with part_of(town.root, "a") as other:
            assert other != one
            assert list(other.iterdir()) == []
        assert (one / "f").exists()


def test_the_same_file_put_there_meanwhile_is_that_delivery(town, reports, monkeypatch):
    """Two take it in at once: both find that it is new, and one comes second."""
    path = town.file(reports(years=(2025,)))
    first = town.take(path).delivery
    monkeypatch.setattr("grundlag.records.take.deliveries", lambda *_: ())
    assert town.take(path).delivery.manifest == first.manifest
    assert len(deliveries(town.root)) == 1


def test_a_delivery_is_numbered_where_it_is_put_in_place(town, reports, monkeypatch):
    monkeypatch.setattr("grundlag.records.take.deliveries", lambda *_: ())
    numbers = [town.take(reports(years=(y,))).delivery.manifest.number for y in (2023, 2024, 2025)]
    assert numbers == [1, 2, 3]


def test_what_is_kept_is_read_only_and_its_sums_are_in_the_manifest(town, reports):
    delivery = town.take(reports("1320;i går;Nord", years=(2025,))).delivery
    for name in ("rows.parquet", "set-aside.csv", "manifest.json"):
        assert (delivery.path / name).stat().st_mode & 0o222 == 0
    for name, told in (
        ("rows.parquet", delivery.manifest.rows_sha256),
        ("set-aside.csv", delivery.manifest.set_aside_sha256),
    ):
        assert hashlib.sha256((delivery.path / name).read_bytes()).hexdigest() == told


def test_everything_is_on_the_disk_before_it_has_its_name(town, reports, monkeypatch):
    """Each file, then the folder they are in, then its place, then the folder of that."""
    seen: list[tuple[str, str]] = []
    for verb, module in (("flush", keep), ("move", keep)):
        real = getattr(module, verb)

        def watched(path: Path, *more: Path, real=real, verb=verb) -> None:
            seen.append((verb, path.name))
            real(path, *more)

        monkeypatch.setattr(module, verb, watched)
    delivery = town.take(reports(years=(2025,))).delivery
    part, moved = f"{delivery.manifest.digest}-0", seen.index(("move", f"{delivery.path.name}-0"))
    files = {name for verb, name in seen[: moved - 1]} - {part}
    assert files == {"rows.parquet", "set-aside.csv", "manifest.json"}
    assert seen[moved - 1] == ("flush", part)
    assert [name for _, name in seen[moved + 1 :]] == ["deliveries", "store", town.root.name]


@contextmanager
def small_files(most: int) -> Iterator[None]:
    """No file may grow beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def small_disk(town) -> Iterator[Callable[[int], object] | None]:
    """Leaves so many bytes on the town's own small disk; None where none can be mounted."""
    words = ("mount", "-t", "tmpfs", "-o", "size=1m", "grundlag", str(town.root))
    files = {p: p.read_bytes() for p in town.root.rglob("*") if p.is_file()}
    try:
        subprocess.run(words, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        yield None
        return
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    @contextmanager
    def leave(free: int) -> Iterator[None]:
        filler = town.root / "fyld"
        with filler.open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(4096))
        try:
            os.truncate(filler, max(0, filler.stat().st_size - free))
            yield
        finally:
            filler.unlink()

    yield leave
    subprocess.run(("umount", "--lazy", str(town.root)), check=True)


SPACE = (0, 1 << 12, 1 << 13, 1 << 14, 1 << 15, 1 << 16)


def test_on_a_full_disk_the_old_state_stays_and_it_goes_on_when_there_is_room(
    town, reports, small_disk
):
    """A disk of one megabyte; where none can be mounted, files that may not grow."""
    town.take(reports(years=(2024,)))
    path = town.file(reports(*["1320;i går;Nord"] * 300, years=(2025,)))
    full, before = small_disk or small_files, store_of(town)
    failed: list[int | None] = []
    for space in SPACE:
        try:
            with full(space):
                town.take(path)
            break
        except OSError as error:
            failed.append(error.errno)
        assert store_of(town) == before
        assert not list((town.root / "store" / "parts").glob("*-0"))
    gc.collect()
    assert failed
    assert set(failed) <= {errno.ENOSPC, errno.EFBIG, errno.EIO}
    town.take(path)
    assert len(deliveries(town.root)) == 2
    assert before.items() <= store_of(town).items()
    assert int(town.count().crime.n.sum()) == 24


@pytest.mark.slow
def test_killed_at_any_point_the_store_and_the_papers_are_whole():
    """Some of what `make bench` does two hundred times; and eight processes at once."""
    ran = subprocess.run(
        (sys.executable, str(KILLS), "--times", "7"), capture_output=True, text=True, timeout=900
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.count("all whole") == 3
    assert "8 at once: 5 deliveries, numbered 1 to 5" in ran.stdout
