"""The other reading of an open question: tried on reports, answers and verdicts, line by line."""

from dataclasses import replace

import pytest

from grundlag.basis.model import Alternative, Assumption, Goal, Target
from grundlag.indicators.measure import measure
from grundlag.verdicts.judge import judge
from grundlag.verdicts.model import Finding
from grundlag.verdicts.readings import _by_chance, turns

BASELINE = """
[[baseline]]
partnership = "nord"
basis = "grund"
indicator = "indbrud_pr_1000"
years = [2024]
"""


def turned(town, other, *targets):
    """What turns when one question is read the other way, in report year 2026."""
    defs = town.defs
    basis = replace(
        defs.bases["grund"],
        goal=(Goal(id="1", about="emne", applies_to=("nord", "syd"), text="Mål", target=targets),),
        assumption=(Assumption(id="aaben", open="?", note="Sådan.", other=(other,)),),
    )
    cubes = town.count()
    measures = measure(defs, basis, 2026, cubes)
    found = turns(defs, cubes, measures, judge(defs, measures))
    return [(t.verdict.area, t.verdict.indicator, t.verdict.finding.outcome, t.outcome)
            for t in found]  # fmt: skip


HELD = ("nord", "indbrud_pr_1000", "missed", "reached")  # missed now, and reached the other way


def held(*assumes):
    return Target(
        id="1.1", indicators=("indbrud_pr_1000",), rule="held_at_baseline", better="lower",
        assumes=assumes,
    )  # fmt: skip


def populate(town, **people):
    """Inhabitants of Nord on 1 January of each year; Syd always 500."""
    lines = ["Dag;Område;Indbyggere"]
    for year, n in people.items():
        lines += [f"01-01-{year[1:]};Nord;{n}", f"01-01-{year[1:]};Nordhavn;0"]
        lines += [f"01-01-{year[1:]};Syd;500"]
    town.take("\n".join(lines) + "\n")


@pytest.fixture
def moving(town, reports):
    """12 burglaries in 2024 and in 2025; inhabitants 1,000, 1,000, then 900.

    After the year the rate rises from 12 to 13.3; before it, 12 stays 12.
    """
    old = (town.root / "definitions/partnerships.toml").read_text("utf-8")
    town.write("definitions/partnerships.toml", old + BASELINE)
    town.take(reports(years=(2024, 2025)))
    populate(town, y2024=1000, y2025=1000, y2026=900)
    return town


def test_inhabitants_of_the_other_january_turn_a_rate(moving):
    other = Alternative(says="Før", population_on="before")
    assert turned(moving, other, held("aaben")) == [
        ("nord", "indbrud_pr_1000", "missed", "reached")
    ]


def test_the_reading_that_is_in_force_turns_nothing(moving):
    other = Alternative(says="Efter", population_on="after")
    assert turned(moving, other, held("aaben")) == []


def test_a_target_that_does_not_lean_on_the_question_is_left_alone(moving):
    other = Alternative(says="Før", population_on="before")
    assert turned(moving, other, held()) == []


HEADER = "År;Kvarter;Vægt;Lag;Klynge;Tryghed"


def wave(year, tryg, utryg, unknown):
    rows = [("tryg", tryg), ("utryg", utryg), ("ved ikke", unknown)]
    return [f"{year};Nord;1;a;;{word}" for word, n in rows for _ in range(n)]


def test_answers_left_out_of_the_denominator_turn_a_rise(town):
    """60 of 100, then 63 of 110: 57 %. Without 'ved ikke' 60 of 100 and 63 of 100."""
    rows = [HEADER, *wave(2025, 60, 40, 0), *wave(2026, 63, 37, 10)]
    town.take("\n".join(rows) + "\n")
    target = Target(id="1.1", indicators=("trygge",), rule="rises_every_year", assumes=("aaben",))
    other = Alternative(says="Uden", leaves_out=("ved_ikke",))
    assert turned(town, other, target) == [("nord", "trygge", "missed", "reached")]


@pytest.mark.parametrize(
    ("rule", "outcome", "certainty", "then"),
    [
        ("held_at_baseline", "missed", "within_noise", "reached"),
        ("held_at_baseline", "missed", "unknown", None),
        ("held_at_baseline", "missed", "shown", "missed"),
        ("held_at_baseline", "reached", "within_noise", "reached"),
        ("rises_every_year", "reached", "within_noise", "missed"),
        ("rises_every_year", "reached", "shown", "reached"),
        ("rises_every_year", "missed", "within_noise", "missed"),
        ("rises_every_year", "missed", "shown", "missed"),
    ],
)
def test_where_chance_counts_only_what_is_shown_moves(moving, rule, outcome, certainty, then):
    cubes, defs = moving.count(), moving.defs
    basis = replace(
        defs.bases["grund"],
        goal=(Goal(id="1", about="emne", applies_to=("nord",), text="Mål", target=(held(),)),),
    )
    line = judge(defs, measure(defs, basis, 2026, cubes)).verdicts[0]
    verdict = replace(line, rule=rule, finding=Finding(outcome=outcome, certainty=certainty))
    assert _by_chance(verdict) == then


def test_chance_turns_a_miss_within_noise(moving):
    other = Alternative(says="Tilfældige udsving tæller med", chance=True)
    assert turned(moving, other, held("aaben")) == [
        ("nord", "indbrud_pr_1000", "missed", "reached")
    ]
