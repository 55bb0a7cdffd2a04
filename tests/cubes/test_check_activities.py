"""What `grundlag check` says of lists of activities: what stops, what is said, and the way out."""

import pytest

from grundlag.cubes.check import CHECKS, findings

NO_LIST = "plans_have_a_list_each"


def told(register, rule):
    """(stops, where, what) of all that a rule finds."""
    return [
        (f.stops, f.problem.where, f.problem.what)
        for f in CHECKS[rule](register.defs, register.count())
    ]


def test_sound_lists_have_nothing_to_say(register, lists):
    register.take(
        lists("2026;nord;;A;i gang;Skolen;;", "2026;syd;;A;Aflyst;Boligforening A;Kommunen;")
    )
    assert findings(register.defs, register.count()) == ((), ())


def test_an_unknown_partnership_stops(register, lists):
    register.take(lists("2026;Norden;;A;;Skolen;;", "2026;Norden;;B;;Skolen;;"))
    problems, _ = findings(register.defs, register.count())
    (problem,) = [p for p in problems if p.where == "activities"]
    assert problem.what == 'no partnership is called "norden": 2 activities.'
    assert problem.fix == 'Did you mean "nord"?'


def test_a_plan_that_lacks_a_list_is_told(register, lists):
    register.take(lists("2026;nord;;A;;Skolen;;", "2025;nord;;A;;;;", "2025;syd;;A;;;;"))
    assert told(register, NO_LIST) == [
        (False, "activities of 2026", "no list has come for syd."),
    ]


def test_only_a_partnership_with_a_goal_on_activities_needs_a_list(register, lists):
    register.change(
        "definitions/bases/grund.toml", 'applies_to = ["nord", "syd"]', 'applies_to = ["nord"]'
    )
    register.take(lists("2026;nord;;A;;Skolen;;"))
    assert told(register, NO_LIST) == []


def test_a_status_that_nobody_declared_is_told(register, lists):
    register.take(lists("2026;nord;;A;aflyyst;;;", "2026;nord;;B;;;;", "2026;nord;;C;I gang;;;"))
    assert told(register, "status_words_are_known") == [
        (False, "definitions/activities.toml", 'no status is called "aflyyst": 1 activities.')
    ]


def test_no_status_is_unknown_where_none_is_declared(register, lists):
    text = 'schema = 1\n[[partner]]\nname = "Byen"\nowner = true\n'
    register.write("definitions/activities.toml", text)
    register.take(lists("2026;nord;;A;aflyyst;;;"))
    assert told(register, "status_words_are_known") == []


@pytest.mark.parametrize(
    ("denominator", "words", "stops"),
    [
        ("all", ("i gang", "aflyst"), False),
        ("carried_out", ("i gang", "aflyst"), True),
        ("carried_out", ("i gang", "planlagt"), False),
    ],
)
def test_rows_that_disagree_on_a_status_stop_where_it_decides(
    register, partner_rows, denominator, words, stops
):
    register.change("definitions/bases/grund.toml", '"all"', f'"{denominator}"')
    rows = [f"2026;nord;;Klub;{word};P{n};" for n, word in enumerate(words)]
    delivery = register.take(partner_rows(*rows)).delivery.id
    what = f'"Klub" has more than one status: "{words[0]}", "{words[1]}".'
    assert told(register, "activities_have_one_status") == [(stops, f"{delivery}, line 2, 3", what)]


def test_activities_without_a_partner_are_told_with_how_many(register, lists):
    register.take(lists("2026;nord;;A;;-;;", "2026;nord;;B;;;;", "2026;nord;;C;;Skolen;;"))
    assert told(register, "activities_have_partners") == [
        (False, "activities of nord, 2026", "2 of 3 have no partner.")
    ]


JOINED = {
    "a comma": ("Skolen, Museet", True),
    "and, between two that are known": ("Skolen og Klubben", True),
    "a slash": ("Klubben/Museet", True),
    "and, inside a name": ("Kultur og Fritid", False),
    "a declared name": ("Boligforening A", False),
}


@pytest.mark.parametrize("case", JOINED)
def test_a_name_that_may_be_several_partners_is_told(register, lists, case):
    name, expected = JOINED[case]
    delivery = register.take(
        lists("2026;nord;;A;;Klubben;;", f"2026;nord;;B;;{name};;")
    ).delivery.id
    found = told(register, "partners_are_one_each")
    what = f'"{name}" is counted as one partner, and may be 2.'
    assert found == ([(False, f"{delivery}, line 3", what)] if expected else [])


def test_a_declared_name_may_hold_a_comma(register, lists):
    register.change("definitions/activities.toml", '"BF A"', '"BF A", "Boligforening A, Nord"')
    register.take(lists("2026;nord;;A;;Boligforening A, Nord;;"))
    assert told(register, "partners_are_one_each") == []


ALIKE = {
    "a letter is missing": (("Frivilligcentret", "Frivilligcenteret"), True),
    "a form of the word": (("Boligforeningen Nord", "Boligforening Nord"), True),
    "another letter": (("Beboerforening A", "Beboerforening B"), False),
    "another number": (("Idrætsforening 1", "Idrætsforening 2"), False),
    "other words": (("Skolen", "Museet"), False),
    "merged": (("Frivilligcentret", "FRIVILLIG-centret"), False),
    "to a declared one": (("Boligforening A", "Boligforenng A"), True),
}


@pytest.mark.parametrize("case", ALIKE)
def test_names_nearly_alike_are_told_and_not_merged(register, lists, case):
    names, expected = ALIKE[case]
    register.take(lists(*(f"2026;nord;;A{i};;{name};;" for i, name in enumerate(names))))
    one, other = sorted(names)
    what = f'"{one}" and "{other}" are counted as two partners.'
    assert told(register, "partners_are_told_apart") == (
        [(False, "partners", what)] if expected else []
    )


def test_two_declared_names_are_two_however_alike(register, lists):
    text = (register.root / "definitions/activities.toml").read_text("utf-8")
    register.write(
        "definitions/activities.toml", text + '[[partner]]\nname = "Boligforeningen A"\n'
    )
    register.take(lists('2026;nord;;A;;"Boligforening A;Boligforeningen A";;'))
    assert told(register, "partners_are_told_apart") == []


def test_a_pair_in_one_activity_is_told_as_such(register, lists):
    register.take(lists('2026;nord;;A;;"Frivilligcentret;Frivilligcenteret";;'))
    ((_, _, what),) = told(register, "partners_are_told_apart")
    assert what.endswith("are counted as two partners, and stand in one activity.")


def test_many_pairs_are_told_in_short(register, lists):
    """Seven names that are nearly alike are 21 pairs: twenty and one more."""
    names = [f"Frivilligcentret i byen{'x' * n}" for n in range(7)]
    register.take(lists(*(f"2026;nord;;A{i};;{name};;" for i, name in enumerate(names))))
    found = told(register, "partners_are_told_apart")
    assert len(found) == 21
    assert found[-1][2] == "more pairs of names are nearly alike: 1."
