from datetime import date

import pytest

from grundlag.twin.dirt import dirty_rows, kinds
from grundlag.twin.model import Extract
from grundlag.twin.parameters import EXTRACTS


def _date(text: str) -> date:
    day, month, year = (int(part) for part in text.split("-"))
    return date(year, month, day)


def _reason(line: str, extract: Extract) -> str:
    """Why a careful reader sets the line aside; empty if it would not."""
    _, code, day, x, y = line.split(";")
    if not code:
        return "code_missing"
    if not day:
        return "date_missing"
    try:
        when = _date(day)
    except ValueError:
        return "date_unreadable"
    if when > _date(extract.taken_on):
        return "date_after_extract"
    if (x == "") != (y == ""):
        return "coordinate_half"
    return "" if x.replace(",", "").isdigit() else "coordinate_unreadable"


@pytest.mark.parametrize("extract", EXTRACTS, ids=lambda extract: extract.vintage)
def test_each_faulty_row_has_the_fault_it_is_said_to_have(extract: Extract) -> None:
    for kind, line in dirty_rows(extract):
        assert _reason(line, extract) == kind


@pytest.mark.parametrize("extract", EXTRACTS, ids=lambda extract: extract.vintage)
def test_each_faulty_row_is_counted_once(extract: Extract) -> None:
    assert sum(kinds(extract).values()) == len(dirty_rows(extract)) == 11


def test_no_journal_number_is_used_twice() -> None:
    numbers = [line.split(";")[0] for extract in EXTRACTS for _, line in dirty_rows(extract)]
    assert len(set(numbers)) == len(numbers)
