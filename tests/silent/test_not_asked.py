"""A question that was not asked is no 0 and no 100 %, whatever group an empty answer stands in."""

import pytest

from grundlag.indicators.measure import measure
from grundlag.report.words import terms

HEADING = "År;Kvarter;Lag;Klynge;Vægt;Tryghed\n"
ASKED = "2025;Nord;;;1;tryg\n" * 30 + "2025;Syd;;;1;utryg\n" * 10
NOT_ASKED = "2026;Nord;;;1;\n" * 30 + "2026;Syd;;;1;\n" * 10
SPLIT = "2026;Nord;;;1;\n" * 30 + "2026;Syd;;;1;tryg\n" * 10


def share(town, area: str):
    measures = measure(town.defs, town.defs.bases["grund"], 2026, town.count())
    return measures.estimates["trygge", area, 2026], measures.gaps.get(("trygge", area, 2026))


@pytest.mark.parametrize("out_of", ['"tryg", "hverken", "utryg"', '"tryg", "utryg", "ubesvaret"'])
def test_a_question_not_asked_in_a_wave_has_no_share(town, out_of):
    """Trap: all missing counted as *not tryg* is 0 %, where empty stands in the denominator."""
    old = 'out_of = ["tryg", "hverken", "utryg", "ved_ikke"]'
    town.change("definitions/survey.toml", old, f"out_of = [{out_of}]")
    town.take(HEADING + ASKED + NOT_ASKED)
    found, gap = share(town, "nord")
    assert (found.value, found.limits, found.missing.why) == (None, None, "not_asked")
    assert gap.value is None
    assert terms.REASON["not_asked"] == "der blev ikke spurgt om det"
    measures = measure(town.defs, town.defs.bases["grund"], 2026, town.count())
    assert measures.estimates["trygge", "nord", 2025].value == 1.0


def test_a_part_that_did_not_get_the_question_has_no_share_and_the_rest_has(town):
    old = 'out_of = ["tryg", "hverken", "utryg", "ved_ikke"]'
    town.change("definitions/survey.toml", old, 'out_of = ["tryg", "utryg", "ubesvaret"]')
    town.take(HEADING + SPLIT)
    found, gap = share(town, "nord")
    assert (found.value, found.missing.why, gap.value) == (None, "no_answers", None)
    assert share(town, "syd")[0].value == 1.0
