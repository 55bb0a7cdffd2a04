"""What a delivery speaks for whole: months, waves, days or plans."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from grundlag.basis.clocks import Month, month, show_month
from grundlag.basis.folder import Source
from grundlag.engine.files import read_parquet
from grundlag.errors import DeliveryError, Problem
from grundlag.records.place import fold


def scope_of(
    rows: Path, source: Source, extracted: date, file: str, covers: range | None
) -> tuple[str, ...]:
    """The months, waves, days or plans that kept rows speak for, as text, in order.

    `covers` are the months a file of reports was said to hold whole: also those without a report.
    """
    if source.kind == "crime_records":
        days = pc.unique(read_parquet(rows, ["date"])["date"]).to_pylist()
        return months_whole({month(d.year, d.month) for d in days}, extracted, covers)
    if source.kind == "crime_counts":
        return _months_counted(rows, extracted, file)
    if source.kind == "activities":
        return tuple(sorted({plan_of(row) for row in read_parquet(rows).to_pylist()}))
    column = "date" if source.kind == "population" else "wave"
    values = pc.unique(read_parquet(rows, [column])[column]).to_pylist()
    return tuple(str(value) for value in sorted(values))


def months_whole(months: Iterable[Month], extracted: date, covers: range | None) -> tuple[str, ...]:
    """Of the months there are reports of, or that were told, those that were over then."""
    return tuple(show_month(m) for m in sorted(set(covers or months)) if _is_over(m, extracted))


def plan_of(row: dict[str, Any]) -> str:
    """The plan that a row of activities is of: its year and whose it is, as it is delivered."""
    return f"{row['plan_year']} {fold(row['place'])}"


def _is_over(value: Month, extracted: date) -> bool:
    """Whether a month was over, whole, when the extract was drawn."""
    after = value + 1
    return date(after // 12, after % 12 + 1, 1) <= extracted


def _months_counted(rows: Path, extracted: date, file: str) -> tuple[str, ...]:
    table = read_parquet(rows, ["first_month", "last_month"])
    spans = set(zip(*(table[name].to_pylist() for name in table.column_names), strict=True))
    months = sorted({m for first, last in spans for m in range(first, last + 1)})
    if late := [show_month(m) for m in months if not _is_over(m, extracted)]:
        what = f"counts {late[0]}, which was not over on the extract date {extracted}."
        fix = "Give the day the counts were drawn with --extracted."
        raise DeliveryError(Problem(where=file, what=what, fix=fix))
    return tuple(show_month(m) for m in months)
