"""The overview's figures: what stands beside a baseline that is revised since."""

from dataclasses import replace

from grundlag.render.numbers import cell_text, fill
from grundlag.report.summary import figures_section


def said(text):
    return fill(text).replace("\u00a0", " ")


def burglaries(context):
    section = figures_section(context)
    return next(b for b in section.blocks if b.id == "tal-indbrud")


def test_a_year_that_is_revised_since_its_baseline_says_what_the_baseline_is(made, replaced):
    """115 and 131 stand above, and the papers hold 114 and 130; Folehaven's 24 is still 24."""
    context = made[2026, "forslag-2025"].context
    counts = {"amager": (114, 115), "tingbjerg-husum": (130, 131), "folehaven": (24, 24)}
    estimates, baselines, revised = {}, {}, {}
    for area, (then, since) in counts.items():
        key, year = ("indbrud", area), ("indbrud", area, 2024)
        baselines[key] = replace(context.measures.baselines[key], value=float(then))
        revised[key] = replace(baselines[key], value=float(since))
        estimates[year] = replace(context.measures.estimates[year], value=float(since))
    found = replaced(context, estimates, baselines)
    found = replace(found, measures=replace(found.measures, revised=revised))
    table = burglaries(found)
    assert [cell_text(row[1]) for row in table.rows[:3]] == ["24", "131", "115"]
    assert [said(n) for n in table.notes if "phi" not in n.numbers] == [
        "Baseline (2024) ligger fast: Tingbjerg-Husum 130; og Amager 114. Ovenfor står 2024 med "
        "senere rettelser."
    ]


def test_where_nothing_was_revised_nothing_is_said(made, replaced):
    context = made[2026, "forslag-2025"].context
    same = replace(context.measures, revised=dict(context.measures.baselines))
    (spread,) = burglaries(replace(context, measures=same)).notes
    assert "phi" in spread.numbers
