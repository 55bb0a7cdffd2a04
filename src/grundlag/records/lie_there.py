"""Records that are to stay where they lie: their files, read through, with the columns needed."""

from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate
from pathlib import Path

import pyarrow as pa

from grundlag.engine.files import OWN, schema_of
from grundlag.errors import refusal
from grundlag.records.lying import Lying, below, paths_below, sha256_of


def lying(place: Path, needed: Collection[str]) -> tuple[Lying, ...]:
    """The files of a place, each read through once for its SHA-256.

    Raises DeliveryError where one has not the `needed` columns as the first file has them, or calls
    two so that an engine may take one for the other.
    """
    paths = paths_below(place)
    schema = _schema(paths[0])[0]
    rows = []
    for path in paths:
        own, n = _schema(path)
        _refuse_mistaken(path, needed, own.names)
        for name in needed:
            _refuse_other(path, name, schema, own)
        rows.append(n)
    names = (below(place, path) for path in paths)
    with ThreadPoolExecutor() as pool:  # who reads and hashes does not hold the interpreter
        return tuple(pool.map(_listed, paths, names, rows, accumulate(rows, initial=1)))


def _listed(path: Path, name: str, rows: int, first: int) -> Lying:
    stat = path.stat()  # before its bytes: a change while they are read is then seen later
    return Lying(
        path=name,
        size=stat.st_size,
        written=stat.st_mtime_ns,
        rows=rows,
        first=first,
        sha256=sha256_of(path),
    )


def _schema(path: Path) -> tuple[pa.Schema, int]:
    try:
        return schema_of(path)
    except (OSError, ValueError) as error:
        what = f"is no whole Parquet file: {str(error).strip().rstrip('.')}."
        raise refusal(str(path), what, "Write it again, or take it out of the folder.") from error


def _refuse_other(path: Path, name: str, schema: pa.Schema, own: pa.Schema) -> None:
    if name not in own.names or own.field(name).type != schema.field(name).type:
        told = own.field(name).type if name in own.names else "not there"
        what = f'"{name}" is {told}, and {schema.field(name).type} in the first file.'
        raise refusal(str(path), what, "Write all files with the same columns.")


def _refuse_mistaken(path: Path, needed: Collection[str], names: Sequence[str]) -> None:
    """Engines tell no capitals apart, and number rows by columns of their own."""
    folded = [name.lower() for name in names]
    for name in names:
        if name.lower() in OWN:
            what = f'has a column "{name}": engines call one of their own so.'
            raise refusal(str(path), what, "Give it another name, or leave it out.")
        if name in needed and folded.count(name.lower()) > 1:
            what = f'has "{name}" twice, in small letters and capitals: engines take them for one.'
            raise refusal(str(path), what, "Write each column under a name of its own.")
