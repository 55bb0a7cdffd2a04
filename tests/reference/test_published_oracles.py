"""What the city itself called significant, 2017 to 2022, from what it printed.

Source: kk.dk/artikel/tryghedsundersoegelsen and kk.dk .../sikker-by/tryghedsundersoegelsen: the
share of the city's residents who feel unsafe, in whole per cents, and how many answered.
"""

import math
from collections.abc import Callable

import pytest

from grundlag.indicators import published
from grundlag.indicators.intervals import difference, garwood

Read = Callable[[str], list[dict[str, str]]]
ANSWERED = {2017: 3041, 2018: 3863, 2019: 3833, 2020: 4880, 2021: 4922, 2022: 3596}
# indicator, from, to, per cent then, per cent now, whether the city called it significant
STATEMENTS = [
    ("utryg_nabolag", 2017, 2018, 9, 12, True),
    ("utryg_aften_nat", 2017, 2018, 22, 20, False),
    ("utryg_aften_nat", 2019, 2020, 18, 15, True),
    ("utryg_aften_nat", 2020, 2021, 15, 16, False),
    ("utryg_aften_nat", 2021, 2022, 16, 17, False),
]
ODD = STATEMENTS[1]  # z = -2.02 taken as a simple random sample, and yet not called significant
Statement = tuple[str, int, int, int, int, bool]


def _significant(statement: Statement, deff: float, places: int | None) -> bool:
    _, then, now, before, after, _ = statement
    spread = sum(
        published.variance(per_cent / 100, ANSWERED[year], deff, places)
        for year, per_cent in ((then, before), (now, after))
    )
    limits = difference((after - before) / 100, spread, math.inf).limits
    assert limits is not None
    return limits.low > 0 or limits.high < 0


@pytest.mark.parametrize("deff", [1.07, 1.3, 2.0, 3.0, 3.6])
@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda s: f"{s[0]} {s[1]}-{s[2]}")
def test_a_design_effect_between_the_two_reproduces_all(statement: Statement, deff: float) -> None:
    assert _significant(statement, deff, None) == statement[-1]


def test_outside_them_one_statement_does_not_come_out() -> None:
    assert [s for s in STATEMENTS if _significant(s, 1.06, None) != s[-1]] == [ODD]
    assert [s for s in STATEMENTS if _significant(s, 3.7, None) != s[-1]] == [STATEMENTS[2]]


@pytest.mark.parametrize("deff", [1.0, 1.3, 3.3])
def test_with_rounding_as_noise_of_its_own_no_design_effect_is_needed(deff: float) -> None:
    """The printed whole per cents alone explain the odd one."""
    assert _significant(ODD, 1.0, None)
    assert [s for s in STATEMENTS if _significant(s, deff, 2) != s[-1]] == []


def test_the_shares_are_those_that_were_printed(shared: Read) -> None:
    rows = shared("data/published/published_figures.csv")
    printed = {
        (row["indicator"], int(row["year"]), float(row["value"]))
        for row in rows
        if row["area"] == "København" and row["unit"] == "pct"
    }
    for indicator, then, now, before, after, _ in STATEMENTS:
        assert (indicator, then, before) in printed
        assert (indicator, now, after) in printed


def test_folehaven_in_2020_as_the_city_printed_it() -> None:
    """64 reports are 28.8 per 1,000 of some 2,220; with Poisson's limits 49.3 to 81.7."""
    found = garwood(64, exposure=1)
    assert (round(found.low, 1), round(found.high, 1)) == (49.3, 81.7)
    rate = garwood(64, exposure=64 / 28.8)
    assert (round(rate.low, 1), round(rate.high, 1)) == (22.2, 36.8)


@pytest.mark.parametrize(("count", "low", "high"), [(20, 12.2, 30.9)])
def test_the_other_counts_that_were_worked_out_with_it(count: int, low: float, high: float) -> None:
    found = garwood(count, exposure=1)
    assert (round(found.low, 1), round(found.high, 1)) == (low, high)
