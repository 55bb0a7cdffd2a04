"""The agenda item: the city's own order, what is declared word for word, and nothing made up."""

import re
from dataclasses import replace

import pytest

from grundlag.render.numbers import fill
from grundlag.render.pdf import pdf
from grundlag.report.compose import compose
from grundlag.report.model import Paragraph, Table

HEADINGS = [
    "Resumé", "Indstilling", "Problemstilling", "Løsning", "Økonomi", "Videre proces", "Bilag",
]  # fmt: skip
pytestmark = pytest.mark.slow  # reports of a whole city
ORDER = ("amager", "tingbjerg-husum", "folehaven")


def said(text):
    return fill(text).replace("\u00a0", " ")


def told(paper, section, role=None):
    """What each paragraph of a section says, of one role or of all."""
    found = next(s for s in paper.sections if s.id == section)
    blocks = [b for b in found.blocks if isinstance(b, Paragraph) and role in (None, b.role)]
    return [" ".join(map(said, block.texts)) for block in blocks]


def composed(made, **agenda):
    """The item where something else is declared; without `agenda` none is."""
    folder = made.run.defs.folder
    declared = replace(folder.agenda, **agenda) if agenda else None
    defs = replace(made.run.defs, folder=replace(folder, agenda=declared))
    pack = compose(defs, made.run.cubes, made.run.measures, made.run.judgements, proposal=False)
    return {paper.id: paper for paper in pack.papers}


def test_it_comes_first_and_has_the_citys_headings_in_the_citys_order(made):
    for each in made.values():
        assert each.pack.papers[0].id == "indstilling"
        assert [s.heading for s in each.pack.papers[0].sections] == HEADINGS


def test_who_asks_whom_and_what_is_asked_in_numbered_points(now):
    paper = now.paper("indstilling")
    assert paper.title == "Status på tryghedspartnerskaberne 2026"
    assert paper.subtitle == "Indstilling til Økonomiudvalget"
    assert told(paper, "indstilling", "text") == [
        "Økonomiforvaltningen indstiller over for Økonomiudvalget,"
    ]
    assert told(paper, "indstilling", "point") == [
        "at status for 2026 på målsætningerne for tryghedspartnerskaberne i Amager, "
        "Tingbjerg-Husum og Folehaven tages til efterretning."
    ]


def test_it_fills_two_pages_at_most(made):
    for each in made.values():
        content = pdf(each.paper("indstilling"))
        assert len(re.findall(rb"/Type\s*/Page\b", content)) <= 2


@pytest.mark.parametrize("basis", [None, "forslag-2025"])
def test_the_goals_stand_as_they_are_worded(made, basis):
    each = made[2026, basis]
    worded = []
    for goal in each.context.basis.goal:
        worded += [f"{goal.id}. {goal.text}", *(f"{t.id} {t.text}" for t in goal.target if t.text)]
    assert told(each.paper("indstilling"), "problemstilling", "quote") == worded


def test_a_proposal_is_marked_on_it_and_named_in_it(made):
    proposed = made[2026, "forslag-2025"].paper("indstilling")
    assert proposed.marks == ("internt", "FORSLAG", "opdigtede data")
    assert "fra 2025 (ikke vedtaget)" in told(proposed, "problemstilling", "text")[-1]
    decided = made[2026, None].paper("indstilling")
    assert decided.marks == ("internt", "opdigtede data")
    assert not any("ikke vedtaget" in text for text in told(decided, "problemstilling"))


def test_of_each_partnership_it_says_what_its_own_paper_says_first(made):
    for each in made.values():
        (_, *found) = told(each.paper("indstilling"), "loesning", "text")
        leads = [" ".join(told(each.paper(area), "overblik", "lead")) for area in ORDER]
        assert found == [f"{lead} Se bilag {n}." for n, lead in enumerate(leads, 1)]


def test_the_table_has_each_partnership_in_the_order_of_the_annexes(now):
    section = next(s for s in now.paper("indstilling").sections if s.id == "loesning")
    (table,) = (b for b in section.blocks if isinstance(b, Table))
    assert [said(row[0]) for row in table.rows] == ["Amager", "Tingbjerg-Husum", "Folehaven"]
    (same,) = (b for b in now.paper("overblik").sections[0].blocks if isinstance(b, Table))
    assert sorted(table.rows, key=str) == sorted(same.rows, key=str)


def test_the_annexes_are_the_papers_by_their_titles_and_say_their_number(made):
    for each in made.values():
        papers = [each.paper(name) for name in (*ORDER, "om-opgoerelsen")]
        assert told(each.paper("indstilling"), "bilag", "point") == [p.title for p in papers]
        year = each.pack.year
        assert [p.subtitle for p in papers] == [f"Bilag {n} · Rapport {year}" for n in range(1, 5)]
        assert each.paper("overblik").subtitle == f"Rapport {year}"


def test_another_order_of_the_annexes_is_followed_everywhere(now):
    papers = composed(now, annexes=("folehaven", "amager", "tingbjerg-husum"))
    assert told(papers["indstilling"], "bilag")[0] == papers["folehaven"].title
    assert papers["folehaven"].subtitle.startswith("Bilag 1 ")
    assert told(papers["indstilling"], "indstilling")[1].startswith(
        "at status for 2026 på målsætningerne for tryghedspartnerskaberne i Folehaven, Amager og "
    )


def test_what_no_figure_says_is_what_is_declared_and_nothing_else(now):
    papers = composed(
        now, by="Byens folk", to="Rådet", background="Vi har mål.", economy="Det er gratis.",
        next="Alle får det at vide.",
    )  # fmt: skip
    paper = papers["indstilling"]
    assert told(paper, "oekonomi") == ["Det er gratis."]
    assert told(paper, "videre-proces") == [
        "Alle får det at vide. Rådet får den næste status i 2027."
    ]
    assert told(paper, "problemstilling")[:2] == ["Vi har mål.", "Målsætningerne lyder:"]
    assert told(paper, "indstilling")[0] == "Byens folk indstiller over for Rådet,"
    everything = " ".join(text for s in paper.sections for text in told(paper, s.id))
    assert "Økonomi" not in everything


def test_where_no_agenda_is_declared_there_is_no_item_and_no_annex_has_a_number(now):
    papers = composed(now)
    assert "indstilling" not in papers
    assert {p.subtitle for p in papers.values()} == {"Rapport 2026"}
