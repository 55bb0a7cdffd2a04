"""The paper says where a total printed elsewhere is another than its own."""

from dataclasses import replace

import pytest

from grundlag.basis.folder import PublishedTotal
from grundlag.render.numbers import fill
from grundlag.report.context import Context
from grundlag.report.published import published_notes
from grundlag.report.words import data


def total(n: int, **more: object) -> PublishedTotal:
    known: dict[str, object] = {
        "crime": "straffelovskriminalitet", "area": "koebenhavn", "year": 2025, "n": n,
        "source": "Tryghedsundersøgelsen 2026", "label": "anmeldelser af straffelovskriminalitet",
    }  # fmt: skip
    return PublishedTotal(**(known | more))  # type: ignore[arg-type]


def said(text) -> str:
    return fill(text).replace("\u00a0", " ")


def test_the_sentence_says_both_numbers_and_that_nobody_has_said_why():
    """68,802 of Danmarks Statistik is 36.68 % more than the survey's 50,337."""
    assert said(data.published(total(50337), "København", 68802)) == (
        "Tryghedsundersøgelsen 2026 opgør 50.337 anmeldelser af straffelovskriminalitet i "
        "København i 2025; opgørelsen her giver 68.802, 36,7 % mere. Hvorfor, er ikke oplyst."
    )


def test_less_is_said_as_less_and_a_total_without_a_label_is_of_anmeldelser():
    assert said(data.published(total(80, label=""), "Byen", 60)) == (
        "Tryghedsundersøgelsen 2026 opgør 80 anmeldelser i Byen i 2025; opgørelsen her giver 60, "
        "25,0 % mindre. Hvorfor, er ikke oplyst."
    )


def notes(context: Context, *printed: PublishedTotal) -> list[str]:
    codes = replace(context.defs.codes, published_total=printed)
    changed = replace(context, defs=replace(context.defs, codes=codes))
    return [said(text) for text in published_notes(changed)]


def test_the_citys_published_figures_agree_with_themselves(bydele):
    """The 13 bydele and the reports without a place add up to the survey's own 50,337."""
    assert notes(bydele.context, total(50337)) == []


@pytest.mark.parametrize(
    ("n", "told"), [(49350, False), (49349, True), (51364, False), (51365, True)]
)
def test_above_two_per_cent_is_printed(bydele, n: int, told: bool):
    """50,337 is 49,350 and 2 % exactly. 51,364 is 1,027 more, of 1,027.28; 51,365 is 1,028."""
    assert bool(notes(bydele.context, total(n))) is told


def test_another_year_and_a_type_of_another_basis_are_left_out(made, bydele):
    assert notes(bydele.context, total(40000, year=2024)) == []
    now = made[2026, None].context  # its rate is of borgervendt kriminalitet
    assert notes(now, total(40000)) == []
    assert len(notes(made[2026, "forslag-2025"].context, total(40000))) == 1


def test_the_overview_and_the_annex_on_the_basis_hold_the_note(made, texts_of):
    for name in ("overblik", "om-opgoerelsen"):
        paper = made[2026, "forslag-2025"].paper(name)
        found = [said(t) for t in texts_of(paper) if "opgørelsen her giver" in t.words]
        assert len(found) == 1, name
        assert found[0].startswith("En opdigtet undersøgelse opgør 40.000 anmeldelser af straf")
