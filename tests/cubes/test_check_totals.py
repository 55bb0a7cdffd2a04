"""A total that somebody else has printed, beside what was counted: told above 2 %, never a stop."""

from datetime import date

import pytest

from grundlag.basis.folder import PublishedTotal
from grundlag.cubes.check import findings
from grundlag.cubes.check_totals import counted, is_near

PRINTED = """
[[published_total]]
crime = "indbrud"
area = "{area}"
year = 2025
n = {n}
source = "Bogen 2026"
"""


def total(n: int) -> PublishedTotal:
    return PublishedTotal(crime="indbrud", area="byen", year=2025, n=n, source="Bogen 2026")


@pytest.mark.parametrize(
    ("n", "printed", "near"),
    [
        (102, 100, True),  # 2 % exactly is not above
        (98, 100, True),
        (103, 100, False),
        (97, 100, False),
        (50_337 + 1_006, 50_337, True),  # 2 % of 50,337 is 1,006.74
        (50_337 + 1_007, 50_337, False),
        (50_337 - 1_007, 50_337, False),
        (68_802, 50_337, False),  # København 2025: Danmarks Statistik, and the survey report
        (0, 1, False),
    ],
)
def test_two_per_cent_is_near_and_more_is_not(n: int, printed: int, near: bool):
    assert is_near(n, total(printed)) is near


@pytest.fixture
def counts(town, reports):
    """60 burglaries in 2025, five a month; 36 in Nord, 12 in Syd, 12 without a place."""
    places = ("Nord", "Nord", "Nordhavn", "Syd", "")
    rows = [f"1320;15-{m:02d}-2025;{place}" for m in range(1, 13) for place in places]
    town.take(reports(*rows))
    return town


def declare(town, n: int, area: str = "byen") -> None:
    path = "definitions/codes.toml"
    text = (town.root / path).read_text("utf-8")
    town.write(path, text + PRINTED.format(n=n, area=area))


def told(town) -> list[str]:
    problems, notices = findings(town.defs, town.count())
    assert not [p for p in problems if "Bogen" in p.what]
    return [n.what for n in notices if "Bogen" in n.what]


def test_both_numbers_and_the_difference_are_told(counts):
    """60 of 50 is 20 % more, 60 of 80 a quarter less; the whole counts those without a place."""
    declare(counts, 50)
    assert told(counts) == ["indbrud in Byen in 2025 is 60, and Bogen 2026 says 50: 20.0% more."]
    counts.change("definitions/codes.toml", "n = 50", "n = 80")
    assert told(counts) == ["indbrud in Byen in 2025 is 60, and Bogen 2026 says 80: 25.0% less."]


def test_it_is_told_where_the_total_stands(counts):
    declare(counts, 50)
    (notice,) = (n for n in findings(counts.defs, counts.count())[1] if "Bogen" in n.what)
    lines = (counts.root / "definitions/codes.toml").read_text("utf-8").split("\n")
    assert notice.where == f"definitions/codes.toml:{lines.index('[[published_total]]') + 1}"


def test_an_area_is_compared_with_itself(counts):
    declare(counts, 36, "nord")
    declare(counts, 30, "syd")
    assert told(counts) == [
        "indbrud in Sydkvarteret in 2025 is 12, and Bogen 2026 says 30: 60.0% less."
    ]


def test_a_total_that_agrees_says_nothing(counts):
    declare(counts, 60)
    assert told(counts) == []


def test_a_year_that_is_not_whole_is_compared_with_nothing(town, reports):
    town.take(reports("1320;15-01-2025;Nord"), extracted=date(2025, 2, 1))
    declare(town, 50)
    assert told(town) == []
    assert counted(town.defs, town.count(), town.defs.codes.published_total[0]) is None


def test_delivered_counts_are_compared_too(town):
    town.take("Gerning;Område;Fra;Til;Antal\n1320;Byen;2025-01;2025-12;30\n")
    declare(town, 20)
    assert told(town) == ["indbrud in Byen in 2025 is 30, and Bogen 2026 says 20: 50.0% more."]
