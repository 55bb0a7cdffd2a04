"""What is said of every way in which two series differ, and of every kind of bridge."""

from dataclasses import replace

import pytest

from grundlag.basis.folder import Bridge
from grundlag.indicators.model import Series
from grundlag.render.numbers import fill
from grundlag.report.words import joins

OLD = Series(
    indicator="vold", basis="b", area="nord", area_version="1", list_version="1",
    question_version="", provider="Politiet", origin="delivered", since=0,
)  # fmt: skip
NEW = replace(OLD, provider="Kommunen", origin="records")
BRIDGE = Bridge(indicator="vold", to_year=2024, joins=("break",), why="Talt begge veje")
HELD = "når de holdes op imod senere tal: Talt begge veje"


@pytest.mark.parametrize(
    ("way", "says"),
    [
        ("area_version", "Området er afgrænset på ny."),
        ("list_version", "Kodelisten er en anden."),
        ("question_version", "Spørgsmålet er stillet på en anden måde."),
        ("provider", "Tallene kommer fra Kommunen; før kom de fra Politiet."),
        ("origin", "Tallene er talt op af de enkelte anmeldelser; før kom de som færdige tal."),
    ],
)
def test_every_way_in_which_series_differ_has_its_sentence(way, says):
    assert joins.differs(way, OLD, NEW, "count") == says


def test_answers_are_answers_and_no_reports():
    found = joins.differs("origin", NEW, OLD, "share")
    assert found == "Tallene kommer som færdige tal; før blev de talt op af de enkelte svar."


@pytest.mark.parametrize(
    ("moved", "says"),
    [
        ({}, f"er brugt, som de er, {HELD}."),
        ({"factor": 1.0}, f"er brugt, som de er, {HELD}."),
        ({"factor": 1.06}, f"er ganget med 1,06, {HELD}."),
        ({"factor": 0.8, "source": "notat"}, f"er ganget med 0,8, {HELD} (notat)."),
        ({"shift": 0.015}, f"har fået lagt 1,5\u00a0procentpoint til, {HELD}."),
        (
            {"shift": -0.02, "error": 0.01},
            f"har fået trukket 2,0\u00a0procentpoint fra, {HELD}. "
            "Usikkerheden ved omregningen er regnet med.",
        ),
    ],
)
def test_a_bridge_says_what_it_does(moved, says):
    assert fill(joins.over(replace(BRIDGE, **moved))) == f"Tal fra før 2024 {says}"
