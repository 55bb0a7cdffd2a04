"""sources.toml has two writers: what one wrote while the other waited stays."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from time import sleep

import pytest

from grundlag import run
from grundlag.errors import DeliveryError
from grundlag.records import alone as locks
from grundlag.records.alone import alone
from grundlag.run.recognising import confirm, look

DAY = date(2026, 2, 1)
NEW = "Dato;Kvarter;Folketal\n01-01-2027;Nordkvarteret;1010\n"
OTHER = """[[source]]
id = "fra-en-anden"
kind = "population"
provider = "En anden"

[source.columns]
date  = "Tidspunkt"
place = "Bydel"
n     = "Personer"

"""
COLUMNS = {"date": "Dato", "place": "Kvarter", "n": "Folketal"}


def ids(root: Path) -> list[str]:
    return [source.id for source in run.load(root).sources.source]


def file_of(root: Path) -> Path:
    path = root / "in" / "folketal.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_text(NEW, "utf-8")
    return path


def guess(root: Path) -> None:
    """`grundlag take` of a file of a new make: its guess is written."""
    _, problems = run.take_files(run.load(root), [file_of(root)], DAY)
    assert "guess" in problems[0].what


def accept(root: Path) -> None:
    """`grundlag take --accept` of it."""
    assert not run.take_files(run.load(root), [file_of(root)], DAY, accepts=True)[1]


def choose(root: Path) -> None:
    """The same in the browser, its columns chosen in lists."""
    defs = run.load(root)
    found = look(defs, file_of(root))[0].each[0]
    confirm(defs, found, "Byen", {("columns", ours): name for ours, name in COLUMNS.items()})


@pytest.mark.parametrize("write", [guess, accept, choose])
def test_what_another_wrote_meanwhile_stays(town, write) -> None:
    """Another holds the lock and adds a source, while this one has read the file and waits."""
    if write is accept:
        guess(town.root)
    file, before = town.root / "sources.toml", ids(town.root)
    with ThreadPoolExecutor(1) as threads:
        with alone(town.root):
            said = file.read_text("utf-8")
            writing = threads.submit(write, town.root)
            sleep(0.7)  # it has read what it leans on, and waits
            at = said.index("[[source]]")  # the places of those after it are others now
            file.write_text(said[:at] + OTHER + said[at:], "utf-8")
        writing.result(20)
    found = ids(town.root)
    assert "fra-en-anden" in found
    assert len(found) == len(before) + (1 if write is accept else 2)
    (own,) = [s for s in run.load(town.root).sources.source if "Folketal" in s.columns.values()]
    assert own.confirmed is (write is not guess)


def test_two_who_guess_the_same_write_one_guess(town) -> None:
    before = ids(town.root)
    with ThreadPoolExecutor(2) as threads:
        with alone(town.root):
            both = [threads.submit(guess, town.root) for _ in range(2)]
            sleep(1.0)  # neither has seen a guess
        for each in both:
            each.result(20)
    assert len(ids(town.root)) == len(before) + 1


def test_who_does_not_end_is_told_and_nothing_is_written(town, monkeypatch) -> None:
    monkeypatch.setattr(locks, "PATIENCE", 0.1)
    said = (town.root / "sources.toml").read_bytes()
    with alone(town.root), pytest.raises(DeliveryError, match="another grundlag is at work"):
        choose(town.root)
    assert (town.root / "sources.toml").read_bytes() == said
