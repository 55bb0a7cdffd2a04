"""What docs/scale.md says a cluster costs is what the simulation beside it says."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_the_table_is_the_simulations() -> None:
    command = [sys.executable, ROOT / "benchmarks" / "cost.py"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stdout.count("\n| 10^") == 6
    assert ran.stdout in (ROOT / "docs" / "scale.md").read_text("utf-8")
