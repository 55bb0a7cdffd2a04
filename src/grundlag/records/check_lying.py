"""Check rows that stay where they lie: few of those set aside come home, all are counted."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from grundlag.engine.connect import Connection
from grundlag.engine.files import result
from grundlag.errors import refusal
from grundlag.records.check import BadRow, bad_rows
from grundlag.records.checks import Rows
from grundlag.records.failing import Told, has_fault, rows_set_aside
from grundlag.records.parse import called

LISTED = 100_000  # rows set aside that come home; all are counted
MOST = 10_000_000  # rows that can be set aside: the number of each is kept


@dataclass(frozen=True, kw_only=True)
class Lain:
    """What a check found of rows that stay where they lie: the numbers of those set aside.

    `bad` gives the first of them, once; `reasons` counts cells at fault by rule, column of the
    file and what was expected, `rules` the rows that fail each rule, of all.
    """

    out: np.ndarray
    bad: Iterator[BadRow]
    reasons: Counter[Told]
    rules: dict[str, int]

    @property
    def unlisted(self) -> int:
        """How many rows that are set aside did not come home."""
        return max(0, len(self.out) - LISTED)


def check_lying(connection: Connection, rows: Rows, part: Path, file: str) -> Lain:
    """Check rows where they lie; each has a `row` that numbers it.

    Raises DeliveryError where so many are set aside that it is more likely the mapping.
    """
    laid = rows.table.select("row", bad=has_fault(rows))
    found = rows_set_aside(connection, rows.table, laid, rows)
    if found is None:
        return Lain(out=np.empty(0, dtype=np.int64), bad=iter(()), reasons=Counter(), rules={})
    sums = found.rows.agg(rows=found.rows.count(), **found.sums())
    n = result(connection, sums).to_pylist()[0]
    if n["rows"] > MOST:
        what = f"{n['rows']:,} rows would be set aside; at most {MOST:,} are, where they lie."
        raise refusal(file, what, "See that its columns are mapped right in sources.toml.")
    reasons: Counter[Told] = Counter()
    for name, (rule, column, expected) in found.told.items():
        reasons[rule, called(rows.source)[column], expected] += n[name]
    return Lain(
        out=np.sort(found.numbers(connection)),
        bad=bad_rows(connection, found, rows.source, part / "bad.parquet", LISTED),
        reasons=+reasons,
        rules={rule: n[f"rule {rule}"] for rule in sorted(found.rules()) if n[f"rule {rule}"]},
    )
