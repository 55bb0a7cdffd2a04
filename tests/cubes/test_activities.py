"""Who speaks for a plan, and who is one partner: traps that would make an activity pass, or not."""

from datetime import date

import pytest

from grundlag.cubes.activities import either
from grundlag.cubes.recount import recount_activities
from grundlag.errors import DeliveryError, SumError


def found(town):
    return {(a.plan_year, a.place, a.name): [p.name for p in a.partners] for a in town.activities}


def partners(register, lists, cells):
    register.take(lists(f'2026;nord;;A;;"{cells}";;'))
    (activity,) = register.count().activities
    return [(p.name, p.where, p.owner) for p in activity.partners]


ONE = {  # what a cell says, and the name of its one partner
    "twice": ("Skolen; Skolen", "Skolen"),
    "case": ("Skolen; SKOLEN", "Skolen"),
    "spaces": ("Ny  Skole; NySkole;Ny\u00a0skole", "Ny  Skole"),
    "hyphens and dots": ("Sct. Ansgar-Skolen; Sct Ansgar Skolen", "Sct. Ansgar-Skolen"),
    "another hyphen": ("A\u2013B; A-B; A\u2011B", "A\u2013B"),
    "accents in two codings": ("Idræts\u00e5sen; Idrætsa\u030asen", "Idræts\u00e5sen"),
    "a declared spelling": ("BF A; Boligforening A; boligforening-a", "Boligforening A"),
    "a declared spelling, otherwise spaced": ("bf. a", "Boligforening A"),
}


@pytest.mark.parametrize("case", ONE)
def test_one_partner_is_counted_once(register, lists, case):
    cell, name = ONE[case]
    assert partners(register, lists, cell) == [(name, "in", False)]


TWO = {
    "another letter": "Boligforening A; Boligforening B",
    "another number": "Skole 1; Skole 11",
    "a name within a name": "Skolen; Skolens venner",
    "a spelling that nobody declared": "Frivilligcentret; Frivilligcenter",
}


@pytest.mark.parametrize("case", TWO)
def test_two_partners_are_two(register, lists, case):
    assert len(partners(register, lists, TWO[case])) == 2


def test_the_municipality_is_known_by_every_spelling(register, lists):
    assert partners(register, lists, "kommunen; BYEN; Skolen") == [
        ("Byen", "in", True),
        ("Skolen", "in", False),
    ]


def test_a_partner_in_and_outside_is_one_partner(register, lists):
    register.take(lists("2026;nord;;A;;Skolen;skolen;Museet"))
    (activity,) = register.count().activities
    assert [(p.name, p.where) for p in activity.partners] == [
        ("Skolen", "both"),
        ("Museet", "unknown"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "where"),
    [
        ("in", "in", "in"),
        ("in", "unknown", "in"),
        ("unknown", "outside", "outside"),
        ("in", "outside", "both"),
        ("both", "in", "both"),
        ("both", "unknown", "both"),
    ],
)
def test_where_a_partner_lies_that_is_named_twice(one, other, where):
    assert either(one, other) == either(other, one) == where


def test_a_partner_has_one_name_in_all_lists(register, lists, partner_rows):
    register.take(lists("2026;nord;;A;;Ny Skole;;"))
    register.take(partner_rows("2026;syd;;A;;ny-skole;"))
    names = [p.name for a in register.count().activities for p in a.partners]
    assert names == ["Ny Skole", "Ny Skole"]


def test_lists_of_three_partnerships_stand_beside_each_other(register, lists):
    register.take(lists("2026;nord;;A;;Skolen;;"), date(2026, 2, 1))
    register.take(lists("2026;syd;;A;;Museet;;"), date(2026, 2, 2))
    register.take(lists("2025;nord;;A;;;;"), date(2026, 2, 3))
    assert found(register.count()) == {
        (2026, "nord", "A"): ["Skolen"],
        (2026, "syd", "A"): ["Museet"],
        (2025, "nord", "A"): [],
    }


def test_a_corrected_list_speaks_alone_and_for_its_own_plan_alone(register, lists):
    register.take(lists("2026;nord;;A;;;;", "2026;syd;;A;;;;", "2025;nord;;A;;;;"))
    register.take(lists("2026;nord;;B;;Skolen;;"), date(2026, 3, 1))
    assert found(register.count()) == {
        (2026, "nord", "B"): ["Skolen"],
        (2026, "syd", "A"): [],
        (2025, "nord", "A"): [],
    }
    before = register.count(as_of=date(2026, 2, 15))
    assert sorted(found(before)) == [(2025, "nord", "A"), (2026, "nord", "A"), (2026, "syd", "A")]


