"""A small invented city, made once for all tests of the room."""

import json
from pathlib import Path
from typing import Any

import pytest

from grundlag.twin.invent import invent
from grundlag.twin.model import Settings

SMALL = Settings(seed=7, scale=0.02)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("twin")
    invent(made, SMALL)
    return made


@pytest.fixture(scope="session")
def truth(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / "truth.json").read_text("utf-8"))
    return told
