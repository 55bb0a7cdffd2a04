"""A line of the first page: its figure as printed everywhere, and what it is held against."""

from dataclasses import replace

import pytest

from grundlag.basis.partnerships import Baseline
from grundlag.indicators.model import Made
from grundlag.render.numbers import cell_text, fill
from grundlag.report.crime import crime_section
from grundlag.report.limits import uncertainty_table
from grundlag.report.model import Paragraph, Table
from grundlag.report.targets import verdict_table
from grundlag.report.words import heads
from grundlag.verdicts.judge import judge


def said(text):
    return fill(text).replace("\u00a0", " ")


def figures(context, area="amager"):
    """The lines of the first page by target."""
    rows = verdict_table(context, area).rows
    return {said(r[0].lines[0]): [said(line) for line in r[1].lines] for r in rows}


def of(made, year, basis="forslag-2025"):
    return made[year, basis].context


def test_in_its_own_year_the_baseline_stands_everywhere(made):
    """Later reports of 2024 move the count; the paper of 2025 prints the baseline alone."""
    context = of(made, 2025)
    base = context.measures.baselines["indbrud", "amager"].value
    now = context.measures.estimates["indbrud", "amager", 2024]
    context.measures.estimates["indbrud", "amager", 2024] = replace(now, value=base + 1)
    try:
        assert figures(context)["2.2"][0] == f"Antal indbrud: {base:g} (baseline)"
        goal = next(g for g in context.basis.goal if g.id == "2")
        blocks = crime_section(context, goal, "amager").blocks
        text = " ".join(said(t) for b in blocks if isinstance(b, Paragraph) for t in b.texts)
        assert f"antal indbrud {base:g}" in text
        assert f"antal indbrud {base + 1:g}" not in text
        table = next(b for b in blocks if isinstance(b, Table) and b.number == 1)
        assert cell_text(table.rows[1][2]) == f"{base:g}"
        lines = context.verdicts("amager", "2")
        limits = {cell_text(r[0]): r for r in uncertainty_table(context, "x", lines).rows}
        assert limits["Antal indbrud"][1].value == base
    finally:
        context.measures.estimates["indbrud", "amager", 2024] = now


def test_in_the_year_it_is_of_a_printed_level_stands_for_the_count(made, replaced):
    """Report 2025 holds police year 2024, of which 97.5 a year is printed."""
    context = of(made, 2025)
    own = Baseline(
        partnership="amager", basis=context.basis.id, indicator="indbrud", value=97.5,
        source="aftalen", printed_for=2024,
    )  # fmt: skip
    partnerships = replace(context.defs.partnerships, baseline=(own,))
    base = replace(context.measures.baselines["indbrud", "amager"], value=97.5, year=0)
    defs = replace(context.defs, partnerships=partnerships)
    found = replaced(context, None, {("indbrud", "amager"): base}, defs)
    found = replace(found, judgements=judge(found.defs, found.measures))
    assert figures(found)["2.2"][0] == "Antal indbrud: 97,5 (baseline)"


def test_levels_that_print_alike_get_a_decimal_more(made, replaced):
    """62.46 against 62.52: both 62.5 with one decimal."""
    context, name = of(made, 2026), "straffelovskriminalitet_pr_1000"
    now = context.measures.estimates[name, "amager", 2025]
    base = context.measures.baselines[name, "amager"]
    levels = (
        replace(now, value=62.46, made=Made(count=6246, exposure=100000, dispersion=5)),
        replace(base, value=62.52, made=Made(count=6252, exposure=100000, dispersion=5)),
    )
    found = replaced(context, {(name, "amager", 2025): levels[0]}, {(name, "amager"): levels[1]})
    found = replace(found, judgements=judge(found.defs, found.measures))
    assert figures(found)["2.1"][0].endswith(": 62,46 (baseline 2024: 62,52)")


def test_the_gap_is_what_a_line_on_approaching_shows(made):
    context = of(made, 2026)
    gaps = context.measures.gaps
    now, then = (gaps["trygge", "amager", year].value for year in (2026, 2024))
    numbers = [f"{abs(100 * v):.1f}".replace(".", ",") for v in (now, then)]
    sides = ["under" if v >= 0 else "over" for v in (now, then)]
    assert figures(context)["1.2"][0] == (
        f"Andelen af trygge borgere: {numbers[0]} procentpoint {sides[0]} København "
        f"({numbers[1]} procentpoint {sides[1]} i 2024)"
    )


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (0.0, None, "på niveau med Byen"),
        (-0.02, (0.01, 2024), "2,0 procentpoint over Byen (1,0 procentpoint under i 2024)"),
        (0.02, None, "2,0 procentpoint under Byen"),
    ],
)
def test_a_gap_in_words(now, before, words):
    assert said(heads.gap(now, before, "Byen")) == words


