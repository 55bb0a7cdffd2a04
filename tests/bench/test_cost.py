"""What docs/scale.md says a cluster costs is what the simulation says, and that adds up."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def cost() -> ModuleType:
    told = importlib.util.spec_from_file_location("cost", ROOT / "benchmarks" / "cost.py")
    assert told is not None
    assert told.loader is not None
    module = importlib.util.module_from_spec(told)
    sys.modules["cost"] = module  # a dataclass looks its own module up
    told.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("machines", "expected"), [(1, 2048 + 98.304), (2, 1024 + 49.152)])
def test_without_chance_it_is_what_one_can_add_up(
    cost: ModuleType, machines: int, expected: float
) -> None:
    """1.024 x 10^9 rows are 192 tasks, 12 a core of one machine: 32 microseconds a row on 16 cores.

    Two times 24 bytes of id at 0.5 GB/s a machine; beside it 180 s to start, 16 pauses of 3, and
    24.576 GB read at 1 GB/s.
    """
    calm = cost.Cluster(machines=machines, spread=0.0, straggling=0.0, lost=0.0)
    found = cost.run(np.random.default_rng(1), 1.024e9, cost.Costs(), calm)
    assert found == pytest.approx(expected + 180 + 48 + 24.576, rel=1e-12)


def test_chance_only_makes_it_longer(cost: ModuleType) -> None:
    calm = cost.Cluster(machines=1, spread=0.0, straggling=0.0, lost=0.0)
    random = np.random.default_rng(1)
    assert cost.run(random, 1.024e9, cost.Costs(), cost.Cluster(machines=1)) > cost.run(
        random, 1.024e9, cost.Costs(), calm
    )


@pytest.mark.slow
def test_the_table_is_the_simulations() -> None:
    command = [sys.executable, ROOT / "benchmarks" / "cost.py"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stdout.count("\n| 10^") == 6
    assert ran.stdout in (ROOT / "docs" / "scale.md").read_text("utf-8")
