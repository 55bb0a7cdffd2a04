"""What each kind of source brings: the columns `sources.toml` maps, and what stands in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

ColumnType = Literal[
    "text", "day", "month", "count", "amount", "year", "period", "first", "last", "opening"
]


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a kind of source; `empty` tells whether a cell may be left empty."""

    type: ColumnType
    required: bool = True
    empty: bool = False


_TEXT = Column(type="text")
_MAYBE = Column(type="text", required=False, empty=True)
_PERIOD = Column(type="period", required=False)
_SIZE = Column(type="count", required=False, empty=True)

COLUMNS: dict[str, dict[str, Column]] = {
    "crime_records": {
        "code": _TEXT,
        "date": Column(type="day"),
        "occurred": Column(type="day", required=False, empty=True),
        "place": _MAYBE,
        "x": Column(type="amount", required=False, empty=True),
        "y": Column(type="amount", required=False, empty=True),
        "id": _MAYBE,
    },
    "crime_counts": {
        "code": _TEXT,
        "place": _TEXT,
        "first_month": Column(type="month"),
        "last_month": Column(type="month"),
        "period": _PERIOD,
        "n": Column(type="count"),
        "rate": Column(type="amount", required=False, empty=True),
    },
    "population": {
        "date": Column(type="day"),
        "period": _PERIOD,
        "place": _TEXT,
        "n": Column(type="count"),
    },
    "survey_answers": {
        "wave": Column(type="year"),
        "place": _TEXT,
        "stratum": _MAYBE,
        "psu": _MAYBE,
        "stratum_size": _SIZE,
        "psu_size": _SIZE,
        "weight": Column(type="amount"),
    },
    "survey_shares": {
        "wave": Column(type="year"),
        "place": _TEXT,
        "question": _TEXT,
        "answers": _TEXT,
        "share": Column(type="amount"),
        "n": Column(type="count", required=False, empty=True),
    },
    "activities": {
        "plan_year": Column(type="year"),
        "place": Column(type="text", required=False),
        "theme": _MAYBE,
        "activity": _TEXT,
        "status": _MAYBE,
        "partners_in": _MAYBE,
        "partners_outside": _MAYBE,
        "partners_unknown": _MAYBE,
        "partner": _MAYBE,
        "partner_place": _MAYBE,
    },
}
PERIODS: dict[str, dict[str, Column]] = {  # what `period` tells, in place of these columns
    "crime_counts": {
        "first_month": Column(type="first"),
        "last_month": Column(type="last", empty=True),  # of a bad cell the first month is told
    },
    "population": {"date": Column(type="opening")},
}
PARTNER_LISTS: dict[
    str, Literal["in", "outside", "unknown"]
] = {  # columns whose cells list partners, and where those of each lie
    "partners_in": "in",
    "partners_outside": "outside",
    "partners_unknown": "unknown",
}


def brought(kind: str, mapped: Mapping[str, str]) -> dict[str, tuple[str, Column]]:
    """The columns that a source brings: each with the file's own, and what is read from it.

    A period is read as the months, or the day, that it tells.
    """
    fixed = {n: (mapped[n], c) for n, c in COLUMNS[kind].items() if n in mapped and n != "period"}
    told = PERIODS.get(kind, {}) if "period" in mapped else {}
    return fixed | {name: (mapped["period"], column) for name, column in told.items()}


def missing(kind: str, mapped: Mapping[str, str]) -> list[str]:
    """The columns that a kind needs and a source does not map, neither itself nor by a period."""
    found = brought(kind, mapped)
    return [name for name, column in COLUMNS[kind].items() if column.required and name not in found]
