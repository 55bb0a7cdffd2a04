"""The sentences of a difference: correct, plain, readable aloud; each kind of change has one."""

import re
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from grundlag.basis.diff import diff
from grundlag.basis.load import Definitions, load
from grundlag.basis.model import Row
from grundlag.render.numbers import fill
from grundlag.report.between import Between, told_apart
from grundlag.report.differences import difference_sections, sentences
from grundlag.report.model import Paragraph, Section, Table
from grundlag.report.words.codes import code, codes, many_codes
from grundlag.report.words.differences import HEADINGS

SHIPPED = ("nuvaerende", "forslag-2025")


@pytest.fixture(scope="module")
def defs() -> Definitions:
    return load(Path(__file__).parents[2] / "examples" / "partnerskaber")


@pytest.fixture(scope="module")
def bases(defs: Definitions) -> Between:
    return Between(defs=defs, old=defs.bases["nuvaerende"], new=defs.bases["forslag-2025"])


def said(section: Section) -> list[str]:
    found = [b for b in section.blocks if isinstance(b, Paragraph)]
    return [" ".join(fill(t) for t in b.texts) for b in found]


def section(bases: Between, kind: str) -> Section:
    found = difference_sections(diff(bases.defs, bases.old, bases.new), bases)
    return next(s for s in found if s.id == kind)


PROPOSAL = {
    "goal": [
        "Mål 1 gælder nu også Folehaven.",
        "Mål 2 bygger ikke længere på læsningen „folehaven“.",
        "Mål 3 gælder nu også Folehaven.",
    ],
    "indicator": [
        "„Antal anmeldelser af straffelovskriminalitet pr. 1.000 indbyggere“ træder i stedet for "
        "„Antal anmeldelser af borgervendt kriminalitet pr. 1.000 indbyggere“.",
        "„Antal anmeldelser af straffelovskriminalitet pr. 1.000 indbyggere“ tælles nu på en anden "
        "gerningstype end „Antal anmeldelser af borgervendt kriminalitet pr. 1.000 indbyggere“.",
        "„Antal tyveri“ træder i stedet for „Antal tyveri/røveri“.",
        "„Antal tyveri“ tælles nu på en anden gerningstype end „Antal tyveri/røveri“.",
        "„Antal vold“ træder i stedet for „Antal vold/våben“.",
        "„Antal vold“ tælles nu på en anden gerningstype end „Antal vold/våben“.",
    ],
    "table": [
        "Tabel 1 hedder nu „Anmeldelser af straffelovskriminalitet (helårsdata)“, før „Antal "
        "anmeldelser af borgervendt kriminalitet (helårsdata)“.",
    ],
    "row": [
        "Rækken „Antal anmeldelser af borgervendt kriminalitet pr. 1.000 indbyggere“ i tabel 1 "
        "bliver til „Antal anmeldelser af straffelovskriminalitet pr. 1.000 indbyggere“.",
        "Rækken „Antal tyveri/røveri“ i tabel 1 bliver til „Antal tyveri“.",
        "Rækken „Antal vold/våben“ i tabel 1 bliver til „Antal vold“.",
    ],
    "exception": [
        "En ny undtagelse for Folehaven, mål 1, gælder til og med rapport 2025: Aftalen handler om "
        "utryghed; der afrapporteres på tryghed, som vises uden vurdering.",
    ],
    "correction": [
        "„straffelovs kriminalitet“ rettes nu til „straffelovskriminalitet“.",
        "„tyveri/Røveri“ rettes ikke længere til „tyveri/røveri“.",
        "„vold/Våben“ rettes ikke længere til „vold/våben“.",
    ],
}


@pytest.mark.parametrize("kind", PROPOSAL)
def test_the_proposal_in_sentences(kind: str, bases: Between) -> None:
    assert said(section(bases, kind)) == PROPOSAL[kind]


def test_a_target_says_what_it_is_measured_on_and_its_words_in_full(bases: Between) -> None:
    found = said(section(bases, "target"))
    assert found[0] == (
        "Mål 2.1 måles nu på straffelovskriminalitet i stedet for borgervendt kriminalitet."
    )
    assert found[1].startswith("Ordlyden af mål 2.1 er nu: „Det samlede antal anmeldelser af straf")
    assert " Før: „Det samlede antal anmeldelser af borgervendt" in found[1]
    assert found[2] == (
        "Mål 2.2 måles nu på tyveri i stedet for tyveri/røveri og på vold i stedet for vold/våben."
    )


