"""The gap over a period, and several waves taken as one at each end, on evidence made by hand."""

import math
from dataclasses import replace

import pytest

from grundlag.cubes.model import Missing
from grundlag.indicators.intervals import difference
from grundlag.indicators.model import Change, Estimate, Made, Series
from grundlag.indicators.period import pooled, pooled_gap
from grundlag.verdicts.model import PeriodEvidence
from grundlag.verdicts.period_rules import OVER_PERIOD

SMALL = 0.0001
SERIES = Series(
    indicator="trygge", basis="b", area="amager", area_version="1", list_version="",
    question_version="", provider="P", origin="records", since=0,
)  # fmt: skip
CITY = 0.80


def share(year, p, v=SMALL, since=0, **made):
    return Estimate(
        series=replace(SERIES, since=since), year=year, unit="share", method="", value=p,
        made=Made(variance=v, **made),
    )  # fmt: skip


def gone(year):
    return Estimate(
        series=SERIES, year=year, unit="share", method="", missing=Missing(why="no_wave")
    )


def evidence(values, start=2024, breaks=None, city=None, **more):
    """An area's shares by year, the city's (80 %), and the gaps between them."""
    since = breaks or 0
    figures = {y: share(y, p, since=since if y >= since else 0) for y, p in values.items()}
    city = city or dict.fromkeys(values, CITY)
    gaps = {y: difference(city[y] - p, SMALL, math.inf) for y, p in values.items()}
    fixed = {
        "years": tuple(y for y in sorted(values) if y > 2024),
        "figures": figures,
        "comparator": {y: share(y, p) for y, p in city.items()},
        "gaps": gaps,
        "start": start,
    }
    return PeriodEvidence(**{**fixed, **more})


def over(rule, values, **more):
    return OVER_PERIOD[rule](evidence(values, **more))


def told(found):
    finding = found.finding
    return finding.outcome, finding.certainty, finding.reason, found.at


NEARER = [  # a movement of 4 points is shown (2.8), one of 2 is not
    ({2024: 0.70, 2025: 0.74}, ("reached", "shown")),
    ({2024: 0.70, 2025: 0.60, 2026: 0.72}, ("reached", "within_noise")),
    ({2024: 0.70, 2026: 0.66}, ("missed", "shown")),
    ({2024: 0.70, 2026: 0.70}, ("missed", "within_noise")),  # a tie is not nearer
    ({2024: 0.84, 2026: 0.84}, ("reached", "shown")),
    ({2026: 0.80}, ("reached", "within_noise")),  # at the city's level without a start wave
]


@pytest.mark.parametrize(("values", "outcome"), NEARER)
def test_the_latest_gap_stands_against_the_start(values, outcome):
    """A wave between them, missing or not, is not needed."""
    found = over("approaches", values)
    assert told(found) == (*outcome, None, None)
    assert found.years == (max(values),)


def test_the_change_of_the_gap_and_both_gaps_are_told():
    found = over("approaches", {2024: 0.70, 2026: 0.74})
    gaps = found.gap.value, found.gap_start.value, found.since_start.value
    assert gaps == pytest.approx((0.06, 0.10, -0.04))
    assert found.since_start.variance == pytest.approx(2 * SMALL)
    level = over("approaches", {2026: 0.84})
    assert (level.gap_start, level.since_start) == (None, None)


def test_a_gap_that_closed_because_the_city_fell_is_noted():
    values, city = {2024: 0.70, 2026: 0.70}, {2024: 0.80, 2026: 0.74}
    assert over("approaches", values, city=city).finding.notes == ("comparator_fell",)


REFUSED = [
    ("no start wave", {2026: 0.70}, {}, ("no_start_wave", 2024)),
    ("a break since the start", {2024: 0.6, 2025: 0.6, 2026: 0.7}, {"breaks": 2025},
     ("break", 2025)),
    ("no comparator", {2024: 0.6, 2026: 0.7}, {"gaps": {}}, ("no_comparator", None)),
    ("no latest wave", {2024: 0.6, 2026: 0.7}, {"years": (2025, 2026, 2027)}, ("no_wave", 2027)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "values", "more", "why"), REFUSED)
def test_a_gap_is_refused_with_its_year(name, values, more, why):
    assert told(over("approaches", values, **more)) == ("not_judged", None, *why), name


