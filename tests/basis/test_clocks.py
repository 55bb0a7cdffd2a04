"""Four clocks, never mixed: agreement, basis, decision, data. The truth table, written out."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from grundlag.basis import clocks
from grundlag.basis.check import check
from grundlag.basis.load import Definitions, load
from grundlag.basis.model import Basis, Indicator
from grundlag.errors import DefinitionError, Problem

Change = Callable[[Path, str, str, str], None]

ADOPTION = '\n[[decision]]\nbasis = "forslag-2025"\ndecided_on = 2025-06-10\n'
BEFORE, ON_THE_DAY, AFTER = date(2025, 6, 9), date(2025, 6, 10), date(2026, 3, 1)

# adopted, partnership, report year: basis, agreement is about, reported on, judged, why not
TRUTH = [
    (False, "folehaven", 2024, "nuvaerende", "utryghed", "utryghed", False, "not_in_basis"),
    (False, "folehaven", 2025, "nuvaerende", "utryghed", "utryghed", False, "not_in_basis"),
    (False, "folehaven", 2026, "nuvaerende", "tryghed", "tryghed", False, "not_in_basis"),
    (False, "amager", 2024, "nuvaerende", "utryghed", "utryghed", False, "agreement_differs"),
    (False, "amager", 2025, "nuvaerende", "tryghed", "tryghed", True, None),
    (False, "amager", 2026, "nuvaerende", "tryghed", "tryghed", True, None),
    (True, "folehaven", 2024, "nuvaerende", "utryghed", "utryghed", False, "not_in_basis"),
    (True, "folehaven", 2025, "forslag-2025", "utryghed", "tryghed", False, "exception"),
    (True, "folehaven", 2026, "forslag-2025", "tryghed", "tryghed", True, None),
    (True, "amager", 2024, "nuvaerende", "utryghed", "utryghed", False, "agreement_differs"),
    (True, "amager", 2025, "forslag-2025", "tryghed", "tryghed", True, None),
    (True, "amager", 2026, "forslag-2025", "tryghed", "tryghed", True, None),
]
Row = tuple[bool, str, int, str, str, str, bool, str | None]


@pytest.fixture
def undecided(shipped: Path) -> Definitions:
    return load(shipped)


@pytest.fixture
def adopted(shipped: Path, change: Change) -> Definitions:
    change(shipped, "decisions.toml", "", ADOPTION)
    return load(shipped)


@pytest.fixture
def town(havneby: Path) -> Definitions:
    return load(havneby)


@pytest.mark.parametrize("row", TRUTH, ids=[f"{r[0]}-{r[1]}-{r[2]}" for r in TRUTH])
def test_the_truth_table(row: Row, adopted: Definitions) -> None:
    decided, partnership, year, basis, about, reported, judged, reason = row
    on = clocks.standing_basis(adopted, year, AFTER if decided else BEFORE)
    names = ("amager", "tingbjerg-husum") if partnership == "amager" else (partnership,)
    for name in names:
        assert clocks.standing(adopted, on, on.goal[0], name, year) == clocks.Standing(
            partnership=name,
            year=year,
            basis=basis,
            agreement_about=about,
            report_about=reported,
            judged=judged,
            reason=reason,
        )


@pytest.mark.parametrize("row", TRUTH[:6], ids=[f"{r[1]}-{r[2]}" for r in TRUTH[:6]])
def test_without_a_decision_no_date_makes_the_proposal_stand(
    row: Row, undecided: Definitions
) -> None:
    _, partnership, year, basis, *_, judged, reason = row
    on = clocks.standing_basis(undecided, year, date(2030, 1, 1))
    found = clocks.standing(undecided, on, on.goal[0], partnership, year)
    assert (found.basis, found.judged, found.reason) == (basis, judged, reason)


def test_the_adopted_proposal_passes_every_check(adopted: Definitions) -> None:
    assert check(adopted) == ()


@pytest.mark.parametrize(
    ("as_of", "basis"),
    [(BEFORE, "nuvaerende"), (ON_THE_DAY, "forslag-2025"), (AFTER, "forslag-2025")],
)
def test_a_decision_counts_from_its_own_day(as_of: date, basis: str, adopted: Definitions) -> None:
    assert clocks.standing_basis(adopted, 2025, as_of).id == basis


def test_a_decision_moves_no_year_before_it(adopted: Definitions) -> None:
    assert clocks.standing_basis(adopted, 2024, AFTER).id == "nuvaerende"
    assert clocks.standing_basis(adopted, 2030, AFTER).id == "forslag-2025"


def test_a_decision_may_name_its_own_first_year(shipped: Path, change: Change) -> None:
    change(shipped, "decisions.toml", "", f"{ADOPTION}in_force_from = 2026\n")
    defs = load(shipped)
    assert clocks.standing_basis(defs, 2025, AFTER).id == "nuvaerende"
    assert clocks.standing_basis(defs, 2026, AFTER).id == "forslag-2025"


@pytest.mark.parametrize(
    ("more", "day", "old", "new"),
    [
        ("", BEFORE, "in_force", "proposal"),
        ("", ON_THE_DAY, "former", "in_force"),
        ("in_force_from = 2027\n", AFTER, "in_force", "coming"),
        ("in_force_from = 2027\n", date(2027, 1, 1), "former", "in_force"),
    ],
)
def test_how_a_basis_stands_on_a_day(
    more: str, day: date, old: str, new: str, shipped: Path, change: Change
) -> None:
    change(shipped, "decisions.toml", "", ADOPTION + more)
    defs = load(shipped)
    assert clocks.stands(defs, defs.bases["nuvaerende"], day) == old
    assert clocks.stands(defs, defs.bases["forslag-2025"], day) == new


def test_a_decision_is_not_known_the_day_before(adopted: Definitions) -> None:
    assert clocks.decision_on(adopted, "forslag-2025", BEFORE) is None
    known = clocks.decision_on(adopted, "forslag-2025", ON_THE_DAY)
    assert known is not None
    assert clocks.first_year(adopted.bases["forslag-2025"], known) == 2025


def test_a_year_before_any_basis_is_refused(undecided: Definitions) -> None:
    with pytest.raises(DefinitionError) as caught:
        clocks.standing_basis(undecided, 2020, AFTER)
    assert caught.value.problems == (
        Problem(
            where="decisions.toml",
            what="no basis is in force in 2020.",
            fix="Add a [[decision]] with in_force_from, or name a basis.",
        ),
    )


def test_a_basis_is_found_by_name_decided_or_not(undecided: Definitions) -> None:
    assert clocks.named_basis(undecided, "forslag-2025").from_year == 2025
    with pytest.raises(DefinitionError) as caught:
        clocks.named_basis(undecided, "forslag-2026")
    assert caught.value.problems == (
        Problem(
            where="--basis",
            what='no basis is called "forslag-2026".',
            fix='Did you mean "forslag-2025"?',
        ),
    )


@pytest.mark.parametrize(
    ("partnership", "year", "about"),
    [
        ("syd", 1990, "utryghed"),
        ("syd", 2025, "utryghed"),
        ("syd", 2026, "tryghed"),
        ("syd", 2090, "tryghed"),
        ("nord", 2025, "tryghed"),
    ],
)
def test_an_agreement_without_ends_has_none(
    partnership: str, year: int, about: str, town: Definitions
) -> None:
    agreed = clocks.agreement(town, partnership, year)
    assert agreed is not None
    assert agreed.goal_1_about == about


def test_no_agreement_covers_a_year_after_its_end(undecided: Definitions) -> None:
    assert clocks.agreement(undecided, "amager", 2028) is not None
    assert clocks.agreement(undecided, "amager", 2029) is None


def test_an_exception_ends_with_its_year(town: Definitions) -> None:
    basis = town.bases["ny"]
    goal, other = basis.goal[0], basis.goal[1]
    assert clocks.exemption(basis, goal, "syd", 2025) == basis.exception[0]
    assert clocks.exemption(basis, goal, "syd", 2026) is None
    assert clocks.exemption(basis, goal, "nord", 2025) is None
    assert clocks.exemption(basis, other, "syd", 2025) is None


# nord has 2025-2026 and then one from 2027 on; a report year shows the police year before it
@pytest.mark.parametrize(
    ("report_year", "name"),
    [
        (2024, None),
        (2025, "2025-2026"),
        (2026, "2025-2026"),
        (2027, "2025-2026"),
        (2028, "fra 2027"),
    ],
)
def test_a_report_year_shows_the_period_of_its_wave_or_its_police_year(
    report_year: int, name: str | None, town: Definitions
) -> None:
    found = clocks.period(town, "nord", report_year)
    assert (found.name if found else None) == name


def test_a_partnership_without_a_period_has_none(town: Definitions) -> None:
    assert clocks.period(town, "syd", 2026) is None
    assert clocks.wave_period(town, "syd", 2026) is None
    assert clocks.crime_period(town, "syd", 2026) is None


def test_the_year_between_two_periods_is_a_wave_of_one_and_a_police_year_of_the_other(
    town: Definitions,
) -> None:
    wave = clocks.wave_period(town, "nord", 2027)
    police = clocks.crime_period(town, "nord", clocks.police_year(2027))
    assert wave is not None
    assert police is not None
    assert (wave.name, police.name) == ("fra 2027", "2025-2026")


def test_after_its_last_wave_a_period_has_one_police_year_left(undecided: Definitions) -> None:
    assert clocks.wave_period(undecided, "amager", 2029) is None
    found = clocks.crime_period(undecided, "amager", clocks.police_year(2029))
    assert found is not None
    assert found.name == "2025-2028"
    assert clocks.crime_period(undecided, "amager", clocks.police_year(2030)) is None


def test_the_police_year_is_the_year_before_the_report() -> None:
    assert clocks.police_year(2026) == 2025


def basis(year_starts_in: int) -> Basis:
    return Basis(
        schema=1,
        id="b",
        name="B",
        source="S",
        goal=(),
        indicator=(),
        year_starts_in=year_starts_in,
    )


@pytest.mark.parametrize(
    ("starts_in", "first", "last"),
    [(1, "2025-01", "2025-12"), (7, "2025-07", "2026-06"), (12, "2025-12", "2026-11")],
)
def test_a_year_is_twelve_months_from_its_first(starts_in: int, first: str, last: str) -> None:
    months = clocks.year_months(basis(starts_in), 2025)
    assert len(months) == 12
    assert (clocks.show_month(months[0]), clocks.show_month(months[-1])) == (first, last)


@pytest.mark.parametrize(
    ("starts_in", "population_on", "day"),
    [
        (1, "before", date(2025, 1, 1)),  # the year's own first day
        (1, "after", date(2026, 1, 1)),
        (7, "before", date(2025, 1, 1)),  # July 2025 to June 2026: the 1 January before it begins
        (7, "after", date(2027, 1, 1)),  # and the one after it ends
        (12, "before", date(2025, 1, 1)),
        (12, "after", date(2027, 1, 1)),
    ],
)
def test_inhabitants_are_of_the_first_of_january_before_or_after(
    starts_in: int, population_on: str, day: date
) -> None:
    rate = Indicator(id="r", kind="rate", label="R", population_on=population_on)
    assert clocks.population_date(rate, clocks.year_months(basis(starts_in), 2025)) == day


@pytest.mark.parametrize("text", ["1990-01", "2020-08", "2025-12", "2026-01"])
def test_a_month_is_shown_as_it_was_read(text: str) -> None:
    assert clocks.show_month(clocks.parse_month(text)) == text


def test_months_are_whole_numbers_that_follow_each_other() -> None:
    assert clocks.parse_month("2026-01") - clocks.parse_month("2025-12") == 1
    assert clocks.month(2025, 1) == 2025 * 12
    assert clocks.parse_month("2025-07") == clocks.month(2025, 7)


@pytest.mark.parametrize(
    "text", ["", "2025", "2025-13", "2025-00", "2025-7", "25-07", "2025-07-01"]
)
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"isoformat|month"):
        clocks.parse_month(text)


def test_a_span_holds_both_its_ends() -> None:
    months = clocks.months_between("2024-11", "2025-02")
    assert [clocks.show_month(m) for m in months] == ["2024-11", "2024-12", "2025-01", "2025-02"]
    assert len(clocks.months_between("2025-02", "2025-01")) == 0


def test_a_year_that_no_agreement_covers_is_not_judged(undecided: Definitions) -> None:
    on = undecided.bases["forslag-2025"]
    found = clocks.standing(undecided, on, on.goal[0], "amager", 2029)
    assert (found.judged, found.reason) == (False, "no_agreement")
