"""What each kind of source brings: the columns `sources.toml` maps, and what stands in them."""

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["text", "day", "month", "count", "amount", "year"]


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a kind of source; `empty` tells whether a cell may be left empty."""

    type: ColumnType
    required: bool = True
    empty: bool = False


_TEXT = Column(type="text")
_MAYBE = Column(type="text", required=False, empty=True)
_SIZE = Column(type="count", required=False, empty=True)

COLUMNS: dict[str, dict[str, Column]] = {
    "crime_records": {
        "code": _TEXT,
        "date": Column(type="day"),
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
        "n": Column(type="count"),
        "rate": Column(type="amount", required=False, empty=True),
    },
    "population": {"date": Column(type="day"), "place": _TEXT, "n": Column(type="count")},
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
PARTNER_LISTS: dict[
    str, Literal["in", "outside", "unknown"]
] = {  # columns whose cells list partners, and where those of each lie
    "partners_in": "in",
    "partners_outside": "outside",
    "partners_unknown": "unknown",
}