def test_weights_decide_a_pooled_share():
    """(1 x 0.60 + 3 x 0.80) / 4 is 0.75; V is (1/4)^2 V + (3/4)^2 V."""
    waves = [share(2025, 0.60, df=100, weight=1.0), share(2026, 0.80, df=50, weight=3.0)]
    found = pooled([replace(w, n=n) for w, n in zip(waves, (120, 60), strict=True)])
    assert found.value == pytest.approx(0.75)
    assert found.made.variance == pytest.approx(SMALL * 10 / 16)
    assert (found.made.df, found.made.weight, found.n, found.year) == (150, 4.0, 180, 2026)


def test_printed_shares_weigh_alike_and_equal_means_are_equal():
    """0.63 and 0.71 make 0.67 as 0.66 and 0.68 do, which floats would tell apart."""
    one = pooled([share(2025, 0.63), share(2026, 0.71)])
    two = pooled([share(2025, 0.66), share(2026, 0.68)])
    assert one.value == two.value == 0.67
    assert one.made.variance == pytest.approx(SMALL / 2)
    assert one.made.df is None
    assert pooled([share(2025, 0.63, None), share(2026, 0.71)]).made.variance is None
    assert pooled([share(2025, 0.6, df=0), share(2026, 0.7, df=9)]).made.df == 0
    assert pooled([gone(2025), share(2026, 0.7)]).value is None


def test_a_pooled_gap_is_the_mean_of_the_waves_gaps():
    found = pooled_gap([difference(0.10, 0.0004, 30), difference(0.04, 0.0001, 20)])
    assert found.value == 0.07
    assert found.variance == pytest.approx(0.0005 / 4)
    assert found.df == 50
    unknown = pooled_gap([Change(kind="difference", value=0.1, limits=None)] * 2)
    assert (unknown.value, unknown.limits) == (0.1, None)


FIVE = {2023: 0.66, 2024: 0.70, 2025: 0.78, 2026: 0.70, 2027: 0.71}


def test_two_waves_at_each_end_are_the_latest_and_those_up_to_the_start():
    """(70 + 71) / 2 against (66 + 70) / 2 is 2.5 points with a standard error of 1."""
    found = over("rises_every_year", FIVE, pooled=2)
    assert told(found)[0] == "missed"  # wave by wave: 2026 fell
    assert found.fell == (2026,)
    assert (found.now.value, found.start.value) == pytest.approx((0.705, 0.68))
    assert found.since_start.value == pytest.approx(0.025)
    assert found.since_start.variance == pytest.approx(SMALL)
    alone = over("rises_every_year", FIVE)
    assert alone.since_start.value == pytest.approx(0.01)
    assert alone.finding == found.finding


def test_pooled_gaps_decide_over_the_period():
    """10 points at the start of one wave, 12 of two; 9 and 9.5 at the end."""
    alone, two = over("approaches", FIVE), over("approaches", FIVE, pooled=2)
    assert told(alone)[:2] == ("reached", "within_noise")
    assert told(two)[:2] == ("reached", "shown")
    assert two.years == (2026, 2027)
    assert two.since_start.value == pytest.approx(-0.025)


POOL_REFUSED = [  # what is there, how many are pooled, the reason and its year
    ({2023: 0.6, 2024: 0.6, 2025: 0.7}, {}, ("too_few_waves", 2025)),
    ({2024: 0.6, 2025: 0.6, 2026: 0.7}, {}, ("no_wave", 2023)),
    ({2023: 0.5, 2024: 0.6, 2025: 0.6, 2026: 0.7}, {"breaks": 2024}, ("break", 2024)),
    ({2023: 0.5, 2024: 0.6, 2025: 0.6, 2026: 0.7}, {"breaks": 2025}, ("break", 2025)),
]


@pytest.mark.parametrize(("values", "more", "why"), POOL_REFUSED)
def test_ends_that_would_overlap_lack_a_wave_or_are_broken_are_not_pooled(values, more, why):
    assert told(over("approaches", values, pooled=2, **more)) == ("not_judged", None, *why)


@pytest.mark.parametrize(("values", "more", "why"), POOL_REFUSED[:3])
def test_a_pool_that_cannot_be_made_leaves_the_rises_judged(values, more, why):
    found = over("rises_every_year", values, pooled=2, **more)
    assert found.finding.outcome in ("reached", "missed")
    assert (found.no_start, found.at, found.since_start) == (*why, None)


def test_a_comparator_that_cannot_be_pooled_is_refused():
    city = {year: CITY for year in FIVE if year != 2023}
    made = evidence(FIVE, pooled=2)
    made = replace(made, comparator={y: share(y, p) for y, p in city.items()})
    assert told(OVER_PERIOD["approaches"](made)) == ("not_judged", None, "no_wave", 2023)
