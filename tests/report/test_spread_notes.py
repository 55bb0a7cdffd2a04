"""How much more than by chance figures of crime vary is said where their limits stand."""

import pytest

from grundlag.indicators.model import Spread
from grundlag.render.numbers import fill
from grundlag.report.model import Table
from grundlag.report.words import data


def notes_of(paper, start: str) -> list:
    tables = [b for s in paper.sections for b in s.blocks if isinstance(b, Table)]
    return [n for t in tables if t.id.startswith(start) for n in t.notes]


def test_the_note_of_a_partnerships_figures_has_each_size(made):
    for each in made.values():
        spreads = {s.indicator: s for s in each.pack.spreads}
        shown = [f.indicator for f in each.pack.figures if f.unit in ("count", "per_1000")]
        assert set(spreads) == set(shown)
        said = [n for n in notes_of(each.paper("amager"), "usikkerhed-krim") if "v0" in n.numbers]
        told = [n.value for note in said for k, n in note.numbers.items() if k.startswith("v")]
        lines = {v.indicator for v in each.run.judgements.of("amager") if v.indicator in spreads}
        assert sorted(told) == sorted(spreads[name].phi for name in lines)


def test_the_overview_says_it_below_each_figure(made):
    for each in made.values():
        for spread in each.pack.spreads:
            notes = notes_of(each.paper("overblik"), f"tal-{spread.indicator}")
            (note,) = [n for n in notes if "v0" in n.numbers]
            assert note.numbers["v0"].value == spread.phi
            assert ("målt" in note.words) == (spread.source == "measured")


MEASURED = Spread(phi=3.42, source="measured", areas=13, first=2018, last=2024, df=70)


@pytest.mark.parametrize(
    ("levels", "words"),
    [
        (
            [("antal indbrud", MEASURED)],
            "Variansen er målt i 13 områder i 2018–2024 til 3,4 gange gennemsnittet.",
        ),
        (
            [("antal indbrud", MEASURED), ("antal vold", MEASURED)],
            "Variansen er målt i 13 områder i 2018–2024 til 3,4 gange gennemsnittet for antal "
            "indbrud; og 3,4 for antal vold.",
        ),
        (
            [("chikane", Spread(phi=3.0, source="declared"))],
            "Variansen er antaget at være 3 gange gennemsnittet; der er for få områder og år at "
            "måle den på.",
        ),
    ],
)
def test_it_is_said_in_plain_words(levels, words):
    assert fill(data.spread(levels)) == words
