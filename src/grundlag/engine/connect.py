"""Open an engine. Every workaround for an engine's version stands in this room."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import ibis

# ibis 12 sets an option that pandas 3.1 is about to drop; nothing of ours depends on it.
warnings.filterwarnings("ignore", message=".*infer_string.*")
# ibis 12 calls what duckdb 1.5 has renamed.
warnings.filterwarnings("ignore", message=r"fetch_arrow_table\(\) is deprecated")

Connection = Any
Expression = Any


def _duckdb() -> Connection:
    return ibis.duckdb.connect()


ENGINES: dict[str, Callable[[], Connection]] = {"duckdb": _duckdb}


@contextmanager
def engine(name: str = "duckdb") -> Iterator[Connection]:
    """An open connection to an engine, closed at the end."""
    connection = ENGINES[name]()
    try:
        yield connection
    finally:
        connection.disconnect()
