"""Papers over breaks, bridges and new borders: what is said, and that nothing is joined unsaid."""

import json
import shutil
from datetime import date

import pytest

from grundlag.render.numbers import fill
from grundlag.report.model import Chart, Table, Text
from grundlag.run import check, judge_year, load, pack_of

pytestmark = pytest.mark.slow  # reports of a whole city

BREAKS = """
schema = 1

[[break]]
indicator = "indbrud"
from_year = 2025
why       = "Politiet fik et nyt sagssystem"

[[bridge]]
indicator = "indbrud"
to_year   = 2025
joins     = ["break"]
factor    = 1.25
error     = 0.05
why       = "Et halvt år blev talt i begge systemer."
source    = "notat fra marts"

[[break]]
indicator = "tyveri"
from_year = 2025
area      = "amager"
why       = "Tyveri fra biler kom med."

[[break]]
indicator = "trygge"
from_year = 2026
why       = "Spørgsmålet er stillet på en ny måde"

[[bridge]]
indicator = "trygge"
to_year   = 2026
joins     = ["break"]
shift     = -0.02
why       = "Halvdelen fik begge spørgsmål"
"""
OVER = (
    "Tal fra før 2025 er ganget med 1,25, når de holdes op imod senere tal: Et halvt år blev talt "
    "i begge systemer (notat fra marts). Usikkerheden ved omregningen er regnet med."
)
SHIFTED = (
    "Tal fra før 2026 har fået trukket 2,0\u00a0procentpoint fra, når de holdes op imod senere "
    "tal: Halvdelen fik begge spørgsmål."
)


@pytest.fixture(scope="module")
def root(twin, tmp_path_factory):
    """The invented town with two breaks that are bridged, and one that is not."""
    folder = shutil.copytree(twin, tmp_path_factory.mktemp("broer") / "folder")
    (folder / "definitions" / "breaks.toml").write_text(BREAKS, "utf-8")
    return folder


@pytest.fixture(scope="module")
def run(root):
    return judge_year(load(root), 2026, date(2026, 6, 30), "forslag-2025")


@pytest.fixture(scope="module")
def pack(run):
    return pack_of(run)


def paper(pack, name: str):
    return next(p for p in pack.papers if p.id == name)


def blocks(pack, name: str, kind: type) -> dict:
    found = (b for s in paper(pack, name).sections for b in s.blocks if isinstance(b, kind))
    return {block.id: block for block in found}


def notes(block) -> list[str]:
    return [fill(note) for note in block.notes]


def judged(pack, area: str, indicator: str):
    found = [j for j in pack.judgements if (j.area, j.indicator) == (area, indicator)]
    return found[0]


def test_a_verdict_over_a_bridge_uses_the_figure_carried_over_and_says_so(run, pack):
    for area in ("folehaven", "tingbjerg-husum", "amager"):
        line = judged(pack, area, "indbrud")
        raw = run.measures.baselines["indbrud", area].value
        now = run.measures.estimates["indbrud", area, 2025].value
        assert line.against == raw * 1.25
        assert line.outcome == ("reached" if 4 * now <= 5 * raw else "missed")
        assert line.bridged == ("Et halvt år blev talt i begge systemer.",)
        assert "bridged" in line.notes
    assert judged(pack, "amager", "vold").bridged == ()


def test_a_share_over_a_bridge(run, pack):
    line = judged(pack, "folehaven", "trygge")
    before = run.measures.estimates["trygge", "folehaven", 2025].value
    assert line.against == pytest.approx(before - 0.02)
    assert line.change == pytest.approx(line.value - before + 0.02)
    assert line.bridged == ("Halvdelen fik begge spørgsmål",)


def test_a_gap_over_one_bridge_of_both_is_the_gap_it_was(run, pack):
    """The wording changed in the whole city: the distance to it did not."""
    lines = [j for j in pack.judgements if j.rule == "approaches" and j.bridged]
    assert lines
    for line in lines:
        gaps = {y: run.measures.gaps[line.indicator, line.area, y].value for y in range(2019, 2027)}
        assert any(line.change == pytest.approx(gaps[2026] - gaps[y]) for y in gaps if y < 2026)


