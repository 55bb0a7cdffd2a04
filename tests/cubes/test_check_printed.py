"""A rate that came beside a count is the count by the inhabitants."""

import csv

import pytest

from grundlag.basis.check import check
from grundlag.cubes.check import CHECKS

COUNTS = "Gerning;Område;Fra;Til;Antal;Pr1000\n"


@pytest.fixture
def rated(town):
    """The town whose counts come with a rate, and inhabitants on two days."""
    town.change("sources.toml", 'n = "Antal"', 'n = "Antal"\nrate = "Pr1000"')
    assert check(town.defs) == ()
    return town


def told(town, *rows: str, people: str = "44600") -> list[str]:
    town.take(
        f"Dag;Område;Indbyggere\n01-01-2020;Syd;{people}\n01-01-2020;Nord;32300\n01-01-2019;Syd;44100\n"
    )
    town.take(COUNTS + "".join(f"1320;{row}\n" for row in rows), source="tal")
    return [
        f"{f.problem.where}: {f.problem.what} {f.problem.fix}"
        for f in CHECKS["rates_fit_their_counts"](town.defs, town.count())
    ]


def test_739_reports_are_not_22_9_where_44_600_live(rated):
    """Printed by bha.dk in 2020: 22,9 per 1.000 would be 32.271 inhabitants; 44.600 live there."""
    (said,) = told(rated, "Syd;2019-01;2019-12;739;22,9")
    assert said.startswith("1320, syd, 2019-01 to 2019-12: 739 reports at 22.9 per 1000 are 32271 ")
    assert "and 44600 are known on 2020-01-01: that is 16.6." in said
    assert "It fits the inhabitants of nord on 2020-01-01." in said


@pytest.mark.parametrize(
    ("row", "fits"),
    [
        ("Syd;2019-01;2019-12;739;16,6", True),  # 739 / 44,600 is 16.57
        ("Syd;2019-01;2019-12;739;16,8", True),  # 739 / 44,100, the 1 January before: 16.76
        ("Syd;2019-01;2019-12;739;16,9", False),
        ("Syd;2019-01;2019-12;739;", True),  # none was printed
        ("Nord;2019-01;2019-12;739;22,9", True),
        ("Nordhavn;2019-01;2019-12;739;22,9", True),  # nobody knows how many live there
        ("Syd;2019-01;2019-12;0;0", True),
    ],
)
def test_within_its_rounding_a_rate_fits(rated, row, fits):
    assert (told(rated, row) == []) is fits


def test_a_rate_in_whole_numbers_is_rounded_to_them(rated):
    """Copenhagen's own 13 are whole: 16.57 is 17. Decimals are those of its delivery."""
    assert told(rated, "Syd;2019-01;2019-12;739;17") == []


def test_beside_a_rate_with_a_decimal_a_whole_one_has_one_too(rated):
    (said,) = told(rated, "Syd;2019-01;2019-12;739;17", "Nord;2019-01;2019-12;739;22,9")
    assert "739 reports at 17 per 1000" in said


@pytest.mark.parametrize(
    ("rate", "why"),
    [
        ("1657,0", "It is per 100000: write it per 1000."),
        ("1,66", "It is per 100: write it per 1000."),
        ("66,1", "See which was typed wrong; 66.1 per 1000 would be 2948 reports."),
    ],
)
def test_what_explains_a_rate_is_told(rated, rate, why):
    (said,) = told(rated, f"Syd;2019-01;2019-12;739;{rate}")
    assert said.endswith(why)


def test_all_13_published_rates_of_2025_fit(rated, shared):
    """Tryghedsundersøgelsen 2026: counts, inhabitants and rates as they are printed."""
    with (shared / "published" / "published_figures.csv").open(encoding="utf-8") as file:
        printed = {(r["area"], r["indicator"], r["year"]): r["value"] for r in csv.DictReader(file)}
    areas = sorted(area for area, name, year in printed if (name, year) == ("population", "2026"))
    areas = [area for area in areas if (area, "straffelov_count", "2025") in printed]
    assert len([area for area in areas if area != "København"]) == 13
    rated.take(
        "Dag;Område;Indbyggere\n"
        + "".join(f"01-01-2026;{a};{printed[a, 'population', '2026']}\n" for a in areas)
    )
    rated.take(
        COUNTS
        + "".join(
            f"1320;{a};2025-01;2025-12;{printed[a, 'straffelov_count', '2025']};"
            f"{printed[a, 'straffelov_per_1000', '2025']}\n"
            for a in areas
        ),
        source="tal",
    )
    assert len(rated.count().delivered) == len(areas)
    assert list(CHECKS["rates_fit_their_counts"](rated.defs, rated.count())) == []
