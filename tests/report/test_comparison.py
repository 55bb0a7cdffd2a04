"""A year on two bases: what moves, the cells, the verdicts that shift; and never one line."""

from datetime import date
from pathlib import Path

import pytest

from grundlag.errors import DefinitionError, DeliveryError
from grundlag.render.numbers import cell_text, fill
from grundlag.report.beside import beside_section
from grundlag.report.between import Between
from grundlag.report.context import Context
from grundlag.report.model import Chart, Number, Paper, Paragraph, Table
from grundlag.report.moved import moved_section, moves
from grundlag.report.shifts import lines
from grundlag.run import decisions

TODAY = date(2026, 6, 30)
AREAS = ("folehaven", "tingbjerg-husum", "amager", "koebenhavn")
NAMES = ("nuvaerende", "forslag-2025")


@pytest.fixture(scope="module")
def contexts(made) -> tuple[Context, Context]:
    return made[2026, None].context, made[2026, "forslag-2025"].context


@pytest.fixture(scope="module")
def bases(contexts) -> Between:
    old, new = contexts
    return Between(defs=old.defs, old=old.basis, new=new.basis)


@pytest.fixture(scope="module")
def paper(twin: Path) -> Paper:
    return decisions.compare(twin, NAMES, TODAY, 2026)


def of_kind(paper: Paper, kind: type) -> list:
    return [b for s in paper.sections for b in s.blocks if isinstance(b, kind)]


def test_what_moves_is_the_difference_of_the_counts(contexts, bases):
    """The law: in less out, code by code, is the new count less the old one, in every area."""
    old, new = contexts
    seen = 0
    for pair in bases.pairs:
        for area in AREAS:
            found = moves(old, new, pair, area)
            if found is None:
                assert pair.new.kind in ("survey_share", "activity_share")
                continue
            counts = [
                context.estimate(indicator.id, area, 2025).made.count
                for context, indicator in ((new, pair.new), (old, pair.old))
            ]
            assert sum(m.added - m.dropped for m in found) == counts[0] - counts[1]
            seen += bool(found)
    assert seen >= 6


def test_each_moved_report_is_one_of_the_file(twin, contexts, bases):
    """Robbery leaves tyveri in the city as often as the police's file has it in 2025."""
    old, new = contexts
    pair = next(p for p in bases.pairs if p.new and p.new.id == "tyveri")
    found = moves(old, new, pair, "koebenhavn")
    rows = (twin.parent / "anmeldelser-2026.csv").read_text("cp1252").splitlines()
    cells = [row.split(";") for row in rows[1:]]
    by_hand = sum(c[1].startswith("1380") and c[2].endswith("-2025") for c in cells)
    assert sum(m.dropped for m in found) == by_hand
    assert not sum(m.added for m in found)
    assert {m.code[:4] for m in found} == {"1380"}


def test_the_table_of_what_moves_ends_in_its_sums(contexts, bases):
    table = next(
        b for b in moved_section(bases, *contexts).blocks if isinstance(b, Table)
    )  # borgervendt to straffelov
    assert [c.heading for c in table.columns] == [
        "Gerningskode", "Gerning", "Retning", "Folehaven", "Tingbjerg-Husum", "Amager", "København",
    ]  # fmt: skip
    for at in range(3, 7):
        column = [row[at].value for row in table.rows]
        ways = [cell_text(row[2]) for row in table.rows[:-2]]
        for way, total in (("kommer til", column[-2]), ("udgår", column[-1])):
            parts = (n for n, w in zip(column, ways, strict=False) if w == way)
            assert sum(parts) == total


def test_counts_of_other_months_are_not_told_code_by_code(contexts, bases, replaced):
    old, new = contexts
    pair = next(p for p in bases.pairs if p.new and p.new.id == "vold")
    gone = replaced(new)
    gone.measures.estimates["vold", "amager", 2025] = new.estimate("chikane", "amager", 1900)
    assert moves(old, gone, pair, "amager") is None
    said = [
        fill(b.texts[0]) for b in moved_section(bases, old, gone).blocks if isinstance(b, Paragraph)
    ]
    assert len(said) == 1
    assert said[0].startswith("For vold kan det ikke opgøres kode for kode")


