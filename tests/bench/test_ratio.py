"""Counting reports costs about what it did, beside SQL by hand in the same run."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "docs" / "benchmarks" / "results.json"
ROWS = 1_000_000
LOOSE = 2  # times the recorded ratio


@pytest.mark.slow
def test_a_count_beside_sql_by_hand_is_not_much_dearer_than_it_was(tmp_path):
    out = tmp_path / "results.json"
    asked = ["--quick", "--times", "3", "--out", str(out)]
    subprocess.run([sys.executable, str(ROOT / "benchmarks" / "suite.py"), *asked], check=True)
    now = of(out)["worked_ratios"]["police_duckdb"]
    before = of(RESULTS)["worked_ratios"]["police_duckdb"]
    assert now <= LOOSE * before, f"{now} times SQL by hand; it was {before}"


def of(path: Path) -> dict:
    told = json.loads(path.read_text("utf-8"))["measured"]
    return next(e for e in told if (e["bench"], e["rows"]) == ("police", ROWS))
