import numpy as np
import pytest

from grundlag.twin.crime import (
    CODES,
    DRAWN,
    NOWHERE,
    count_reports,
    draw_reports,
    known_in,
    means,
)
from grundlag.twin.model import Settings
from grundlag.twin.parameters import CELLS, EXTRACTS, STREAMS, TRENDS, YEARS
from grundlag.twin.planted import factor

TENTH = Settings(seed=3, scale=0.1)
REPORTS = draw_reports(np.random.default_rng(3), TENTH)


def _stream(name: str) -> int:
    return [stream.id for stream in STREAMS].index(name)


def test_shares_of_codes_add_to_one_and_no_code_is_in_two_streams() -> None:
    assert all(sum(stream.shares) == pytest.approx(1) for stream in DRAWN)
    assert len(set(CODES)) == len(CODES)


def test_the_total_is_exactly_the_codes_that_begin_with_1() -> None:
    for stream in DRAWN:
        assert all((code[0] == "1") == stream.in_total for code in stream.codes)
        assert all(len(code) == 7 for code in stream.codes)


def test_every_trend_names_a_cell_and_a_stream_and_each_year() -> None:
    cells = {cell.id for cell in CELLS}
    for trend in TRENDS:
        assert trend.cell is None or trend.cell in cells
        assert _stream(trend.stream) >= 0
        assert len(trend.factors) == len(YEARS)


def test_the_fall_of_indbrud_is_in_the_mean() -> None:
    mean = means(Settings(seed=1))
    at = [cell.id for cell in CELLS].index("tingbjerg-husum")
    change = mean[at, -1, _stream("indbrud")] / mean[at, -2, _stream("indbrud")]
    assert change == pytest.approx(0.6, abs=0.01)
    assert factor("amager", "indbrud", 2025, TENTH) == 1.0
    assert factor("amager", "narkotika", 2025, TENTH) == pytest.approx(1.07**7, abs=1e-6)


def test_the_city_reports_about_75_per_1000() -> None:
    placed = means(Settings(seed=1))[:, -1, [stream.in_total for stream in STREAMS]].sum()
    assert 70 < placed / 0.92 / 669.440 < 80


def test_about_8_percent_have_no_place() -> None:
    counts = count_reports(np.random.default_rng(1), Settings(seed=1))
    assert counts[NOWHERE].sum() / counts.sum() == pytest.approx(0.08, abs=0.003)


def test_reports_come_in_the_order_of_their_dates() -> None:
    when = REPORTS.year * 400 + REPORTS.day
    assert (np.diff(when) >= 0).all()


def test_the_last_day_of_a_leap_year_may_come_and_no_later_one() -> None:
    leap = np.isin(np.array(YEARS)[REPORTS.year], (2020, 2024))
    assert REPORTS.day[leap].max() == 365
    assert REPORTS.day[~leap].max() == 364


def test_each_code_belongs_to_the_stream_of_its_report() -> None:
    owner = np.array([at for at, stream in enumerate(DRAWN) for _ in stream.codes])
    assert (owner[REPORTS.code] == REPORTS.stream).all()


def test_late_reports_are_one_percent_of_2024_and_only_in_the_second_extract() -> None:
    in_2024 = np.array(YEARS)[REPORTS.year] == 2024
    assert not REPORTS.late[~in_2024].any()
    assert REPORTS.late[in_2024].mean() == pytest.approx(0.01, abs=0.006)
    first, second = (known_in(extract, REPORTS) for extract in EXTRACTS)
    assert not (first & REPORTS.late).any()
    assert (second >= REPORTS.late).all()
    assert ((first & in_2024) | REPORTS.late == second & in_2024).all()


def test_reports_without_a_place_have_none() -> None:
    nowhere = REPORTS.atom == NOWHERE
    assert (REPORTS.x[nowhere] == 0).all()
    assert (REPORTS.x[~nowhere] > 0).all()
