"""Where the annex has too little for a table or a per cent: few reports, and nothing to replay."""

from grundlag.render.numbers import fill
from grundlag.report.model import Table


def blocks(pack, name):
    """The tables of a paper, by id."""
    paper = next(p for p in pack.papers if p.id == name)
    return {b.id: b for s in paper.sections for b in s.blocks if isinstance(b, Table)}


def notes(table):
    return [fill(note) for note in table.notes]


def test_no_per_cent_of_few_reports_stands_beside_the_unplaced(made):
    """As in tables 1 and 2: of a base below 10 reports there is none, and a note says why."""
    seen = set()
    for area in ("folehaven", "tingbjerg-husum", "amager"):
        now = made[2026, None]
        table = blocks(now.pack, "om-opgoerelsen")[f"uden-sted-{area}"]
        lines = {now.context.label(v.indicator): v for v in now.run.judgements.of(area)}
        few = 0
        for row in table.rows:
            then = lines[fill(row[0])].finding.against
            is_few = (then.made.count if then.unit == "per_1000" else then.value) < 10
            assert (row[5].value is None) == (row[6].value is None) == is_few
            few += is_few
        seen.add(few > 0)
        assert any("færre end 10 anmeldelser" in note for note in notes(table)) == (few > 0)
    assert True in seen


def test_where_nothing_can_be_replayed_a_sentence_says_so(made):
    """The survey names only the area: no wave can be counted on another border than its own."""
    now = made[2026, None]
    assert "graenser-svar-amager" not in blocks(now.pack, "om-opgoerelsen")
    paper = now.annex("amager")
    (section,) = [s for s in paper.sections if s.id == "graenser"]
    assert fill(section.blocks[-1].texts[0]) == (
        "Amager: svarene i tryghedsundersøgelsen kan kun tælles op på den afgrænsning, der gjaldt "
        "det år, for kun områdets navn er oplyst, og ikke et sted i det."
    )