def test_where_no_bridge_leads_nothing_is_judged(pack):
    line = judged(pack, "amager", "tyveri")
    assert (line.outcome, line.reason, line.bridged) == ("not_judged", "break", ())
    assert judged(pack, "folehaven", "tyveri").outcome in ("reached", "missed")


def test_every_table_that_prints_such_a_change_names_the_bridge(pack):
    tables = blocks(pack, "amager", Table)
    for name in ("vurdering-amager", "tabel-1-amager", "usikkerhed-kriminalitet-amager"):
        assert OVER in notes(tables[name]), name
    assert SHIFTED in notes(tables["vurdering-amager"])
    assert SHIFTED in notes(tables["andele-amager"])
    told = [fill(t) for s in paper(pack, "amager").sections for b in s.blocks
            for t in getattr(b, "texts", ())]  # fmt: skip
    assert {OVER, SHIFTED} <= set(told)


def test_a_table_says_why_a_series_ends(pack):
    """The declared break's own words, named where not all rows end alike."""
    table = blocks(pack, "amager", Table)["tabel-1-amager"]
    assert (
        "Amager, antal tyveri: Opgørelsen er ændret fra 2025; tal før og efter kan ikke "
        "sammenlignes. Tyveri fra biler kom med."
    ) in notes(table)
    assert (
        "Amager, antal indbrud: Opgørelsen er ændret fra 2025. Politiet fik et nyt sagssystem."
    ) in notes(table)
    assert notes(table).count(OVER) == 1


def test_a_table_shows_each_year_as_it_was_counted(run, pack):
    table = blocks(pack, "amager", Table)["tabel-1-amager"]
    row = next(r for r in table.rows if fill(r[0]) == "Antal indbrud")
    figures = [cell.value for cell in row[2:]]
    raw = run.measures.baselines["indbrud", "amager"].value
    assert figures[0] == raw
    assert figures[2] == figures[1] - 1.25 * raw


def test_a_chart_keeps_two_lines_and_names_the_bridge(pack):
    chart = blocks(pack, "om-opgoerelsen", Chart)["kriminalitet-folehaven"]
    panel = next(p for p in chart.panels if p.title == "Antal indbrud")
    years = [[int(p.label) for p in line.points] for line in panel.lines]
    assert years == [list(range(2018, 2025)), [2025]]
    assert OVER in notes(chart)
    safety = blocks(pack, "folehaven", Chart)["tryghed-folehaven"]
    assert SHIFTED in notes(safety)


def test_check_tells_of_a_bridge_that_joins_nothing(root, tmp_path):
    folder = shutil.copytree(root, tmp_path / "folder")
    path = folder / "definitions" / "breaks.toml"
    path.write_text(BREAKS.replace("to_year   = 2026", "to_year   = 2025"), "utf-8")
    _, notices = check(folder)
    told = [n for n in notices if "bridge" in n.what]
    assert [n.what for n in told] == [
        "the bridge of trygge to 2025 joins nothing: there nothing differs."
    ]
    assert told[0].where.startswith("definitions/breaks.toml:")
    assert not [n for n in check(root)[1] if "bridge" in n.what]


def test_every_year_of_amager_on_both_borders_is_the_truth(made, twin):
    """Both bases, all eight years, both borders: each count is what the invention says."""
    truth = json.loads((twin.parent / "truth.json").read_text("utf-8"))["counts"]["2026"]
    for basis in (None, "forslag-2025"):
        pack = made[2026, basis].pack
        crime = [f for f in pack.replays if f.unit != "share"]
        assert len(crime) == 8 * 2 * 8
        for figure in crime:
            border = f"amager/{figure.series['area_version']}"
            name = figure.indicator.removesuffix("_pr_1000")
            assert figure.n == truth[border][name][str(figure.year)], figure


