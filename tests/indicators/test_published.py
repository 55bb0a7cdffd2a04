"""Shares that came only as printed: by hand."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grundlag.indicators import published

LAW = settings(derandomize=True, database=None, deadline=None, max_examples=60)


def test_the_variance_by_hand() -> None:
    """1.3 x 0.8 x 0.2 / 400 = 0.00052; a whole per cent is wrong by up to half of one, evenly:
    0.01^2 / 12."""
    assert published.variance(0.8, 400, 1.3, None) == pytest.approx(0.00052, rel=1e-12)
    assert published.variance(0.8, 400, 1.3, 2) == pytest.approx(0.00052 + 0.0001 / 12, rel=1e-12)
    assert published.variance(0.8, 400, 1.3, 0) == pytest.approx(0.00052 + 1 / 12, rel=1e-12)


def test_everybody_in_a_print_is_not_without_noise() -> None:
    assert published.variance(1.0, 400, 1.3, 2) == pytest.approx(0.0001 / 12)


def test_the_gap_by_hand() -> None:
    """0.0009 (1 - 2 x 0.1) + 0.0001 = 0.00082; z 1.959964 on either side."""
    found = published.gap((0.80, 0.0009), (0.88, 0.0001), 0.1, 2)
    assert found.limits is not None
    assert found.value == 0.08
    assert found.variance == pytest.approx(0.00082, rel=1e-12)
    assert found.limits.low == pytest.approx(0.08 - 1.959963985 * math.sqrt(0.00082), rel=1e-8)
    assert found.df == math.inf


@pytest.mark.parametrize(
    ("part", "whole", "inside"), [(None, 0.1, 0.1), (0.1, None, 0.1), (0.1, 0.1, None)]
)
def test_what_was_not_printed_gives_a_gap_without_limits(
    part: float | None, whole: float | None, inside: float | None
) -> None:
    found = published.gap((0.80, part), (0.88, whole), inside, 2)
    assert (found.value, found.limits, found.variance) == (0.08, None, None)


def test_a_part_that_is_the_whole_has_no_noise() -> None:
    assert published.gap((0.8, 0.001), (0.8, 0.001), 1.0, 2).variance == pytest.approx(0)


def test_a_large_part_that_answered_little_still_has_noise() -> None:
    """Standard errors of 0.05 and 0.02: however they move together they differ by 0.03 at least."""
    found = published.gap((0.8, 0.0025), (0.8, 0.0004), 0.9, 2)
    assert 0.0025 * (1 - 2 * 0.9) + 0.0004 < 0
    assert found.variance == pytest.approx(0.0009)
    assert found.limits is not None
    assert found.limits.high == pytest.approx(1.959963985 * 0.03)


def test_equal_printed_gaps_are_equal() -> None:
    """As binary fractions 0.90 - 0.82 is above 0.88 - 0.80: a rise that never was."""
    assert 0.90 - 0.82 > 0.88 - 0.80
    assert 0.88 - 0.80 != 0.08
    pairs = ((0.80, 0.88), (0.78, 0.86), (0.82, 0.90))
    found = {published.gap((a, None), (b, None), None, 2).value for a, b in pairs}
    assert found == {0.08}


per_cents = st.integers(0, 100)


@LAW
@given(per_cents, per_cents, st.integers(0, 100))
def test_a_printed_gap_depends_on_the_difference_alone(a: int, b: int, by: int) -> None:
    by = min(by, 100 - max(a, b))
    plain = published.gap((a / 100, None), (b / 100, None), None, 2)
    moved = published.gap(((a + by) / 100, None), ((b + by) / 100, None), None, 2)
    assert plain.value == moved.value == (b - a) / 100


def test_a_gap_of_shares_with_all_their_decimals_is_their_difference() -> None:
    assert published.gap((0.8012, None), (0.8834, None), None, None).value == 0.8834 - 0.8012
