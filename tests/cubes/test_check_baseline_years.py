"""Baselines of the pandemic's years, and baselines that a border of their own series cuts off."""

from datetime import date

import pytest

from grundlag.cubes.check import findings

BASELINE = """
[[baseline]]
partnership = "nord"
basis = "grund"
indicator = "{indicator}"
{level}
"""
BREAK = 'schema = 1\n[[break]]\nindicator = "{}"\nfrom_year = {}\nwhy = "Ny optælling"\n'
CUT = "is cut off by"


@pytest.fixture
def years(town, reports):
    """Four years of reports, 2019 to 2022."""
    rows = reports(years=(2019, 2020, 2021, 2022), row="1320;{};Nord")
    town.take(rows, arrived=date(2023, 2, 1), source="anmeldelser")
    return town


def declare(town, level: str, indicator: str = "indbrud") -> None:
    path = town.root / "definitions/partnerships.toml"
    text = BASELINE.format(indicator=indicator, level=level)
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def told(town, words: str) -> list[str]:
    _, notices = findings(town.defs, town.count())
    return [notice.what for notice in notices if words in notice.what]


@pytest.mark.parametrize(
    ("level", "said"),
    [
        ("years = [2019]\nas_of = 2023-03-01", False),
        ("years = [2019, 2020]\nas_of = 2023-03-01", True),
        ("years = [2021]\nas_of = 2023-03-01", True),
        ("years = [2022]\nas_of = 2023-03-01", False),
        ('months = ["2021-12", "2022-11"]\nas_of = 2023-03-01', True),
        ('value = 12.0\nsource = "Et papir"\nprinted_for = 2020', True),
        ('value = 12.0\nsource = "Et papir"\nprinted_for = 2019', False),
        ('value = 12.0\nsource = "Et papir"', False),
    ],
)
def test_a_baseline_of_the_pandemic_is_told(years, level, said):
    declare(years, level)
    found = told(years, "pandemic")
    assert len(found) == said
    if said:
        assert found[0].startswith(
            "the baseline of nord/indbrud (grund) is of the pandemic, 2020 or 2021"
        )


def test_several_are_told_together(years):
    for indicator in ("indbrud", "indbrud_pr_1000"):
        declare(years, 'value = 12.0\nsource = "Et papir"\nprinted_for = 2020', indicator)
    assert len(told(years, "nord/indbrud and 1 more (grund) is of the pandemic, 2020 or 2021")) == 1


@pytest.mark.parametrize(
    ("first", "said"), [(2019, False), (2020, True), (2022, True), (2023, False)]
)
def test_a_break_between_a_baseline_and_what_is_reported_on(years, first, said):
    """A break of the baseline's own first year, or of one that has not come, cuts nothing."""
    declare(years, "years = [2019]\nas_of = 2023-03-01")
    years.write("definitions/breaks.toml", BREAK.format("indbrud", first))
    assert len(told(years, f"{CUT} the break of {first}")) == said


def test_a_break_of_another_indicator_cuts_nothing(years):
    declare(years, "years = [2019]\nas_of = 2023-03-01")
    years.write("definitions/breaks.toml", BREAK.format("indbrud_pr_1000", 2020))
    assert told(years, CUT) == []


def test_a_new_border_of_the_area(years):
    declare(years, "years = [2019, 2020]\nas_of = 2023-03-01")
    years.change(
        "definitions/areas.toml",
        'places = ["Nord", "Nordhavn"]\n',
        'places = ["Nord", "Nordhavn"]\n\n[[area.version]]\nid = "2"\nfrom_year = 2020\n'
        'places = ["Nord"]\n',
    )
    assert len(told(years, f"{CUT} the new border of Nordkvarteret in 2020")) == 1


def test_a_change_of_codes_by_its_month(years):
    declare(years, "years = [2019]\nas_of = 2023-03-01")
    years.change(
        "definitions/codes.toml",
        'id = "indbrud"\n[[crime.codes]]\ncodes = ["1320*"]\n',
        'id = "indbrud"\n[[crime.codes]]\ncodes = ["1320*"]\nto_month = "2020-06"\n'
        '[[crime.codes]]\ncodes = ["1320*", "1330*"]\nfrom_month = "2020-07"\n',
    )
    assert len(told(years, f"{CUT} the other codes of indbrud from 2020-07")) == 1


def test_a_baseline_on_the_right_side_says_nothing(years):
    declare(years, "years = [2022]\nas_of = 2023-03-01")
    years.write("definitions/breaks.toml", BREAK.format("indbrud", 2020))
    assert told(years, CUT) == []


@pytest.mark.parametrize(("span", "said"), [([2018, 2019], True), ([2019, 2020], False)])
def test_a_baseline_of_records_and_of_counts(years, span, said):
    counts = "Gerning;Område;Fra;Til;Antal\n1320;Nord;2018-01;2018-12;40\n"
    years.take(f"{counts}1320;Nordhavn;2018-01;2018-12;0\n", arrived=date(2023, 2, 1))
    declare(years, f"years = {span}\nas_of = 2023-03-01")
    assert (
        len(told(years, "nord/indbrud (grund) is of years that were not delivered alike")) == said
    )
