"""A declared bridge joins just what it names, and what it carries over is what R gives."""

import csv
import math
from dataclasses import replace
from pathlib import Path

import pytest

from grundlag.basis.folder import Bridge
from grundlag.errors import SeriesError
from grundlag.indicators.bridges import carried, carried_gap, path
from grundlag.indicators.change import change, change_of_gap, comparable
from grundlag.indicators.model import Bridges, Change, Estimate, Interval, Made, Series

SERIES = Series(
    indicator="indbrud", basis="grund", area="nord", area_version="2", list_version="koder 1",
    question_version="", provider="politiet", origin="records", since=2021,
)  # fmt: skip
OLD = replace(SERIES, area_version="1", since=0)
BRIDGE = Bridge(
    indicator="indbrud", to_year=2021, joins=("area_version", "break"), why="Talt begge veje"
)
LINE = {year: OLD if year < 2021 else SERIES for year in range(2019, 2026)}
R = list(
    csv.DictReader(
        (Path(__file__).parents[1] / "reference" / "r_bridges.csv").read_text("utf-8").splitlines()
    )
)


def figure(x: float, year: int, series: Series, e: float = 1, phi: float = 3) -> Estimate:
    return Estimate(
        series=series, year=year, unit="count", method="", value=x / e,
        limits=Interval(low=x / e / 2, high=x / e * 2),
        made=Made(count=x, exposure=e, dispersion=phi),
    )  # fmt: skip


def share(p: float, variance: float | None, df: float, series: Series, year: int) -> Estimate:
    made = Made(variance=variance, df=df)
    return Estimate(series=series, year=year, unit="share", method="", value=p, made=made)


def bridges(*declared: Bridge, line: dict[int, Series] | None = None) -> Bridges:
    return Bridges(declared=declared, series={("indbrud", "nord"): line or LINE})


NOW, THEN = figure(30, 2025, SERIES), figure(20, 2019, OLD)


def test_what_a_bridge_names_exactly_is_joined() -> None:
    assert path(NOW, THEN, bridges(BRIDGE)) == (BRIDGE,)
    found = change(NOW, THEN, bridges(replace(BRIDGE, factor=1.25)))
    assert found.value == pytest.approx(30 / 25)
    assert [b.why for b in found.bridges] == ["Talt begge veje"]


@pytest.mark.parametrize(
    "other",
    [
        {"joins": ("area_version",)},
        {"joins": ("break",)},
        {"joins": ("area_version", "break", "provider")},
        {"to_year": 2020},
        {"to_year": 2022},
        {"indicator": "tyveri"},
        {"area": "syd"},
    ],
)
def test_a_bridge_that_names_anything_else_joins_nothing(other: dict[str, object]) -> None:
    wrong = replace(BRIDGE, **other)  # type: ignore[arg-type]
    assert path(NOW, THEN, bridges(wrong)) is None
    with pytest.raises(SeriesError, match="area_version"):
        change(NOW, THEN, bridges(wrong))


@pytest.mark.parametrize("name", ["basis", "indicator", "area"])
def test_no_bridge_leads_to_another_basis_indicator_or_area(name: str) -> None:
    then = replace(THEN, series=replace(OLD, **{name: "another"}))
    assert path(NOW, then, bridges(BRIDGE)) is None


def test_within_a_series_no_bridge_is_crossed() -> None:
    then = figure(20, 2022, SERIES)
    found = change(NOW, then, bridges(replace(BRIDGE, factor=9.0)))
    assert (found.value, found.bridges) == (1.5, ())


def test_nothing_is_carried_back_in_time() -> None:
    assert path(replace(THEN, year=2019), replace(NOW, year=2025), bridges(BRIDGE)) is None


def test_two_breaks_need_two_bridges_and_their_factors_multiply() -> None:
    """1.25 and 0.8 are exactly 1; the errors 0.03 and 0.04 are 0.05 together."""
    line = {y: replace(s, since=2023) if y >= 2023 else s for y, s in LINE.items()}
    now = replace(NOW, series=line[2025])
    one = replace(BRIDGE, factor=1.25, error=0.03)
    two = replace(BRIDGE, to_year=2023, joins=("break",), factor=0.8, error=0.04)
    assert path(now, THEN, bridges(one, line=line)) is None
    assert path(now, THEN, bridges(two, line=line)) is None
    over = path(now, THEN, bridges(two, one, line=line))
    assert over == (one, two)
    found = carried(THEN, now.series, over)
    assert (found.value, found.made.exposure) == (20.0, 1.0)
    assert found.made.error == pytest.approx(0.05)


def test_two_breaks_of_one_kind_are_not_joined_by_the_later_one_alone() -> None:
    """From since = 0 to 2023 only "break" differs, and yet there is a break in 2021 between."""
    line = {y: replace(OLD, since=0 if y < 2021 else 2021 if y < 2023 else 2023) for y in LINE}
    now = replace(NOW, series=line[2025])
    late = replace(BRIDGE, to_year=2023, joins=("break",))
    assert path(now, THEN, bridges(late, line=line)) is None
    assert path(now, replace(THEN, year=2022, series=line[2022]), bridges(late, line=line))


def test_a_baseline_that_runs_into_the_new_series_is_not_carried_over() -> None:
    then = replace(THEN, year=2019)
    assert path(NOW, replace(then, until=2020), bridges(BRIDGE)) == (BRIDGE,)
    assert path(NOW, replace(then, until=2021), bridges(BRIDGE)) is None


