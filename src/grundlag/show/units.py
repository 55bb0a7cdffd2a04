"""What is spoken for, in few words: spans of months, or names."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from grundlag.basis.clocks import parse_month, show_month

LISTED = 6  # waves, days or plans named one by one


def units(names: Sequence[str]) -> str:
    """Months as spans, 2024-01 to 2024-12; the first of anything else, and how many more."""
    if all(len(name) == 7 and name[4] == "-" for name in names):
        return ", ".join(_spans([parse_month(name) for name in names]))
    more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    return ", ".join(names[:LISTED]) + more


def _spans(months: Sequence[int]) -> Iterable[str]:
    for _, run in groupby(enumerate(sorted(months)), key=lambda pair: pair[1] - pair[0]):
        span = [month for _, month in run]
        yield " to ".join(dict.fromkeys((show_month(span[0]), show_month(span[-1]))))
