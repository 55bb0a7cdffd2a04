"""Spark behind the same functions: what it needs is told, and it reads and sums as DuckDB does."""

import gc
import math
import os
import subprocess
import sys
import warnings
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from grundlag.basis.folder import Source
from grundlag.basis.reading import Reading
from grundlag.engine import spark
from grundlag.engine.connect import engine
from grundlag.engine.files import A_FILE, NUMBER, held, read_files, read_table, result, table_of
from grundlag.engine.twice import may_be_twice
from grundlag.errors import GrundlagError
from grundlag.records.kept_rows import as_text
from grundlag.records.lie_there import lying
from grundlag.records.parse import PARSERS

LINE = "\u2028"  # a line's end to Java, and to nobody else


def _java(folder: Path, version: str) -> None:
    """A Java that says which it is."""
    (folder / "bin").mkdir()
    program = folder / "bin" / "java"
    program.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\"' >&2\n")
    program.chmod(0o755)


@pytest.fixture
def with_pyspark(monkeypatch):
    monkeypatch.setattr(spark, "find_spec", lambda name: True)


@pytest.mark.parametrize(
    ("name", "what", "fix"),
    [
        ("sparks", 'no engine is called "sparks"', 'Did you mean "spark"?'),
        ("duckdb:spark://host:7077", '"spark://host:7077" is nowhere for DuckDB', "it runs here"),
    ],
)
def test_an_engine_that_is_none_is_told_with_the_nearest(name, what, fix):
    with pytest.raises(GrundlagError) as error, engine(name):
        pass
    (problem,) = error.value.problems
    assert (problem.where, what in problem.what, fix in problem.fix) == ("--engine", True, True)


def test_without_pyspark_it_is_told_how_to_have_it(monkeypatch):
    monkeypatch.setattr(spark, "find_spec", lambda name: None)
    with pytest.raises(GrundlagError, match="needs PySpark") as error, engine("spark"):
        pass
    assert 'pip install "grundlag[spark]"' in str(error.value)


@pytest.mark.skipif(os.name == "nt", reason="a script stands for Java")
@pytest.mark.parametrize("version", ["11.0.2", "1.8.0_292", "25"])
def test_another_java_is_told_with_where_it_was_found(version, tmp_path, monkeypatch, with_pyspark):
    _java(tmp_path, version)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(GrundlagError) as error, engine("spark"):
        pass
    number = version.partition(".")[0]
    assert f"needs Java 17 or 21, and finds Java {number} in JAVA_HOME ({tmp_path})" in str(
        error.value
    )
    assert "openjdk-17-jre-headless" in str(error.value)


def test_without_java_it_is_told_so(monkeypatch, with_pyspark, tmp_path):
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with (
        pytest.raises(GrundlagError, match="needs Java 17 or 21, and finds no Java"),
        engine("spark"),
    ):
        pass


@pytest.fixture(scope="module")
def there(brief_java):
    """A Spark of this process; without PySpark the tests are skipped, but not in CI."""
    if find_spec("pyspark") is None:
        missing = "pyspark is not installed: pip install -r requirements/spark.lock"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PySpark leaves sockets to be found
        with engine("spark:local[1]") as connection:
            yield connection
        gc.collect()


