"""Every word of state that a room can give has a Danish one: found by reading the source."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from grundlag.basis.model import Rule
from grundlag.report.words import sums, terms
from grundlag.verdicts.model import Certainty, Finding, SummaryOutcome, Unknown

pytestmark = pytest.mark.slow  # reports of a whole city

SOURCE = Path(__file__).parents[2] / "src" / "grundlag"
ROOMS = ("basis", "records", "cubes", "indicators", "verdicts")


def strings(node: ast.AST) -> Iterator[str]:
    """The string values an expression may have: both arms of a choice, parts of a tuple."""
    match node:
        case ast.Constant(value=str(word)):
            yield word
        case ast.IfExp(body=one, orelse=other):
            yield from strings(one)
            yield from strings(other)
        case ast.BoolOp(values=parts) | ast.Tuple(elts=parts):
            for part in parts:
                yield from strings(part)


def given(tree: ast.AST, name: str) -> Iterator[str]:
    """What is ever passed or assigned to a name, alone or as one of several."""
    for node in ast.walk(tree):
        match node:
            case ast.keyword(arg=str(arg), value=value) if arg == name:
                yield from strings(value)
            case ast.Assign(targets=[ast.Name(id=target)], value=value) if target == name:
                yield from strings(value)
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                for one, value in zip(names, values, strict=True):
                    if isinstance(one, ast.Name) and one.id == name:
                        yield from strings(value)


def found(*names: str) -> set[str]:
    trees = [ast.parse(p.read_text("utf-8")) for r in ROOMS for p in (SOURCE / r).rglob("*.py")]
    return {word for tree in trees for name in names for word in given(tree, name) if word}


def returned(function: str) -> set[str]:
    """The words that a function returns as such."""
    tree = ast.parse((SOURCE / "verdicts" / "judge.py").read_text("utf-8"))
    body = next(n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == function)
    returns = [n.value for n in ast.walk(body) if isinstance(n, ast.Return) and n.value]
    return {word for value in returns for word in strings(value)}


def test_every_reason_and_every_missing_has_words():
    reasons = found("why", "reason") | returned("why_not")
    assert {"no_reports_in", "cell_not_delivered", "no_end", "not_in_basis"} <= reasons
    assert reasons - set(terms.REASON) == set()


def test_every_missing_limit_has_words():
    words = found("no_limits")
    assert {"no_n", "constant"} <= words
    assert words <= set(terms.NO_LIMITS)


def test_every_note_has_words():
    notes = found("notes") | {"unplaced_decides", "comparator_fell"}
    assert {"constant_baseline", "unchanged_as_printed"} <= notes
    assert notes <= set(terms.NOTE)


def test_no_words_are_left_over():
    assert set(terms.REASON) <= found("why", "reason") | returned("why_not") | {"no_data"}
    assert set(terms.NO_LIMITS) == found("no_limits")


def test_every_unknown_certainty_has_words():
    assert set(terms.UNKNOWN) == set(get_args(Unknown))


def test_every_certainty_has_a_word_and_a_sentence():
    every = set(get_args(Certainty))
    assert set(terms.CERTAINTY) == set(sums.ONE_CERTAINTY) == every
    assert set(terms.CERTAINTY_SENTENCE) == every - {"unknown"}  # said with its reason
    assert set(sums.SUMMARY_CERTAINTY) == {(good, c) for good in (True, False) for c in every}


OUTCOMES = {
    "rises_every_year": ("steget", "ikke steget"),
    "approaches": ("nærmer sig", "nærmer sig ikke"),
    "held_at_baseline": ("fastholdt", "ikke fastholdt"),
    "at_least": ("nået", "ikke nået"),
}


@pytest.mark.parametrize("rule", OUTCOMES)
def test_the_outcome_is_the_agreements_own_verb(rule):
    good, bad = OUTCOMES[rule]
    assert terms.outcome(rule, Finding(outcome="reached")) == good
    assert terms.outcome(rule, Finding(outcome="missed")) == bad
    assert terms.outcome(rule, Finding(outcome="later", leaning="reached")) == good
    assert terms.outcome(rule, Finding(outcome="later", leaning="missed")) == bad


@pytest.mark.parametrize("rule", get_args(Rule))
def test_what_is_not_judged_is_said_in_one_way(rule):
    assert terms.outcome(rule, Finding(outcome="not_judged")) == "vurderes ikke"
    assert terms.outcome(rule, Finding(outcome="no_data")) == "ingen data"
    assert terms.outcome(rule, Finding(outcome="monitored")) == "monitoreres"


def test_only_what_is_decided_has_a_tone():
    tones = {o: terms.tone(Finding(outcome=o)) for o in (
        "reached", "missed", "monitored", "not_judged", "later", "no_data")}  # fmt: skip
    assert tones.pop("reached") == "reached"
    assert tones.pop("missed") == "missed"
    assert set(tones.values()) == {"open"}


def test_a_summary_is_reached_in_part_or_not():
    assert {o: terms.SUMMARY[o] for o in get_args(SummaryOutcome)} == {
        "reached": "nået", "partly": "delvist nået", "missed": "ikke nået",
        "not_judged": "vurderes ikke",
    }  # fmt: skip


def test_when_a_line_is_decided_stands_with_it():
    assert terms.decided_in("nærmer sig", 2028) == "nærmer sig (afgøres 2028)"
    assert terms.decided_in("nærmer sig ikke", None) == "nærmer sig ikke (afgøres senere)"


def test_danish_stands_in_words_alone():
    """No text with a space, and none of Danish letters, in the report's other modules."""
    strays = []
    for path in sorted((SOURCE / "report").glob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        docs = {
            node.value for parent in ast.walk(tree) for node in ast.iter_child_nodes(parent)
            if isinstance(node, ast.Expr)
        }  # fmt: skip
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docs:
                text = re.sub(r"\{\w+\}|[^\w ]", "", node.value)
                if set(text.lower()) & set("æøå") or len(text.split()) > 1:
                    strays.append(f"{path.name}:{node.lineno}: {text}")
    assert strays == []