def test_few_codes_are_named_and_many_stand_in_a_table(bases: Between) -> None:
    found = section(bases, "code")
    assert said(found)[1:] == [
        "Til tyveri hører ikke længere røveri (1380).",
        "Til vold hører ikke længere våbenloven (3410).",
    ]
    assert re.fullmatch(
        r"Til straffelovskriminalitet hører nu \d\d gerningskoder, som ikke hørte til borgervendt "
        r"kriminalitet, mens 1 udgår\.",
        said(found)[0],
    )
    (table,) = (b for b in found.blocks if isinstance(b, Table))
    ((label, added, dropped),) = ([fill(c) for c in row] for row in table.rows)
    assert label == "Antal anmeldelser af straffelovskriminalitet pr. 1.000 indbyggere"
    assert added.startswith("uoplyst straffelov (1000), blodskam mv. (1110), ")
    assert "hærværk (1390)" in added
    assert "1320" not in added
    assert dropped == "våbenloven (3410)"


def test_a_code_is_said_with_its_label_where_a_list_has_one() -> None:
    assert code("1380*", "Røveri") == "røveri (1380)"
    assert code("1380*", "") == "1380"
    assert code("1*", "") == "alle koder, der begynder med 1"
    assert code("tyveri", "") == "tyveri"
    named = [code("1380*", "Røveri")]
    assert fill(codes("tyveri", [], named)) == "Til tyveri hører ikke længere røveri (1380)."
    assert fill(codes("vold", ["3410"], ["1210"])) == (
        "Til vold hører nu også 3410, men ikke længere 1210."
    )
    one = "Til a hører nu 1 gerningskode, som ikke hørte til b, mens 9 udgår."
    assert fill(many_codes("a", "b", 1, 9)) == one
    assert fill(many_codes("a", "b", 0, 12)) == "12 gerningskoder fra b hører ikke til a."
    assert (
        fill(many_codes("a", "b", 9, 0)) == "Til a hører nu 9 gerningskoder, som ikke hørte til b."
    )


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("Antal tyveri", "Antal tyveri/røveri", ("tyveri", "tyveri/røveri")),
        ("Vold i alt", "Vold alt", ("„Vold i alt“", "„Vold alt“")),
        ("Uro", "Uro", ("„Uro“", "„Uro“")),
        ("Indbrud", "Tyveri", ("indbrud", "tyveri")),
    ],
)
def test_labels_are_told_apart_by_the_words_that_differ(
    one: str, other: str, apart: tuple[str, str]
) -> None:
    assert told_apart(one, other) == apart


NAMED_ELSEWHERE = re.compile(r": indicator\.(?![23]\b)\d+(\.id)?$")  # tables and targets name it


@pytest.mark.slow
@pytest.mark.parametrize("name", SHIPPED)
def test_every_change_there_can_be_has_a_sentence(
    name: str, defs: Definitions, changes: ModuleType
) -> None:
    """Whole, without a key or a value of the program, and not one that says nothing changed."""
    basis = defs.bases[name]
    every = (changes.fields_changed, changes.lists_shortened, changes.lists_turned)
    for change in (c for make in every for c in make(defs, basis)):
        if NAMED_ELSEWHERE.search(change.where):
            continue
        for old, new in ((basis, change.basis), (change.basis, basis)):
            found = diff(change.defs, old, new)
            texts = sentences(found, Between(defs=change.defs, old=old, new=new))
            assert texts, change.where
            for text in map(fill, texts):
                assert text.endswith((".", "“")), (change.where, text)
                assert text[0].isupper() or text[0] in "„0123456789", (change.where, text)
                assert not re.search(r"None|True|False|\{|_\w+ |  |\.\.", text), (
                    change.where,
                    text,
                )


def test_every_kind_has_its_heading_and_the_sections_their_order(bases: Between) -> None:
    found = difference_sections(diff(bases.defs, bases.old, bases.new), bases)
    assert [s.heading for s in found] == [HEADINGS[s.id] for s in found]
    order = list(HEADINGS)
    assert [order.index(s.id) for s in found] == sorted(order.index(s.id) for s in found)


def test_a_row_that_is_another_sum_names_its_parts(bases: Between) -> None:
    table = bases.new.table[1]
    total = Row(label="Total", total_of=("chikane", "trusler"))
    changed = replace(table, rows=(*table.rows[:-1], total))
    new = replace(bases.new, table=(bases.new.table[0], changed))
    between = Between(defs=bases.defs, old=bases.new, new=new)
    found = sentences(diff(bases.defs, bases.new, new), between)
    assert [fill(text) for text in found] == [
        "Rækken „Total“ i tabel 2 er nu summen af chikane og trusler, før af chikane, hærværk, "
        "narkotika og trusler."
    ]
