"""How a cell of the workbook is read: whatever Excel made of what was typed, as what it should be.

Excel gives 2024 as 2024.0 and may have made a date of what was meant as text. What cannot be read
for sure is refused, never guessed.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from grundlag.basis.names import Names, folded, named
from grundlag.basis.sheet import NO, TO, YES, Reads
from grundlag.errors import nearest

FIRST, LAST = 1900, 2100
_TO = rf"\s*(?:-|–|{TO})\s*"
_SURE = r"\d{1,3}(\.\d{3})+,\d+|\d{1,3}(\.\d{3}){2,}"


class UnreadableError(Exception):
    """A cell that cannot be read as what its column holds: what was expected, and what to write."""

    def __init__(self, expected: str, fix: str) -> None:
        super().__init__(expected)
        self.expected, self.fix = expected, fix


def text(value: Any) -> str:
    """Text; a whole number is what was typed, a date is what Excel made of something else."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, str):
        return value.strip()
    raise UnreadableError("text", "Format the cell as text, and write it again.")


def texts(value: Any) -> list[str]:
    """Several texts, with semicolons between."""
    return [part.strip() for part in text(value).split(";") if part.strip()]


def year(value: Any) -> int:
    """A year."""
    found = years(value)
    if len(found) != 1:
        raise UnreadableError("one year", "Write a year: 2024.")
    return found[0]


def years(value: Any) -> list[int]:
    """Years: 2024, 2022-2024, 2022; 2023."""
    fix = f"Write 2024, 2022-2024 or 2022; 2024, years from {FIRST} to {LAST}."
    written = f"{value:g}" if isinstance(value, float) else value if isinstance(value, str) else ""
    found: list[int] = []
    for part in re.split(r"[;,\n]", written):
        span = re.fullmatch(rf"(\d{{4}})(?:{_TO}(\d{{4}}))?", part.strip())
        if span is None:
            raise UnreadableError("a year or years", fix)
        first, last = int(span[1]), int(span[2] or span[1])
        if not FIRST <= first <= last <= LAST:
            raise UnreadableError("years in order", fix)
        found += range(first, last + 1)
    return found


def months(value: Any) -> list[str]:
    """Months as they are written; Excel makes the first day of "2020-08"."""
    if isinstance(value, date):
        return [f"{value:%Y-%m}"]
    return [part.strip() for part in re.split(rf";|\b{TO}\b|\s[-–]\s", text(value))]


def day(value: Any) -> date:
    """A date: Excel's own, dd-mm-yyyy or yyyy-mm-dd."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    written = value.strip() if isinstance(value, str) else ""
    if parts := re.fullmatch(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})", written):
        written = f"{parts[3]}-{int(parts[2]):02d}-{int(parts[1]):02d}"
    try:
        return datetime.strptime(written, "%Y-%m-%d").date()  # noqa: DTZ007
    except ValueError:
        raise UnreadableError("a date", "Write a date: 01-03-2025.") from None


def number(value: Any) -> float:
    """A number, with a decimal comma where it is text; `1.234` alone is refused: 1234 or 1.234?"""
    if isinstance(value, float):
        return value
    written = value.strip().replace("\u00a0", "") if isinstance(value, str) else ""
    if not re.fullmatch(rf"-?(\d+(,\d+)?|{_SURE})", written):
        raise UnreadableError("a number", "Write a number: 12,5. No unit and no point.")
    return float(written.replace(".", "").replace(",", "."))


def count(value: Any) -> int:
    """A whole number."""
    found = number(value)
    if not found.is_integer():
        raise UnreadableError("a whole number", "Write a whole number.")
    return int(found)


def yes(value: Any) -> bool:
    """Yes or no; Excel's own SAND and FALSK."""
    if isinstance(value, bool):
        return value
    return word(value, {"true": YES, "false": NO}) == "true"


def word(value: Any, names: Names, fixed: bool = False) -> str:
    """The id of the thing that a cell names; of fixed words all are told where it is none."""
    written = text(value)
    found = named(written, names)
    if found is None:
        twice = [id for id, name in names.items() if folded(name) == folded(written)]
        near = nearest(written, names.values())
        allowed = f" Allowed: {'; '.join(names.values())}." if fixed and "Did" in near else ""
        fix = f"Two are called so: write {' or '.join(twice)}." if twice else near + allowed
        raise UnreadableError("one of the words known here", fix)
    return found


READS: dict[Reads, Callable[[Any], Any]] = {
    "text": text,
    "texts": texts,
    "year": year,
    "years": years,
    "months": months,
    "day": day,
    "number": number,
    "count": count,
    "yes": yes,
}
