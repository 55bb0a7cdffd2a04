"""docs/methods/verdicts.md: its parts, its numbers, and the very papers that it tells of."""

import doctest
import re
from pathlib import Path

import pytest

from grundlag.indicators.model import Estimate, Made, Series
from grundlag.verdicts.model import Evidence, Finding, Verdict
from grundlag.verdicts.rollup import summarise
from grundlag.verdicts.rules import RULES

PAGE = (Path(__file__).parents[2] / "docs" / "methods" / "verdicts.md").read_text("utf-8")
PARTS = ["Meaning", "Formula", "Source", "Worked example", "Weakness"]
ORACLE = {  # R 4.2.2: poisson.test(c(100, 240), c(1, 3)); 0.04 -/+ qnorm(0.975) * sqrt(2e-4)
    "ratio low": 0.97980732603920041,
    "ratio high": 1.5848355575787487,
    "rise low": 0.012281923,
    "rise high": 0.067718077,
    "false alarm": 1 - 0.975**6,
}
SERIES = Series(
    indicator="tal", basis="b", area="amager", area_version="1", list_version="",
    question_version="", provider="P", origin="records", since=0,
)  # fmt: skip


def estimate(value: float, **made: float) -> Estimate:
    return Estimate(
        series=SERIES, year=2025, unit="share" if "variance" in made else "count", method="",
        value=value, made=Made(**made),
    )  # fmt: skip


def test_the_page_has_its_five_parts():
    assert re.findall(r"^## (.+)$", PAGE, re.MULTILINE) == PARTS


def test_the_page_has_a_row_for_every_rule():
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE) == [
        "held_at_baseline", "rises_every_year", "approaches", "at_least", "monitored",
    ]  # fmt: skip
    assert set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)) == set(RULES)


def test_the_table_prints_what_r_gives():
    printed = dict(re.findall(r"^\| ([a-z ]+) \| ([\d.]+) \|$", PAGE, re.MULTILINE))
    assert printed == {name: f"{value:.3f}" for name, value in ORACLE.items()}


def test_the_code_of_the_page_prints_what_it_says():
    (block,) = re.findall(r"```python\n(.+?)```", PAGE, re.DOTALL)
    example = doctest.DocTestParser().get_doctest(block, {}, "verdicts", "verdicts.md", 0)
    told: list[str] = []
    assert doctest.DocTestRunner().run(example, out=told.append).failed == 0, "".join(told)


EXAMPLES = {
    "held_at_baseline": (
        {"now": estimate(100, count=100, exposure=1),
         "baseline": estimate(80, count=240, exposure=3)},
        ("missed", "within_noise"),
    ),
    "rises_every_year": (
        {"now": estimate(0.84, variance=0.0001), "before": estimate(0.80, variance=0.0001)},
        ("reached", "shown"),
    ),
    "at_least": (
        {"now": estimate(0.75), "counted": (3, 4), "at_least": 75},
        ("reached", "counted"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", EXAMPLES)
def test_the_examples_come_out_as_the_page_says(rule):
    evidence, expected = EXAMPLES[rule]
    found = RULES[rule](Evidence(**evidence))
    assert (found.outcome, found.certainty) == expected


def test_a_line_that_is_shown_may_not_make_the_whole_shown():
    def line(number: int, outcome: str, p: float) -> Verdict:
        finding = Finding(outcome=outcome, certainty="shown", p_missed=p)
        return Verdict(
            area="amager", goal="2", target=f"2.{number}", indicator="tal", year=2026,
            rule="held_at_baseline", now=estimate(1), finding=finding,
        )  # fmt: skip

    lines = [line(0, "missed", 0.0245), *(line(i, "reached", 0.9) for i in range(1, 6))]
    whole = summarise(lines)[0]
    assert (whole.outcome, whole.certainty) == ("partly", "within_noise")
    assert 0.0245 > 0.05 / 6
