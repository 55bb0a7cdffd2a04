"""Open an engine. Every workaround for an engine's version stands in this room."""

import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import ibis
import pyarrow as pa

from grundlag.engine import spark
from grundlag.errors import GrundlagError, Problem, nearest

# ibis 12 sets an option that pandas 3.1 is about to drop; nothing of ours depends on it.
warnings.filterwarnings("ignore", message=".*infer_string.*")
# ibis 12 calls what duckdb 1.5 has renamed.
warnings.filterwarnings("ignore", message=r"fetch_arrow_table\(\) is deprecated")

# Arrow's own pools hold on to what was freed: a tenth more at the peak, and no faster.
pa.set_memory_pool(pa.system_memory_pool())


class _NoPandas:
    """A finder to whom pandas is nowhere."""

    def find_spec(self, name: str, path: object, target: object = None) -> None:
        """Nothing, or for pandas an error."""
        if name == "pandas":
            raise ModuleNotFoundError(name=name)


def _leave_pandas_out() -> None:
    """Have Arrow look for pandas, which it does once, at its first list, and find nothing.

    Nothing of ours is pandas', and loading it takes a third of a second and 30 MB. Whoever asks
    Arrow for it by name still has it: it is then looked for again.
    """
    hidden = _NoPandas()
    sys.meta_path.insert(0, hidden)
    try:
        pa.array([])
    finally:
        sys.meta_path.remove(hidden)


_leave_pandas_out()

Connection = Any
Expression = Any


MEMORY = "4GB"  # what an engine may hold before it lays rows aside on the disk


def _duckdb(aside: Path, where: str) -> Connection:
    if where:
        what, fix = (
            f'"{where}" is nowhere for DuckDB.',
            "Write --engine duckdb alone: it runs here.",
        )
        raise GrundlagError(Problem(where="--engine", what=what, fix=fix))
    return ibis.duckdb.connect(memory_limit=MEMORY, temp_directory=str(aside))


ENGINES: dict[str, Callable[[Path, str], Connection]] = {"duckdb": _duckdb, "spark": spark.connect}
USUAL = "duckdb"


@contextmanager
def engine(name: str = USUAL) -> Iterator[Connection]:
    """An open connection to an engine, closed at the end; `spark:MASTER` says where Spark runs.

    What does not fit in memory is laid in a folder of the system's own, and gone at the end. Raises
    GrundlagError where there is no such engine, or it cannot be had.
    """
    own, _, where = name.partition(":")
    if own not in ENGINES:
        what = f'no engine is called "{own}".'
        raise GrundlagError(Problem(where="--engine", what=what, fix=nearest(own, ENGINES)))
    with TemporaryDirectory(prefix="grundlag-", ignore_cleanup_errors=True) as aside:
        connection = ENGINES[own](Path(aside), where)
        try:
            yield connection
        finally:
            (spark.close if spark.is_spark(connection) else _close)(connection)


def _close(connection: Connection) -> None:
    connection.disconnect()
