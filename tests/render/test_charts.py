"""Pictures read without a legend: labels at the lines, nothing over anything, nothing invented."""

import re
import struct
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grundlag.render.charts import picture
from grundlag.render.labels import spread, width, wrap
from grundlag.render.look import LOOK
from grundlag.render.scale import scale, years
from grundlag.report.model import Chart, Line, Panel, Point, Text

SVG = "{http://www.w3.org/2000/svg}"


def _points(*values: float | None, start: int = 2023) -> tuple[Point, ...]:
    return tuple(
        Point(label=str(start + i), value=v) for i, v in enumerate(values) if v is not None
    )


def _panel(*lines: Line, unit="share", title="Trygge", **more) -> Panel:
    return Panel(title=title, unit=unit, lines=lines, **more)


def _area(*values: float | None, name="Amager", **more) -> Line:
    return Line(name=name, points=_points(*values, **more))


def _other(*values: float | None) -> Line:
    return Line(name="København", points=_points(*values), role="comparator")


def _svg(*panels: Panel) -> ET.Element:
    words = Text(words="x", numbers={})
    return ET.fromstring(picture(Chart(id="c", title=words, alt=words, panels=panels)).svg)


def _words(*panels: Panel) -> list[str]:
    return [text.text or "" for text in _svg(*panels).iter(f"{SVG}text")]


def test_lines_are_named_where_they_end_with_their_last_value():
    words = _words(_panel(_area(0.58, 0.634), _other(0.7, 0.713), level=0.6, level_name="Baseline"))
    assert {"Amager", "63\u00a0%", "København", "71\u00a0%", "Baseline", "60\u00a0%"} <= set(words)


def test_the_font_is_ours_alone(sample):
    for chart in (sample.SAFETY_CHART, sample.CRIME_CHART):
        svg = picture(chart).svg
        assert set(re.findall(r'font-family="([^"]*)"', svg)) == {"Source Sans Pro"}


def test_the_picture_is_as_wide_as_the_page_and_the_png_twice_that(sample):
    drawn = picture(sample.CRIME_CHART)
    across, down = struct.unpack(">II", drawn.png[16:24])
    assert drawn.width == LOOK.chart.width
    assert (across, down) == pytest.approx((2 * drawn.width, 2 * drawn.height), abs=2)


def test_a_chart_is_drawn_once(sample):
    assert picture(sample.SAFETY_CHART) is picture(sample.SAFETY_CHART)


def test_colour_never_tells_alone():
    svg = _svg(_panel(_area(0.58, 0.634), _other(0.7, 0.713), level=0.6, level_name="Baseline"))
    dashes = [
        line.get("stroke-dasharray") for line in svg.iter() if "dasharray" in str(line.attrib)
    ]
    assert len(set(dashes)) == 2
    assert {path.get("fill") for path in svg.iter(f"{SVG}path")} == {"#FFFFFF", LOOK.chart.area[0]}


def test_two_areas_have_different_points():
    svg = _svg(_panel(_area(0.5, 0.6), _area(0.4, 0.5, name="Folehaven")))
    assert len({path.get("d") for path in svg.iter(f"{SVG}path")}) == 2


def test_a_line_is_broken_where_a_year_is_missing():
    svg = _svg(_panel(_area(0.5, 0.6, None, 0.6, 0.7)))
    paths = [line.get("points", "") for line in svg.iter(f"{SVG}polyline")]
    assert [len(path.split()) for path in paths] == [2, 2]


def test_two_series_of_one_name_are_two_lines_with_one_label():
    panel = _panel(_area(100, 110), _area(150, 148, start=2025), unit="count")
    assert len(list(_svg(panel).iter(f"{SVG}polyline"))) == 2
    assert _words(panel).count("Amager") == 1


def test_limits_are_drawn_and_missing_ones_are_not():
    with_limits = Line(name="A", points=(Point(label="2023", value=0.5, low=0.4, high=0.6),))
    half = Line(name="B", points=(Point(label="2023", value=0.5, low=0.4),))
    bars = [line for line in _svg(_panel(with_limits, half)).iter() if line.get("stroke-opacity")]
    assert len(bars) == 1


