"""Copenhagen's published figures: levels, and in words why there is nothing more."""

import pytest

from grundlag.render.numbers import cell_text, fill
from grundlag.report.model import Paragraph, Table

pytestmark = pytest.mark.slow  # reports of a whole city


@pytest.fixture(scope="module")
def paper(bydele):
    return bydele.paper("overblik")


def table(paper, name):
    return next(b for s in paper.sections for b in s.blocks
                if isinstance(b, Table) and b.id == name)  # fmt: skip


def rows(found):
    return {cell_text(r[0]): [cell_text(c).replace("\u00a0", " ") for c in r[1:]]
            for r in found.rows}  # fmt: skip


def notes(found):
    return [fill(n) for n in found.notes]


RATES = {  # as Tryghedsundersøgelsen 2026 prints them: 2025, inhabitants of 1 January 2026
    "Indre By": "263",
    "Christianshavn": "94",
    "Østerbro": "45",
    "Indre Nørrebro": "48",
    "Ydre Nørrebro": "48",
    "Vesterbro": "120",
    "Kgs. Enghave": "46",
    "Valby": "43",
    "Vanløse": "38",
    "Brønshøj-Husum": "37",
    "Bispebjerg": "45",
    "Amager Øst": "48",
    "Amager Vest": "72",
    "København": "75",
}


def test_the_rates_are_the_published_ones(paper):
    found = rows(table(paper, "tal-straffelovskriminalitet_pr_1000"))
    assert {area: cells[1] for area, cells in found.items()} == RATES
    assert found["København"][3] == "50.337"


def test_the_reports_without_a_place_are_told(paper):
    texts = [fill(t).replace("\u00a0", " ") for b in paper.sections[-1].blocks
             if isinstance(b, Paragraph) for t in b.texts]  # fmt: skip
    assert (
        "4.242 anmeldelser fra 2025 er uden stedfæstelse og indgår kun i byens samlede tal "
        "(8,4 % af alle)."
    ) in texts


def test_it_says_why_there_are_no_limits(paper):
    shares = table(paper, "tal-trygge")
    assert notes(shares) == [
        "Antallet af svar er ikke offentliggjort, så usikkerheden kan ikke beregnes."
    ]
    assert {tuple(cells[2:]) for cells in rows(shares).values()} == {("..", "..")}


def test_it_says_why_there_is_no_change_and_no_baseline(paper):
    crime = table(paper, "tal-straffelovskriminalitet_pr_1000")
    assert notes(crime) == [
        "Der er ikke indlæst tal for 2024 at opgøre en ændring fra; derfor vises ingen ændring.",
        "Der er ikke fastlagt en baseline; derfor er der ingen ændring fra baseline og ingen "
        "vurdering op imod den.",
        "Variansen er antaget at være 5 gange gennemsnittet; der er for få områder og år at måle "
        "den på.",
    ]
    assert {cells[0] for cells in rows(crime).values()} == {".."}


def test_outcomes_are_those_of_the_printed_per_cents_and_their_certainty_unknown(bydele, paper):
    """By hand from the table: Østerbro 91 to 92 and Vanløse 89 to 90; nobody else rose."""
    reached = {v.area for v in bydele.run.judgements.verdicts if v.finding.outcome == "reached"}
    assert reached == {"oesterbro", "vanloese"}
    judged = [v for v in bydele.run.judgements.verdicts if v.is_judged]
    assert {(v.finding.certainty, v.finding.unknown) for v in judged} == {("unknown", "no_n")}
    assert rows(table(paper, "overblik"))["Østerbro"] == [
        "nået, 1 af 1, ukendt usikkerhed", "vurderes ikke",
    ]  # fmt: skip


def test_equal_printed_per_cents_are_unchanged_and_no_rise(bydele):
    """Amager Øst and Bispebjerg print 85 and 80 per cent in both years."""
    same = {
        v.area for v in bydele.run.judgements.verdicts
        if "unchanged_as_printed" in v.finding.notes
    }  # fmt: skip
    assert same == {"amager-oest", "bispebjerg"}


def test_the_lead_tells_what_an_unknown_certainty_means(paper):
    lead = paper.sections[0].blocks[0]
    said = [fill(t) for t in lead.texts]
    assert said[0] == "Målene er nået for Østerbro og Vanløse."
    assert said[-1] == (
        "Hvor usikkerheden er ukendt, er antallet af svar ikke offentliggjort: Udfaldet er da kun "
        "en sammenligning af de trykte tal."
    )


def test_a_monitored_type_needs_no_baseline_and_the_overview_asks_for_none(now):
    overview = now.paper("overblik")
    for name in ("tal-chikane", "tal-indbrud"):
        (note,) = notes(table(overview, name))
        assert note.startswith("Variansen er ")