WORDS = ["ved ikke", "vest\v", "\v vold", f"2025-01-01{LINE}", "1-2-2025", "31-02-2025", "", None]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
class TestAsOnDuckDB:
    """Each a trap: Spark, or Ibis on it, says otherwise unless something is done about it."""

    def both(self, there, ask):
        """What is asked of WORDS, on Spark and on DuckDB."""
        with engine() as here:
            numbers = list(range(len(WORDS)))
            found = []
            for connection in (there, here):
                words = table_of(connection, pa.table({"row": numbers, "word": WORDS}))
                asked = words.select("row", found=ask(words)).order_by("row")
                found.append(result(connection, asked)["found"].to_pylist())
        assert found[0] == found[1]
        return found[0]

    def test_the_letter_v_is_not_cut_off(self, there):
        cut = self.both(there, lambda words: words.word.strip())
        assert cut[:3] == ["ved ikke", "vest", "vold"]

    def test_a_group_of_a_pattern_is_put_in(self, there):
        """And a line that only Java sees end is no date."""
        days = self.both(there, lambda words: PARSERS["day"](words.word, Reading()))
        first = date(2025, 2, 1)
        assert days == [None, None, None, None, first, None, None, None]

    def test_an_empty_cell_is_not_nan(self, there):
        assert self.both(there, lambda words: words.word)[-1] is None

    def test_texts_are_put_together_in_their_own_order(self, there):
        texts = pa.table({"k": [1, 1, 1], "t": ["ø", "a", "Z"]})
        with engine() as here:
            for connection in (there, here):
                table = table_of(connection, texts)
                told = table.group_by("k").agg(t=table.t.group_concat("|", order_by=table.t))
                assert result(connection, told)["t"].to_pylist() == ["Z|a|ø"]

    def test_rows_of_files_have_one_number_each_the_same_on_both(self, there, tmp_path):
        place = tmp_path / "en mappe=ø"
        for name, rows in (("b", [10, 20]), ("a", [30])):
            (place / f"n={name}").mkdir(parents=True)
            pq.write_table(pa.table({"v": rows, "w": rows}), place / f"n={name}" / "x y.parquet")
        paths = sorted(place.rglob("*.parquet"))
        with engine() as here:
            for connection in (there, here):
                rows = read_files(connection, paths, ["v"])
                assert result(connection, rows.order_by(NUMBER)).to_pylist() == [
                    {"v": 30, NUMBER: 0},
                    {"v": 10, NUMBER: A_FILE},
                    {"v": 20, NUMBER: A_FILE + 1},
                ]
                assert read_table(connection, paths[0]).columns == ("v", "w")

    def test_a_name_that_others_fit_is_of_one_file(self, there, tmp_path):
        names = ["a[b].parquet", "ab.parquet", "a*.parquet", "a{b,c}.parquet", "ac.parquet"]
        for i, name in enumerate(names):
            pq.write_table(pa.table({"v": [i]}), tmp_path / name)
        paths = [tmp_path / name for name in names]
        with engine() as here:
            for connection in (there, here):
                rows = result(connection, read_files(connection, paths, ["v"]).order_by(NUMBER))
                assert rows["v"].to_pylist() == [0, 1, 2, 3, 4]
                assert result(connection, read_table(connection, paths[0]))["v"].to_pylist() == [0]

    def test_doubles_that_are_no_numbers_and_whole_ones_and_nanoseconds(self, there, tmp_path):
        """What pandas writes; and Spark finds no infinity, and writes 102039999 as 1.02039999E8."""
        columns = {"code": "Kode", "date": "Dato", "x": "X", "y": "Y"}
        source = Source(id="s", kind="crime_records", provider="P", columns=columns)
        xs = [102039999.0, 1.5, -3.0, math.inf, -math.inf, math.nan, None]
        moments = pa.array(
            [1736121599999999999, -1000, *(None for _ in xs[2:])], pa.timestamp("ns")
        )
        cells = {"Kode": ["1"] * len(xs), "Dato": moments, "X": xs, "Y": xs}
        path = tmp_path / "a.parquet"
        pq.write_table(pa.table(cells), path)
        with engine() as here:
            for connection in (there, here):
                text = as_text(connection, path, lying(path, ["Kode"]), source)
                asked = text.select("row", "x", "typed x", "typed date").order_by("row")
                found = result(connection, asked).to_pydict()
                assert found["x"][:3] == ["102039999", "1,5", "-3"]
                assert found["x"][5:] == ["", ""]
                assert found["typed x"] == [102039999, 1.5, -3, None, None, None, None]
                assert found["typed date"][:3] == [date(2025, 1, 5), date(1969, 12, 31), None]

    def test_what_is_held_is_there_when_it_is_asked_again(self, there):
        table = held(there, table_of(there, pa.table({"v": [1, 2]})))
        assert [result(there, table.v.sum().as_table())[0][0].as_py() for _ in "ab"] == [3, 3]

    def test_rows_that_may_be_twice_are_found(self, there):
        table = table_of(there, pa.table({"row": [0, 1, 2], "key": ["a", "b", "a"]}))
        twice = may_be_twice(there, table, (table.key,))
        assert sorted(result(there, twice)["row"].to_pylist()) == [0, 2]
        assert may_be_twice(there, table, (table.row,)) is None

    def test_a_sum_too_large_is_an_error_and_no_other_number(self, there):
        table = table_of(there, pa.table({"n": pa.array([2**62] * 2, pa.int64())}))
        with pytest.raises(Exception, match="ARITHMETIC_OVERFLOW"):
            result(there, (table.n + table.n).name("n").as_table())

    def test_its_java_has_ended_when_it_is_closed(self, there):
        """Asked of a process of its own, and so is a master that is none."""
        code = (
            "from grundlag.engine.connect import engine\n"
            "for _ in 'ab':\n"
            "    with engine('spark:local[1]') as c: java = c._session.sparkContext._gateway.proc\n"
            "    print(java.returncode is not None)"
        )
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        assert ran.stdout == "True\nTrue\n"

    def test_a_master_that_is_none_is_told(self, there):
        code = "from grundlag.engine.connect import engine\nwith engine('spark:mester'): pass"
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        assert "no Spark session on mester" in ran.stderr
        assert "--engine spark:spark://HOST:7077" in ran.stderr
