"""The definitions that are shipped, and those of the example: alike, and as the law has it."""

import re
from itertools import combinations
from pathlib import Path

import pytest

from grundlag.basis.check_tables import shared_code
from grundlag.basis.load import Definitions, load
from grundlag.basis.patterns import covered

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "partnerskaber" / "definitions"
SHIPPED = ROOT / "src" / "grundlag" / "definitions"


@pytest.fixture
def defs(shipped: Path) -> Definitions:
    return load(shipped)


@pytest.mark.parametrize(
    "name",
    ["bases/nuvaerende.toml", "bases/forslag-2025.toml", "gerningskoder.csv", "survey.toml"],
)
def test_the_example_holds_the_shipped_file_to_the_letter(name: str):
    assert (EXAMPLE / name).read_bytes() == (SHIPPED / name).read_bytes()


def test_words_that_stand_for_no_partner_are_none_in_both(defs: Definitions):
    words = {"ingen", "uoplyst", "ukendt", "ikke afklaret", "tbd", "n/a", "?"}
    assert words <= set(defs.activities.no_partner)
    texts = ((d / "activities.toml").read_text("utf-8") for d in (SHIPPED, EXAMPLE))
    one, other = (re.search("(?m)^no_partner .*", text) for text in texts)
    assert one
    assert other
    assert one[0] == other[0]


def test_the_code_lists_differ_in_the_published_total_alone():
    """A printed total of the real city has no place among invented figures."""
    one, other = ((d / "codes.toml").read_text("utf-8") for d in (SHIPPED, EXAMPLE))
    cut = "# What others have printed"
    assert one.split(cut)[0] == other.split(cut)[0]
    assert "n      = 50337\n" in one
    assert "50337" not in other
    assert "opdigtet" in other.split(cut)[1]


def crime(defs: Definitions, name: str) -> tuple[str, ...]:
    ((codes,),) = ([s.codes] for c in defs.codes.crime if c.id == name for s in c.codes)
    return codes


def test_straffelovskriminalitet_is_every_group_of_the_straffelov_and_no_other(defs: Definitions):
    """1000, "Uoplyst straffelov", is in: the law is known, and the total is of the law."""
    listed = crime(defs, "straffelovskriminalitet")
    groups = [o for o in defs.offences if len(o.code) == 4]
    assert list(listed) == [f"{o.code}*" for o in groups if o.law == "Straffelov"]
    assert "1000*" in listed
    for offence in defs.offences:
        assert covered(offence.code, listed) is (offence.law == "Straffelov"), offence


def test_narkotika_and_vaaben_of_the_saerlove_fall_outside(defs: Definitions):
    listed = crime(defs, "straffelovskriminalitet")
    assert not covered("3210505", listed)  # lov om euforiserende stoffer
    assert not covered("3410507", listed)  # våbenloven, kniv på offentligt sted
    assert covered("1435505", listed)  # straffelovens § 191
    assert covered("3410507", crime(defs, "borgervendt_kriminalitet"))


def test_every_list_is_a_proposal_to_be_confirmed(defs: Definitions):
    assert {c.status for c in defs.codes.crime} == {"proposal"}


@pytest.mark.parametrize("basis", ["nuvaerende", "forslag-2025"])
@pytest.mark.parametrize("number", ["2.2", "2.3"])
def test_no_two_types_of_a_target_share_a_code(defs: Definitions, basis: str, number: str):
    declared = defs.bases[basis]
    (target,) = (t for goal in declared.goal for t in goal.target if t.id == number)
    crimes = {i.id: i.crime for i in declared.indicator}
    types = [next(c for c in defs.codes.crime if c.id == crimes[n]) for n in target.indicators]
    assert len(types) == (3 if number == "2.2" else 4)
    assert [shared_code(one, other) for one, other in combinations(types, 2)] == [None] * (
        len(types) * (len(types) - 1) // 2
    )


def test_the_surveys_own_total_is_the_one_that_is_printed(defs: Definitions):
    (printed,) = defs.codes.published_total
    assert (printed.crime, printed.area, printed.year, printed.n) == (
        "straffelovskriminalitet", "koebenhavn", 2025, 50337,
    )  # fmt: skip
    assert printed.source == "Tryghedsundersøgelsen 2026"


@pytest.mark.parametrize("basis", ["nuvaerende", "forslag-2025"])
def test_every_assumption_is_leaned_on(defs: Definitions, basis: str):
    declared = defs.bases[basis]
    leaning = {name for goal in declared.goal for name in goal.assumes}
    leaning |= {n for goal in declared.goal for target in goal.target for n in target.assumes}
    leaning |= {name for table in declared.table for name in table.assumes}
    leaning |= {name for exempt in declared.exception for name in exempt.assumes}
    leaning |= {name for period in defs.partnerships.period for name in period.assumes}
    assert {a.id for a in declared.assumption} == leaning


SILENT = {  # where the paper is silent and a figure depends on it
    "aendring", "aendring_2", "aendring_enhed", "aften_nat", "anmeldelsesdato", "aar", "baseline",
    "befolkning", "chikane", "dag_og_nat", "fastholdelse", "folehaven", "gerningskoder", "helaar",
    "hver_for_sig", "hvert_partnerskab", "koebenhavnerniveau", "naerme_sig", "omraade", "partnere",
    "periode", "rettelser", "spredning", "stigning", "total", "trygge", "uden_sted", "vaegte",
}  # fmt: skip


def test_every_place_where_the_paper_is_silent_is_an_assumption(defs: Definitions):
    both = {name: {a.id for a in basis.assumption} for name, basis in defs.bases.items()}
    assert both["nuvaerende"] == SILENT | {"borgervendt_kriminalitet"}
    assert both["forslag-2025"] == SILENT | {"straffelovskriminalitet", "rapportaar"}


def test_notes_are_one_or_two_sentences(defs: Definitions):
    for basis in defs.bases.values():
        for assumption in basis.assumption:
            assert assumption.open.endswith("?"), assumption.id
            assert 1 <= assumption.note.count(". ") + assumption.note.endswith(".") <= 2
