"""From lines to targets, goals and papers. Holm is worked out by hand beside each row."""

from itertools import product

import pytest

from grundlag.indicators.model import Estimate, Series
from grundlag.verdicts.model import Finding, Verdict
from grundlag.verdicts.rollup import holm, summarise

SERIES = Series(
    indicator="tal", basis="b", area="amager", area_version="1", list_version="",
    question_version="", provider="P", origin="records", since=0,
)  # fmt: skip
NOW = Estimate(series=SERIES, year=2025, unit="count", method="", value=1.0)


def line(name, outcome, certainty=None, p=None, target="2.2", goal="2", area="amager"):
    finding = Finding(outcome=outcome, certainty=certainty, p_missed=p)
    return Verdict(
        area=area, goal=goal, target=target, indicator=name, year=2026, rule="held_at_baseline",
        now=NOW, finding=finding,
    )  # fmt: skip


def missed(name, p, certainty="shown", **more):
    return line(name, "missed", certainty, p, **more)


def reached(name, certainty="shown", p=0.9, **more):
    return line(name, "reached", certainty, p, **more)


def paper(*lines):
    return next(s for s in summarise(lines) if s.goal is None)


def names(found):
    return {name for _, name in found}


OUTCOMES = [
    ((reached("a"), reached("b")), "reached", 2, 2),
    ((reached("a"), missed("b", 0.5)), "partly", 2, 1),
    ((missed("a", 0.5), missed("b", 0.5)), "missed", 2, 0),
    ((reached("a"), line("b", "not_judged")), "reached", 1, 1),
    ((missed("a", 0.5), line("b", "no_data"), line("c", "later", "shown")), "missed", 1, 0),
    ((line("a", "not_judged"), line("b", "monitored", "shown")), "not_judged", 0, 0),
]


@pytest.mark.parametrize(("lines", "outcome", "judged", "good"), OUTCOMES)
def test_reached_is_every_judged_line_and_partly_is_some(lines, outcome, judged, good):
    found = paper(*lines)
    assert (found.outcome, found.judged, found.reached) == (outcome, judged, good)


def test_lines_that_are_not_judged_are_named_and_not_counted():
    same = "trygge"
    found = paper(
        reached(same, target="1.1"),
        line(same, "later", "shown", target="1.2"),
        line("narkotika", "monitored", "shown", target="2.3"),
        line("aktiviteter", "not_judged", target="3.1"),
    )
    assert found.judged == 1
    assert found.left_out == (("1.2", same), ("2.3", "narkotika"), ("3.1", "aktiviteter"))


def test_there_is_a_summary_of_each_paper_goal_and_target():
    lines = (
        reached("a", target="1.1", goal="1"),
        missed("b", 0.5, target="2.1"),
        reached("c", target="2.2"),
        reached("a", target="1.1", goal="1", area="folehaven"),
    )
    assert [(s.area, s.goal, s.target, s.outcome) for s in summarise(lines)] == [
        ("amager", None, None, "partly"),
        ("amager", "1", None, "reached"),
        ("amager", "1", "1.1", "reached"),
        ("amager", "2", None, "partly"),
        ("amager", "2", "2.1", "missed"),
        ("amager", "2", "2.2", "reached"),
        ("folehaven", None, None, "reached"),
        ("folehaven", "1", None, "reached"),
        ("folehaven", "1", "1.1", "reached"),
    ]


HOLM = [  # limits 0.05/m, 0.05/(m-1), ... in order of p; the first that is above ends it
    pytest.param((("a", 0.02),), {"a"}, id="one: 0.02 <= 0.05"),
    pytest.param((("a", 0.012), ("b", 0.02)), {"a", "b"}, id="0.012 <= 0.025, 0.02 <= 0.05"),
    pytest.param(
        (("a", 0.02), ("b", 0.021), ("c", 0.022)), set(),
        id="0.02 > 0.0167 ends it, though 0.021 <= 0.025 and 0.022 <= 0.05",
    ),
    pytest.param(
        (("a", 0.001), ("b", 0.02), ("c", 0.021)), {"a", "b", "c"},
        id="0.001 <= 0.0167, 0.02 <= 0.025, 0.021 <= 0.05",
    ),
    pytest.param(
        (("a", 0.001), ("b", 0.026), ("c", 0.01), ("d", 0.024)), {"a", "c", "d"},
        id="0.001 <= 0.0125, 0.01 <= 0.0167, 0.024 <= 0.025; 0.026 <= 0.05 but not shown itself",
    ),
    pytest.param(tuple((n, 0.0125) for n in "abcd"), set("abcd"), id="ties at exactly 0.05/4"),
    pytest.param(tuple((n, 0.0126) for n in "abcd"), set(), id="ties just above 0.05/4"),
    pytest.param((("a", 0.0), ("b", 0.5)), {"a"}, id="a p of zero"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "survive"), HOLM)
