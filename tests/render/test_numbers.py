"""Danish numbers, written out: what stands on the left must print as what stands on the right."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grundlag.errors import GrundlagError
from grundlag.render.numbers import cell_text, fill, in_cell, in_text, limits, on_axis, rounded
from grundlag.report.model import Interval, Number, Text, VerdictCell

NUMBERS = [
    # value, unit, decimals, signed, in a cell
    (0, "count", 0, False, "0"),
    (999, "count", 0, False, "999"),
    (1234, "count", 0, False, "1.234"),
    (1234567, "count", 0, False, "1.234.567"),
    (-1234, "count", 0, False, "−1.234"),
    (12.5, "count", 1, False, "12,5"),
    (1234.5, "number", 1, False, "1.234,5"),
    (12, "number", 2, False, "12,00"),
    (73.87, "per_1000", 1, False, "73,9"),
    (1000.04, "per_1000", 1, False, "1.000,0"),
    (2026, "year", 0, False, "2026"),
    (0.63, "share", 0, False, "63\u00a0%"),
    (0.634, "share", 1, False, "63,4\u00a0%"),
    (1, "share", 0, False, "100\u00a0%"),
    (0, "share", 0, False, "0\u00a0%"),
    (0.02, "points", 0, True, "+2"),
    (-0.02, "points", 0, True, "−2"),
    (-0.02, "points", 1, False, "−2,0"),
    (-0.12, "percent_change", 0, True, "−12\u00a0%"),
    (0.12, "percent_change", 0, True, "+12\u00a0%"),
    (0.12, "percent_change", 0, False, "12\u00a0%"),
    (3, "count", 0, True, "+3"),
    # half up, away from zero, never to even
    (0.5, "count", 0, False, "1"),
    (1.5, "count", 0, False, "2"),
    (2.5, "count", 0, False, "3"),
    (-2.5, "count", 0, False, "−3"),
    (0.125, "share", 0, False, "13\u00a0%"),
    (0.145, "share", 0, False, "15\u00a0%"),
    (0.285, "share", 0, False, "29\u00a0%"),
    (0.615, "share", 0, False, "62\u00a0%"),
    (0.005, "share", 0, False, "1\u00a0%"),
    (0.6345, "share", 1, False, "63,5\u00a0%"),
    (1.005, "per_1000", 2, False, "1,01"),
    (2.675, "per_1000", 2, False, "2,68"),
    (71.25, "per_1000", 1, False, "71,3"),
    # once: 0.4449 is 0.4 and must not become 0.45 and then 0.5
    (0.4449, "number", 0, False, "0"),
    (0.1449, "share", 0, False, "14\u00a0%"),
    (9.995, "number", 2, False, "10,00"),
    (999.5, "count", 0, False, "1.000"),
    # no minus and no plus on a nought
    (-0.0, "count", 0, False, "0"),
    (-0.4, "count", 0, False, "0"),
    (-0.004, "points", 0, True, "0"),
    (0.004, "points", 0, True, "0"),
    (-0.0004, "percent_change", 1, True, "0,0\u00a0%"),
    # very large and very small
    (1e-9, "share", 0, False, "0\u00a0%"),
    (1e15, "count", 0, False, "1.000.000.000.000.000"),
]


@pytest.mark.parametrize(("value", "unit", "decimals", "signed", "expected"), NUMBERS)
def test_a_number_prints_as_danish_readers_expect(value, unit, decimals, signed, expected):
    number = Number(value=value, unit=unit, decimals=decimals, signed=signed)
    assert in_cell(number) == expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [("unknown", ".."), ("not_applicable", "."), ("none", "–"), ("value", "..")],
)
def test_what_is_missing_prints_a_sign_without_unit(status, expected):
    missing = Number(value=None, unit="share", status=status)
    assert in_cell(missing) == in_text(missing) == expected


def test_a_provisional_number_has_a_star():
    assert in_cell(Number(value=0.63, unit="share", status="provisional")) == "63\u00a0%*"
    assert in_cell(Number(value=64, unit="count", status="provisional")) == "64*"
    assert in_cell(Number(value=None, unit="count", status="provisional")) == ".."


def test_points_are_named_in_text_and_bare_in_a_cell():
    rise = Number(value=0.02, unit="points", signed=True)
    assert (in_text(rise), in_cell(rise)) == ("+2\u00a0procentpoint", "+2")


def _between(low, high, unit, **more):
    return Interval(
        low=Number(value=low, unit=unit, **more), high=Number(value=high, unit=unit, **more)
    )


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        (_between(0.61, 0.67, "share"), "61–67\u00a0%"),
        (_between(0.605, 0.67, "share", decimals=1), "60,5–67,0\u00a0%"),
        (_between(1234, 5678, "count"), "1.234–5.678"),
        (_between(-0.02, 0.04, "points", signed=True), "−2\u00a0til\u00a0+4"),
        (_between(-0.12, -0.03, "percent_change"), "−12\u00a0til\u00a0−3\u00a0%"),
        (_between(0.004, 0.04, "points", signed=True), "0\u00a0til\u00a0+4"),
        (_between(None, None, "share", status="unknown"), ".."),
        (_between(None, None, "share", status="not_applicable"), "."),
        (_between(0.61, 0.67, "share", status="provisional"), "61–67\u00a0%*"),
    ],
)
def test_limits_share_their_unit(interval, expected):
    assert limits(interval) == cell_text(interval) == expected


def test_limits_name_points_in_text():
    assert limits(_between(0.02, 0.04, "points"), running=True) == "2–4\u00a0procentpoint"


def test_one_missing_limit_is_still_an_interval():
    half = Interval(
        low=Number(value=None, unit="share", status="unknown"),
        high=Number(value=0.67, unit="share"),
    )
    assert limits(half) == "..–67\u00a0%"


def test_a_sentence_is_filled_with_its_numbers():
    rise = Number(value=0.045, unit="points")
    now = Number(value=0.634, unit="share")
    text = Text(words="Steget {rise} til {now}.", numbers={"rise": rise, "now": now})
    assert fill(text) == "Steget 5\u00a0procentpoint til 63\u00a0%."


def test_words_without_numbers_stand_as_they_are():
    assert fill(Text(words="Se {bilag} og {0.__class__}", numbers={})).startswith("Se {bilag}")


def test_a_name_without_a_number_is_refused_with_the_nearest_one():
    now = Number(value=0.634, unit="share")
    with pytest.raises(GrundlagError, match='Did you mean "andel"') as raised:
        fill(Text(words="Nu {andle}.", numbers={"andel": now}))
    assert "andle" in raised.value.problems[0].what


def test_a_number_of_another_library_prints_alike():
    number = Number(value=np.float64(0.145), unit="share")
    assert in_cell(number) == "15\u00a0%"


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_never_printed(value):
    with pytest.raises(ValueError, match="not a finite number"):
        in_cell(Number(value=value, unit="share"))


def test_a_verdict_reads_as_outcome_and_certainty():
    verdict = VerdictCell(outcome="steget", certainty="statistisk sikkert", tone="reached")
    assert cell_text(verdict) == "steget, statistisk sikkert"


def test_a_chart_signs_changes_only():
    assert on_axis(0.05, "points", 0) == "+5"
    assert on_axis(0.05, "share", 0) == "5\u00a0%"


@given(st.integers(-(10**9), 10**9), st.integers(0, 3))
def test_rounding_is_never_further_away_than_half_a_step(thousandths, decimals):
    value = thousandths / 1000
    printed = rounded(Number(value=value, unit="number", decimals=decimals))
    assert abs(printed - Decimal(repr(value))) <= Decimal(1).scaleb(-decimals) / 2


@given(st.floats(-1e6, 1e6), st.integers(0, 3))
def test_what_is_printed_can_be_read_back(value, decimals):
    printed = in_cell(Number(value=value, unit="number", decimals=decimals))
    read = Decimal(printed.replace(".", "").replace(",", ".").replace("−", "-"))
    assert read == rounded(Number(value=value, unit="number", decimals=decimals))