def test_a_partnership_by_its_name_is_the_one_by_its_id(register, lists):
    """Else the first list would still be counted, under another name."""
    register.take(lists("2026;nord;;A;;;;"))
    register.take(lists("2026;NORDKVARTERET;;B;;;;"), date(2026, 3, 1))
    assert found(register.count()) == {(2026, "nord", "B"): []}


def test_the_last_to_arrive_speaks_whichever_name_comes_first(register, lists):
    register.take(lists("2026;Nordkvarteret;;A;;;;"))
    register.take(lists("2026;nord;;B;;;;"), date(2026, 3, 1))
    assert found(register.count()) == {(2026, "nord", "B"): []}


def test_a_row_a_partner_may_call_its_partnership_by_id_and_by_name(register, partner_rows):
    rows = ("2026;nord;;A;;Skolen;", "2026;Nordkvarteret;;A;;Museet;")
    register.take(partner_rows(*rows))
    assert found(register.count()) == {(2026, "nord", "A"): ["Skolen", "Museet"]}


def test_two_sources_must_not_bring_one_plan(register, lists, partner_rows):
    register.take(lists("2026;nord;;A;;;;"))
    register.take(partner_rows("2025;nord;;A;;;", "2026;syd;;A;;;"))
    assert len(register.count().activities) == 3
    register.take(partner_rows("2026;nord;;A;;;"), date(2026, 3, 1))
    with pytest.raises(DeliveryError, match='"lister" and "raekker" both bring activities for'):
        register.count()


def test_an_activity_in_two_themes_is_two_activities(register, partner_rows):
    register.take(partner_rows("2026;nord;Leg;A;;Skolen;", "2026;nord;Sport;A;;Museet;"))
    activities = register.count().activities
    assert [(a.theme, a.name, len(a.partners)) for a in activities] == [
        ("Leg", "A", 1),
        ("Sport", "A", 1),
    ]


def test_the_first_status_stands_and_all_are_kept(register, partner_rows):
    rows = [f"2026;nord;;A;{status};Skolen;" for status in ("", "I gang", "aflyst", "i  gang")]
    register.take(partner_rows(*rows))
    (activity,) = register.count().activities
    assert (activity.status, activity.cancelled) == ("I gang", False)
    assert activity.told == ("I gang", "aflyst")


@pytest.mark.parametrize(("status", "cancelled"), [("Aflyst ", True), ("aflyst?", False)])
def test_cancelled_is_a_declared_word(register, lists, status, cancelled):
    register.take(lists(f"2026;nord;;A;{status};;;"))
    assert [a.cancelled for a in register.count().activities] == [cancelled]


def test_without_a_file_on_activities_every_partner_is_counted(register, lists):
    (register.root / "definitions" / "activities.toml").unlink()
    register.change("definitions/bases/grund.toml", "counts_owner = false\n", "")
    assert partners(register, lists, "Kommunen; Skolen; ingen") == [
        ("Kommunen", "in", False),
        ("Skolen", "in", False),
    ]


def recount(register, counted):
    defs = register.defs
    indicator = next(i for i in defs.bases["grund"].indicator if i.id == "sammen")
    (delivery,) = register.count().deliveries
    return recount_activities((delivery,), defs, indicator, (2026, "nord"), counted)


def test_activities_are_counted_again_from_their_rows(register, partner_rows):
    """Two of three pass; the municipality and a second spelling do not help the third."""
    rows = ["2026;nord;;A;;Skolen;", "2026;nord;;A;;Museet;", "2026;nord;;B;;BF A;i området"]
    rows += ["2026;nord;;B;;boligforening a;uoplyst", "2026;nord;;B;;Kommunen;"]
    rows += ["2026;nord;;C;;Skolen;", "2026;nord;;C;;Byens kor;", "2026;syd;;A;;Skolen;"]
    register.take(partner_rows(*rows))
    steps = recount(register, (2, 3))
    assert [(s.cells, s.in_cube, s.in_rows) for s in steps] == [(3, 2, 2), (3, 3, 3)]


@pytest.mark.parametrize("counted", [(1, 2), (0, 1), (1, 0)])
def test_a_number_that_its_rows_do_not_add_up_to_is_an_error(register, lists, counted):
    register.take(lists("2026;nord;;A;;Skolen;Museet;"))
    with pytest.raises(SumError, match="the delivery's rows add up to 1"):
        recount(register, counted)


def test_changed_rows_are_refused(register, lists):
    taken = register.take(lists("2026;nord;;A;;Skolen;;"))
    other = register.take(lists("2026;syd;;A;;Skolen; Museet;;"))
    taken.delivery.rows.write_bytes(other.delivery.rows.read_bytes())
    with pytest.raises(DeliveryError, match="its rows are not those that were kept"):
        register.count()
