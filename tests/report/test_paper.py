"""What a paper holds and in which order: verdicts first, then safety, crime, the rest, notes."""

from dataclasses import replace

import pytest

from grundlag.render.numbers import cell_text, fill
from grundlag.report.compose import compose
from grundlag.report.model import Chart, Paragraph, Table, VerdictCell
from grundlag.report.notes import data_notes, notes_section
from grundlag.verdicts.judge import judge

AREAS = ["folehaven", "tingbjerg-husum", "amager"]
PAPERS = ["indstilling", "overblik", *AREAS, "om-opgoerelsen", "afklaring"]


def said(text):
    return fill(text).replace("\u00a0", " ")


def blocks(paper, kind, section=None):
    found = [s for s in paper.sections if section in (None, s.id)]
    return [b for s in found for b in s.blocks if isinstance(b, kind)]


def cells(table):
    return [[cell_text(c).replace("\u00a0", " ") for c in row] for row in table.rows]


def table(paper, name):
    return next(t for t in blocks(paper, Table) if t.id == name)


def test_there_is_an_item_an_overview_a_paper_a_partnership_an_annex_and_a_list(all_made):
    for made in all_made[:-1]:
        assert [p.id for p in made.pack.papers] == PAPERS
    assert [p.id for p in all_made[-1].pack.papers] == ["overblik", "afklaring"]


def test_a_paper_has_the_verdicts_first_and_then_a_page_a_goal(now):
    sections = now.paper("folehaven").sections
    assert [(s.heading, s.new_page) for s in sections] == [
        ("Vurderingen kort", False), ("Tryghed", True), ("Kriminalitet", True),
        ("Samarbejde", False),
    ]  # fmt: skip
    first = sections[0].blocks
    assert isinstance(first[0], Paragraph)
    assert first[0].role == "lead"
    assert isinstance(first[1], Table)


def test_how_the_figures_are_made_stands_in_the_annex_alone(now):
    annex = now.annex("amager")
    assert (annex.title, annex.subtitle) == ("Om opgørelsen", "Bilag 4 · Rapport 2026")
    assert [s.heading for s in annex.sections] == [
        "Sådan er grundlaget læst", "Sådan er usikkerheden beregnet",
        "Det, tallene er lavet af", "Målsætningerne, som de er vedtaget",
        "Amager: Usikkerhed på tryghedens tal", "Amager: Over perioden",
        "Amager: Kriminaliteten år for år", "Amager: Rettelser og foreløbige tal",
        "Amager: På begge områder", "Amager: Anmeldelser uden stedfæstelse",
        "Amager: Hvad der kan ses næste år", "Amager: Aktiviteterne i tryghedsplanen",
    ]  # fmt: skip
    whole = now.paper("om-opgoerelsen").sections
    assert [s.heading.split(":")[0] for s in whole if s.new_page] == [
        "Folehaven", "Tingbjerg-Husum", "Amager",
    ]  # fmt: skip
    assert annex.marks == now.paper("amager").marks
    names = {t.id for t in blocks(now.paper("amager"), Table)}
    assert names == {
        "vurdering-amager", "andele-amager", "tabel-1-amager", "tabel-2-amager",
        "usikkerhed-kriminalitet-amager", "indsatsomraader-amager",
    }  # fmt: skip


def test_the_annex_of_a_proposal_calls_its_goals_proposed(made):
    annex = made[2026, "forslag-2025"].annex("amager")
    assert annex.sections[3].heading == "Målsætningerne, som de er foreslået"
    goals = [said(t) for p in blocks(annex, Paragraph, "maal") for t in p.texts]
    assert goals[0] == (
        "Ordene er taget fra „Nuværende og kommende afrapporteringsgrundlag for "
        "tryghedspartnerskaberne“."
    )
    basis = made[2026, "forslag-2025"].context.basis
    assert goals[1:] == [
        words
        for goal in basis.goal
        for words in (f"{goal.id}. {goal.text}",
                      *(f"{t.id} {t.text}" for t in goal.target if t.text))
    ]  # fmt: skip


