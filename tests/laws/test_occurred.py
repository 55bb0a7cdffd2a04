"""Laws of counting by offence: what is reported at once is counted alike by either date."""

import random
from datetime import date, timedelta

import pytest

from grundlag.cubes.police import in_area

SPAN = {year: range(year * 12, year * 12 + 12) for year in (2023, 2024, 2025)}


def drawn(seed, lag):
    """300 burglaries of 2023 to January 2026, each reported some days after, if it ever was."""
    rng = random.Random(seed)
    begun = date(2023, 1, 1)
    rows = []
    for _ in range(300):
        done = begun + timedelta(days=rng.randrange(1100))
        made = done + timedelta(days=rng.choice((0, 0, lag, 3 * lag)))
        rows.append((made, done, rng.choice(("Nord", "Nordhavn", "Syd"))))
    return [row for row in rows if row[0] <= date(2026, 1, 31)]


def file_of(rows):
    monthly = [(date(y, m, 1), date(y, m, 1), "Syd") for y in SPAN for m in range(1, 13)]
    monthly += [(date(2026, 1, 1), date(2026, 1, 1), "Syd")]
    lines = [
        f"1320;{made:%d-%m-%Y};{done:%d-%m-%Y};{place}" for made, done, place in [*rows, *monthly]
    ]
    return "\n".join(("Kode;Dato;Begået;Sted", *lines)) + "\n", [*rows, *monthly]


def counts(town, cube, area, span, age):
    version = town.area(area).version
    asked = town.crime("indbrud"), town.area(area), version[0] if version else None
    known = range(span[0], span[-1] + 1 + age)
    return in_area(cube, *asked, span).n, in_area(cube, *asked, known, span).n


@pytest.mark.parametrize("seed", range(5))
def test_without_late_reports_either_date_gives_the_same(dated, seed):
    text, _ = file_of(drawn(seed, lag=0))
    dated.take(text, date(2026, 2, 3))
    cube = dated.count().crime
    for area in ("nord", "syd", "byen"):
        for span in SPAN.values():
            by_report, by_offence = counts(dated, cube, area, span, 1)
            assert by_report == by_offence


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("age", [0, 1])
def test_a_count_by_offence_is_that_of_the_rows(dated, seed, age):
    """The same counted row by row, from the dates as they were drawn."""
    text, rows = file_of(drawn(seed, lag=25))
    dated.take(text, date(2026, 2, 3))
    cube = dated.count().crime
    places = {"nord": ("Nord", "Nordhavn"), "syd": ("Syd",), "byen": ("Nord", "Nordhavn", "Syd")}
    for area, names in places.items():
        for year, span in SPAN.items():
            last = date(year + 1, 1, 31) if age else date(year, 12, 31)
            wanted = sum(
                done.year == year and made <= last and place in names for made, done, place in rows
            )
            assert counts(dated, cube, area, span, age)[1] == wanted
