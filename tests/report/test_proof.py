"""What an edited sentence may say, by verdicts written down here."""

from dataclasses import replace

import pytest

from grundlag.report.model import Judgement
from grundlag.report.pairing import changed
from grundlag.report.proof import Verdicts, numbers, proof
from grundlag.report.proof_model import Line
from grundlag.report.sums_model import SummaryFigure

HELD = Judgement(
    area="nord", goal="2", target="2.2", indicator="indbrud", year=2026, rule="held_at_baseline",
    outcome="reached", certainty="within_noise", reason=None, value=10, against=12, change=-0.17,
    change_low=-0.5, change_high=0.3, decides={},
)  # fmt: skip
ROSE = replace(
    HELD, indicator="vold", outcome="missed", certainty="shown", change=0.8, change_low=0.2,
    change_high=1.6,
)  # fmt: skip
SAFE = replace(
    HELD, indicator="trygge", target="1.1", rule="rises_every_year", certainty="shown", change=0.05,
    change_low=0.01, change_high=0.09,
)  # fmt: skip
LATER = replace(HELD, indicator="naboer", outcome="not_judged", certainty=None, change=None,
                change_low=None, change_high=None)  # fmt: skip
WATCHED = replace(HELD, indicator="trusler", rule="monitored", outcome="monitored",
                  certainty=None, change_low=-0.4, change_high=-0.1)  # fmt: skip
LABELS = {"indbrud": "Antal indbrud", "vold": "Antal vold", "trygge": "Andelen af trygge",
          "naboer": "Naboer", "trusler": "Trusler"}  # fmt: skip


def summary(outcome: str, goal: str | None = None, target: str | None = None) -> SummaryFigure:
    return SummaryFigure(area="nord", goal=goal, target=target, outcome=outcome, certainty=None,
                         judged=3, reached=2, left_out=())  # fmt: skip


VERDICTS = Verdicts(
    judgements=(HELD, ROSE, SAFE, LATER, WATCHED),
    summaries=(summary("partly"), summary("reached", "1"), summary("missed", "2", "2.2")),
    labels=LABELS,
)


def text(said: str, where: str = "p") -> Line:
    return Line(where=where, kind="text", cells=(said,))


def found(said: str, before: str = "") -> set[tuple[str, bool]]:
    slips = proof([text(before)] if before else [], [text(said)], VERDICTS)
    return {(slip.found, slip.wrong) for slip in slips} - {("new", False), ("other_words", False)}


WRONG, LOOK = {("not_the_verdict", True)}, {("not_the_verdict", False)}


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("Antal indbrud er fastholdt.", set()),
        ("Antal indbrud er ikke fastholdt.", WRONG),
        ("Antal vold er ikke fastholdt.", set()),
        ("Antal vold er fastholdt.", WRONG),
        # it went down, and chance explains it: the outcome may be said, and no direction
        ("Antal indbrud er faldet.", WRONG),
        ("Antal indbrud er fastholdt og er faldet.", WRONG),
        ("Antal vold er steget.", set()),
        ("Antal vold er faldet.", WRONG),
        ("Andelen af trygge er steget.", set()),
        ("Andelen af trygge er ikke steget.", WRONG),
        ("Naboer er fastholdt.", WRONG),
        ("Naboer er ikke fastholdt.", WRONG),  # what is not judged was not missed either
        ("Trusler er faldet.", set()),
        ("Trusler er steget.", WRONG),
        ("Antal indbrud og antal vold er fastholdt.", LOOK),  # it holds of one of them
        ("Noget er steget.", {("of_nothing", False)}),
        ("Målet er nået for antal indbrud.", set()),
        ("Målet er nået for antal vold.", WRONG),
    ],
)
def test_a_word_of_an_outcome_is_allowed_by_the_verdict_on_what_is_named(said, wanted):
    assert found(said) == wanted


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("Målene er delvist nået.", set()),
        ("Målene er nået.", WRONG),
        ("Målene er ikke nået.", WRONG),
        ("Mål 1 er nået.", set()),
        ("Mål 1 er delvist nået.", WRONG),
        ("Mål 2.2 er ikke nået.", set()),
        ("Mål 2.2 er nået.", WRONG),
    ],
)
def test_that_all_goals_are_reached_is_held_against_how_they_add_up(said, wanted):
    assert found(said) == wanted


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("Antal vold er ikke fastholdt. Det er statistisk sikkert.", set()),
        ("Antal indbrud er fastholdt. Det er statistisk sikkert.", {("not_certain", True)}),
        ("Antal indbrud: Ændringen er større, end tilfældige udsving kan forklare.",
         {("not_certain", True)}),
        ("Antal indbrud: Ændringen er ikke større, end tilfældige udsving kan forklare.", set()),
        ("Trusler: Ændringen er større, end tilfældige udsving kan forklare.", set()),
    ],
)  # fmt: skip
def test_certainty_is_said_only_where_it_was_shown(said, wanted):
    """A sentence that names nothing is of what its paragraph names."""
    assert found(said) == wanted


def test_a_sentence_that_the_report_has_is_not_looked_at():
    ours = "Antal indbrud er faldet."
    assert found(f"{ours} Mere.", before=ours) == set()


def test_numbers_are_those_that_stand_there():
    said = "Fra 1.234,5 til −12 %, i 80–162 af 3 000; mål 2.1; 5.000 og +4"
    assert numbers(said) == ["1.234,5", "-12%", "80", "162", "3", "000", "2", "5.000", "+4"]


def test_a_line_that_was_moved_is_neither_new_nor_gone():
    lines = [text(word) for word in ("Først er dette.", "Så noget andet.", "Til sidst mere.")]
    assert list(changed(lines, [lines[1], lines[2], lines[0]])) == []
