"""When two spellings are one partner, and two words one status."""

import pytest

from grundlag.basis.partners import folded, said

SAME = [
    ("Boligforening A", "boligforening a"),
    ("Boligforening A", "Bolig-forening  A."),
    ("Boligforening A", "BOLIG\u00adFORENING\u00a0A"),
    ("Bolig\u2013forening A", "Bolig\u2011forening A\ufeff"),
    ("\u00c5sen", "A\u030asen"),
    ("STRASSE", "Straße"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_case_spaces_hyphens_and_dots_make_no_difference(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Skole 1", "Skole 11"), ("Å", "A"), ("Skolen", "Skole"), ("A/B", "AB"), ("A & B", "A + B")],
)
def test_letters_numbers_and_other_signs_do(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@pytest.mark.parametrize("nothing", ["", " ", "-", "–", "…", " - - ", "\u200b"])
def test_what_holds_no_letter_is_no_name(nothing: str) -> None:
    assert folded(nothing) == ""


def test_a_word_is_heard_however_it_is_spaced() -> None:
    assert said("  I\u00a0 Gang ") == said("i gang") == "i gang"
    assert said("igang") != said("i gang")
