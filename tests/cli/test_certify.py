"""`grundlag certify`: an invented city on two engines, and what is said where they differ."""

import os
import subprocess
import sys
from importlib.util import find_spec

import pyarrow as pa
import pytest

from grundlag.cubes import kept
from grundlag.cubes.alike import totals, unlike

CLUSTER = "spark:local-cluster[2,1,1024]"  # two workers, a process each, that Spark itself starts
MAIN = [sys.executable, "-c", "from grundlag.cli.app import main; main()"]


def cube(*cells: tuple[str, int]) -> pa.Table:
    """A cube of reports by place."""
    places, counts = zip(*cells, strict=True)
    return pa.table({"atom": places, "n": pa.array(counts, pa.int64())})


def test_cells_that_differ_are_named_with_what_each_says():
    one, other = cube(("nord", 3), ("syd", 4)), cube(("nord", 3), ("syd", 5), ("vest", 1))
    assert [*unlike(one, other)] == ["syd: 4, and 5", "vest: no such cell, and 1"]
    assert [*unlike(one, one)] == []


def test_the_same_cells_in_another_order_or_of_another_type_differ():
    one = cube(("nord", 3), ("syd", 4))
    assert [*unlike(one, cube(("syd", 4), ("nord", 3)))] == ["its cells are in another order"]
    floats = one.set_column(1, "n", pa.array([3.0, 4.0]))
    assert [*unlike(one, floats)] == ["its columns are others"]


def test_totals_add():
    both = totals(cube(("nord", 3))) + totals(cube(("nord", 4), ("syd", 1)))
    assert (both.cubes, both.cells, both.rows, both.places) == (2, 3, 8, {"nord", "syd"})


@pytest.mark.slow
def test_one_report_more_on_one_engine_is_told_and_stops(tmp_path, grundlag, monkeypatch):
    """The city in place is counted with one cell of one more: by this, and not by itself."""
    counter, asked = kept.COUNTERS["crime_records"], []

    def wrong(*told):
        asked.append(told)
        found = counter(*told)
        more = [found["n"][0].as_py() + (len(asked) == 4), *found["n"].to_pylist()[1:]]
        return found.set_column(found.column_names.index("n"), "n", pa.array(more, pa.int64()))

    monkeypatch.setitem(kept.COUNTERS, "crime_records", wrong)
    ran = grundlag("certify", tmp_path)
    assert ran.code == 1
    assert "1 differences:\n  anmeldelser-2026, copied and where it lies on duckdb:" in ran.out
    assert "equal" not in ran.out


@pytest.mark.slow
def test_a_cluster_of_two_workers_finds_what_duckdb_finds(brief_java):
    if find_spec("pyspark") is None:
        missing = "pyspark is not installed: pip install -r requirements/spark.lock"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    ran = subprocess.run(
        [*MAIN, "certify", "--engine", CLUSTER], capture_output=True, text=True, timeout=900
    )
    assert (ran.returncode, ran.stdout.splitlines()[-1]) == (0, "equal"), ran.stdout + ran.stderr
    assert "rows checked where they lie, 11 set aside" in ran.stdout
