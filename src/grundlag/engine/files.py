"""Read and write whole files: tables as Parquet, so that a stop leaves the old."""

import errno
import glob
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import ibis
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import sqlglot.expressions as sge
from ibis.formats.pyarrow import PyArrowData

from grundlag.engine import spark
from grundlag.engine.connect import Connection, Expression
from grundlag.engine.disk import flush, part_of
from grundlag.errors import DeliveryError, Problem

NUMBER, A_FILE = spark.NUMBER, spark.A_FILE  # a row of files, and how many numbers a file has
OWN = ("file_index", "file_row_number", "_metadata")  # what engines tell of a row's file by
PASSING = "lz4"  # how a file is packed that is read again at once
SOME = 1 << 16  # rows copied together
FEW = 1 << 16  # bytes of a column's values that are told apart


def table_of(connection: Connection, arrow: pa.Table) -> Expression:
    """An Arrow table as an expression on the engine."""
    return spark.table_of(connection, arrow) if spark.is_spark(connection) else ibis.memtable(arrow)


def read_table(connection: Connection, path: Path) -> Expression:
    """A Parquet file as an expression on the engine."""
    _refuse_broken(path)
    if spark.is_spark(connection):
        return spark.read_table(connection, path)
    # a folder called "n=3" above the file is no column of its rows
    return connection.read_parquet(_itself(path), hive_partitioning=False)


def _itself(path: Path) -> str:
    """A path as DuckDB takes it to be that one file: `a[1]` alone would be `a1`."""
    return glob.escape(path.as_posix())


def read_files(connection: Connection, paths: Sequence[Path], names: Sequence[str]) -> Expression:
    """Some columns of Parquet files as they lie, and NUMBER: which file a row is of, which row.

    No folder above a file is a column of its rows.
    """
    if spark.is_spark(connection):
        schema = schema_of(paths[0])[0]
        nanos = [name for name in names if schema.field(name).type == pa.timestamp("ns")]
        return spark.read_files(connection, paths, names, nanos)
    lying = ", ".join(sge.convert(_itself(path)).sql("duckdb") for path in paths)
    rows = f"read_parquet([{lying}], hive_partitioning = false)"
    columns = ", ".join(sge.to_identifier(name, quoted=True).sql("duckdb") for name in names)
    number = f'file_index::bigint * {A_FILE} + file_row_number as "{NUMBER}"'
    view = ibis.util.gen_name("files")
    told = f"create temp view {view} as select {columns}, {number} from {rows}"
    connection.raw_sql(told).fetchall()
    return connection.table(view)


def result(connection: Connection, expression: Expression) -> pa.Table:
    """An expression's rows, brought home as an Arrow table."""
    if spark.is_spark(connection):
        return spark.result(connection, expression)
    # what ibis 12 calls to_pyarrow, but for loading pandas
    found = connection._to_duckdb_relation(expression).to_arrow_table()
    return PyArrowData.convert_table(found, expression.as_table().schema())


def held(connection: Connection, expression: Expression) -> Expression:
    """An expression's rows, computed once and held on the engine until it closes."""
    if spark.is_spark(connection):
        return spark.held(connection, expression)
    return connection.create_table(ibis.util.gen_name("held"), expression, temp=True)


def is_empty(connection: Connection, table: Expression) -> bool:
    """Whether a table has no rows."""
    return not len(result(connection, table.limit(1)))


def write_rows(
    connection: Connection, expression: Expression, path: Path, compression: str = "zstd"
) -> None:
    """An expression's rows as a Parquet file, written where they are.

    Spark writes folders: rows that are one file come home first, so only few are written so.
    """
    if spark.is_spark(connection):
        pq.write_table(spark.result(connection, expression), path, compression=compression)
        return
    try:
        connection.to_parquet(expression, str(path), compression=compression)
    except duckdb.IOException as error:  # a full disk, a folder that may not be written to
        raise OSError(errno.EIO, str(error).splitlines()[0], str(path)) from error


def rows_through(
    connection: Connection, expression: Expression, path: Path
) -> Iterator[dict[str, Any]]:
    """An expression's rows one by one, laid down at `path` on the way: few are in memory at once.

    DuckDB 1.5 can hang for ever where rows are fetched while a union is still running.
    """
    write_rows(connection, expression, path, PASSING)
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(1 << 14):
            yield from batch.to_pylist()
    path.unlink()


@contextmanager
def table_writer(
    path: Path, schema: pa.Schema, compression: str = PASSING
) -> Iterator[Callable[[pa.Table], None]]:
    """A Parquet file that tables are written to one after the other, to be read again at once.

    A column of ever other values is soon written as it is: telling them apart takes longest.
    """
    how = {"dictionary_pagesize_limit": FEW, "write_statistics": compression != PASSING}
    with pq.ParquetWriter(path, schema, compression=compression, **how) as writer:
        yield writer.write_table


def write_but(
    laid: Path, path: Path, out: np.ndarray, columns: Sequence[str], also: Mapping[str, str]
) -> None:
    """A Parquet file's rows but some, in their order, in some of its columns.

    `out` are the numbers, in its column `row`, of those left out; `also` are columns that say the
    same in every row.
    """
    with pq.ParquetFile(laid) as file:
        is_out = np.zeros(file.metadata.num_rows, bool)
        is_out[out] = True
        types = [file.schema_arrow.field(name) for name in columns]
        schema = pa.schema([*types, *((name, pa.string()) for name in also)])
        with table_writer(path, schema, "zstd") as write:
            for batch in file.iter_batches(SOME, columns=["row", *columns]):
                fine = batch.filter(pa.array(~is_out[batch["row"].to_numpy()]))
                told = (pa.array([text] * len(fine), pa.string()) for text in also.values())
                cells = [*(fine[name] for name in columns), *told]
                write(pa.table(cells, schema=schema))


def rows_in(path: Path) -> int:
    """How many rows a Parquet file has."""
    return int(pq.read_metadata(path).num_rows)


def schema_of(path: Path) -> tuple[pa.Schema, int]:
    """The columns of a Parquet file, and how many rows it has: only its end is read.

    Raises OSError or ValueError where it is none.
    """
    found = pq.read_metadata(path)
    return found.schema.to_arrow_schema(), int(found.num_rows)


def tally(path: Path, column: str, unless: str | None = None) -> Counter[str]:
    """How often each text of a column stands in a Parquet file, where `unless` is empty."""
    found: Counter[str] = Counter()
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(columns=[column, *([unless] if unless else [])]):
            texts = batch[column].filter(pc.is_null(batch[unless])) if unless else batch[column]
            for each in pc.value_counts(texts).to_pylist():
                found[each["values"]] += each["counts"]
    return found


def read_parquet(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """A Parquet file, whole or some columns, in memory, with its metadata."""
    _refuse_broken(path)
    return pq.read_table(path, partitioning=None, columns=columns)


def _refuse_broken(path: Path) -> None:
    """Raise DeliveryError where a file of the store is gone, or is no whole Parquet file."""
    try:
        pq.read_metadata(path)
    except (pa.ArrowInvalid, OSError) as error:
        what = "the file is gone, or is no whole Parquet file."
        fix = (
            "Remove a broken cube.parquet: it is counted again. Where rows.parquet is broken, take "
            "its folder out of the store and take the file in again."
        )
        raise DeliveryError(Problem(where=str(path), what=what, fix=fix)) from error


def write_parquet(table: pa.Table, path: Path) -> None:
    """A table as a Parquet file; a stop on the way leaves what was there. Raises OSError."""
    with part_of(path) as part:
        pq.write_table(table, part, compression="zstd")
        flush(part)
