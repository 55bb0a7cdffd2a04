"""Two series are never on one line, never subtracted, never in one sentence."""

from dataclasses import replace

import pytest

from grundlag.render.numbers import fill
from grundlag.report.compose import annex_paper, partnership_paper
from grundlag.report.model import Chart, Paragraph, Table
from grundlag.verdicts.judge import judge


def charts(paper):
    return {b.id: b for s in paper.sections for b in s.blocks if isinstance(b, Chart)}


def lines(chart):
    return [(line, {int(p.label) for p in line.points}) for p in chart.panels for line in p.lines]


def test_no_line_crosses_amagers_new_border(all_made):
    """Amager was redrawn in 2021; the city was not."""
    for made in all_made[:-1]:
        drawn = [*charts(made.paper("amager")).values()]
        drawn += charts(made.annex("amager")).values()
        assert len(drawn) == 2
        for chart in drawn:
            for line, years in lines(chart):
                if line.name == "Amager":
                    assert max(years) <= 2020 or min(years) >= 2021
                else:
                    assert {2020, 2021} <= years
            assert any(max(years) <= 2020 for _, years in lines(chart))


def test_every_point_of_a_line_is_of_one_series_and_none_is_lost(all_made):
    for made in all_made[:-1]:
        estimates = made.run.measures.estimates
        for area in ("folehaven", "tingbjerg-husum", "amager"):
            chart = charts(made.annex(area))[f"kriminalitet-{area}"]
            judged = [
                v.indicator for v in made.run.judgements.of(area, "2") if v.rule != "monitored"
            ]
            for name, panel in zip(judged, chart.panels, strict=True):
                points = {int(p.label): p for line in panel.lines for p in line.points}
                known = {y: e for (i, a, y), e in estimates.items()
                         if (i, a) == (name, area) and e.value is not None}  # fmt: skip
                assert {y: p.value for y, p in points.items()} == {
                    y: e.value for y, e in known.items()
                }
                for line in panel.lines:
                    assert len({known[int(p.label)].series for p in line.points}) == 1


def test_a_table_over_a_break_says_so(made):
    """Report 2024 shows the waves of 2020 to 2024."""
    paper = made[2024, None].paper("amager")
    table = next(b for s in paper.sections for b in s.blocks if b_id(b) == "andele-amager")
    assert [fill(n) for n in table.notes] == [
        "Amager: Opgørelsen er ændret fra 2021; tal før og efter kan ikke sammenlignes. "
        "Området er afgrænset på ny."
    ]
    later = made[2026, None].paper("amager")
    table = next(b for s in later.sections for b in s.blocks if b_id(b) == "andele-amager")
    assert table.notes == ()


def b_id(block):
    return block.id if isinstance(block, Table) else None


@pytest.fixture
def broken(made, replaced):
    """Report 2026 as if every series of Amager began anew with the latest year."""
    context = made[2026, "forslag-2025"].context
    fresh = {
        key: replace(e, series=replace(e.series, since=2026))
        for key, e in context.measures.estimates.items()
        if key[1] == "amager" and key[2] == (2026 if e.unit == "share" else 2025)
    }
    found = replaced(context, fresh)
    return replace(found, judgements=judge(found.defs, found.measures))


def test_across_a_break_nothing_is_judged_and_no_older_figure_is_said(broken):
    paper = partnership_paper(broken, "amager", ())
    chapters = [s for s in paper.sections if s.id in ("tryghed", "kriminalitet")]
    assert len(chapters) == 2
    texts = [t for s in chapters for b in s.blocks if isinstance(b, Paragraph)
             and b.role == "text" for t in b.texts]  # fmt: skip
    assert texts
    for text in texts:
        years = {n.value for n in text.numbers.values() if n.unit == "year"}
        assert years <= {2026} or years <= {2025}, fill(text)
        assert "sammenlignes" in fill(text) or "fra året før" in fill(text), fill(text)
    outcomes = {v.finding.outcome for v in broken.judgements.of("amager") if v.goal in "12"}
    assert outcomes == {"not_judged", "monitored"}


def test_across_a_break_no_level_is_drawn_and_no_old_figure_is_held_against_the_new(broken):
    annex = annex_paper(broken)
    assert {p.level for p in charts(annex)["kriminalitet-amager"].panels} == {None}
    paper = partnership_paper(broken, "amager", ())
    verdicts = next(b for s in paper.sections for b in s.blocks if b_id(b) == "vurdering-amager")
    against = [row[1].lines for row in verdicts.rows if fill(row[0].lines[0]) not in ("1.2", "3.1")]
    assert all(set(line.numbers) == {"now"} for cell in against for line in cell)


def test_a_level_is_drawn_where_the_series_is_one(made):
    context = made[2026, "forslag-2025"].context
    panels = charts(annex_paper(context))["kriminalitet-amager"].panels
    assert [p.level for p in panels] == [
        context.measures.baselines[name, "amager"].value
        for name in ("straffelovskriminalitet_pr_1000", "indbrud", "tyveri", "vold")
    ]
    assert {p.level_name for p in panels} == {"Baseline 2024"}
