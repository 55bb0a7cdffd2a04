"""Which indicator takes the place of which: one id is one indicator, another where it is said."""

from dataclasses import replace
from pathlib import Path

import pytest

from grundlag.basis.check import CHECKS
from grundlag.basis.load import Definitions, load
from grundlag.basis.model import Basis
from grundlag.basis.pairs import lineage, pairs

OLD, NEW = "definitions/bases/nu.toml", "definitions/bases/ny.toml"


@pytest.fixture
def defs(shipped: Path) -> Definitions:
    return load(shipped)


def ids(defs: Definitions, old: Basis, new: Basis) -> dict[str | None, str | None]:
    found = pairs(defs.bases, old, new)
    return {p.new.id if p.new else None: p.old.id if p.old else None for p in found}


def test_what_the_proposal_replaces_is_what_it_says(defs: Definitions) -> None:
    found = ids(defs, defs.bases["nuvaerende"], defs.bases["forslag-2025"])
    assert {new: old for new, old in found.items() if new != old} == {
        "straffelovskriminalitet_pr_1000": "borgervendt_kriminalitet_pr_1000",
        "tyveri": "tyveri_roeveri",
        "vold": "vold_vaaben",
    }
    assert len(found) == 13


def test_the_other_way_round_the_pairs_are_turned(defs: Definitions) -> None:
    there = ids(defs, defs.bases["nuvaerende"], defs.bases["forslag-2025"])
    back = ids(defs, defs.bases["forslag-2025"], defs.bases["nuvaerende"])
    assert back == {old: new for new, old in there.items()}


def test_what_is_on_one_basis_alone_has_no_other_half(defs: Definitions) -> None:
    old, new = defs.bases["nuvaerende"], defs.bases["forslag-2025"]
    tyveri = next(i for i in new.indicator if i.id == "tyveri")
    kept = tuple(i for i in new.indicator if i.id not in ("tyveri", "trygge"))
    changed = replace(new, indicator=(*kept, replace(tyveri, replaces=None)))
    found = pairs({**defs.bases, new.id: changed}, old, changed)
    assert [p.new.id for p in found if p.new and not p.old] == ["tyveri"]
    assert [p.old.id for p in found if p.old and not p.new] == ["trygge", "tyveri_roeveri"]


def test_over_a_basis_between_the_steps_add_up(defs: Definitions) -> None:
    """nuvaerende tyveri_roeveri -> forslag-2025 tyveri -> a third basis' alt_tyveri."""
    second = defs.bases["forslag-2025"]
    tyveri = next(i for i in second.indicator if i.id == "tyveri")
    third = replace(
        second,
        id="tredje",
        replaces="forslag-2025",
        indicator=(replace(tyveri, id="alt_tyveri", replaces="tyveri"),),
    )
    defs = replace(defs, bases={**defs.bases, "tredje": third})
    found = ids(defs, defs.bases["nuvaerende"], third)
    assert found["alt_tyveri"] == "tyveri_roeveri"


def test_bases_that_do_not_come_from_each_other_share_ids_alone(defs: Definitions) -> None:
    old, new = defs.bases["nuvaerende"], replace(defs.bases["forslag-2025"], replaces=None)
    found = ids(replace(defs, bases={b.id: b for b in (old, new)}), old, new)
    assert found["tyveri"] is None
    assert found["indbrud"] == "indbrud"


def test_bases_stand_after_those_they_replace(defs: Definitions) -> None:
    assert [b.id for b in lineage(defs.bases)] == ["nuvaerende", "forslag-2025"]
    alone = replace(defs.bases["forslag-2025"], replaces="en-anden")
    assert [b.id for b in lineage({alone.id: alone})] == ["forslag-2025"]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (
            'kind = "survey_share"\nquestion = "tryghed"\nanswers = "tryg"',
            'kind = "count"\ncrime = "uro"\ndispersion = 3\nreplaces = "andet"',
            '"tredje" is a count, and "andet" a survey_share.',
        ),
        (
            'kind = "count"\ncrime = "uro"\ndispersion = 3',
            'kind = "count"\ncrime = "uro"\ndispersion = 3\nreplaces = "andet"\n\n[[indicator]]\n'
            'id = "fjerde"\nlabel = "F"\nkind = "count"\ncrime = "uro"\ndispersion = 3\n'
            'replaces = "andet"',
            'another indicator above replaces "andet" already.',
        ),
    ],
)
def test_an_indicator_is_replaced_once_and_by_its_kind(
    old: str, new: str, what: str, havneby: Path
) -> None:
    for file, name, keys in ((OLD, "andet", old), (NEW, "tredje", new)):
        path = havneby / file
        added = f'\n[[indicator]]\nid = "{name}"\nlabel = "X"\n{keys}\n'
        path.write_text(path.read_text("utf-8") + added, "utf-8")
    found = CHECKS["indicators_replace_one_of_before"](load(havneby))
    assert [problem.what for problem in found] == [what]