def test_three_years_stand_on_top(made):
    facts = {f.label: said(f.text) for f in made[2025, "forslag-2025"].paper("amager").facts}
    assert facts == {
        "Rapportår": "2025",
        "Tryghedsundersøgelse": "2025",
        "Anmeldelser (helårsdata)": "2024",
        "Indbyggere": "1. januar 2025",
        "Grundlag": "Forslag til afrapporteringsgrundlag fra 2025 (ikke vedtaget)",
    }


def test_a_proposal_and_invented_data_are_marked_on_every_paper(made, bydele):
    for (_, basis), each in made.items():
        own = ("FORSLAG", "opdigtede data") if basis else ("opdigtede data",)
        marks = ("internt", *own)  # the public has papers of its own
        assert {p.marks for p in each.pack.papers} == {marks}
        assert each.pack.proposal == (basis is not None)
    assert {p.marks for p in bydele.pack.papers} == {()}


def test_there_is_at_most_one_chart_a_goal(all_made):
    for made in all_made:
        for paper in made.pack.papers:
            for section in paper.sections:
                assert sum(isinstance(b, Chart) for b in section.blocks) <= 1
    assert [c.id for c in blocks(all_made[0].paper("amager"), Chart)] == ["tryghed-amager"]
    annex = all_made[0].annex("amager")
    assert [c.id for c in blocks(annex, Chart)] == ["kriminalitet-amager"]


def printed(line, context, verdict):
    """Whether a line of the first page prints what it is about: the gap, or the figure."""
    if not line.numbers:
        return verdict.now.value is None
    if verdict.rule == "approaches":
        gap = context.measures.gaps[verdict.indicator, verdict.area, verdict.now.year]
        return line.numbers["now"].value == abs(gap.value)
    if verdict.finding.reason == "in_baseline":
        base = context.measures.baselines[verdict.indicator, verdict.area]
        return line.numbers["now"].value == base.value
    return line.numbers["now"].value == verdict.now.value


def test_every_target_has_one_row_with_all_its_lines_and_its_verdict(all_made):
    for made in all_made[:-1]:
        for area in AREAS:
            found = made.run.judgements.of(area)
            rows = table(made.paper(area), f"vurdering-{area}").rows
            targets = [said(r[0].lines[0]) for r in rows]
            assert targets == list(dict.fromkeys(v.target for v in found))
            for target, row in zip(targets, rows, strict=True):
                own = [v for v in found if v.target == target]
                assert len(row[1].lines) == len(own)
                for line, verdict in zip(row[1].lines, own, strict=True):
                    assert said(line).startswith(made.context.label(verdict.indicator))
                    assert printed(line, made.context, verdict)
                assert isinstance(row[2], VerdictCell)


def test_lines_that_do_not_count_are_named_below_the_verdicts(now):
    notes = table(now.paper("amager"), "vurdering-amager").notes
    assert [said(n) for n in notes] == [
        "Tæller ikke med i den samlede vurdering: 1.2 andelen af trygge borgere og 1.2 andelen "
        "af trygge borgere, aften og nat."
    ]


def test_safety_shows_the_comparator_beside_each_share(now):
    for name, place in (("folehaven", "Folehaven"), ("amager", "Amager")):
        rows = cells(table(now.paper(name), f"andele-{name}"))
        assert [(r[0], r[1]) for r in rows] == [
            ("Andelen af trygge borgere", place),
            ("Andelen af trygge borgere", "København"),
            ("Andelen af trygge borgere, aften og nat", place),
            ("Andelen af trygge borgere, aften og nat", "København"),
        ]


def test_utrygge_are_shown_where_the_agreement_is_about_them(made):
    folehaven = table(made[2025, "forslag-2025"].paper("folehaven"), "andele-folehaven")
    assert "Andelen af utrygge borgere" in {r[0] for r in cells(folehaven)}
    amager = table(made[2025, "forslag-2025"].paper("amager"), "andele-amager")
    assert "Andelen af utrygge borgere" not in {r[0] for r in cells(amager)}
    assert "utrygge" not in {
        v.indicator for v in made[2025, "forslag-2025"].run.judgements.verdicts
    }


