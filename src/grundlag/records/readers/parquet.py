"""Parquet: columns that hold what a cell of a table can, as text, a group of rows at a time."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from grundlag.basis.reading import Reading
from grundlag.errors import refusal
from grundlag.records.raw import Chunk, Header, Row, Table
from grundlag.records.readers.texts import texts_of

ROWS = 1 << 17  # read at a time


def read_parquet(path: Path, reading: Reading) -> list[Table]:
    """A Parquet file; columns of shapes, lists or bytes are passed over."""
    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise _broken(path, error) from error
    names = [field.name for field in file.schema_arrow if not _is_no_text(field.type)]
    return [
        Table(
            dress={"format": "parquet"},
            head=(Row(line=0, last=0, cells=tuple(names)),),
            below=lambda header, _: _chunks(path, file, names, header, reading),
        )
    ]


def _broken(path: Path, error: Exception) -> Exception:
    return refusal(
        path.name,
        f"cannot be read: {str(error).strip().rstrip('.')}.",
        "Write it as Parquet again.",
    )


def _chunks(
    path: Path, file: pq.ParquetFile, names: list[str], header: Header, reading: Reading
) -> Iterator[Chunk]:
    before, total = 0, max(file.metadata.num_rows, 1)
    try:
        for batch in file.iter_batches(ROWS, columns=names):
            columns = [texts_of(pa.chunked_array([batch[name]]), reading) for name in names]
            lines = np.arange(before + 1, before + len(batch) + 1)
            before += len(batch)
            cells = pa.table(columns, names=list(header.names))
            yield Chunk(cells=cells, lines=lines, read=before / total)
    except (pa.ArrowInvalid, OSError) as error:
        raise _broken(path, error) from error


def _is_no_text(kind: pa.DataType) -> bool:
    """Whether a column holds what no cell of a table does: shapes, lists, bytes."""
    return bool(
        pa.types.is_nested(kind)
        or pa.types.is_binary(kind)
        or pa.types.is_large_binary(kind)
        or pa.types.is_binary_view(kind)
    )
