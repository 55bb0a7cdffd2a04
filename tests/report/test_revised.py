"""The invented town's late reports in the papers and in report.json: what its truth says."""

import json

import pytest

from grundlag.render.json import dump, read
from grundlag.report.model import Paragraph, Table
from grundlag.report.revised import revised_blocks


@pytest.fixture(scope="module")
def truth(twin):
    return json.loads((twin.parent / "truth.json").read_text("utf-8"))


def blocks(made, area):
    paper = made.annex(area)
    section = next((s for s in paper.sections if s.id == "aendret"), None)
    return section.blocks if section else ()


def test_the_figures_that_changed_are_the_planted_ones(now, truth):
    """Each type, area and year that the two vintages of the truth count otherwise, and no other."""
    then, since = truth["counts"]["2025"], truth["counts"]["2026"]
    crimes = {i.id: i.crime for i in now.context.basis.indicator if i.crime}
    areas = ("amager", "folehaven", "tingbjerg-husum", "koebenhavn")
    wanted = {
        (name, area, int(year), n, since[area][crime][year])
        for name, crime in crimes.items()
        for area in areas
        for year, n in then[area][crime].items()
        if since[area][crime][year] != n
    }
    found = {(r.indicator, r.area, r.year, r.then, r.now) for r in now.pack.revised}
    assert wanted
    assert found == wanted
    assert {r.what for r in now.pack.revised} == {"grew"}


def test_they_stand_in_the_annex_of_their_area(now, texts_of):
    by_area = {r.area for r in now.pack.revised}
    for area in ("amager", "folehaven", "tingbjerg-husum"):
        tables = [b for b in blocks(now, area) if isinstance(b, Table)]
        assert bool(tables) is (area in by_area)
        own = [r for r in now.pack.revised if r.area == area]
        for table in tables:
            assert [row[1].value for row in table.rows] == [r.year for r in own]
            assert [(row[2].value, row[3].value) for row in table.rows] == [
                (r.then, r.now) for r in own
            ]
            assert [row[4].value for row in table.rows] == [r.now - r.then for r in own]
            assert "modtaget 18. februar 2026" in table.notes[0].words
            assert "foreløbige" in table.notes[1].words


def test_where_none_changed_one_sentence_says_so(now):
    """Of the areas of the town those whose figures are as they were."""
    same = {"amager", "folehaven", "tingbjerg-husum"} - {r.area for r in now.pack.revised}
    for area in same:
        said = [t.words for b in blocks(now, area) for t in b.texts if isinstance(b, Paragraph)]
        assert said[0] == (
            "Ingen tal for tidligere år er ændret siden sidste rapport, som byggede på det, der "
            "var modtaget 18. februar 2026."
        )


def test_before_the_first_report_there_was_none(made):
    pack = made[2025, None].pack
    assert (pack.last_report, pack.revised) == (None, ())
    assert (
        blocks(made[2025, None], "amager") == ()
    )  # 2024 was drawn again, and is provisional no more


def test_a_year_is_provisional_till_it_was_drawn_a_year_after_its_end(now):
    """2025 was drawn in February 2026; 2024 too, and that is thirteen months after its end."""
    crime = [f for f in now.pack.figures if f.unit != "share" and f.value is not None]
    assert {f.year for f in crime if f.provisional} == {2025}
    assert not any(f.provisional for f in now.pack.figures if f.unit == "share")


def test_report_json_holds_it_and_gives_it_back(now):
    text = dump(now.pack)
    data = json.loads(text)
    assert data["last_report"] == "2026-02-18"
    assert data["revised"][0].keys() == {
        "indicator", "unit", "area", "year", "then", "now", "what",
    }  # fmt: skip
    assert read(text).revised == now.pack.revised


def test_the_method_is_named_only_where_there_was_a_last_report(made, now, texts_of):
    told = ["Rettede tal" in t.words
            for each in (now, made[2025, None])
            for t in texts_of(each.paper("om-opgoerelsen"))]  # fmt: skip
    assert sum(told) == 1


def test_nothing_is_said_where_the_last_reports_day_was_not_counted(now):
    context = now.context
    assert context.since_last is None
    assert all(isinstance(b, Paragraph) for b in revised_blocks(context, "amager"))