def test_holm_steps_down_and_stops(given, survive):
    lines = [
        missed(name, p, "shown" if p < 0.025 else "within_noise", target=f"2.{place}")
        for place, (name, p) in enumerate(given)
    ]
    assert names(holm(lines)) == survive


def test_reached_lines_count_as_tests_and_cannot_survive():
    """0.02 alone survives; among three it is above 0.05/3."""
    assert names(holm([missed("a", 0.02)])) == {"a"}
    assert names(holm([missed("a", 0.02), reached("b"), reached("c")])) == set()
    assert names(holm([reached("b", p=0.0001), missed("a", 0.02)])) == {"a"}


def test_a_line_without_a_p_counts_as_a_test():
    """0.02 and one test without a p: 0.02 <= 0.05/2; with two: 0.02 > 0.05/3."""
    bare = [missed("b", None), missed("c", None)]
    assert names(holm([missed("a", 0.02), bare[0]])) == {"a"}
    assert names(holm([missed("a", 0.02), *bare])) == set()


@pytest.mark.parametrize("other", [
    line("b", "missed", "unknown"),
    line("b", "missed", "counted"),
    line("b", "not_judged"),
    line("b", "later", "shown", 0.001),
    line("b", "monitored", "shown"),
])  # fmt: skip
def test_lines_without_noise_or_verdict_are_no_tests(other):
    """0.024 survives among two (0.025) and not among three (0.0167): these do not make it three."""
    assert names(holm([missed("a", 0.024), reached("c")])) == {"a"}
    assert names(holm([missed("a", 0.024), reached("c"), reached("d")])) == set()
    assert names(holm([missed("a", 0.024), reached("c"), other])) == {"a"}


def test_holm_runs_over_the_whole_paper_and_each_paper_apart():
    """0.02 survives in a paper of two; not in one of three, not even in its own target."""
    own = missed("a", 0.02, target="2.1")
    rest = (reached("b"), reached("c"))
    of_target = {
        len(lines): next(s for s in summarise(lines) if s.target == "2.1").certainty
        for lines in ((own, rest[0]), (own, *rest))
    }
    assert of_target == {2: "shown", 3: "within_noise"}
    elsewhere = (own, *(reached(n, area="folehaven") for n in "bc"))
    assert paper(*elsewhere).certainty == "shown"


KINDS = ("shown", "within_noise", "counted", "unknown")


def expected_of_reached(kinds):
    if kinds == {"counted"}:
        return "counted"
    if kinds <= {"shown", "counted"}:
        return "shown"
    return "unknown" if "unknown" in kinds else "within_noise"


@pytest.mark.parametrize("kinds", list(product(KINDS, repeat=3)))
def test_reached_is_shown_only_when_every_line_is(kinds):
    lines = [reached(str(i), kind) for i, kind in enumerate(kinds)]
    assert paper(*lines).certainty == expected_of_reached(set(kinds))


NOT_ALL = [  # certainty of a missed line with its p, of a reached one, and of the sum
    ("shown", 0.01, "shown", "shown"),
    ("shown", 0.01, "unknown", "shown"),
    ("shown", 0.0251, "shown", "within_noise"),  # above 0.05/2
    ("within_noise", 0.01, "shown", "within_noise"),  # a p that the limits do not bear out
    ("within_noise", 0.3, "shown", "within_noise"),
    ("within_noise", 0.3, "counted", "within_noise"),
    ("counted", None, "shown", "counted"),
    ("counted", None, "counted", "counted"),
    ("unknown", None, "shown", "unknown"),
    ("within_noise", 0.3, "unknown", "unknown"),
]


@pytest.mark.parametrize(("bad", "p", "good", "whole"), NOT_ALL)
def test_not_all_reached_is_shown_only_by_a_line_that_survives(bad, p, good, whole):
    assert paper(missed("a", p, bad), reached("b", good)).certainty == whole


def test_a_paper_without_a_judged_line_has_no_certainty():
    assert paper(line("a", "not_judged")).certainty is None