def test_a_replay_is_the_papers_figure_where_border_and_year_belong_together(made):
    pack = made[2026, "forslag-2025"].pack
    plain = {(f.indicator, f.year): f for f in pack.figures if f.area == "amager"}
    same = [f for f in pack.replays
            if (f.year >= 2021) == (f.series["area_version"] == "2021")]  # fmt: skip
    assert len(same) == 8 * 8 + 4 * 8
    for figure in same:
        if plain[figure.indicator, figure.year].value is not None:
            assert figure == plain[figure.indicator, figure.year]


def test_answers_that_name_only_the_area_are_of_the_border_of_their_day(made):
    for figure in made[2026, None].pack.replays:
        if figure.unit == "share":
            known = (figure.year >= 2021) == (figure.series["area_version"] == "2021")
            assert (figure.value is not None) == known
            assert known or figure.missing == "own_border_only Amager"


def test_a_rate_needs_the_inhabitants_of_its_border(made):
    """Amager's inhabitants of 1 January 2021 are those of the new border, and serve 2020 on it."""
    rates = [f for f in made[2026, None].pack.replays if f.unit == "per_1000"]
    known = {(f.series["area_version"], f.year) for f in rates if f.value is not None}
    assert known == {("2017", 2018), ("2017", 2019), *(("2021", y) for y in range(2020, 2026))}
    assert {f.missing for f in rates if f.value is None} == {"no_population Amager"}


def test_the_annex_shows_both_borders(made):
    tables = blocks(made[2026, None].pack, "om-opgoerelsen", Table)
    table = tables["graenser-anmeldelser-amager"]
    assert [c.heading for c in table.columns][2:] == [str(y) for y in range(2018, 2026)]
    rows = [[fill(c) if isinstance(c, Text) else c.value for c in row] for row in table.rows]
    burglaries = [row for row in rows if row[0] == "Antal indbrud"]
    assert [row[1] for row in burglaries] == [
        "2017 (gældende til og med 2020)", "2021 (gældende fra 2021)",
    ]  # fmt: skip
    found = made[2026, None].run.measures.replays
    assert burglaries[0][2:] == [
        found["indbrud", "amager", "2017", y].value for y in range(2018, 2026)
    ]
    assert len([row for row in rows if str(row[0]).startswith("Antallet bag: ")]) == 2
    assert any("inden" not in note and "grænsning" in note for note in notes(table))
    assert [name for name in tables if name.startswith("graenser")] == [table.id]


def test_the_unplaced_shared_out_stand_beside_each_crime_line(made):
    """x / (1 - u): u is the type's own share without a place, in each of the two years."""
    made_now = made[2026, "forslag-2025"]
    table = blocks(made_now.pack, "om-opgoerelsen", Table)["uden-sted-amager"]
    rows = {fill(row[0]): row for row in table.rows}
    lines = {v.indicator: v for v in made_now.run.judgements.of("amager")}
    for name in ("indbrud", "tyveri", "vold"):
        verdict, row = lines[name], rows[made_now.context.label(name)]
        now, then = verdict.now, verdict.finding.against
        assert (row[1].value, row[3].value) == (now.value, then.value)
        assert row[2].value == pytest.approx(now.n / (1 - now.made.unplaced))
        assert row[4].value == pytest.approx(then.value / (1 - then.made.unplaced))
        if then.value >= 10:
            assert row[6].value == pytest.approx(row[2].value / row[4].value - 1)
        turned = "unplaced_decides" in verdict.finding.notes
        assert fill(row[7]).startswith("ville være " if turned else "det samme")
    assert fill(rows["Chikane"][7]) == "monitoreres"


def test_where_no_report_lacks_a_place_nothing_is_shared_out(bydele):
    names = [b.id for p in bydele.pack.papers for s in p.sections for b in s.blocks
             if isinstance(b, Table)]  # fmt: skip
    assert not [name for name in names if name.startswith("graenser")]