def test_a_goal_that_is_shown_and_not_judged_says_why_in_the_basis_words(made):
    texts = blocks(made[2025, "forslag-2025"].paper("folehaven"), Paragraph, "tryghed")[1].texts
    assert said(texts[0]).startswith("I partnerskabsaftalen for Folehaven partnerskab vil der")
    assert said(texts[1]).startswith("Tallene vises uden vurdering, for grundlaget gør en")
    older = blocks(made[2024, None].paper("amager"), Paragraph, "tryghed")[1].texts
    assert [said(t) for t in older] == [
        "Tallene vises uden vurdering, for aftalen gælder utryghed, og målet gælder tryghed.",
        "Aftalen gælder utryghed; derfor er andelen af utrygge vist ved siden af.",
    ]


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_limits_and_how_much_they_rest_on_stand_below_the_tables(made, year):
    estimates = made[year, None].run.measures.estimates
    safety = table(made[year, None].annex("amager"), "usikkerhed-tryghed-amager")
    assert [c.heading for c in safety.columns[-2:]] == ["Antal svar", "Svarer til"]
    assert any("Svarer til" in said(note) for note in safety.notes)
    for row in safety.rows[:2]:
        place = "amager" if cell_text(row[1]) == "Amager" else "koebenhavn"
        found = estimates["trygge", place, year]
        assert (row[3].value, row[5].value) == (found.value, found.n)
        assert row[6].value == found.made.effective_n
        assert row[6].value > 0
        assert (row[4].low.value, row[4].high.value) == (found.limits.low, found.limits.high)
    section = next(s for s in made[year, None].paper("amager").sections if s.id == "kriminalitet")
    assert section.blocks[-1].id == "usikkerhed-kriminalitet-amager"
    rows = {cell_text(r[0]): r for r in section.blocks[-1].rows}
    for name in ("indbrud", "narkotika", "borgervendt_kriminalitet_pr_1000"):
        found = estimates[name, "amager", year - 1]
        row = rows[made[year, None].context.label(name)]
        assert row[1].value == found.n
        assert row[2].value == found.made.dispersion
        assert (row[3].low.value, row[3].high.value) == (found.limits.low, found.limits.high)


def test_the_limits_of_a_change_stand_with_what_it_is_from(now):
    rows = {cell_text(r[0]): r for r in table(
        now.paper("amager"), "usikkerhed-kriminalitet-amager").rows}  # fmt: skip
    verdicts = {v.indicator: v for v in now.run.judgements.of("amager")}
    own = ("indbrud", "borgervendt_kriminalitet_pr_1000", "tyveri_roeveri")
    for name in own:
        row, change = rows[now.context.label(name)], verdicts[name].finding.change
        assert cell_text(row[4]) == "2024"
        if change.limits.high > 11:
            assert said(row[5]).endswith("til over +1.000 %")
            continue
        assert row[5].low.value == change.limits.low - 1
        assert row[5].high.value == change.limits.high - 1
    assert {verdicts[name].finding.change.limits.high > 11 for name in own} == {True, False}


def test_an_overview_has_all_areas_with_their_goals(now):
    rows = table(now.paper("overblik"), "overblik").rows
    assert [cell_text(r[0]) for r in rows] == ["Folehaven", "Tingbjerg-Husum", "Amager"]
    found = now.context.summary("amager", "2")
    cell = rows[2][2]
    assert cell.certainty.startswith(f"{found.reached} af {found.judged}, ")


def test_notes_are_the_readings_that_something_printed_leans_on(now):
    annex = now.annex("amager")
    notes = [said(t) for p in blocks(annex, Paragraph, "laesning") for t in p.texts]
    assert any("„meget tryg“ og „tryg“" in n and "„ved ikke“ tæller med" in n for n in notes)
    short = "hvor de er for få, er variansen sat til 3 (antal) og 5 (tal pr. indbygger) gange"
    assert any(short in n for n in notes)
    assert not any("{" in n for n in notes)
    assert "Total er summen af de fire gerningstyper." in notes
    assert sum("Folehaven: kriminalitet vurderes" in n for n in notes) == 1
    assert len(notes) == len(set(notes))


def test_a_reading_of_one_partnership_alone_names_it(now):
    """The lists of activities are of different lengths, and each baseline is an area's own."""
    notes = [said(t) for p in blocks(now.paper("om-opgoerelsen"), Paragraph, "laesning")
             for t in p.texts]  # fmt: skip
    for area, n in (("Amager", 36), ("Tingbjerg-Husum", 40), ("Folehaven", 30)):
        assert sum(note.startswith(f"{area}: {n} aktiviteter i ") for note in notes) == 1
        assert sum(note.startswith(f"Baseline for {area} er ") for note in notes) == 1


