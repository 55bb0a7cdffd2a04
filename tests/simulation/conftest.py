"""The simulations of benchmarks/, run here in short, and the page that prints their whole."""

import importlib.util
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "methods" / "operating-characteristics.md"
Rows = dict[tuple[str, ...], list[float]]


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # a dataclass looks its own module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def load() -> Callable[[str], ModuleType]:
    """One of the simulations by its name."""
    return _load


@pytest.fixture(scope="session")
def characteristics() -> ModuleType:
    """What is added up exactly."""
    return _load("characteristics")


@pytest.fixture(scope="session")
def border() -> ModuleType:
    """What is drawn, counted, measured and judged."""
    return _load("border")


@pytest.fixture(scope="session")
def printed() -> Callable[[str, int], Rows]:
    """A table of the page, by its first headings: the names of each row, and its numbers."""

    def read(header: str, names: int) -> Rows:
        page = PAGE.read_text("utf-8")
        found = re.search(rf"^{re.escape(header)}.*\n\|[-|]+\n((?:\|.*\n)+)", page, re.MULTILINE)
        assert found is not None, header
        rows = [[c.strip() for c in line.strip("|\n").split("|")] for line in found[1].splitlines()]
        return {tuple(row[:names]): [float(n) for n in row[names:]] for row in rows}

    return read
