"""Rows that come back, mended: heard where their delivery is, each once, and nowhere else."""

from datetime import date

import pytest

from grundlag.cubes import police
from grundlag.errors import DeliveryError
from grundlag.records.keep import deliveries
from grundlag.records.view import view

YEAR_2025 = range(2025 * 12, 2026 * 12)
MAIN, MENDED = date(2026, 2, 1), date(2026, 3, 1)


def burglaries(town, months: range = YEAR_2025, as_of: date | None = None):
    nord = town.area("nord")
    cube = town.count(as_of).crime
    return police.in_area(cube, town.crime("indbrud"), nord, nord.version[0], months)


@pytest.fixture
def main(town, reports):
    """Twelve burglaries of 2025, one a month; three more rows with a wrong date."""
    wrong = ("1320;i går;Nord", "1320;32-05-2025;Nord", "1320;;Nord")
    return town.take(reports(*wrong, years=(2025,)), arrived=MAIN).delivery


def test_what_mends_an_older_delivery_takes_nothing_from_a_newer_one(town, reports, main, mend):
    """It came last, and is heard where the delivery it mends is: nowhere any more."""
    town.take(reports(years=(2025,), row="1320;{};Nordhavn"), arrived=date(2026, 2, 20))
    mend(main, reports("1320;02-05-2025;Nord"), MENDED)
    assert burglaries(town).n == 12
    spoken = view(deliveries(town.root)).speaks
    assert {len(s) for s in spoken.values()} == {1}


def test_rows_that_come_back_twice_are_refused(town, reports, main, mend):
    first = mend(main, reports("1320;02-05-2025;Nord", "1320;værre;Nord"), MENDED)
    with pytest.raises(DeliveryError, match=f"mends 3 rows, and 2 of {main.id} are still") as told:
        mend(main, reports(*(f"1320;0{d}-05-2025;Nord" for d in (2, 3, 4))), MENDED)
    assert "each of them once" in str(told.value)
    mend(first, reports("1320;04-05-2025;Nord"), MENDED)
    with pytest.raises(DeliveryError, match=f"mends 2 rows, and 1 of {first.id} are still"):
        mend(first, reports("1320;05-05-2025;Nord", "1320;06-05-2025;Nord"), MENDED)
    assert burglaries(town).n == 14
    assert len(deliveries(town.root)) == 3
