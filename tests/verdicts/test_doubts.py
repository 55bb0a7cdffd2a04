"""What `grundlag check` says of targets that will show little; it never stops anything."""

import pytest

from grundlag.basis.check import check as check_definitions
from grundlag.run import check
from grundlag.verdicts.doubts import DOUBTS, FIX, doubts, latest

pytestmark = pytest.mark.slow


def told(town) -> dict[str, str]:
    """What is said, by where it is said of."""
    defs = town.defs
    assert check_definitions(defs) == ()
    found = doubts(defs, latest(defs, town.count()))
    return {each.problem.where: each.problem.what for each in found}


def about(town, word: str) -> list[str]:
    return [what for what in told(town).values() if word in what]


def test_every_doubt_says_what_to_do():
    assert set(FIX) == set(DOUBTS)


def test_where_nothing_was_taken_in_there_is_nothing_to_doubt(town):
    assert told(town) == {}


def test_a_survey_alone_is_enough_to_doubt(asked):
    assert len(about(asked, "nord/trygge shows")) == 2


@pytest.mark.parametrize(("n", "seen"), [(15, False), (16, True)])
def test_a_count_that_can_neither_fall_nor_rise_short_of_a_doubling(
    ahead, declare, year_of, n, seen
):
    """R: none at all is shown as fewer than 16 reports where phi is 3, and not as fewer than 15."""
    ahead.take(year_of(2024, 100, n), source="anmeldelser")
    declare("nord")
    declare("syd")
    found = about(ahead, "shows no fall")
    assert found == ([] if seen else [
        "syd/indbrud (15 reports) shows no fall, only a rise of 263%.",
    ])  # fmt: skip


def test_lines_of_one_target_are_told_together(ahead, declare, year_of):
    ahead.take(year_of(2024, 12, 12), source="anmeldelser")
    declare("nord")
    declare("syd")
    (found,) = about(ahead, "shows no fall")
    assert found.startswith("nord/indbrud (12 reports)")
    assert found.endswith("(and 1 more).")


def test_a_share_with_few_answers_is_doubted_and_the_distance_is_told(ahead):
    """R, as in the outlook: 16.0 points. With ten times the answers 5.0, and Nord is 3.3 away."""
    assert "nord/trygge shows no change below 16.0 points (and 1 more)." in told(ahead).values()
    rows = [f"2025;{place};;;1;{'tryg' if i < yes else 'utryg'}" for place, n, yes in
            (("Nord", 1000, 800), ("Syd", 500, 450)) for i in range(n)]  # fmt: skip
    ahead.take("\n".join(("År;Kvarter;Lag;Klynge;Vægt;Tryghed", *rows)) + "\n")
    assert about(ahead, "nord/trygge shows no change below 5.0 points, and is 3.3 away")


def test_a_share_with_many_answers_is_not_doubted(ahead, declare):
    """By hand: 2.80 sqrt(2 x 0.8 x 0.2 / 4000) is 2.5 points, and Nord is 3.3 from the town."""
    rows = [f"2025;{place};;;1;{'tryg' if i < yes else 'utryg'}" for place, n, yes in
            (("Nord", 4000, 3200), ("Syd", 2000, 1800)) for i in range(n)]  # fmt: skip
    ahead.take("\n".join(("År;Kvarter;Lag;Klynge;Vægt;Tryghed", *rows)) + "\n")
    assert not about(ahead, "nord/trygge")


@pytest.mark.parametrize(("passing", "decides"), [(3, True), (2, True), (1, False), (4, False)])
def test_a_plan_that_one_activity_decides(register, lists, passing, decides):
    """Of four activities 75 % are three: with three one fewer, with two one more turns it; four
    of four have one to spare."""
    rows = [f"2025;nord;Uge;{i};i gang;BF A;{'Skolen' if i < passing else ''};" for i in range(4)]
    register.take(lists(*rows))
    register.take("Dag;Område;Indbyggere\n01-01-2026;Syd;300\n")
    register.take("År;Kvarter;Lag;Klynge;Vægt;Tryghed\n2025;Nord;;;1;tryg\n")
    found = about(register, "one activity decides nord/sammen")
    assert len(found) == decides
    if decides:
        assert f"{passing} of 4 in 2025" in found[0]


@pytest.mark.parametrize(("after", "told_of"), [(525, False), (526, True)])
def test_a_count_is_doubted_where_more_than_five_per_cent_moved(
    ahead, declare, year_of, after, told_of
):
    """From 500 to 525 is just 5 %, which is not more."""
    declare("nord")
    ahead.take(year_of(2025, 100, 12), source="anmeldelser")
    ahead.take(f"Dag;Område;Indbyggere\n01-01-2026;Nord;{after - 100}\n01-01-2026;Nordhavn;100\n"
               "01-01-2026;Syd;300\n01-01-2026;Byen;900\n")  # fmt: skip
    found = about(ahead, "since the baseline of nord/indbrud")
    assert len(found) == told_of
    if told_of:
        assert found == ["5.2% more inhabitants since the baseline of nord/indbrud."]


def test_check_tells_them_last_and_still_finds_nothing_to_mend(ahead, declare):
    declare("syd")
    problems, notices = check(ahead.root)
    assert problems == ()
    assert any("syd/indbrud (12 reports)" in notice.what for notice in notices)
    assert any("definitions/bases/grund.toml:" in notice.where for notice in notices)