@pytest.mark.parametrize(
    "panels",
    [
        (),
        (_panel(),),
        (_panel(Line(name="Amager", points=())),),
        (_panel(_area(0.5)),),
        (_panel(_area(0.0, 0.0), unit="count"),),
        (_panel(_area(5, 5, 5), unit="count", level=5, level_name="Baseline"),),
        (_panel(_area(1.0, 1.0)), _panel(_area(0.0))),
        (_panel(_area(-0.4, 0.1), unit="percent_change"),),
        (_panel(_area(1_300_000, 1_234_567), unit="count"),) * 3,
        (_panel(Line(name="A", points=()), level=12.0, level_name="Baseline", unit="count"),),
        (_panel(*(_area(0.5 + i / 100, name=f"Område {i}") for i in range(9))),),
        (_panel(_area(3, 4, name="Tingbjerg-Husum " * 4), unit="per_1000", title="Lang " * 30),)
        * 4,
    ],
    ids=range(12),
)
def test_any_chart_can_be_drawn_inside_its_frame(panels):
    svg = _svg(*panels)
    across, down = float(svg.get("width", 0)), float(svg.get("height", 0))
    for group in svg.iter(f"{SVG}g"):
        left, top = map(float, re.findall(r"-?[\d.]+", group.get("transform", "")))
        for word in group.findall(f"{SVG}text"):
            x, y = left + float(word.get("x", 0)), top + float(word.get("y", 0))
            long = width(word.text or "", float(word.get("font-size", 0)))
            start = x - {"start": 0, "middle": long / 2, "end": long}[word.get("text-anchor", "")]
            assert start >= -1
            assert start + long <= across + 1
            assert 0 <= y <= down


def test_an_empty_panel_says_so():
    assert "Ingen data" in _words(_panel())


def test_words_of_others_are_escaped():
    assert "<Amager & co>" in _words(_panel(_area(0.5, name="<Amager & co>")))


# --- scales


def test_counts_start_at_nought_and_shares_do_not():
    assert scale(_panel(_area(90, 100), unit="count")).low == 0
    assert scale(_panel(_area(0.81, 0.84))).low > 0.5


def test_a_share_never_fills_the_axis_with_noise():
    axis = scale(_panel(_area(0.62, 0.63)))
    assert axis.high - axis.low >= 0.2


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6))
def test_a_share_axis_holds_every_value_and_stays_within_nought_and_one(values):
    axis = scale(_panel(_area(*values)))
    assert 0 <= axis.low <= min(values) + 1e-9
    assert max(values) - 1e-9 <= axis.high <= 1
    assert 3 <= len(axis.ticks) <= 8


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=6))
def test_a_count_axis_has_whole_marks(values):
    axis = scale(_panel(_area(*map(float, values)), unit="count"))
    assert all(tick == int(tick) for tick in axis.ticks)
    assert axis.low == 0
    assert axis.high >= max(values)


def test_a_year_nobody_measured_keeps_its_place():
    assert years([_panel(_area(0.5, None, None, 0.6))]) == ("2023", "2024", "2025", "2026")


def test_other_labels_stand_in_their_own_order():
    line = Line(name="A", points=tuple(Point(label=x, value=1) for x in ("2024/25", "2023/24")))
    assert years([_panel(line)]) == ("2023/24", "2024/25")


# --- labels


@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(5, 30)), min_size=1, max_size=6),
    st.floats(50, 200),
)
def test_labels_never_overlap_and_keep_their_order(labels, room):
    wanted, sizes = [w for w, _ in labels], [s for _, s in labels]
    tops = spread(wanted, sizes, room)
    order = sorted(range(len(tops)), key=lambda i: tops[i])
    for above, below in pairwise(order):
        assert tops[above] + sizes[above] <= tops[below] + 1e-6
        assert wanted[above] <= wanted[below] + 1e-9
    assert min(tops) >= -1e-9
    assert max(t + s for t, s in zip(tops, sizes, strict=True)) <= max(room, sum(sizes)) + 1e-6


def test_labels_that_fit_stay_where_they_are():
    assert spread([10, 50], [14, 14], 100) == (10, 50)


def test_long_names_are_broken_at_spaces_and_hyphens():
    assert wrap("Tingbjerg-Husum området", 12, 70) == ("Tingbjerg-", "Husum", "området")
    assert wrap("", 12, 70) == ()


@given(st.text("abcæøåM- ", max_size=60), st.floats(40, 200))
def test_wrapped_lines_fit_and_lose_nothing(text, room):
    lines = wrap(text, 12, room)
    assert all(width(line, 12) <= room + 1e-6 for line in lines)
    assert "".join(lines).replace("-", "").replace(" ", "") == text.replace("-", "").replace(
        " ", ""
    )
