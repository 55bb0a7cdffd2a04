"""How much more than by chance figures of crime vary is said where their limits stand."""

from grundlag.indicators.model import Spread
from grundlag.render.numbers import fill
from grundlag.report.model import Table
from grundlag.report.words import data


def tables_of(paper) -> list[Table]:
    return [b for s in paper.sections for b in s.blocks if isinstance(b, Table)]


def notes_of(paper, name: str) -> list:
    return [n for t in tables_of(paper) if t.id == name for n in t.notes]


def test_the_table_of_a_partnerships_figures_has_each_size(made):
    for each in made.values():
        spreads = {s.indicator: s for s in each.pack.spreads}
        shown = [f.indicator for f in each.pack.figures if f.unit in ("count", "per_1000")]
        assert set(spreads) == set(shown)
        (table,) = [
            t for t in tables_of(each.paper("amager")) if t.id.startswith("usikkerhed-krim")
        ]
        assert [column.heading for column in table.columns][2] == "spredning"
        label = each.context.label
        told = {row[0].words: row[2].value for row in table.rows}
        assert told == {label(n): spreads[n].phi for n in spreads if label(n) in told}
        sources = {spreads[n].source for n in spreads if label(n) in told}
        said = " ".join(note.words for note in table.notes)
        assert ("målt i" in said, "antaget" in said) == (
            "measured" in sources, "declared" in sources,
        )  # fmt: skip


def test_the_overview_says_it_below_each_figure(made):
    for each in made.values():
        for spread in each.pack.spreads:
            notes = notes_of(each.paper("overblik"), f"tal-{spread.indicator}")
            (note,) = [n for n in notes if "phi" in n.numbers]
            assert note.numbers["phi"].value == spread.phi
            assert ("målt" in note.words) == (spread.source == "measured")


MEASURED = Spread(phi=3.42, source="measured", areas=13, first=2018, last=2024, df=70)


DECLARED = Spread(phi=3.0, source="declared")


def test_it_is_said_in_plain_words():
    assert fill(data.spread(MEASURED)) == (
        "Variansen er målt i 13 områder i 2018–2024 til 3,4 gange gennemsnittet."
    )
    assert fill(data.spread(DECLARED)) == (
        "Variansen er antaget at være 3 gange gennemsnittet; der er for få områder og år at måle "
        "den på."
    )


def test_below_a_table_it_is_said_whence_they_are():
    fewer = Spread(phi=1.2, source="measured", areas=12, first=2019, last=2024, df=66)
    what = "Spredningen er variansen i forhold til gennemsnittet"
    few = "for der er for få områder og år at måle den på."
    assert fill(data.spreads([MEASURED, MEASURED], [])) == f"{what}, målt i 13 områder i 2018–2024."
    assert fill(data.spreads([MEASURED, fewer], [])) == f"{what}, målt i 12–13 områder i 2018–2024."
    assert fill(data.spreads([MEASURED], ["chikane", "trusler"])) == (
        f"{what}, målt i 13 områder i 2018–2024; den er antaget for chikane og trusler, {few}"
    )
    assert fill(data.spreads([], ["chikane"])) == f"{what}, som er antaget, {few}"