def test_an_annex_says_by_which_methods_its_figures_are_made(made):
    """A sentence for each of those used, and none for the others."""
    asked = {"garwood": "(Garwood)", "ratio": "forholdet mellem to tal", "many": "(Holm)",
             "korn_graubard": "(Korn og Graubard)", "difference": "Ændringer i andele",
             "gap": "Afstanden til København", "counted": "talt alle sammen"}  # fmt: skip
    rules = {"rises_every_year": {"korn_graubard", "difference"}, "at_least": {"counted"},
             "held_at_baseline": {"garwood", "ratio"}}  # fmt: skip
    for each in made.values():
        lines = each.run.judgements.of("amager")
        used = {name for v in lines if v.is_judged for name in rules.get(v.rule, ())}
        paper = each.annex("amager")
        texts = [said(t) for p in blocks(paper, Paragraph, "metode") for t in p.texts]
        for name in used:
            assert sum(asked[name] in text for text in texts) == 1
        assert not any("fast tal" in text or "(Wilson)" in text for text in texts)
        gaps = any(v.rule == "approaches" for v in lines)
        assert any(asked["gap"] in text for text in texts) == gaps


def test_every_row_that_came_is_accounted_for(all_made):
    for made in all_made:
        by_source = {}
        for delivery in made.run.cubes.deliveries:
            m = delivery.manifest
            assert m.rows_read == m.rows_kept + m.rows_set_aside
            assert made.pack.intake[delivery.id] == {
                "read": m.rows_read, "kept": m.rows_kept, "set_aside": m.rows_set_aside,
            }  # fmt: skip
            by_source.setdefault(m.source, []).append(m.rows_read)
        told = [t for t in data_notes(made.context) if "read" in t.numbers]
        assert [t.numbers["read"].value for t in told] == [sum(n) for n in by_source.values()]


def test_every_list_of_activities_is_told(now):
    lists = ["Amager partnerskab", "Folehaven partnerskab", "Tingbjerg-Husum partnerskab"]

    texts = [said(t) for t in data_notes(now.context)]
    assert all(any(t.startswith(f"{name}: 1 fil") for t in texts) for name in lists)
    assert any(t.startswith("Københavns Politi") for t in texts)


def test_reports_without_a_place_or_with_an_unknown_code_are_told(now):
    texts = [t for p in notes_section(now.context).blocks if isinstance(p, Paragraph)
             for t in p.texts]  # fmt: skip
    unplaced = next(t for t in texts if "uden stedfæstelse" in t.words)
    cube = now.run.cubes.crime
    rows = zip(cube.month, cube.atom, cube.n, strict=True)
    year = [(cube.atoms[a], n) for m, a, n in rows if m // 12 == 2025]
    missing = sum(n for atom, n in year if atom == "unplaced")
    assert unplaced.numbers["n"].value == missing > 0
    assert unplaced.numbers["share"].value == missing / sum(n for _, n in year)


def test_the_code_list_is_printed_with_its_status(now):
    codes = table(now.annex("amager"), "kodeliste")
    assert codes.title == "Kodeliste dst-grupper, version 2026-1"
    rows = {r[0]: r[1:] for r in cells(codes)}
    assert rows["Antal indbrud"] == ["1316*, 1320*, 1324*", "forslag, skal bekræftes"]


def test_two_goals_on_crime_are_two_sections_and_each_table_is_printed_once(now):
    run = now.run
    goals = run.measures.basis.goal
    crime = next(g for g in goals if g.about == "kriminalitet")
    parts = [replace(crime, id=f"2{t.id}", target=(t,)) for t in (crime.target[1], crime.target[2])]
    basis = replace(run.measures.basis, goal=tuple(parts))
    measures = replace(run.measures, basis=basis)
    pack = compose(run.defs, run.cubes, measures, judge(run.defs, measures), proposal=False)
    paper = next(p for p in pack.papers if p.id == "amager")
    ids = [s.id for s in paper.sections]
    assert len(ids) == len(set(ids))
    assert sorted(t.number for t in blocks(paper, Table) if t.number) == [1, 2]
