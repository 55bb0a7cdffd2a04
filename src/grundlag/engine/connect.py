"""Open an engine. Every workaround for an engine's version stands in this room."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import ibis
import pyarrow as pa

# ibis 12 sets an option that pandas 3.1 is about to drop; nothing of ours depends on it.
warnings.filterwarnings("ignore", message=".*infer_string.*")
# ibis 12 calls what duckdb 1.5 has renamed.
warnings.filterwarnings("ignore", message=r"fetch_arrow_table\(\) is deprecated")

# Arrow's own pools hold on to what was freed: a tenth more at the peak, and no faster.
pa.set_memory_pool(pa.system_memory_pool())

Connection = Any
Expression = Any


MEMORY = "4GB"  # what an engine may hold before it lays rows aside on the disk


def _duckdb(aside: Path) -> Connection:
    return ibis.duckdb.connect(memory_limit=MEMORY, temp_directory=str(aside))


ENGINES: dict[str, Callable[[Path], Connection]] = {"duckdb": _duckdb}


@contextmanager
def engine(name: str = "duckdb") -> Iterator[Connection]:
    """An open connection to an engine, closed at the end.

    What does not fit in memory is laid in a folder of the system's own, and gone at the end.
    """
    with TemporaryDirectory(prefix="grundlag-", ignore_cleanup_errors=True) as aside:
        connection = ENGINES[name](Path(aside))
        try:
            yield connection
        finally:
            connection.disconnect()
