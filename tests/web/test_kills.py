"""The server or its worker killed while it writes; `benchmarks/kills_web.py` does it more often."""

import importlib.util
import random
from pathlib import Path
from types import ModuleType

import pytest

from grundlag.records.keep import deliveries

KILLS = Path(__file__).parents[2] / "benchmarks" / "kills_web.py"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def kills() -> ModuleType:
    told = importlib.util.spec_from_file_location("kills_web", KILLS)
    assert told is not None
    assert told.loader is not None
    module = importlib.util.module_from_spec(told)
    told.loader.exec_module(module)
    return module


@pytest.fixture
def root(kills: ModuleType, tmp_path: Path) -> Path:
    kills.made(tmp_path / "lilleby")
    return tmp_path / "lilleby"


@pytest.mark.parametrize("what", ["sending", "confirming", "rows"])
def test_what_was_acknowledged_is_there_and_the_rest_is_whole(
    kills: ModuleType, root: Path, what: str
) -> None:
    assert getattr(kills, what)(root, 5, random.Random(20260601)) > 0


def test_what_ran_when_all_was_killed_is_told_and_can_be_done_again(
    kills: ModuleType, root: Path
) -> None:
    chance = random.Random(20260601)
    assert kills.working(root, "take", kills.coming(root), 1, chance) == 1
    assert [d.manifest.file for d in deliveries(root, "anmeldelser")] == [
        "a.csv",
        "b.csv",
        "ny.csv",
    ]
