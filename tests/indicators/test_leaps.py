"""A year that leaves its history: bounds from R, and what is no leap.

R 4: n <- 120:200; min(n[pbeta(1/4, n/3, 300/3 + 1) < 0.001])      is 172
     m <- 20:100;  max(m[pbeta(1/4, m/3 + 1, 300/3, lower = FALSE) < 0.001])  is 44
     n <- 60:300;  min(n[pbeta(1/2, n/3, 100/3 + 1) < 0.001])      is 195
"""

import pytest

from grundlag.indicators.leaps import leaps
from grundlag.indicators.measure import measure

BREAK = """
schema = 1

[[break]]
indicator = "indbrud"
from_year = 2025
why = "Nye koder"
"""


def rows(year: int, n: int, place: str) -> list[str]:
    return [f"1320;{1 + i % 28:02d}-{1 + i % 12:02d}-{year};{place}" for i in range(n)]


def found(town) -> list[tuple[str, str, int]]:
    measures = measure(town.defs, town.defs.bases["grund"], 2026, town.count())
    return [
        (leap.now.series.indicator, leap.now.series.area, leap.now.year)
        for leap in leaps(measures)
        if leap.now.series.indicator in ("indbrud", "trygge")
    ]


def years(town, reports, nord: dict[int, int], syd: int = 0) -> None:
    both = [rows(y, n, "Nord") + rows(y, syd, "Syd") for y, n in nord.items()]
    town.take(reports(*(row for year in both for row in year)))


def three(last: int) -> dict[int, int]:
    return {2022: 100, 2023: 100, 2024: 100, 2025: last}


@pytest.mark.parametrize(("n", "leaps_"), [(172, True), (171, False), (45, False), (44, True)])
def test_a_count_against_three_years(town, reports, n, leaps_):
    """Dispersion 3 is declared; all reports are Nord's, so they are told of the whole alone."""
    years(town, reports, three(n))
    assert found(town) == ([("indbrud", "byen", 2025)] if leaps_ else [])


@pytest.mark.parametrize(("n", "leaps_"), [(195, True), (194, False)])
def test_a_count_against_the_only_year_before(town, reports, n, leaps_):
    years(town, reports, {2024: 100, 2025: n})
    assert found(town) == ([("indbrud", "byen", 2025)] if leaps_ else [])


def test_a_part_that_leaves_the_whole_is_told_of_the_part(town, reports):
    years(town, reports, three(220), syd=3000)
    assert found(town) == [("indbrud", "nord", 2025)]


def test_a_leap_is_beyond_every_year_of_the_history(town, reports):
    """300 is no chance against a mean of 160, and within a quarter of the 250 of 2022."""
    years(town, reports, {2022: 250, 2023: 115, 2024: 115, 2025: 300})
    assert ("indbrud", "byen", 2025) not in found(town)


def test_of_a_few_reports_nothing_is_told(town, reports):
    """12 a year and none: 36 in all."""
    years(town, reports, {2022: 13, 2023: 13, 2024: 13})
    town.take(reports(*(f"9;15-{m:02d}-2025;Nord" for m in range(1, 13))))
    assert found(town) == []


def test_across_a_declared_break_nothing_is_a_leap(town, reports):
    years(town, reports, three(300))
    assert found(town) == [("indbrud", "byen", 2025)]
    town.write("definitions/breaks.toml", BREAK)
    assert found(town) == []


HEADING = "År;Kvarter;Lag;Klynge;Vægt;Tryghed\n"


def wave(year: int, yes: int, n: int) -> str:
    """Answers in Syd, for Nord's are the same always: the town's shares move by half as much."""
    return f"{year};Syd;;;1;tryg\n" * yes + f"{year};Syd;;;1;utryg\n" * (n - yes)


@pytest.mark.parametrize(
    ("now", "n", "leaps_"),
    [
        (150, 200, True),  # 15 points, z = 0.15 / sqrt(0.09/199 + 0.1875/199) = 4.0
        (162, 200, False),  # 9 points, z = 2.6
        (17_200, 20_000, False),  # 4 points are told of no share
        (16_800, 20_000, True),
    ],
)
def test_a_share_against_the_wave_before(town, reports, now, n, leaps_):
    town.take(HEADING + wave(2025, n * 9 // 10, n) + wave(2026, now, n))
    assert (("trygge", "syd", 2026) in found(town)) is leaps_


SHARES = "Årgang;Kvarter;Spørgsmål;Svar;Andel;Svarpersoner\n"


@pytest.mark.parametrize(
    ("now", "n", "leaps_"), [(79, "", True), (80, "", False), (74, 100, False)]
)
def test_a_printed_share_without_answers_leaps_by_ten_points(town, now, n, leaps_):
    """Christianshavn's 89 fell to 74; with 100 answers each and a deff of 1.3 that is z = 2.4."""
    town.take(SHARES + f"2025;Syd;tryghed;tryg;89;{n}\n2026;Syd;tryghed;tryg;{now};{n}\n")
    assert found(town) == ([("trygge", "syd", 2026)] if leaps_ else [])
