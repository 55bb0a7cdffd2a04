"""The law of as-of: a paper comes out as it was, whatever arrived or was decided since."""

import json
from datetime import date
from pathlib import Path

import pytest

from grundlag.run import judge_year, load, report

pytestmark = pytest.mark.slow

BASELINE = """
[[baseline]]
partnership = "nord"
basis = "grund"
indicator = "indbrud"
years = [2024]
as_of = 2026-03-01
"""
GOAL = (
    """goal = []
""",
    """
[[goal]]
id = "2"
about = "kriminalitet"
applies_to = ["nord", "syd"]
text = "Indbrud skal fastholdes."

[[goal.target]]
id = "2.1"
indicators = ["indbrud"]
rule = "held_at_baseline"
better = "lower"
""",
)
BY = date(2026, 2, 15)


PEOPLE = "Dag;Område;Indbyggere\n" + "".join(
    f"01-01-{year};{place};1000\n"
    for year in (2025, 2026)
    for place in ("Nordkvarteret", "Sydkvarteret", "Byen")
)
YEARS = {"years": (2024, 2025)}
SYD = [f"1320;02-{month:02d}-{year};Syd" for year in (2024, 2025) for month in range(1, 13)]


@pytest.fixture
def judged_town(town, reports):
    """Two years of one burglary a month in each quarter, known on 1 February 2026."""
    town.change("definitions/bases/grund.toml", *GOAL)
    path = "definitions/partnerships.toml"
    town.write(path, (town.root / path).read_text("utf-8") + BASELINE)
    town.take(reports(*SYD, **YEARS), arrived=date(2026, 2, 1))
    town.take(PEOPLE, arrived=date(2026, 2, 1))
    return town


def written(root: Path, as_of: date | None) -> str:
    """All that a report says, and of its receipt all but which files there are."""
    _, written = report(root, 2026, as_of or date(2026, 6, 1), None, as_of)
    path = next(p for p in written.paths if p.name == "report.json")
    said = json.loads(path.read_text("utf-8"))
    del said["receipt"]["definitions"], said["receipt"]["content_sha256"]  # which holds them, too
    return json.dumps(said, ensure_ascii=False)


def test_what_arrives_later_changes_no_earlier_paper(judged_town, reports):
    """In March come a burglary more in 2025 and one in 2024, inside the baseline's own day."""
    before = written(judged_town.root, BY)
    more = "1320;09-06-2025;Nord", "1320;09-06-2024;Nord"
    judged_town.take(reports(*more, *SYD, **YEARS), arrived=date(2026, 2, 20))
    assert written(judged_town.root, BY) == before
    assert written(judged_town.root, None) != before
    assert written(judged_town.root, date(2026, 2, 20)) != before


def test_the_counts_are_those_of_the_day(judged_town, reports):
    judged_town.take(reports("1320;09-06-2025;Nord", *SYD, **YEARS), arrived=date(2026, 2, 20))
    defs = load(judged_town.root)
    for as_of, wanted in ((BY, 12), (date(2026, 2, 19), 12), (date(2026, 2, 20), 13), (None, 13)):
        run = judge_year(defs, 2026, date(2026, 6, 1), None, as_of)
        assert run.measures.estimates["indbrud", "nord", 2025].value == wanted, as_of


def test_a_baselines_day_is_never_later_than_the_papers(judged_town, reports):
    """Counted on 1 March, it holds what came on 20 February; on 15 February it could not."""
    judged_town.take(reports("1320;09-06-2024;Nord", *SYD, **YEARS), arrived=date(2026, 2, 20))
    defs = load(judged_town.root)
    for as_of, wanted in ((BY, 12), (None, 13)):
        run = judge_year(defs, 2026, date(2026, 6, 1), None, as_of)
        assert run.measures.baselines["indbrud", "nord"].value == wanted


def test_a_decision_of_later_changes_no_earlier_paper(judged_town):
    before = written(judged_town.root, BY)
    grund = (judged_town.root / "definitions/bases/grund.toml").read_text("utf-8")
    head = 'id = "andet"\nreplaces = "grund"\nfrom_year = 2026'
    judged_town.write("definitions/bases/andet.toml", grund.replace('id = "grund"', head, 1))
    assert written(judged_town.root, BY) == before
    decided = '\n[[decision]]\nbasis = "andet"\ndecided_on = 2026-02-16\n'
    path = "decisions.toml"
    judged_town.write(path, (judged_town.root / path).read_text("utf-8") + decided)
    assert written(judged_town.root, BY) == before
    assert written(judged_town.root, date(2026, 2, 16)) != before


REMARK = """
schema = 1

[[remark]]
partnership = "nord"
indicator   = "indbrud"
text        = "Ét indbrud om måneden."
initials    = "AB"
date        = 2026-02-12
"""


def test_a_remark_is_noted_when_first_printed_and_told_when_its_figure_moved(judged_town, reports):
    """Printed first to 12 burglaries; then one more has come in, and the paper says so."""
    judged_town.write("remarks/2026.toml", REMARK)
    first = written(judged_town.root, None)
    assert "Ét indbrud om måneden. (AB, 12. februar 2026)" in first
    assert "Skrevet til" not in first
    judged_town.take(reports("1320;09-06-2025;Nord", *SYD, **YEARS), arrived=date(2026, 2, 20))
    run, files = report(judged_town.root, 2026, date(2026, 6, 1))
    html = next(p for p in files.paths if p.name == "nord.html").read_text("utf-8")
    assert "Skrevet til 12, nu 13." in html
    assert "Skrevet til 12, nu 13." not in first
    assert run.measures.estimates["indbrud", "nord", 2025].value == 13


def test_a_remark_written_later_is_in_no_earlier_paper(judged_town):
    before = written(judged_town.root, date(2026, 2, 11))
    judged_town.write("remarks/2026.toml", REMARK)
    assert written(judged_town.root, date(2026, 2, 11)) == before
    assert "Ét indbrud om måneden." in written(judged_town.root, date(2026, 2, 12))