def test_every_line_shifts_or_stays_and_none_is_lost(contexts, bases):
    old, new = contexts
    found = lines(bases, old, new)
    assert len(found.shifted) + len(found.same) == len(new.judgements.verdicts) == 39
    assert not found.old_alone
    assert not found.new_alone
    for before, now in (*found.shifted, *found.same):
        said = [(v.finding.outcome, v.finding.leaning, v.finding.certainty) for v in (before, now)]
        assert (said[0] != said[1]) is ((before, now) in found.shifted)
        assert (before.area, before.target) == (now.area, now.target)


def test_a_shift_says_why_in_numbers_on_both_bases(paper, contexts, bases):
    old, new = contexts
    section = next(s for s in paper.sections if s.id == "skifter")
    lead, *bullets = section.blocks
    shifted = lines(bases, old, new).shifted
    assert fill(lead.texts[0]).startswith(f"{len(shifted)} linje")
    assert len(bullets) == len(shifted) > 0
    for block, (before, now) in zip(bullets, shifted, strict=True):
        text = " ".join(map(fill, block.texts)).replace("\u00a0", " ")
        assert text.startswith(f"{new.name(now.area)}, mål {now.target}, ")
        assert " Før: " in text
        assert " Nu: " in text
        for context, verdict in ((old, before), (new, now)):
            label = context.label(verdict.indicator)
            assert label in text


def test_a_line_of_one_basis_alone_is_named(contexts, bases):
    old, new = contexts
    fewer = [v for v in new.judgements.verdicts if v.indicator != "indbrud"]
    other = type(new.judgements)(year=2026, verdicts=tuple(fewer), summaries=())
    without = Context(
        defs=new.defs, cubes=new.cubes, measures=new.measures, judgements=other, proposal=True
    )
    found = lines(bases, old, without)
    assert {v.indicator for v in found.old_alone} == {"indbrud"}
    assert len(found.old_alone) == 3


def test_figures_stand_side_by_side_and_are_never_subtracted(contexts, bases):
    old, new = contexts
    section = beside_section(bases, old, new, "amager")
    table = section.blocks[0]
    assert [c.heading for c in table.columns][1:] == [
        "Fra: tal", "Fra: 95 %-grænser", "Fra: baseline",
        "Til: tal", "Til: 95 %-grænser", "Til: baseline",
    ]  # fmt: skip
    rows = {cell_text(row[0]): row for row in table.rows}
    vold = rows["Antal vold (før vold/våben)"]
    assert vold[1].value == old.estimate("vold_vaaben", "amager", 2025).value
    assert vold[3].value == old.measures.baselines["vold_vaaben", "amager"].value
    assert vold[4].value == new.estimate("vold", "amager", 2025).value
    assert vold[6].value == new.measures.baselines["vold", "amager"].value
    assert "aktiviteter" not in " ".join(rows).lower()


def test_the_cells_that_differ_are_those_of_the_changed_rows(contexts, bases):
    """Indbrud and the monitored types are the same codes: no cell of theirs can differ."""
    old, new = contexts
    tables = [b for b in beside_section(bases, old, new, "amager").blocks if isinstance(b, Table)]
    cells = next(t for t in tables if t.id == "celler-amager")
    labels = {cell_text(row[1]) for row in cells.rows}
    assert labels <= {
        "Antal anmeldelser af straffelovskriminalitet pr. 1.000 indbyggere",
        "Antal tyveri",
        "Antal vold",
    }
    assert all(row[3] != row[4] for row in cells.rows)
    assert {cell_text(row[2]) for row in cells.rows} >= {"2025"}


