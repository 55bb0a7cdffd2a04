"""The first page: three sentences, one line a target, and only what would turn a line."""

from dataclasses import replace

import pytest

from grundlag.basis.model import Alternative
from grundlag.render.numbers import fill
from grundlag.report.model import Paragraph, VerdictCell
from grundlag.report.overview import overview_section
from grundlag.report.targets import target_cell
from grundlag.verdicts.model import Finding, Summary, Verdict
from grundlag.verdicts.readings import turns


def said(text):
    return fill(text).replace("\u00a0", " ")


def line(made, **finding):
    context = made.context
    return Verdict(
        area="amager", goal="1", target="1.1", indicator="trygge", year=2026,
        rule=finding.pop("rule", "rises_every_year"),
        now=context.measures.estimates["trygge", "amager", 2026], finding=Finding(**finding),
    )  # fmt: skip


def total(judged, reached, certainty="within_noise"):
    outcome = "not_judged" if not judged else "partly"
    if judged and reached in (0, judged):
        outcome = "reached" if reached else "missed"
    return Summary(
        area="amager", goal="1", target="1.1", outcome=outcome, judged=judged, reached=reached,
        certainty=certainty if judged else None, left_out=(),
    )  # fmt: skip


def test_the_lead_is_three_sentences(made):
    for (year, basis), each in made.items():
        for area in ("folehaven", "tingbjerg-husum", "amager"):
            lead = each.paper(area).sections[0].blocks[0]
            assert len(lead.texts) == (3 if each.context.summary(area).judged else 1), (year, basis)


def test_the_third_sentence_names_what_is_not_reached(made):
    each = made[2026, "forslag-2025"]
    third = said(each.paper("amager").sections[0].blocks[0].texts[2])
    missed = [v for v in each.run.judgements.of("amager") if v.finding.outcome == "missed"]
    names = list(dict.fromkeys(each.context.subject(v.indicator) for v in missed))
    assert names
    assert third.startswith("Målene er ikke nået for ")
    assert all(name in third for name in names)


@pytest.mark.parametrize(
    ("lines", "found", "cell"),
    [
        ([{"outcome": "reached", "certainty": "shown"}] * 2, total(2, 2, "shown"),
         ("steget", "2 af 2, statistisk sikkert", "reached")),
        ([{"outcome": "missed", "certainty": "within_noise"}] * 2, total(2, 0),
         ("ikke steget", "0 af 2, inden for usikkerheden", "missed")),
        ([{"outcome": "reached", "certainty": "shown"},
          {"outcome": "missed", "certainty": "within_noise"}], total(2, 1),
         ("delvist nået", "1 af 2, inden for usikkerheden", "partly")),
        ([{"outcome": "reached", "certainty": "shown"}], total(1, 1, "shown"),
         ("steget", "statistisk sikkert", "reached")),
        ([{"outcome": "later", "leaning": "reached", "certainty": "shown", "rule": "approaches",
           "decides": {"closing": 2028}},
          {"outcome": "later", "leaning": "reached", "certainty": "within_noise",
           "rule": "approaches", "decides": {"closing": 2028}}], total(0, 0),
         ("nærmer sig (afgøres 2028)", "inden for usikkerheden", "open")),
        ([{"outcome": "later", "leaning": "reached", "certainty": "shown", "rule": "approaches",
           "decides": {"closing": 2028}},
          {"outcome": "later", "leaning": "missed", "certainty": "shown", "rule": "approaches",
           "decides": {"closing": 2028}}], total(0, 0),
         ("nærmer sig delvist (afgøres 2028)", "", "open")),
        ([{"outcome": "monitored", "certainty": "shown", "rule": "monitored"}] * 2, total(0, 0),
         ("monitoreres", "følges uden vurdering", "open")),
        ([{"outcome": "not_judged", "reason": "no_wave_before"}] * 2, total(0, 0),
         ("vurderes ikke", "der er ingen undersøgelse fra året før", "open")),
        ([{"outcome": "missed", "certainty": "shown"},
          {"outcome": "not_judged", "reason": "no_wave_before"}], total(1, 0),
         ("ikke steget", "0 af 1, statistisk sikkert", "missed")),
        ([{"outcome": "no_data", "reason": "no_wave"},
          {"outcome": "reached", "certainty": "within_noise"}], total(1, 1),
         ("steget", "1 af 1, inden for usikkerheden", "reached")),
        ([{"outcome": "not_judged", "reason": "no_wave_before"},
          {"outcome": "not_judged", "reason": "break"}], total(0, 0),
         ("vurderes ikke", "af flere grunde, som står ved tallene", "open")),
        ([{"outcome": "not_judged", "reason": "break"},
          {"outcome": "no_data", "reason": "no_wave"}], total(0, 0),
         ("vurderes ikke", "af flere grunde, som står ved tallene", "open")),
    ],
)  # fmt: skip
def test_a_target_has_its_lines_verb_where_they_agree(made, lines, found, cell):
    verdicts = [line(made[2026, None], **dict(each)) for each in lines]
    got = target_cell(verdicts, found)
    assert got == VerdictCell(outcome=cell[0], certainty=cell[1], tone=cell[2])


def test_only_readings_that_would_turn_a_line_stand_on_the_first_page(made):
    each = made[2026, "forslag-2025"]
    run = each.run
    found = turns(run.defs, run.cubes, run.measures, run.judgements)
    for area in ("folehaven", "tingbjerg-husum", "amager"):
        own = {t.says for t in found if t.verdict.area == area}
        notes = [
            said(t)
            for b in each.paper(area).sections[0].blocks
            if isinstance(b, Paragraph) and b.role == "note"
            for t in b.texts
        ]
        printed = {n.split(", bliver udfaldet")[0] for n in notes if ", bliver udfaldet" in n}
        assert printed == own
        assert any("spørgsmål stå åbne" in n for n in notes) == bool(own)


def test_no_other_reading_no_note(made):
    each = made[2026, "forslag-2025"]
    section = overview_section(each.context, "amager", ())
    notes = [said(t) for b in section.blocks if isinstance(b, Paragraph) for t in b.texts]
    assert not any("spørgsmål stå åbne" in n for n in notes)


def test_a_reading_that_changes_nothing_is_no_turn(made):
    """The reading that is in force already, once more: nothing may turn."""
    run = made[2026, "forslag-2025"].run
    basis = run.measures.basis
    same = Alternative(says="Som nu", population_on="after")
    assumptions = tuple(
        replace(a, other=(same,) if a.id == "befolkning" else ()) for a in basis.assumption
    )
    measures = replace(run.measures, basis=replace(basis, assumption=assumptions))
    assert turns(run.defs, run.cubes, measures, run.judgements) == ()


def test_how_the_figures_are_made_begins_a_page_of_its_own(made):
    """Else its heading can stand with a line alone at the end of a page."""
    for each in made.values():
        about = next(s for s in each.paper("overblik").sections if s.id == "om")
        assert about.new_page
