"""A file's records as Parquet, a folder a month: as those lie that are too many to copy."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from grundlag.basis.folder import Source
from grundlag.basis.load import Definitions
from grundlag.engine.connect import Connection
from grundlag.engine.files import result, table_of, write_parquet
from grundlag.records.dress import settled
from grundlag.records.match import source_of
from grundlag.records.parse import called, typed

NO_MONTH = "none"  # of a row whose date cannot be read


def lay_out(connection: Connection, defs: Definitions, path: Path, folder: Path) -> Source:
    """Write a file's rows below a folder, their cells as they came; the source they are of.

    Answers, which have no date, lie in one file. Rows that fit no column are left out.
    """
    source, raw = source_of(defs, path, None)
    cells = raw.whole().cells
    months = _months(connection, source, cells, path.name)
    for month in sorted(set(months)):
        below = folder / f"month={month}" if month else folder
        below.mkdir(parents=True, exist_ok=True)
        own = cells.filter(pa.array(np.array(months) == month))
        write_parquet(own, below / "part-0.parquet")
    return source


def _months(connection: Connection, source: Source, cells: pa.Table, file: str) -> list[str]:
    """The month of each row, as a folder is called by it."""
    if source.kind != "crime_records":
        return [""] * len(cells)
    names = called(source)
    text = {ours: pc.utf8_trim_whitespace(cells[own]) for ours, own in names.items()}
    numbers = pa.array(range(len(cells)), pa.int64())
    table = table_of(connection, pa.table({"row": numbers, "line": numbers, **text}))
    read = typed(table, settled(connection, table, source, file))
    day = read["typed date"].cast("string")
    found = result(connection, read.select("row", month=day.substr(0, 7)).order_by("row"))
    return [month or NO_MONTH for month in found["month"].to_pylist()]
