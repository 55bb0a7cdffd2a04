"""Counts that came as counts: how many have no place, of all there are and not of those told."""

import pytest

from grundlag.indicators.measure import measure

COUNTS = "Gerning;Område;Fra;Til;Antal\n"


def unplaced(town, *rows: tuple[str, str, int]) -> float | None:
    """The share without a place behind Syd's count of 2025."""
    lines = (f"{code};{place};2025-01;2025-12;{n}\n" for place, code, n in rows)
    town.take(COUNTS + "".join(lines))
    defs = town.defs
    return (
        measure(defs, defs.bases["grund"], 2026, town.count())
        .estimates["indbrud", "syd", 2025]
        .made.unplaced
    )


def test_the_unplaced_are_a_share_of_the_whole_where_it_is_told(town):
    """Trap: one small area, the city and the unplaced: 80 of 1,000, and not 80 of 20 + 80."""
    rows = ("Syd", "1320", 20), ("Byen", "1320", 1000), ("Uden stedfæstelse", "1320", 80)
    assert unplaced(town, *rows) == pytest.approx(80 / 1000)


def test_areas_within_areas_are_not_added_to_the_whole(town):
    """Trap: Østerbro holds Syd, and both came; 20 reports of Syd are no 40."""
    places = [("Syd", 20), ("Østerbro", 520), ("Vest", 400), ("Byen", 1000)]
    rows = [(place, "1320", n) for place, n in [*places, ("Uden stedfæstelse", 80)]]
    assert unplaced(town, *rows) == pytest.approx(80 / 1000)


def test_without_the_whole_they_are_a_share_of_all_that_is_told(town):
    rows = ("Syd", "1320", 20), ("Nord", "1320", 100), ("Uden stedfæstelse", "1320", 30)
    assert unplaced(town, *rows) == pytest.approx(30 / 150)


def test_unplaced_of_other_codes_than_the_wholes_are_not_held_against_it(town):
    town.change("definitions/codes.toml", 'codes = ["1320*"]', 'codes = ["1320*", "1321*"]')
    rows = [(place, code, 50) for place in ("Syd", "Byen") for code in ("1320", "1321")]
    assert unplaced(town, *rows, ("Uden stedfæstelse", "1320", 10)) is None