def test_no_panel_holds_two_bases_and_no_line_two_series(paper, contexts):
    charts = of_kind(paper, Chart)
    assert [c.id for c in charts] == [f"sammenligning-{a}" for a in AREAS[:3]]
    for chart in charts:
        assert [p.title.split(":")[0] for p in chart.panels] == ["Fra", "Til"] * 3
        for panel in chart.panels:
            assert {line.role for line in panel.lines} == {"area"}


def test_a_panel_holds_just_its_own_basis_years(paper, contexts):
    """Point for point the history of the panel's indicator on the panel's basis."""
    sides = {"Fra": contexts[0], "Til": contexts[1]}
    for chart in of_kind(paper, Chart):
        area = chart.id.removeprefix("sammenligning-")
        for panel in chart.panels:
            side, label = panel.title.split(": ", 1)
            context = sides[side]
            name = next(i.id for i in context.basis.indicator if label == context.label(i.id))
            known = {e.year: e.value for e in context.history(name, area)}
            points = [point for line in panel.lines for point in line.points]
            assert {int(p.label): p.value for p in points} == known
            assert len(points) == len(known)


def test_each_basis_has_all_its_years_in_a_table_of_its_own(paper, contexts):
    old, new = contexts
    for context in (old, new):
        tables = {t.id: t for t in of_kind(paper, Table)}
        table = tables[f"aar-{context.basis.id}-amager"]
        years = [int(c.heading) for c in table.columns[1:]]
        assert years == sorted(years)
        _, *cells = next(row for row in table.rows if cell_text(row[0]) == context.label("indbrud"))
        for year, cell in zip(years, cells, strict=True):
            found = context.estimate("indbrud", "amager", year)
            assert cell.value == (found.value if found else None)


def test_no_number_of_the_comparison_is_a_difference_of_two_bases(paper, contexts):
    """Each number stands on one basis, is a report that moves, or is a table's own change."""
    for table in of_kind(paper, Table):
        if table.id.startswith(("tal-", "aar-")):
            numbers = [c for row in table.rows for c in row if isinstance(c, Number)]
            assert not [n for n in numbers if n.signed or n.unit in ("points", "percent_change")]


def test_the_paper_is_marked_and_says_which_is_which(paper):
    assert paper.title == "Sammenligning af grundlag"
    assert paper.marks == ("internt", "FORSLAG", "opdigtede data")
    assert [(f.label, fill(f.text)) for f in paper.facts] == [
        ("Fra", "Nuværende afrapporteringsgrundlag"),
        ("Til", "Forslag til afrapporteringsgrundlag fra 2025 (ikke vedtaget)"),
        ("Rapportår", "2026"),
        ("Anmeldelser (helårsdata)", "2025"),
    ]


def test_a_basis_and_itself_say_the_same(twin):
    paper = decisions.compare(twin, ("nuvaerende", "nuvaerende"), TODAY)
    assert paper.marks == ("opdigtede data",)
    assert [fill(t) for s in paper.sections for b in s.blocks for t in b.texts] == [
        "De to grundlag siger det samme."
    ]
    whole = decisions.compare(twin, ("nuvaerende", "nuvaerende"), TODAY, 2026)
    lead = next(s for s in whole.sections if s.id == "skifter").blocks
    assert len(lead) == 1
    assert fill(lead[0].texts[0]) == (
        "Ingen linjer i vurderingen skifter; 39 er ens på begge grundlag."
    )
    moved = next(s for s in whole.sections if s.id == "flyttes").blocks
    assert fill(moved[0].texts[0]).startswith("Ingen anmeldelser flyttes")
    assert not of_kind(whole, Chart)


def test_an_unknown_basis_and_a_year_that_is_not_whole_are_refused(twin):
    with pytest.raises(DefinitionError, match='Did you mean "nuvaerende"'):
        decisions.compare(twin, ("nuvarende", "forslag-2025"), TODAY)
    with pytest.raises(DeliveryError, match="police year 2026 is not whole"):
        decisions.compare(twin, NAMES, TODAY, 2027)
    with pytest.raises(DeliveryError, match="nothing has been taken in"):
        decisions.compare(twin, NAMES, TODAY, 2026, date(2000, 1, 1))
