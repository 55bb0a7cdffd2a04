"""sources.toml is written by one at a time, and what others wrote meanwhile stays in it."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest

from grundlag.engine.disk import write_bytes
from grundlag.run import load, take_files

DAY = date(2026, 4, 1)
MAKES = (
    "Gerningskode;Anmeldt dato;Bydel\n1320705;04-02-2026;Nord\n1330111;17-02-2026;Syd\n",
    "Gerningskoden;Anmeldt den;Bydelen\n1320705;04-02-2026;Nord\n1330111;17-02-2026;Syd\n",
)


def test_two_guesses_at_the_very_same_time_both_stand(
    town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both had read the file before either wrote, and each takes its time to write."""

    def slowly(content: bytes, path: Path) -> None:
        time.sleep(0.3)
        write_bytes(content, path)

    monkeypatch.setattr("grundlag.records.rewritten.write_bytes", slowly)
    defs, files, at_once = town.defs, [town.file(make) for make in MAKES], Barrier(len(MAKES))
    before = (town.root / "sources.toml").read_text("utf-8")

    def take(path: Path) -> str:
        at_once.wait()
        taken, (problem,) = take_files(defs, [path], DAY)
        assert not taken
        return problem.what

    with ThreadPoolExecutor(len(files)) as several:
        told = list(several.map(take, files))
    assert all("A guess stands in sources.toml:" in what for what in told)
    after = (town.root / "sources.toml").read_text("utf-8")
    assert after.startswith(before)
    new = load(town.root).sources.source[len(defs.sources.source) :]
    assert {source.header for source in new} == {
        tuple(make.partition("\n")[0].split(";")) for make in MAKES
    }
    assert len({source.id for source in new}) == len(MAKES)
