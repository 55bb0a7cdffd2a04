"""The law of a difference: of a basis from itself there is none, and nothing changes unsaid."""

from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from grundlag.basis.diff import Difference, diff
from grundlag.basis.load import Definitions, load

SHIPPED = ("nuvaerende", "forslag-2025")
ALSO = {"indicator": {"row", "code"}, "goal": {"target"}}  # what follows along


@pytest.fixture(scope="module")
def defs() -> Definitions:
    return load(Path(__file__).parents[2] / "examples" / "partnerskaber")


def told(found: tuple[Difference, ...]) -> list[tuple[object, ...]]:
    return [(d.kind, d.what, d.id, d.field) for d in found]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_basis_does_not_differ_from_itself(name: str, defs: Definitions) -> None:
    assert diff(defs, defs.bases[name], defs.bases[name]) == ()


@pytest.mark.slow
@pytest.mark.parametrize("name", SHIPPED)
def test_a_field_that_changes_alone_is_a_difference_of_its_kind(
    name: str, defs: Definitions, changes: ModuleType
) -> None:
    basis = defs.bases[name]
    found = list(changes.fields_changed(defs, basis))
    assert len(found) > 300
    for change in found:
        for one, other in ((basis, change.basis), (change.basis, basis)):
            kinds = {d.kind for d in diff(change.defs, one, other)}
            assert change.kind in kinds, change.where
            assert kinds <= {change.kind, *ALSO.get(change.kind, set())}, change.where


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_taken_out_or_put_in_is_told(
    name: str, defs: Definitions, changes: ModuleType
) -> None:
    basis = defs.bases[name]
    for change in changes.lists_shortened(defs, basis):
        found = {(d.kind, d.what) for d in diff(defs, basis, change.basis)}
        assert (change.kind, "dropped") in found, change.where
        found = {(d.kind, d.what) for d in diff(defs, change.basis, basis)}
        assert (change.kind, "added") in found, change.where


@pytest.mark.parametrize("name", SHIPPED)
def test_a_list_in_another_order_is_told_once(
    name: str, defs: Definitions, changes: ModuleType
) -> None:
    basis = defs.bases[name]
    for change in changes.lists_turned(defs, basis):
        found = [(d.kind, d.what) for d in diff(defs, basis, change.basis)]
        assert found == [(change.kind, "moved")], change.where


def test_the_proposal_against_the_basis_in_force(defs: Definitions) -> None:
    """Read off the two files by hand, without the texts and readings that follow along."""
    found = told(diff(defs, defs.bases["nuvaerende"], defs.bases["forslag-2025"]))
    silent = ("basis", "code", "assumption")
    assert [f for f in found if f[0] not in silent] == [
        ("goal", "changed", "1", "applies_to"),
        ("goal", "changed", "2", "assumes"),
        ("goal", "changed", "3", "applies_to"),
        ("target", "changed", "2.1", "indicators"),
        ("target", "changed", "2.1", "text"),
        ("target", "changed", "2.2", "indicators"),
        ("target", "changed", "2.2", "text"),
        *(
            ("indicator", "changed", name, field)
            for name in ("straffelovskriminalitet_pr_1000", "tyveri", "vold")
            for field in ("id", "label", "crime")
        ),
        ("table", "changed", "1", "title"),
        (
            "row",
            "changed",
            "Antal anmeldelser af straffelovskriminalitet per. 1000 indbyggere",
            "label",
        ),
        ("row", "changed", "Antal tyveri", "label"),
        ("row", "changed", "Antal vold", "label"),
        ("exception", "added", "folehaven", ""),
        ("correction", "added", "straffelovs kriminalitet", ""),
        ("correction", "dropped", "tyveri/Røveri", ""),
        ("correction", "dropped", "vold/Våben", ""),
    ]


def test_codes_come_in_and_go_out_indicator_by_indicator(defs: Definitions) -> None:
    found = diff(defs, defs.bases["nuvaerende"], defs.bases["forslag-2025"])
    codes = [(d.of, d.what, d.id) for d in found if d.kind == "code"]
    assert [c for c in codes if c[0] != "straffelovskriminalitet_pr_1000"] == [
        ("tyveri", "dropped", "1380*"),
        ("vold", "dropped", "3410*"),
    ]
    wide = [c[1:] for c in codes if c[0] == "straffelovskriminalitet_pr_1000"]
    assert ("dropped", "3410*") in wide
    assert ("added", "1390*") in wide
    assert ("added", "1320*") not in wide  # indbrud is in both


def test_the_order_of_the_two_matters(defs: Definitions) -> None:
    there = diff(defs, defs.bases["nuvaerende"], defs.bases["forslag-2025"])
    back = diff(defs, defs.bases["forslag-2025"], defs.bases["nuvaerende"])
    turned = {"added": "dropped", "dropped": "added"}
    once = sorted((d.kind, turned.get(d.what, d.what), d.field) for d in there)
    assert sorted((d.kind, d.what, d.field) for d in back) == once
    assert [(d.new, d.old) for d in back if d.field == "title"] == [
        (d.old, d.new) for d in there if d.field == "title"
    ]


def test_a_target_that_goes_to_another_goal_says_so(defs: Definitions) -> None:
    basis = defs.bases["forslag-2025"]
    one, two, three = basis.goal
    moved = replace(
        basis,
        goal=(
            one,
            replace(two, target=two.target[:-1]),
            replace(three, target=(*three.target, two.target[-1])),
        ),
    )
    found = diff(defs, basis, moved)
    assert [(d.kind, d.field, d.old, d.new) for d in found] == [("target", "goal", "2", "3")]


def test_taking_a_replacement_back_is_told_as_one_dropped_and_one_added(defs: Definitions) -> None:
    old, new = defs.bases["nuvaerende"], defs.bases["forslag-2025"]
    alone = replace(
        new,
        indicator=tuple(
            replace(i, replaces=None) if i.id == "tyveri" else i for i in new.indicator
        ),
    )
    defs = replace(defs, bases={old.id: old, new.id: alone})
    found = [(d.what, d.id) for d in diff(defs, old, alone) if d.kind == "indicator"]
    assert ("added", "tyveri") in found
    assert ("dropped", "tyveri_roeveri") in found
