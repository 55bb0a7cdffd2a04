"""A line against a printed level takes part in Holm: its p is that of a Poisson count.

scipy.stats.poisson gives the p and scipy.stats.chi2 the exact limits; both apart from our own.
"""

import pytest
from scipy import stats

from grundlag.indicators.model import Estimate, Interval, Made, Series
from grundlag.verdicts.model import Evidence, Verdict
from grundlag.verdicts.rollup import holm, summarise
from grundlag.verdicts.rules import RULES

LEVEL = 10.0


def series(name: str) -> Series:
    return Series(
        indicator=name, basis="b", area="nord", area_version="1", list_version="",
        question_version="", provider="P", origin="records", since=0,
    )  # fmt: skip


def counted(name: str, x: int) -> Estimate:
    """A Poisson count of one year with its exact limits."""
    low, high = stats.chi2.ppf(0.025, 2 * x) / 2, stats.chi2.ppf(0.975, 2 * x + 2) / 2
    return Estimate(
        series=series(name), year=2025, unit="count", method="", value=float(x),
        limits=Interval(low=low, high=high), made=Made(count=x, exposure=1, dispersion=1),
    )  # fmt: skip


def against_printed(name: str, x: int, target: str = "2.1", better: str = "lower") -> Verdict:
    """A line of `x` reports held against a printed level of 10 a year."""
    printed = Estimate(
        series=series(name), year=0, unit="count", method="printed", value=LEVEL,
        no_limits="constant", made=Made(dispersion=1),
    )  # fmt: skip
    now = counted(name, x)
    finding = RULES["held_at_baseline"](Evidence(now=now, baseline=printed, better=better))
    return Verdict(
        area="nord", goal="2", target=target, indicator=name, year=2026, rule="held_at_baseline",
        now=now, finding=finding,
    )  # fmt: skip


def certainty(*lines: Verdict) -> str | None:
    return next(s for s in summarise(lines) if s.goal is None).certainty


@pytest.mark.parametrize("x", [11, 18, 20, 40])
def test_the_p_of_a_rise_is_that_of_as_many_reports_or_more(x):
    found = against_printed("a", x).finding
    assert (found.outcome, found.notes) == ("missed", ("constant_baseline",))
    assert found.p_missed == pytest.approx(stats.poisson.sf(x - 1, LEVEL))


@pytest.mark.parametrize("x", [1, 3, 9])
def test_where_more_is_better_the_p_is_that_of_as_many_or_fewer(x):
    found = against_printed("a", x, better="higher").finding
    assert found.outcome == "missed"
    assert found.p_missed == pytest.approx(stats.poisson.cdf(x, LEVEL))


def test_a_single_line_against_a_printed_level_is_shown():
    """20 reports or more of 10 have p = 0.0035, and 20's lower limit is 12.2."""
    line = against_printed("a", 20)
    assert line.finding.certainty == "shown"
    assert holm([line]) == {("2.1", "a")}
    assert certainty(line) == "shown"


def test_it_survives_as_one_of_three_and_not_as_one_of_four():
    """18 or more of 10 have p = 0.0143: below 0.05/3, above 0.05/4."""
    assert 0.05 / 4 < stats.poisson.sf(17, LEVEL) < 0.05 / 3
    line = against_printed("a", 18)
    rest = [against_printed(name, 10, target="2.2") for name in "bcd"]
    assert {r.finding.outcome for r in rest} == {"reached"}
    assert certainty(line, *rest[:2]) == "shown"
    assert certainty(line, *rest) == "within_noise"


def test_a_line_that_chance_explains_is_not_shown():
    """15 or more of 10 have p = 0.083, and 15's lower limit is 8.4."""
    line = against_printed("a", 15)
    assert line.finding.certainty == "within_noise"
    assert certainty(line) == "within_noise"