def test_each_line_says_its_outcome_where_lines_part(made):
    """Where one of a target's lines is reached and another is not, each says which."""
    seen = False
    for each in made.values():
        for area in ("folehaven", "tingbjerg-husum", "amager"):
            for target, lines in figures(each.context, area).items():
                own = [v for v in each.run.judgements.of(area) if v.target == target]
                outcomes = {v.finding.outcome for v in own if v.is_judged}
                told = [line.endswith((", fastholdt", ", ikke fastholdt", ", steget",
                                       ", ikke steget")) for line in lines]  # fmt: skip
                assert any(told) == (len(outcomes) > 1)
                seen |= len(outcomes) > 1
    assert seen


@pytest.mark.parametrize(
    ("rule", "least", "words"),
    [
        ("rises_every_year", None, "stiger hvert år"),
        ("approaches", None, "nærmer sig Byen"),
        ("held_at_baseline", None, "fastholdes"),
        ("at_least", 75, "mindst 75 % af alle"),
        ("monitored", None, "følges"),
    ],
)
def test_what_a_target_asks_in_few_words(rule, least, words):
    assert said(heads.asks(rule, "Byen", least)) == words


def test_an_agreement_that_is_only_expected_is_told_on_page_1_and_2(made):
    """Folehaven's change to tryghed in 2026 is foreseen, and nothing says it was decided."""
    paper = made[2026, "forslag-2025"].paper("folehaven")
    words = "forudsætter, at aftalen som ventet kommer til at gælde tryghed"
    for section in paper.sections[:2]:
        texts = [said(t) for b in section.blocks if isinstance(b, Paragraph) for t in b.texts]
        assert any(words in text for text in texts)
    others = [made[2026, "forslag-2025"].paper("amager"), made[2026, None].paper("folehaven")]
    for paper in others:
        blocks = [b for s in paper.sections for b in s.blocks if isinstance(b, Paragraph)]
        assert not any(words in said(t) for b in blocks for t in b.texts)


def test_a_goal_of_others_is_not_quoted_as_ones_own(made):
    """On the basis in force goal 1 is Amager's and Tingbjerg-Husum's."""
    for name, quoted in (("folehaven", False), ("amager", True)):
        section = next(s for s in made[2026, None].paper(name).sections if s.id == "tryghed")
        assert any(getattr(b, "role", "") == "quote" for b in section.blocks) == quoted


@pytest.mark.parametrize(("factor", "way"), [(1.29, "steget 29 %"), (0.8, "faldet 20 %")])
def test_where_the_inhabitants_moved_a_line_says_what_the_rates_did(made, factor, way):
    """100 of 10,000 before; now 120 of 12,900 (or of 8,000): 10.0, then 9.3 (or 15.0)."""
    from grundlag.indicators.model import Beside

    context = of(made, 2026)
    then = context.measures.estimates["indbrud", "amager", 2025]
    rates = (
        replace(then, unit="per_1000", value=10.0),
        replace(then, unit="per_1000", value=120 / (10 * factor)),
    )
    beside = {
        (name, "amager"): Beside(then=rates[0], now=rates[1], moved=factor - 1)
        for name in ("indbrud", "vold")
    }
    found = replace(context, measures=replace(context.measures, beside=beside))
    goal = next(g for g in context.basis.goal if g.id == "2")
    blocks = crime_section(found, goal, "amager").blocks
    texts = [said(t) for b in blocks if isinstance(b, Paragraph) for t in b.texts]
    now = f"{120 / (10 * factor):.1f}".replace(".", ",")
    assert (
        f"Antallet af indbyggere er {way} siden baseline. Målt pr. 1.000 indbyggere er antal "
        f"indbrud gået fra 10,0 til {now}; og antal vold gået fra 10,0 til {now}."
    ) in texts
    silent = [b for b in crime_section(context, goal, "amager").blocks if isinstance(b, Paragraph)]
    assert not any("siden baseline" in said(t) for b in silent for t in b.texts)
