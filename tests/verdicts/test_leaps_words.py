"""How a leap is told: with the numbers, of whom, and when."""

from grundlag.verdicts.doubts import latest
from grundlag.verdicts.leaps import LEAPS, leaping

SHARES = "Årgang;Kvarter;Spørgsmål;Svar;Andel;Svarpersoner\n"
HEADING = "År;Kvarter;Lag;Klynge;Vægt;Tryghed\n"


def told(town, rule: str) -> list[str]:
    defs, cubes = town.defs, town.count()
    found = leaping(defs, cubes, latest(defs, cubes))
    assert all(each.is_notice for each in found)
    assert {each.rule for each in found} <= set(LEAPS)
    return [f"{t.problem.where}: {t.problem.what}" for t in found if t.rule == rule]


def rows(year: int, n: int) -> list[str]:
    return [f"1320;{1 + i % 28:02d}-{1 + i % 12:02d}-{year};Nord" for i in range(n)]


def test_a_count_is_told_once_with_the_years_before(town, reports):
    """Its rate per 1,000 leaps too, and is of the same reports."""
    days = "".join(f"01-01-{year};Byen;900\n" for year in range(2022, 2027))
    town.take(f"Dag;Område;Indbyggere\n{days}")
    counts = {2022: 100, 2023: 104, 2024: 108, 2025: 240}
    town.take(reports(*(row for year, n in counts.items() for row in rows(year, n))))
    assert told(town, "counts_follow_their_years") == [
        "Byen, indbrud, 2025: 240 reports, after 108 in 2024, 104 in 2023, 100 in 2022: "
        "more than chance."
    ]


def test_christianshavn_s_89_and_74_are_told(town):
    town.take(SHARES + "2025;Syd;tryghed;tryg;89;\n2026;Syd;tryghed;tryg;74;\n")
    assert told(town, "shares_follow_their_waves") == [
        "Sydkvarteret, trygge, 2026: 74 %, and 89 % in 2025: nothing tells how much is chance."
    ]


def test_a_share_that_leaps_is_told(town):
    waves = "2025;Syd;;;1;tryg\n" * 180 + "2025;Syd;;;1;utryg\n" * 20
    waves += "2026;Syd;;;1;tryg\n" * 150 + "2026;Syd;;;1;utryg\n" * 50
    town.take(HEADING + waves)
    assert told(town, "shares_follow_their_waves") == [
        "Byen, trygge, 2026: 75 %, and 90 % in 2025: more than chance.",
        "Sydkvarteret, trygge, 2026: 75 %, and 90 % in 2025: more than chance.",
    ]


def test_a_month_is_told_once_however_many_of_it_are_odd(town, reports):
    months = [row for m in range(1, 13) for row in [f"1320;15-{m:02d}-2025;Nord"] * 60] + [
        row for m in range(1, 13) for row in [f"9;15-{m:02d}-2025;Syd"] * 800
    ]
    town.take(reports(*months, *["1320;16-06-2025;Nord"] * 200))
    (found,) = told(town, "months_are_like_their_neighbours")
    delivery = next(iter(town.count().crime.deliveries.values()))[0]
    assert found == (
        f"2025-06, {delivery}: 260 indbrud in Byen, where 60 were to be expected "
        "(and 2 more are odd)."
    )


def test_where_nothing_has_come_nothing_leaps(town):
    assert leaping(town.defs, town.count(), {}) == ()
