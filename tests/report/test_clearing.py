"""The list to clear: every open question, outside the papers and nowhere inside one."""

from dataclasses import replace

import pytest

from grundlag.render.numbers import cell_text, fill
from grundlag.report.clearing import clearing_sections
from grundlag.report.model import Paragraph, Table
from grundlag.report.words import clearing


def tables(paper):
    return {b.id: b for s in paper.sections for b in s.blocks if isinstance(b, Table)}


def said(cell):
    return cell_text(cell).replace("\u00a0", " ")


def test_every_open_question_is_listed_with_how_it_is_read(all_made):
    for made in all_made:
        table = tables(made.paper("afklaring"))["afklaring"]
        assert [said(r[0]) for r in table.rows] == [a.open for a in made.context.basis.assumption]
        assert {said(r[3]) for r in table.rows} == {""}


def test_no_paper_holds_an_open_question(all_made, texts_of):
    for made in all_made:
        questions = {a.open for a in made.context.basis.assumption}
        for paper in made.pack.papers[:-1]:
            assert not questions & {fill(t) for t in texts_of(paper)}


def test_what_another_reading_would_turn_is_said_by_partnership(made):
    table = tables(made[2026, "forslag-2025"].paper("afklaring"))["afklaring"]
    meaning = {said(r[0]): said(r[2]) for r in table.rows}
    held = meaning["Er minimum fastholdt et loft, og tæller tilfældige udsving med?"]
    judged = made[2026, "forslag-2025"].run.judgements.verdicts
    within = {
        (v.area, v.indicator)
        for v in judged
        if v.rule == "held_at_baseline"
        and (v.finding.outcome, v.finding.certainty) == ("missed", "within_noise")
    }
    assert within
    context = made[2026, "forslag-2025"].context
    for area, indicator in within:
        assert context.name(area) in held
        assert context.subject(indicator) in held
    untried = meaning["Hvilket år og hvilket niveau er hvert partnerskabs baseline?"]
    assert untried == "–"
    assert [said(n) for n in table.notes] == [
        "Hvor der står –, er en anden læsning ikke regnet efter."
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hvert partnerskab for sig.", "Hvert partnerskab for sig."),
        ("Baseline er {span}: {levels}.", "Står for hvert partnerskab i Om opgørelsen."),
        (
            "{n} aktiviteter i {year}; kommunen tæller ikke med; aflyste tæller med.",
            "Kommunen tæller ikke med; aflyste tæller med. Står for hvert partnerskab i Om "
            "opgørelsen.",
        ),
        (
            "Uden stedfæstelse tælles kun i byen; det er {share}.",
            "Uden stedfæstelse tælles kun i byen. Står for hvert partnerskab i Om opgørelsen.",
        ),
    ],
)
def test_what_a_partnerships_own_figures_fill_in_is_in_its_annex(text, words):
    assert clearing.note(text) == words


def test_code_lists_are_listed_until_they_are_confirmed(now):
    paper = now.paper("afklaring")
    listed = {said(r[0]) for r in tables(paper)["gerningstyper"].rows}
    assert {"Chikane", "Antal indbrud"} <= listed
    codes = now.context.defs.codes
    crimes = tuple(replace(c, status="confirmed") if c.id == "chikane" else c for c in codes.crime)
    context = replace(
        now.context, defs=replace(now.context.defs, codes=replace(codes, crime=crimes))
    )
    section = next(s for s in clearing_sections(context, ()) if s.id == "gerningstyper")
    assert "Chikane" not in {said(r[0]) for r in section.blocks[0].rows}


def test_figures_without_a_baseline_are_listed(bydele):
    section = next(s for s in bydele.paper("afklaring").sections if s.id == "baseline")
    lines = [fill(t) for b in section.blocks if isinstance(b, Paragraph) for t in b.texts]
    assert len(lines) == 13
    assert lines[0].startswith("Indre By: Der er ikke fastlagt en baseline for anmeldelser af")
