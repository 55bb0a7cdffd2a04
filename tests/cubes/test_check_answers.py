"""What is told of a wave's answers and weights: not asked, half gone, zero, uneven, otherwise."""

import pytest

from grundlag.basis.folder import Question
from grundlag.cubes.asked import is_answered
from grundlag.cubes.check import CHECKS, findings

HEADING = "År;Kvarter;Lag;Klynge;Vægt;Tryghed\n"
QUESTION = Question(
    id="tryghed",
    version="1",
    groups={"tryg": ("Tryg",), "utryg": ("utryg",), "ubesvaret": ("", "Ikke svaret")},
    out_of=("tryg", "utryg"),
)


def rows(wave: int, n: int, place: str = "Nord", weight: str = "1", answer: str = "tryg") -> str:
    return f"{wave};{place};;;{weight};{answer}\n" * n


def told(town, rule: str) -> list[str]:
    found = list(CHECKS[rule](town.defs, town.count()))
    assert not [f for f in found if f.stops]
    return [f"{f.problem.where}: {f.problem.what}" for f in found]


@pytest.mark.parametrize(
    ("answers", "answered"),
    [
        ((), False),
        (("",), False),
        (("", "ikke svaret"), False),
        (("", "tryg"), True),
        (("noget andet",), True),  # it was asked, and `answers_are_known` tells of it
    ],
)
def test_an_answer_is_what_a_share_counts_or_nobody_knows(answers, answered):
    assert is_answered(answers, QUESTION) is answered


def test_a_question_that_nobody_answered_was_not_asked(town):
    town.take(HEADING + rows(2025, 30) + rows(2026, 30, answer=""))
    assert told(town, "questions_are_asked") == [
        'wave 2026: none of 30 people answered "tryghed": it was not asked.'
    ]


def test_where_empty_stands_in_no_group_not_asked_is_no_unknown_answer(town):
    town.change("definitions/survey.toml", 'ubesvaret = [""]\n', "")
    town.take(HEADING + rows(2025, 200) + rows(2026, 30, answer=""))
    assert findings(town.defs, town.count())[0] == ()
    town.take(HEADING + rows(2026, 25) + rows(2026, 5, answer=""))
    assert "no answer" in findings(town.defs, town.count())[0][0].what


@pytest.mark.parametrize(("before", "now", "told_of"), [
    (40, 20, True), (40, 21, False), (39, 5, False), (40, 80, True), (40, 79, False),
])  # fmt: skip
def test_half_the_people_or_twice_as_many_are_told(town, before, now, told_of):
    town.take(HEADING + rows(2025, before) + rows(2026, now))
    words = f"wave 2026: {now} people of Byen are in it, and {before} the year before."
    assert told(town, "answers_do_not_leap") == ([words] if told_of else [])


def test_an_area_of_which_half_is_gone_is_told_where_the_whole_is_not(town):
    town.take(HEADING + rows(2025, 40) + rows(2025, 200, "Syd") + rows(2026, 20)
              + rows(2026, 200, "Syd"))  # fmt: skip
    (said,) = told(town, "answers_do_not_leap")
    assert "20 people of Nordkvarteret are in it, and 40 the year before." in said


def test_people_of_weight_0_are_told(town):
    town.take(HEADING + rows(2026, 28) + rows(2026, 2, weight="0"))
    assert told(town, "weights_are_above_zero") == [
        "wave 2026: 2 of 30 people have weight 0: their answers count in no share."
    ]


PEOPLE = "Dag;Område;Indbyggere\n01-01-2025;Byen;900\n01-01-2026;Byen;900\n"


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        ("1", "1", None),  # both the 40 people
        ("20", "18", None),  # 800 and 720 of 900 inhabitants
        ("1", "18", "weights add up to 720, the inhabitants; the wave before to 40, "
                    "the people asked."),
        ("20", "14", "weights add up to 560, the inhabitants; the wave before to 800, "
                     "the inhabitants."),
        ("20", "24", "weights add up to 960, neither 40 people nor 900 inhabitants."),
        ("25", "25", None),  # told of the wave before
    ],
)  # fmt: skip
def test_what_weights_add_up_to(town, then, now, said):
    town.take(PEOPLE)
    town.take(HEADING + rows(2025, 40, weight=then) + rows(2026, 40, weight=now))
    found = [what for what in told(town, "weights_add_up_alike") if "wave 2026: " in what]
    assert found == ([f"wave 2026: {said}"] if said else [])


@pytest.mark.parametrize("weight", ["2", "25"])
def test_a_scale_that_is_neither_is_told_once(town, weight):
    town.take(PEOPLE)
    town.take(HEADING + rows(2025, 40, weight=weight) + rows(2026, 40, weight=weight))
    assert told(town, "weights_add_up_alike") == [
        f"wave 2025: weights add up to {40 * int(weight)}, neither 40 people nor 900 inhabitants."
    ]


def test_where_nobody_knows_the_inhabitants_only_a_leap_is_told(town):
    town.take(HEADING + rows(2025, 40, weight="10") + rows(2026, 40, weight="12"))
    assert told(town, "weights_add_up_alike") == []
    town.take(HEADING + rows(2026, 40, weight="13"))
    (said,) = told(town, "weights_add_up_alike")
    assert "weights add up to 520, not known of whom; the wave before to 400" in said


def test_one_person_with_a_tenth_of_all_weight_is_told(town):
    """39 of weight 1 and one of 4.4: 4.4 of 43.4 are 10.1 %."""
    town.take(HEADING + rows(2026, 39) + rows(2026, 1, weight="4,4", answer="utryg"))
    assert told(town, "no_weight_rules")[0] == (
        "wave 2026, Byen: one person has 10% or more of all weight, and 40 are in it."
    )
    town.take(HEADING + rows(2026, 39) + rows(2026, 1, weight="4,2", answer="utryg"))
    assert told(town, "no_weight_rules") == []


def test_uneven_weights_are_told_with_what_the_answers_are_worth(town):
    """Kish: of 1 x 400 and 20 x 50, 1400^2 / (400 + 20000) is 96 of 450."""
    town.take(HEADING + rows(2026, 400) + rows(2026, 50, weight="20", answer="utryg"))
    assert told(town, "no_weight_rules")[0] == (
        "wave 2026, Byen: weights are so uneven that 450 answers are worth 96."
    )
    town.take(HEADING + rows(2026, 400) + rows(2026, 50, weight="9", answer="utryg"))
    assert told(town, "no_weight_rules") == []  # 850^2 / (400 + 4050) is 162 of 450