def test_years_without_a_figure_do_not_hide_a_break() -> None:
    """Nobody delivered 2020 to 2022; the break of 2021 is declared all the same."""
    gone = {y: replace(s, provider="") if y in (2020, 2021, 2022) else s for y, s in LINE.items()}
    assert path(NOW, THEN, bridges(BRIDGE, line=gone)) == (BRIDGE,)
    assert path(NOW, THEN, bridges(replace(BRIDGE, to_year=2023), line=gone)) is None


@pytest.mark.parametrize("row", R, ids=lambda r: f"{r['x1']}/{r['x0']} {r['factor']} {r['error']}")
def test_the_ratio_over_a_bridge_is_rs(row: dict[str, str]) -> None:
    """R: qbeta at every level, the factor's limit by qnorm, and uniroot for p."""
    x1, e1, x0, e0, phi, factor, error = (
        float(row[key]) for key in ("x1", "e1", "x0", "e0", "phi", "factor", "error")
    )
    over = replace(BRIDGE, factor=factor, error=error or None)
    now, then = figure(x1, 2025, SERIES, e1, phi), figure(x0, 2019, OLD, e0, phi)
    found = change(now, then, bridges(over))
    assert found.value == pytest.approx(float(row["value"]), rel=1e-12)
    assert found.limits is not None
    assert found.limits.low == pytest.approx(float(row["low"]), rel=1e-9)
    assert found.limits.high == pytest.approx(float(row["high"]), rel=1e-9)
    assert found.p_rise == pytest.approx(float(row["p_rise"]), rel=1e-7)
    assert found.p_fall == pytest.approx(float(row["p_fall"]), rel=1e-7)


@pytest.mark.parametrize("x1", range(0, 60, 3))
def test_p_and_limits_say_the_same_over_an_uncertain_bridge(x1: int) -> None:
    found = change(figure(x1, 2025, SERIES, phi=1), THEN, bridges(replace(BRIDGE, error=0.1)))
    assert found.limits
    assert found.p_rise is not None
    assert found.p_fall is not None
    assert (found.limits.low > 1) == (found.p_rise < 0.025)
    assert (found.limits.high < 1) == (found.p_fall < 0.025)


def test_of_no_count_the_limits_are_the_ends_all_the_same() -> None:
    over = bridges(replace(BRIDGE, factor=1.1, error=0.2))
    none = change(figure(0, 2025, SERIES), THEN, over)
    assert none.limits
    assert (none.limits.low, none.p_rise) == (0.0, 1.0)
    from_none = change(NOW, figure(0, 2019, OLD), over)
    assert from_none.limits
    assert (from_none.limits.high, from_none.p_fall) == (math.inf, 1.0)


def test_a_printed_level_is_carried_over_too() -> None:
    """30 (15 to 60) over a printed 20 that is worth 25 in the new series: 1.2 (0.6 to 2.4)."""
    level = replace(THEN, made=Made(dispersion=3), limits=None)
    found = change(NOW, level, bridges(replace(BRIDGE, factor=1.25)))
    assert found.value == pytest.approx(1.2)
    assert found.limits == Interval(low=pytest.approx(0.6), high=pytest.approx(2.4))
    wide = change(NOW, level, bridges(replace(BRIDGE, factor=1.25, error=0.1)))
    z = math.exp(1.959963984540054 * 0.1)
    assert wide.limits == Interval(low=pytest.approx(0.6 / z), high=pytest.approx(2.4 * z))


def test_decimals_stay_decimals() -> None:
    """100 times 1.1 is 110, and not 110.00000000000001."""
    found = carried(figure(100, 2019, OLD), SERIES, (replace(BRIDGE, factor=1.1),))
    assert found.value == 110.0
    moved = carried(share(0.1, None, 9, OLD, 2019), SERIES, (replace(BRIDGE, shift=0.2),))
    assert moved.value == 0.3


def test_a_share_is_shifted_and_its_variance_grows() -> None:
    """0.84 - (0.80 + 0.02), V = 0.0009 + 0.0016 + 0.03^2; R: qt(0.975, 10) * sqrt(0.0034)."""
    over = bridges(replace(BRIDGE, shift=0.02, error=0.03))
    now, then = share(0.84, 0.0009, 4, SERIES, 2025), share(0.80, 0.0016, 6, OLD, 2019)
    found = change(now, then, over)
    assert found.value == pytest.approx(0.02)
    assert found.variance == pytest.approx(0.0034)
    assert found.limits
    assert found.limits.high == pytest.approx(0.14992170460967796)
    assert change(now, replace(then, made=Made()), over).limits is None


def test_a_gap_moves_by_what_only_one_of_the_two_is_carried_over() -> None:
    start = Change(kind="difference", value=0.09, limits=None, variance=0.0016, df=6)
    over = (replace(BRIDGE, shift=0.02, error=0.03),)
    of_area, of_whole, of_both = (
        carried_gap(start, *each) for each in ((over, ()), ((), over), (over, over))
    )
    assert (of_area.value, of_whole.value, of_both.value) == (0.07, 0.11, 0.09)
    assert of_area.variance == of_whole.variance == pytest.approx(0.0025)
    assert of_both.variance == 0.0016
    assert of_area.bridges == of_whole.bridges == of_both.bridges == over
    now = Change(kind="difference", value=0.05, limits=None, variance=0.0009, df=4)
    moved = change_of_gap(now, of_area)
    assert (moved.value, moved.variance) == (pytest.approx(-0.02), pytest.approx(0.0034))
    assert moved.bridges == over
    assert carried_gap(start, (), ()) is start


def test_a_figure_of_one_series_is_as_it_is() -> None:
    then = figure(20, 2022, SERIES)
    assert comparable(NOW, then, bridges(BRIDGE)) is then
