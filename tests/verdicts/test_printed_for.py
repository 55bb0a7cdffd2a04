"""A printed level is of a year: from before a break it judges nothing after it."""

from dataclasses import replace

import pytest

from grundlag.basis.model import Goal, Target
from grundlag.indicators.measure import measure
from grundlag.verdicts.judge import judge

PRINTED = """
[[baseline]]
partnership = "nord"
basis = "grund"
indicator = "indbrud"
value = {value}
source = "aftalen, side 4"
{printed_for}
"""
BREAK = """
schema = 1

[[break]]
indicator = "{indicator}"
area = "{area}"
from_year = 2024
why = "Politiets nye system"
"""
TARGET = Target(id="2.1", indicators=("indbrud",), rule="held_at_baseline", better="lower")


@pytest.fixture
def reported(town, reports):
    """12 burglaries in Nord in each of three years; 2025 is the year that is judged."""
    town.take(reports(years=(2023, 2024, 2025)))
    return town


def redrawn(town):
    """Nord is without Nordhavn from 2024 on."""
    old = 'id = "1"\nplaces = ["Nord", "Nordhavn"]\n'
    new = '\n[[area.version]]\nid = "2"\nfrom_year = 2024\nplaces = ["Nord"]\n'
    town.change("definitions/areas.toml", old, old + new)


def broken(town, indicator="indbrud", area="nord"):
    """A declared break of a series from 2024 on."""
    town.write("definitions/breaks.toml", BREAK.format(indicator=indicator, area=area))


def finding(town, value=9.0, printed_for=None, year=2026):
    said = f"printed_for = {printed_for}" if printed_for else ""
    path = "definitions/partnerships.toml"
    old = (town.root / path).read_text("utf-8")
    town.write(path, old + PRINTED.format(value=value, printed_for=said))
    defs = town.defs
    goal = Goal(id="2", about="emne", applies_to=("nord",), text="Holdt", target=(TARGET,))
    basis = replace(defs.bases["grund"], goal=(goal,))
    return judge(defs, measure(defs, basis, year, town.count())).verdicts[0].finding


@pytest.mark.parametrize("cut", [redrawn, broken])
def test_a_level_from_before_a_break_judges_nothing_after_it(reported, cut):
    cut(reported)
    found = finding(reported, printed_for=2023)
    assert (found.outcome, found.reason, found.against) == ("not_judged", "break", None)


@pytest.mark.parametrize("cut", [redrawn, broken])
@pytest.mark.parametrize(("value", "outcome"), [(9.0, "missed"), (15.0, "reached")])
def test_a_level_from_after_a_break_judges_as_usual(reported, cut, value, outcome):
    """12 against a printed 9 are 12/9, against a printed 15 12/15."""
    cut(reported)
    found = finding(reported, value, printed_for=2024)
    assert (found.outcome, found.reason) == (outcome, None)
    assert found.change.value == pytest.approx(12 / value)


@pytest.mark.parametrize("other", [("indbrud_pr_1000", "nord"), ("indbrud", "syd")])
def test_a_break_of_another_series_ends_no_level(reported, other):
    broken(reported, *other)
    assert finding(reported, printed_for=2023).outcome == "missed"


def test_without_a_break_a_level_of_any_year_judges(reported):
    found = finding(reported)
    assert (found.outcome, found.against.value) == ("missed", 9.0)


@pytest.mark.parametrize(
    ("printed_for", "reason"),
    [(2023, None), (2024, None), (2025, "in_baseline"), (2026, "before_baseline")],
)
def test_the_year_a_level_is_of_and_those_before_it_are_not_judged(reported, printed_for, reason):
    """Report 2026 holds police year 2025: as with counted baselines, only what follows is held."""
    found = finding(reported, printed_for=printed_for)
    assert (found.outcome, found.reason) == ("not_judged" if reason else "missed", reason)
