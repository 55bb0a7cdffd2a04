"""A note to a steering group: what a decision changes for its partnership, and nothing else."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from grundlag.basis.folder import Decision, Decisions
from grundlag.basis.load import Definitions, load
from grundlag.render.numbers import cell_text, fill
from grundlag.report.model import Paper, Paragraph, Table
from grundlag.report.orientation import orientations

FOLDER = Path(__file__).parents[2] / "examples" / "partnerskaber"
DECISION = Decision(
    basis="forslag-2025",
    decided_by="Økonomiudvalget",
    decided_on=date(2025, 6, 10),
    case="2025-0123456",
)


def decided(defs: Definitions, decision: Decision = DECISION) -> Definitions:
    return replace(defs, decisions=Decisions(decision=(*defs.decisions.decision, decision)))


@pytest.fixture(scope="module")
def defs() -> Definitions:
    return decided(load(FOLDER))


def notes(defs: Definitions) -> dict[str, Paper]:
    return {p.id: p for p in orientations(defs, defs.bases["forslag-2025"])}


@pytest.fixture(scope="module")
def found(defs: Definitions) -> dict[str, Paper]:
    return notes(defs)


def texts(paper: Paper, section: str | None = None) -> list[str]:
    blocks = [b for s in paper.sections if section in (None, s.id) for b in s.blocks]
    return [fill(t) for b in blocks if isinstance(b, Paragraph) for t in b.texts]


def goals(paper: Paper) -> dict[str, tuple[str, str]]:
    blocks = [b for s in paper.sections for b in s.blocks]
    table = next(b for b in blocks if isinstance(b, Table) and b.id == "maal")
    return {cell_text(row[0]): (cell_text(row[1]), cell_text(row[2])) for row in table.rows}


def test_each_steering_group_has_a_note_of_its_own(found: dict[str, Paper]) -> None:
    assert list(found) == [
        "orientering-folehaven",
        "orientering-tingbjerg-husum",
        "orientering-amager",
    ]
    assert found["orientering-folehaven"].title == (
        "Orientering til styregruppen for Folehaven: Ændret afrapporteringsgrundlag"
    )
    assert {p.marks for p in found.values()} == {("opdigtede data",)}


def test_it_says_what_was_decided_by_whom_when_and_from_when(found: dict[str, Paper]) -> None:
    paper = found["orientering-amager"]
    assert [(f.label, fill(f.text)) for f in paper.facts] == [
        ("Besluttet af", "Økonomiudvalget"),
        ("Dato", "10. juni 2025"),
        ("Sagsnummer", "2025-0123456"),
        ("Gælder fra rapport", "2025"),
    ]
    assert texts(paper, "besluttet") == [
        "„Forslag til afrapporteringsgrundlag fra 2025“ er vedtaget af Økonomiudvalget den 10. "
        "juni 2025 (sag 2025-0123456). Det gælder for Amager fra rapport 2025 og afløser "
        "„Nuværende afrapporteringsgrundlag“."
    ]


def test_folehaven_gets_goals_that_did_not_apply_to_it(found: dict[str, Paper]) -> None:
    rows = goals(found["orientering-folehaven"])
    assert list(rows) == ["1", "2.1", "2.2", "3"]
    assert rows["1"][0] == "Gjaldt ikke Folehaven; aftalen handler om utryghed."
    assert rows["1"][1].startswith("Andelen af trygge borgere i partnerskaberne skal årligt")
    assert rows["3"][0] == "Gjaldt ikke Folehaven."
    assert "borgervendt kriminalitet" in rows["2.1"][0]
    assert "straffelovskriminalitet" in rows["2.1"][1]


def test_amager_is_told_of_the_targets_alone(found: dict[str, Paper]) -> None:
    assert list(goals(found["orientering-amager"])) == ["2.1", "2.2"]
    unchanged = "Målsætning 1 (tryghed) og 3 (samarbejde) og mål 2.3 er som hidtil."
    assert texts(found["orientering-amager"], "uaendret") == [unchanged, "Tabel 2 er som hidtil."]
    assert texts(found["orientering-folehaven"], "uaendret") == [
        "Mål 2.3 er som hidtil.",
        "Tabel 2 er som hidtil.",
    ]


def test_no_note_is_about_another_partnership(found: dict[str, Paper]) -> None:
    names = {"folehaven": "Folehaven", "tingbjerg-husum": "Tingbjerg-Husum", "amager": "Amager"}
    for area, name in names.items():
        own = " ".join(texts(found[f"orientering-{area}"]))
        assert name in own
        for other in set(names.values()) - {name}:
            assert other not in own


def test_types_tables_and_codes_are_said_as_in_a_comparison(found: dict[str, Paper]) -> None:
    said = texts(found["orientering-amager"], "aendringer")
    assert said[:2] == [
        "Mål 2.1 måles nu på straffelovskriminalitet i stedet for borgervendt kriminalitet.",
        "Mål 2.2 måles nu på tyveri i stedet for tyveri/røveri og på vold i stedet for vold/våben.",
    ]
    assert "Til tyveri hører ikke længere røveri (1380)." in said
    assert "Rækken „Antal vold/våben“ i tabel 1 bliver til „Antal vold“." in said
    assert not [text for text in said if "læsningen" in text.lower() or "Trykfejl" in text]
    ids = [b.id for s in found["orientering-amager"].sections for b in s.blocks if type(b) is Table]
    assert ids == ["maal"]  # many codes are told by their number alone


def test_the_exception_stands_in_its_own_words_and_ends(found: dict[str, Paper]) -> None:
    quoted, shown, judged = texts(found["orientering-folehaven"], "undtagelse")
    assert quoted.startswith("I partnerskabsaftalen for Folehaven partnerskab vil der først fra")
    assert shown == "I rapport 2025 vises tryghed for Folehaven uden vurdering."
    assert judged == "Fra rapport 2026 vurderes målsætningen, hvis aftalen ændres som forventet."
    assert texts(found["orientering-amager"], "undtagelse") == []


def test_an_exception_that_ended_before_is_not_told() -> None:
    later = replace(DECISION, in_force_from=2026)
    found = notes(decided(load(FOLDER), later))
    assert texts(found["orientering-folehaven"], "undtagelse") == []
    rows = goals(found["orientering-folehaven"])
    assert rows["1"][0] == "Gjaldt ikke Folehaven."  # the agreement of 2026 is about tryghed


def test_baselines_that_are_there_and_those_to_be_declared(defs: Definitions) -> None:
    gone = {("amager", "vold"), ("amager", "indbrud"), ("folehaven", "tyveri")}
    kept = tuple(
        b
        for b in defs.partnerships.baseline
        if b.basis != "forslag-2025" or (b.partnership, b.indicator) not in gone
    )
    found = notes(replace(defs, partnerships=replace(defs.partnerships, baseline=kept)))
    _, missing, known = texts(found["orientering-amager"], "baseline")
    assert missing == (
        "For Amager skal der fastlægges en ny baseline for antal indbrud og antal vold. Indtil da "
        "vises tallene uden vurdering."
    )
    assert known == (
        "Fastlagt på det nye grundlag: antal anmeldelser af straffelovskriminalitet pr. 1.000 "
        "indbyggere og antal tyveri."
    )
    assert len(texts(found["orientering-tingbjerg-husum"], "baseline")) == 2


def test_a_proposal_and_a_first_basis_have_no_notes(defs: Definitions) -> None:
    undecided = load(FOLDER)
    assert orientations(undecided, undecided.bases["forslag-2025"]) == ()
    assert orientations(defs, defs.bases["nuvaerende"]) == ()


def test_where_nothing_changes_it_says_so(defs: Definitions) -> None:
    old, new = defs.bases["nuvaerende"], defs.bases["forslag-2025"]
    same = replace(old, id=new.id, name=new.name, replaces="nuvaerende", from_year=2025)
    found = notes(replace(defs, bases={old.id: old, new.id: same}))
    assert texts(found["orientering-amager"], "aendringer") == ["Intet ændrer sig for Amager."]


def test_a_table_that_comes_to_apply_is_told_to_the_one_it_is_for(defs: Definitions) -> None:
    old, new = defs.bases["nuvaerende"], defs.bases["forslag-2025"]
    first = replace(old.table[0], applies_to=("amager",))
    before = replace(old, table=(first, *old.table[1:]))
    found = notes(replace(defs, bases={old.id: before, new.id: new}))
    told = "Tabel 1 gælder nu også Folehaven."
    assert told in texts(found["orientering-folehaven"], "aendringer")
    assert not [t for t in texts(found["orientering-amager"], "aendringer") if "gælder nu" in t]
