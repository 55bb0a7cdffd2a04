"""A town whose coming year is asked about: 100 reports in Nord in 2024, 12 in Syd, one survey."""

from collections.abc import Callable
from typing import Any

import pytest

GOALS = """
[[goal]]
id = "1"
about = "tryghed"
applies_to = ["nord", "syd"]
text = "Flere trygge."

[[goal.target]]
id = "1.1"
indicators = ["trygge"]
rule = "rises_every_year"

[[goal.target]]
id = "1.2"
indicators = ["trygge"]
rule = "approaches"
level_of = "byen"
by = "period_end"

[[goal]]
id = "2"
about = "kriminalitet"
applies_to = ["nord", "syd"]
text = "Ikke flere anmeldelser."

[[goal.target]]
id = "2.1"
indicators = ["indbrud"]
rule = "held_at_baseline"
better = "lower"

[[goal.target]]
id = "2.2"
indicators = ["indbrud_pr_1000"]
rule = "held_at_baseline"
better = "lower"
"""
AGREEMENTS = """
[[agreement]]
partnership = "nord"
goal_1_about = "tryghed"

[[agreement]]
partnership = "syd"
goal_1_about = "tryghed"

[[period]]
partnership = "nord"
name = "2026-2028"
start_wave = 2025
waves = [2026, 2027, 2028]
police_years = [2025, 2026, 2027]
"""
BASELINE = """
[[baseline]]
partnership = "{partnership}"
basis = "grund"
indicator = "{indicator}"
{level}
"""
PEOPLE = "Dag;Område;Indbyggere\n" + "".join(
    f"01-01-{year};{place};{n}\n"
    for year in (2024, 2025, 2026)
    for place, n in (("Nord", 400), ("Nordhavn", 100), ("Syd", 300), ("Byen", 900))
)


@pytest.fixture
def declare(town: Any) -> Callable[..., None]:
    """Declares a level that a partnership's indicator is held against."""

    def add(partnership: str, indicator: str = "indbrud", level: str = "years = [2024]") -> None:
        path = town.root / "definitions/partnerships.toml"
        if level.startswith("years"):
            level += "\nas_of = 2026-03-01"
        more = BASELINE.format(partnership=partnership, indicator=indicator, level=level)
        path.write_text(path.read_text("utf-8") + more, "utf-8")

    return add


@pytest.fixture
def year_of(reports: Callable[..., str]) -> Callable[[int, int, int], str]:
    """A file of a year's reports: so many in Nord and in Syd, one or more each month."""

    def write(year: int, nord: int, syd: int) -> str:
        rows = [
            f"1320;15-{n % 12 + 1:02d}-{year};{place}"
            for place, times in (("Nord", nord), ("Syd", syd))
            for n in range(times)
        ]
        return reports(*rows)

    return write


def answers(wave: int, **of: tuple[int, int]) -> str:
    """Answers of weight 1: for each place how many, and how many of them tryg."""
    rows = [
        f"{wave};{place};;;1;{'tryg' if i < yes else 'utryg'}"
        for place, (n, yes) in of.items()
        for i in range(n)
    ]
    return "\n".join(("År;Kvarter;Lag;Klynge;Vægt;Tryghed", *rows)) + "\n"


@pytest.fixture
def asked(town: Any) -> Any:
    """The town with goals and the wave of 2025, and no report."""
    town.change("definitions/bases/grund.toml", "goal = []\n", GOALS)
    path = "definitions/partnerships.toml"
    town.write(path, (town.root / path).read_text("utf-8") + AGREEMENTS)
    town.take(answers(2025, Nord=(100, 80), Syd=(50, 45)))
    return town


@pytest.fixture
def ahead(asked: Any, year_of: Callable[[int, int, int], str]) -> Any:
    """The same with police year 2024: report 2026 is to come."""
    asked.take(year_of(2024, 100, 12), source="anmeldelser")
    asked.take(PEOPLE)
    return asked
